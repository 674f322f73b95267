#ifndef ROUNDTABLE_STORE_EDIT_LINES_H
#define ROUNDTABLE_STORE_EDIT_LINES_H

#include "model/session.h"

/**
 * Lines of edits: one edit a line, and nothing else, as `roundtable export -f edits` writes
 * them and roundtable-session(5) tells. Whatever unites, sorts and groups lines may have
 * had them in between, so that a text of them may be larger than any session file.
 */

/** Whether a file is that, by its first line; what that line says may be refused still. */
bool edit_lines_in(const char *path);

/**
 * What comes in at a descriptor, read to its end: lines of edits, of which as many as a
 * session file may hold, or the text of a session file. All of it or nothing: NULL with err
 * "NAME:LINE:COLUMN: …" for the first that edits.h refuses.
 *
 * Memory is that of the session and of the longest line.
 */
struct session *session_coming_in(const char *name, int fd, struct err *err);

#endif
