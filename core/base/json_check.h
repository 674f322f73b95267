#ifndef ROUNDTABLE_BASE_JSON_CHECK_H
#define ROUNDTABLE_BASE_JSON_CHECK_H

#include "base/json.h"

#include <stdint.h>

/* The strict pass over a JSON text, json_check(), and what json.c needs of it besides; the
 * rules stand in base/json.h. */

/** The first byte from there on that does not stand for itself inside a string of JSON: a
 *  control, DEL, a quote, a backslash, what is no ASCII; else the end. */
const char *json_behind_plain(const char *at, const char *end);

/** The same where nothing says the end, but JSON_PADDING_BYTES NULs stand there. */
const char *json_behind_plain_padded(const char *at);

/**
 * Copies a text to where there is room for it and JSON_PADDING_BYTES more, which are written
 * on, too; returns how many of its bytes stand before the first that does not stand for
 * itself. It is looked through where it was copied to, for there quotes can be put behind it.
 */
size_t json_copy_plain(char *to, const char *text, size_t len_bytes);

/** "UTF-16" or "UTF-32" if a text seems to be that; else NULL. */
const char *json_other_encoding(const char *bytes, size_t len_bytes);

/**
 * Where values of a text that was checked, or their names, begin.
 *
 * @numbers  in reading order, the root being 1; they never fall. 0 is found at 0.
 * @offsets  takes as many.
 */
void json_find_values(const char *bytes, size_t len_bytes, const size_t *numbers,
                      size_t count, size_t *offsets);

/** The pass over a document's bytes; says of it what it found. */
bool json_check_document(struct json_document *document, struct err *err);

/** What stands for itself inside a text, by byte: ASCII but controls (DEL, too),
 *  quote and backslash. */
extern const unsigned char json_is_plain[256];

/** The four digits after "\u", or -1. */
long json_read_hex(const char *at, const char *end);

/** A name of an object that is not closed yet. */
struct json_open_name {
    uint64_t hash;   /* once they are many */
    size_t at_bytes; /* the byte after its opening quote */
    size_t len_bytes;
    bool escaped; /* in parts: what it is hangs on more than its bytes */
};

/** The first name that an earlier one is, too, or NULL. Few are compared in pairs, many are
 *  sorted, so that no object takes quadratic time. */
const struct json_open_name *json_name_twice(const char *bytes,
                                             struct json_open_name *names, size_t count);

/** Moves a place on to a byte at or behind it. A column is a code point. */
void json_go_to(const char *bytes, size_t to_bytes, struct json_place *place);

#endif
