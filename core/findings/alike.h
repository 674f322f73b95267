#ifndef ROUNDTABLE_FINDINGS_ALIKE_H
#define ROUNDTABLE_FINDINGS_ALIKE_H

#include "model/themes.h"

/**
 * Themes of one column whose words are near, proposed to a person as one. Nothing is
 * decided here and nothing is stored.
 *
 * Words count by their stems (Snowball, for the language of the tables' templates), rare
 * ones for more than common ones; the score is the share of that weight that both have,
 * from 0 to 1 (Dice). Where only one of the two negates, or each holds one of two
 * opposites ("more", "less"), they are not proposed.
 */
struct proposal {
    const struct theme *one, *other; /* the one that more tables said first */
    double score;
    char *shared; /* the words that both have, as the first has them: "bus, fares" */
};

/** Start zeroed; proposals_finish() ends it. */
struct proposals {
    struct proposal *items; /* the best first */
    size_t count, room;
};

/** What scores less is not proposed; of names, nearly all has to be shared. */
#define ALIKE_LEAST_SCORE 0.5
#define ALIKE_LEAST_FOR_NAMES 0.8

/**
 * Finds them, but for those that somebody has kept apart, in a time that grows with the
 * themes: a stem that very many have is not followed to all of them.
 *
 * @themes  borrowed; the proposals hold as long as they.
 */
void proposals_find(const struct themes *themes, struct proposals *out);
void proposals_finish(struct proposals *proposals);

#endif
