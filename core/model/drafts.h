#ifndef ROUNDTABLE_MODEL_DRAFTS_H
#define ROUNDTABLE_MODEL_DRAFTS_H

#include "base/str.h"
#include "model/session.h"

/**
 * What is half written: words that were left in a box, of entries that are to be or to be called
 * otherwise. They stand in no entry, and so on no paper.
 */

/** Adds "1 entry is half written and left out: ‘No bu’ in Barriers of ‘Less sugar’", the latest
 *  first, some of them; while entries are written alone only how many. False if there are none. */
bool drafts_say(struct session *session, struct str *out);

#endif
