/* A page of its own that says what this is. */

#include "export/pdf/pdf_parts.h"

#include <string.h>

void pdf_add_cover(struct pdf_flow *flow, const struct section *section)
{
    struct cover cover;
    cover_of(section, &cover);
    pdf_speak(flow, section->outline->language);
    struct pdf_row *row = pdf_begin_row(flow, PDF_PARAGRAPH);
    row->centre = true;
    pdf_begin_cell(flow, 0, pdf_width(flow->paper));
    pdf_begin_item(flow, false);
    pdf_set(flow, PDF_COVER, cover.title.bytes, "");
    pdf_begin_item(flow, false)->before = (float)(4 * pdf_unit(flow->paper));
    if (section->table_count > 1) {
        pdf_set(flow, PDF_LEAD, str_text(&cover.about), "");
    } else {
        pdf_set_facts(flow, section->outline);
    }
    pdf_begin_item(flow, false)->before = (float)(12 * pdf_unit(flow->paper));
    pdf_set(flow, PDF_SUB, "How to answer back", "");
    pdf_begin_item(flow, false)->before = (float)pdf_unit(flow->paper);
    pdf_set(flow, PDF_LEAD, cover.answer.len_bytes ? cover.answer.bytes : cover_blank,
            "");
    pdf_end_row(flow);
    cover_finish(&cover);
}
