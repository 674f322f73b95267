#ifndef ROUNDTABLE_VIEWS_FOOT_H
#define ROUNDTABLE_VIEWS_FOOT_H

#include "views/view.h"

/**
 * The last rows of every view: what is said there, and hints, which are buttons, too.
 */

enum { FOOT_MARGIN = 1 }; /* of the foot of every view but the projector */

/** The message, wrapped upwards from the last row but one, or who is writing if there is
 *  none, and the hints of the mode. */
void draw_foot(const struct facts *facts, enum mode mode);

/** The hints alone, in the last row. */
void draw_hints(const struct facts *facts, enum mode mode);

/** The hints of a mode that would do something, in their order; how many. */
enum { HINTS_ROOM = 24 };
size_t hints_of(const struct facts *facts, enum mode mode,
                enum action actions[HINTS_ROOM]);

/** How many rows draw_foot() takes. */
int foot_rows(const struct facts *facts);

/** The same between margins of so many columns, with these actions as hints. */
void draw_foot_of(const struct facts *facts, int margin, const enum action *actions,
                  size_t count);
int foot_rows_of(const struct facts *facts, int margin);

/** Whether the rows for messages have room for all that is said. */
bool foot_says_all(const struct facts *facts);

#endif
