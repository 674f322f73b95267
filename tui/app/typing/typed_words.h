#ifndef ROUNDTABLE_APP_TYPING_TYPED_WORDS_H
#define ROUNDTABLE_APP_TYPING_TYPED_WORDS_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/**
 * Whether letters that are pressed as keys are words that somebody types: before `a` was
 * pressed, or into the wrong window. Pure: it is told of each letter when it came and what
 * became of it, and does nothing but judge.
 *
 * To take keys for words is worse than not to: whatever quick hands do with keys must not
 * look like words. They go to and fro, say one thing again and again, and choose from a list
 * by its letters; none of that counts. What finds the rows of a list does once there is no row
 * for it, if it comes before anybody can have seen the list and a word may begin with the key
 * that opened it. Three different letters that do other things, among
 * four at the pace of typing, are words, and so are three letters with a blank behind them.
 * Letters count as well in the box that one of them opened, if others had counted before:
 * "day centre" is d, a and the rest. If it opened with a box, whoever pressed the key may
 * have meant it; but nobody who does goes on, without a pause and within a word, behind the
 * last letter of what stands there: "every day" is e and the rest. Nor does anybody fill in
 * a form before they see it: "carers" is c and the rest, but "cAna" a promise of hers.
 * Capitals with a blank and a letter behind them are words whatever they opened: "NHS cuts".
 * Behind keys that were meant stands the beginning of some word, and none has that of "ngry"
 * or "bour": if it is one with them, they are part of it (see model/english.h). So it is in
 * "8am". Of Welsh and Polish the words said most are known: what begins one with its key, as
 * "gwai" does, and none without it. Three capitals are initials, such as "DWP", and two
 * if Enter ends them; unless all they did was to move something. Keys that are a common word
 * and end as one are it. Slow hands that opened a box after other keys may have looked at each:
 * what they type there is words with those only if some were in vain, or begin a word with it.
 * Signs are of what stands around them and count for nothing themselves. Keys with Enter upon them,
 * faster than anybody presses those, are words whatever they did: "dx".
 */

enum {
    NO_HAND_MS = 20,      /* what comes faster is of a program, which means its keys */
    TYPING_PACE_MS = 300, /* no longer after the one before, letters are of one run */
    CAPS_LOCK_MS = 400,  /* the same of capitals behind an A, with which few keys begin */
    BRISK_PACE_MS = 200, /* two capitals so fast are of one word, and no two keys */
    ASKED_PACE_MS = 900, /* the same where a letter answers what cannot be asked again, of
                            hands that nobody has seen type, */
    SLOW_PACE_MS = 1500, /* the same of two fingers, */
    ENTER_PACE_MS = 1200, /* and of Enter: people look before they press it */
};

/** What became of a letter. */
enum letter {
    LETTER_MOVES,         /* it went to and fro, or undid */
    LETTER_ELSEWHERE,     /* it was pressed where other keys are */
    LETTER_LEADS,         /* it went to a place with keys of its own */
    LETTER_CARRIES,       /* it moved what is selected */
    LETTER_ACTS,          /* it did what its key does */
    LETTER_IDLE,          /* it means nothing there */
    LETTER_CHOOSES,       /* it chose a row of a list */
    LETTER_FINDS,         /* it was typed to find a row of a list, and there are some, */
    LETTER_FINDS_NOTHING, /* or there is none */
    LETTER_OPENS,         /* it opened what words are typed into */
    LETTER_EDITS,         /* the same, and the cursor stands behind a letter there */
    LETTER_FILLS,         /* it opened a form, which nobody can have seen yet */
    LETTER_TYPES,         /* it was typed there */
};

