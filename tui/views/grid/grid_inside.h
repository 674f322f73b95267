#ifndef ROUNDTABLE_VIEWS_GRID_GRID_INSIDE_H
#define ROUNDTABLE_VIEWS_GRID_GRID_INSIDE_H

#include "model/rows.h"
#include "screen/pasted.h"
#include "screen/text_box.h"
#include "views/foot.h"
#include "views/grid/view_grid.h"
#include "views/kept_draft.h"
#include "views/view_question.h"

/**
 * What the files of the grid share; private to them.
 *
 *     view_grid.c       what the app asks of it
 *     grid_keys.c       what a key does while nothing is typed
 *     grid_turn.c       what keys do that are for the room, or turn pages
 *     grid_mouse.c      what a mouse does
 *     grid_box.c        what the box is for, and what a key does in it
 *     grid_delete.c     deleting, and what is asked about it
 *     grid_paste.c      what becomes of a list or a table that was pasted
 *     grid_paste_told.c  what is said and asked about it
 *     grid_paste_box.c  what stands in the box meanwhile
 *     grid_paste_heads.c  where its columns, or the parts of a list, go
 *     grid_drafts.c     what is being written, and by whom
 *     grid_search.c     searching
 *     grid_hits.c       what is found so
 *     grid_typed.c      what was typed where keys were heard
 *     grid_follow.c     how a window that follows goes along
 *     grid_move.c       moving what is selected
 *     grid_select.c     where the selection is, and where it goes
 *     grid_filter.c     what is shown of a cell
 *     grid_faces.c      the words of entries, with their signs
 *     grid_layout.c     what stands where
 *     grid_kept.c       what of that a key does not change
 *     grid_heads.c      what stands above the columns
 *     grid_draw.c       draws it, with grid_panel.c at its side and grid_foot.c below
 *     grid_small.c      draws one entry of it, for a small window
 *     grid_projector.c  draws it for the room, one goal at a time
 *     grid_whole.c      draws it for the room, the whole of it
 *     grid_say.c        tells it in words
 */

/** What the box is open for. */
enum box_kind {
    BOX_CLOSED,
    BOX_GOAL,   /* new goals, or rows of the grid that box_column names */
    BOX_NOTE,   /* new notes of a cell */
    BOX_REWORD, /* the words of a record */
    BOX_VISION, /* the vision */
    BOX_SEARCH,
    BOX_PASTE, /* asks what to do with a pasted list; the text is in the box */
};

/* Which prompts the panel shows, where not all have room. */
struct panel_page {
    const void *of;           /* what they are about: a stage, or a row or column */
    size_t from, left, count; /* so many stand before them, and behind, of so many */
    size_t turns, column;     /* at the foot: how often the clock turned, and where */
};

/* What Space shows next where not all has room, as the last picture found it. */
struct turn {
    size_t page, count; /* of so many pages; of one at most, all is shown */
    const struct record
        *to; /* what the next begins with; NULL: it is of the same entry */
};

