/* The eyes of the typist: the screen as text, waiting for text, the screen as a picture;
 * and golden screens, which compare the two. */
#include "support/golden.h"
#include "support/folder.h"

#include "base/memory.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUIET_MS = 50 };

/* The screen as text */

/* Where each cell of a row begins in its text is kept if at_bytes is not NULL. */
static void add_row(const struct typist *t, int row, struct str *out, size_t *at_bytes)
{
    size_t len_bytes = out->len_bytes;
    for (int col = 0; col < typist_cols(t); col++) {
        struct typist_cell cell = typist_cell(t, row, col);
        if (at_bytes) {
            bool right_half = cell.width_cols == 0 && col > 0;
            at_bytes[col] = right_half ? at_bytes[col - 1] : out->len_bytes;
        }
        str_add(out, cell.text);
        if (strcmp(cell.text, " ") != 0) {
            len_bytes = out->len_bytes;
        }
    }
    str_remove(out, len_bytes, out->len_bytes - len_bytes);
}

void typist_row(const struct typist *t, int row, struct str *out)
{
    add_row(t, row, out, NULL);
}

void typist_text(const struct typist *t, struct str *out)
{
    for (int row = 0; row < typist_rows(t); row++) {
        typist_row(t, row, out);
        str_add_byte(out, '\n');
    }
}

bool typist_sees(const struct typist *t, const char *text)
{
    struct str all = STR_EMPTY;
    typist_text(t, &all);
    bool seen = strstr(str_text(&all), text) != NULL;
    str_finish(&all);
    return seen;
}

bool typist_find(const struct typist *t, const char *text, int *row, int *col)
{
    size_t *at_bytes = memory_get((size_t)typist_cols(t) * sizeof *at_bytes);
    struct str line = STR_EMPTY;
    const char *hit = NULL;
    for (int r = 0; r < typist_rows(t) && !hit; r++) {
        str_clear(&line);
        add_row(t, r, &line, at_bytes);
        hit = strstr(str_text(&line), text);
        for (int c = 0; hit && c < typist_cols(t); c++) {
            /* A right half begins with its left one, which wins. */
            if (at_bytes[c] <= (size_t)(hit - str_text(&line)) &&
                (c == 0 || at_bytes[c] != at_bytes[c - 1])) {
                *row = r;
                *col = c;
            }
        }
    }
    str_finish(&line);
    free(at_bytes);
    return hit != NULL;
}

bool typist_cell_bold(const struct typist *t, int row, int col)
{
    return typist_cell(t, row, col).bold;
}

bool typist_cell_italic(const struct typist *t, int row, int col)
{
    return typist_cell(t, row, col).italic;
}

bool typist_cell_underline(const struct typist *t, int row, int col)
{
    return typist_cell(t, row, col).underline;
}

bool typist_cell_reverse(const struct typist *t, int row, int col)
{
    return typist_cell(t, row, col).reverse;
}

int typist_cell_fg(const struct typist *t, int row, int col)
{
    return typist_cell(t, row, col).fg;
}

int typist_cell_bg(const struct typist *t, int row, int col)
{
    return typist_cell(t, row, col).bg;
}

bool typist_modes_restored(const struct typist *t)
{
    struct str changed = STR_EMPTY;
    typist_modes_changed(t, &changed);
    bool restored = changed.len_bytes == 0;
    str_finish(&changed);
    return restored;
}

/* Waiting for it */

_Noreturn void typist_fail(const struct typist *t, const char *what, const char *text)
{
    struct str message = STR_EMPTY;
    str_addf(&message, "%s \"%s\"", what, text);
    const char *typed = typist_typed(t);
    str_add(&message, typed[0] ? "\ntyped last: " : "");
    for (; *typed; typed++) {
        bool plain = (unsigned char)*typed >= 0x20 && *typed != 0x7f;
        str_addf(&message, plain ? "%c" : "\\x%02x", *typed);
    }
    if (typist_silent(t)) {
        str_add(&message, "\nthe program has ended, or left its terminal");
    }
    str_addf(&message, "\nthe screen, %dx%d, the cursor in row %d, column %d:\n",
             typist_cols(t), typist_rows(t), typist_cursor_row(t), typist_cursor_col(t));
    for (int row = 0; row < typist_rows(t); row++) {
        str_addf(&message, "%3d|", row);
        typist_row(t, row, &message);
        str_add_byte(&message, '\n');
    }
    cr_fatal("%s", str_text(&message));
    abort(); /* cr_fatal() leaves the test, but does not say so to the compiler */
}

