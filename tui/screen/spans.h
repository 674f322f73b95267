#ifndef ROUNDTABLE_SCREEN_SPANS_H
#define ROUNDTABLE_SCREEN_SPANS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * What of the window's rows has changed, sent to the terminal at once and in one piece: private
 * to the screen. The terminal's library weighs for each change by which way the cursor gets
 * there, sends each by itself, and compares rows from end to end, which is most of what a key
 * costs. Where something is not safe to send so (wide and composed letters, the last cell of all,
 * a terminal of other habits) all of it is left to the library: it moves rows about.
 */

/** Columns of a row, from the first to before the end. */
struct changed {
    int row, from, end;
};

/** How: where the cursor is to stand, and whether the terminal takes more than ASCII. */
struct sent_as {
    int row, col;
    bool utf8;
};

/** Sends what is different in them on the screen. False if all or more is left for refresh(),
 *  the cursor too. */
bool spans_send(const struct changed *spans, size_t count, struct sent_as as);

/** From now on the library knows all that was sent: before it draws, or leaves the screen. */
void spans_leave(void);

/** Nothing is known of the terminal; there may be another one. */
void spans_forget(void);

/** Frees what it needed. */
void spans_finish(void);

#endif
