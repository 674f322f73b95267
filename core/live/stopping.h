#ifndef ROUNDTABLE_LIVE_STOPPING_H
#define ROUNDTABLE_LIVE_STOPPING_H

#include "base/err.h"

#include <stdbool.h>

/**
 * How a program that runs until somebody ends it hears that it is to stop: by TERM, INT, HUP
 * or QUIT. It then saves and takes its leave, which no signal does for it.
 */

/** From now on these say so, and stop nothing; and what is written to somebody who has left,
 *  or past what a file may hold, fails without a signal. */
bool stopping_watch(struct err *err);

/** Can be read from, for poll(), once one came. */
int stopping_descriptor(void);

/** Whether one came since the program began, or was told to go on. */
bool stopping_told(void);

/** It goes on for now: the next one is heard like the first. */
void stopping_go_on(void);

#endif
