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
    bool said;    /* they are to be read first */
};

/** Draws it on the window of the terminal, and puts the cursor there. */
void magnified_show(struct magnified at);

/** The place in the picture of one in the window; false if there is none. */
bool magnified_place(int *row, int *col);

void magnified_forget(void);

#endif
