#ifndef ROUNDTABLE_TESTS_GRIDS_H
#define ROUNDTABLE_TESTS_GRIDS_H

#include "model/session.h"

/**
 * The grids of a session as text to compare with, for free(): one line a goal, as in
 * "Less isolation | barriers: Bus fares; Dark streets | stakeholders: Carers\n".
 * Columns without notes are left out; marks and votes stand behind a note, as in
 * "Bus fares (weight boulder, votes 3)".
 */
char *grids_of(struct session *session);

/** Fails the test if the grids are others. */
void expect_grids(struct session *session, const char *expected);

/** The note, goal or table that is shown with these words ("text" or "title"), the
 *  first in no particular order; fails the test if there is none. */
const struct record *record_saying(struct session *session, const char *words);

/** The session as a file of its own would hold it, for free(). */
char *bytes_of(struct session *session);

/** Text with its first `old` replaced by `new`, for free(); fails if it has none. */
char *replaced(const char *text, const char *old, const char *new);

#endif
