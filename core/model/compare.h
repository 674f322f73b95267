#ifndef ROUNDTABLE_MODEL_COMPARE_H
#define ROUNDTABLE_MODEL_COMPARE_H

#include "model/session.h"

/**
 * What is shown in one session and not in another: records are matched by their ids, and
 * compared by what they show. How they came to show it is not looked at.
 *
 * Whatever has two sides here has that of the first session at 0, of the second at 1.
 */

enum difference_kind {
    DIFFERS_ONLY,    /* shown on one side: the other's record is NULL */
    DIFFERS_WORDS,   /* the text of a goal or a note */
    DIFFERS_WHERE,   /* a note's goal or column, a goal's table */
    DIFFERS_FIELD,   /* a mark, a detail of the table; also where one side has none */
    DIFFERS_VOTES,   /* their sum, once both sides may see it */
    DIFFERS_FORM,    /* both tables name one template, which is not the same */
    DIFFERS_SETTLED, /* somebody should settle it, on one side alone */
    DIFFERS_ORDER,   /* what both have there stands in another order */
};

/** One difference, borrowed from both sessions. */
struct difference {
    enum difference_kind kind;
    /* Under which headings it stands. A side that does not show the table, or the goal
     * anywhere, is NULL; goal is NULL on both sides for what is of the table itself. */
    const struct record *table[2], *goal[2];
    /* What differs; of DIFFERS_ORDER the goal, or the table. */
    const struct record *record[2];
    const char *field; /* of DIFFERS_FIELD; of DIFFERS_ORDER of a goal, the column */
};

struct comparison {
    struct difference *items;
    size_t count, room;
    size_t edits_only[2]; /* how many edits only that side has, redacted or not */
};

/**
 * Compares two sessions. The differences stand by table, in each those of the table
 * itself first, then by goal; as the first session reads, then what only the second has.
 * Of a table that only one has, what stands in it is no difference of its own.
 *
 * Start zeroed; comparison_finish() ends it, before either session changes.
 */
void compare_sessions(struct session *first, struct session *second,
                      struct comparison *comparison);

void comparison_finish(struct comparison *comparison);

#endif
