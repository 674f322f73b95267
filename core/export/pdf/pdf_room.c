/* How much of a page rows need. */

#include "export/pdf/pdf_room.h"

#include "base/memory.h"

#include <stdlib.h>

/* A row of at most that part of a page goes to the next page as a whole. */
static const double short_part = .4;

/* What somebody said is parted only where it is higher than that part of a page: what heads it
 * has room above it. */
static const double item_part = .5;

const struct pdf_cell *pdf_cell_of(const struct pdf_paginator *p,
                                   const struct pdf_row *row, unsigned n)
{
    return &p->flow->cells[row->first_cell + n];
}

const struct pdf_item *pdf_item_of(const struct pdf_paginator *p,
                                   const struct pdf_cell *cell, unsigned n)
{
    return &p->flow->items[cell->first_item + n];
}

double pdf_gap_below_head(const struct pdf_flow *flow, const struct pdf_row *head)
{
    return (head->kind == PDF_TABLE_HEAD ? 2.5 : 1.25) * pdf_unit(flow->paper);
}

double pdf_head_height(const struct pdf_paginator *p, const struct pdf_row *row)
{
    const struct pdf_row *head = row->head ? &p->flow->rows[row->head - 1] : NULL;
    return head ? head->height + pdf_gap_below_head(p->flow, head) : 0;
}

/* How much of a page a row has to itself, if a page begins with it. */
static double full_room(const struct pdf_paginator *p, const struct pdf_row *row)
{
    return p->foot - p->top - pdf_head_height(p, row);
}

bool pdf_is_short(const struct pdf_paginator *p, const struct pdf_row *row, double height)
{
    return height <= full_room(p, row) * short_part;
}

double pdf_parted_from(const struct pdf_paginator *p, const struct pdf_row *row)
{
    return full_room(p, row) * item_part;
}

struct pdf_place pdf_fit(const struct pdf_paginator *p, const struct pdf_cell *cell,
                         struct pdf_place from, double room, double full, bool must,
                         double *used)
{
    *used = 0;
    while (from.item < cell->item_count) {
        const struct pdf_item *item = pdf_item_of(p, cell, from.item);
        double before = *used > 0 ? item->before : 0, rest = 0;
        for (unsigned i = from.line; i < item->line_count; i++) {
            rest += p->flow->lines[item->first_line + i].height;
        }
        if (*used + before + rest <= room) {
            *used += before + rest;
            from = (struct pdf_place){from.item + 1, 0};
            continue;
        }
        if (item->height <= full && !from.line && !(must && *used == 0)) {
            break;
        }
        double lines = 0;
        unsigned at = from.line;
        while (at < item->line_count) {
            double height = p->flow->lines[item->first_line + at].height;
            bool first = must && *used == 0 && lines == 0;
            if (!first && *used + before + lines + height > room) {
                break;
            }
            lines += height;
            at++;
        }
        *used += lines > 0 ? before + lines : 0;
        from.line = at;
        break;
    }
    return from;
}

struct pdf_place pdf_run(const struct pdf_paginator *p, const struct pdf_row *row,
                         struct pdf_place at, double height, bool must,
                         struct pdf_place *ends, double *used)
{
    const struct pdf_cell *first = pdf_cell_of(p, row, 0);
    *used = 0;
    for (unsigned c = 0; c < row->cell_count; c++) {
        double high;
        at = pdf_fit(p, first, at, height, pdf_parted_from(p, row), must, &high);
        ends[c] = at;
        *used = high > *used ? high : *used;
    }
    return at;
}

double pdf_list_height(const struct pdf_paginator *p, const struct pdf_row *row,
                       struct pdf_place at, double room, struct pdf_place *ends)
{
    const unsigned all = pdf_cell_of(p, row, 0)->item_count;
    double low = 0, high = room, used;
    if (pdf_run(p, row, at, room, false, ends, &used).item < all) {
        return room + 1;
    }
    for (int i = 0; i < 12; i++) {
        double middle = (low + high) / 2;
        bool fits = pdf_run(p, row, at, middle, false, ends, &used).item == all;
        low = fits ? low : middle;
        high = fits ? middle : high;
    }
    return high;
}

/* How high a row is, where a page has that room: a list as its columns stand, for the longest
 * of them counts and not what they are on average. */
static double row_height(const struct pdf_paginator *p, const struct pdf_row *row,
                         double room)
{
    if (row->kind != PDF_LIST || row->cell_count < 2 || row->height > room) {
        return row->height;
    }
    struct pdf_place *ends = memory_get(row->cell_count * sizeof *ends);
    double height = pdf_list_height(p, row, (struct pdf_place){0, 0}, room, ends);
    free(ends);
    return height;
}

/* Its first two items, if they are not high. */
static double least_of_cell(const struct pdf_paginator *p, const struct pdf_row *row,
                            const struct pdf_cell *cell)
{
    double height = 0, parted = pdf_parted_from(p, row);
    for (unsigned i = 0; i < cell->item_count && i < 2; i++) {
        const struct pdf_item *item = pdf_item_of(p, cell, i);
        double least =
            item->height > parted ? 3 * pdf_size(p->flow->paper, PDF_LEAD) : item->height;
        if (!i || height + item->before + least <= parted) {
            height += (i ? item->before : 0) + least;
        }
    }
    return height;
}

/* The least of a row that may stand at the foot of a page. */
static double least_height(const struct pdf_paginator *p, const struct pdf_row *row)
{
    double full = full_room(p, row), most = 0, all = row_height(p, row, full);
    if (pdf_is_short(p, row, all) || row->kind < PDF_PARAGRAPH) {
        return all;
    }
    for (unsigned c = 0; c < row->cell_count; c++) {
        double height = least_of_cell(p, row, pdf_cell_of(p, row, c));
        most = height > most ? height : most;
    }
    return most < full ? most : full;
}

/* Whether a row and the one below it are of one table and low, so that the first would
 * look lost without the second. */
static bool is_low_with_next(const struct pdf_paginator *p, size_t n)
{
    const struct pdf_row *row = &p->flow->rows[n];
    double low = (p->foot - p->top) / 10;
    return row->table && n + 1 < p->flow->row_count && row[1].table == row->table &&
           row->height < low && row[1].height < low;
}

double pdf_needed(const struct pdf_paginator *p, size_t n)
{
    double height = 0;
    bool headed = false;
    for (; n < p->flow->row_count; n++) {
        const struct pdf_row *row = &p->flow->rows[n];
        if (row->only_again) {
            continue;
        }
        height += height > 0 ? row->before : 0;
        if (row->keep) {
            height += row->height;
            headed = true;
        } else if (headed && is_low_with_next(p, n)) {
            return height + row->height + row[1].before + row[1].height;
        } else {
            return height + least_height(p, row);
        }
    }
    return height;
}

double pdf_part_height(const struct pdf_paginator *p, size_t n)
{
    const struct pdf_row *first = &p->flow->rows[n];
    double height = first->height;
    for (size_t i = n + 1; i < p->flow->row_count; i++) {
        const struct pdf_row *row = &p->flow->rows[i];
        if (row->kind <= first->kind || row->new_page) {
            break;
        }
        height += row->only_again ? 0 : row->before + row->height;
    }
    return height;
}
