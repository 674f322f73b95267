#ifndef ROUNDTABLE_MODEL_PLACE_H
#define ROUNDTABLE_MODEL_PLACE_H

#include "base/hash.h"
#include "base/str.h"

#include <stdbool.h>

/**
 * The place of a note between two others, as a string of base-62 digits (0-9 A-Z a-z,
 * in that order) that sorts between theirs by bytes. It ends in three random digits,
 * the last never 0, so that two laptops rarely pick the same.
 *
 * @before, @after  borrowed; NULL means the end of the list.
 * @out             takes the result; cleared first.
 * False if there is no room: after is not behind before, or is all zeros. The caller
 * then gives after another place first.
 */
bool place_between(const char *before, const char *after, struct dice *dice,
                   struct str *out);

#endif
