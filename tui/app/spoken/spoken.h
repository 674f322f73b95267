#ifndef ROUNDTABLE_APP_SPOKEN_SPOKEN_H
#define ROUNDTABLE_APP_SPOKEN_SPOKEN_H

#include "base/err.h"

#include <stdbool.h>

struct app;

/**
 * The face for whoever has no screen, or a script: a line is read, and what became of it
 * said. The app, its views, intents and lists are those that are drawn elsewhere; a command
 * is the name of an action (actions.def), a choice the number of a row.
 */

/** Takes lines from standard input from now on, where a screen would be taken over. */
void spoken_start(bool utf8);

/** Runs until the person leaves, or the input is at its end. False with err if a line was
 *  refused where that is to end it (strict), or if nothing can be said any more. */
bool spoken_loop(struct app *app, struct err *err);

#endif
