#ifndef ROUNDTABLE_SCREEN_PASTED_H
#define ROUNDTABLE_SCREEN_PASTED_H

#include "base/str.h"

#include <stdbool.h>

/** One entry of what was pasted, where it stood. */
struct pasted_cell {
    size_t row, column;
    struct str words; /* never blank; line breaks are "\n" */
    bool
        heads; /* of a list: it stands as a heading does, with a colon or without the bullet
                   that those below have */
};

/**
 * What was pasted, as the entries that it is; pure.
 *
 * A list: each line is an entry, but for blank lines and those that are only drawn ("--"
 * above the signature of an e-mail). Bullets are no words; numbers, letters and what
 * word processors leave of bullets ("o") are none either where all lines have them. A line
 * that stands further in than the others goes on with the entry before. A heading that stands
 * among them is an entry, too: pasted_part().
 *
 * A table, as spreadsheets and word processors copy it: cells parted by tabs; where a cell
 * holds a break, a tab or a quote it stands in quotes, its own doubled. Where all words stand
 * in quotes nobody said them, and commas or semicolons may part the cells. Rows without a cell
 * are left out, and so are cells without words.
 */
struct pasted {
    struct pasted_cell *cells; /* by rows */
    size_t count, rows, columns;
    bool table; /* columns is at least 2, or it is a list in parts */
    bool parts; /* it is a list that headings part: */
};

void pasted_read(struct pasted *pasted, const char *text);

void pasted_finish(struct pasted *pasted);

/**
 * Parts a list at its headings: it becomes a table whose first row they are, and each line below
 * one a row with a cell in the heading's column. Lines above the first heading come in a column
 * without one.
 *
 * @are_headings  of each cell whether it is one; some is.
 */
void pasted_part(struct pasted *pasted, const bool *are_headings);

/** How many entries it is. */
size_t pasted_count(const char *text);

/** Adds it for people to look at: an entry, or a row of a table, in each line. */
void pasted_show(const struct pasted *pasted, struct str *out);

#endif
