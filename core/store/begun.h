#ifndef ROUNDTABLE_STORE_BEGUN_H
#define ROUNDTABLE_STORE_BEGUN_H

#include "base/str.h"

#include <stdbool.h>

/**
 * What was typed into the form of a new session: it has no file yet, and so no journal that
 * could keep its draft. It stands in the state folder's file "new", "title: Warm homes", a line
 * each, for whoever opens that form next on this computer.
 */

/** Keeps those lines in place of others; "" for none. */
void begun_keep(const char *lines);

/** Adds them; false if there are none. */
bool begun_find(struct str *lines);

#endif
