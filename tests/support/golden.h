#ifndef ROUNDTABLE_TESTS_GOLDEN_H
#define ROUNDTABLE_TESTS_GOLDEN_H

#include "base/str.h"
#include "support/typist.h"

#include <stdbool.h>

/**
 * A whole screen as a picture in the test.
 *
 *     golden_screen(t, "\n"
 *                      "     Manchester · table 4               saved\n"
 *                      "     1 Goals 4         2 Barriers 9\n");
 *
 * A line of the literal is a row of the screen. The first line break is left out, blanks
 * at the end of rows do not count, nor do empty rows at the bottom.
 *
 * Waits for the picture as long as the program is busy: until typist_settle(). If it then
 * differs, the test fails with both, row by row: "-" what was expected, "+" what is
 * there. With ROUNDTABLE_SHOW_SCREENS in the environment of the tests, standard error
 * gets the screen that is there as lines of C, ready to paste.
 */
void golden_screen(struct typist *t, const char *expected);

/** Whether the screen as last seen is the picture; adds the marked rows to report if it
 *  is not. Waits for nothing and fails nothing. */
bool golden_matches(const struct typist *t, const char *expected, struct str *report);

/** Adds the screen as lines of C, down to its last row that is not empty. */
void golden_as_source(const struct typist *t, struct str *out);

/** Writes the screen as name.svg for the README, where ROUNDTABLE_SCREENS names a folder.
 *  With ROUNDTABLE_COMPARE_SCREENS, as `make check` sets it, fails if the one that is in
 *  man/screens is of another screen. */
void golden_keep(struct typist *t, const char *name, const char *title);

#endif
