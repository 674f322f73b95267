#ifndef ROUNDTABLE_SCREEN_CELLS_H
#define ROUNDTABLE_SCREEN_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * A row of the terminal as cells of one column each: private to the screen. What the
 * terminal's library does for each cell of its windows is many times what it takes to compare
 * two of these, so a row is kept in them where it can be.
 */

/** No padding: compared by bytes. */
struct cell {
    uint32_t letter; /* a code point of one column; 0: something else is there */
    uint32_t look;   /* attributes of curses, the pair with them; 0: as it comes */
};

/** Makes all of them blank. */
void cells_clear(struct cell *cells, int count);

/** Puts harmless text from a column on. False if it has a letter that is not surely one cell
 *  wide, whoever counts, or no room.
 *  @count  all cells of the row  @utf8  or "?" stands for whatever is more than ASCII
 *  @plain  all of it is printable ASCII: that need not be found out */
struct cells_place {
    int col, count;
    bool utf8, plain;
};
bool cells_put(struct cell *cells, struct cells_place place, uint32_t look,
               const char *text, size_t len_bytes);

#endif
