#ifndef ROUNDTABLE_MODEL_ENGLISH_H
#define ROUNDTABLE_MODEL_ENGLISH_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Whether letters are an English word, or may become one: a list that is compiled in
 * (templates/words/english.txt) and touched only when it is asked. It is for judging what was
 * typed; nobody's words are corrected by it. Of Welsh and Polish there are short lists beside it,
 * of what is said most (welsh.txt and polish.txt); of other languages it knows nothing.
 */
struct english {
    bool word;         /* one that the list has, or the plural of one, */
    bool often;        /* and that is used often */
    bool begins;       /* a word, or the beginning of one, */
    bool begins_often; /* that is used often */
};

/** Of the letters, of which the first may be a capital, or all, if they are four or more: with Caps
 *  Lock; "" begins all words. */
struct english english_of(const char *letters, size_t len_bytes);

/** The same of words of a language such as "cy"; nothing is of one that it does not know, or of
 *  NULL. No plural is found there that the list does not have. */
struct english words_of(const char *language, const char *letters, size_t len_bytes);

/** Whether letters begin a word of such a language, as it stands in the list or, in Welsh, with its
 *  beginning changed by the word before it: "gymuned" of "cymuned", "waith" of "gwaith". */
bool words_begin(const char *language, const char *letters, size_t len_bytes);

#endif
