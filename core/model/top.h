#ifndef ROUNDTABLE_MODEL_TOP_H
#define ROUNDTABLE_MODEL_TOP_H

#include "model/session.h"

/**
 * The readable top of a session file: the grids, nested as a person would write them.
 */

/**
 * Adds members of the file's outermost object, from "format" to "templates", each
 * ended by a comma and a line end: `"format": …,\n"version": …,\n … "templates": [ … ],\n`,
 * indented by two spaces. The same edits give the same bytes.
 */
void top_write(struct session *session, struct str *out);

/** The "sessions" array alone, indented for standing at that depth. */
void top_write_sessions(struct session *session, struct str *out, int depth);

#endif
