/* A page of its own that says what this is. */

#include "export/pdf_parts.h"

#include <string.h>

void pdf_add_cover(struct pdf_flow *flow, const struct outline *outline,
                   const char *summary, const char *answer)
{
    pdf_speak(flow, outline->language);
    struct pdf_row *row = pdf_begin_row(flow, PDF_PARAGRAPH);
    row->centre = true;
    pdf_begin_cell(flow, 0, pdf_width(flow->paper));
    pdf_begin_item(flow, false);
    pdf_set(flow, PDF_COVER, outline->title, "");
    pdf_begin_item(flow, false)->before = (float)(4 * pdf_unit(flow->paper));
    if (*summary) {
        pdf_set(flow, PDF_LEAD, summary, "");
    } else {
        pdf_set_facts(flow, outline);
    }
    if (answer && *answer) {
        pdf_begin_item(flow, false)->before = (float)(12 * pdf_unit(flow->paper));
        pdf_set(flow, PDF_SUB, "How to answer back", "");
        pdf_begin_item(flow, false)->before = (float)pdf_unit(flow->paper);
        pdf_set(flow, PDF_LEAD, answer, "");
    }
    pdf_end_row(flow);
}
