#ifndef ROUNDTABLE_MODEL_MEETINGS_H
#define ROUNDTABLE_MODEL_MEETINGS_H

#include "model/session.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * Which table follows up which: a table that meets again is a new one, for its promises and for
 * what came of those, and yet the same, in counts.
 */

/** The table that a table follows up, if it is in the session and shown; else NULL. */
const struct record *table_before(const struct session *session,
                                  const struct record *table);

enum { MOST_MEETINGS = 100 };

/** A table, the one that it follows up, and so on to the first. */
struct meetings {
    const struct record *tables[MOST_MEETINGS];
    size_t count;
};

/** Those of a table; NULL: none. A ring, made by hand, ends before it begins again. */
struct meetings table_meetings(const struct session *session, const struct record *table);

/** The first of the tables of which each follows up the one before: itself if it follows none.
 *  Whoever met again is one table, in counts. */
const struct record *table_first_met(const struct session *session,
                                     const struct record *table);

/** Whether two are one table in counts: what counts or compares tables asks this. */
bool tables_are_one(const struct session *session, const struct record *one,
                    const struct record *other);

/** How many tables these are in counts. */
size_t tables_count_met(const struct session *session, const struct record *const *tables,
                        size_t count);

/** A table that follows up this one; NULL if none does. */
const struct record *table_after(struct session *session, const struct record *table);

/** Whether a table meets again, and nothing was done there but that it was begun. */
bool table_just_meets_again(struct session *session, const struct record *table);

/** Whether there are others than a table, which may be NULL, and those that it is one with. */
bool table_has_others(struct session *session, const struct record *table);

/** Whether a table is the last meeting of one that met again, and no other did. */
bool table_alone_met_again(struct session *session, const struct record *table);

/** All tables of which table_after() has one, sorted for table_is_among(): an array to free().
 *  Where each of many tables is asked, that is asked once. */
const struct record **tables_met_again(struct session *session, size_t *count);
bool table_is_among(const struct record *table, const struct record *const *sorted,
                    size_t count);

/** The table to follow up: of those that none follows up yet, the latest by date, then
 *  the last; NULL if there is no table. */
const struct record *table_to_follow(struct session *session);

/** All that none follows up yet, which can meet again: an array to free(). */
const struct record **tables_to_follow(struct session *session, size_t *count);

#endif
