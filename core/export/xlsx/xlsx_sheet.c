#include "export/xlsx/xlsx_sheet.h"

#include "base/instant.h"
#include "base/memory.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "export/outline.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_UNITS = 32767 - 4, /* of UTF-16 in a cell, less what says that more follows */
    MOST_NAME_LETTERS = 31,
    MOST_COLUMNS = 16384,
    LINE_POINTS = 15,  /* of the font that a workbook has by itself */
    MOST_LINES = 27,   /* a row is 409 points tall at most */
    FIRST_YEAR = 1900, /* a spreadsheet's calendar begins there */
};

static const lxw_color_t head_colours[XLSX_COLOURS] = {
    OUTLINE_COLOUR_GOAL, OUTLINE_COLOUR_1, OUTLINE_COLOUR_2, OUTLINE_COLOUR_3};

static void check(struct xlsx_book *book, lxw_error error)
{
    book->failed = book->failed || error != LXW_NO_ERROR;
}

static lxw_format *add_format(struct xlsx_book *book)
{
    lxw_format *format = workbook_add_format(book->workbook);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(format);
    return format;
}

static lxw_format *add_head(struct xlsx_book *book)
{
    lxw_format *format = add_format(book);
    format_set_bold(format);
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_bg_color(format, 0xEEEEEE);
    return format;
}

/* Numbers stand under one another, and off the words of the next column. */
static void set_right(lxw_format *format)
{
    format_set_align(format, LXW_ALIGN_RIGHT);
    format_set_indent(format, 1);
}

bool xlsx_book_init(struct xlsx_book *book, const char *path, const char *title,
                    const struct paper_words *paper, int64_t made_ms)
{
    struct str clean = STR_EMPTY, name = STR_EMPTY;
    *book = (struct xlsx_book){.paper = paper, .workbook = workbook_new(path)};
    if (!book->workbook) {
        return false;
    }
    sanitise(title, SANITISE_FOR_CELLS, &clean);
    text_add_beginning(&name, str_text(&clean), 100);
    lxw_doc_properties about = {.title = (char *)str_text(&name),
                                .created = (time_t)(made_ms / 1000)};
    about.created += about.created == 0; /* 0 would be the clock's time */
    check(book, workbook_set_properties(book->workbook, &about));
    book->words = add_format(book);
    book->head = add_head(book);
    book->number_head = add_head(book);
    set_right(book->number_head);
    for (size_t i = 0; i < XLSX_COLOURS; i++) {
        book->coloured[i] = add_head(book);
        format_set_font_color(book->coloured[i], head_colours[i]);
    }
    book->strong = add_format(book);
    format_set_bold(book->strong);
    book->again = add_format(book);
    format_set_font_color(book->again, 0x6B6B6B);
    book->number = workbook_add_format(book->workbook);
    format_set_align(book->number, LXW_ALIGN_VERTICAL_TOP);
    set_right(book->number);
    book->date = add_format(book);
    format_set_num_format(book->date, "yyyy-mm-dd");
    format_set_align(book->date, LXW_ALIGN_LEFT);
    str_finish(&clean);
    str_finish(&name);
    return true;
}

bool xlsx_book_finish(struct xlsx_book *book)
{
    check(book, workbook_close(book->workbook));
    book->workbook = NULL;
    return !book->failed;
}

/* A name that a sheet can have: none of []:*?/\, no ' at its ends, 31 letters. */
static void add_name(const char *name, int most_letters, struct str *out)
{
    struct str clean = STR_EMPTY;
    sanitise(name, SANITISE_FOR_CELLS, &clean);
    for (size_t i = 0; i < clean.len_bytes; i++) {
        clean.bytes[i] = strchr("[]:*?/\\'", clean.bytes[i]) ? ' ' : clean.bytes[i];
    }
    const char *text = str_text(&clean);
    size_t at = strspn(text, " "), len = clean.len_bytes;
    for (int letters = 0; at < len;) {
        uint32_t code_point;
        size_t taken = utf8_read(text + at, len - at, &code_point);
        letters += code_point > 0xFFFF ? 2 : 1;
        if (letters > most_letters) {
            break;
        }
        str_add_bytes(out, text + at, taken);
        at += taken;
    }
    while (out->len_bytes && out->bytes[out->len_bytes - 1] == ' ') {
        str_remove(out, out->len_bytes - 1, 1);
    }
    str_finish(&clean);
}

