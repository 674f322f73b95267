#ifndef ROUNDTABLE_STORE_COPIES_H
#define ROUNDTABLE_STORE_COPIES_H

#include "model/session.h"
#include "store/places.h"
#include "store/replace.h"

/**
 * The copies of a session file that lie beside it, since a sync service left them where two
 * machines had changed it, or a person did. For "x.json", in whatever letters, whatever else
 * stands in their names:
 *
 *     x (conflicted copy 2026-11-28).json         Dropbox, Nextcloud; "Ana's …" too
 *     x.sync-conflict-20261128-101500-ABCDEF7.json    Syncthing; also behind ".json"
 *     x_conflict-20261128-101500.json             ownCloud; all that says so, in the words
 *                                                 of several languages
 *     x-LAPTOP.json, x (1).json, Copy of x.json   OneDrive, Google Drive and others
 *     x.json~                                     editors
 *
 * Not x2.json, x-10.json or x-ben.json: those are other tables' more often than not.
 *
 * A name is not enough: its head must tell of a table of this session. Where a file holds no
 * session at all, as one that is not there yet in full, a name that says conflict is.
 */

/** A file of such a name, as it was when it was looked into. */
struct copy {
    char *path;
    struct stamp stamp;
    bool is;   /* a copy */
    bool told; /* for the caller */
};

/** Start zeroed; copies_finish() ends it. */
struct copies {
    struct copy *items;
    size_t count, room;
};

/**
 * Looks for them again, sorted by path. What is as it was is not read again; of what is not,
 * the head is, and of no more than a thousand in one go, the likeliest names first, and the rest
 * the next time.
 */
void copies_look(struct copies *copies, const char *path, struct session *session);

void copies_finish(struct copies *copies);

/** Adds the other files in the folder of a session of one table that are of that table, too,
 *  and of no other: copies of one file, whatever they are called. Reads them all. */
void copies_of_table(const char *path, struct session *session, struct paths *out);

#endif
