#ifndef ROUNDTABLE_EXPORT_PAPER_WORDS_H
#define ROUNDTABLE_EXPORT_PAPER_WORDS_H

#include "base/str.h"
#include "model/record.h"

/**
 * What papers say of their own, by language: data, in paper.LANGUAGE.json of the templates'
 * folders, as the words of the phones' page are; English is compiled in, and what a language
 * lacks is said in it. Headings of grids and marks are the template's.
 *
 *     { "format": "roundtable paper words", "version": 1, "language": "cy",
 *       "note": "not yet read by a native speaker", "words": { "the day": "Y diwrnod", … } }
 */
enum paper_word {
/* One a sentence, listed in paper_words.def. */
#define WORD(name, key, english) PAPER_##name,
#include "export/paper_words.def"
#undef WORD
    PAPER_WORD_COUNT
};

struct paper_words {
    char language[36];
    const char *texts[PAPER_WORD_COUNT];
};

/** Those of a language ("cy-GB" has those of "cy"); English if there are none. They are read
 *  once, and stay. */
const struct paper_words *paper_words_of(const char *language);

/** What is put in. */
struct paper_said {
    long n, all;
    const char *from, *to; /* may be NULL */
};

void paper_say(const struct paper_words *words, enum paper_word word,
               struct paper_said said, struct str *out);

/** Adds a date of the form 2017-06-12 as "12 June 2017"; false, and nothing, if it is none. */
bool paper_say_date(const struct paper_words *words, const char *date, struct str *out);

/** Adds what is known of a table, as history_name_table_as() does: "Leeds, table 4, 2017-02-22". */
void paper_name_table(const struct paper_words *words, const struct record *table,
                      struct str *out);

/** Adds who wrote something, as edits have it: what stands there of our own, "(phone)" behind a
 *  name and "hand" of a file that a hand wrote, in those words. */
void paper_say_author(const struct paper_words *words, const char *by, struct str *out);

/** How much of the beginning of a text is one of those, as it is not said in English; 0: none. */
size_t paper_words_begin(const struct paper_words *words, const char *text);

/** Adds the one of three sentences, beginning there, that a number takes, with that put in. */
void paper_count(const struct paper_words *words, enum paper_word one, long n,
                 struct str *out);

/** Adds "14 of 23 people"; for people 0 "3 votes". */
void paper_say_votes(const struct paper_words *words, long votes, long people,
                     struct str *out);

/** The one of three, beginning there, that a number takes. */
enum paper_word paper_counted(const struct paper_words *words, enum paper_word one,
                              long n);

#endif
