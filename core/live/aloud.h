#ifndef ROUNDTABLE_LIVE_ALOUD_H
#define ROUNDTABLE_LIVE_ALOUD_H

/** Prints a line to standard output, at once, with nothing in it that a terminal obeys.
 *  Where nobody reads on, that is no fault, and it is not waited for: the line is left out. */
void say_aloud(const char *words);

#endif
