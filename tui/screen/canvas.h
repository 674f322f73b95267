#ifndef ROUNDTABLE_SCREEN_CANVAS_H
#define ROUNDTABLE_SCREEN_CANVAS_H

#include "screen/screen.h"
#include "screen/spans.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * What a picture consists of, row by row, in the order in which it was put: private to the
 * screen. Nothing is drawn before the picture is whole, and then only rows of which
 * something was put otherwise than in the picture before; whether a row is the same is
 * seen by comparing all of it, so no view has to know what has changed.
 */

/** How a role looks: attributes and colour pair of curses. */
struct look {
    unsigned attributes;
    short pair;
};

/** Begins a new picture of so many rows. */
void canvas_begin(int rows, bool utf8);

/** Puts as much of a harmless text as `room` columns, of a window of so many, take; returns
 *  how many it took. */
struct canvas_place {
    int row, col, room, window_cols;
};
int canvas_put(struct canvas_place place, enum role role, const char *text,
               size_t len_bytes);

/** Puts a horizontal rule. */
void canvas_rule(int row, int col, int width_cols);

/** What was put into a row so far, borrowed until the next; and adds such bytes to a row. */
const char *canvas_row(int row, size_t *len_bytes);
void canvas_add_to_row(int row, const char *bytes, size_t len_bytes);
int canvas_rows(void);

/** Draws what is not there yet into a WINDOW. @looks  by role */
void canvas_draw(void *window, const struct look *looks);

/** Sends what is not there yet past the terminal's library, if the window is all there is.
 *  False if nothing was sent: it is to be drawn, once the library knows what was sent before. */
bool canvas_send(const struct look *looks, struct sent_as as);

/** From now on no row is known to be there. */
void canvas_forget(void);

/** Frees all of it. */
void canvas_finish(void);

/* screen.c: what stands beside the canvas, for parts.c */

struct area {
    int row, col, rows, cols;
    struct button button;
};

const struct area *screen_areas(size_t *count);

/** Where the cursor is to stand, if that was said since it was asked last. */
bool screen_cursor_moved(int *row, int *col);

/* parts.c */

/** Nothing that was put can be put again. */
void parts_forget(void);

#endif
