#include "export/pdf/pdf_press.h"

#include <stdlib.h>
#include <string.h>

/* So many pages at least are drawn before cairo lets go of what it keeps of them: each time
 * costs the fonts once more. */
enum { PART_PAGES = 64, PART_FEET = 1024 };

static const char *const no_figures[] = {NULL};

void pdf_press_init(struct pdf_press *press, struct pdf_flow *flow,
                    const struct pdf_about *about, struct pdf_bytes *out)
{
    *press = (struct pdf_press){.flow = flow, .about = *about};
    flow->press = press;
    pdf_paginate_begin(&press->paginator, flow, &press->pages);
    pdf_catalog_init(&press->catalog, press->about.language, press->about.title, out);
}

void pdf_press_finish(struct pdf_press *press)
{
    press->flow->press = NULL;
    pdf_catalog_finish(&press->catalog);
    pdf_pages_finish(&press->pages);
    pdf_bytes_finish(&press->part);
    err_finish(&press->err);
}

/* What is drawn goes into the one PDF. */
static void end_part(struct pdf_press *press, enum pdf_pages_of kind)
{
    bool drawn = pdf_draw_end(&press->drawing, &press->err);
    press->failed =
        press->failed || !drawn ||
        !pdf_catalog_add(&press->catalog, &press->part, kind, no_figures, &press->err);
    pdf_bytes_finish(&press->part);
}

/* Whether nothing that is told goes on from the page before: no table, and no heading that
 * others belong to. */
static bool begins_anew(const struct pdf_press *press, size_t n)
{
    const struct pdf_piece *first =
        &press->pages.pieces[press->pages.pages[n].first_piece];
    return !first->again && press->flow->rows[first->row].kind == PDF_HEADING_1;
}

static void draw_foot(struct pdf_press *press, size_t page, size_t page_count)
{
    if (page > 1 || !press->cover) {
        pdf_draw_foot(&press->drawing, page, page_count);
    }
}

/* The page behind it is needed to know whether a part ends. */
static void draw(struct pdf_press *press, size_t n, bool last)
{
    if (!press->drawing.surface) {
        pdf_draw_begin(&press->drawing, press->flow, &press->about, &press->part);
    }
    const struct pdf_page *page = &press->pages.pages[n];
    if (!press->page_count++ && page->piece_count) {
        size_t row = press->pages.pieces[page->first_piece].row;
        press->cover = press->flow->rows[row].centre;
    }
    bool part_ends = last || (press->drawing.page_count + 1 >= PART_PAGES &&
                              begins_anew(press, n + 1));
    pdf_draw_page(&press->drawing, &press->pages, n, part_ends);
    pdf_draw_beside(&press->drawing, &press->pages, n);
    if (press->all_pages) {
        draw_foot(press, press->page_count, press->all_pages);
    }
    pdf_draw_page_end(&press->drawing);
    if (part_ends) {
        end_part(press, press->all_pages ? PDF_PAIRS : PDF_FOOTLESS);
    }
}

/* The first row that the last page has, or rows that come may say again. */
static size_t first_needed(const struct pdf_press *press)
{
    const struct pdf_flow *flow = press->flow;
    const struct pdf_pages *pages = &press->pages;
    const struct pdf_page *last = &pages->pages[pages->page_count - 1];
    size_t first = press->paginator.next;
    for (unsigned i = 0; i < last->piece_count; i++) {
        size_t row = pages->pieces[last->first_piece + i].row;
        first = row < first ? row : first;
    }
    for (size_t i = first; i < flow->row_count; i++) {
        size_t head = flow->rows[i].head;
        first = head && head - 1 < first ? head - 1 : first;
    }
    return first;
}

#define DROP(items, count, first)                                                        \
    (memmove((items), (items) + (first), ((count) - (first)) * sizeof *(items)),         \
     (count) -= (first))

