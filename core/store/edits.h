#ifndef ROUNDTABLE_STORE_EDITS_H
#define ROUNDTABLE_STORE_EDITS_H

#include "model/session.h"

/**
 * The one reader of edits, wherever they come from: a file, its journal, a rescued or a
 * damaged file, another session, a line that another program sent. What it takes is just
 * what a file may hold: whatever was taken can be written, and read again.
 *
 * Refused, with err saying why and the session unchanged:
 *   - a line that base/json.h refuses (what is not strict JSON, more than 64 MiB, more
 *     than 2,000,000 values, whole numbers beyond 2^53, a name twice in one object);
 *   - what edit_read() or session_apply() refuses: no edit, or not well-formed;
 *   - a field nested more than 25 deep, but for a template's form, and a member that this
 *     program does not know, more than 29: 32 in all, where they stand in a file;
 *   - an edit that a file would write as a template, and that is none;
 *   - one more than SESSION_MOST_CLASHES with the key of another, but other contents.
 * The caller counts what is refused, and tells. What edits add up to may still be too much
 * for one file: that is file_save()'s to refuse.
 */

/** In a file an edit is an item of a list in an object; a field of a note stands seven
 *  deep in the top, and in its edit four. */
enum {
    EDITS_DEEPEST_FIELD = JSON_DEEPEST - 7,
    EDITS_DEEPEST_MEMBER = JSON_DEEPEST - 3,
};

/** Whether the value of a field is nested deeper than that. */
bool edits_is_too_deep(const struct json *field);

/**
 * Reads one edit and puts it in order; edit_read() says what it borrows, and what *where
 * (may be NULL) is. Nothing is taken yet.
 */
bool edits_read(const struct json *json, struct arena *arena, struct edit *edit,
                const struct json **where, struct err *err);

/**
 * The same from a line, whoever laid it out, as fast as edit_read_line() where it can.
 *
 * @line    line[len_bytes] need not be a NUL.
 * @arena   has all that edit borrows.
 * @values  takes how many values of JSON the line is.
 */
bool edits_read_line(const char *line, size_t len_bytes, struct arena *arena,
                     struct edit *edit, size_t *values);

/** Takes one in that edits_read() read; everything is copied. *what (may be NULL) says
 *  what it was to the session. */
bool edits_take(struct session *session, const struct edit *edit, enum applied *what,
                struct err *err);

/** Reads and takes the edit that is a document's root. */
bool edits_take_root(const struct json_document *document, struct session *session,
                     enum applied *what, struct err *err);

/**
 * One line, as a journal has it behind the checksum, or as a broker brings it.
 *
 * @name  what messages call where it comes from: err says "NAME: …", or, of what is no
 *        JSON, "NAME:1:COLUMN: …".
 * @line  without its end; line[len_bytes] must be a NUL.
 */
bool edits_take_line(const char *name, const char *line, size_t len_bytes,
                     struct session *session, enum applied *what, struct err *err);

/** Whether a session may take all of these, each of which it or edits_read() knows to be
 *  good. If not, err says that name is left out. */
bool edits_fit(const char *name, const struct session *session,
               const struct edit *const *edits, size_t count, struct err *err);

/** Takes all that another session holds, or, if edits_fit() says no, nothing. */
bool edits_take_all(const char *name, struct session *session, const struct session *from,
                    struct err *err);

#endif
