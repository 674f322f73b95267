#ifndef ROUNDTABLE_BASE_HTML_H
#define ROUNDTABLE_BASE_HTML_H

#include "base/str.h"

/* How a text goes between tags, or into a quoted attribute, and stays a text. */

/** Adds it as it is: whatever stands in it is read again as that. */
void html_escape(struct str *out, const char *text);

/** Adds words of a person, sanitised, to be looked at. */
void html_add_words(struct str *out, const char *words, const char *line_break);

/** Adds words that set in their own direction, whatever stands around them. */
void html_add_own(struct str *out, const char *words);

#endif
