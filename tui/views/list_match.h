#ifndef ROUNDTABLE_VIEWS_LIST_MATCH_H
#define ROUNDTABLE_VIEWS_LIST_MATCH_H

#include "views/view_list.h"

/** The worst that fits at all. */
enum { LIST_WORST_FIT = 15 };

/** How well a row fits with what was typed: the lower, the better; -1: not at all. */
int list_match(const struct list_view *v, const struct item *item, const char *typed);

/** Whether a path is typed in full into a list of files, as "/media/usb/a.json" and "~/a.json". */
bool list_has_path(const struct list_view *v);

/** Whether people seek that row by it: it is in its name, or begins a word of its details, if
 *  these do not only explain it. */
bool list_is_sought(const struct list_view *v, const struct item *item,
                    const char *typed);

#endif
