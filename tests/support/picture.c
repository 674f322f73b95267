/* The screen of the typist as a picture. */

#include "support/typist.h"

#include <stdio.h>
#include <string.h>

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