struct grid_view {
    struct str grid;     /* its id; the first of the template if that has none of it */
    struct str of_stage; /* the grid that was there when the stage of the day had begun */
    /* The selection: a vision, a goal or other row, or in column 1 and on a note or an
     * empty cell. */
    bool on_vision;
    const struct record *goal;     /* or row; NULL: there is none */
    size_t column;                 /* 0: the rows; else 1 + index in the grid */
    const struct record *note;     /* NULL: the cell is empty */
    size_t goal_index, note_index; /* where it was, should it vanish */
    size_t first_goal;             /* the first on the screen, by its index */
    bool projector;                /* drawn for the room: one goal, one column */
    bool whole;                    /* or all of both, page by page */
    bool told_room;                /* what keys there are for a room, */
    bool told_rows;                /* and that fewer rows would be better to read */
    struct turn turn;
    size_t message_read; /* the number of the one that the pages of a small window tell */
    struct question_page asked; /* the same of a question that is on the wall */
    struct panel_page prompts;
    struct grid_view *marks[5]; /* all of that as it was, to go back to; or NULL */
    const struct record *asks;  /* whether this is deleted; NULL: nothing is asked */
    /* The box. */
    enum box_kind box_kind, paste_into;
    struct text_box box;
    const struct record *box_record; /* what is reworded, or who keeps the draft */
    const struct record *box_goal;   /* new notes go there, */
    struct str box_column;           /* in this column, wherever the selection goes */
    const struct record *box_after;  /* new entries go behind it; NULL: to the end */
    char
        box_asked; /* a key's letter that stands there alone: whether it is to be kept; or */
#define BOX_ASKED_DELETED '!' /* whether what somebody else deleted is to stand again */
    struct str box_was;       /* the words that stood there when it was opened, */
    size_t box_saw;           /* and how many edits there were then */
    struct kept_draft draft;  /* of box_record: what keeps what is typed */
    /* While it asks about what was pasted: */
    struct pasted pasted;        /* the entries that it would become, */
    struct text_box paste_shown; /* as they are shown, before the room not yet; */
    struct text_box paste_was;   /* what was in the box before, */
    const char *
        *paste_columns; /* and where each column of a table would go, by ids, "" where
                                     it makes rows, PASTE_…, to free(); NULL: it cannot */
    const char *
        *paste_chosen; /* the same as was answered, NULL where it was not; to free() */
    bool paste_kept;   /* it is a draft of several lines, as that comes back */
    bool paste_heads;  /* its first row, or some lines of the list, name them */
    bool paste_asked;  /* where one goes; Enter is no answer */
    struct str search;
    const struct record *search_from; /* what was selected when the search began; NULL: */
    const struct record *search_goal; /* an empty cell of this one, */
    struct str search_column;         /* in that column */
    struct grid_hits *hits;           /* what was found last: */
    bool looks_on, looked_on;         /* not all yet, nor when the event at hand came */
    struct str said;                  /* what an intent borrows */
    struct grid_filter *filter;       /* what is shown of each cell, */
    struct grid_faces *faces;         /* and of each entry, */
    struct grid_kept *kept;           /* and where it stands */
    struct str news;                  /* to be told beside what was done */
};

/* grid_keys.c */

struct intent grid_key(struct grid_view *v, const struct facts *facts, enum action action,
                       const struct event *event);

/** Opens the box for a new entry where the selection is, as the key for that does, be a question
 *  before the room or not; else says why there can be none. */
struct intent grid_add(struct grid_view *v, const struct facts *facts);

/** Opens the box for a goal, or another row, if there can be one more; else says why not. */
struct intent grid_add_row(struct grid_view *v, const struct facts *facts,
                           const struct record *after);

/* grid_turn.c */

/** For the room, or not; all of the grid, or one goal; what there is no room for; another
 *  goal. */
struct intent grid_project(struct grid_view *v, const struct facts *facts,
                           enum action action);
struct intent grid_turn(struct grid_view *v, const struct facts *facts);

/** A key that goes about in the grid, turns, or changes what is selected there, while that is so:
 *  it turns the answers, or writes one, and the grid stays, as is said. */
struct intent grid_stay(struct grid_view *v, const struct facts *facts,
                        enum action action);

/** Whether an action is such a one now. */
bool grid_stays(const struct grid_view *v, const struct facts *facts, enum action action);
struct intent grid_next_goal(struct grid_view *v, const struct facts *facts, int step);

/* grid_mouse.c */

struct intent grid_mouse(struct grid_view *v, const struct facts *facts,
                         const struct event *event);

/* grid_select.c */

/** What is going on: browsing, or what the box is open for. */
enum mode grid_mode(const struct grid_view *v);

/** Shows a grid of the template from its first column on, if it is not shown already. */
void grid_show(struct grid_view *v, const struct facts *facts, const struct grid *grid);

const struct grid *grid_now(const struct grid_view *v, const struct facts *facts);

/** The rows of the grid, in order: goals, or what else it has. Borrowed as grid_rows(). */
const struct record *const *grid_rows_now(const struct grid_view *v,
                                          const struct facts *facts, size_t *count);

