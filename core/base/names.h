#ifndef ROUNDTABLE_BASE_NAMES_H
#define ROUNDTABLE_BASE_NAMES_H

#include "base/arena.h"

#include <stdbool.h>

/**
 * Names kept once: two equal texts give the same address, so that comparing is
 * comparing addresses. For the few names that recur in every edit.
 *
 * Start zeroed; names_finish() ends it. What names_keep() returns lives as long
 * as the arena given, which must outlive the names.
 */
enum { NAMES_RECENT = 64 };

struct names {
    struct name_entry *entries;
    const char *recent[NAMES_RECENT]; /* kept ones, each where it would be looked for */
};

/** The kept copy of text; NULL stays NULL. */
const char *names_keep(struct names *names, struct arena *arena, const char *text);

/** The kept copy if there is one, else NULL; changes nothing. */
const char *names_find(const struct names *names, const char *text);

/** Whether one of them begins so. */
bool names_any_begins(const struct names *names, const char *start);

void names_finish(struct names *names);

#endif
