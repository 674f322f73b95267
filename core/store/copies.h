#ifndef ROUNDTABLE_STORE_COPIES_H
#define ROUNDTABLE_STORE_COPIES_H

#include "model/session.h"
#include "store/places.h"

/**
 * The copies of a session file that a sync service left beside it, where two machines had
 * changed it: sorted. For "x.json", whatever else stands in their names:
 *
 *     x (conflicted copy 2026-11-28).json         Dropbox, Nextcloud; "Ana's …" too
 *     x.sync-conflict-20261128-101500-ABCDEF7.json    Syncthing
 *     x_conflict-20261128-101500.json             ownCloud; all that says so, in the words
 *                                                 of several languages
 *     x-LAPTOP.json, x (1).json, Copy of x.json   OneDrive, Google Drive and others
 *
 * What the last row would name counts only if it tells of a table of this session: its
 * id stands in it.
 */
void copies_beside(const char *path, struct session *session, struct paths *out);

#endif
