#ifndef ROUNDTABLE_MODEL_COLUMNS_H
#define ROUNDTABLE_MODEL_COLUMNS_H

#include "base/lookup.h"
#include "model/session.h"

/**
 * The columns of many tables, and of a table the places where notes stand: a form may have
 * many columns and a table many goals, of which each has notes in a few.
 */

/** A column of some table. */
struct any_column {
    const char *id;             /* borrowed; comes first */
    const struct record *table; /* session_frame_table(), or the first that has it */
    size_t rank;                /* from 0 */
};

/** Those of all tables but of lenses, each once, in the order in which top_columns() has them: items of
 *  by_id. Hold until the next edit. Start zeroed; any_columns_finish() ends it. */
struct any_columns {
    struct lookup by_id; /* of struct any_column */
    struct arena arena;
};

/** "", the goals' own, comes first. */
void any_columns_find(struct session *session, struct any_columns *out);
void any_columns_finish(struct any_columns *all);

/** The notes of one goal in one column. */
struct cell {
    const struct record *goal;
    const char *column; /* borrowed */
    size_t rank, row;   /* of the column in top_columns(), of the goal in table_goals() */
};

/** The cells of a table that have notes, column by column, in each goal by goal; an array
 *  to free(). */
struct cell *table_cells(struct session *session, const struct record *table,
                         size_t *count);

#endif
