#include "screen/spans.h"

#include "base/memory.h"
#include "base/str.h"
#include "base/utf8.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

enum {
    BRIDGED_COLS =
        5, /* so many cells that are there are sent again, rather than passed over */
    LEAST_ERASED = 9, /* fewer blanks are sent as they are */
};

/* A cell of a row, as it is to be. */
struct cell {
    wchar_t letter;
    attr_t attributes;
    short pair;
    bool differs;
};

/* A row as the terminal has it, each cell one column wide. */
struct sent {
    cchar_t *cells; /* NULL: not looked at yet */
    bool known;
    bool untold; /* the library has it as it was before */
};

static struct {
    struct sent *rows;
    int row_count, cols;
    cchar_t *all_now; /* of all rows, each from where its span begins, */
    struct cell *all_cells;
    cchar_t *now; /* and of the row at hand */
    struct cell *cells;
    struct str out;
    int row, col; /* where the terminal's cursor is; row -1: nobody knows; */
    bool away;    /* the library takes it to be where curscr has it */
    attr_t attributes;
    short pair;
    bool ansi; /* the cursor is placed as nearly everywhere */
} pen;

static int add_byte(int byte)
{
    str_add_bytes(&pen.out, (char[]){(char)byte}, 1);
    return byte;
}

static void add_sequence(const char *sequence)
{
    tputs(sequence, 1, add_byte);
}

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
        size_t all = rows * (cols + 1);
        pen.all_now = memory_resize_array(pen.all_now, all, sizeof *pen.all_now);
        pen.all_cells = memory_resize_array(pen.all_cells, all, sizeof *pen.all_cells);
        pen.row_count = (int)rows;
        pen.cols = (int)cols;
    }
}

/* False if it is none that is surely one cell wide, whoever counts. */
static bool read_cell(const cchar_t *from, bool utf8, struct cell *out)
{
    wchar_t letters[CCHARW_MAX + 1] = {0};
    bool read = getcchar(from, letters, &out->attributes, &out->pair, NULL) == OK;
    bool ascii = letters[0] >= ' ' && letters[0] <= '~';
    out->letter = letters[0];
    return read && !letters[1] && !(out->attributes & A_ALTCHARSET) &&
           (ascii || (utf8 && wcwidth(letters[0]) == 1));
}

/* So many cells from there on; false if one of them takes more columns. */
static bool read_cells(WINDOW *from, int row, int col, int count, cchar_t *out)
{
    static const wchar_t none[] = {L'\0'};
    setcchar(&out[count - 1], none, A_NORMAL, 0, NULL);
    mvwin_wchnstr(from, row, col, out, count);
    wchar_t letters[CCHARW_MAX + 1] = {0};
    attr_t attributes;
    short pair;
    return getcchar(&out[count - 1], letters, &attributes, &pair, NULL) == OK &&
           letters[0];
}

/* Whether it is known what the terminal has there. */
static bool know_row(int row)
{
    struct sent *sent = &pen.rows[row];
    if (!sent->known) {
        if (!sent->cells) {
            sent->cells = memory_get(((size_t)pen.cols + 1) * sizeof *sent->cells);
        }
        sent->known = read_cells(curscr, row, 0, pen.cols, sent->cells);
    }
    return sent->known;
}

static void take_row(int row)
{
    size_t first = (size_t)row * ((size_t)pen.cols + 1);
    pen.now = pen.all_now + first;
    pen.cells = pen.all_cells + first;
}

/* False if the row has something in these columns that is left to the library. */
static bool read_span(const struct changed *span, bool utf8)
{
    int count = span->end - span->from;
    take_row(span->row);
    if (!know_row(span->row) ||
        !read_cells(stdscr, span->row, span->from, count, pen.now)) {
        return false;
    }
    const cchar_t *there = pen.rows[span->row].cells + span->from;
    for (int i = 0; i < count; i++) {
        pen.cells[i].differs = memcmp(&pen.now[i], &there[i], sizeof *there) != 0;
        bool last = span->row == pen.row_count - 1 && span->from + i == pen.cols - 1;
        if (pen.cells[i].differs &&
            (last || !read_cell(&pen.now[i], utf8, &pen.cells[i]))) {
            return false;
        }
    }
    return true;
}

static void add_number(int number)
{
    if (number >= 10) {
        add_number(number / 10);
    }
    add_byte('0' + number % 10);
}

static void add_ansi(int number, char letter)
{
    str_add_bytes(&pen.out, "\033[", 2);
    if (number > 1) {
        add_number(number);
    }
    add_byte(letter);
}

/* The nearest ways first. */
static void add_way(int row, int col)
{
    enum { MOST_BACK = 3 };
    int back = pen.row == row ? pen.col - col : 0;
    if (!pen.ansi) {
        add_sequence(tiparm(cursor_address, row, col));
    } else if (back > 0 && back <= MOST_BACK) {
        str_add_bytes(&pen.out, "\b\b\b", (size_t)back);
    } else if (back < 0) {
        add_ansi(-back, 'C');
    } else if (pen.row >= 0 && pen.col == col && row > pen.row) {
        add_ansi(row - pen.row, 'B');
    } else {
        add_ansi(row + 1, ';');
        add_number(col + 1);
        add_byte('H');
    }
}

