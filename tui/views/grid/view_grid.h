#ifndef ROUNDTABLE_VIEWS_GRID_VIEW_GRID_H
#define ROUNDTABLE_VIEWS_GRID_VIEW_GRID_H

#include "model/author.h"
#include "views/grid/grid_filter.h"
#include "views/view.h"

/**
 * A grid of one table: the system map, the action plan under its vision, or another form.
 * Browsing, or typing in the box at the foot.
 */

extern const struct view_ops view_grid_ops;

struct grid_view;

/** A new grid. */
struct view view_grid_new(void);

/** Selects a record of the table on the screen, in whatever grid it stands. */
void view_grid_show(struct grid_view *v, const struct facts *facts,
                    const struct record *record);

/** What was typed is saved: opens the box in the next column, or the one before;
 *  behind the vision that for a goal. */
void view_grid_turn(struct grid_view *v, const struct facts *facts, int step);

/** Selects a cell of a goal, column being that of any grid; or, if record is the table,
 *  the vision; or else the record. */
void view_grid_visit(struct grid_view *v, const struct facts *facts,
                     const struct record *record, const char *column);

/** Selects where a new entry goes behind all others: the last of a cell of a goal; or, if record
 *  is the table, its last row. */
void view_grid_visit_last(struct grid_view *v, const struct facts *facts,
                          const struct record *record, const char *column);

/** Opens the box for other words of a record; of a table, for its vision. Says so if a
 *  draft of them is back. */
struct intent view_grid_write(struct grid_view *v, const struct facts *facts,
                              const struct record *record);

/** The title of the column whose box is open, so that others may be told where somebody
 *  writes; "" if none is. Borrowed from the session. */
const char *view_grid_writes_in(const struct grid_view *v, const struct facts *facts);

/** What is shown of each cell, to ask or to change; after a change, view_grid_looked(). */
struct grid_filter *view_grid_filter(const struct grid_view *v);

/** The record selected: note, goal, or the table for its vision; NULL if none. */
const struct record *view_grid_selected(const struct grid_view *v,
                                        const struct facts *facts);

/** The goal, or the row, that the selection is in; NULL: in none. */
const struct record *view_grid_goal(const struct grid_view *v);

/** What is called the column at hand, and its marks; NULL: only notes know it. */
const struct column *view_grid_column(const struct grid_view *v,
                                      const struct facts *facts);

/** The grid on the screen. */
const struct grid *view_grid_grid(const struct grid_view *v, const struct facts *facts);

/** Goes to an entry of this grid that is shown, if the cell at hand shows none. */
void view_grid_looked(struct grid_view *v, const struct facts *facts);

/** What the person is to be told beside what was done, "" if nothing; told once. Borrowed
 *  until the next event. */
const char *view_grid_news(struct grid_view *v);

/** Shows the grid of that id, if the template has it, or its catalogue of forms; what is
 *  selected stays selected if it is shown already. */
void view_grid_show_grid(struct grid_view *v, const struct facts *facts, const char *id);

/** The form that the stage of the day works on, written in or not; NULL: it has none. */
const struct grid *view_grid_stage_form(const struct facts *facts);

/**
 * Shows the grid that the stage of the day works on; a form, once something is written in it:
 * an empty one that nobody chose takes nobody's grid away. A stage that names none leaves what
 * is there, be it a form that somebody chose since the last stage; but the stage's form goes
 * with it, and the map or plan comes back that the day had reached.
 */
void view_grid_show_stage(struct grid_view *v, const struct facts *facts);

/* In words, for whoever has no screen. */

/** Where the selection is, to compare with later. */
struct grid_place {
    const struct grid *grid;
    const struct record *goal, *note;
    size_t column;
    bool on_vision;
};

struct grid_place view_grid_place(struct grid_view *v, const struct facts *facts);

/** Selects what was selected there. */
void view_grid_restore(struct grid_view *v, const struct facts *facts,
                       const struct grid_place *place);

/** Adds the selected entry in words, and of where it stands what is another place than
 *  before: "2 of 3: Cars.", "Barrier 1 of 2 of goal 3 ‘Less sugar’: Offers." @before  NULL:
 *  nowhere. At most 100 letters stand before its words. */
void view_grid_say_step(struct grid_view *v, const struct facts *facts,
                        const struct grid_place *before, struct str *out);

/** What is read at once: each row of the grid, with its counts or with all entries; all of
 *  the selected row; the entries of its selected column. */
enum grid_reads { READS_ROWS, READS_ALL, READS_ROW, READS_COLUMN };

/** Adds it, a line each. */
void view_grid_read(struct grid_view *v, const struct facts *facts, enum grid_reads what,
                    struct str *out);

/** Has the prompts of the stage, or of the form, heard. */
void view_grid_put_panel(struct grid_view *v, const struct facts *facts);

/** Draws for the room from now on, until P is pressed. */
void view_grid_project(struct grid_view *v);

/** Whether it is drawn so. */
bool view_grid_projects(const struct grid_view *v);

/** Whether a question to everybody stands before the room in the place of the grid. */
bool view_grid_has_question(const struct grid_view *v, const struct facts *facts);

/** Whether an edit changed something of the table that a window which follows shows. */
bool view_grid_follows(const struct facts *facts, const struct edit *edit);

/** Shows what an edit changed: selects the entry, or the cell that it was deleted from,
 *  or goes to the grid of the stage. False, with nothing done, if there is
 *  nothing to be seen so. */
bool view_grid_follow(struct grid_view *v, const struct facts *facts,
                      const struct edit *edit);

/** Remembers where the selection is and what is on the screen, as author_set_mark() does; and
 *  goes back there: a box that was opened since is closed, and nothing is kept of what was typed
 *  into it. */
void view_grid_set_mark(struct grid_view *v, enum author_mark_of mark);
void view_grid_keep_mark(struct grid_view *v, enum author_mark_of mark,
                         enum author_mark_of as);
void view_grid_return(struct grid_view *v, enum author_mark_of mark);

/** Whether Enter did not keep yet what stands in the box, a letter alone, figures while hands are up,
 *  or what somebody else deleted, and once more does. */
bool view_grid_asks_again(const struct grid_view *v);

/** Whether that is since somebody else deleted it: nothing but that Enter keeps it. */
bool view_grid_asks_about_deleted(const struct grid_view *v);

/** Whether the cursor stands behind a letter of what is reworded, as it is saved. */
bool view_grid_is_within_word(const struct grid_view *v);

/** Whether a figure goes to a column here. */
bool view_grid_has_column(const struct grid_view *v, const struct facts *facts,
                          char figure);

/** Opens the box for a new entry where the selection is, or for a goal where there can be no
 *  other, with these words in it, and says so; or says why there can be none. */
struct intent view_grid_type(struct grid_view *v, const struct facts *facts,
                             const char *words);

/** Keeps the words as a draft of the entry that would be new there, and no box is ever seen. */
struct intent view_grid_put_aside(struct grid_view *v, const struct facts *facts,
                                  const char *words);

/** The same with one letter more in the draft that it opens with, or one less by Backspace. */
struct intent view_grid_go_on_aside(struct grid_view *v, const struct facts *facts,
                                    const struct event *event);

/** The same as view_grid_type(), of who types there as in a spreadsheet: an empty vision is written, too, and no
 *  more is said than by the key that adds. A draft waits for the next time. */
struct intent view_grid_begin_entry(struct grid_view *v, const struct facts *facts,
                                    const char *letter);

/** Forgets the selection: another table is to be shown. */
void view_grid_reset(struct grid_view *v);

#endif
