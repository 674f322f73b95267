#ifndef ROUNDTABLE_APP_TIPS_H
#define ROUNDTABLE_APP_TIPS_H

#include "base/str.h"

#include <stddef.h>

/**
 * One sentence at each start, in the order in which they are of use: the next one each
 * time, and after the last again the first.
 */

/** Adds the tip of that start, counted from 0. */
void tip_add(unsigned long start, struct str *out);

size_t tip_count(void);

#endif
