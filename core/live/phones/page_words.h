#ifndef ROUNDTABLE_LIVE_PHONES_PAGE_WORDS_H
#define ROUNDTABLE_LIVE_PHONES_PAGE_WORDS_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * The sentences of the phones' page, by language: data, in phone.LANGUAGE.json of the
 * templates' folders, so that a room can add its own; English is compiled in.
 *
 *     { "format": "roundtable phone words", "version": 1, "language": "cy",
 *       "name": "Cymraeg", "direction": "ltr", "note": "not yet read by a native speaker",
 *       "words": { "send": "Anfon", "sent": "Anfonwyd: {text}", … } }
 *
 * What a language lacks is said in English.
 */
enum page_word {
/* One a sentence, listed in page_words.def: WORD(SEND, "send", "Send") */
#define WORD(name, key, english) WORD_##name,
#include "live/phones/page_words.def"
#undef WORD
    WORD_COUNT
};

struct page_words {
    const char *language; /* "cy", as HTML says it */
    const char *name;     /* as its speakers call it */
    bool right_to_left;
    const char *texts[WORD_COUNT];
};

struct page_languages;

/** All that are found: English first, then by their codes. What cannot be read is left out,
 *  and err, which may be NULL, says the first of it. */
struct page_languages *page_languages_read(struct err *err);
void page_languages_free(struct page_languages *languages);
const struct page_words *page_language(const struct page_languages *languages, size_t n);
size_t page_language_count(const struct page_languages *languages);

/** The one that was chosen ("cy"), or else that an Accept-Language asks for by its weights,
 *  or English. Both may be NULL, and are taken on trust in nothing. */
const struct page_words *page_language_choose(const struct page_languages *languages,
                                              const char *chosen, const char *accepts);

/** Adds a sentence, with what it says put in: nothing is escaped. */
void page_say(const struct page_words *words, enum page_word word, long n, long all,
              const char *text, struct str *out);

#endif
