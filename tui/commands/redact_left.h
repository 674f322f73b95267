#ifndef ROUNDTABLE_COMMANDS_REDACT_LEFT_H
#define ROUNDTABLE_COMMANDS_REDACT_LEFT_H

#include "store/places.h"

#include <stdbool.h>

/* Where redacted words stand still, in a sentence each; of many files all are named only where
 * that was asked for. */

/** Files beside the session, at least one: "It still stands in 5 files: a.json, b.json, c.json
 *  and 2 more (…). Redact there too, or delete them." */
void redact_tell_left(const struct paths *left, bool all);

/** What the program keeps of other sessions, which goes by redacting in those; nothing of none. */
void redact_tell_kept(const struct paths *kept, bool all);

#endif
