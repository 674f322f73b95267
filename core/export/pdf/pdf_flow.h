#ifndef ROUNDTABLE_EXPORT_PDF_PDF_FLOW_H
#define ROUNDTABLE_EXPORT_PDF_PDF_FLOW_H

#include "base/arena.h"
#include "base/err.h"
#include "base/spool.h"
#include "base/str.h"
#include "export/paper_words.h"
#include "export/pdf/pdf_letters.h"

#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What goes onto paper, private to roundtable-pdf. Everything is set in lines; pages are made
 * of their heights and drawn (pdf_press.h): those that are full whenever a part that begins
 * with a heading of the highest kind follows, and nothing of them stays. The first PDF_KEPT
 * lines are kept till they are drawn; of what is longer, words are set again then, for a
 * thousand set lines take more than a megabyte. All lengths are points, 1/72 inch.
 *
 * A flow is rows, one below the other: a heading or a paragraph is a row of one cell, a
 * goal a row of several. A cell holds items, an item holds lines. Between items of a cell
 * a page may end; an item is parted only where it is higher than half a page. */

enum pdf_style {
    PDF_COVER, /* the title on a page of its own */
    PDF_TITLE,
    PDF_PART,  /* the heading of a part */
    PDF_LEAD,  /* what is said in larger letters below a heading */
    PDF_SUB,   /* the heading of a goal in prose */
    PDF_HEAD,  /* of a column */
    PDF_GOAL,  /* what stands at the head of a row */
    PDF_NOTE,  /* what people said */
    PDF_SMALL, /* what is said about it */
    PDF_FOOT,
    PDF_STYLES,
};

/** As in the screen's light theme: goals, barriers, stakeholders, moments. */
enum pdf_colour {
    PDF_BLACK,
    PDF_COLUMN_1,
    PDF_COLUMN_2,
    PDF_COLUMN_3,
    PDF_COLUMN_4,
    PDF_COLOURS,
};

struct pdf_paper {
    const char *name;
    double width, height;
    double margin; /* left, right and above; below, the foot stands in it */
    double scale;  /* of the letters, */
    double least;  /* but for this, which none is smaller than */
    bool poster;   /* to be read from afar: larger letters, a sheet a table if it fits */
    bool prose;    /* one column of lists to read, not a grid to look at, */
    bool stacked;  /* with the columns' titles above what stands in them */
    unsigned list_columns; /* into how many a list goes, or the one page to read out */
};

/** The paper of that name, one of papers_of_pdf; NULL if it is none. */
const struct pdf_paper *pdf_paper_of(const char *name);

/** The size of a style's letters. */
double pdf_size(const struct pdf_paper *paper, enum pdf_style style);

bool pdf_is_bold(enum pdf_style style);

/** The distance that everything on that paper is a multiple of. */
double pdf_unit(const struct pdf_paper *paper);

enum { PDF_KEPT = 8192 };

/** Words that were set, as a paragraph, and how. */
struct pdf_words {
    const char *text;
    unsigned len_bytes;
    unsigned first_line; /* of the flow's */
    unsigned more_from;  /* where what stands behind them begins; PDF_NO_MORE: nowhere */
    enum pdf_style style;
    double width;
    PangoLanguage *language;
};
#define PDF_NO_MORE (~0U)

struct pdf_line {
    PangoLayoutLine *line; /* NULL: not kept, or without letters; pdf_line_of() */
    unsigned words;        /* which paragraph it is a line of */
    float x;               /* from the cell's left edge */
    float ascent, height;
};

/** What stands together: one thing that somebody said, with what is said about it. */
struct pdf_item {
    unsigned first_line, line_count;
    float before; /* space above, unless it is the first of its cell on a page */
    float height; /* of its lines */
    float bar;    /* the length of a bar drawn beside its first line; 0: none */
    float bar_x;
    unsigned char colour;
    const struct pdf_drawn *drawn; /* it is this, of one line without letters; or NULL */
    bool bullet, bullet_right; /* it has one, at the right where it is read from there */
};

struct pdf_cell {
    unsigned first_item, item_count;
    float x, width;
    bool has_again; /* behind the items stands one more: it is shown instead, where the
                       row goes on on another page and the cell is done */
    bool head;      /* it says what the others are about */
    bool list;      /* its items are one */
};