/* The sheet's name, and "Page 1 of 3". */
static void set_foot(struct xlsx_book *book, lxw_worksheet *sheet)
{
    struct str foot = str_of("&L&A&R");
    paper_say(book->paper, PAPER_SHEET_PAGE,
              (struct paper_said){.from = "&P", .to = "&N"}, &foot);
    check(book, worksheet_set_footer(sheet, foot.bytes));
    str_finish(&foot);
}

void xlsx_begin(struct xlsx_book *book, struct xlsx_sheet *sheet, const char *name)
{
    enum { NUMBER_LETTERS = 5 };
    struct str wanted = STR_EMPTY;
    *sheet = (struct xlsx_sheet){.book = book};
    add_name(name, MOST_NAME_LETTERS, &wanted);
    for (int n = 2;
         workbook_validate_sheet_name(book->workbook, str_text(&wanted)) != LXW_NO_ERROR;
         n++) {
        str_clear(&wanted);
        add_name(name, MOST_NAME_LETTERS - NUMBER_LETTERS, &wanted);
        str_addf(&wanted, "%s%d", wanted.len_bytes ? " " : "Sheet ", n);
    }
    sheet->sheet = workbook_add_worksheet(book->workbook, wanted.bytes);
    str_finish(&wanted);
    worksheet_set_landscape(sheet->sheet);
    worksheet_set_paper(sheet->sheet, 9); /* A4 */
    worksheet_set_margins(sheet->sheet, 0.5, 0.5, 0.6, 0.6);
    worksheet_fit_to_pages(sheet->sheet, 1, 0);
    check(book, worksheet_repeat_rows(sheet->sheet, 0, 0));
    set_foot(book, sheet->sheet);
    if (language_from_right(book->paper->language)) {
        worksheet_right_to_left(sheet->sheet);
    }
    worksheet_freeze_panes(sheet->sheet, 1, 0);
}

/* A spreadsheet reads "_x0041_" as "A": the first "_" is told to be one. */
static void add_escaped(struct str *out, const char *text, size_t len_bytes)
{
    const char *plain = text, *end = text + len_bytes, *at = text;
    while ((at = memchr(at, '_', (size_t)(end - at)))) {
        bool coded = end - at > 6 && at[1] == 'x' && at[6] == '_';
        for (int k = 2; k < 6 && coded; k++) {
            coded = isxdigit((unsigned char)at[k]);
        }
        str_add_bytes(out, plain, (size_t)(at - plain));
        str_add(out, coded ? "_x005F" : "");
        plain = at++;
    }
    str_add_bytes(out, plain, (size_t)(end - plain));
}

/* How many bytes of a text go into one cell: all of it, or up to where a letter ends. A
 * letter of more marks than a cell holds is cut between them. */
static size_t fitting_bytes(const char *text, size_t len_bytes)
{
    enum { MOST_OF_A_BYTE = 7 };
    size_t at = 0, units = 0;
    if (len_bytes <= MOST_UNITS / MOST_OF_A_BYTE) {
        return len_bytes;
    }
    while (at < len_bytes) {
        size_t end = grapheme_after(text, len_bytes, at), letter = 0;
        for (size_t i = at; i < end;) {
            uint32_t code_point;
            size_t next = i + utf8_read(text + i, end - i, &code_point);
            /* an escaped "_" becomes seven letters */
            letter += code_point > 0xFFFF ? 2 : code_point == '_' ? 7 : 1;
            if (letter > MOST_UNITS) {
                return at ? at : i;
            }
            i = next;
        }
        if (units + letter > MOST_UNITS) {
            return at;
        }
        units += letter;
        at = end;
    }
    return len_bytes;
}

