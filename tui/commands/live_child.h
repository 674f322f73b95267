#ifndef ROUNDTABLE_COMMANDS_LIVE_CHILD_H
#define ROUNDTABLE_COMMANDS_LIVE_CHILD_H

#include "app/beside.h"

/**
 * roundtable-live as a child: it says the invitation once the room is there, then a line an
 * event, and leaves when what it reads ends. So it ends with this program, however that
 * ends. Start zeroed.
 */
struct live_child {
    struct beside_child child;
    struct str heard; /* what it said, from the first line that was not taken yet */
};

enum { LIVE_LONGEST_LINE_BYTES = 8192 }; /* what is longer is cut */

/**
 * Starts it.
 *
 * @path        of the program.
 * @words       its options, ended by NULL.
 * @invitation  what it reads first, on a line; NULL: nothing.
 */
bool live_begin(struct live_child *c, const char *path, const char *const *words,
                const char *invitation, struct err *err);

/** Waits for its next line, to free(); NULL if it says no more, or if stop_fd can be read
 *  or nobody reads our standard output any more (-1: that is not looked at). */
char *live_line(struct live_child *c, int stop_fd);

/** The same of several, count at most 4: the next line of any, until the first says no more. */
char *live_line_of(struct live_child *const *children, size_t count, int stop_fd);

/** Asks it to leave and waits until it has, which takes it a while if the others lack
 *  something; tells on standard error what it told, and if it takes long. An exit status.
 *  Takes a child that was not begun. */
int live_end(struct live_child *c);

#endif
