#ifndef ROUNDTABLE_MODEL_UNSHOWN_H
#define ROUNDTABLE_MODEL_UNSHOWN_H

#include "model/session.h"

/**
 * What a session keeps and no screen or hand-out shows, for a newer program or a hand
 * wrote it in a way that this one does not know. Whoever shows the session says so.
 *
 * Adds a sentence of each sort, with "\n" between them and no full stop: a form that
 * tables name and nobody has; fields and kinds of records that nothing knows, with how
 * many; entries that a hand's copy took from one table to another. Adds nothing if there
 * is nothing. Returns whether there was.
 */
bool session_say_unshown(struct session *session, struct str *out);

#endif
