#ifndef ROUNDTABLE_VIEWS_TITLE_H
#define ROUNDTABLE_VIEWS_TITLE_H

#include "views/view.h"

/**
 * The first row of a view: its title, the clock, who is there, and how it is saved.
 */

/** The title row: what, what the clock says, and how it is saved. Returns how many columns
 *  what has. */
int draw_title(const struct facts *facts, const char *title);

/** The same of what says how to go on: nothing stands beside it where it needs all of the row,
 *  unless something could not be saved. */
int draw_whole_title(const struct facts *facts, const char *title);

/** Beside the rule below it: how many rows or lines are out of sight, "3 above, 5 more below". */
void draw_more(size_t above, size_t below);

#endif
