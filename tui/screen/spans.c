#include "screen/spans.h"

#include "base/memory.h"
#include "base/str.h"
#include "base/utf8.h"
#include "screen/sequences.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

enum {
    BRIDGED_COLS = 3, /* so many cells that are there are sent again, not passed over */
    LEAST_ERASED = 9, /* fewer blanks are sent as they are, */
    LEAST_AT_END = 5, /* or where nothing is sent behind them */
    MOST_DOWN = 2,    /* lines that are fed */
};

static inline bool are_equal(const struct cell *a, const struct cell *b)
{
    uint64_t one, other;
    memcpy(&one, a, sizeof one);
    memcpy(&other, b, sizeof other);
    return one == other;
}

/* A row as the terminal has it. */
struct sent {
    struct cell *cells; /* NULL: not looked at yet */
    bool known;
    bool untold; /* the library has it as it was before */
};

static struct {
    struct sent *rows;
    int row_count, cols;
    struct str out;
    int row, col; /* where the terminal's cursor is; row -1: nobody knows; */
    bool away;    /* the library takes it to be where curscr has it */
    uint32_t look;
    struct sequences ways; /* that are as nearly everywhere */
} pen;

static void forget_rows(void)
{
    for (int i = 0; i < pen.row_count; i++) {
        free(pen.rows[i].cells);
    }
    free(pen.rows);
    pen.rows = NULL;
    pen.row_count = 0;
}

static void make_room(void)
{
    size_t rows = (size_t)getmaxy(stdscr), cols = (size_t)getmaxx(stdscr);
    if (pen.row_count != (int)rows || pen.cols != (int)cols) {
        forget_rows();
        pen.rows = memory_get(rows * sizeof *pen.rows);
        pen.row_count = (int)rows;
        pen.cols = (int)cols;
    }
}

/* What the library has there; no letter if it is not plain. */
static struct cell cell_of(const cchar_t *from)
{
    wchar_t letters[CCHARW_MAX + 1] = {0};
    attr_t attributes;
    short pair;
    bool read = getcchar(from, letters, &attributes, &pair, NULL) == OK && !letters[1] &&
                !(attributes & A_ALTCHARSET);
    return read ? (struct cell){(uint32_t)letters[0], attributes | COLOR_PAIR(pair)}
                : (struct cell){0, 0};
}

/* So many cells of a row of the terminal; false if one of them takes more columns. */
static bool read_cells(int row, int count, struct cell *out)
{
    static const wchar_t none[] = {L'\0'};
    cchar_t *cells = memory_get(((size_t)count + 1) * sizeof *cells);
    setcchar(&cells[count - 1], none, A_NORMAL, 0, NULL);
    mvwin_wchnstr(curscr, row, 0, cells, count);
    wchar_t letters[CCHARW_MAX + 1] = {0};
    attr_t attributes;
    short pair;
    bool all = getcchar(&cells[count - 1], letters, &attributes, &pair, NULL) == OK &&
               letters[0];
    for (int i = 0; i < count && all; i++) {
        out[i] = cell_of(&cells[i]);
    }
    free(cells);
    return all;
}

/* Whether it is known what the terminal has there. */
static bool know_row(int row)
{
    struct sent *sent = &pen.rows[row];
    if (!sent->known) {
        if (!sent->cells) {
            sent->cells = memory_get(((size_t)pen.cols + 1) * sizeof *sent->cells);
        }
        sent->known = read_cells(row, pen.cols, sent->cells);
    }
    return sent->known;
}

/* False if it is not known what is there, or the last cell of all is another one. */
static bool may_send_row(const struct changed *to)
{
    int end = pen.cols - 1;
    return know_row(to->row) &&
           (to->row < pen.row_count - 1 ||
            are_equal(&to->cells[end], &pen.rows[to->row].cells[end]));
}

static void add_column(int col)
{
    if (col == 0) {
        str_add_byte(&pen.out, '\r');
    } else {
        sequences_add_ansi(&pen.out, col + 1, 'G');
    }
}

/* The nearest ways first. A line feed may begin the line or not: what follows tells. */
static void add_way(int row, int col)
{
    enum { MOST_BACK = 3 };
    int down = pen.row >= 0 ? row - pen.row : -1, back = pen.col - col;
    if (!pen.ways.place) {
        sequences_add(&pen.out, tiparm(cursor_address, row, col));
    } else if (down == 0 && back > 0 && back <= MOST_BACK) {
        str_add_bytes(&pen.out, "\b\b\b", (size_t)back);
    } else if (down == 0 && back < 0) {
        sequences_add_ansi(&pen.out, -back, 'C');
    } else if (down > 0 && back == 0) {
        sequences_add_ansi(&pen.out, down, 'B');
    } else if (down > 0 && down <= MOST_DOWN && pen.ways.column) {
        str_add_bytes(&pen.out, "\n\n", (size_t)down);
        add_column(col);
    } else {
        sequences_add_place(&pen.out, row + 1, col + 1);
    }
}

