#ifndef ROUNDTABLE_MODEL_TOP_H
#define ROUNDTABLE_MODEL_TOP_H

#include "model/session.h"

/**
 * The readable top of a session file: the grids, nested as a person would write them.
 */

enum top_names {
    TOP_WITH_NAMES,    /* as in a session file */
    TOP_TOLD,          /* with names, but not what is not to be seen yet: as all below */
    TOP_WITHOUT_NAMES, /* without who ran a table, who does what, who its messenger is,
                          where to answer, and what somebody has not finished */
    TOP_PUBLIC, /* without those names, marks, votes and what only some program knows */
    TOP_PUBLIC_WITHOUT_NAMES, /* nor where to answer */
};

/**
 * Adds members of the file's outermost object, from "format" to "templates", each
 * ended by a comma and a line end: `"format": …,\n"version": …,\n … "templates": [ … ],\n`,
 * indented by two spaces. The same edits give the same bytes.
 */
void top_write(struct session *session, enum top_names names, struct str *out);

/** Told of each table once it was added to out, from that byte on: it may empty out. */
struct top_listener {
    void (*table)(void *with, struct str *out, size_t from_bytes);
    /* NULL, or whether a table's bytes are known already: then it adds them, or empties out
     * and writes them elsewhere. */
    bool (*known)(void *with, const struct record *table, struct str *out);
    void *with;
};

/** As top_write() with all names, told table by table. */
void top_write_told(struct session *session, const struct top_listener *listener,
                    struct str *out);

/** One of these tables, with all names, as top_write_told() adds it. */
void top_write_table(struct session *session, const struct record *table,
                     struct str *out);

/** The members of the outermost object that the format knows; others are fields of the
 *  record "file:file". Ended by NULL. */
extern const char *const top_own_members[];

/** The "sessions" array alone, indented for standing at that depth. */
void top_write_sessions(struct session *session, enum top_names names, struct str *out,
                        int depth);

/** Those of top_columns() that the top has lists of. No object has a name twice: a column
 *  that is called as what each goal says of itself, or as one before it, stands in the
 *  edits alone. */
const char **top_listed_columns(struct session *session, const struct record *table);

/** The columns that each goal of a table is written with: its template's whose rows are the
 *  goals, grid by grid (of an optional one those where notes stand), then those that only notes know. NULL-terminated, to free(); names borrowed. */
const char **top_columns(struct session *session, const struct record *table);

#endif