/** The first column that can be selected: of a list it is the first of its notes. */
size_t grid_first_column(const struct grid_view *v, const struct facts *facts);

/** What is called the column at hand, and its marks; NULL: only notes know it. */
const struct column *grid_column(const struct grid_view *v, const struct facts *facts);

/** The columns of the grid and, behind those of the last of the goals', those only notes
 *  know: ids, NULL-terminated, to free(). */
const char **grid_columns(const struct grid_view *v, const struct facts *facts);

/** The id of the selected column, borrowed from template or session; NULL for goals. */
const char *grid_column_id(const struct grid_view *v, const struct facts *facts);

/** Makes the selection valid after whatever happened to the session. */
void grid_settle(struct grid_view *v, const struct facts *facts);

/** The notes of a goal in the selected column, as they are shown. */
const struct record *const *grid_cell(const struct grid_view *v,
                                      const struct facts *facts,
                                      const struct record *goal, size_t *count);

void grid_go(struct grid_view *v, const struct facts *facts, enum action action);
void grid_go_to_column(struct grid_view *v, const struct facts *facts, size_t column);

/** To a goal, or row, by its index (or the last) in the same column: its first note, or its
 *  last. */
void grid_go_to_row(struct grid_view *v, const struct facts *facts, size_t index,
                    bool last_note);

/** To the end of the next column of notes, or the one before, of the same goal; behind
 *  the last one the first. */
void grid_turn_column(struct grid_view *v, const struct facts *facts, int step);
void grid_select(struct grid_view *v, const struct facts *facts,
                 const struct record *record);

/** Selects the first note of a cell, or the cell if it is empty, in whatever grid. */
void grid_select_cell(struct grid_view *v, const struct facts *facts,
                      const struct record *goal, const char *column);

/** Selects the vision, in its grid; false if the template has none. */
bool grid_select_vision(struct grid_view *v, const struct facts *facts);

/** The search is over: from now on, what was to be shown only is, unless it would hide
 *  what was found. */
void grid_end_search(struct grid_view *v, const struct facts *facts);

/* grid_move.c */

/** Moves the selected note or goal; an intent that does, or says why not. */
struct intent grid_move(struct grid_view *v, const struct facts *facts,
                        enum action action);

/** To where a menu says; of a goal, or another row, to an entry of another if it has none. */
struct intent grid_move_by_menu(struct grid_view *v, const struct facts *facts);

/** What English sentences call a row of the grid: "goal", "site", see template_calls(). */
const char *grid_row_word(const struct grid_view *v, const struct facts *facts);

/** The same of an entry of a column; NULL: the form has none such. */
const char *grid_note_word(const struct column *column, const struct facts *facts);

/** Says that the form gives the selected row, which cannot be so ("renamed"). */
struct intent grid_say_given(struct grid_view *v, const char *verb);

/** Says that the selected row is hidden, and only what stands under it is not. */
struct intent grid_say_veiled(struct grid_view *v, const struct facts *facts);

/** Says why a note cannot become a row. */
struct intent grid_say_no_row(struct grid_view *v, const struct facts *facts);

/** Why entries cannot be moved within a cell that is sorted. */
struct intent grid_say_sorted(struct grid_view *v, const struct facts *facts);

/* grid_box.c */

void grid_open_box(struct grid_view *v, const struct facts *facts, enum box_kind kind,
                   const struct record *record);

/** What is typed next, and what is kept of it, goes behind that entry. */
void grid_move_box(struct grid_view *v, const struct facts *facts,
                   const struct record *after);

/** The id of the grid that a new row goes into; "": the goals'. */
const char *grid_own_rows(const struct grid_view *v, const struct facts *facts);

/** For a row that the form gives, which is selected: goes to its first column and opens the box
 *  for that. False, with nothing done, if there is no column. */
bool grid_open_given(struct grid_view *v, const struct facts *facts);

