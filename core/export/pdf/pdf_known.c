/* Where rows stand is known before all that follows is. */

#include "export/pdf/pdf_flow.h"

/* Whether it is known if a part goes to the next page as a whole: all of it is there, or more
 * than a page could hold. */
static bool is_part_known(const struct pdf_paginator *p, size_t n)
{
    const struct pdf_row *first = &p->flow->rows[n];
    double height = first->height;
    for (size_t i = n + 1; i < p->flow->row_count; i++) {
        const struct pdf_row *row = &p->flow->rows[i];
        height += row->only_again ? 0 : row->before + row->height;
        if (row->kind <= first->kind || row->new_page || height > p->foot - p->top) {
            return true;
        }
    }
    return false;
}

/* What stands in columns of the page stands as high as all of it decides. */
bool pdf_is_place_known(const struct pdf_paginator *p, size_t n)
{
    const struct pdf_row *row = &p->flow->rows[n];
    return row->columns < 2 && (!row->whole || is_part_known(p, n));
}

/* More than a page holds decides where it begins, whatever comes. */
static bool fills_a_page(const struct pdf_paginator *p, const struct pdf_row *row)
{
    return row->height > p->foot - p->top &&
           p->flow->cells[row->first_cell].item_count > 2;
}

size_t pdf_known_rows(const struct pdf_paginator *p, bool more_comes)
{
    const struct pdf_row *rows = p->flow->rows;
    size_t last = p->flow->row_count - 1, end = last;
    if (more_comes && (p->in_list || fills_a_page(p, &rows[last]))) {
        return last + 1;
    }
    while (end > p->next && (rows[end - 1].keep || rows[end - 1].only_again)) {
        end--;
    }
    return end;
}
