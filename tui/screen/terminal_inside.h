#ifndef ROUNDTABLE_SCREEN_TERMINAL_INSIDE_H
#define ROUNDTABLE_SCREEN_TERMINAL_INSIDE_H

#include <stdbool.h>

/**
 * What the files of the terminal share; private to them.
 */

enum waited { WAITED_IN_VAIN, WAITED_SIGNAL, WAITED_NEWS, WAITED_INPUT, WAITED_GONE };

/** Waits for input, a signal or, if others are watched, news of them. */
enum waited terminal_wait_for_input(int timeout_ms, bool others);

#endif