/* From now on the library deals with that row: as if it had drawn and sent it. */
static void tell_library(int row)
{
    struct sent *sent = &pen.rows[row];
    if (sent->untold) {
        WINDOW *const windows[] = {curscr, newscr, stdscr};
        cchar_t *cells = memory_get(((size_t)pen.cols + 1) * sizeof *cells);
        for (int i = 0; i < pen.cols; i++) {
            const wchar_t letter[] = {(wchar_t)sent->cells[i].letter, L'\0'};
            attr_t look = sent->cells[i].look;
            setcchar(&cells[i], letter, look, (short)PAIR_NUMBER(look), NULL);
        }
        for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
            mvwadd_wchnstr(windows[i], row, 0, cells, pen.cols);
        }
        wtouchln(newscr, row, 1, 0);
        wtouchln(stdscr, row, 1, 0);
        free(cells);
    }
    sent->known = sent->untold = false;
}

static void go_to(int row, int col)
{
    if (pen.row != row || pen.col != col) {
        add_way(row, col);
        pen.row = row;
        pen.col = col;
    }
}

static void look(uint32_t as)
{
    if (pen.look != as) {
        sequences_add_look(&pen.out, pen.look, as);
        pen.look = as;
    }
}

static bool is_blank(const struct cell *cell)
{
    static const struct cell blank = {' ', 0};
    return are_equal(cell, &blank);
}

/* Where the blanks that begin there end. */
static int blanks_end(const struct cell *cells, int at)
{
    while (at < pen.cols && is_blank(&cells[at])) {
        at++;
    }
    return at;
}

/* A row as it is to be and as it is. */
struct rows {
    const struct cell *now, *there;
    int row;
};

static bool differs(const struct rows *r, int at)
{
    return !are_equal(&r->now[at], &r->there[at]);
}

/* Whether a few cells that are there, and look the same as those before, are sent again rather
 * than passed over. */
static bool is_bridged(const struct rows *r, int at, uint32_t looks)
{
    for (int end = at + BRIDGED_COLS; at < end && at < pen.cols; at++) {
        if (r->now[at].look != looks || differs(r, at)) {
            return r->now[at].look == looks;
        }
    }
    return false;
}

/* How far blanks that begin there are better erased than sent; no further if they are not. */
static int erased_end(const struct rows *r, int at)
{
    if (at + LEAST_AT_END > pen.cols || !is_blank(&r->now[at + LEAST_AT_END - 1])) {
        return at; /* as between words */
    }
    int end = blanks_end(r->now, at);
    while (end > at && !differs(r, end - 1)) {
        end--;
    }
    bool more = end < pen.cols && (differs(r, end) || is_bridged(r, end, 0));
    return end - at >= (more ? LEAST_ERASED : LEAST_AT_END) ? end : at;
}

/* Letters that look alike, from there on; where they end. */
static int send_letters(const struct rows *r, int from)
{
    const struct cell *now = r->now, *there = r->there;
    const uint32_t looks = now[from].look;
    str_make_room(&pen.out, (size_t)(pen.cols - from) * UTF8_BYTES);
    char *out = pen.out.bytes + pen.out.len_bytes;
    int at = from;
    for (int cols = pen.cols; at < cols; at++) {
        const struct cell cell = now[at];
        if (cell.look != looks ||
            (are_equal(&cell, &there[at]) && !is_bridged(r, at, looks))) {
            break;
        }
        if (cell.letter > ' ' && cell.letter <= '~') { /* as nearly all are */
            *out++ = (char)cell.letter;
        } else if (cell.letter > '~') {
            out += utf8_write(cell.letter, out);
        } else if (looks || at == from || is_blank(&now[at - 1]) ||
                   erased_end(r, at) == at) {
            *out++ = ' ';
        } else {
            break;
        }
    }
    *out = '\0';
    pen.out.len_bytes = (size_t)(out - pen.out.bytes);
    pen.col += at - from;
    return at;
}

