#include "screen/pasted.h"

#include "base/csv.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "screen/pasted_marks.h"
#include "screen/text_box.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A line, or several if a cell in quotes holds breaks. */
struct row {
    const char *text;
    size_t len_bytes, indent_bytes;
    struct list_mark mark; /* behind the indent */
    bool colon;            /* it ends in one, and has no mark: a heading does */
};

struct rows {
    struct row *items;
    size_t count, room;
    size_t least_indent; /* of all, */
    size_t base_indent;  /* and of those below the heading at hand */
    bool all_marked;     /* those that stand furthest out, that is */
    bool first_alone; /* all others stand further in: it was not copied from its edge */
    bool all_quoted;  /* all cells but numbers stand in quotes: nobody said those */
};

/* Where the quoted cell ends that begins here, behind its quote; NULL: it is none. */
static const char *quoted_end(const char *cell)
{
    const char *end = csv_quote_end(cell);
    bool needed = end && cell + 1 + strcspn(cell + 1, "\t\n\"") < end - 1;
    return needed && strchr("\t\n", *end) ? end : NULL;
}

static const char *cell_end(const char *cell)
{
    const char *end = quoted_end(cell);
    return end ? end : cell + strcspn(cell, "\t\n");
}

static const char *row_end(const char *row)
{
    const char *end = cell_end(row);
    while (*end == '\t') {
        end = cell_end(end + 1);
    }
    return end;
}

static bool ends_in_colon(const char *text, size_t len_bytes)
{
    static const char wide[] = "\xEF\xBC\x9A";
    size_t len = sizeof wide - 1;
    trim_blanks(&text, &len_bytes);
    return (len_bytes && text[len_bytes - 1] == ':') ||
           (len_bytes > len && memcmp(text + len_bytes - len, wide, len) == 0);
}

/* Whether all lines have marks but for the first, which is then a heading. */
static bool first_heads(const struct rows *rows)
{
    size_t marked = 0;
    for (size_t i = 1; i < rows->count; i++) {
        marked += rows->items[i].mark.bytes > 0;
    }
    return rows->count > 2 && !rows->items[0].mark.bytes && marked + 1 == rows->count;
}

static struct rows read_rows(const char *text)
{
    struct rows rows = {
        .least_indent = SIZE_MAX, .all_marked = true, .first_alone = true};
    size_t marked = 0;
    for (const char *p = text; *p;) {
        const char *end = row_end(p);
        struct row row = {.text = p, .len_bytes = (size_t)(end - p)};
        if (text_box_is_entry(p, row.len_bytes)) {
            row.indent_bytes = blank_bytes(p, row.len_bytes);
            row.mark =
                list_mark(p + row.indent_bytes, row.len_bytes - row.indent_bytes, marked);
            row.colon = !row.mark.bytes && ends_in_colon(p, row.len_bytes);
            marked = row.colon ? 0 : marked + (row.mark.bytes > 0);
            rows.least_indent = row.indent_bytes < rows.least_indent ? row.indent_bytes
                                                                     : rows.least_indent;
            ARRAY_ADD(rows.items, rows.count, rows.room, row);
        }
        p = end + (*end == '\n');
    }
    rows.base_indent = rows.least_indent;
    bool headed = first_heads(&rows);
    for (size_t i = 0; i < rows.count; i++) {
        const struct row *row = &rows.items[i];
        bool further_in = row->indent_bytes > rows.least_indent;
        bool heads = (row->colon && i + 1 < rows.count) || (headed && i == 0);
        rows.all_marked = rows.all_marked && (row->mark.bytes || further_in || heads);
        rows.first_alone =
            rows.first_alone && (i == 0) == !further_in && (i > 0 || !row->mark.bytes);
    }
    return rows;
}

/* Where the words of a row of a list begin. */
static size_t words_at(const struct rows *rows, const struct row *row)
{
    size_t at = row->indent_bytes + row->mark.bytes;
    bool tab = row->mark.bytes && row->text[at - 1] == '\t';
    return row->mark.sure || rows->all_marked || tab ? at : row->indent_bytes;
}

/* Whether a row, as one of a list, still has tabs between words. */
static bool has_cells(const struct rows *rows, const struct row *row)
{
    const char *from = row->text + words_at(rows, row);
    const char *tab = cell_end(from), *end = row->text + row->len_bytes;
    return tab < end && blank_bytes(tab, (size_t)(end - tab)) < (size_t)(end - tab);
}

