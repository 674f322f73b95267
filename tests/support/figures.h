#ifndef ROUNDTABLE_TESTS_FIGURES_H
#define ROUNDTABLE_TESTS_FIGURES_H

#include <stdbool.h>

/**
 * How often a proof was tried, and how often it failed: the figures of `make torture`. What
 * was measured meanwhile: those of `make bench`.
 */

/** How often to try: the number in the environment variable ROUNDTABLE_<name>, else
 *  `otherwise`, what every change is tested with. */
unsigned long times_asked(const char *name, unsigned long otherwise);

/** Whether ROUNDTABLE_<name> is "all": every case there is. times_asked() then says 0. */
bool all_asked(const char *name);

/**
 * Notes one row of the table: what was done, how often, and how often it went wrong
 * (0 is what everybody hopes for). Goes to the file that $ROUNDTABLE_FIGURES names, or
 * nowhere. The test itself still has to fail. With it goes how long it took, in seconds
 * since the test began or noted its last row.
 *
 * @what  for people, without tabs: "SIGKILL while a scripted typist works".
 * @seed  what the random choices began with; 0 if there were none.
 */
void figure(const char *what, unsigned long times, unsigned long bad, unsigned long seed);

/** Adds a row for tests/bench.sh to the file that $ROUNDTABLE_MEASURES names, or to none.
 *  @most  what is allowed; 0: anything. */
void measure(const char *what, double measured, double most);

#endif
