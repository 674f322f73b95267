#ifndef ROUNDTABLE_TESTS_WALKERS_H
#define ROUNDTABLE_TESTS_WALKERS_H

#include "base/str.h"

/**
 * Runs one test for many seeds, in several processes at once: for what waits most of the
 * time, for what only a clock brings.
 *
 * The test is run by the same program, alone. ROUNDTABLE_WALKER tells it its first seed,
 * and ROUNDTABLE_WALKS for how many it is to run; without the first it skips itself.
 *
 * @test   "suite/name".
 * @said   takes what the runs said, if one of them failed.
 * Returns how many runs failed, of at most ten seeds each.
 */
unsigned long walkers_run(const char *test, unsigned long first, unsigned long walks,
                          struct str *said);

#endif
