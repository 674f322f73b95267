#ifndef ROUNDTABLE_VIEWS_PASTE_ROWS_H
#define ROUNDTABLE_VIEWS_PASTE_ROWS_H

#include "model/session.h"
#include "screen/pasted.h"

/**
 * How many cells, or lines, of what was pasted are to make rows of a grid and are called like a
 * row that stands there, or like such a cell before: they make none, and what stands beside them
 * goes to that one.
 *
 * @grid    its id; "": goals.
 * @fields  where each column goes, "" makes rows; NULL: all do.
 * @heads   so many rows of it are headings.
 */
size_t paste_rows_there(struct session *session, const struct record *table,
                        const char *grid, const struct pasted *pasted,
                        const char *const *fields, size_t heads);

#endif
