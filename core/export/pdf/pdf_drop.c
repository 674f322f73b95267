/* What has left with its pages is dropped from the flow, and what stays moves together. */

#include "base/memory.h"
#include "export/pdf/pdf_flow.h"

#include <stdlib.h>
#include <string.h>

#define DROP(items, count, first)                                                        \
    (memmove((items), (items) + (first), ((count) - (first)) * sizeof *(items)),         \
     (count) -= (first))

#define MOVE(items, to, from, end)                                                       \
    memmove((items) + (to), (items) + (from), ((end) - (from)) * sizeof *(items))

/* Where a row begins, in each of a flow's lists. */
struct begin {
    size_t row, cell, item, line, words;
};

static struct begin begin_of(const struct pdf_flow *flow, size_t n)
{
    struct begin b = {.row = n};
    b.cell = n < flow->row_count ? flow->rows[n].first_cell : flow->cell_count;
    b.item =
        b.cell < flow->cell_count ? flow->cells[b.cell].first_item : flow->item_count;
    b.line =
        b.item < flow->item_count ? flow->items[b.item].first_line : flow->line_count;
    b.words = b.line < flow->line_count ? flow->lines[b.line].words : flow->words_count;
    return b;
}

static const struct pdf_page *last_page(const struct pdf_pages *pages)
{
    return &pages->pages[pages->page_count - 1];
}

/* Which rows stay: as its new place plus 1, for each; 0: it goes. The heads of those that
 * stay do, too. */
static unsigned *places_of(const struct pdf_paginator *p, const struct pdf_flow *flow)
{
    const struct pdf_page *page = last_page(p->out);
    unsigned *places = memory_get((flow->row_count + 1) * sizeof *places), place = 0;
    for (size_t i = p->next ? p->next - 1 : 0; i < flow->row_count; i++) {
        places[i] = 1; /* the one before decides about the next */
    }
    for (unsigned i = 0; i < page->piece_count; i++) {
        places[p->out->pieces[page->first_piece + i].row] = 1;
    }
    for (size_t i = flow->row_count; i-- > 0;) {
        if (places[i] && flow->rows[i].head) {
            places[flow->rows[i].head - 1] = 1;
        }
    }
    for (size_t i = 0; i < flow->row_count; i++) {
        places[i] = places[i] ? ++place : 0;
    }
    return places;
}

/* How many items of the list that goes on have left. */
static unsigned items_that_left(const struct pdf_paginator *p)
{
    const struct pdf_page *page = last_page(p->out);
    for (unsigned i = 0; i < page->piece_count; i++) {
        const struct pdf_piece *piece = &p->out->pieces[page->first_piece + i];
        if (piece->row == p->next) {
            return p->out->spans[piece->spans_at].item;
        }
    }
    return p->at.item;
}

/* Drops pages; what stays of them has the new places. */
static void drop(struct pdf_paginator *p, const unsigned *places, unsigned left)
{
    struct pdf_pages *pages = p->out;
    DROP(pages->pages, pages->page_count, pages->page_count - 1);
    size_t first_piece = pages->pages[0].first_piece;
    DROP(pages->pieces, pages->piece_count, first_piece);
    pages->pages[0].first_piece = 0;
    size_t first_span =
        pages->piece_count ? pages->pieces[0].spans_at : pages->span_count;
    DROP(pages->spans, pages->span_count, first_span);
    for (size_t i = 0; i < pages->piece_count; i++) {
        struct pdf_piece *piece = &pages->pieces[i];
        size_t end = i + 1 < pages->piece_count ? piece[1].spans_at
                                                : pages->span_count + first_span;
        piece->spans_at -= (unsigned)first_span;
        for (size_t n = piece->spans_at; piece->row == p->next && n < end - first_span;
             n++) {
            pages->spans[n].item -= left;
        }
        piece->row = places[piece->row] - 1;
    }
    p->at.item -= left;
}