struct typed_words {
    int64_t pace_ms; /* of the run */
    const char *
        language; /* that is spoken, such as "cy"; borrowed; NULL: English, or nobody knows */
    struct str letters;   /* of the run, in order, as typed */
    struct str different; /* those of them that count, each once */
    int64_t at_ms;        /* when the last of them came */
    size_t count, blanks; /* how many they are, and how many blanks count twice */
    bool began_high;      /* with a capital that moved something */
    size_t chose;         /* a row of a list: so many letters, of which the last did */
    bool sure;            /* what was typed is of a word with keys before it */
    bool in_vain;         /* one of them meant nothing where it was pressed */
    bool edits;           /* what is typed stands within a word that was there, */
    bool seen;            /* the room sees what they do; set as well */
    bool stands; /* or some words are in the form it goes to; set by who tells of it */
    bool moves;  /* one of them went to and fro */
    int64_t least_ms, most_ms; /* between two of them, */
    int64_t gap_ms, before_ms; /* between the last two, and the two before; 0: none */
    enum letter did;           /* what became of the last */
    enum {
        AMONG_KEYS,
        IN_DOUBT,    /* typing, into what letters had opened that count */
        ADDING,      /* or one that counts for nothing, unless it begins the word */
        WITHIN_WORD, /* typing on behind a letter that stood there, */
        IN_FORM,     /* into a form that nobody can have seen yet, */
        MEANT,       /* or nobody doubts it */
    } where;
    struct str behind;   /* what was typed there */
    struct str initials; /* capitals that did not only move something, each once */
};

/** Whether a letter that comes at that time goes on with the run: not after a pause, which is longer
 *  behind A for a with Caps Lock, nor among keys with a capital in the middle of what would be a word. */
bool typed_words_goes_on(const struct typed_words *w, const char *letter, int64_t at_ms);

/** It comes. False if it begins a run. */
bool typed_words_go_on(struct typed_words *w, const char *letter, int64_t at_ms);

/** The letter, UTF-8, and what became of it; whether the run is words by now. */
bool typed_words_hear(struct typed_words *w, const char *letter, enum letter did);

/** Enter comes at that time: whether what stands before it is words. */
bool typed_words_end(struct typed_words *w, int64_t at_ms);

/** Whether they, and Enter at that time, came faster than keys that are meant, but by a hand. */
bool typed_words_is_in_one_go(const struct typed_words *w, int64_t at_ms);

/** Whether all of them are a name, which need be in no list, as "Sanjay": a capital and small letters at
 *  the pace of typing, some of which, a vowel among them unless Enter @ends it, do not only move; or
 *  what of it a box got begins no word; nor, before the room, what is behind the capital, be it sought
 *  in a list that this opened. */
bool typed_words_are_name(const struct typed_words *w, bool ends);

/** Whether it is one that people often say, of two letters or three, such as "hx" and "GP". */
bool typed_words_is_abbreviation(const char *word, size_t len);

/** Whether letters are words since they, and Enter, come so: keys that nobody presses so, or a word
 *  that a box got only the end of. */
bool typed_words_are_at_once(const struct typed_words *w, int64_t at_ms);

/** Whether quick keys are a word, the last of them edits, and a slash comes: nobody puts one right
 *  behind what stands there, but "he/she" goes on so. */
bool typed_words_go_on_behind_slash(const struct typed_words *w, const char *letter);

/** Whether the box was looked at before that letter and the one before it, beside their pace, and they
 *  may begin a word: what carried something before it was meant, as K is with a and "more". */
bool typed_words_are_looked_at(const struct typed_words *w, const char *letter);

/** Whether that letter is a figure behind what is no key, as in "£5" and "<4", or in a range of
 *  what has more than a figure, as in "16-25". */
bool typed_words_make_amount(const struct typed_words *w, const char *letter);

/** Whether quick hands typed, behind a letter among keys, one that no key has: "Dŵr". */
bool typed_words_are_foreign(const struct typed_words *w, const char *letter,
                             enum letter did);

/** Whether that letter goes on with a fraction or a range, as in "24/7", "1/52" and "7/7
 *  access"; not in "2/7", the key of a column and what is sought. */
bool typed_words_are_fraction(const char *letters, char letter);

/** Whether they are two capitals or more, as in "GP" and "MPs": few mean such keys. */
bool typed_words_are_initials(const struct typed_words *w);

/** Whether keys look like words, whatever they did: a capital and the beginning of an English word
 *  behind it, as in "Will", or capitals within, as in "WiFi" and "G B", or
 *  signs that join words, as in "A&E", or a number, as in "999s". What goes to and fro is of
 *  none. */
