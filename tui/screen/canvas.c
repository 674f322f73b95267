#include "screen/canvas.h"

#include "base/memory.h"
#include "base/str.h"
#include "base/utf8.h"

#include <curses.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { RULE = -1 };

/* Something that was put; its text follows. No padding: rows are compared by bytes. */
struct put {
    int col, room;
    int role; /* or RULE */
    int len_bytes;
    int cols; /* that it takes; ODD: nobody can tell which cells */
};
enum { ODD = -1 };

/* Each row as its puts with their texts, one behind the other. */
static struct {
    struct str *now, *drawn;
    int rows, room;
    bool known; /* `drawn` is what the window shows, */
    void *window;
    int window_rows, window_cols; /* of that size */
    bool utf8;
    struct changed *changes; /* what is sent of this picture, room for one a row, */
    struct cell *cells;      /* and for the cells of all rows */
    int cell_rows, cell_cols;
} canvas;

static void make_room(int rows)
{
    if (rows <= canvas.room) {
        return;
    }
    canvas.now = memory_resize_array(canvas.now, (size_t)rows, sizeof *canvas.now);
    canvas.drawn = memory_resize_array(canvas.drawn, (size_t)rows, sizeof *canvas.drawn);
    canvas.changes =
        memory_resize_array(canvas.changes, (size_t)rows, sizeof *canvas.changes);
    for (; canvas.room < rows; canvas.room++) {
        canvas.now[canvas.room] = canvas.drawn[canvas.room] = STR_EMPTY;
    }
}

int canvas_rows(void)
{
    return canvas.rows;
}

const char *canvas_row(int row, size_t *len_bytes)
{
    *len_bytes = canvas.now[row].len_bytes;
    return canvas.now[row].bytes;
}

void canvas_add_to_row(int row, const char *bytes, size_t len_bytes)
{
    str_add_bytes(&canvas.now[row], bytes, len_bytes);
}

void canvas_begin(int rows, bool utf8)
{
    make_room(rows);
    canvas.rows = rows;
    canvas.utf8 = utf8;
    for (int i = 0; i < rows; i++) {
        str_clear(&canvas.now[i]);
    }
}

static void add(int row, struct put put, const char *text)
{
    struct str *out = &canvas.now[row];
    str_add_bytes(out, (const char *)&put, sizeof put);
    str_add_bytes(out, text, (size_t)put.len_bytes);
}

/* One code point as a wide character that can be drawn. */
static wchar_t drawable(uint32_t code_point)
{
    return !canvas.utf8 && code_point > 0x7E ? L'?' : (wchar_t)code_point;
}

static bool is_skin_tone(wchar_t letter)
{
    return letter >= 0x1F3FB && letter <= 0x1F3FF;
}

/* One grapheme at the cursor: a cell for each letter that has a width, with the marks
 * on it. Curses would drop a second such letter of one cell without a word, and with it
 * the vowels of Hindi. The colour of an emoji's skin is left out: terminals disagree
 * about its width. Returns how many columns its cells take; to: NULL to know only that. */
static int put_grapheme(WINDOW *to, const char *text, size_t len_bytes,
                        const struct look *look)
{
    size_t at = 0;
    int cols = 0;
    bool first = true;
    while (at < len_bytes) {
        wchar_t letters[CCHARW_MAX + 1];
        size_t count = 0;
        while (at < len_bytes) {
            uint32_t code_point;
            size_t taken = utf8_read(text + at, len_bytes - at, &code_point);
            wchar_t letter = drawable(code_point);
            if (count > 0 && wcwidth(letter) != 0) {
                break;
            }
            if (count < CCHARW_MAX) {
                letters[count++] = letter;
            }
            at += taken;
        }
        cchar_t cell;
        letters[count] = L'\0';
        if (first || !is_skin_tone(letters[0])) {
            int width = wcwidth(letters[0]);
            cols += width > 0 ? width : 0;
            if (to &&
                setcchar(&cell, letters, look->attributes, look->pair, NULL) == OK) {
                wadd_wch(to, &cell);
            }
        }
        first = false;
    }
    return cols;
}

