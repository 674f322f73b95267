#ifndef ROUNDTABLE_STORE_HAND_COLUMNS_H
#define ROUNDTABLE_STORE_HAND_COLUMNS_H

#include "base/names.h"
#include "model/session.h"
#include "store/hand_order.h"

/**
 * Which lists of a goal are columns, where the top of a file was written by hand: those of
 * the table's form, those in which its notes stand, and whatever else is a list of words.
 */

/** Whether it is a list with words in it. */
bool hand_holds_words(const struct json *list);

/** Whether a member of a goal (which may be NULL: a new one) is a column though neither
 *  form nor notes say so: a list with words in it, and no field that the goal has. */
bool hand_is_column(const struct record *goal, const struct json *member);

/** The columns of a table with these goals, ended by NULL, to free(). They live in the
 *  arena, and are in names, too. */
const char **hand_columns(struct session *session, const char *table,
                          const struct item *goals, size_t count, struct names *names,
                          struct arena *arena);

/** A field of a goal that may be a list of words: a hand wrote it, for no program set it;
 *  what a newer one keeps there is its own affair. */
struct kept_list {
    const struct record *goal;
    const char *name; /* the session's */
};

/** All of them, by id of the goal and name: an array to free(). */
struct kept_list *hand_kept_lists(struct session *session, size_t *count);

#endif
