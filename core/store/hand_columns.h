#ifndef ROUNDTABLE_STORE_HAND_COLUMNS_H
#define ROUNDTABLE_STORE_HAND_COLUMNS_H

#include "base/names.h"
#include "model/session.h"
#include "store/hand_order.h"

/**
 * Which lists of a goal are columns, where the top of a file was written by hand: those of
 * the table's form, those in which its notes stand, and whatever else is a list of words.
 */

/** Whether a member of a goal (which may be NULL: a new one) is a column though neither
 *  form nor notes say so: a list with words in it, and no field that the goal has. */
bool hand_is_column(const struct record *goal, const struct json *member);

/** The columns of a table with these goals, ended by NULL, to free(). They live in the
 *  arena, and are in names, too. */
const char **hand_columns(struct session *session, const char *table,
                          const struct item *goals, size_t count, struct names *names,
                          struct arena *arena);

#endif
