#ifndef ROUNDTABLE_SCREEN_BIG_DIGITS_H
#define ROUNDTABLE_SCREEN_BIG_DIGITS_H

/**
 * Digits of block characters, to be read across a room.
 */

enum { BIG_ROWS = 5 };

/** How wide a text of digits, ":", "+" and "-" is.
 *
 *  @scale  columns a block, 1 or more; 2 looks right where letters are narrow. */
int big_cols(const char *text, int scale);

/** Draws it, BIG_ROWS high. */
void big_put(int row, int col, int scale, const char *text);

#endif
