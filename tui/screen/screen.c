#include "screen/screen.h"

#include "base/memory.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "screen/canvas.h"
#include "screen/magnified.h"
#include "screen/palette.h"
#include "screen/spans.h"
#include "screen/terminal.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

static struct {
    struct look looks[ROLE_COUNT];
    bool utf8;
    struct area *areas;
    size_t area_count, area_room;
    int cursor_row, cursor_col, foot_row, asks;
    bool moved, said;
    struct str shown; /* the sanitised form of what is being put, */
    struct str named; /* and that with actions' keys in it */
    WINDOW *picture;  /* read line by line; NULL: the window has room for what is drawn */
    void (*heard)(void *of, int row, enum role role, const char *text); /* instead */
    void *heard_of;
} screen;

static WINDOW *window(void)
{
    return screen.picture ? screen.picture : stdscr;
}

static void finish(void)
{
    free(screen.areas);
    str_finish(&screen.shown);
    canvas_finish();
    spans_finish();
    parts_forget();
    magnified_forget();
    str_finish(&screen.named);
    screen.areas = NULL;
    screen.area_count = screen.area_room = 0;
}

/* COLORFGBG is "15;0" where the background is dark, "0;15" where it is light. Where it is
 * not set, the terminal is asked; what has no answer is taken for neither, since colours
 * for the one are hard to read on the other. */
static enum background background_now(enum colour_theme theme)
{
    const char *set = getenv("COLORFGBG");
    const char *last = set ? strrchr(set, ';') : NULL;
    int colour = last ? (int)strtol(last + 1, NULL, 10) : 0;
    return theme == THEME_LIGHT          ? BACKGROUND_LIGHT
           : theme == THEME_DARK         ? BACKGROUND_DARK
           : !last                       ? terminal_background()
           : colour == 7 || colour == 15 ? BACKGROUND_LIGHT
                                         : BACKGROUND_DARK;
}

void screen_start(enum colour_theme theme, bool utf8)
{
    static bool registered;
    const char *no_color = getenv("NO_COLOR");
    screen.utf8 = utf8;
    registered = registered || atexit(finish) == 0;
    if (screen.heard) {
        return;
    }
    memset(screen.looks, 0, sizeof screen.looks);
    canvas_forget();
    spans_forget();
    parts_forget();
    screen.looks[ROLE_TITLE].attributes = A_BOLD;
    screen.looks[ROLE_SELECTED].attributes = A_REVERSE;
    screen.looks[ROLE_MESSAGE].attributes = A_BOLD;
    screen.looks[ROLE_WARNING].attributes = A_BOLD | A_REVERSE;
    screen.looks[ROLE_KEY].attributes = A_BOLD;
    for (int i = 0; i < 4; i++) {
        screen.looks[ROLE_COLUMN_1 + i].attributes = A_BOLD;
    }
    if (theme == THEME_MONO || (no_color && *no_color) || !has_colors()) {
        return;
    }
    start_color();
    use_default_colors();
    if (COLORS < 256) { /* bold and reverse alone: eight colours promise no contrast */
        return;
    }
    enum background background = background_now(theme);
    if (background == BACKGROUND_UNKNOWN) {
        return;
    }
    const struct palette *palette =
        background == BACKGROUND_LIGHT ? &palette_on_light : &palette_on_dark;
    for (short i = 0; i < 4; i++) {
        init_pair((short)(i + 1), palette->columns[i], -1);
        screen.looks[ROLE_COLUMN_1 + i].pair = (short)(i + 1);
    }
    init_pair(5, palette->dim, -1);
    screen.looks[ROLE_RULE].pair = screen.looks[ROLE_DIM].pair = 5;
}

