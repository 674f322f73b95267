/* Sheets as csv. */

#include "foreign/sheet.h"

#include "base/csv.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Letters of all sorts to UTF-8 */

/* What Windows-1252 has where Latin-1 has controls; 0: nothing. */
static const uint16_t windows[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static void add_windows(const char *bytes, size_t len_bytes, struct str *out)
{
    for (size_t i = 0; i < len_bytes; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        uint32_t letter = byte >= 0x80 && byte < 0xA0 ? windows[byte - 0x80] : byte;
        utf8_add(out, letter || !byte ? letter : 0xFFFD);
    }
}

static void add_utf16(const char *bytes, size_t len_bytes, bool big, struct str *out)
{
    size_t count = len_bytes / 2;
    uint16_t *units = memory_get((count + 1) * sizeof *units);
    for (size_t i = 0; i < count; i++) {
        unsigned char one = (unsigned char)bytes[2 * i];
        unsigned char other = (unsigned char)bytes[2 * i + 1];
        units[i] = (uint16_t)(big ? one << 8 | other : other << 8 | one);
    }
    utf8_add_utf16(out, units, count);
    free(units);
}

/* Makes each CR LF, and each CR, an LF. */
static void unify_breaks(struct str *text)
{
    size_t to = 0;
    for (size_t i = 0; i < text->len_bytes; i++) {
        bool pair = text->bytes[i] == '\r' && text->bytes[i + 1] == '\n';
        i += pair;
        text->bytes[to++] = text->bytes[i] == '\r' ? '\n' : text->bytes[i];
    }
    str_remove(text, to, text->len_bytes - to);
}

void sheet_decode(const char *bytes, size_t len_bytes, struct str *out)
{
    static const char little[] = "\xFF\xFE", big[] = "\xFE\xFF";
    bool is_big = strncmp(bytes, big, 2) == 0;
    if (is_big || strncmp(bytes, little, 2) == 0) {
        add_utf16(bytes + 2, len_bytes - 2, is_big, out);
    } else if (!utf8_valid(bytes, len_bytes, NULL)) {
        add_windows(bytes, len_bytes, out);
    } else {
        size_t mark = json_mark_bytes(bytes, len_bytes);
        str_add_bytes(out, bytes + mark, len_bytes - mark);
    }
    unify_breaks(out);
}

/* Cells */

enum { MOST_CELLS = 1000 }; /* in a row */

/* Where the reader stands, and what it met. */
struct at {
    const char *text;
    size_t line;
    char separator;
    size_t heads;   /* cells of the first row; 0: it is that */
    size_t cells;   /* taken of the row at hand */
    bool quoted;    /* a cell in quotes */
    size_t unended; /* cells that begin with a quote which has no end */
};

/* Moves behind a line's end. */
static void pass_end(struct at *at)
{
    at->text += *at->text == '\n';
    at->line++;
    at->heads = at->heads ? at->heads : at->cells;
    at->cells = 0;
}

/* Whether what stands in quotes over several lines is so many whole rows, between a quote that was
 * left open and an inch sign: each line has as many cells as there are headings, with no blank
 * behind what parts them, as words have it, and there are more than two, or the last quote stands
 * behind a figure. Blank lines tell nothing. */
static bool are_rows(const struct at *at, const char *end)
{
    size_t lines = 0, cells = at->cells + 1;
    bool several = memchr(at->text, '\n', (size_t)(end - at->text));
    bool rows = several && at->heads > 1, blank = false;
    for (const char *p = at->text; rows; p++) {
        if (*p == '\n' || !*p) {
            rows = rows && (blank || cells == at->heads);
            lines += !blank;
            cells = 1;
            blank = p[0] && (p[1] == '\n' || !p[1]);
            if (!*p || p >= end) {
                break;
            }
        } else if (*p == at->separator) {
            rows = rows && p[1] != ' ';
            cells++;
        }
    }
    return rows && (lines > 2 || isdigit((unsigned char)end[-2]));
}

/* One cell, up to its separator or the line's end. Of one that begins with a quote, and does not
 * end with one, that is of the words; it is counted unless it ends within the line: "Far" away. */
static void take_cell(struct at *at, struct str *cell)
{
    const char ends[] = {'\n', at->separator, '\0'};
    str_clear(cell);
    const char *from = at->text + 1, *end = csv_quote_end(at->text);
    bool whole = end && strchr(ends, end[strspn(end, " ")]) && !are_rows(at, end);
    at->unended +=
        *at->text == '"' && !whole && (!end || memchr(from, '\n', (size_t)(end - from)));
    if (whole) {
        at->quoted = true;
        for (const char *p = from; p < end; p++) {
            at->line += *p == '\n';
        }
        csv_add_unquoted(cell, from, (size_t)(end - from) - 1);
        at->text = end;
    }
    size_t len = strcspn(at->text, ends);
    str_add_bytes(cell, at->text, len);
    at->text += len;
    at->cells++;
}

/* How many rows of the first ones have as many cells as the first, if that is several. */
static size_t fits(const char *text, char separator)
{
    enum { ROWS = 20 };
    struct at at = {.text = text, .line = 1, .separator = separator};
    struct str cell = STR_EMPTY;
    size_t alike = 0;
    for (int row = 0; row < ROWS && *at.text; row++) {
        do {
            at.text += at.cells && *at.text == separator;
            take_cell(&at, &cell);
        } while (*at.text && *at.text == separator);
        size_t count = at.cells;
        pass_end(&at);
        alike += count == at.heads;
    }
    str_finish(&cell);
    return at.heads > 1 ? alike : 0;
}

/* Excel says it itself: "sep=;" in the first line, which *text then is behind. */
static char find_separator(const char **text)
{
    static const char some[] = ",;\t|";
    char best = 0;
    size_t most = 0;
    if (strncmp(*text, "sep=", 4) == 0 && strcspn(*text + 4, "\n") == 1) {
        best = (*text)[4];
        *text += 5;
        return best;
    }
    for (const char *s = some; *s; s++) {
        size_t count = fits(*text, *s);
        if (count > most) {
            most = count;
            best = *s;
        }
    }
    return best;
}

static bool has_words(const struct sheet_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i][strspn(row->cells[i], " \t\n")]) {
            return true;
        }
    }
    return false;
}

