#ifndef ROUNDTABLE_TESTS_PROMISES_H
#define ROUNDTABLE_TESTS_PROMISES_H

#include "support/typist.h"

/**
 * A table of Leeds where five things were promised, on 11 January 2017: by a date, in words,
 * by nobody yet, and one of them kept. Today is 22 February 2017.
 */

/** The table, as its file says it. */
extern const char promises[];

/** Goes to the test's folder and writes plan.json there, which holds the table. */
void promises_enter(void);

/** Opens a file on a terminal of 24 rows. */
struct typist *promises_open(const char *path, int cols);

/** The keys to its note "Sew curtains", which Ben promised before Easter. */
#define TO_A_NOTE "G3\x1b[B"

/** In plan.json, Ben and Zoe, unseen by each other, said otherwise of a note that says so; Zoe
 *  was later. */
void promise_apart(const char *words, const char *field, const char *ben,
                   const char *zoe);

/** Expects what a note of a file says in a field. */
void expect_field(const char *path, const char *words, const char *field,
                  const char *wanted);

#endif
