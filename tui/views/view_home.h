#ifndef ROUNDTABLE_VIEWS_VIEW_HOME_H
#define ROUNDTABLE_VIEWS_VIEW_HOME_H

#include "views/view.h"

/**
 * The first screen: recent sessions, the templates, the worked samples.
 *
 * @program  argv[0], for finding what lies beside it.
 */
struct view view_home_new(const char *program);

#endif
