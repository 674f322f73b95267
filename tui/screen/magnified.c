#include "screen/magnified.h"

#include "base/memory.h"

#include <curses.h>
#include <stdlib.h>
#include <wchar.h>

/* A cell of the picture that is shown, and where it is in the window. */
struct seen {
    int row, col, in_row, in_col;
};

static struct {
    WINDOW *picture;
    struct seen *seen;
    size_t count, room;
} magnified;

void *magnified_picture(void)
{
    enum { PICTURE_ROWS = 24, PICTURE_COLS = 100 };
    if (!magnified.picture) {
        magnified.picture = newpad(PICTURE_ROWS, PICTURE_COLS);
    }
    return magnified.picture;
}

/* A row of the picture, of which only what says something is left. */
struct line {
    cchar_t *cells;
    int *cols; /* in the picture */
    int count;
};

void magnified_forget(void)
{
    free(magnified.seen);
    magnified.seen = NULL;
    magnified.count = magnified.room = 0;
}

static wchar_t letter_of(const cchar_t *cell)
{
    wchar_t letters[CCHARW_MAX + 1] = L"";
    attr_t attributes;
    short pair;
    getcchar(cell, letters, &attributes, &pair, NULL);
    return *letters;
}

/* Rules are U+2500 and hyphens in a row; bars and codes are blocks. */
static bool is_drawn(wchar_t letter)
{
    return letter >= 0x2500 && letter < 0x25A0;
}

static bool is_blank(wchar_t letter)
{
    return letter == L' ' || letter == L'\0' || is_drawn(letter);
}

static int width_of(wchar_t letter)
{
    int width = wcwidth(letter);
    return width < 1 ? 1 : width;
}

/* Words with two blanks where there were more. */
static struct line line_of(int row)
{
    WINDOW *picture = magnified.picture;
    int cols = getmaxx(picture), col = 0;
    struct line line = {memory_get(((size_t)cols + 1) * sizeof *line.cells),
                        memory_get(((size_t)cols + 1) * sizeof *line.cols), 0};
    cchar_t *cells = memory_get(((size_t)cols + 1) * sizeof *cells);
    mvwin_wchnstr(picture, row, 0, cells, cols);
    int blanks = 0;
    for (int i = 0; i < cols && col < cols; i++) {
        wchar_t letter = letter_of(&cells[i]);
        blanks = is_blank(letter) ? blanks + 1 : 0;
        if (!is_blank(letter) || (line.count > 0 && blanks <= 2 && letter == L' ')) {
            line.cells[line.count] = cells[i];
            line.cols[line.count++] = col;
        }
        col += width_of(letter);
    }
    while (line.count > 0 && letter_of(&line.cells[line.count - 1]) == L' ') {
        line.count--;
    }
    free(cells);
    return line;
}

static void line_finish(struct line *line)
{
    free(line->cells);
    free(line->cols);
}

/* Where the part of a line that begins there ends, at most so wide: between words. */
static int part_end(const struct line *line, int start, int width)
{
    int at = start, cols = 0, word = start;
    for (; at < line->count; at++) {
        wchar_t letter = letter_of(&line->cells[at]);
        cols += width_of(letter);
        if (letter == L' ') {
            word = at;
        }
        if (cols > width) {
            return word > start ? word : at > start ? at : at + 1;
        }
    }
    return at;
}

static int next_start(const struct line *line, int end)
{
    while (end < line->count && letter_of(&line->cells[end]) == L' ') {
        end++;
    }
    return end;
}

/* What grows in the window. */
struct pen {
    int row, end;
    struct magnified at;
};

static void put_part(struct pen *pen, const struct line *line, int of, int start, int end)
{
    int col = 0;
    for (int i = start; i < end && pen->row < pen->end; i++) {
        int width = width_of(letter_of(&line->cells[i]));
        if (col + width > getmaxx(stdscr)) {
            break;
        }
        mvadd_wch(pen->row, col, &line->cells[i]);
        ARRAY_ADD(magnified.seen, magnified.count, magnified.room,
                  (struct seen){of, line->cols[i], pen->row, col});
        col += width;
    }
    pen->row++;
}

/* So many parts of a row of the picture, from the one on that is to be seen. */
static void put_row(struct pen *pen, int of, int most)
{
    struct line line = line_of(of);
    int width = getmaxx(stdscr), parts = 0, with_cursor = 0;
    for (int at = 0; at < line.count; parts++) {
        int end = part_end(&line, at, width);
        if (of == pen->at.row && line.cols[at] <= pen->at.col) {
            with_cursor = parts;
        }
        at = next_start(&line, end);
    }
    int room = pen->end - pen->row, first = 0;
    room = room < most ? room : most;
    if (with_cursor >= room) {
        first = with_cursor - room + 1;
    }
    for (int at = 0, part = 0; at < line.count && part < first + room; part++) {
        int end = part_end(&line, at, width);
        if (part >= first) {
            put_part(pen, &line, of, at, end);
        }
        at = next_start(&line, end);
    }
    line_finish(&line);
}

/* On the cell that it is on in the picture, or behind the one before it. */
static void put_cursor(struct magnified at)
{
    int row = getmaxy(stdscr) > 1, col = 0;
    for (size_t i = 0; i < magnified.count; i++) {
        const struct seen *seen = &magnified.seen[i];
        if (seen->row == at.row && seen->col <= at.col) {
            row = seen->in_row;
            col = seen->in_col + (at.col - seen->col);
        }
    }
    move(row, col < getmaxx(stdscr) ? col : getmaxx(stdscr) - 1);
}

/* What is said, or stands there of the selection. */
static void put_foot(struct pen *pen, int last)
{
    for (int row = pen->at.foot_row; row < last && pen->row < pen->end; row++) {
        put_row(pen, row, pen->end);
    }
}

void magnified_show(struct magnified at)
{
    enum { LEAST_ROWS_WITH_TITLE = 4, LEAST_ROWS_WITH_HINTS = 6 };
    int rows = getmaxy(stdscr), last = getmaxy(magnified.picture) - 1;
    struct pen pen = {0, rows, at};
    magnified.count = 0;
    erase();
    if (at.row > 0 && rows >= LEAST_ROWS_WITH_TITLE) {
        put_row(&pen, 0, 1);
    }
    pen.end -= rows >= LEAST_ROWS_WITH_HINTS;
    if (at.said) {
        pen.end--; /* for the cursor */
        put_foot(&pen, last);
        pen.end++;
    }
    put_row(&pen, at.row, rows);
    if (!at.said) {
        put_foot(&pen, last);
    }
    for (int row = at.row + 1; row < at.foot_row && pen.row < pen.end; row++) {
        put_row(&pen, row, rows);
    }
    pen.end = rows;
    put_row(&pen, last, 1);
    put_cursor(at);
}

bool magnified_place(int *row, int *col)
{
    for (size_t i = 0; i < magnified.count; i++) {
        const struct seen *seen = &magnified.seen[i];
        if (seen->in_row == *row && seen->in_col == *col) {
            *row = seen->row;
            *col = seen->col;
            return true;
        }
    }
    return false;
}
