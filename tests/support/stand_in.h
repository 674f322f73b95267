#ifndef ROUNDTABLE_TESTS_STAND_IN_H
#define ROUNDTABLE_TESTS_STAND_IN_H

#include "store/company.h"
#include "store/room.h"

/**
 * A program beside the screen, a room's or that of people's phones, played by the test: one
 * more in the company of a session's file, which says how it stands. What does not come before
 * the deadline fails the test.
 */
struct stand_in {
    struct company company;
    struct room says; /* how it stands; stand_in_say() tells it */
};

/** @kind  MEMBER_IS_ROOM or MEMBER_IS_PHONES, with a connection. */
void stand_in_begin(struct stand_in *s, const char *path, enum member_kind kind);
void stand_in_end(struct stand_in *s);

/** Tells how it stands, under that name. */
void stand_in_say(struct stand_in *s, const char *called);

/** The same of phones, of which so many joined. */
void stand_in_say_joined(struct stand_in *s, uint64_t joined);

/** Waits until it has heard that (HEARD_ASKED and so on). */
void stand_in_hear(struct stand_in *s, unsigned wanted);

/** Waits until the screen asks for something but how it stands, which is to be that. */
void stand_in_expect_asked(struct stand_in *s, const char *words);

#endif
