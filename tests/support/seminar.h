#ifndef ROUNDTABLE_TESTS_SEMINAR_H
#define ROUNDTABLE_TESTS_SEMINAR_H

#include "support/typist.h"

/**
 * A small seminar: four tables in two places, each as somebody would write it in an
 * editor, and all of them merged. Of the goals two are alike and two are near, of the
 * barriers one stands at three tables and one at two.
 */

/** Goes to the test's folder and writes 1.json to 4.json there, and all.json. */
void seminar_write(void);

/** Opens all.json there, and what recurs in it. */
struct typist *seminar_open_themes(int rows, int cols);

#endif
