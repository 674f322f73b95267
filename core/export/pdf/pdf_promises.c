/* Who does what, by when. */

#include "export/pdf/pdf_parts.h"

#include <string.h>

enum { MOST_COLUMNS = 8 };

/* A section while it is put on paper. */
struct promised {
    struct pdf_flow *flow;
    bool from_right;
    struct pdf_shape shape;
    unsigned head;
};

static double share_of(const char *title)
{
    return strncmp(title, "What", 4) == 0 ? (title[4] ? 3 : 4) : 1.5;
}

static void begin(void *to, const char *heading, const char *const *titles)
{
    struct promised *s = to;
    double shares[MOST_COLUMNS];
    size_t count = 0;
    for (; titles[count] && count < MOST_COLUMNS; count++) {
        shares[count] = share_of(titles[count]);
    }
    struct pdf_row *row = pdf_add_heading(s->flow, PDF_HEADING_2, heading);
    row->bookmark = pdf_mark(s->flow, heading);
    row->whole = !s->flow->paper->prose;
    s->shape = pdf_shape_of(s->flow, shares, count, s->from_right);
    s->head = pdf_add_table_head(s->flow, &s->shape, titles, false);
}

static void add_row(void *to, const char *const *cells)
{
    const struct promised *s = to;
    struct pdf_row *row = pdf_begin_row(s->flow, PDF_TABLE_ROW);
    row->head = s->head;
    row->table = s->flow->tables;
    row->before = (float)(1.5 * pdf_unit(s->flow->paper));
    for (size_t i = 0; i < s->shape.count; i++) {
        pdf_begin_cell(s->flow, s->shape.x[i], s->shape.width[i])->head = i == 0;
        pdf_begin_item(s->flow, false);
        pdf_set(s->flow, PDF_NOTE, *cells[i] ? cells[i] : "–", "");
    }
    pdf_end_row(s->flow);
}

void pdf_add_promises(struct pdf_flow *flow, const struct outline *outline,
                      enum promises_of of)
{
    struct promised s = {.flow = flow, .from_right = pdf_from_right(outline->language)};
    promises_tell(outline, of, &(struct promises_listener){&s, begin, add_row});
    pdf_shape_finish(&s.shape);
}

void pdf_add_promises_of_all(struct pdf_flow *flow, const struct findings *findings,
                             bool names)
{
    struct promised s = {.flow = flow};
    promises_tell_of_all(findings, names,
                         &(struct promises_listener){&s, begin, add_row});
    pdf_shape_finish(&s.shape);
}
