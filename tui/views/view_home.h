#ifndef ROUNDTABLE_VIEWS_VIEW_HOME_H
#define ROUNDTABLE_VIEWS_VIEW_HOME_H

#include "views/view.h"

/** The first screen: recent sessions, the templates, the worked samples. */
extern const struct view_ops view_home_ops;

/** @program  argv[0], for finding what lies beside it. */
void *view_home_new(const char *program);

#endif