/* Plain letters, a cell each: what the library does for each letter of a text is much, and of
 * a wide one more; for cells that are made little. */
static void put_plain(WINDOW *to, const struct canvas_place *place,
                      const struct look *look, const char *text, size_t count)
{
    enum { AT_ONCE = 64 };
    chtype cells[AT_ONCE], cell = look->attributes | (chtype)COLOR_PAIR(look->pair);
    for (size_t at = 0; at < count; at += AT_ONCE) {
        size_t some = count - at < AT_ONCE ? count - at : AT_ONCE;
        for (size_t i = 0; i < some; i++) {
            cells[i] = cell | (unsigned char)text[at + i];
        }
        mvwaddchnstr(to, place->row, place->col + (int)at, cells, (int)some);
    }
}

/* Puts as much as there is room for, or finds how much that is; the bytes of it. odd: the
 * terminal's library takes other columns for it than are counted here; or NULL. */
static size_t walk(WINDOW *to, struct canvas_place *place, const struct look *look,
                   const char *text, size_t len_bytes, bool *odd)
{
    size_t at = 0;
    int end = place->col + place->room;
    while (at < len_bytes) {
        size_t plain = plain_bytes(text, len_bytes, at);
        if (plain) {
            int left = end - place->col;
            size_t count = plain < (size_t)left ? plain : (size_t)left;
            if (to) {
                put_plain(to, place, look, text + at, count);
            }
            place->col += (int)count;
            at += count;
            if (count < plain) {
                break;
            }
            continue;
        }
        size_t next = grapheme_after(text, len_bytes, at);
        int cols = grapheme_width_cols(text + at, next - at);
        if (place->col + cols > end) {
            break;
        }
        if (to) {
            wmove(to, place->row, place->col);
        }
        int cells = put_grapheme(to, text + at, next - at, look);
        if (odd && cells != cols) {
            *odd = true;
        }
        bool wider = cells > cols && place->col + cells < place->window_cols;
        place->col += wider ? cells : cols;
        at = next;
    }
    return at;
}

int canvas_put(struct canvas_place place, enum role role, const char *text,
               size_t len_bytes)
{
    int start = place.col, room = place.room;
    if (place.row < 0 || place.row >= canvas.rows || len_bytes > INT_MAX) {
        return 0;
    }
    bool odd = false;
    size_t fits = walk(NULL, &place, NULL, text, len_bytes, &odd);
    int taken = place.col - start;
    add(place.row, (struct put){start, room, (int)role, (int)fits, odd ? ODD : taken},
        text);
    return taken < room ? taken : room;
}

void canvas_rule(int row, int col, int width_cols)
{
    if (row >= 0 && row < canvas.rows) {
        add(row, (struct put){col, width_cols, RULE, 0, width_cols}, "");
    }
}

static void draw_rule(WINDOW *to, int row, struct put put, const struct look *look)
{
    cchar_t dash;
    const wchar_t letters[] = {canvas.utf8 ? L'─' : L'-', L'\0'};
    if (setcchar(&dash, letters, look->attributes, look->pair, NULL) == OK) {
        mvwhline_set(to, row, put.col, &dash, put.room);
    }
}

static void draw_put(WINDOW *to, int row, struct put put, const char *text,
                     const struct look *looks)
{
    const struct look *look = &looks[put.role == RULE ? ROLE_RULE : put.role];
    if (put.role == RULE) {
        draw_rule(to, row, put, look);
        return;
    }
    struct canvas_place place = {row, put.col, put.room, getmaxx(to)};
    wattr_set(to, look->attributes, look->pair, NULL);
    walk(to, &place, look, text, (size_t)put.len_bytes, NULL);
    wattr_set(to, A_NORMAL, 0, NULL);
}

/* One after another; false behind the last. */
static bool next_put(const struct str *puts, size_t *at, struct put *put)
{
    if (*at >= puts->len_bytes) {
        return false;
    }
    memcpy(put, puts->bytes + *at, sizeof *put);
    *at += sizeof *put + (size_t)put->len_bytes;
    return true;
}