/* A row goes where what stays ends so far. */
static void move(struct pdf_flow *flow, struct begin from, struct begin end,
                 struct begin *to)
{
    MOVE(flow->rows, to->row, from.row, end.row);
    MOVE(flow->cells, to->cell, from.cell, end.cell);
    MOVE(flow->items, to->item, from.item, end.item);
    MOVE(flow->lines, to->line, from.line, end.line);
    MOVE(flow->words, to->words, from.words, end.words);
    flow->rows[to->row++].first_cell -= (unsigned)(from.cell - to->cell);
    for (size_t i = from.cell; i < end.cell; i++) {
        flow->cells[to->cell + i - from.cell].first_item -=
            (unsigned)(from.item - to->item);
    }
    for (size_t i = from.item; i < end.item; i++) {
        flow->items[to->item + i - from.item].first_line -=
            (unsigned)(from.line - to->line);
    }
    for (size_t i = from.line; i < end.line; i++) {
        flow->lines[to->line + i - from.line].words -= (unsigned)(from.words - to->words);
    }
    for (size_t i = from.words; i < end.words; i++) {
        flow->words[to->words + i - from.words].first_line -=
            (unsigned)(from.line - to->line);
    }
    to->cell += end.cell - from.cell;
    to->item += end.item - from.item;
    to->line += end.line - from.line;
    to->words += end.words - from.words;
}

static void unset(struct pdf_flow *flow, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++) {
        if (flow->lines[i].line) {
            pango_layout_line_unref(flow->lines[i].line);
        }
    }
}

/* The first items of a row go. */
static void leave_out(struct pdf_flow *flow, struct begin *row, unsigned items)
{
    struct pdf_cell *cell = &flow->cells[row->cell];
    size_t line = row->line;
    cell->first_item += items;
    cell->item_count -= items;
    *row = begin_of(flow, row->row);
    unset(flow, line, row->line);
}

static void drop_rows(struct pdf_flow *flow, const unsigned *places, size_t list,
                      unsigned left)
{
    struct begin to = {0}, from = begin_of(flow, 0), end;
    size_t count = flow->row_count;
    for (size_t i = 0; i < count; i++, from = end) {
        end = begin_of(flow, i + 1);
        if (!places[i]) {
            unset(flow, from.line, end.line);
            continue;
        }
        struct pdf_row *row = &flow->rows[i];
        row->head = row->head ? places[row->head - 1] : 0;
        if (i == list && left) {
            leave_out(flow, &from, left);
        }
        move(flow, from, end, &to);
    }
    flow->row_count = to.row;
    flow->cell_count = to.cell;
    flow->item_count = to.item;
    flow->line_count = to.line;
    flow->words_count = to.words;
    flow->again_words = 0;
}

/* Nor do words stay that nothing has any more. A picture does not move: until it is gone, all
 * stays. */
static void drop_words(struct pdf_flow *flow)
{
    struct arena kept = ARENA_EMPTY;
    for (size_t i = 0; i < flow->item_count; i++) {
        if (flow->items[i].drawn) {
            return;
        }
    }
    for (size_t i = 0; i < flow->words_count; i++) {
        struct pdf_words *words = &flow->words[i];
        words->text = arena_copy_bytes(&kept, words->text, words->len_bytes);
    }
    for (size_t i = 0; i < flow->row_count; i++) {
        flow->rows[i].bookmark = arena_copy_text(&kept, flow->rows[i].bookmark);
    }
    arena_finish(&flow->arena);
    flow->arena = kept;
}

void pdf_drop_pages(struct pdf_paginator *p, struct pdf_flow *flow)
{
    unsigned *places = places_of(p, flow);
    unsigned left = p->in_list ? items_that_left(p) : 0;
    drop(p, places, left);
    drop_rows(flow, places, p->in_list ? p->next : flow->row_count, left);
    drop_words(flow);
    size_t next = 0;
    for (size_t i = 0; i < p->next; i++) {
        next += places[i] != 0;
    }
    p->next = next;
    free(places);
}
