#ifndef ROUNDTABLE_VIEWS_VIEW_ROOM_H
#define ROUNDTABLE_VIEWS_VIEW_ROOM_H

#include "views/view.h"

/**
 * The room of several laptops: the invitation, to read out and to scan, who is there, and
 * what is behind. Shows facts->room as it is each time.
 */

extern const struct view_ops view_room_ops;

struct view view_room_new(void);

#endif
