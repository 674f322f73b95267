/* However rows come and whatever the paper, no page and no column ends with a heading, and rows
 * that leave before others come stand where they would stand if all were there. */
#include "base/hash.h"
#include "base/memory.h"
#include "base/str.h"
#include "export/pdf/pdf_flow.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(pdf_feet, .timeout = 60);

/* A flow of rows without letters: only their heights count. */
struct made {
    struct pdf_flow flow;
    struct pdf_paper paper;
    struct dice dice;
};

static unsigned any_of(struct made *m, unsigned below)
{
    return (unsigned)(dice_roll(&m->dice) % below);
}

static struct pdf_row *begin_row(struct made *m, enum pdf_kind kind)
{
    struct pdf_flow *f = &m->flow;
    ARRAY_ADD(f->rows, f->row_count, f->row_room,
              (struct pdf_row){.first_cell = (unsigned)f->cell_count,
                               .kind = kind,
                               .columns = f->columns,
                               .before = (float)any_of(m, 30)});
    return &f->rows[f->row_count - 1];
}

static void add_item(struct made *m, unsigned lines)
{
    struct pdf_flow *f = &m->flow;
    struct pdf_item item = {.first_line = (unsigned)f->line_count,
                            .before = (float)any_of(m, 8),
                            .line_count = lines};
    for (unsigned n = 0; n < lines; n++) {
        struct pdf_line line = {.height = (float)(m->paper.scale * (10 + any_of(m, 6)))};
        ARRAY_ADD(f->lines, f->line_count, f->line_room, line);
        item.height += line.height;
    }
    ARRAY_ADD(f->items, f->item_count, f->item_room, item);
    f->cells[f->cell_count - 1].item_count++;
}

/* Most items are of a few lines, and some higher than a page. */
static void add_cell(struct made *m, unsigned items)
{
    struct pdf_flow *f = &m->flow;
    ARRAY_ADD(f->cells, f->cell_count, f->cell_room,
              (struct pdf_cell){.first_item = (unsigned)f->item_count});
    f->rows[f->row_count - 1].cell_count++;
    for (unsigned i = 0; i < items; i++) {
        add_item(m, 1 + any_of(m, any_of(m, 9) ? 4 : 90));
    }
}

static void end_row(struct made *m)
{
    struct pdf_flow *f = &m->flow;
    struct pdf_row *row = &f->rows[f->row_count - 1];
    for (unsigned c = 0; c < row->cell_count; c++) {
        const struct pdf_cell *cell = &f->cells[row->first_cell + c];
        float height = 0;
        for (unsigned i = 0; i < cell->item_count; i++) {
            const struct pdf_item *item = &f->items[cell->first_item + i];
            height += (i ? item->before : 0) + item->height;
        }
        row->height = height > row->height ? height : row->height;
    }
    row->height /= row->kind == PDF_LIST ? (float)row->cell_count : 1;
}

static struct pdf_row *add_line(struct made *m, enum pdf_kind kind, bool keep)
{
    struct pdf_row *row = begin_row(m, kind);
    row->keep = keep;
    add_cell(m, 0);
    add_item(m, 1);
    end_row(m);
    return row;
}

static void add_table(struct made *m)
{
    struct pdf_flow *f = &m->flow;
    add_line(m, PDF_TABLE_HEAD, true);
    unsigned head = (unsigned)f->row_count, rows = 1 + any_of(m, 7);
    f->tables++;
    f->rows[head - 1].table = f->tables;
    for (unsigned i = 0; i < rows; i++) {
        struct pdf_row *row = begin_row(m, PDF_TABLE_ROW);
        row->head = head;
        row->table = f->tables;
        row->keep = i + 1 < rows && !any_of(m, 6);
        if (row->keep) { /* the heading of a group */
            add_cell(m, 0);
            add_item(m, 1);
        }
        for (unsigned c = row->keep ? 0 : any_of(m, 3) + 1; c; c--) {
            add_cell(m, any_of(m, 4) ? 1 : 1 + any_of(m, 12));
        }
        end_row(m);
    }
}

