#ifndef ROUNDTABLE_TESTS_WINDOWS_H
#define ROUNDTABLE_TESTS_WINDOWS_H

#include "support/typist.h"

/**
 * Several windows on one file: those who write into it, and one that follows.
 */

/** Writes a table of two goals, "Less sugar" with the barrier "Advertising" and "More
 *  walking", in a folder of its own; its path, to free(). */
char *two_goals_write(void);

/** Writes a table of one goal, "Less sugar". */
void one_goal_write(const char *path);

/** Such a table, opened at 80x24; its path, to free(). */
struct typist *one_goal_open(char **path);

/** A copy of a worked sample, "write-up", once it is open. */
struct typist *sample_open(int rows, int cols, const char *sample);

/** How many rows of the grid nothing stands in while it says that more is above or below, or
 *  on another page. */
int rows_left_empty(const struct typist *t);

/** A window of somebody who writes, of 24 by 80. */
struct typist *window_of(const char *by, const char *path);

/** A window that follows, once it does. */
struct typist *window_that_follows(const char *path);

/** Deletes the selected row and its notes, which is asked about. */
void delete_with_notes(struct typist *t);

#endif
