#ifndef ROUNDTABLE_FINDINGS_MENTIONS_H
#define ROUNDTABLE_FINDINGS_MENTIONS_H

#include "base/arena.h"
#include "base/known_words.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * Does any of these texts name this? First what is looked for is told, each wording with
 * the subject that it stands for; then texts are read, however many, each once; then
 * subjects are asked after. The time grows with the words, not with subjects by texts.
 *
 * Words are compared without case and punctuation; English ones also without plural and
 * articles. It compares words and knows no meanings: what it finds was named, what it
 * does not find may have been said in other words.
 *
 * Start with MENTIONS_EMPTY; mentions_finish() ends it. Subjects are any addresses.
 */
struct mentions {
    struct known_words known;
    struct arena arena;
    struct mentions_word *words; /* what is looked for, by its (first) word */
    struct mentions_subject *subjects;
    size_t texts; /* read so far */
};

#define MENTIONS_EMPTY ((struct mentions){.arena = ARENA_EMPTY})

/** Looks for the whole wording, word behind word, as of somebody's name. One without
 *  words cannot be found. @language is BCP 47. */
void mentions_look_for_phrase(struct mentions *mentions, const void *subject,
                              const char *wording, const char *language);

/**
 * Looks for what a wording is about, in whatever order and with whatever between: for
 * two of its words that say something ("Bus fares are too high" is found in "lower the
 * fares of the bus"), or for the one if it has only one ("Lack of awareness" in "raise
 * awareness"). English words that only join others, or say that something is wanting, do
 * not count. Two, since one word in common ("Cost of bus fares", "A bus for the choir")
 * is too often chance.
 */
void mentions_look_for_words(struct mentions *mentions, const void *subject,
                             const char *wording, const char *language);

/** The same for most of its words that say something, "Age UK" of "Age UK Manchester". */
void mentions_look_for_most(struct mentions *mentions, const void *subject,
                            const char *wording, const char *language);

/** Looks for whoever stands in a wording, "Jo" in "practice manager (Jo)": only
 *  mentions_read_people() finds it. */
void mentions_look_for_people(struct mentions *mentions, const void *subject,
                              const char *wording, const char *language);

/** Reads a text; false if there is no word in it. */
bool mentions_read(struct mentions *mentions, const char *text, const char *language);

/** Reads who does something, "Jo and the council, Ana", as mentions_read() does. Besides it
 *  names what is looked for by its words or people, if all words of one of them are in it. */
void mentions_read_people(struct mentions *mentions, const char *who,
                          const char *language);

/** Whether some text that was read names the subject. */
bool mentions_named(const struct mentions *mentions, const void *subject);

/** Nothing is looked for any more; which words there are is still known. */
void mentions_begin_again(struct mentions *mentions);
void mentions_finish(struct mentions *mentions);

#endif
