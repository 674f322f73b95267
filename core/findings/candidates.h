#ifndef ROUNDTABLE_FINDINGS_CANDIDATES_H
#define ROUNDTABLE_FINDINGS_CANDIDATES_H

#include "findings/reading.h"

/** Two readings by their indexes, a < b, and how near they are. */
struct near_pair {
    uint32_t a, b;
    float score;
};

/** Of each reading, those that it is near to. */
struct near_pairs {
    struct near_pair *items; /* the nearest first */
    size_t count, room;
    uint32_t
        *starts;  /* of each reading, where its pairs begin in of; one more at the end */
    uint32_t *of; /* indexes of items */
};

/**
 * The pairs of one column that are near enough to be proposed, without comparing all with
 * all: those that share two words or groups of words, one of the two that weigh most, all
 * letters, or an abbreviation. A wording begins few of them, the nearest; what very many
 * have is not followed to all of them.
 *
 * Start zeroed; near_pairs_finish() ends it.
 */
void near_pairs_find(const struct readings *readings, struct near_pairs *out);
void near_pairs_finish(struct near_pairs *pairs);

#endif