/* Columns of a row, from the first to before the end. */
struct span {
    int from, end;
};

/* The puts from that one on that touch the span. */
static void draw_puts(WINDOW *to, int row, struct span span, const struct look *looks)
{
    const struct str *puts = &canvas.now[row];
    struct put put;
    for (size_t at = 0; next_put(puts, &at, &put);) {
        bool all = span.from == 0 && span.end == INT_MAX;
        if (all || (put.col < span.end && put.col + put.cols > span.from)) {
            draw_put(to, row, put, puts->bytes + at - put.len_bytes, looks);
        }
    }
}

static void draw_row(WINDOW *to, int row, const struct look *looks)
{
    wmove(to, row, 0);
    wclrtoeol(to);
    draw_puts(to, row, (struct span){0, INT_MAX}, looks);
}

/* How many bytes two rows have in common at their beginning, in whole puts. */
static size_t common_bytes(const struct str *a, const struct str *b)
{
    size_t at = 0, end = 0;
    struct put put;
    while (next_put(a, &end, &put) && end <= b->len_bytes &&
           memcmp(a->bytes + at, b->bytes + at, end - at) == 0) {
        at = end;
    }
    return at;
}

/* The same at their end, behind what they have at the beginning. */
static size_t common_tail(const struct str *a, const struct str *b, size_t behind)
{
    struct put put;
    for (size_t at = behind, before = at; next_put(a, &at, &put); before = at) {
        size_t len = a->len_bytes - before;
        if (len <= b->len_bytes - behind &&
            memcmp(a->bytes + before, b->bytes + b->len_bytes - len, len) == 0) {
            return len;
        }
    }
    return 0;
}

/* Makes it reach over the puts of a part of a row; false if that cannot be told. */
static bool reach_over(const struct str *puts, size_t from, size_t end, struct span *span)
{
    struct put put;
    size_t at = from;
    while (at < end && next_put(puts, &at, &put)) {
        if (put.cols == ODD) {
            return false;
        }
        span->from = put.col < span->from ? put.col : span->from;
        span->end = put.col + put.cols > span->end ? put.col + put.cols : span->end;
    }
    return at == end;
}

/* And over whole puts, wherever it touches one; false if that cannot be told. */
static bool reach_round(const struct str *puts, struct span *span)
{
    struct put put;
    for (bool more = true; more;) {
        more = false;
        for (size_t at = 0; next_put(puts, &at, &put);) {
            if (put.cols == ODD) {
                return false;
            }
            bool touches = put.col < span->end && put.col + put.cols > span->from;
            if (touches && (put.col < span->from || put.col + put.cols > span->end)) {
                more =
                    reach_over(puts, at - sizeof put - (size_t)put.len_bytes, at, span);
            }
        }
    }
    return true;
}

/* What of a row has changed and what that touches, as drawing all of it would. */
static void draw_change(WINDOW *to, int row, const struct look *looks)
{
    const struct str *now = &canvas.now[row], *drawn = &canvas.drawn[row];
    size_t head = common_bytes(now, drawn), tail = common_tail(now, drawn, head);
    struct span span = {INT_MAX, 0};
    bool told = reach_over(now, head, now->len_bytes - tail, &span) &&
                reach_over(drawn, head, drawn->len_bytes - tail, &span) &&
                reach_round(now, &span);
    if (!told || span.end > getmaxx(to)) {
        draw_row(to, row, looks);
    } else if (span.from < span.end) {
        mvwhline(to, row, span.from, ' ', span.end - span.from);
        draw_puts(to, row, span, looks);
    }
}

static bool is_there(int row)
{
    const struct str *now = &canvas.now[row], *drawn = &canvas.drawn[row];
    return now->len_bytes == drawn->len_bytes &&
           (!now->len_bytes || memcmp(now->bytes, drawn->bytes, now->len_bytes) == 0);
}