/* Where the cells of a row are put together. */
struct cells {
    const char **items;
    size_t room;
};

/* False: it has too many cells. */
static bool take_row(struct sheet *sheet, struct at *at, struct arena *arena,
                     struct cells *cells, struct sheet_row *row)
{
    struct str cell = STR_EMPTY;
    bool ok;
    *row = (struct sheet_row){.line = at->line};
    do {
        at->text += row->count && *at->text == at->separator;
        take_cell(at, &cell);
        ok = row->count < MOST_CELLS;
        ARRAY_ADD(cells->items, row->count, cells->room,
                  arena_copy_text(arena, csv_words(str_text(&cell))));
    } while (ok && *at->text && *at->text == at->separator);
    str_finish(&cell);
    while (ok && sheet->count && row->count > sheet->rows[0].count &&
           !*cells->items[row->count - 1]) {
        row->count--;
    }
    row->cells = arena_get(arena, row->count * sizeof *row->cells);
    memcpy(row->cells, cells->items, row->count * sizeof *row->cells);
    return ok;
}

bool sheet_read(struct sheet *sheet, struct arena *arena, const char *name,
                const char *text, size_t most_rows, struct err *err)
{
    struct cells cells = {0};
    struct sheet_row row;
    bool ok = true;
    sheet->separator = find_separator(&text);
    struct at at = {.text = text, .line = 1, .separator = sheet->separator};
    while (ok && *at.text) {
        if (!take_row(sheet, &at, arena, &cells, &row)) {
            err_set(err, "%s:%zu: this row has more than 1,000 cells", name, row.line);
            ok = false;
        } else if (has_words(&row)) {
            ARRAY_ADD(sheet->rows, sheet->count, sheet->room, row);
        }
        if (ok && sheet->count > most_rows) {
            err_set(err, "%s:%zu: more than %zu rows are not taken in", name, row.line,
                    most_rows);
            ok = false;
        }
        if (*at.text) {
            pass_end(&at);
        }
    }
    sheet->quoted = at.quoted;
    sheet->unended = at.unended;
    free(cells.items);
    return ok;
}

void sheet_finish(struct sheet *sheet)
{
    free(sheet->rows);
    *sheet = (struct sheet){0};
}
