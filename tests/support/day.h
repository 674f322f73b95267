#ifndef ROUNDTABLE_TESTS_DAY_H
#define ROUNDTABLE_TESTS_DAY_H

#include "support/typist.h"

/**
 * A table of Leeds on its day, 22 February 2017, in table.json of the test's folder.
 */

/** Writes it, with a first stage that was to begin then, "11:29"; NULL: nobody says. */
void day_write(const char *starts);

/** Ana opens it at a time of that day. */
struct typist *day_open(int rows, int cols, int hour, int minute);

#endif