/* Of columns, in the widths of a digit. */
static const int widths[] = {
    [XLSX_SHORT] = 16, [XLSX_NAME] = 24,   [XLSX_WORDS] = 42, [XLSX_STRONG] = 42,
    [XLSX_AGAIN] = 42, [XLSX_NUMBER] = 10, [XLSX_DATE] = 18};

/* How many lines words take in a cell, as far as can be told without its font: not every
 * program that opens a workbook makes its rows as tall as they need to be. */
static size_t lines_of(const char *text, size_t len_bytes, int room)
{
    size_t lines = 1;
    int cols = 0, word_cols = 0;
    size_t plain = plain_bytes(text, len_bytes, 0);
    if (plain == len_bytes && plain <= (size_t)room) { /* as most are */
        return 1;
    }
    for (size_t at = 0, end; at < len_bytes; at = end) {
        if (at >= plain) {
            plain = at + plain_bytes(text, len_bytes, at);
        }
        bool is_plain = at < plain;
        end = is_plain ? at + 1 : grapheme_after(text, len_bytes, at);
        int width = is_plain ? 1 : grapheme_width_cols(text + at, end - at);
        if (text[at] == '\n') {
            lines++;
            cols = word_cols = 0;
            continue;
        }
        word_cols = text[at] == ' ' ? 0 : word_cols + width;
        cols += width;
        if (cols > room && text[at] != ' ') {
            lines++;
            cols = word_cols = word_cols < room ? word_cols : width;
        }
    }
    return lines;
}

