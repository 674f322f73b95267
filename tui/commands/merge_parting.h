#ifndef ROUNDTABLE_COMMANDS_MERGE_PARTING_H
#define ROUNDTABLE_COMMANDS_MERGE_PARTING_H

#include "model/parting.h"
#include "store/places.h"

/**
 * What merging does with files that were copied from one and numbered afterwards: their
 * table is one by its id, and called in several ways. Each file is read again, alone, to
 * see which calls it what.
 *
 * Files that call the table the same are one table. A file that others went on from, each
 * calling it something else, is what they were copied from: where it says nothing of its
 * own, what they hold of it is enough. One that only one other went on from is an earlier
 * state of that.
 */

struct parting_file {
    const char *path;        /* borrowed */
    struct session *session; /* what it says; NULL: it could not be read */
    bool lent;               /* the session is not to be freed */
    struct parting_row *rows;
    size_t count;
};

struct partings {
    struct parting_file *files;
    size_t count;
    bool known;  /* some were parted when they were merged before */
    size_t made; /* so many files' tables became tables of their own */
};

/** Whether any table of the merged session is called apart, or was parted when it was merged
 *  before: then the following is worth its cost. */
bool partings_any(struct session *merged);

/** Reads the files, but for that one of which OUT is the path, and sees which calls which
 *  table what; of "-", standard input, `sent` is what came, borrowed, or NULL.
 *  partings_finish() ends it, before the paths do. */
void partings_find(struct partings *partings, const struct paths *files, const char *out,
                   struct session *sent, struct session *merged);

/** Adds to an opened OUT what the files say, each copy's table as one of its own; without
 *  `part`, only where that was done before. False with err if OUT takes copies for one
 *  table already. */
bool partings_add(struct partings *partings, struct session *to, bool part,
                  struct err *err);

/** Adds, in a line each, which files call a table what. */
void partings_say(struct partings *partings, struct session *merged, struct str *out);

void partings_finish(struct partings *partings);

#endif
