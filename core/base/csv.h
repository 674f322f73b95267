#ifndef ROUNDTABLE_BASE_CSV_H
#define ROUNDTABLE_BASE_CSV_H

#include "base/str.h"

/**
 * Cells of sheets as csv has them (RFC 4180): one that holds a separator, a line break or a
 * quote stands in quotes, and its own quotes are doubled.
 */

/** Behind the quote that ends the cell which begins here with one; NULL: it begins with
 *  none, or none ends it. */
const char *csv_quote_end(const char *cell);

/** Adds what stands between the quotes of a cell, or a part of it, its own quotes once. */
void csv_add_unquoted(struct str *out, const char *inside, size_t len_bytes);

/** Adds one cell of words that a person may have typed, sanitised; no formula begins in it. */
void csv_add_cell(struct str *out, const char *words);

/** The words of a cell, borrowed of it: without the quote that csv_add_cell() puts before
 *  what would be a formula. */
const char *csv_words(const char *cell);

#endif
