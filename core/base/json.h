#ifndef ROUNDTABLE_BASE_JSON_H
#define ROUNDTABLE_BASE_JSON_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * Checked JSON: a strict pass first, then trees by cJSON, which nothing outside
 * this module sees.
 *
 * Refused, with line and column: what is not JSON by RFC 8259, invalid UTF-8 (UTF-16 and
 * UTF-32 by their names), \u0000, lone surrogates, an object with one name twice, nesting
 * over 32, integers beyond 2^53, numbers too large for a double, texts of more
 * than 64 MiB or 2 million values. Lines and columns count from 1; a column is a
 * code point. A byte-order mark at the start is passed over, and counts as none.
 */

enum {
    JSON_DEEPEST = 32,
    JSON_LARGEST_BYTES = 64 * 1024 * 1024,
    JSON_MOST_VALUES = 2000000,
    JSON_LARGEST_KNOWN_BYTES = 256 * 1024 * 1024,
    JSON_MOST_KNOWN_VALUES = 8000000,
};

/** One value; borrowed from its document, gone with json_finish(). */
struct json;

/** How many values stand in a text, and how deep; 1: in the root. */
struct json_size {
    size_t values;
    int deepest;
};

/** A text that was read; fields are private. Start zeroed. */
struct json_document {
    const char *name;
    const char *bytes;
    size_t len_bytes;
    struct json_size size;
    bool canonical; /* the bytes are surely what json_write() makes of the root */
    struct arena arena;
    struct json *root;
};

enum json_kind {
    JSON_NULL,
    JSON_BOOL,
    JSON_NUMBER,
    JSON_TEXT,
    JSON_ARRAY,
    JSON_OBJECT,
};

/**
 * Reads a whole text.
 *
 * @name   what messages call it, such as a file's path; borrowed like
 * @bytes  until json_finish(), for json_place() and json_offset(); bytes[len_bytes]
 *         must be a NUL.
 * On failure err says "NAME:LINE:COLUMN: what is wrong".
 */
bool json_read(struct json_document *document, const char *name, const char *bytes,
               size_t len_bytes, struct err *err);

void json_finish(struct json_document *document);

/** How many bytes of a text are a byte-order mark at its start, which is none of it. */
size_t json_mark_bytes(const char *bytes, size_t len_bytes);

/** Only the strict pass; what json_read() would refuse, it refuses. */
bool json_check(const char *name, const char *bytes, size_t len_bytes, struct err *err);

/** The same where nobody makes a tree of it: 256 MiB and 8 million values are let through.
 *  *values (may be NULL) takes how many there are, or, where they are too many, more than
 *  that. */
bool json_check_large(const char *name, const char *bytes, size_t len_bytes,
                      size_t *values, struct err *err);

enum { JSON_PADDING_BYTES = 16 };

/**
 * Reads a JSON string where it stands, without looking at what is around it.
 *
 * @at  its opening quote; moved behind the closing one. Behind it all there must be
 *      JSON_PADDING_BYTES NULs.
 * Returns its text, in its own place and ended by a NUL; NULL, with the bytes spoilt, for
 * what json_read() refuses, and for surrogate pairs.
 */
char *json_take_text(char **at);

/** Whether a text has too many bytes or values for json_read(), whatever else is wrong. */
bool json_is_too_large(const char *bytes, size_t len_bytes);

struct json_place {
    unsigned long line, column;
    size_t offset_bytes;
};

/**
 * Where a value of the document begins, or its name if it is a member of an
 * object. Counts from the start each time: for messages, not for loops.
 */
struct json_place json_place(const struct json_document *document,
                             const struct json *value);

/** The places of count values, in any order, at the price of about one of them. */
void json_places(const struct json_document *document, const struct json *const *values,
                 size_t count, struct json_place *places);

enum json_kind json_kind(const struct json *value);

/** The member of that exact name, or NULL; also NULL if object is NULL or no object.
 *  Linear: for objects of a few members. */
const struct json *json_member(const struct json *object, const char *name);

/** The first item or member, or NULL if there is none or value holds none. */
const struct json *json_first(const struct json *value);
const struct json *json_next(const struct json *item);

/** A member's name, borrowed; NULL for what is not a member. */
const char *json_name(const struct json *member);

/** The text of a JSON_TEXT, borrowed; NULL for anything else and for NULL. */
const char *json_text(const struct json *value);

/** The text of that member, or NULL. */
const char *json_member_text(const struct json *object, const char *name);

/** False, with *number untouched, for what is no number. */
bool json_number(const struct json *value, double *number);

/** Whether it is the value true. */
bool json_is_true(const struct json *value);

/** Adds the value in its one canonical form: no spaces, members in their order. */
void json_write(const struct json *value, struct str *out);

/** The same as a text of its own, in arena. */
const char *json_canonical(const struct json *value, struct arena *arena);

/** Adds text as a JSON string. What is not UTF-8 becomes U+FFFD. Line and paragraph
 *  separators and controls are escaped, nothing else. */
void json_write_text(const char *text, struct str *out);

/** The same without the quotes, for a string that is put together of parts. */
void json_write_inside(const char *text, struct str *out);

/** Adds a number so that reading it gives the same double back. */
void json_write_number(double number, struct str *out);

#endif
