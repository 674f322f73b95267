#ifndef ROUNDTABLE_SCREEN_MAGNIFIED_H
#define ROUNDTABLE_SCREEN_MAGNIFIED_H

#include <stdbool.h>

/**
 * A picture that is larger than the window, read line by line: rows of it, wrapped, without
 * the blanks that keep their parts apart, without rules and bars.
 */

/** The picture: a WINDOW of curses, of its own size, to be drawn on; NULL: there is none. */
void *magnified_picture(void);

struct magnified {
    int row, col; /* where the cursor is in the picture */
    int foot_row; /* where its messages begin; hints are in its last row */
    bool said;    /* they are to be read first, */
    int asks;     /* but for the title, which asks over so many rows; or 0 */
};

/** Draws it on the window of the terminal, and puts the cursor there. */
void magnified_show(struct magnified at);

/** Whether a key reads all of it on, page by page from its title to its hints: then the last
 *  row says so, where not all is seen. It is Space, unless that means something there. */
void magnified_offer(bool reads_on);
void magnified_read_on(void);

/** From now on what is about the cursor is shown again. */
void magnified_stop_reading(void);

/** The place in the picture of one in the window; false if there is none. */
bool magnified_place(int *row, int *col);

void magnified_forget(void);

#endif
