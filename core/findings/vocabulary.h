#ifndef ROUNDTABLE_FINDINGS_VOCABULARY_H
#define ROUNDTABLE_FINDINGS_VOCABULARY_H

#include "base/arena.h"
#include "base/lookup.h"
#include "base/number_map.h"
#include "base/str.h"
#include "model/kin.h"

#include <stdbool.h>

/**
 * The words of a seminar, each once: its stem (Snowball), spelled in one way, and what the
 * words of the field (model/kin.h) tell of it. First all words are told; then they are
 * settled, which finds the misspelled ones; then stems are asked for.
 *
 * Words are folded and without accents. All of it is borrowed until vocabulary_finish().
 */

/** What words and phrases are; bits. */
enum {
    WORD_SILENT = 1 << KIN_SILENT,
    WORD_WEAK = 1 << KIN_WEAK,
    WORD_ABSENCE = 1 << KIN_ABSENCE,
    WORD_WANTING = 1 << KIN_WANTING,
    WORD_EXCESS = 1 << KIN_EXCESS
};

struct stem {
    const char *text;
    size_t len_bytes;
    uint32_t number;      /* from 1 */
    unsigned is;          /* WORD_… */
    uint64_t left, right; /* the opposites that it is a side of */
    uint64_t unlike;      /* lines of words that begin alike */
    uint64_t root;        /* the same for "noisi" and "nois", */
    uint32_t beginning;   /* and the same number for the same first letters of it */
    uint32_t phrases;     /* the node of phrases that begin with it; 0: none */
    bool known;           /* the field's words have it */
    /* In the column at hand. */
    uint32_t count, last;
    double weight;
};

struct word {
    const char *text;
    struct stem *stem;
    uint32_t count;
    bool links; /* as words_link() tells */
};

struct vocabulary {
    struct arena arena;
    struct lookup words, stems; /* of struct word, of struct stem */
    struct number_map beginnings, next;
    struct phrase_node *nodes;
    size_t node_count, node_room;
    uint32_t group_count;
    struct sb_stemmer *stemmer;
    bool english;
    struct lookup spellings; /* of struct spelling */
    bool borrows;            /* what the field's words tell is the kept one's */
};

/** kin may be NULL: then words are their stems alone. What compiled-in ones tell is found out
 *  once in a program's life: it is shared, and stays. */
void vocabulary_init(struct vocabulary *v, const struct kin *kin, const char *language);

/** The word, made if it is new, and counted. */
struct word *vocabulary_tell(struct vocabulary *v, const char *text);

/** The word if it was told, or NULL. */
struct word *vocabulary_find(const struct vocabulary *v, const char *text);

/** Takes words with one wrong letter for those that they were meant to be. */
void vocabulary_settle(struct vocabulary *v);

/** What a phrase is. */
struct phrase {
    unsigned is;
    uint32_t group; /* 0: none */
};

/**
 * A step of reading a phrase: from a node (0: from the start) with a stem to the next one.
 * 0 if no phrase goes on so. *phrase takes what ends here.
 */
uint32_t vocabulary_step(const struct vocabulary *v, uint32_t node,
                         const struct stem *stem, struct phrase *phrase);

/** Whether two stems begin so much alike that they may be of one word: "diagnos" and
 *  "diagnosi", but not "communiti" and "communic". */
bool stems_begin_alike(const struct stem *a, const struct stem *b);

void vocabulary_finish(struct vocabulary *v);

/* spelling.c */

/** English: brings a word to one of its spellings: "organise", "color", "center". */
void spelling_unify(struct str *word);

/** Whether b is a with one letter wrong, left out, added or swapped with its neighbour:
 *  not the first, and none of the last two. */
bool spelling_slipped(const char *a, const char *b);

#endif
