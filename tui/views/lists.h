#ifndef ROUNDTABLE_VIEWS_LISTS_H
#define ROUNDTABLE_VIEWS_LISTS_H

#include "model/offers.h"
#include "views/grid/grid_filter.h"
#include "views/view.h"

/**
 * The lists that the app opens, each for view_list_ops.
 */

/** Every action of a mode, with its keys and what it does: help and palette in one; before
 *  them, what the form on the screen is for, and behind them what helps to choose its marks.
 *  shown may be NULL, and facts then too. */
struct list_view *list_of_palette(const struct facts *facts, enum mode mode,
                                  const struct grid *shown);

/** The columns (by number) and the goals, or rows of its form, (by letter) to move a note to;
 *  NULL: there is nowhere else. */
struct list_view *list_of_move(const struct facts *facts, const struct record *note);

/** The columns of the other rows of a grid, for a row without notes that becomes an entry there;
 *  NULL: there are none. */
struct list_view *list_of_move_row(const struct facts *facts, const struct grid *grid,
                                   const struct record *row);

/** The goals of the other tables, to move it to the same column there; NULL: none. */
struct list_view *list_of_elsewhere(const struct facts *facts, const struct record *note);

/** The same for an offer, which is then taken to there. */
struct list_view *list_of_places(const struct facts *facts, const struct offer *offer);

/* lists_forms.c */

/** Adds what a form is for, what helps to fill it in, and whose it is: "… From: blog." */
void describe_form(const struct grid *grid, struct str *out);

/** The grids of the table and of its catalogue: those of the stage of the day first, then
 *  those in use, then all. shown is on the screen. */
struct list_view *list_of_forms(const struct facts *facts, const struct grid *shown);

/* lists_marks.c */

/** The choices of the marks that a column offers for an entry of it, by letter; NULL: none. */
struct list_view *list_of_marks(const struct template *form, const struct column *column,
                                const struct record *entry);

/** What of a grid can be shown only, and what its cells can be sorted by. */
struct list_view *list_of_shown(const struct facts *facts, const struct grid *grid,
                                struct grid_filter *filter);

/* lists.c */

/** The tables of the file. */
struct list_view *list_of_tables(const struct facts *facts);

/** The tables of a session that none follows up yet, to follow up one, of the file at that
 *  path; NULL: there is no choice. */
struct list_view *list_of_tables_to_follow(struct session *session, const char *path);

/** The places (field "place"), days ("date") or tables ("table") of the file, to show
 *  what recurs there alone; NULL: the tables say none. */
struct list_view *list_of_filter(const struct facts *facts, const char *field);

/* lists_missing.c */

/** What is missing from the table on the screen; NULL: nothing. @row is selected; the
 *  weightiest MISSING_FIRST alone are shown unless it is one of the others. */
struct list_view *list_of_missing(const struct facts *facts, size_t row);

/** Whether an action is for an entry, which that row of what is missing asks in those
 *  words: yes, or no. */
struct list_view *list_of_match(const struct record *entry, const struct record *action,
                                const char *question, size_t row);

/** The actions that could answer a barrier, those of its goal first; NULL: there are
 *  none. */
struct list_view *list_of_answers(const struct facts *facts,
                                  const struct record *barrier);

/** The barriers of an action's goal, which it could answer; NULL: there are none. */
struct list_view *list_of_barriers(const struct facts *facts,
                                   const struct record *action);

/* lists_ballot.c */

/** What can be done about the ballot of the table on the screen, by letter. person is
 *  whose turn it is, left what they, or the table, have left. column as in
 *  INTENT_OPEN_BALLOT. */
struct list_view *list_of_ballot(const struct facts *facts, size_t person, long left,
                                 const char *column);

/** Asks whether the counts are to be shown, which makes the ballot so, or ends it. */
struct list_view *list_of_showing(struct ballot shown, const char *column);

/** Asks whether all votes of the table on the screen are to be taken back. */
struct list_view *list_of_clearing(const struct facts *facts);

/** The entries by votes, to go to one; NULL: none has any. column as in
 *  ballot_ranking(). */
struct list_view *list_of_ranking(const struct facts *facts, const char *column);

/* lists_next.c */

/** What was promised at the table on the screen and, before it, at those that it follows
 *  up, by date; then the actions that nobody has taken on there; NULL: there are neither. */
struct list_view *list_of_commitments(const struct facts *facts);

/* lists_follow.c */

/** What a window that follows can go along with: everybody; the cell at hand, as in
 *  INTENT_OPEN_FOLLOWED; who wrote into the table on the screen, the last first (of those
 *  without a name, who wrote since @opened, as session_next_arrival() counts); nobody. */
struct list_view *list_of_followed(const struct facts *facts, const struct record *goal,
                                   const char *column, size_t opened);

/* lists_history.c */

/** What became of an entry, or of the vision (record is the table): who, when, every
 *  wording, to bring one back; below a goal, the notes deleted from it. */
struct list_view *list_of_history(const struct facts *facts, const struct record *record);

/** What was deleted from the table on the screen, to bring it back; NULL: nothing. */
struct list_view *list_of_deleted(const struct facts *facts);

/** The wordings that stand of an entry, or of the vision (record is the table), that is
 *  unsettled: to choose one. */
struct list_view *list_of_wordings(const struct facts *facts,
                                   const struct record *record);

#endif