/* Whether the window has what was drawn last. */
static bool is_drawn(void *window)
{
    return canvas.known && canvas.window == window &&
           canvas.window_rows == getmaxy((WINDOW *)window) &&
           canvas.window_cols == getmaxx((WINDOW *)window);
}

/* The row is there. */
static void take_as_drawn(int row)
{
    struct str drawn = canvas.drawn[row];
    canvas.drawn[row] = canvas.now[row];
    canvas.now[row] = drawn;
}

void canvas_draw(void *window, const struct look *looks)
{
    WINDOW *to = window;
    int rows = getmaxy(to);
    bool same = is_drawn(window);
    if (!same) {
        werase(to);
    }
    for (int row = 0; row < canvas.rows && row < rows; row++) {
        if (!same) {
            draw_row(to, row, looks);
        } else if (!is_there(row)) {
            draw_change(to, row, looks);
        }
        take_as_drawn(row);
    }
    canvas.known = true;
    canvas.window = window;
    canvas.window_rows = rows;
    canvas.window_cols = getmaxx(to);
}

/* As drawing it would; false if it has letters that are not cells. */
static bool put_into_cells(struct cell *cells, struct put put, const char *text,
                           const struct look *looks)
{
    const struct look *look = &looks[put.role == RULE ? ROLE_RULE : put.role];
    uint32_t as = look->attributes | (uint32_t)COLOR_PAIR(look->pair);
    if (put.role != RULE) {
        bool plain = put.cols == put.len_bytes; /* others take more bytes than columns */
        struct cells_place place = {put.col, canvas.window_cols, canvas.utf8, plain};
        return cells_put(cells, place, as, text, (size_t)put.len_bytes);
    }
    for (int col = put.col; col < put.col + put.room && col < canvas.window_cols; col++) {
        cells[col] = (struct cell){canvas.utf8 ? L'─' : L'-', as};
    }
    return true;
}

static bool put_all_into_cells(struct cell *cells, int row, const struct look *looks)
{
    const struct str *puts = &canvas.now[row];
    struct put put;
    bool told = true;
    cells_clear(cells, canvas.window_cols);
    for (size_t at = 0; told && next_put(puts, &at, &put);) {
        told = put_into_cells(cells, put, puts->bytes + at - put.len_bytes, looks);
    }
    return told;
}

static void make_room_for_cells(void)
{
    if (canvas.cell_rows != canvas.window_rows ||
        canvas.cell_cols != canvas.window_cols) {
        size_t count = (size_t)canvas.window_rows * (size_t)canvas.window_cols;
        canvas.cells = memory_resize_array(canvas.cells, count, sizeof *canvas.cells);
        canvas.cell_rows = canvas.window_rows;
        canvas.cell_cols = canvas.window_cols;
    }
}

bool canvas_send(const struct look *looks, struct sent_as as)
{
    size_t count = 0;
    if (!is_drawn(stdscr)) {
        return false;
    }
    make_room_for_cells();
    for (int row = 0; row < canvas.rows && row < canvas.window_rows; row++) {
        if (!is_there(row)) {
            struct cell *cells = canvas.cells + (size_t)row * (size_t)canvas.window_cols;
            if (!put_all_into_cells(cells, row, looks)) {
                return false;
            }
            canvas.changes[count++] = (struct changed){row, cells};
        }
    }
    if (!spans_send(canvas.changes, count, as)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        take_as_drawn(canvas.changes[i].row);
    }
    return true;
}

void canvas_forget(void)
{
    canvas.known = false;
}

void canvas_finish(void)
{
    for (int i = 0; i < canvas.room; i++) {
        str_finish(&canvas.now[i]);
        str_finish(&canvas.drawn[i]);
    }
    free(canvas.now);
    free(canvas.drawn);
    free(canvas.changes);
    free(canvas.cells);
    canvas.now = canvas.drawn = NULL;
    canvas.changes = NULL;
    canvas.cells = NULL;
    canvas.cell_rows = canvas.cell_cols = 0;
    canvas.rows = canvas.room = 0;
    canvas.known = false;
}
