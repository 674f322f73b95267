#ifndef ROUNDTABLE_VIEWS_GRID_GRID_LAYOUT_H
#define ROUNDTABLE_VIEWS_GRID_GRID_LAYOUT_H

#include "screen/screen.h"
#include "views/grid/grid_inside.h"

/**
 * Where things of the grid stand in the window, and how many rows they want; private to
 * the drawing of the grid. Only what is on the screen is measured, so that a key costs
 * the same however much there is.
 */

enum {
    LEAST_COLUMN_COLS = 11, /* narrower: one column at a time, as in a narrow window */
    CUT_LINES = 3,          /* of a note that is not selected, on a small screen */
    MANY_LINES = 100,
};

/* Where things stand in the window. */
struct layout {
    const struct grid_view *v;
    struct panel_page *prompts; /* of v: what was drawn is noted there */
    const struct facts *facts;
    const char **ids; /* of the columns, after the goals */
    const struct grid *grid;
    int cols;       /* of the window that the grid has: all, or all but the panel's */
    size_t columns; /* the goals among them, */
    size_t first;   /* and the first to be drawn: 1 of a list */
    bool narrow;
    bool room; /* for one to read: bold, and nothing by colour alone */
    /* By column; owned, for layout_finish(). */
    const struct column **forms; /* NULL: only notes know that column */
    size_t *counts;              /* how much stands in it */
    bool *drafts;                /* whether something half written does */
    int *x, *width;
    int first_row, end_row; /* of the bands */
    int above_rows; /* so many begin with a part of the band before the first; more
                               than one: then that band has the prompts */
    int detail_row, detail_rows, about_rows; /* the last: of what is told about it */
    const struct record *const *goals; /* or other rows */
    size_t goal_count;
    int most_lines; /* of a note that is not selected */
    size_t part;    /* for a room: of the band of the row at hand, */
    bool last_part; /* with nothing behind it: it is filled with what was seen before */
    struct grid_kept *kept; /* NULL: of this picture nothing is */
};

/** Looks up what the columns of the grid are and hold; layout_finish() ends it. */
void layout_find_columns(struct layout *l);

void layout_finish(struct layout *l);

/** Whether the words of a row stand above its cell: where one column is shown, but not of a
 *  list. */
bool layout_headed(const struct layout *l);

/** The columns on the screen: all, of a list all but the one of rows, or in a narrow window
 *  the selected one. */
size_t layout_first_column(const struct layout *l);
size_t layout_end_column(const struct layout *l);

const struct record *const *layout_notes(const struct layout *l,
                                         const struct record *goal, size_t column,
                                         size_t *count);

/** How many notes of a cell are not shown. */
size_t layout_hidden(const struct layout *l, const struct record *goal, size_t column);

/* grid_faces.c: the words of entries */

/** Looks whether what was kept of the session's words still holds; before anything of them
 *  is asked. */
void faces_refresh(struct grid_faces *f, const struct facts *facts);

/** Another number wherever the session, the table or the day may be others than before. */
uint64_t faces_number(const struct grid_faces *f);

/** Whether nothing else can be known of a record than words and place, as of most. */
bool layout_is_plain(const struct record *record);

/** The words of a record with its signs (marks, votes, other wordings); borrowed until
 *  the session changes. */
const char *layout_words(const struct layout *l, const struct record *record,
                         size_t column);

/** Puts them there, in at most so many rows, and returns how many it took. Where they have
 *  to be cut, words are, marks and votes never. */
struct words_place {
    int row, col, cols, rows;
    enum role role;
};
int layout_put_words(const struct layout *l, const struct record *record, size_t column,
                     struct words_place place);

/** The choice of a mark that an entry has; NULL: none. several: others said otherwise; of rows
 *  of which one can have it, then, each that somebody said so of has it. */
const struct choice *layout_choice(const struct record *record, const struct mark *mark,
                                   bool *several);

bool layout_selected(const struct layout *l, const struct record *record);

/** Rows that its words take at that width, counting no further than `most`. */
int layout_lines(const struct layout *l, const struct record *record, size_t column,
                 int width_cols, int most);

/** Rows that a note wants, counting no further than `most`. */
int layout_note_lines(const struct layout *l, const struct record *note, size_t column,
                      int most);

/** The prompt of a column that nobody has written in, for the first goal on the screen;
 *  NULL elsewhere. */
const char *layout_prompt(const struct layout *l, const struct record *goal,
                          size_t column);

/** What goes into an empty cell of the row at hand: what the form asks there, or the column. */
const char *layout_empty_words(const struct layout *l, const struct column *column);

/** The draft of a note that somebody is writing in a cell, or NULL. */
const char *layout_draft(const struct layout *l, const struct record *goal,
                         size_t column);

