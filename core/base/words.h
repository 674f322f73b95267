#ifndef ROUNDTABLE_BASE_WORDS_H
#define ROUNDTABLE_BASE_WORDS_H

#include "base/str.h"

#include <stdbool.h>

/**
 * The words of a text, for comparing what people said: folded (base/fold.h), without
 * punctuation. Signs that people send for words, emoji and arrows, are words of their own,
 * since "school 👍" and "school 👎" are two answers, and so are faces made of points and
 * brackets, ":)" and ":("; not those that list and measure ("•", "■", "°"). How a sign is drawn
 * ("❤" in colour or not, the tone of a skin, the nose of ":-)") says nothing.
 *
 *     const char *at = "G.P.s & carers' forums👍🏽";
 *     while (words_next(&at, "en", &word)) …    gps, and, carers, forums, 👍
 */

/** The next word, folded, into `word` (cleared first); false at the end of the text.
 *  Points, apostrophes and signs without width within a word are left out; "&" is
 *  "and". language as in base/fold.h. */
bool words_next(const char **at, const char *language, struct str *word);

/** Adds all words, each between blanks, "Ana's" as "ana": " gps and carers forums ". Words
 *  stand in others, one after the other, where strstr() finds them so. */
void words_fold(const char *text, struct str *out);

/** English: "a" or "an", as it stands before a word. Borrowed for ever. */
const char *words_article(const char *word);

/** English: brings a noun's plural to its singular, as far as its ending tells ("ccgs",
 *  "families", "churches"); no word of its own has to come out, only the same for both. */
void words_singular(struct str *word);

/** English: a word such as "for" or "not", whose meaning hangs on what stands
 *  before and behind it. */
bool words_link(const char *word);

/** Whether letters are the beginning of one. */
bool words_begin_link(const char *letters, size_t len_bytes);

/** English: "a", "an" or "the". */
bool words_is_article(const char *word);

#endif
