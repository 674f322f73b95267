#ifndef ROUNDTABLE_BASE_JSON_CHECK_H
#define ROUNDTABLE_BASE_JSON_CHECK_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* The strict pass over a JSON text; private to base/json.c. The rules stand in
 * base/json.h. */

/**
 * Checks a whole text. On failure, err says where and what.
 *
 * @wanted     0, or the number of a value in reading order, the root being 1.
 * @offset     if wanted: takes where that value, or its name, begins.
 */
bool json_check_text(const char *name, const char *bytes, size_t len_bytes,
                     size_t wanted, size_t *offset_bytes, struct err *err);

/** Line and column, from 1, of a byte. A column is a code point. */
void json_line_and_column(const char *bytes, size_t at_bytes, unsigned long *line,
                          unsigned long *column);

#endif