enum pdf_kind {
    PDF_HEADING_1,
    PDF_HEADING_2,
    PDF_HEADING_3,
    PDF_PARAGRAPH,
    PDF_TABLE_HEAD, /* of a table's columns */
    PDF_TABLE_ROW,
    PDF_LIST, /* its cells are columns that its one cell's items run through */
};

struct pdf_row {
    unsigned first_cell, cell_count;
    unsigned head;  /* the row that is repeated where a page begins with this one, as its
                       place plus 1; 0: none */
    unsigned table; /* rows of one table have the same number; 0: of none */
    float before;   /* space above, unless a page begins with it */
    float height;
    enum pdf_kind kind;
    bool only_again; /* is drawn only as the head of others */
    bool new_page;   /* begins one */
    bool whole;      /* with all up to the next heading of its kind or above, on one page,
                        where one can hold it */
    bool keep;       /* stays with the row that follows */
    bool said; /* a sentence, about the table or the list that follows, if one does */
    bool rule; /* a hairline above, unless a page begins with it */
    unsigned
        columns;     /* of the page, so many, that it and those like it run through; 0: it
                         has the page's width */
    bool from_right; /* the first of these columns is at the right */
    bool centre;     /* in the middle of a page of its own, which has no foot */
    const char *bookmark;    /* NULL: none */
    PangoLanguage *language; /* of PDF_HEADING_1: of what begins with it; or NULL */
};

struct pdf_flow {
    const struct pdf_paper *paper;
    const struct paper_words *says; /* of the foot */
    struct pdf_words *words;
    struct pdf_line *lines;
    struct pdf_item *items;
    struct pdf_cell *cells;
    struct pdf_row *rows;
    size_t words_count, words_room, line_count, line_room, item_count, item_room,
        cell_count, cell_room, row_count, row_room;
    struct arena arena;

    /* For setting lines. */
    PangoContext *context;
    PangoLayout *layout;
    PangoFontDescription *fonts[PDF_STYLES];
    PangoAttrList *plain; /* what holds for every text */
    PangoLayout *again;   /* has the words that were set again last, */
    size_t again_words;   /* these, counted from 1; 0: none */
    PangoLayoutLine *bullet;
    float bullet_width;
    struct str clean;
    unsigned tables;  /* how many there are so far */
    unsigned columns; /* what is begun from now on has these */
    bool
        from_right; /* its language is written from there: all lines end at the right edge, each
                      * in its own direction */
    PangoLayoutLine *foot;   /* the line at the foot of pages, */
    char *foot_text;         /* which is of this; NULL: there is none */
    struct pdf_press *press; /* what pages leave for once they are full; NULL: all stay */

    struct pdf_missing missing;
};

void pdf_flow_init(struct pdf_flow *flow, const struct pdf_paper *paper,
                   const char *language);
void pdf_flow_finish(struct pdf_flow *flow);

/** Another language from here on: it chooses between letters of one code point, and at which
 *  edge lines stand. */
void pdf_speak(struct pdf_flow *flow, const char *language);

/* Building, always at the end: a row, its cells, their items, their lines. What is
 * returned holds until the next of its kind is begun. */

struct pdf_row *pdf_begin_row(struct pdf_flow *flow, enum pdf_kind kind);
struct pdf_cell *pdf_begin_cell(struct pdf_flow *flow, double x, double width);
struct pdf_item *pdf_begin_item(struct pdf_flow *flow, bool bullet);

/**
 * Sets words in the item that was begun, below what is in it.
 *
 * @words  as somebody typed them, or of ours: sanitised here.
 * @more   stands behind them in italics, smaller; "" is nothing.
 */
void pdf_set(struct pdf_flow *flow, enum pdf_style style, const char *words,
             const char *more);

/** The same for parts side by side, each in its own direction. */
void pdf_set_parts(struct pdf_flow *flow, enum pdf_style style, const char *const *parts,
                   size_t count, const char *between);

/** How far the words of an item stand behind its bullet's place. */
double pdf_indent(const struct pdf_flow *flow);

/** The n-th line as it was set, and the text that it is of; until the next is asked for. */
PangoLayoutLine *pdf_line_of(struct pdf_flow *flow, unsigned n, const char **text);