/* Even without a theme. Where there are no colours, windows are dark. */
static void start_code(void)
{
    enum { PAIR = 6, BLACK_OF_256 = 16, WHITE_OF_256 = 231, WHITE_OF_16 = 15 };
    if (screen.looks[ROLE_CODE].pair || !has_colors()) {
        screen.looks[ROLE_CODE].attributes = has_colors() ? A_NORMAL : A_REVERSE;
        return;
    }
    start_color();
    use_default_colors();
    init_pair(PAIR, COLORS >= 256 ? BLACK_OF_256 : COLOR_BLACK,
              COLORS >= 256  ? WHITE_OF_256
              : COLORS >= 16 ? WHITE_OF_16
                             : COLOR_WHITE);
    screen.looks[ROLE_CODE].pair = PAIR;
}

void screen_put_code(int row, int col, int width_cols, const char *text)
{
    if (screen.heard) {
        return;
    }
    start_code();
    screen_put(row, col, width_cols, ROLE_CODE, text);
}

bool screen_has_blocks(void)
{
    return screen.utf8 && !screen.heard;
}

enum role screen_column_role(size_t colour)
{
    return (enum role)(ROLE_COLUMN_1 + colour);
}

void screen_listen(void (*heard)(void *of, int row, enum role role, const char *text),
                   void *of, bool utf8)
{
    screen.heard = heard;
    screen.heard_of = of;
    screen_start(THEME_MONO, utf8);
}

bool screen_is_heard(void)
{
    return screen.heard != NULL;
}

enum { HEARD_ROWS = 30, HEARD_COLS = 1000 };

int screen_rows(void)
{
    return screen.heard ? HEARD_ROWS : getmaxy(window());
}

int screen_cols(void)
{
    return screen.heard ? HEARD_COLS : getmaxx(window());
}

int screen_window_rows(void)
{
    return screen.heard ? HEARD_ROWS : getmaxy(stdscr);
}

int screen_window_cols(void)
{
    return screen.heard ? HEARD_COLS : getmaxx(stdscr);
}

void screen_magnify(bool on)
{
    screen.picture = on ? magnified_picture() : NULL;
}

void screen_foot(int row, bool said)
{
    screen.foot_row = row;
    screen.said = said;
}

void screen_asks(int rows)
{
    screen.asks = rows;
}

void screen_clear(void)
{
    screen.asks = 0;
    if (!screen.heard) {
        canvas_begin(screen_rows(), screen.utf8);
    }
    screen.area_count = 0;
    screen.cursor_row = screen.cursor_col = 0;
    screen_foot(screen_rows() - 1, false);
}

void screen_show(void)
{
    if (screen.heard) {
        return;
    }
    struct sent_as as = {screen.cursor_row, screen.cursor_col};
    if (!screen.picture && canvas_send(screen.looks, as)) {
        return;
    }
    spans_leave();
    canvas_draw(window(), screen.looks);
    if (screen.picture) {
        magnified_show((struct magnified){.row = screen.cursor_row,
                                          .col = screen.cursor_col,
                                          .foot_row = screen.foot_row,
                                          .said = screen.said,
                                          .asks = screen.asks});
    } else {
        move(screen.cursor_row, screen.cursor_col);
    }
    refresh();
}

void screen_forget(void)
{
    if (!screen.heard) {
        spans_move_all();
        clearok(curscr, TRUE); /* from the first cell on, wherever the cursor is now */
    }
}

void screen_cursor(int row, int col)
{
    screen.cursor_row = row < screen_rows() ? row : screen_rows() - 1;
    screen.cursor_col = col < screen_cols() ? col : screen_cols() - 1;
    screen.moved = true;
}

bool screen_cursor_moved(int *row, int *col)
{
    bool moved = screen.moved;
    *row = screen.cursor_row;
    *col = screen.cursor_col;
    screen.moved = false;
    return moved;
}

const char *screen_bullet(void)
{
    return screen.heard ? "" : screen.utf8 ? "· " : "- ";
}

const char *screen_marker(void)
{
    return screen.heard ? "" : screen.utf8 ? "▶ " : "> ";
}

const char *screen_goes_on(void)
{
    return screen.utf8 ? "…" : "~";
}

const char *screen_dot(void)
{
    return screen.heard ? ", " : screen.utf8 ? " · " : " - ";
}

