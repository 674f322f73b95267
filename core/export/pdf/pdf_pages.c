/* Rows are parted into pages. */

#include "export/pdf/pdf_room.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void begin_page(struct pdf_paginator *p)
{
    struct pdf_pages *out = p->out;
    ARRAY_ADD(out->pages, out->page_count, out->page_room,
              (struct pdf_page){.first_piece = (unsigned)out->piece_count});
    p->y = p->top;
    p->own = 0;
    p->bottom = p->foot;
    p->column = 0;
    p->in_columns = false;
}

/* On, where a row does not fit: in the next column of its page, or on the next page. The
 * last column may be longer than the others. */
static void go_on(struct pdf_paginator *p, const struct pdf_row *row)
{
    if (row->new_page || !p->in_columns || p->column + 1 >= row->columns) {
        begin_page(p);
        return;
    }
    p->column++;
    p->y = p->column_top;
    p->own = 0;
    if (p->column + 1 == row->columns) {
        p->bottom = p->foot;
    }
}

/* A piece without its spans, which are added behind it. */
static struct pdf_piece *add_piece(struct pdf_paginator *p, size_t row)
{
    struct pdf_pages *out = p->out;
    const struct pdf_row *of = &p->flow->rows[row];
    ARRAY_ADD(
        out->pieces, out->piece_count, out->piece_room,
        (struct pdf_piece){.row = (unsigned)row,
                           .x = (float)pdf_column_in_turn(p->flow->paper, of->columns,
                                                          p->column, of->from_right),
                           .y = (float)p->y,
                           .spans_at = (unsigned)out->span_count});
    out->pages[out->page_count - 1].piece_count++;
    return &out->pieces[out->piece_count - 1];
}

static void add_span(struct pdf_paginator *p, struct pdf_place from, struct pdf_place to)
{
    struct pdf_pages *out = p->out;
    for (int i = 0; i < 2; i++) {
        ARRAY_ADD(out->spans, out->span_count, out->span_room, i ? to : from);
    }
}

static void add_whole(struct pdf_paginator *p, size_t n)
{
    const struct pdf_row *row = &p->flow->rows[n];
    add_piece(p, n);
    for (unsigned c = 0; c < row->cell_count; c++) {
        add_span(p, (struct pdf_place){0, 0},
                 (struct pdf_place){pdf_cell_of(p, row, c)->item_count, 0});
    }
    p->y += row->height;
}

/* Where a page begins with a row, the head of its columns stands again. */
static void repeat_head(struct pdf_paginator *p, const struct pdf_row *row)
{
    if (row->head && !p->own) {
        add_whole(p, row->head - 1);
        p->out->pieces[p->out->piece_count - 1].again = true;
        p->y += pdf_gap_below_head(p->flow, &p->flow->rows[row->head - 1]);
    }
}

static double gap_above(const struct pdf_paginator *p, const struct pdf_row *row)
{
    return p->own ? row->before : 0;
}

/* Whether a row begins another page although something of it would fit on this one. */
static bool begins_page(const struct pdf_paginator *p, size_t n)
{
    const struct pdf_row *row = &p->flow->rows[n];
    double room = p->bottom - p->y - gap_above(p, row);
    if (p->in_columns && !row->columns) {
        return true;
    }
    if (!p->own) {
        return false;
    }
    if (row->new_page || pdf_needed(p, n) > room) {
        return true;
    }
    if (!row->whole || p->flow->rows[n - 1].keep) { /* below a title it stays there */
        return false;
    }
    double part = pdf_part_height(p, n);
    return part > room && (part <= p->bottom - p->top || row->kind == PDF_HEADING_1);
}

/* As much of a row as fits, from where it stands; true when it is done. */
static bool add_slice(struct pdf_paginator *p, size_t n, struct pdf_place *at)
{
    const struct pdf_row *row = &p->flow->rows[n];
    double room = p->bottom - p->y, full = pdf_parted_from(p, row), most = 0;
    bool done = true, again = false, must = p->own == 0;
    for (unsigned c = 0; c < row->cell_count; c++) {
        again = again || at[c].item || at[c].line;
    }
    add_piece(p, n)->again = again;
    for (unsigned c = 0; c < row->cell_count; c++) {
        const struct pdf_cell *cell = pdf_cell_of(p, row, c);
        double used;
        struct pdf_place to = pdf_fit(p, cell, at[c], room, full, must, &used);
        if (again && cell->has_again && at[c].item == cell->item_count) {
            used = pdf_item_of(p, cell, cell->item_count)->height;
        }
        add_span(p, at[c], to);
        at[c] = to;
        done = done && to.item == cell->item_count;
        most = used > most ? used : most;
    }
    p->out->pieces[p->out->piece_count - 1].goes_on = !done;
    p->y += most;
    p->own++;
    return done;
}