/* All pages but the last are gone. */
static void drop_pages(struct pdf_pages *pages, size_t first_row)
{
    DROP(pages->pages, pages->page_count, pages->page_count - 1);
    size_t first_piece = pages->pages[0].first_piece;
    DROP(pages->pieces, pages->piece_count, first_piece);
    pages->pages[0].first_piece = 0;
    size_t first_span =
        pages->piece_count ? pages->pieces[0].spans_at : pages->span_count;
    DROP(pages->spans, pages->span_count, first_span);
    for (size_t i = 0; i < pages->piece_count; i++) {
        pages->pieces[i].row -= (unsigned)first_row;
        pages->pieces[i].spans_at -= (unsigned)first_span;
    }
}

static void drop_lines(struct pdf_flow *flow, size_t first)
{
    for (size_t i = 0; i < first; i++) {
        if (flow->lines[i].line) {
            pango_layout_line_unref(flow->lines[i].line);
        }
    }
    DROP(flow->lines, flow->line_count, first);
    size_t words = flow->line_count ? flow->lines[0].words : flow->words_count;
    DROP(flow->words, flow->words_count, words);
    for (size_t i = 0; i < flow->line_count; i++) {
        flow->lines[i].words -= (unsigned)words;
    }
    for (size_t i = 0; i < flow->words_count; i++) {
        flow->words[i].first_line -= (unsigned)first;
    }
    flow->again_words = 0;
}

/* The rows before that one are gone, with all that stood in them. */
static void drop_rows(struct pdf_flow *flow, size_t first)
{
    DROP(flow->rows, flow->row_count, first);
    size_t cell = flow->row_count ? flow->rows[0].first_cell : flow->cell_count;
    DROP(flow->cells, flow->cell_count, cell);
    size_t item = flow->cell_count ? flow->cells[0].first_item : flow->item_count;
    DROP(flow->items, flow->item_count, item);
    size_t line = flow->item_count ? flow->items[0].first_line : flow->line_count;
    drop_lines(flow, line);
    for (size_t i = 0; i < flow->row_count; i++) {
        flow->rows[i].first_cell -= (unsigned)cell;
        flow->rows[i].head -= flow->rows[i].head ? (unsigned)first : 0;
    }
    for (size_t i = 0; i < flow->cell_count; i++) {
        flow->cells[i].first_item -= (unsigned)item;
    }
    for (size_t i = 0; i < flow->item_count; i++) {
        flow->items[i].first_line -= (unsigned)line;
    }
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

void pdf_press_on(struct pdf_flow *flow)
{
    struct pdf_press *press = flow->press;
    if (!press || press->failed) {
        return;
    }
    pdf_paginate_on(&press->paginator);
    size_t full = press->pages.page_count - 1;
    for (size_t i = 0; i < full; i++) {
        draw(press, i, false);
    }
    if (full) {
        size_t first = first_needed(press);
        drop_pages(&press->pages, first);
        drop_rows(flow, first);
        drop_words(flow);
        press->paginator.next -= first;
    }
}

static void draw_feet(struct pdf_press *press)
{
    for (size_t i = 0; i < press->page_count && !press->failed; i++) {
        if (i % PART_FEET == 0) {
            pdf_draw_begin(&press->drawing, press->flow, &press->about, &press->part);
        }
        draw_foot(press, i + 1, press->page_count);
        pdf_draw_page_end(&press->drawing);
        if (i + 1 == press->page_count || (i + 1) % PART_FEET == 0) {
            end_part(press, PDF_FEET);
        }
    }
}

bool pdf_press_end(struct pdf_press *press, struct err *err)
{
    pdf_paginate(&press->paginator);
    press->all_pages = press->page_count ? 0 : press->pages.page_count;
    for (size_t i = 0; i < press->pages.page_count && !press->failed; i++) {
        draw(press, i, i + 1 == press->pages.page_count);
    }
    if (!press->all_pages) {
        draw_feet(press);
    }
    if (press->failed) {
        err_set(err, "%s", err_text(&press->err));
        return false;
    }
    return pdf_catalog_end(&press->catalog, err);
}