static bool is_table(const struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (has_cells(rows, &rows->items[i])) {
            return true;
        }
    }
    return false;
}

static bool is_in_quotes(const char *cell, const char *end)
{
    return end - cell >= 2 && *cell == '"' && end[-1] == '"';
}

static bool is_number(const char *text, size_t len_bytes)
{
    for (size_t i = 0; i < len_bytes; i++) {
        if (!strchr("0123456789.,-+ %", text[i])) {
            return false;
        }
    }
    return true;
}

/* As a program writes a table that quotes all words. */
static bool is_all_quoted(const struct rows *rows)
{
    size_t quoted = 0, bare = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->items[i];
        const char *end = row->text + row->len_bytes;
        for (const char *at = row->text, *stop; at <= end; at = stop + 1) {
            stop = cell_end(at);
            bool is = is_in_quotes(at, stop);
            quoted += is;
            bare += !is && !is_number(at, (size_t)(stop - at));
        }
    }
    return quoted > 1 && !bare;
}

/* Behind a value of a line with commas: words in quotes, a number or nothing; NULL: it is
 * something else. */
static const char *value_end(const char *at)
{
    if (*at != '"') {
        size_t len_bytes = strcspn(at, ",;\r\n\"");
        return is_number(at, len_bytes) && at[len_bytes] != '"' ? at + len_bytes : NULL;
    }
    const char *end = csv_quote_end(at);
    return end && strchr(",;\r\n", *end) ? end : NULL;
}

/* Adds a table whose words all stand in quotes, with commas or semicolons between them, with
 * tabs there; false if it is none: in what people write there are commas as well. */
static bool add_with_tabs(struct str *out, const char *text)
{
    size_t quoted = 0, lines = 0, parted = 0;
    for (const char *at = text, *end; *at; at = end + (*end != '\0')) {
        end = value_end(at);
        if (!end) {
            return false;
        }
        quoted += *at == '"';
        str_add_bytes(out, at, (size_t)(end - at));
        end += *end == '\r' && end[1] == '\n';
        bool parts = *end == ',' || *end == ';';
        parted += parts;
        lines += !parts;
        if (*end) {
            str_add_byte(out, parts ? '\t' : '\n');
        }
    }
    return quoted > 1 && parted >= lines;
}

static struct pasted_cell *add_cell(struct pasted *pasted, size_t *room, size_t row,
                                    size_t column)
{
    ARRAY_ADD(pasted->cells, pasted->count, *room,
              (struct pasted_cell){.row = row, .column = column});
    pasted->columns = column >= pasted->columns ? column + 1 : pasted->columns;
    return &pasted->cells[pasted->count - 1];
}

/* Words of a cell, undone of its quotes. */
static void add_words(struct str *out, const char *cell, const char *end, bool all_quoted)
{
    const char *text = cell;
    size_t len_bytes = (size_t)(end - cell);
    bool quoted = quoted_end(cell) == end || (all_quoted && is_in_quotes(cell, end));
    if (quoted) {
        text++;
        len_bytes -= 2;
    }
    trim_blanks(&text, &len_bytes);
    if (quoted) {
        csv_add_unquoted(out, text, len_bytes);
    } else {
        str_add_bytes(out, text, len_bytes);
    }
}

static void read_cells(struct pasted *pasted, size_t *room, const struct rows *rows,
                       const struct row *row)
{
    const char *end = row->text + row->len_bytes;
    const char *at = row->text + (rows->all_marked ? words_at(rows, row) : 0);
    size_t before = pasted->count, column = 0;
    for (;; at++, column++) {
        const char *stop = cell_end(at);
        struct str words = STR_EMPTY;
        add_words(&words, at, stop, rows->all_quoted);
        if (text_box_is_entry(str_text(&words), words.len_bytes)) {
            add_cell(pasted, room, pasted->rows, column)->words = words;
        } else {
            str_finish(&words);
        }
        at = stop;
        if (at >= end) {
            break;
        }
    }
    pasted->rows += pasted->count > before;
}

/* Whether it stands as a heading of the rows below does. */
static bool stands_above(const struct rows *rows, const struct row *row)
{
    const struct row *end = rows->items + rows->count;
    return row + 1 < end && (row->colon || (!row->mark.bytes && row[1].mark.bytes));
}

