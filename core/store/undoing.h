#ifndef ROUNDTABLE_STORE_UNDOING_H
#define ROUNDTABLE_STORE_UNDOING_H

#include "model/author.h"

/**
 * What was done to a session on this computer and can be undone, or was undone and can be done
 * again, when it is opened again the same day: which edits, never their words, in a file of the
 * state folder for each session, undo/NAME. Without it, or on another day, nothing is.
 */

/** Keeps that as soon as it is saved. @today  as "2017-02-22" */
void undo_keep(const char *session_path, const char *today, const struct author *author);

/** Takes it up for an author that has done nothing yet. */
void undo_bring_back(const char *session_path, const char *today, struct author *author);

#endif
