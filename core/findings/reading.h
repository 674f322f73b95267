#ifndef ROUNDTABLE_FINDINGS_READING_H
#define ROUNDTABLE_FINDINGS_READING_H

#include "findings/vocabulary.h"
#include "model/themes.h"

/**
 * Wordings read for comparing: their words by what they mean, and how near two of them
 * are. All wordings are read at once, since rare words tell more than common ones.
 */

/** A word, or two that others write as one. */
struct token {
    struct word *word;
    struct stem *stem;
    uint32_t phrase; /* the group of the phrase that it is a part of; 0: none */
    float weight;    /* 0: it says nothing, or was said before */
    float strong;    /* the same, but 0 of a weak word, too */
    uint16_t at;     /* the number of its first word in the text, */
    uint16_t said;   /* and how many they are */
    uint16_t is;     /* WORD_…, as a part of a phrase, too */
    bool caps;       /* an abbreviation: "CAB", "HMOs", */
    bool capital;    /* English: begins with one, as names do, */
    bool known;      /* of a group, alone or in a phrase */
    bool many;       /* with an s that is none of its letters, */
    bool tied;       /* by a hyphen to the word before it: "on-line" */
};

/**
 * What tells of most pairs that they are not near, without a look at their tokens. A mark's
 * two halves are sums of all that is matched at once: the lower is weights, the upper
 * those of strong words, in 2^-20. Those of MOST_TOKENS stay below 2^32.
 */
struct glance {
    uint64_t signature; /* a bit for each thing that a token may be matched by */
    uint64_t weighs;
};

/** Tokens that are a word or phrase of some group, or what some abbreviation stands for;
 *  none if all of them are silent. */
struct span {
    uint32_t group;
    uint16_t from, to;
    bool phrase; /* of several words */
};

struct reading {
    const struct wording *wording;
    struct token *tokens;   /* without those that say nothing */
    struct glance *glances; /* one for each */
    struct span *spans;
    uint16_t token_count, span_count;
    float weight;
    uint64_t signature;   /* the bits of all its tokens and spans */
    uint64_t weighs;      /* all its glances together */
    uint64_t squeezed;    /* the hash of its words without blanks, in one spelling */
    uint64_t left, right; /* the opposites that stand in it */
    bool links;           /* a word such as "to" stands in it: the order tells, */
    uint64_t links_by; /* where the same stand in the other: what they are summed up to */
    bool wanting, excess;
    bool may_name; /* two words with capitals stand together, as "Park Road" */
};

struct readings {
    struct vocabulary vocabulary;
    struct reading *items; /* column by column */
    size_t count;
    uint32_t *by_number;             /* of a wording, the index of its reading */
    struct number_map abbreviations; /* by their letters: what group they are; */
    bool begin_abbreviations[256];   /* the first of those */
};

/** kin may be NULL. Borrows the themes. */
void readings_make(struct readings *readings, const struct themes *themes,
                   const struct kin *kin);
void readings_finish(struct readings *readings);

/** Where the column of the reading at `from` ends. */
size_t readings_column_end(const struct readings *readings, size_t from);

/** How near they are: from 0 to 1, the share of what they say that both say. 0 where one
 *  denies what the other says, or says the opposite. What is less than `least` may be told
 *  as any number below that: most such pairs need no closer look. */
double readings_near(const struct reading *a, const struct reading *b, double least);

/** The share of what `a` says that `b` says, too: from 0 to 1, of the words that say
 *  something, or, if it has none, of those that say little. *all: of both, so much.
 *
 *  Capitals that stand together, "Park Road", are a name, whose words are not looked for one by
 *  one: it is said by most of them as they stand, by half of them with a capital, or, where `a`
 *  begins with it, by its last word if that is one of the field's ("the surgery"). */
double reading_covered(const struct reading *a, const struct reading *b, double so_much,
                       bool *all);

/** Adds the words of the first that both have, as the first has them: "bus, fares". */
void readings_add_shared(const struct reading *a, const struct reading *b,
                         const char *language, struct str *out);

#endif