/* From now on the library deals with that row. */
static void tell_library(int row)
{
    struct sent *sent = &pen.rows[row];
    if (sent->untold) {
        mvwadd_wchnstr(curscr, row, 0, sent->cells, pen.cols);
        mvwadd_wchnstr(newscr, row, 0, sent->cells, pen.cols);
        wtouchln(newscr, row, 1, 0);
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

static void look(attr_t attributes, short pair)
{
    if (pen.attributes != attributes || pen.pair != pair) {
        vid_puts(attributes, pair, NULL, add_byte);
        pen.attributes = attributes;
        pen.pair = pair;
    }
}

static bool is_blank(const struct cell *cell)
{
    return cell->letter == ' ' && cell->attributes == A_NORMAL && cell->pair == 0;
}

/* Where the blanks that begin there end. */
static int blanks_end(int at, int end)
{
    while (at < end && is_blank(&pen.cells[at])) {
        at++;
    }
    return at;
}

/* Where a run of cells ends of which no more than some are there already. */
static int run_end(int at, int count, bool utf8)
{
    int end = at;
    for (int i = at; i < count && i <= end + BRIDGED_COLS; i++) {
        if (pen.cells[i].differs) {
            end = i + 1;
        } else if (!read_cell(&pen.now[i], utf8, &pen.cells[i])) {
            break; /* it is there, whatever it is */
        }
    }
    return end;
}

/* Letters that look alike, from there on; where they end. */
static int send_letters(int at, int end)
{
    enum { AT_ONCE = 64 };
    const struct cell *first = &pen.cells[at];
    char letters[AT_ONCE];
    int count = 0;
    while (at < end && count < AT_ONCE && pen.cells[at].letter <= '~' &&
           pen.cells[at].attributes == first->attributes &&
           pen.cells[at].pair == first->pair) {
        bool erased = blanks_end(at, end) - at >= LEAST_ERASED;
        if (erased && count) {
            break;
        }
        letters[count++] = (char)pen.cells[at++].letter;
    }
    str_add_bytes(&pen.out, letters, (size_t)count);
    if (!count) {
        utf8_add(&pen.out, (uint32_t)pen.cells[at++].letter);
        count = 1;
    }
    pen.col += count;
    return at;
}

static void send_run(const struct changed *span, int from, int end)
{
    for (int at = from; at < end;) {
        const struct cell *cell = &pen.cells[at];
        int blank = blanks_end(at, end);
        go_to(span->row, span->from + at);
        look(cell->attributes, cell->pair);
        if (blank - at >= LEAST_ERASED && erase_chars) {
            add_sequence(tiparm(erase_chars, blank - at));
            at = blank;
        } else {
            at = send_letters(at, end);
        }
    }
    if (pen.col == pen.cols) { /* in the last column, or in the next row */
        pen.row = -1;
    }
}

/* It was read. */
static void send_span(const struct changed *span, bool utf8)
{
    int count = span->end - span->from;
    struct sent *sent = &pen.rows[span->row];
    take_row(span->row);
    for (int at = 0; at < count; at++) {
        if (pen.cells[at].differs) {
            int end = run_end(at, count, utf8);
            send_run(span, at, end);
            at = end;
        }
    }
    memcpy(sent->cells + span->from, pen.now, (size_t)count * sizeof *pen.now);
    sent->untold = true;
    wtouchln(stdscr, span->row, 1, 0);
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
    return !isendwin() && !is_cleared(curscr) && !is_cleared(stdscr) && cursor_address &&
           magic_cookie_glitch <= 0 && !tilde_glitch && !transparent_underline;
}

/* Whether nothing of them is left to the library, which moves rows about that it knows. */
static bool may_send_all(const struct changed *spans, size_t count, bool utf8)
{
    bool all = may_send();
    if (all) {
        make_room();
    }
    for (size_t i = 0; i < count && all; i++) {
        all = read_span(&spans[i], utf8);
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
    pen.ansi = strcmp(cursor_address, "\033[%i%p1%d;%p2%dH") == 0;
    pen.attributes = A_NORMAL;
    pen.pair = 0;
    vid_puts(A_NORMAL, 0, NULL, add_byte);
}

/* On its ways over the screen the library sends again what it takes to stand there. Its
 * cursor stays. */
static void tell_all(int row, int col)
{
    for (int i = 0; i < pen.row_count; i++) {
        tell_library(i);
    }
    wmove(curscr, row, col);
}

bool spans_send(const struct changed *spans, size_t count, struct sent_as as)
{
    int row = getcury(curscr), col = getcurx(curscr);
    bool all = may_send_all(spans, count, as.utf8);
    wmove(curscr, row, col); /* it was read */
    if (!all) {
        spans_leave();
        return false;
    }
    begin();
    for (size_t i = 0; i < count; i++) {
        send_span(&spans[i], as.utf8);
    }
    wmove(curscr, row, col);
    wmove(stdscr, row, col); /* or waiting for a key would move the cursor there */
    look(A_NORMAL, 0);
    pen.away = !is_wintouched(stdscr);
    go_to(pen.away ? as.row : row, pen.away ? as.col : col);
    write_out();
    if (!pen.away) {
        tell_all(row, col);
    }
    return pen.away;
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

void spans_forget(void)
{
    pen.away = false;
    forget_rows();
}

void spans_finish(void)
{
    forget_rows();
    str_finish(&pen.out);
    free(pen.all_now);
    free(pen.all_cells);
    pen.all_now = NULL;
    pen.all_cells = NULL;
}