static void add_list(struct made *m)
{
    begin_row(m, PDF_LIST);
    add_cell(m, 1 + any_of(m, any_of(m, 2) ? 3 : 30));
    for (unsigned c = m->flow.columns ? 0 : any_of(m, m->paper.list_columns); c; c--) {
        add_cell(m, 0);
    }
    end_row(m);
}

/* A heading, perhaps more that belongs to it, and what it heads. */
static void add_part(struct made *m)
{
    enum pdf_kind kind = (enum pdf_kind)any_of(m, PDF_PARAGRAPH);
    struct pdf_row *heading = add_line(m, kind, true);
    heading->whole = !any_of(m, 3);
    heading->new_page = kind == PDF_HEADING_1 && !any_of(m, 3) && !m->flow.columns;
    for (unsigned i = any_of(m, 3); i; i--) {
        add_line(m, any_of(m, 2) ? PDF_PARAGRAPH : PDF_HEADING_3, true);
    }
    switch (any_of(m, 3)) {
    case 0:
        add_table(m);
        break;
    case 1:
        add_list(m);
        break;
    default:
        add_line(m, PDF_PARAGRAPH, false);
    }
}

static void finish(struct made *m, struct pdf_pages *pages)
{
    pdf_pages_finish(pages);
    free(m->flow.lines);
    free(m->flow.items);
    free(m->flow.cells);
    free(m->flow.rows);
}

/* Whether anything of the row stands in a piece. */
static bool shows(const struct made *m, const struct pdf_pages *pages,
                  const struct pdf_piece *piece)
{
    for (unsigned c = 0; c < m->flow.rows[piece->row].cell_count; c++) {
        const struct pdf_place *span = &pages->spans[piece->spans_at + 2 * c];
        if (span[0].item != span[1].item || span[0].line != span[1].line) {
            return true;
        }
    }
    return false;
}

/* What is wrong with a page, or NULL. */
static const char *wrong_on(const struct made *m, const struct pdf_pages *pages,
                            const struct pdf_page *page)
{
    const struct pdf_piece *piece = &pages->pieces[page->first_piece];
    for (unsigned i = 0; i < page->piece_count; i++, piece++) {
        const struct pdf_row *row = &m->flow.rows[piece->row];
        bool last = i + 1 == page->piece_count || piece[1].x > piece->x;
        if (!shows(m, pages, piece)) {
            return "nothing of a row stands where it begins";
        }
        if (last && (row->keep || piece->again) && row->kind != PDF_LIST &&
            row->kind != PDF_TABLE_ROW && piece->row + 1 < m->flow.row_count) {
            return "a heading stands alone at the foot";
        }
        if (last && row->keep && row->kind == PDF_TABLE_ROW && !piece->goes_on) {
            return "the heading of a group stands alone at the foot";
        }
    }
    return NULL;
}

static const struct pdf_paper papers[] = {
    {"a4", 841.89, 595.28, 42.52, 1, 10, .list_columns = 3},
    {"a3", 1190.55, 841.89, 45, 1.85, 10, .poster = true, .list_columns = 3},
    {"a5", 419.53, 595.28, 42.52, 1, 10, .prose = true, .list_columns = 2},
    {"letter", 612, 792, 51.02, 1.27, 12, .prose = true, .list_columns = 2},
    {"large", 595.28, 841.89, 51.02, 1.69, 16, .prose = true, .list_columns = 1},
};

static void make_up(struct made *m, const struct pdf_paper *paper, unsigned long seed)
{
    *m = (struct made){.paper = *paper, .dice = {seed}};
    m->flow.paper = &m->paper;
    m->flow.columns = any_of(m, 3) ? 0 : 1 + any_of(m, 3);
    for (unsigned i = 2 + any_of(m, 12); i; i--) {
        add_part(m);
    }
}

static void paginate(const struct made *m, struct pdf_pages *pages)
{
    struct pdf_paginator paginator;
    pdf_paginate_begin(&paginator, &m->flow, pages);
    pdf_paginate(&paginator);
}

