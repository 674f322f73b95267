#ifndef ROUNDTABLE_EXPORT_XLSX_XLSX_SHEET_H
#define ROUNDTABLE_EXPORT_XLSX_XLSX_SHEET_H

#include "base/str.h"
#include "export/paper_words.h"

#include <xlsxwriter.h>

/**
 * A sheet of a workbook as people use it: heads that stay, filters, wrapped words, and
 * a page that prints. Words of people go in as words, never as formulas or links; those
 * that are too long for a cell go on in cells at the end of the row.
 */

enum xlsx_kind {
    XLSX_SHORT,  /* a number of a table, a place */
    XLSX_NAME,   /* a name, a few words */
    XLSX_WORDS,  /* what people wrote */
    XLSX_STRONG, /* the same where it heads its row, */
    XLSX_AGAIN,  /* or stands as in the row above */
    XLSX_NUMBER,
    XLSX_DATE, /* "2026-12-01" is a date, other words stay words */
};

enum { XLSX_COLOURS = 4 };

struct xlsx_book {
    const struct paper_words *paper; /* in which it is told */
    lxw_workbook *workbook;
    lxw_format *head, *number_head, *words, *again, *strong, *number, *date;
    lxw_format *coloured[XLSX_COLOURS]; /* heads */
    bool failed; /* something did not fit; what it is was not worse than that */
};

struct xlsx_sheet {
    struct xlsx_book *book;
    lxw_worksheet *sheet;
    enum xlsx_kind *kinds;
    size_t column_count, kinds_room;
    size_t rows, at; /* the row being written (0: the heads) and its next cell */
    size_t longest;  /* cells of the longest row */
    size_t lines;    /* of the tallest cell of this row */
    bool *used;      /* by column, whether anything stands below its head */
    size_t used_room;
    bool hides_unused; /* may be set by whoever begins it */
    struct str *rests; /* of words that were too long, for the end of the row */
    size_t rest_count, rests_room;
};

/** Begins a book in a file that is made anew, whose sheets go from right to left where its
 *  language does. */
bool xlsx_book_init(struct xlsx_book *book, const char *path, const char *title,
                    const struct paper_words *paper, int64_t made_ms);

/** Writes it; false if it could not be written, or not all of it fitted. */
bool xlsx_book_finish(struct xlsx_book *book);

/** Begins a sheet; what a sheet cannot be called so is changed in its name, and a second
 *  one of that name gets a number. */
void xlsx_begin(struct xlsx_book *book, struct xlsx_sheet *sheet, const char *name);

/** Before the first row: the next column, of words, whose head has the colour of goals (0) or of a
 *  column, by plan_colour(). */
void xlsx_coloured(struct xlsx_sheet *sheet, const char *title, enum xlsx_kind kind,
                   size_t colour);

/** Begins a row. */
void xlsx_row(struct xlsx_sheet *sheet);

/* The next cell of the row; before the first row, the next column, of which only the title
 * and the kind are looked at: so that what writes a row also says which columns it has. */
void xlsx_words(struct xlsx_sheet *sheet, const char *title, enum xlsx_kind kind,
                const char *words);
void xlsx_number(struct xlsx_sheet *sheet, const char *title, long number);

/** Leaves so many cells of the row empty. */
void xlsx_skip(struct xlsx_sheet *sheet, size_t cells);

/** Ends the sheet: filters, frozen heads, print settings. */
void xlsx_end(struct xlsx_sheet *sheet);

#endif