static void read_line(struct pasted *pasted, size_t *room, struct rows *rows,
                      const struct row *row)
{
    size_t at = words_at(rows, row);
    bool first_below = row > rows->items && row[-1].colon;
    if (first_below || row->indent_bytes < rows->base_indent) {
        rows->base_indent = row->indent_bytes;
    }
    bool goes_on = row->indent_bytes > rows->base_indent && at == row->indent_bytes;
    struct str words = STR_EMPTY;
    add_words(&words, row->text + at, row->text + row->len_bytes, false);
    if (goes_on && pasted->count && !rows->first_alone) {
        struct str *before = &pasted->cells[pasted->count - 1].words;
        str_addf(before, " %s", str_text(&words));
    } else if (words.len_bytes) {
        struct pasted_cell *cell = add_cell(pasted, room, pasted->rows, 0);
        cell->words = words;
        cell->heads = stands_above(rows, row);
        pasted->rows++;
        return;
    }
    str_finish(&words);
}

/* Adds a mail that somebody quoted, ">" before each line, without that; false if it is none. */
static bool add_unquoted(struct str *out, const char *text)
{
    size_t quoted = 0;
    for (const char *p = text; *p; quoted++) {
        if (*p != '>') {
            return false;
        }
        while (*p == '>') {
            p += 1 + (p[1] == ' ');
        }
        size_t len = strcspn(p, "\n") + (p[strcspn(p, "\n")] == '\n');
        str_add_bytes(out, p, len);
        p += len;
    }
    return quoted > 1;
}

void pasted_read(struct pasted *pasted, const char *text)
{
    struct str tabbed = STR_EMPTY, unquoted = STR_EMPTY;
    text = add_unquoted(&unquoted, text) ? str_text(&unquoted) : text;
    bool commas = add_with_tabs(&tabbed, text);
    struct rows rows = read_rows(commas ? str_text(&tabbed) : text);
    size_t room = 0;
    *pasted = (struct pasted){.table = is_table(&rows)};
    rows.all_quoted = pasted->table && is_all_quoted(&rows);
    for (size_t i = 0; i < rows.count; i++) {
        const struct row *row = &rows.items[i];
        if (pasted->table) {
            read_cells(pasted, &room, &rows, row);
        } else {
            read_line(pasted, &room, &rows, row);
        }
    }
    pasted->table = pasted->columns > 1;
    free(rows.items);
    str_finish(&tabbed);
    str_finish(&unquoted);
}

void pasted_part(struct pasted *pasted, const bool *are_headings)
{
    struct pasted_cell *cells = memory_get(pasted->count * sizeof *cells);
    size_t heads = 0, at = 0, rows = 0;
    for (size_t i = 0; i < pasted->count; i++) {
        heads += are_headings[i];
    }
    size_t below = heads, column = are_headings[0] ? SIZE_MAX : 0;
    for (size_t i = 0; i < pasted->count; i++) {
        column += are_headings[i];
        struct pasted_cell *cell = &cells[are_headings[i] ? at++ : below++];
        *cell = pasted->cells[i];
        cell->column = column;
        cell->row = are_headings[i] ? 0 : ++rows;
    }
    free(pasted->cells);
    pasted->cells = cells;
    pasted->rows = rows + 1;
    pasted->columns = column + 1;
    pasted->table = pasted->parts = true;
}

void pasted_finish(struct pasted *pasted)
{
    for (size_t i = 0; i < pasted->count; i++) {
        str_finish(&pasted->cells[i].words);
    }
    free(pasted->cells);
    *pasted = (struct pasted){0};
}

size_t pasted_count(const char *text)
{
    struct pasted pasted;
    pasted_read(&pasted, text);
    size_t count = pasted.count;
    pasted_finish(&pasted);
    return count;
}

void pasted_show(const struct pasted *pasted, struct str *out)
{
    for (size_t i = 0; i < pasted->count; i++) {
        const struct pasted_cell *cell = &pasted->cells[i];
        bool first = i == 0 || cell[-1].row != cell->row;
        str_add(out, i && first ? "\n" : "");
        for (size_t c = first ? 0 : cell[-1].column; c < cell->column; c++) {
            str_add(out, "| ");
        }
        str_add(out, pasted->table ? "" : "· ");
        for (const char *p = str_text(&cell->words); *p; p++) {
            str_add(out, *p == '\n' ? " ⏎ " : (char[]){*p, '\0'});
        }
        str_add(out, pasted->table ? " " : "");
    }
}