/** Whether Enter asks first if what stands there is to be an entry: a key of the grid alone, since the
 *  box was left open by whoever pressed it, perhaps; or figures, while hands are up. Once. */
bool grid_asks_about_key(struct grid_view *v, const struct facts *facts);

/** Leaves the box; what differs from what is saved is kept as a draft. */
struct intent grid_leave_box(struct grid_view *v, const struct facts *facts);

struct intent grid_box_handle(struct grid_view *v, const struct facts *facts,
                              enum action action, const struct event *event);
void grid_box_title(const struct grid_view *v, const struct facts *facts,
                    struct str *title);

/** The words in the box, for an intent to borrow; the box is emptied. */
const char *grid_take_words(struct grid_view *v);

/* grid_paste.c */

struct intent grid_paste(struct grid_view *v, const struct facts *facts,
                         const char *text);

/** The answer to what is asked about what was pasted. */
struct intent grid_answer_about_paste(struct grid_view *v, const struct facts *facts,
                                      enum action action, const struct event *event);

/** Frees what is known of a paste. */
void grid_forget_paste(struct grid_view *v);

/** The box was opened with a draft that was pasted as a list, as its last line's end tells:
 *  offers it as if it were pasted again. */
struct intent grid_offer_list(struct grid_view *v, const struct facts *facts);

/* grid_paste_box.c */

/** What is shown as typed: the box, or the entries that a paste would become; of those nothing before
 *  the room, until it is answered. */
const struct text_box *grid_shown_box(const struct grid_view *v);

/** Puts in what was pasted; a list begins on a line of its own. */
void grid_insert_pasted(struct text_box *box, const char *text);

/** Ends the last line of a list that was pasted, too: so it is known in a draft. */
void grid_end_last_line(struct text_box *box);

/** Takes the ends of lines off behind the last: what stands in the box was typed. */
void grid_end_typing(struct grid_view *v);

/** Goes on in the box with all of what was pasted, as words. */
void grid_keep_together(struct grid_view *v);

/* grid_paste_heads.c */

/** Whether the first row of a table is taken for headings until somebody says otherwise. */
bool grid_paste_has_heads(const struct grid_view *v, const struct facts *facts);

/** Parts a list at its headings; false, with nothing done, if it has none. */
bool grid_paste_part(struct grid_view *v, const struct facts *facts);

/** Whether a heading is of a promise, "By when", which a plan keeps beside its actions. */
bool grid_paste_is_promised(const char *words);

/** The heading of a column; "" if it has none. Borrowed. */
const char *grid_paste_head(const struct grid_view *v, size_t column);

/** How many of its words stand below the heading. */
size_t grid_paste_below(const struct grid_view *v, size_t column);

/** Whether a column of it makes rows, as grid_paste_find_columns() found. */
bool grid_paste_makes_rows(const struct grid_view *v);

/** Finds where its columns go; why_not: they can go nowhere. Returns a column of which that is to
 *  be asked; else how many there are. */
size_t grid_paste_find_columns(struct grid_view *v, const struct facts *facts,
                               struct str *why_not);

/* grid_paste_told.c */

/** Says what was pasted, and asks what becomes of it; before the room without its words. */
struct intent grid_paste_ask(struct grid_view *v, const struct facts *facts);

/** What the foot names, in its order: where it is asked first where a pasted column goes, nothing
 *  can be added yet, and that is named instead. How many. */
size_t grid_hints(const struct grid_view *v, const struct facts *facts,
                  enum action actions[HINTS_ROOM]);

/* grid_drafts.c */

/** Says so if the box was opened with a draft that was kept, or beside one of others, and asks
 *  anew what becomes of one that is a list; else nothing. */
struct intent grid_draft_is_back(struct grid_view *v, const struct facts *facts);

/** Whether a capital, or the blank behind a word, begins a new entry behind a draft that came back in
 *  the box for one, as kept_draft_begins_behind() has it; and the same at Enter, behind a word. */
void grid_stand_apart(struct grid_view *v, const struct facts *facts);
bool grid_begins_behind_draft(struct grid_view *v, const struct facts *facts,
                              const struct event *event);