/* Where the blanks end that were erased from there on; the same if none were. */
static int send_blanks(const struct rows *r, int at)
{
    int end = is_blank(&r->now[at]) ? erased_end(r, at) : at;
    if (end == at) {
        return at;
    }
    if (pen.ways.to_end && blanks_end(r->now, end) == pen.cols) {
        str_add_bytes(&pen.out, "\033[K", 3);
        return pen.cols;
    }
    if (pen.ways.erase) {
        sequences_add_ansi(&pen.out, end - at, 'X');
    } else if (erase_chars) {
        sequences_add(&pen.out, tiparm(erase_chars, end - at));
    } else {
        return at;
    }
    return end;
}

/* It may be sent. */
static void send_row(const struct changed *to)
{
    struct sent *sent = &pen.rows[to->row];
    const struct rows r = {to->cells, sent->cells, to->row};
    int at = 0, cols = pen.cols;
    for (;;) {
        while (at < cols && are_equal(&r.now[at], &r.there[at])) {
            at++;
        }
        if (at == cols) {
            break;
        }
        go_to(r.row, at);
        look(r.now[at].look);
        int erased = send_blanks(&r, at);
        at = erased > at ? erased : send_letters(&r, at);
        if (pen.col == at && pen.look == 0 && is_bridged(&r, at, 0)) {
            at = send_blanks(&r, at); /* the cursor is there: a few that are blank, too */
        }
    }
    if (pen.col == cols) { /* in the last column, or in the next row */
        pen.row = -1;
    }
    memcpy(sent->cells, r.now, (size_t)cols * sizeof *r.now);
    sent->untold = true;
}

static void write_out(void)
{
    const char *bytes = pen.out.bytes;
    for (size_t left = pen.out.len_bytes; left;) {
        ssize_t put = write(STDOUT_FILENO, bytes, left);
        if (put < 0 && errno == EAGAIN) { /* as others had made it who share it */
            poll(&(struct pollfd){.fd = STDOUT_FILENO, .events = POLLOUT}, 1, -1);
        } else if (put < 0 && errno != EINTR) {
            return; /* whoever reads has gone: that is noticed where keys are read */
        }
        bytes += put > 0 ? put : 0;
        left -= put > 0 ? (size_t)put : 0;
    }
}

/* The screen is as the library left it, and the terminal has the usual habits. */
static bool may_send(void)
{
    return !isendwin() && !is_cleared(curscr) && !is_cleared(stdscr) &&
           !is_wintouched(stdscr) && cursor_address && magic_cookie_glitch <= 0 &&
           !tilde_glitch && !transparent_underline;
}

/* Whether nothing of them is left to the library, which moves rows about that it knows. */
static bool may_send_all(const struct changed *rows, size_t count)
{
    bool all = may_send();
    if (all) {
        make_room();
    }
    for (size_t i = 0; i < count && all; i++) {
        all = may_send_row(&rows[i]);
    }
    return all;
}

static void begin(void)
{
    str_clear(&pen.out);
    if (!pen.away) {
        pen.row = getcury(curscr);
        pen.col = getcurx(curscr);
    }
    pen.ways = sequences_begin(&pen.out);
    pen.look = 0;
}

/* On its ways over the screen the library sends again what it takes to stand there. Its
 * cursor stays. */
static void tell_all(int row, int col)
{
    for (int i = 0; i < pen.row_count; i++) {
        tell_library(i);
    }
    wmove(curscr, row, col);
    wmove(stdscr, row, col);
}

bool spans_send(const struct changed *rows, size_t count, struct sent_as as)
{
    int row = getcury(curscr), col = getcurx(curscr);
    bool all = may_send_all(rows, count);
    wmove(curscr, row, col); /* it was read */
    if (!all) {
        return false;
    }
    begin();
    for (size_t i = 0; i < count; i++) {
        send_row(&rows[i]);
    }
    look(0);
    pen.away = true;
    go_to(as.row, as.col);
    write_out();
    return true;
}

void spans_leave(void)
{
    if (!pen.row_count || !curscr) {
        return;
    }
    int row = getcury(curscr), col = getcurx(curscr);
    tell_all(row, col);
    if (pen.away) {
        str_clear(&pen.out);
        go_to(row, col);
        write_out();
        pen.away = false;
    }
}

void spans_move_all(void)
{
    if (curscr && change_scroll_region) {
        str_clear(&pen.out);
        sequences_add(&pen.out, tiparm(change_scroll_region, 0, LINES - 1));
        write_out();
    }
}

void spans_forget(void)
{
    pen.away = false;
    forget_rows();
    sequences_forget();
}

void spans_finish(void)
{
    forget_rows();
    sequences_forget();
    str_finish(&pen.out);
}
