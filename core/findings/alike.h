#ifndef ROUNDTABLE_FINDINGS_ALIKE_H
#define ROUNDTABLE_FINDINGS_ALIKE_H

#include "model/kin.h"
#include "model/themes.h"

/**
 * Themes of one column whose words are near, proposed to a person as one. Nothing is
 * decided here and nothing is stored.
 *
 * Two themes are near if wordings of theirs are. Words count by their stems (Snowball, for
 * the language of the tables' templates) or, for a little less, their roots ("noise",
 * "noisy"), spelled in one way, rare ones for more than common ones, and by what the words
 * of the field tell of them (model/kin.h): which say nearly the same, which say little; what
 * those do not know counts less. So do words that others write in one or in two,
 * abbreviations and what they stand for, and words with one wrong letter. The score is the
 * share of what they say that both say, from 0 to 1, less for what either says besides, and
 * for a word in phrases that mean different things ("new year", "new school year"). Where
 * only one of the two negates, each holds one of two opposites ("more", "less"), or the same
 * words are turned round, they are not proposed.
 */
struct proposal {
    const struct theme *one, *other; /* the one that more tables said first */
    double score;
    const struct wording *of_one, *of_other; /* which are near */
};

/** Start zeroed; proposals_finish() ends it. */
struct proposals {
    struct proposal *items; /* the best first */
    size_t count, room;
    const struct kin *kin; /* borrowed; NULL: what is compiled in for the language */
    struct alike *alike;   /* what is kept from one finding to the next */
};

/** What scores less is not proposed; of names, nearly all has to be shared. */
#define ALIKE_LEAST_SCORE 0.55
#define ALIKE_LEAST_FOR_NAMES 0.75

/**
 * Finds them, but for those by words that somebody has kept apart, in a time that grows with the
 * themes: a word that very many have is not followed to all of them.
 *
 * @themes  borrowed; the proposals hold as long as they.
 */
void proposals_find(const struct themes *themes, struct proposals *out);

/** Brings them to what the themes are now, after themes_follow(); only what concerns
 *  themes that were made anew is looked at. */
void proposals_follow(struct proposals *proposals, const struct themes *themes);

/** Adds the words of the first that are in the other, or near ones: "bus, fares". */
void proposal_add_shared(const struct proposals *proposals, const struct proposal *p,
                         struct str *out);

void proposals_finish(struct proposals *proposals);

#endif