/* Whether a sheet is so wide at all; the cell is then used. */
static bool has_cell(struct xlsx_sheet *s)
{
    bool there = s->at < MOST_COLUMNS;
    if (s->rows && s->at < s->column_count) {
        s->used[s->at] = true;
    }
    check(s->book, there ? LXW_NO_ERROR : LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
    return there;
}

static void put(struct xlsx_sheet *s, const char *text, size_t len_bytes,
                lxw_format *format, const char *before, const char *behind)
{
    if (!has_cell(s)) {
        return;
    }
    struct str cell = STR_EMPTY;
    str_add(&cell, before);
    add_escaped(&cell, text, len_bytes);
    str_add(&cell, behind);
    check(s->book, worksheet_write_string(s->sheet, (lxw_row_t)s->rows, (lxw_col_t)s->at,
                                          cell.bytes, format));
    enum xlsx_kind kind = s->at < s->column_count ? s->kinds[s->at] : XLSX_WORDS;
    size_t lines = lines_of(cell.bytes, cell.len_bytes, widths[kind] * 11 / 10);
    s->lines = lines > s->lines ? lines : s->lines;
    s->at++;
    s->longest = s->at > s->longest ? s->at : s->longest;
    str_finish(&cell);
}

/* Words in the next cell; what does not fit waits for the end of the row. */
static void put_words(struct xlsx_sheet *s, const char *words, lxw_format *format)
{
    struct str clean = STR_EMPTY;
    sanitise(words, SANITISE_FOR_PAGE, &clean);
    const char *text = str_text(&clean);
    size_t fits = fitting_bytes(text, clean.len_bytes);
    if (!*text) {
        s->at++;
    } else {
        put(s, text, fits, format, "", fits < clean.len_bytes ? " …" : "");
    }
    if (fits < clean.len_bytes) {
        ARRAY_ADD(s->rests, s->rest_count, s->rests_room, STR_EMPTY);
        str_add(&s->rests[s->rest_count - 1], text + fits);
    }
    str_finish(&clean);
}

static void add_column(struct xlsx_sheet *s, const char *title, enum xlsx_kind kind,
                       lxw_format *head)
{
    lxw_col_t column = (lxw_col_t)s->column_count;
    if (!has_cell(s)) {
        return;
    }
    s->used =
        memory_room_for_one(s->used, s->column_count, &s->used_room, sizeof *s->used);
    s->used[s->column_count] = false;
    ARRAY_ADD(s->kinds, s->column_count, s->kinds_room, kind);
    check(s->book, worksheet_set_column(s->sheet, column, column, widths[kind], NULL));
    put_words(s, title, head);
}

void xlsx_coloured(struct xlsx_sheet *s, const char *title, enum xlsx_kind kind,
                   size_t colour)
{
    add_column(s, title, kind, s->book->coloured[colour]);
}

/* The rests follow the columns, each in as many cells as it takes. */
static void end_row(struct xlsx_sheet *s)
{
    for (size_t i = 0; i < s->rest_count; i++) {
        const char *text = s->rests[i].bytes;
        size_t left = s->rests[i].len_bytes;
        s->at = s->at < s->column_count ? s->column_count : s->at;
        while (left) {
            size_t fits = fitting_bytes(text, left);
            put(s, text, fits, s->book->words, "… ", fits < left ? " …" : "");
            text += fits, left -= fits;
        }
        str_finish(&s->rests[i]);
    }
    if (s->lines > 1) {
        size_t lines = s->lines < MOST_LINES ? s->lines : MOST_LINES;
        check(s->book, worksheet_set_row(s->sheet, (lxw_row_t)s->rows,
                                         (double)lines * LINE_POINTS, NULL));
    }
    s->rest_count = 0;
    s->at = 0;
    s->lines = 1;
}

void xlsx_row(struct xlsx_sheet *s)
{
    end_row(s);
    s->rows++;
}

/* A date that the spreadsheet's calendar has. */
static bool put_date(struct xlsx_sheet *s, const char *words)
{
    int64_t unused;
    lxw_datetime date = {0};
    if (!date_read(words, &unused) || !has_cell(s) ||
        sscanf(words, "%4d-%2d-%2d", &date.year, &date.month, &date.day) != 3 ||
        date.year <= FIRST_YEAR) {
        return false;
    }
    check(s->book, worksheet_write_datetime(s->sheet, (lxw_row_t)s->rows,
                                            (lxw_col_t)s->at, &date, s->book->date));
    s->at++;
    return true;
}

void xlsx_skip(struct xlsx_sheet *s, size_t cells)
{
    s->at += cells;
}

void xlsx_words(struct xlsx_sheet *s, const char *title, enum xlsx_kind kind,
                const char *words)
{
    if (s->rows == 0) {
        add_column(s, title, kind,
                   kind == XLSX_NUMBER ? s->book->number_head : s->book->head);
    } else if (kind == XLSX_STRONG || kind == XLSX_AGAIN) {
        put_words(s, words, kind == XLSX_AGAIN ? s->book->again : s->book->strong);
    } else if (kind != XLSX_DATE || !put_date(s, words)) {
        put_words(s, words, s->book->words);
    }
}

void xlsx_number(struct xlsx_sheet *s, const char *title, long number)
{
    if (s->rows == 0) {
        add_column(s, title, XLSX_NUMBER, s->book->number_head);
    } else if (has_cell(s)) {
        check(s->book,
              worksheet_write_number(s->sheet, (lxw_row_t)s->rows, (lxw_col_t)s->at,
                                     (double)number, s->book->number));
        s->at++;
    }
}

void xlsx_end(struct xlsx_sheet *s)
{
    end_row(s);
    size_t rows = s->rows, columns = s->column_count;
    while (s->column_count < s->longest) { /* what was too long for its cell */
        s->rows = 0, s->at = s->column_count;
        add_column(s, s->book->paper->texts[PAPER_CONTINUED_HEAD], XLSX_WORDS,
                   s->book->head);
    }
    if (columns) {
        check(s->book, worksheet_autofilter(s->sheet, 0, 0, (lxw_row_t)rows,
                                            (lxw_col_t)(s->column_count - 1)));
    }
    for (size_t i = 0; i < columns && s->hides_unused && rows; i++) {
        lxw_row_col_options hidden = {.hidden = 1};
        if (!s->used[i]) {
            check(s->book, worksheet_set_column_opt(s->sheet, (lxw_col_t)i, (lxw_col_t)i,
                                                    widths[s->kinds[i]], NULL, &hidden));
        }
    }
    free(s->kinds);
    free(s->used);
    free(s->rests);
    *s = (struct xlsx_sheet){0};
}