bool typed_words_look_so(const char *keys);

/** Whether they are a number with its unit, as "8am", "10mg" and "24hr"; nothing behind it. */
bool typed_words_are_amount(const char *letters);

/** Whether a figure before a word is a column's key, as in "2carers"; not in "2nd", "3d" and "2ww". */
bool typed_words_name_column(const char *words);

/** How many bytes at the beginning of what was typed are keys that somebody meant, and not of the
 *  words behind them, which are whole without: as in "Cchurch", "2jdamp" and "jklEid". At most
 *  @meant of them, which did no more than to go somewhere; and "A" for a, with Caps Lock; and a
 *  capital before known initials, as in "SNHS". */
size_t typed_words_keys_before(const char *text, size_t meant, const char *language);

/** Whether letters and that one are capitals, the first an A, and begin a word with it or without. */
bool typed_words_are_behind_high(const char *letters, const char *letter);

/** Whether so many are a capital and a small letter with which no word begins, as "Dx", but "Mc". */
bool typed_words_are_two_keys(const char *word, size_t len);

/** Whether that many letters before a capital and a small one, or initials, are keys, as in "aAsk",
 *  "t4Mrs" and "vGP", whatever they did: no word goes on so, but units, as "kWh", and "eGFR". */
bool typed_words_are_apart(const char *word, size_t keys);

/** Whether a letter is of a word, as "'", "-" and what is not ASCII are. */
bool typed_words_is_of_one(char letter);

/** Whether it is a sign, such as "." and "<", or a blank. */
bool typed_words_is_sign(char letter);

/** Where words begin behind the figure of a column, and behind signs. */
const char *typed_words_behind_signs(const char *text);

/** Whether a letter among them is pressed again, as by who undoes or votes: "vV". */
bool typed_words_come_again(const char *keys);

/** Whether there is what begins as a word does, a blank, and a letter; or a letter or two, a blank or a
 *  hyphen, and a word. Where a list is @sought, a capital may be its key: as in "The clock". */
bool typed_words_begin_two(const char *words, bool sought, const char *language);

/** With how many letters it begins, all ASCII. */
size_t typed_words_letters(const char *text);

/** Whether what was typed on behind a word as far as its end is none of what people put behind
 *  one: nor is a single letter, as in "heb arian", but those that are an ending, or a slip, put
 *  right. */
bool typed_words_are_own(const char *letters, size_t len_bytes);

/** Whether they are letters with a "/" or "&" among them, as "c/o" and "r&d", of which few stand
 *  before it and behind: nobody presses a key and looks for so little. */
bool typed_words_are_slashed(const char *letters);

/** Whether words that were typed behind keys, in a box that the last of them opened, are a better
 *  beginning with those than without: their first word, which may end there, is one of the lists
 *  with all keys, or so many of the last of them as it takes, or begins one, and is or does
 *  neither alone. So "rinkles" is behind "W", and " to" behind "Write"; "audit" is a word behind
 *  "G2a". */
bool typed_words_lack(const char *keys, bool all, const char *behind, bool ends,
                      const char *language);

/** The same of a run, of which the first so many bytes are keys and the rest stands behind them. */
bool typed_words_lack_first(const char *run, size_t keys, bool all, bool ends,
                            const char *language);

/** Whether the letter before them, or several, begins the word that those letters go on with, of
 *  which so many are keys; and they begin none that is as common. */
bool typed_words_begin_with(const char *before, const char *letters, size_t led,
                            bool ends, const char *language);

/** Whether so many letters are a word of a language known here, or begin one unless it @ends. */
bool typed_words_are_word(const char *letters, size_t len, bool ends,
                          const char *language);

/** Whether the letters they begin with, behind signs, are a word; or begin one, if nothing follows. */
bool typed_words_begin_word(const char *text, const char *language);

/** Whether English words may begin with those two letters; of others it says that they may. */
bool typed_words_may_begin(char first, const char *second);

/** Something else was done: the next letter begins a run. */
void typed_words_forget(struct typed_words *w);

void typed_words_finish(struct typed_words *w);

#endif