/* As much of a list as stands on a page, in columns of about the same height; false if more of
 * it may come that would stand there, too. */
static bool add_to_page(struct pdf_paginator *p, size_t n, struct pdf_place *ends)
{
    const struct pdf_row *row = &p->flow->rows[n];
    unsigned count = pdf_cell_of(p, row, 0)->item_count;
    double room = p->bottom - p->y, used;
    bool must = !p->own;
    if (p->more_comes && pdf_run(p, row, p->at, room, must, ends, &used).item == count) {
        return false;
    }
    double height = pdf_list_height(p, row, p->at, room, ends);
    pdf_run(p, row, p->at, height < room ? height : room, must, ends, &used);
    add_piece(p, n)->again = p->again;
    for (unsigned c = 0; c < row->cell_count; c++) {
        add_span(p, p->at, ends[c]);
        p->at = ends[c];
    }
    p->y += used;
    p->own++;
    p->again = true;
    return true;
}

/* A list, over as many pages as it takes, from where it stands; true when it is done. */
static bool add_list(struct pdf_paginator *p, size_t n)
{
    const struct pdf_row *row = &p->flow->rows[n];
    const struct pdf_cell *cell = pdf_cell_of(p, row, 0);
    struct pdf_place *ends = memory_get(row->cell_count * sizeof *ends);
    bool done = true;
    while (done && p->at.item < cell->item_count) {
        done = add_to_page(p, n, ends);
        if (done && p->at.item < cell->item_count) {
            p->out->pieces[p->out->piece_count - 1].goes_on = true;
            go_on(p, row);
            repeat_head(p, row);
        }
    }
    free(ends);
    return done && !p->more_comes;
}

static bool begin_list(struct pdf_paginator *p, size_t n)
{
    p->at = (struct pdf_place){0, 0};
    p->again = false;
    return add_list(p, n);
}

static void add_in_slices(struct pdf_paginator *p, size_t n)
{
    const struct pdf_row *row = &p->flow->rows[n];
    struct pdf_place *at = memory_get(row->cell_count * sizeof *at);
    while (!add_slice(p, n, at)) {
        go_on(p, row);
        repeat_head(p, row);
    }
    free(at);
}

/* The last row of a table would stand alone on a page: the one before it comes along. */
static bool takes_along(const struct pdf_paginator *p, size_t n)
{
    const struct pdf_row *row = &p->flow->rows[n];
    const struct pdf_pages *out = p->out;
    if (p->in_columns || p->own < 3 || !row->table || row->new_page ||
        row->kind != PDF_TABLE_ROW ||
        (n + 1 < p->flow->row_count && p->flow->rows[n + 1].table == row->table)) {
        return false;
    }
    const struct pdf_piece *last = &out->pieces[out->piece_count - 1];
    const struct pdf_row *before = &p->flow->rows[last->row],
                         *above = &p->flow->rows[last[-1].row];
    return !last->again && last->row + 1 == n && before->table == row->table &&
           above->table == row->table && above->kind == PDF_TABLE_ROW && !above->keep &&
           pdf_is_short(p, row, before->height + before->before + row->height);
}

/* What stands in columns begins, on this page if the first of it does: they are of about the
 * same height, so that none is empty. */
static void begin_columns(struct pdf_paginator *p, size_t n)
{
    const struct pdf_row *rows = p->flow->rows;
    double all = 0, tallest = 0, first = pdf_needed(p, n);
    if (p->own && first > p->foot - p->y - gap_above(p, &rows[n])) {
        begin_page(p);
    }
    for (size_t i = n; i < p->flow->row_count && rows[i].columns; i++) {
        double part = rows[i].whole ? pdf_part_height(p, i) : 0;
        all += rows[i].before + rows[i].height;
        tallest = part > tallest ? part : tallest;
    }
    p->in_columns = true;
    p->column_top = p->y + gap_above(p, &rows[n]);
    double bottom = p->column_top + all / rows[n].columns + tallest / 2;
    p->bottom = bottom < p->foot ? bottom : p->foot;
}

