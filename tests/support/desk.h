#ifndef ROUNDTABLE_TESTS_DESK_H
#define ROUNDTABLE_TESTS_DESK_H

#include "model/author.h"

/**
 * One person at one laptop, and the session in it; what is said there fails the test if it
 * cannot be.
 */
struct desk {
    struct session *session;
    struct author author;
};

/** With an empty session, at 2017-02-22T12:14:03.512Z. Ends with stand_up().
 *
 *  @seed  another for each desk.
 *  @by    who writes; NULL says nobody. */
void sit_down(struct desk *desk, uint64_t seed, const char *by);
void stand_up(struct desk *desk);

/** Of the details, NULL is none. */
const struct record *add_table(struct desk *desk, const char *title, const char *place,
                               const char *date, const char *table);

/** The last of their table, and of their cell. */
const struct record *add_goal(struct desk *desk, const struct record *table,
                              const char *text);
const struct record *add_note(struct desk *desk, const struct record *goal,
                              const char *column, const char *text);

void set(struct desk *desk, const struct record *record, const char *field,
         const char *text);
void vote(struct desk *desk, const struct record *note, long count);

/** A table with something of everything. */
void lay_small_table(struct desk *desk);

#endif