/** Whether who began the draft in that field has gone on to other things: it is kept, and no
 *  longer shown among the entries as what somebody writes. */
bool grid_draft_is_left(const struct facts *facts, const struct record *of,
                        const char *field);

/** The draft of a box that is shown in its cell, and its field: the one at hand, or, if that was
 *  left, the latest that was not; NULL: all were. */
const char *grid_draft_written(const struct facts *facts, const struct record *of,
                               const char *box, struct str *field);

/** Adds what a record keeps in that field of words that are no entry yet: "Ana is writing
 *  here", or "being written: " and one's own; "half written: " if it was left; and how many more
 *  its box has. False if there is nothing. */
bool grid_say_draft(const struct facts *facts, const struct record *of, const char *field,
                    struct str *out);

/** The draft of the selected entry, else of its promise, else of the cell, or of a new row: who keeps it, and in
 *  which field; NULL: there is none. */
const struct record *grid_draft_here(const struct grid_view *v, const struct facts *facts,
                                     struct str *field);

/** Puts that aside; or says whose it is, if those are here still. */
struct intent grid_put_draft_aside(struct grid_view *v, const struct facts *facts);

/* grid_delete.c */

/** Deletes what is selected, or asks whether it is to be. */
struct intent grid_delete(struct grid_view *v, const struct facts *facts);

/** The answer; any key but yes keeps it, and the one that asked, or Enter, asks again. */
struct intent grid_answer_about_delete(struct grid_view *v, const struct facts *facts,
                                       enum action action, const struct event *event);

/* grid_typed.c */

/** Frees what view_grid_set_mark() remembered. */
void grid_forget_marks(struct grid_view *v);

/* grid_faces.c */

struct grid_faces *faces_new(void);
void faces_free(struct grid_faces *f);

/* grid_kept.c */

struct grid_kept *kept_new(void);
void kept_free(struct grid_kept *k);

/* grid_hits.c */

struct grid_hits *hits_new(void);
void hits_free(struct grid_hits *kept);

/** What a table has of what is searched for, the goals' first, as far as it was looked through. */
struct hits {
    const struct record **items;
    size_t count;
    bool all; /* it was, to its end */
};

/** Looks through a table, from where that ended last, until so many more entries at least were
 *  looked at. Borrowed until the next; nothing is looked for twice before a change. */
const struct hits *hits_at(const struct grid_view *v, const struct facts *facts,
                           const struct record *table, const char *needle, size_t most);

/** The same of the table on the screen and then of the others; true: all of them are looked
 *  through. */
bool hits_look_on(const struct grid_view *v, const struct facts *facts,
                  const char *needle, size_t most);

/* grid_search.c */

/** Shows the first thing found with what is typed now. */
struct intent grid_search(struct grid_view *v, const struct facts *facts);

/** view_ops.rest of the grid: looks for more of it. */
bool grid_search_on(struct grid_view *v, const struct facts *facts,
                    struct intent *intent);

/** The box is closed, on what was found (kept), or back where the search began. */
struct intent grid_close_search(struct grid_view *v, const struct facts *facts,
                                bool kept);
struct intent grid_next_hit(struct grid_view *v, const struct facts *facts, int step);

/* grid_layout.c */

/** How wide the box is on the screen, for moving by its lines. */
int grid_box_cols(const struct grid_view *v);

/* grid_draw.c */

void grid_draw(struct grid_view *v, const struct facts *outer);

/* grid_say.c */

void grid_say(void *state, const struct facts *facts, bool brief, struct str *out);

/* grid_projector.c */

/** Draws the same for a whole room: one goal and one column, few words. */
void grid_draw_projector(struct grid_view *v, const struct facts *facts);

/* grid_small.c */

/** One entry at a time, for a small window. */
void grid_draw_small(struct grid_view *v, const struct facts *facts);

/* grid_whole.c */

/** All of the grid for a whole room, page by page. */
void grid_draw_whole(struct grid_view *v, const struct facts *facts);

#endif
