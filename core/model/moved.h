#ifndef ROUNDTABLE_MODEL_MOVED_H
#define ROUNDTABLE_MODEL_MOVED_H

#include "model/session.h"

/** Where an entry stood that stands in another table now, since a hand copied its line, with the
 *  id, into the file of that; NULL: it did not. */
const struct record *moved_from(const struct session *session,
                                const struct record *record);

/** The order of two such entries, by when they were put there, for ARRAY_SORT() of pointers to
 *  them: in whatever order their edits came. */
int moved_order(const void *left, const void *right);

/** Adds a line of it, "\n" before it where the text is not empty: which entry, and both tables. */
void moved_say(struct session *session, const struct record *record,
               const struct record *from, struct str *out);

#endif