/* Columns begin where they have to; the one that begins with a row has room for what that
 * heads. */
static void stand_in_columns(struct pdf_paginator *p, size_t n)
{
    const struct pdf_row *row = &p->flow->rows[n];
    bool first = row->columns > 1 && !p->in_columns;
    if (first) {
        begin_columns(p, n);
    }
    if (p->in_columns && (first || !p->own)) {
        double head = p->own ? 0 : pdf_head_height(p, row), rounded = .01;
        double bottom = p->y + head + gap_above(p, row) + pdf_needed(p, n) + rounded;
        bottom = bottom < p->foot ? bottom : p->foot;
        p->bottom = bottom > p->bottom ? bottom : p->bottom;
    }
}

/* To where a row stands that does not fit here. A column that begins far down may not hold it,
 * and a page does. */
static void turn_to(struct pdf_paginator *p, size_t n)
{
    go_on(p, &p->flow->rows[n]);
    if (p->in_columns && p->column_top > p->top &&
        pdf_needed(p, n) + pdf_head_height(p, &p->flow->rows[n]) > p->foot - p->y) {
        begin_page(p);
    }
    stand_in_columns(p, n);
}

/* True when it is done. */
static bool add_row(struct pdf_paginator *p, size_t n)
{
    const struct pdf_row *row = &p->flow->rows[n];
    stand_in_columns(p, n);
    if (begins_page(p, n)) {
        if (takes_along(p, n)) {
            p->out->piece_count--;
            p->out->pages[p->out->page_count - 1].piece_count--;
            p->out->span_count = p->out->pieces[p->out->piece_count].spans_at;
            go_on(p, row);
            add_row(p, n - 1);
        } else {
            turn_to(p, n);
        }
    }
    repeat_head(p, row);
    p->y += gap_above(p, row);
    if (row->kind == PDF_LIST) {
        return begin_list(p, n);
    }
    if (row->height <= p->bottom - p->y) {
        add_whole(p, n);
        p->own++;
    } else {
        add_in_slices(p, n);
    }
    return true;
}

void pdf_paginate_begin(struct pdf_paginator *p, const struct pdf_flow *flow,
                        struct pdf_pages *out)
{
    *p = (struct pdf_paginator){
        .flow = flow,
        .out = out,
        .top = flow->paper->margin,
        .foot = flow->paper->margin + pdf_height(flow->paper),
    };
    *out = (struct pdf_pages){0};
    begin_page(p);
}

static void paginate_next(struct pdf_paginator *p)
{
    bool done = p->flow->rows[p->next].only_again ||
                (p->in_list ? add_list(p, p->next) : add_row(p, p->next));
    p->in_list = !done;
    p->next += done;
}

static void paginate_to(struct pdf_paginator *p, size_t end)
{
    while (p->next < end) {
        paginate_next(p);
    }
}

void pdf_paginate_known(struct pdf_paginator *p, bool more_comes)
{
    size_t end = pdf_known_rows(p, more_comes);
    p->more_comes = more_comes;
    while (p->next < end && pdf_is_place_known(p, p->next)) {
        size_t before = p->next;
        paginate_next(p);
        if (p->next == before) {
            break;
        }
    }
    p->more_comes = false;
}

/* Rows that stay with the one that follows wait for it. */
void pdf_paginate_on(struct pdf_paginator *p)
{
    const struct pdf_row *rows = p->flow->rows;
    size_t end = p->flow->row_count;
    while (end > p->next && (rows[end - 1].keep || rows[end - 1].only_again)) {
        end--;
    }
    paginate_to(p, end);
}

void pdf_paginate(struct pdf_paginator *p)
{
    paginate_to(p, p->flow->row_count);
}

void pdf_pages_finish(struct pdf_pages *pages)
{
    free(pages->pages);
    free(pages->pieces);
    free(pages->spans);
    *pages = (struct pdf_pages){0};
}