struct wish {
    bool (*holds)(const struct typist *t, const struct wish *wish);
    const char *text; /* sought, or for the message alone */
    int row, col, mode;
};

static bool wait_for(struct typist *t, const char *what, struct wish wish)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!wish.holds(t, &wish)) {
        int64_t left_ms = until_ms - program_clock_ms();
        if (typist_silent(t) || left_ms <= 0) {
            typist_fail(t, what, wish.text);
        }
        typist_read(t, left_ms);
    }
    return true;
}

static bool is_seen(const struct typist *t, const struct wish *wish)
{
    return typist_sees(t, wish->text);
}

static void without_blanks(struct str *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->len_bytes; i++) {
        if (!strchr(" \n", text->bytes[i])) {
            text->bytes[kept++] = text->bytes[i];
        }
    }
    str_remove(text, kept, text->len_bytes - kept);
}

static bool is_wrapped(const struct typist *t, const struct wish *wish)
{
    struct str screen = STR_EMPTY, text = STR_EMPTY;
    typist_text(t, &screen);
    str_add(&text, wish->text);
    without_blanks(&screen);
    without_blanks(&text);
    bool has = strstr(str_text(&screen), str_text(&text)) != NULL;
    str_finish(&screen);
    str_finish(&text);
    return has;
}

static bool is_gone(const struct typist *t, const struct wish *wish)
{
    return !typist_sees(t, wish->text);
}

static bool is_in_row(const struct typist *t, const struct wish *wish)
{
    struct str line = STR_EMPTY;
    typist_row(t, wish->row, &line);
    bool has = strstr(str_text(&line), wish->text) != NULL;
    str_finish(&line);
    return has;
}

static bool is_at(const struct typist *t, const struct wish *wish)
{
    return typist_cursor_row(t) == wish->row && typist_cursor_col(t) == wish->col;
}

static bool is_on(const struct typist *t, const struct wish *wish)
{
    return typist_mode(t, wish->mode);
}

bool typist_wait(struct typist *t, const char *text)
{
    return wait_for(t, "waited in vain for", (struct wish){is_seen, .text = text});
}

bool typist_wait_wrapped(struct typist *t, const char *text)
{
    return wait_for(t, "waited in vain for", (struct wish){is_wrapped, .text = text});
}

bool typist_wait_gone(struct typist *t, const char *text)
{
    return wait_for(t, "waited in vain for the going of",
                    (struct wish){is_gone, .text = text});
}

bool typist_wait_row(struct typist *t, int row, const char *text)
{
    char what[64];
    snprintf(what, sizeof what, "waited in vain, in row %d, for", row);
    return wait_for(t, what, (struct wish){is_in_row, .text = text, .row = row});
}

bool typist_wait_cursor(struct typist *t, int row, int col)
{
    char place[64];
    snprintf(place, sizeof place, "row %d, column %d", row, col);
    return wait_for(t, "waited in vain for the cursor in",
                    (struct wish){is_at, .text = place, .row = row, .col = col});
}

bool typist_wait_mode(struct typist *t, int number)
{
    char mode[16];
    snprintf(mode, sizeof mode, "?%d", number);
    return wait_for(t, "waited in vain for the program to switch on mode",
                    (struct wish){is_on, .text = mode, .mode = number});
}

void typist_settle(struct typist *t)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (typist_read(t, QUIET_MS) || !typist_at_rest(t)) {
        if (program_clock_ms() >= until_ms) {
            typist_fail(t, "the program does not come to", "rest");
        }
    }
}

/* The screen as a picture */

enum {
    CELL_WIDE_PX = 9,
    CELL_HIGH_PX = 19,
    BASELINE_PX = 14,
    MARGIN_PX = 14,
    FONT_PX = 15,
    GROUND = 0x14161b,
    TEXT = 0xe8eaed,
    CURSOR = 0xffb454,
};

