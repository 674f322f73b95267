#ifndef ROUNDTABLE_VIEWS_GRID_GRID_FILTER_H
#define ROUNDTABLE_VIEWS_GRID_GRID_FILTER_H

#include "base/str.h"
#include "views/view.h"

/**
 * Which entries the grid shows, and in which order: a way of looking for this run, of
 * which nothing is stored. Whatever asks what stands in a cell of the screen asks here.
 *
 * Cells are filtered and sorted once, when first asked for, and kept until the session
 * changes, so that a key costs the same however much there is. With everything shown as
 * placed, the answers are those of goal_notes().
 *
 * Votes neither filter nor sort while their counts are hidden (ballot "open").
 */
struct grid_filter;

struct grid_filter *filter_new(void);
void filter_free(struct grid_filter *f);

/** Another number wherever something else may be shown for the same session. */
uint64_t filter_number(const struct grid_filter *f);

/** Stands for votes where a mark's id stands else. */
#define FILTER_VOTES "vote:"

/** Stands for what nobody has taken on: of the plans' columns, where a mark's id does. */
#define FILTER_NOBODY "who:"

/** Shows only entries with that choice of a mark; with choice "", those that could carry
 *  the mark and do not. Columns that do not offer the mark stay as they are: a boulder is
 *  looked at beside its stakeholders. Of a mark of rows, whole rows are shown or not. mark
 *  FILTER_VOTES: those with votes; FILTER_NOBODY: of actions, those that nobody has taken
 *  on; "": all. */
void filter_show_only(struct grid_filter *f, const char *mark, const char *choice);

/** Sorts each cell by a mark in the order of its choices, what has none last. mark
 *  FILTER_VOTES: most votes first; "": as placed. Alike ones stay as placed. */
void filter_sort_by(struct grid_filter *f, const char *mark);

/** Shows everything until it is taken back: while somebody searches. */
void filter_suspend(struct grid_filter *f, bool suspended);

/** Shows everything, as placed. */
void filter_reset(struct grid_filter *f);

/** Whether some entries are not shown; whether cells are sorted. */
bool filter_hides_some(struct grid_filter *f, const struct facts *facts);
bool filter_sorts(struct grid_filter *f, const struct facts *facts);

/** Whether what is shown of a column is a choice among its entries; of a grid, its rows. */
bool filter_concerns_rows(struct grid_filter *f, const struct facts *facts,
                          const struct grid *grid);
bool filter_concerns(struct grid_filter *f, const struct facts *facts,
                     const char *column);

/** Whether an entry of the table is among those that are not shown. */
bool filter_hides(struct grid_filter *f, const struct facts *facts,
                  const struct record *record, const struct grid *shown);

/** The rows of a grid that are shown: all, or those that have the mark. Borrowed likewise. */
const struct record *const *filter_rows(struct grid_filter *f, const struct facts *facts,
                                        const struct grid *grid, size_t *count);

/** The notes of a cell that are shown, in their order; borrowed until the next edit or
 *  the next change of what is shown. */
const struct record *const *filter_notes(struct grid_filter *f, const struct facts *facts,
                                         const struct record *goal, const char *column,
                                         size_t *count);

/** How many notes of a column of the table are shown. */
size_t filter_count(struct grid_filter *f, const struct facts *facts, const char *column);

/** Whether somebody has taken on some action of the table: then it is told of the others
 *  that nobody has. */
bool filter_some_taken(struct grid_filter *f, const struct facts *facts);

/** Adds what is shown, and how: "only Boulder", "sorted by votes"; nothing if it is
 *  everything, or as placed. Both, with a comma between, behind what goes before them. */
void filter_say_only(struct grid_filter *f, const struct facts *facts, struct str *out);
void filter_say_order(struct grid_filter *f, const struct facts *facts, struct str *out);
void filter_say(struct grid_filter *f, const struct facts *facts, const char *before,
                struct str *out);

#endif
