#ifndef ROUNDTABLE_SCREEN_SCREEN_H
#define ROUNDTABLE_SCREEN_SCREEN_H

#include "screen/action.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * The screen: cells out. Text passes the sanitiser on the way, is clipped with "…" and
 * drawn in a role; which colours a role has is known here alone. Rows and columns
 * count from 0.
 */

enum role {
    ROLE_TEXT,
    ROLE_TITLE,
    ROLE_RULE,
    ROLE_DIM,
    ROLE_SELECTED,
    ROLE_MESSAGE,
    ROLE_WARNING,
    ROLE_KEY,
    ROLE_CODE,
    /* The headings of the columns, in turn. */
    ROLE_COLUMN_1,
    ROLE_COLUMN_2,
    ROLE_COLUMN_3,
    ROLE_COLUMN_4,
    ROLE_COUNT
};

/** The role of a column's heading, by its plan_colour(); 0 is the goals. */
enum role screen_column_role(size_t colour);

enum colour_theme { THEME_AUTO, THEME_DARK, THEME_LIGHT, THEME_MONO };

/** Sets the colours up, again for another theme; after terminal_start(). NO_COLOR makes
 *  it mono. */
void screen_start(enum colour_theme theme, bool utf8);

/**
 * From now on nothing is drawn, and no terminal needed: what would be is heard, piece by
 * piece, in the order in which it is put, harmless as on the screen but never cut. The
 * window is then as wide as anything, and 30 rows high.
 */
void screen_listen(void (*heard)(void *of, int row, enum role role, const char *text),
                   void *of, bool utf8);

/** Whether that is so. */
bool screen_is_heard(void);

int screen_rows(void);
int screen_cols(void);

/** The size of the window itself, which is not what is drawn where that is magnified. */
int screen_window_rows(void);
int screen_window_cols(void);

/**
 * For a window that has no room for a picture: from now on views draw one of a fixed size,
 * and the window shows it line by line, wrapped: its title, the row that the cursor is in,
 * what is said at its foot, and what stands below that row.
 */
void screen_magnify(bool on);

/** From that row on, messages and hints are drawn; said: somebody is to hear what stands there
 *  before anything else. */
void screen_foot(int row, bool said);

/** Over so many rows the title asks, or 0: in a window of large letters all of it is read first. */
void screen_asks(int rows);

/** Begins a new picture: all blank, no buttons. */
void screen_clear(void);

/** Shows it, with the cursor where screen_cursor() put it. */
void screen_show(void);

/** Makes the terminal forget what it shows, so that all is drawn anew. */
void screen_forget(void);

/**
 * Draws text into at most width_cols columns of one row; longer text ends in "…".
 * Returns how many columns it took.
 */
int screen_put(int row, int col, int width_cols, enum role role, const char *text);

/** The same for the first len_bytes bytes. */
int screen_put_bytes(int row, int col, int width_cols, enum role role, const char *text,
                     size_t len_bytes);

/** The same, cut between words where it can be. */
int screen_put_words(int row, int col, int width_cols, enum role role, const char *text);

/** Draws text wrapped into at most so many rows, of which the last ends in "…" if more
 *  would follow; a hyphen stands where a word goes on in the next. Returns how many it took. */
int screen_put_wrapped(int row, int col, int width_cols, int rows, enum role role,
                       const char *text);

/** The same of a text of which one part, from kept_bytes to before end_bytes, is not left
 *  out where it has to be cut: the words before it are. */
int screen_put_kept(int row, int col, int width_cols, int rows, enum role role,
                    const char *text, size_t kept_bytes, size_t end_bytes);

/** A horizontal rule. */
void screen_rule(int row, int col, int width_cols);

/** A bar of so many columns, for a number that stands beside it. */
void screen_bar(int row, int col, int width_cols, enum role role);

/** Draws a row of a code to be scanned, black on white whatever the theme is: readers take
 *  it for nothing else. @text  blanks and half blocks. */
void screen_put_code(int row, int col, int width_cols, const char *text);

/** Whether half blocks can be drawn. */
bool screen_has_blocks(void);

/** Where the cursor shall stand. It is on what is selected (the first cell of the last
 *  ROLE_SELECTED that was put) unless a view says otherwise after that: where words are
 *  typed, it stands among them. Screen readers, braille lines and magnifiers follow it. */
void screen_cursor(int row, int col);

/** How a text of a person is put into cells: its width there. */
int screen_width_cols(const char *text, size_t len_bytes);

/** Decorations, in ASCII where the terminal has no UTF-8. */
const char *screen_bullet(void);
const char *screen_marker(void);
const char *screen_dot(void);

/** "…", or "~" where there is none: something goes on. Borrowed. */
const char *screen_goes_on(void);

/* Buttons: what a click on some cells means. The latest drawn wins. */

enum button_kind {
    BUTTON_NONE,
    BUTTON_ACTION,
    BUTTON_COLUMN,
    BUTTON_RECORD,
    BUTTON_ITEM,
    BUTTON_PAGE
};

struct record;

struct button {
    enum button_kind kind;
    enum action action; /* BUTTON_ACTION */
    size_t index; /* BUTTON_COLUMN, BUTTON_ITEM, BUTTON_PAGE, column of BUTTON_RECORD */
    const struct record *goal;   /* BUTTON_RECORD: the goal, */
    const struct record *record; /* and the note, or NULL for the cell */
};

void screen_button(int row, int col, int rows, int cols, struct button button);

/** The button at a place, or one of BUTTON_NONE. */
struct button screen_button_at(int row, int col);

#endif
