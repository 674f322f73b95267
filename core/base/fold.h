#ifndef ROUNDTABLE_BASE_FOLD_H
#define ROUNDTABLE_BASE_FOLD_H

#include "base/str.h"

#include <stdbool.h>

/**
 * Texts compared as people read them. What was typed stays as it was; compared, found and
 * put in order is its folded form, which is the same bytes on every machine:
 *
 * - however its letters are composed (NFKC: "é" of one code point or of two, the ligature
 *   of a PDF, full-width letters), without case ("ß" is "ss", "ς" is "σ");
 * - quotes of one kind, hyphens of one kind, soft hyphens and zero-width signs left out.
 *
 * "I" and "ı" are one letter in Turkish and Azeri, "I" and "i" everywhere else: hence the
 * language, BCP 47, "" where none is known.
 */

/** Adds the folded form. What is no UTF-8 is U+FFFD. */
void fold_add(const char *text, const char *language, struct str *out);

/** Adds the folded form with one blank for all blanks that stand together, tabs and breaks
 *  too, and the sign of a break, and none around it: as several lines read in a list. */
void fold_add_line(const char *text, const char *language, struct str *out);

/** Adds the folded form without accents and strokes: "Łódź" is "lodz". Vowel signs of
 *  Indic scripts, which are no accents, stay. */
void fold_add_bare(const char *text, const char *language, struct str *out);

/** Whether a folded text is surely the same without accents, too: it is all ASCII. */
bool fold_leaves(const char *folded, size_t len_bytes);

/** Folds it where it stands. */
void fold(struct str *text, const char *language);

/** Whether two texts are the same, folded. */
bool fold_same(const char *a, const char *b, const char *language);

/**
 * Adds a key: strcmp() of two keys is the order in which their texts stand in a list, by
 * their letters without accents, then with them. "ch", "dd", "ff", "ng", "ll", "ph", "rh"
 * and "th" are letters in Welsh, each behind its first.
 */
void fold_add_key(const char *text, const char *language, struct str *out);

/** How well a text fits with what is sought. */
enum fold_fit {
    FOLD_NOWHERE,
    FOLD_WITHIN,
    FOLD_AT_WORD, /* where a word begins */
    FOLD_AT_START,
    FOLD_ALL
};

/** What somebody seeks, made once for many texts. Start zeroed. */
struct fold_sought {
    struct str folded, text; /* text: the one at hand */
    const char *language;    /* borrowed */
    bool has_marks;          /* so they count */
    bool of_line;            /* fold_seek_line() */
};

/** Accents that were not typed are not asked for: "cafe" finds "Café", "café" no "cafe". */
void fold_seek(struct fold_sought *sought, const char *typed, const char *language);

/** The same, however wide the blanks are, of both: fold_add_line(). */
void fold_seek_line(struct fold_sought *sought, const char *typed, const char *language);

/** How well it fits, best fit first; "" is at the start of every text. */
enum fold_fit fold_find(struct fold_sought *sought, const char *text);

/** Whether it fits at all: what is sought stands somewhere in it. */
bool fold_holds(struct fold_sought *sought, const char *text);
void fold_sought_finish(struct fold_sought *sought);

#endif