static int rgb_of(int colour, int by_default)
{
    /* The sixteen that every terminal has its own of: here, legible ones on GROUND. */
    static const int named[16] = {
        0x30343f, 0xff7b72, 0x6fd08c, 0xe9c46a, 0x7fb2ff, 0xd7a1f9, 0x66d3dd, 0xd5d9e0,
        0x8b93a5, 0xff9d96, 0x93e2a8, 0xf3d98b, 0xa5caff, 0xe6c3fc, 0x93e4eb, 0xffffff,
    };
    if (colour == TYPIST_COLOUR_DEFAULT) {
        return by_default;
    }
    if (colour >= TYPIST_COLOUR_RGB) {
        return colour - TYPIST_COLOUR_RGB;
    }
    if (colour < 16) {
        return named[colour];
    }
    if (colour >= 232) {
        return (8 + (colour - 232) * 10) * 0x010101;
    }
    int cube = colour - 16;
    int parts[3] = {cube / 36, cube / 6 % 6, cube % 6};
    int rgb = 0;
    for (int i = 0; i < 3; i++) {
        rgb = rgb * 0x100 + (parts[i] ? 55 + parts[i] * 40 : 0);
    }
    return rgb;
}

static void add_xml(struct str *out, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '&':
            str_add(out, "&amp;");
            break;
        case '<':
            str_add(out, "&lt;");
            break;
        case '>':
            str_add(out, "&gt;");
            break;
        default:
            str_add_byte(out, (char)((unsigned char)*text < 0x20 ? ' ' : *text));
        }
    }
}

static bool looks_like(const struct typist_cell *a, const struct typist_cell *b)
{
    return a->fg == b->fg && a->bg == b->bg && a->bold == b->bold &&
           a->italic == b->italic && a->underline == b->underline &&
           a->reverse == b->reverse;
}

static bool is_blank(const struct typist_cell *cell)
{
    return strcmp(cell->text, " ") == 0;
}

/* The column behind the cells from col on that are drawn as one: of one look, and either
 * blank, or one wide character, or text without two blanks in a row. Text that is drawn
 * in pieces stays in its columns whatever font the reader has. */
static int run_end(const struct typist *t, int row, int col)
{
    struct typist_cell first = typist_cell(t, row, col);
    if (first.width_cols == 2) {
        return col + 2;
    }
    int end = col + 1;
    for (; end < typist_cols(t); end++) {
        struct typist_cell cell = typist_cell(t, row, end);
        struct typist_cell before = typist_cell(t, row, end - 1);
        bool breaks =
            is_blank(&first) ? !is_blank(&cell) : is_blank(&before) && is_blank(&cell);
        if (breaks || cell.width_cols == 2 || !looks_like(&first, &cell)) {
            break;
        }
    }
    return end;
}

static void add_run(const struct typist *t, int row, int col, int end, struct str *out)
{
    struct typist_cell look = typist_cell(t, row, col);
    int fg = rgb_of(look.fg, TEXT), bg = rgb_of(look.bg, GROUND);
    int ink = look.reverse ? bg : fg, ground = look.reverse ? fg : bg;
    int x = MARGIN_PX + col * CELL_WIDE_PX, y = MARGIN_PX + row * CELL_HIGH_PX;
    int wide = (end - col) * CELL_WIDE_PX;
    if (ground != GROUND) {
        str_addf(out,
                 "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
                 "fill=\"#%06x\"/>\n",
                 x, y, wide, CELL_HIGH_PX, (unsigned)ground);
    }
    struct typist_cell last = typist_cell(t, row, end - 1);
    if (is_blank(&last) && !look.underline) {
        end--; /* or a reader that drops blanks would stretch the rest */
        wide -= CELL_WIDE_PX;
    }
    if (is_blank(&look) && !look.underline) {
        return;
    }
    str_addf(out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\"", x, y + BASELINE_PX, wide);
    if (ink != TEXT) {
        str_addf(out, " fill=\"#%06x\"", (unsigned)ink);
    }
    str_add(out, look.bold ? " font-weight=\"bold\"" : "");
    str_add(out, look.italic ? " font-style=\"italic\"" : "");
    str_add(out, look.underline ? " text-decoration=\"underline\"" : "");
    str_add(out, ">");
    for (; col < end; col++) {
        struct typist_cell cell = typist_cell(t, row, col);
        add_xml(out, cell.text);
    }
    str_add(out, "</text>\n");
}

