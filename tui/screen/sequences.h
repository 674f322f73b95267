#ifndef ROUNDTABLE_SCREEN_SEQUENCES_H
#define ROUNDTABLE_SCREEN_SEQUENCES_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/**
 * What a terminal is told besides letters: private to the screen. Where its description has
 * what nearly all of them have (ECMA-48), that is written without asking the library each time.
 */

/** Which of them the terminal has as nearly everywhere. */
struct sequences {
    bool place;  /* of the cursor: row and column */
    bool column; /* alone */
    bool erase;  /* so many cells */
    bool to_end; /* the rest of the row */
};

/** Begins what is sent, which looks like nothing special. */
struct sequences sequences_begin(struct str *out);

/** One of the terminal's description, filled in. */
void sequences_add(struct str *out, const char *sequence);

/** "ESC [ number letter": 1 goes without saying. */
void sequences_add_ansi(struct str *out, int number, char letter);

/** Where the cursor is to be, from 1 on. */
void sequences_add_place(struct str *out, int row, int col);

/** How letters look from now on: attributes of curses, the pair with them. The library takes
 *  letters to look like nothing special all the while. */
void sequences_add_look(struct str *out, uint32_t from, uint32_t to);

/** Looks may be others from now on, or the terminal. */
void sequences_forget(void);

#endif
