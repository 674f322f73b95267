#ifndef ROUNDTABLE_VIEWS_VIEW_HOME_H
#define ROUNDTABLE_VIEWS_VIEW_HOME_H

#include "views/view.h"

/** The first screen: recent sessions, the templates, the worked samples. */
struct view view_home_new(void);

#endif
