#ifndef ROUNDTABLE_BASE_JSON_WRITER_H
#define ROUNDTABLE_BASE_JSON_WRITER_H

#include "base/json.h"

/**
 * JSON as programs hand it to programs: one object, whose first members say what it is,
 *
 *     {
 *       "format": "roundtable check",
 *       "version": 1,
 *
 * then what is told, a member or an item a line. Names are ours, and plain; texts are
 * anybody's. NULL for a name: an item of an array.
 */
struct json_writer {
    struct str text; /* what is written so far */
    char closers[JSON_DEEPEST];
    int depth;
    bool some; /* something stands in what is open */
};

/** @format  what "format" says. json_writer_end() ends it. */
void json_writer_begin(struct json_writer *w, const char *format);

void json_open_object(struct json_writer *w, const char *name);
void json_open_array(struct json_writer *w, const char *name);

/** The object or array that was opened last. */
void json_close(struct json_writer *w);

/** @text  NULL: null. */
void json_tell_text(struct json_writer *w, const char *name, const char *text);
void json_tell_number(struct json_writer *w, const char *name, long long number);
void json_tell_flag(struct json_writer *w, const char *name, bool flag);

/** Each line of a text as an item of an array of that name. */
void json_tell_lines(struct json_writer *w, const char *name, const char *lines);

/** Closes all that is open. The text is now the caller's. */
struct str json_writer_end(struct json_writer *w);

#endif
