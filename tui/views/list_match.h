#ifndef ROUNDTABLE_VIEWS_LIST_MATCH_H
#define ROUNDTABLE_VIEWS_LIST_MATCH_H

#include "views/view_list.h"

/** The worst that fits at all. */
enum { LIST_WORST_FIT = 15 };

/** How well a row fits with what was typed: the lower, the better; -1: not at all. */
int list_match(const struct list_view *v, const struct item *item, const char *typed);

/** Whether it is in the row's name, rather than in what explains the row. */
bool list_names(const struct item *item, const char *typed);

#endif
