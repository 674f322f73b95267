#ifndef ROUNDTABLE_COMMANDS_REDACT_LEFT_H
#define ROUNDTABLE_COMMANDS_REDACT_LEFT_H

#include "store/places.h"

#include <stdbool.h>

/* Where redacted words stand still, in a sentence each; of many files all are named only where
 * that was asked for. */

/** Files beside the session; nothing of none: "It still stands in 5 files: a.json, b.json, c.json
 *  and 2 more (…). Redact there too, or delete them." */
void redact_tell_left(const struct paths *left, bool all);

/** What the program keeps of other sessions, which goes by redacting in those; nothing of none. */
void redact_tell_kept(const struct paths *kept, bool all);

/** Both, where the words stand only within more words, which nobody may have asked to forget:
 *  "y.json has these words within others: look whether they are the same." */
void redact_tell_within(const struct paths *left, const struct paths *kept, bool all);

#endif
