#ifndef ROUNDTABLE_BASE_JSON_CHECK_H
#define ROUNDTABLE_BASE_JSON_CHECK_H

#include "base/json.h"

/* The strict pass over a JSON text; private to base/json.c. The rules stand in
 * base/json.h. */

/** Checks a whole text. On failure, err says where and what. */
bool json_check_text(const char *name, const char *bytes, size_t len_bytes,
                     struct err *err);

/** "UTF-16" or "UTF-32" if a text seems to be that; else NULL. */
const char *json_other_encoding(const char *bytes, size_t len_bytes);

/** Whether a text has more bytes or more values than are read. */
bool json_check_is_too_large(const char *bytes, size_t len_bytes);

/**
 * Where values of a text that was checked, or their names, begin.
 *
 * @numbers  in reading order, the root being 1; they never fall. 0 is found at 0.
 * @offsets  takes as many.
 */
void json_find_values(const char *bytes, size_t len_bytes, const size_t *numbers,
                      size_t count, size_t *offsets);

/** Moves a place on to a byte at or behind it. A column is a code point. */
void json_go_to(const char *bytes, size_t to_bytes, struct json_place *place);

#endif