void typist_svg(const struct typist *t, const char *title, struct str *out)
{
    int wide = typist_cols(t) * CELL_WIDE_PX + 2 * MARGIN_PX;
    int high = typist_rows(t) * CELL_HIGH_PX + 2 * MARGIN_PX;
    str_addf(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%d\" "
             "height=\"%d\" viewBox=\"0 0 %d %d\">\n<title>",
             wide, high, wide, high);
    add_xml(out, title);
    str_addf(out,
             "</title>\n<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#%06x\"/>\n"
             "<g font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" "
             "font-size=\"%d\" fill=\"#%06x\" shape-rendering=\"crispEdges\" "
             "style=\"white-space:pre\" xml:space=\"preserve\">\n",
             wide, high, GROUND, FONT_PX, TEXT);
    for (int row = 0; row < typist_rows(t); row++) {
        for (int col = 0, end; col < typist_cols(t); col = end) {
            end = run_end(t, row, col);
            add_run(t, row, col, end, out);
        }
    }
    if (typist_mode(t, 25)) {
        str_addf(out,
                 "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" "
                 "stroke=\"#%06x\"/>\n",
                 MARGIN_PX + typist_cursor_col(t) * CELL_WIDE_PX,
                 MARGIN_PX + typist_cursor_row(t) * CELL_HIGH_PX, CELL_WIDE_PX,
                 CELL_HIGH_PX, CURSOR);
    }
    str_add(out, "</g>\n</svg>\n");
}

/* Golden screens */

/* Takes the next line off *picture, without blanks at its end; "" behind the last. */
static void take_line(const char **picture, struct str *line)
{
    size_t len_bytes = strcspn(*picture, "\n");
    str_clear(line);
    str_add_bytes(line, *picture, len_bytes);
    *picture += len_bytes + ((*picture)[len_bytes] == '\n');
    while (line->len_bytes && line->bytes[line->len_bytes - 1] == ' ') {
        str_remove(line, line->len_bytes - 1, 1);
    }
}

bool golden_matches(const struct typist *t, const char *expected, struct str *report)
{
    struct str all = STR_EMPTY, want = STR_EMPTY, have = STR_EMPTY, marked = STR_EMPTY;
    typist_text(t, &all);
    const char *actual = str_text(&all);
    bool same = true;
    expected += *expected == '\n';
    for (int row = 0; *expected || *actual; row++) {
        take_line(&expected, &want);
        take_line(&actual, &have);
        if (strcmp(str_text(&want), str_text(&have)) == 0) {
            str_addf(&marked, "  %3d|%s\n", row, str_text(&have));
        } else {
            str_addf(&marked, "- %3d|%s\n+ %3d|%s\n", row, str_text(&want), row,
                     str_text(&have));
            same = false;
        }
    }
    if (!same) {
        str_add(report, str_text(&marked));
    }
    str_finish(&all);
    str_finish(&want);
    str_finish(&have);
    str_finish(&marked);
    return same;
}

void golden_as_source(const struct typist *t, struct str *out)
{
    struct str all = STR_EMPTY;
    typist_text(t, &all);
    while (all.len_bytes && strchr(" \n", all.bytes[all.len_bytes - 1])) {
        str_remove(&all, all.len_bytes - 1, 1);
    }
    str_add(out, "    \"\\n\"\n    \"");
    for (const char *at = str_text(&all); *at; at++) {
        if (*at == '\n') {
            str_add(out, "\\n\"\n    \"");
        } else {
            /* A second "?" is escaped too, or ? ? / would be a trigraph. */
            bool escaped =
                strchr("\"\\", *at) || (*at == '?' && at > all.bytes && at[-1] == '?');
            str_addf(out, escaped ? "\\%c" : "%c", *at);
        }
    }
    str_add(out, "\\n\"\n");
    str_finish(&all);
}

void golden_screen(struct typist *t, const char *expected)
{
    struct str report = STR_EMPTY;
    if (!golden_matches(t, expected, &report)) {
        typist_settle(t);
        str_clear(&report);
    }
    if (golden_matches(t, expected, &report)) {
        str_finish(&report);
        return;
    }
    if (getenv("ROUNDTABLE_SHOW_SCREENS")) {
        struct str source = STR_EMPTY;
        golden_as_source(t, &source);
        fprintf(stderr, "%s", str_text(&source));
        str_finish(&source);
    }
    cr_fatal("the screen differs: - expected, + there\n%s", str_text(&report));
}

void golden_keep(struct typist *t, const char *name, const char *title)
{
    const char *folder = getenv("ROUNDTABLE_SCREENS");
    if (folder) {
        struct str svg = STR_EMPTY, path = STR_EMPTY;
        typist_svg(t, title, &svg);
        str_addf(&path, "%s/%s.svg", folder, name);
        text_file_write(path.bytes, svg.bytes);
        str_finish(&svg);
        str_finish(&path);
    }
}
