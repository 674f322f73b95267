#ifndef ROUNDTABLE_VIEWS_LIST_DRAW_H
#define ROUNDTABLE_VIEWS_LIST_DRAW_H

#include "views/view_list.h"

/** For view_ops.draw. */
void list_draw(void *state, const struct facts *facts);

/** How many rows of the list are in sight, above what is said at the foot of it. */
int list_row_room(const struct facts *foot);

#endif
