#ifndef ROUNDTABLE_STORE_STILL_SAYS_H
#define ROUNDTABLE_STORE_STILL_SAYS_H

#include "base/str.h"
#include "store/places.h"

#include <stdbool.h>

/**
 * Whether the words of one of these texts stand in the bytes of a file, whatever kind of text
 * it is: in whatever case, wherever lines end, between whatever other words; as they are, or
 * as JSON, Markdown, HTML, XML or a calendar write them. Not in what is packed, as pictures
 * and spreadsheets are, which has any three letters somewhere and no words.
 */
bool still_says(const struct str *bytes, const struct paths *texts);

/** Whether they stand there for themselves, be it once: not only within more words that somebody
 *  said, as "gritters" in "Narrow gritters". Of JSON that is a text of its own; else signs or
 *  ends of lines stand before and behind it. */
bool still_is(const struct str *bytes, const struct paths *texts);

#endif
