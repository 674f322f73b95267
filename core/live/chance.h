#ifndef ROUNDTABLE_LIVE_CHANCE_H
#define ROUNDTABLE_LIVE_CHANCE_H

/**
 * Makes libsodium ready: whoever is about to use it calls that first, as often as may be.
 * Where a system has no chance to give, the program ends with a message, as it does when
 * memory runs out: nothing guessable is ever made instead.
 */
void chance_ready(void);

#endif
