#include "export/pdf/pdf_press.h"

#include "base/memory.h"
#include "export/pdf/pdf_parts.h"

#include <stdlib.h>
#include <string.h>

/* So many pages at least are drawn before cairo lets go of what it keeps of them: each time
 * costs the fonts once more. */
enum { PART_PAGES = 128, PART_FEET = 1024 };

/* Of a list, whether it fills a page is asked only so often. */
enum { PRESS_ITEMS = 64 };

enum { LEAVE_TOGETHER = 16 };

static const char *const no_figures[] = {NULL};

void pdf_press_init(struct pdf_press *press, struct pdf_flow *flow,
                    const struct pdf_about *about, struct spool *out)
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
    spool_finish(&press->part);
    free(press->languages);
    err_finish(&press->err);
}

/* What is drawn goes into the one PDF. */
static void end_part(struct pdf_press *press, enum pdf_pages_of kind, bool table_goes_on)
{
    press->catalog.seam = (struct pdf_seam){.mark_again = press->drawing.stands_in,
                                            .table_goes_on = table_goes_on};
    press->headed = press->headed || press->drawing.bookmark[0];
    bool long_one = press->drawing.page_count >= PART_PAGES;
    bool drawn = pdf_draw_end(&press->drawing, &press->err);
    if (long_one) {
        memory_give_back(); /* what cairo had kept of so many pages */
    }
    ARRAY_ADD(press->languages, press->language_count, press->language_room, NULL);
    const struct pdf_told told = {no_figures, press->languages};
    press->failed =
        press->failed || !drawn ||
        !pdf_catalog_add(&press->catalog, &press->part, kind, &told, &press->err);
    spool_finish(&press->part);
    press->language_count = 0;
}

/* Which language begins with each title that a page has. */
static void keep_languages(struct pdf_press *press, const struct pdf_page *page)
{
    for (unsigned i = 0; i < page->piece_count; i++) {
        const struct pdf_piece *piece = &press->pages.pieces[page->first_piece + i];
        const struct pdf_row *row = &press->flow->rows[piece->row];
        if (row->kind == PDF_HEADING_1 && !piece->again) {
            ARRAY_ADD(press->languages, press->language_count, press->language_room,
                      row->language ? pango_language_to_string(row->language) : "");
        }
    }
}

/* The table that a page ends in, if the next goes on with it. */
static bool goes_on(const struct pdf_press *press, size_t n)
{
    const struct pdf_pages *pages = &press->pages;
    const struct pdf_page *page = &pages->pages[n], *next = page + 1;
    const struct pdf_piece *pieces = &pages->pieces[next->first_piece];
    const struct pdf_row *rows = press->flow->rows;
    unsigned at = 0;
    while (at < next->piece_count && pdf_is_repeated(press->flow, &pieces[at])) {
        at++;
    }
    if (!page->piece_count || at == next->piece_count) {
        return false; /* a list waits for more of it */
    }
    unsigned table = rows[pieces[-1].row].table;
    return table && rows[pieces[at].row].table == table;
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
        press->drawing.inside = press->headed;
    }
    const struct pdf_page *page = &press->pages.pages[n];
    if (!press->page_count++ && page->piece_count) {
        size_t row = press->pages.pieces[page->first_piece].row;
        press->cover = press->flow->rows[row].centre;
    }
    bool part_ends = last || press->drawing.page_count + 1 >= PART_PAGES;
    keep_languages(press, page);
    pdf_draw_page(&press->drawing, &press->pages, n, part_ends);
    pdf_draw_beside(&press->drawing, &press->pages, n);
    if (press->all_pages) {
        draw_foot(press, press->page_count, press->all_pages);
    }
    pdf_draw_page_end(&press->drawing);
    if (part_ends) {
        end_part(press, press->all_pages ? PDF_PAIRS : PDF_FOOTLESS,
                 !last && goes_on(press, n));
    }
}

/* Pages that are full are drawn, and gone: several at once, so that of few none leaves before
 * it is known how many there are. */
static void let_go(struct pdf_press *press)
{
    size_t full = press->pages.page_count - 1;
    if (full < LEAVE_TOGETHER) {
        return;
    }
    for (size_t i = 0; i < full && !press->failed; i++) {
        draw(press, i, false);
    }
    pdf_drop_pages(&press->paginator, press->flow);
}

static bool is_running(const struct pdf_press *press)
{
    return press && !press->failed;
}

void pdf_press_on(struct pdf_flow *flow)
{
    if (is_running(flow->press)) {
        pdf_paginate_on(&flow->press->paginator);
        let_go(flow->press);
    }
}

void pdf_press_row(struct pdf_flow *flow)
{
    if (is_running(flow->press)) {
        pdf_paginate_known(&flow->press->paginator, false);
        let_go(flow->press);
    }
}

void pdf_press_item(struct pdf_flow *flow)
{
    struct pdf_press *press = flow->press;
    if (!is_running(press) || ++press->items < PRESS_ITEMS) {
        return;
    }
    press->items = 0;
    unsigned columns = pdf_end_list(flow);
    pdf_paginate_known(&press->paginator, true);
    let_go(press);
    pdf_go_on_with_list(flow, columns);
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
            end_part(press, PDF_FEET, false);
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