/** The line that was set last stands at the foot of pages. */
void pdf_keep_foot(struct pdf_flow *flow);

/** Counts the heights of the row that was begun last. */
void pdf_end_row(struct pdf_flow *flow);

/** A row of one cell over the whole width, with one item of these words. */
struct pdf_row *pdf_add(struct pdf_flow *flow, enum pdf_kind kind, enum pdf_style style,
                        const char *words, const char *more);

/** The width between the margins, and how much of its height a page has for rows. */
double pdf_width(const struct pdf_paper *paper);
double pdf_height(const struct pdf_paper *paper);

/** How wide rows of so many columns of the page are. */
double pdf_column_width(const struct pdf_paper *paper, unsigned columns);

/** Where the n-th of them begins, from 0 in the order of reading. */
double pdf_column_in_turn(const struct pdf_paper *paper, unsigned columns, unsigned n,
                          bool from_right);

/* Pages. */

/** Up to where a cell is drawn: that many whole items, and lines of the next. */
struct pdf_place {
    unsigned item, line;
};

/** A row, or as much of it as stands on a page. */
struct pdf_piece {
    unsigned row;
    bool again;        /* it stood on an earlier page, too */
    bool goes_on;      /* on the next page */
    float x, y;        /* from the left margin; from the page's upper edge */
    unsigned spans_at; /* two places a cell: from, to. As many cells as the row has */
};

struct pdf_page {
    unsigned first_piece, piece_count;
};

struct pdf_pages {
    struct pdf_page *pages;
    struct pdf_piece *pieces;
    struct pdf_place *spans;
    size_t page_count, page_room, piece_count, piece_room, span_count, span_room;
};

/** How far rows are parted into pages. */
struct pdf_paginator {
    const struct pdf_flow *flow;
    struct pdf_pages *out;
    size_t next;         /* the row to come */
    double top, bottom;  /* of every page */
    double y;            /* where the next row would begin */
    size_t own;          /* how many rows stand on this page, repeated heads left out */
    double foot;         /* the lower edge of pages: bottom is that of a column */
    unsigned column;     /* of the page, from 0 */
    bool in_columns;     /* they have begun, */
    double column_top;   /* there */
    bool in_list;        /* the row to come is a list, of which some stands on pages: */
    struct pdf_place at; /* what comes before that, */
    bool again;          /* if anything does */
    bool more_comes;     /* the last row is a list that is not all there */
};

/** Begins pages of a flow, both borrowed until no more is added. */
void pdf_paginate_begin(struct pdf_paginator *p, const struct pdf_flow *flow,
                        struct pdf_pages *out);

/** Adds the rows that there are as they would be with more behind them, whose first is a heading
 *  of the highest kind: then all pages but the last are what they will be. */
void pdf_paginate_on(struct pdf_paginator *p);

/**
 * Adds the rows whose place nothing decides that comes behind them, but never the last; all pages
 * but the last are what they will be then.
 *
 * @more_comes  the last row is a list, not all of it is there, and of that as much is added as
 *              fills pages.
 */
void pdf_paginate_known(struct pdf_paginator *p, bool more_comes);

/** Adds the rows that there are: no more come. */
void pdf_paginate(struct pdf_paginator *p);

/** The space below the head of a table where it is repeated. */
double pdf_gap_below_head(const struct pdf_flow *flow, const struct pdf_row *head);

/** Up to which row the rows that each row stands with are there; more_comes as above. */
size_t pdf_known_rows(const struct pdf_paginator *p, bool more_comes);

/** Whether all is there that decides on which page that row, one of those, begins. */
bool pdf_is_place_known(const struct pdf_paginator *p, size_t n);

/** All pages but the last are gone, and of the flow what neither that one nor what comes
 *  needs. */
void pdf_drop_pages(struct pdf_paginator *p, struct pdf_flow *flow);

void pdf_pages_finish(struct pdf_pages *pages);

/* Drawing. */

void pdf_choose_colour(cairo_t *cr, enum pdf_colour colour);

/** Draws a piece of a picture, whose upper left corner is there. */
void pdf_draw_picture(cairo_t *cr, struct pdf_flow *flow, const struct pdf_drawn *drawn,
                      double x, double y);

#endif