/* The first of what was made up with that seed where a heading is alone. */
static const char *try_seed(const struct pdf_paper *paper, unsigned long seed)
{
    struct made m;
    struct pdf_pages pages;
    const char *wrong = NULL;
    make_up(&m, paper, seed);
    paginate(&m, &pages);
    for (size_t i = 0; i < pages.page_count && !wrong; i++) {
        wrong = wrong_on(&m, &pages, &pages.pages[i]);
    }
    finish(&m, &pages);
    return wrong;
}

/* The items of a list come one by one, too. */
static void paginate_list_on(struct made *m, struct pdf_paginator *paginator)
{
    struct pdf_row *row = &m->flow.rows[m->flow.row_count - 1];
    struct pdf_cell *cell = &m->flow.cells[row->first_cell];
    unsigned all = cell->item_count;
    for (unsigned i = 1; i <= all; i++) {
        cell->item_count = i;
        row->height = 0;
        end_row(m);
        pdf_paginate_known(paginator, true);
    }
}

/* Returns how many of the pages stand before the last row comes. */
static size_t paginate_one_by_one(struct made *m, struct pdf_pages *pages)
{
    struct pdf_paginator paginator;
    size_t all = m->flow.row_count;
    pdf_paginate_begin(&paginator, &m->flow, pages);
    for (size_t i = 1; i <= all; i++) {
        m->flow.row_count = i;
        if (m->flow.rows[i - 1].kind == PDF_LIST) {
            paginate_list_on(m, &paginator);
        } else {
            pdf_paginate_known(&paginator, false);
        }
    }
    size_t early = pages->page_count - 1;
    pdf_paginate(&paginator);
    return early;
}

static bool are_same(const struct pdf_pages *a, const struct pdf_pages *b)
{
    bool same = a->page_count == b->page_count && a->piece_count == b->piece_count &&
                a->span_count == b->span_count;
    for (size_t i = 0; same && i < a->page_count; i++) {
        same = a->pages[i].piece_count == b->pages[i].piece_count;
    }
    for (size_t i = 0; same && i < a->piece_count; i++) {
        const struct pdf_piece *one = &a->pieces[i], *other = &b->pieces[i];
        same = one->row == other->row && one->x == other->x && one->y == other->y &&
               one->again == other->again && one->goes_on == other->goes_on;
    }
    for (size_t i = 0; same && i < a->span_count; i++) {
        same =
            a->spans[i].item == b->spans[i].item && a->spans[i].line == b->spans[i].line;
    }
    return same;
}

Test(pdf_feet, no_heading_stands_alone_at_the_foot_of_a_page_or_a_column)
{
    enum { TRIES = 1000 };
    size_t wrongs = 0;
    for (size_t p = 0; p < sizeof papers / sizeof *papers; p++) {
        for (unsigned long seed = 1; seed <= TRIES; seed++) {
            const char *wrong = try_seed(&papers[p], seed);
            wrongs += wrong != NULL;
            cr_expect(!wrong || wrongs > 5, "%s, seed %lu: %s", papers[p].name, seed,
                      wrong ? wrong : "");
        }
    }
    cr_expect_eq(wrongs, 0, "%zu of %zu", wrongs, TRIES * sizeof papers / sizeof *papers);
}

Test(pdf_feet, rows_and_items_that_come_one_by_one_stand_where_all_would)
{
    enum { TRIES = 1000 };
    size_t wrongs = 0, early = 0;
    for (size_t p = 0; p < sizeof papers / sizeof *papers; p++) {
        for (unsigned long seed = 1; seed <= TRIES; seed++) {
            struct made m;
            struct pdf_pages at_once, one_by_one;
            make_up(&m, &papers[p], seed);
            paginate(&m, &at_once);
            early += paginate_one_by_one(&m, &one_by_one);
            bool same = are_same(&at_once, &one_by_one);
            wrongs += !same;
            cr_expect(same || wrongs > 5, "%s, seed %lu", papers[p].name, seed);
            pdf_pages_finish(&one_by_one);
            finish(&m, &at_once);
        }
    }
    cr_expect_eq(wrongs, 0, "%zu of %zu", wrongs, TRIES * sizeof papers / sizeof *papers);
    cr_expect_gt(early, TRIES, "only %zu pages left early", early);
}
