#ifndef ROUNDTABLE_BASE_KNOWN_WORDS_H
#define ROUNDTABLE_BASE_KNOWN_WORDS_H

#include "base/arena.h"
#include "base/lookup.h"
#include "base/str.h"

#include <stdbool.h>

/**
 * The words of many texts, as they are compared with each other: folded, and of English
 * without articles and in the singular. A seminar says the same few thousand words again
 * and again: what a word is, is found out when it is met first.
 *
 * Start zeroed; known_words_finish() ends it. Equal words have one address.
 */
struct known_word {
    const char *text;                  /* folded, as words_next() gives it */
    const struct known_word *singular; /* itself if it is none's plural */
    bool article, links;               /* as words_is_article() and words_link() tell */
};

struct known_words {
    const struct known_word **said; /* the words of the text that was split last */
    size_t count, room;
    bool links; /* English: one of them does */
    bool english;
    struct str text; /* that */
    struct lookup by_text;
    struct arena arena;
    struct str word;
};

/** The words of a text into `said`, in the order in which they were said. language is
 *  BCP 47. */
void known_words_split(struct known_words *known, const char *text, const char *language);
void known_words_finish(struct known_words *known);

#endif
