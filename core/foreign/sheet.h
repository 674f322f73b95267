#ifndef ROUNDTABLE_FOREIGN_SHEET_H
#define ROUNDTABLE_FOREIGN_SHEET_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * A sheet as csv has it: cells parted by commas, semicolons, tabs or "|", whichever gives most
 * rows as many cells as the first has. A cell that begins and ends with a quote may hold
 * separators, line breaks, and its quotes doubled, unless its lines are whole rows: then a quote was
 * left open there, and what looks like its end is an inch sign. Any other quote is of its cell's
 * words. Rows without words are left out, and empty cells that have no heading.
 */
struct sheet_row {
    const char **cells; /* in the arena */
    size_t count, line; /* line: where it begins, from 1 */
};

struct sheet {
    struct sheet_row *rows; /* the first are the headings */
    size_t count, room;
    char separator; /* 0: there is one column */
    bool quoted;    /* some cell stood in quotes */
    size_t unended; /* cells that begin with a quote which has no end */
};

/** Adds a text of whatever program as UTF-8: without a byte-order mark, from UTF-16 that has
 *  one, and what is no UTF-8 from Windows-1252. */
void sheet_decode(const char *bytes, size_t len_bytes, struct str *out);

/** Reads a sheet; start zeroed. @most_rows  more are refused. */
bool sheet_read(struct sheet *sheet, struct arena *arena, const char *name,
                const char *text, size_t most_rows, struct err *err);
void sheet_finish(struct sheet *sheet);

#endif
