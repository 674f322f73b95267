#ifndef ROUNDTABLE_SCREEN_SPANS_H
#define ROUNDTABLE_SCREEN_SPANS_H

#include "screen/cells.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * What of the window's rows has changed, sent to the terminal at once and in one piece: private
 * to the screen. The terminal's library keeps windows of large cells, weighs for each change by
 * which way the cursor gets there, sends each by itself, and compares rows from end to end,
 * which is most of what a key costs. Where something is not safe to send so (wide and composed
 * letters, the last cell of all, a terminal of other habits) all of it is left to the library:
 * it moves rows about. As long as nothing is left to it, it is not told either.
 */

/** A row as it is to be, of as many cells as the window has columns; borrowed. */
struct changed {
    int row;
    const struct cell *cells;
};

/** Where the cursor is to stand. */
struct sent_as {
    int row, col;
};

/** Sends what is different in them on the screen. False if nothing was sent, and all is left
 *  to the library, the cursor too: spans_leave() comes before it draws. */
bool spans_send(const struct changed *rows, size_t count, struct sent_as as);

/** From now on the library knows all that was sent, in its windows too: before it draws, or
 *  leaves the screen. */
void spans_leave(void);

/** Has the terminal move all lines of the window again where the library asks it to: it may go on
 *  with those of a former size, as where a program that was stopped goes on while its window
 *  changes. The terminal's cursor is anywhere behind it. */
void spans_move_all(void);

/** Nothing is known of the terminal; there may be another one. */
void spans_forget(void);

/** Frees what it needed. */
void spans_finish(void);

#endif
