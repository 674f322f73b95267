#ifndef ROUNDTABLE_TESTS_PHONE_H
#define ROUNDTABLE_TESTS_PHONE_H

#include "model/offers.h"
#include "support/stand_in.h"
#include "support/writer.h"

/**
 * People's phones at a table, without HTTP: it joins the company of the session's file, as the
 * program that serves phones does, and offers there what the test has them send. What fails
 * fails the test.
 */
struct phone {
    struct writer writer;
    struct stand_in beside; /* how many joined, and so on; phone_say() tells it */
};

/** Of a file that a screen has open. */
void phone_open(struct phone *p, const char *path);
void phone_close(struct phone *p);

/** Tells how they stand. */
void phone_say(struct phone *p);

/** Takes in what was said at the screen. */
void phone_look(struct phone *p);

/** The n-th goal of the table. */
const struct record *phone_goal(struct phone *p, size_t n);

/**
 * Somebody sends that.
 *
 * @once    names it; the phone it is from is called by its first letter.
 * @goal    NULL: it is to be a goal
 * @by      the name that was given; NULL: none
 */
void phone_send(struct phone *p, const char *once, const struct record *goal,
                const char *column, const char *text, const char *by);

/** Whatever the writer did since is told to the screen. */
void phone_tell(struct phone *p, uint64_t from);

#endif