/* Puts up to `room` columns of harmless text; returns how many it took. */
static int put_shown(int row, int col, int room, enum role role, const char *text,
                     size_t len_bytes)
{
    return canvas_put((struct canvas_place){row, col, room, screen_cols()}, role, text,
                      len_bytes);
}

/* Words that are drawn beside messages name actions as these do. */
static const char *name_actions(const char *text, size_t *len_bytes)
{
    if (!memchr(text, '\v', *len_bytes)) {
        return text;
    }
    char *copy = memory_get(*len_bytes + 1);
    memcpy(copy, text, *len_bytes);
    str_clear(&screen.named);
    action_fill_in(copy, screen.heard != NULL, &screen.named);
    free(copy);
    *len_bytes = screen.named.len_bytes;
    return screen.named.bytes;
}

int screen_width_cols(const char *text, size_t len_bytes)
{
    struct str shown = STR_EMPTY;
    text = name_actions(text, &len_bytes);
    sanitise_bytes(text, len_bytes, SANITISE_FOR_CELLS, &shown);
    int cols = text_width_cols(str_text(&shown), shown.len_bytes);
    str_finish(&shown);
    return cols;
}

/* All of it, whatever room there is. */
static int hear(int row, enum role role, const char *text, size_t len_bytes)
{
    str_clear(&screen.shown);
    text = name_actions(text, &len_bytes);
    sanitise_bytes(text, len_bytes, SANITISE_FOR_CELLS, &screen.shown);
    const char *shown = str_text(&screen.shown);
    screen.heard(screen.heard_of, row, role, shown);
    return text_width_cols(shown, screen.shown.len_bytes);
}

int screen_put_bytes(int row, int col, int width_cols, enum role role, const char *text,
                     size_t len_bytes)
{
    if (screen.heard) {
        return hear(row, role, text, len_bytes);
    }
    if (row < 0 || row >= screen_rows() || col >= screen_cols() || width_cols <= 0) {
        return 0;
    }
    if (role == ROLE_SELECTED) {
        screen_cursor(row, col);
    }
    if (width_cols > screen_cols() - col) {
        width_cols = screen_cols() - col;
    }
    str_clear(&screen.shown);
    text = name_actions(text, &len_bytes);
    sanitise_bytes(text, len_bytes, SANITISE_FOR_CELLS, &screen.shown);
    const char *shown = str_text(&screen.shown);
    size_t shown_bytes = screen.shown.len_bytes;
    if (text_width_cols(shown, shown_bytes) <= width_cols) {
        return put_shown(row, col, width_cols, role, shown, shown_bytes);
    }
    const char *more = screen_goes_on();
    int taken = put_shown(row, col, width_cols - 1, role, shown, shown_bytes);
    return taken + put_shown(row, col + taken, 1, role, more, strlen(more));
}

int screen_put(int row, int col, int width_cols, enum role role, const char *text)
{
    return screen_put_bytes(row, col, width_cols, role, text, strlen(text));
}

void screen_rule(int row, int col, int width_cols)
{
    if (!screen.heard) {
        canvas_rule(row, col, width_cols);
    }
}

void screen_bar(int row, int col, int width_cols, enum role role)
{
    const char *block = screen.utf8 ? "█" : "#";
    for (int i = 0; i < width_cols && !screen.heard; i++) {
        put_shown(row, col + i, 1, role, block, strlen(block));
    }
}

void screen_button(int row, int col, int rows, int cols, struct button button)
{
    ARRAY_ADD(screen.areas, screen.area_count, screen.area_room,
              (struct area){row, col, rows, cols, button});
}

const struct area *screen_areas(size_t *count)
{
    *count = screen.area_count;
    return screen.areas;
}

struct button screen_button_at(int row, int col)
{
    if (screen.picture && !magnified_place(&row, &col)) {
        return (struct button){0};
    }
    for (size_t i = screen.area_count; i-- > 0;) {
        const struct area *a = &screen.areas[i];
        if (row >= a->row && row < a->row + a->rows && col >= a->col &&
            col < a->col + a->cols) {
            return a->button;
        }
    }
    return (struct button){0};
}
