#ifndef ROUNDTABLE_TESTS_PAIR_H
#define ROUNDTABLE_TESTS_PAIR_H

#include "model/author.h"

/**
 * Two laptops with one table of Leeds, at noon of 22 February 2017: Ana writes at the first,
 * Ben at the second. What goes wrong stands in the err of support/err.h.
 */
struct pair {
    struct session *one, *two;
    struct author ana, ben;
    const struct record *table, *goal, *note; /* in session one */
};

/** A table of Ana's with a goal, "Less isolation", and under it a barrier, "Bus fares"; both
 *  laptops have it. The caller owns the result: pair_free(). */
struct pair pair_make(void);

/** The same without goal and note, and the second laptop is empty. */
struct pair pair_begin(void);

void pair_free(struct pair *p);

/** Each takes in what the other has. */
void pair_meet(struct pair *p);

/** The same record in another session; NULL if it is not there. */
const struct record *record_in(struct session *session, const struct record *record);

/** Expects these answers to a question in a session, with how often: "Yes 2, No 0". */
void expect_answers(struct session *session, const struct record *row,
                    const char *expected);

#endif
