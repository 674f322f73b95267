#ifndef ROUNDTABLE_TESTS_HANDS_H
#define ROUNDTABLE_TESTS_HANDS_H

#include "support/typist.h"

#include <stdint.h>

/**
 * What somebody's hands did, with the times between keys, played to the program with
 * key_times.so preloaded: a file tests/typed/NAME.keys, of lines. Each begins and ends in the
 * grid; "#" begins a comment. Between blanks stand
 *
 *     ~900        so many milliseconds pass before what follows
 *     =150        so many pass between keys from here on
 *     "Bus fare"  words that are typed
 *     <Enter>     a key of that name: Enter, Esc, Tab, Up, Down, Left, Right, Backspace, Ctrl-Z
 *     xb          keys, each letter one
 */

/** Plays them; after each line the program must not have said that, as its list of messages
 *  tells. How long all of it took, in milliseconds. */
int64_t hands_play(struct typist *t, const char *name, const char *not_said);

#endif
