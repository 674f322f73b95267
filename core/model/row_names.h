#ifndef ROUNDTABLE_MODEL_ROW_NAMES_H
#define ROUNDTABLE_MODEL_ROW_NAMES_H

#include "base/arena.h"
#include "base/lookup.h"
#include "model/session.h"

/**
 * The rows of a grid by what they are called, compared as people read (fold.h), for many that
 * come at once: one that is called like a row that stands there is that row.
 */
struct row_names {
    struct lookup names;
    struct arena arena;
    const char *language; /* borrowed from the session */
};

/** Those that stand in it now. @grid  its id; "": goals. row_names_finish() ends it. */
void row_names_init(struct row_names *names, struct session *session,
                    const struct record *table, const char *grid);
void row_names_finish(struct row_names *names);

/** The first row that is called so; NULL: none is. */
const struct record *row_names_find(const struct row_names *names, const char *words);

/** A row that came since; one that is called like another is not found. */
void row_names_add(struct row_names *names, const char *words, const struct record *row);

#endif
