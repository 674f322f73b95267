#include "screen/magnified.h"

#include "base/memory.h"

#include <curses.h>
#include <stdio.h>
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
    bool offered; /* a key reads all of it on */
    size_t page;  /* of all of it, from 1; 0: what is about the cursor is shown */
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

/* One row of the window: a part of a line of the picture. */
struct part {
    int of, start, end;
};

/* All that it says, wrapped; an array to free(). */
static struct part *parts_of_all(size_t *count)
{
    struct part *parts = NULL;
    size_t room = 0;
    *count = 0;
    for (int row = 0; row < getmaxy(magnified.picture); row++) {
        struct line line = line_of(row);
        for (int at = 0; at < line.count;) {
            int end = part_end(&line, at, getmaxx(stdscr));
            ARRAY_ADD(parts, *count, room, ((struct part){row, at, end}));
            at = next_start(&line, end);
        }
        line_finish(&line);
    }
    return parts;
}

/* False behind its last page. */
static bool put_page(struct pen *pen)
{
    size_t count, rows = (size_t)(pen->end > 1 ? pen->end - 1 : 1);
    struct part *parts = parts_of_all(&count);
    size_t pages = (count + rows - 1) / rows, first = (magnified.page - 1) * rows;
    bool there = magnified.page <= pages;
    for (size_t i = first; there && i < count && i < first + rows; i++) {
        struct line line = line_of(parts[i].of);
        put_part(pen, &line, parts[i].of, parts[i].start, parts[i].end);
        line_finish(&line);
    }
    if (there && pen->end > 1) {
        char turns[48];
        snprintf(turns, sizeof turns, "%zu of %zu, Space turns", magnified.page, pages);
        mvaddnstr(pen->end - 1, 0, turns, getmaxx(stdscr));
    }
    free(parts);
    return there;
}

/* Whether not all is in the window that the picture says, but for its hints. */
static bool is_more(int rows_shown)
{
    size_t count, hints = 0;
    struct part *parts = parts_of_all(&count);
    int last = getmaxy(magnified.picture) - 1;
    for (size_t i = 0; i < count; i++) {
        hints += parts[i].of == last;
    }
    free(parts);
    return count - hints > (size_t)rows_shown;
}

void magnified_offer(bool reads_on)
{
    magnified.offered = reads_on;
}

void magnified_read_on(void)
{
    magnified.page++;
}

void magnified_stop_reading(void)
{
    magnified.page = 0;
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
    if (magnified.page && put_page(&pen)) {
        move(0, 0);
        return;
    }
    magnified.page = 0;
    if (at.row > 0 && rows >= LEAST_ROWS_WITH_TITLE) {
        put_row(&pen, 0, at.asks ? rows - 1 : 1);
        for (int row = 1; row < at.asks && pen.row + 1 < rows; row++) {
            put_row(&pen, row, rows - 1 - pen.row);
        }
    }
    bool hints = rows >= LEAST_ROWS_WITH_HINTS && pen.row + 1 < rows;
    pen.end -= hints;
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
    bool more = magnified.offered && hints && is_more(rows - 1);
    pen.end = rows;
    if (more) {
        mvaddnstr(rows - 1, 0, "Space reads on", getmaxx(stdscr));
    } else {
        put_row(&pen, last, 1);
    }
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