/** Rows that a cell, or the band of a goal, wants, counting no further than `most`. */
int layout_cell_rows(const struct layout *l, const struct record *goal, size_t column,
                     int most);
int layout_band_rows(const struct layout *l, const struct record *goal, int most);
int layout_count_rows(const struct layout *l, const struct record *goal,
                      int most); /* anew */

/** Where the window has no room for all of a band, it is shown in parts: the first note of a
 *  cell in one of them, or how many notes there are if it has fewer; and how many parts the
 *  band has. */
size_t layout_part_start(const struct layout *l, const struct record *goal, size_t column,
                         size_t part);
size_t layout_parts(const struct layout *l, const struct record *goal);

/** The first note of a cell to show so that the selected one is seen. */
size_t layout_first_note(const struct layout *l, const struct record *const *notes,
                         size_t count, size_t column, int rows);

/** Settles how short notes are cut so that as much as possible is seen. */
void layout_settle_lines(struct layout *l);

/** Settles which goal is the first on the screen, of l->v: the selected one is seen whole, if
 *  it can be, and no row is empty while there are goals that are not seen. */
void layout_settle_first(struct layout *l, size_t *first);

/** What is to be seen, for a title: the stage; or the form, where another one than the
 *  stage's is shown. */
const char *layout_title(const struct layout *l);

/* grid_projector.c: what all pictures for a room have */

enum { CLOCK_SIZE_BYTES = 24 };

/** What the clock says in digits, and a word about it, or ""; false if it is off. */
bool projector_clock(const struct day *day, char text[CLOCK_SIZE_BYTES],
                     const char **word);

/** The foot of such a picture, between margins: of several pages, which it is. */
void projector_put_foot(const struct grid_view *v, const struct facts *facts, int margin);

/** For the room, words stand between margins of so many columns; how wide that is. */
int projector_margin_cols(void);
int projector_cols(void);

/* grid_draw.c: the rows, one below the other */

/** Draws the bands from v->first_goal on; the first goal below the window, how many there
 *  are if none is. */
size_t bands_put(const struct layout *l, bool rule_below);

/** Draws what stands there while there is no row. */
void bands_put_prompts(const struct layout *l);

/** Draws the vision from that row on; the rows that it took. */
int bands_put_vision(const struct layout *l, int row);

/* grid_kept.c: what a key that only goes elsewhere does not change */

/** Looks up and divides the columns, as layout_find_columns() and layout_columns() do, or
 *  takes those of the picture before, if they are the same; nothing is to be freed then. */
void kept_columns(struct layout *l);

/** layout_band_rows(), counted once. */
int kept_band_rows(const struct layout *l, const struct record *goal, int most);

/** Puts again what was put there of a cell, or of the headings; false if it is to be put, with
 *  screen_part_end() behind it. */
bool kept_cell(const struct layout *l, const struct record *goal, size_t column, int row,
               int rows);
bool kept_heads(const struct layout *l, int row);

/* grid_heads.c: the columns, and what stands above them */

/** Divides the width among the columns, so that each heading can be read; where that cannot
 *  be, one column is shown at a time. */
void layout_columns(struct layout *l);

/** Finds in which columns something is half written; part of layout_find_columns(). */
void heads_find_drafts(struct layout *l);

/** Draws the headings of all columns; where one is shown at a time, the others are tabs. */
void heads_put(const struct layout *l, int row);

/* grid_panel.c: the prompts of the stage, beside the grid or below it */

/** Columns that the panel takes at the right, or rows below the selection; 0: none there. Of a
 *  prompt in one row they are two where it goes on and something is said in the row of messages. */
int panel_cols(const struct grid_view *v, const struct facts *facts);
int panel_rows(const struct layout *l);

/** Draws it: in so many rows from that one on; or, of none, beside, as far as end_row. */
void panel_put(const struct layout *l, int row, int rows);

/* grid_drafts.c */

/** Puts what is being written in a cell into that row, if anything is. */
void grid_put_draft(const struct layout *l, const struct record *goal, size_t column,
                    int row, enum role role);

/* grid_foot.c: what stands below the bands */

/** Rows that the details of the selection, or the box, want. */
int grid_detail_rows(struct layout *l);
int grid_box_rows(const struct grid_view *v);

/** Adds what is known of an entry besides its words: marks, votes, who, when. */
void grid_add_about(const struct layout *l, const struct record *record, struct str *out);

/** Draws what is typed, and the cursor in it, over at most so many rows; how many it
 *  took. What lies above is left out as needed. */
int grid_put_typed(const struct grid_view *v, int row, int col, int rows, enum role role);

void grid_put_details(const struct layout *l);
void grid_put_box(const struct layout *l);

#endif
