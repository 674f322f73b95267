/* The sections of an export, put on pages one below the other. */

#include "export/pdf/pdf_parts.h"

static void add_commitments(struct pdf_flow *flow, const struct section *section)
{
    if (section->outline) {
        pdf_add_promises(flow, section->outline, PROMISES_NOW);
    } else {
        pdf_add_promises_of_all(flow, section->findings,
                                !export_without_names(section->options));
    }
}

static void add_themes(struct pdf_flow *flow, const struct section *section)
{
    switch (section->kind) {
    case SECTION_SHARED:
        pdf_add_shared(flow, section->findings);
        break;
    case SECTION_DIFFERENCES:
        pdf_add_differences(flow, section->findings);
        break;
    case SECTION_UNACTED:
        pdf_add_unacted(flow, section->findings);
        break;
    case SECTION_LONE:
        pdf_add_lone(flow, section->findings);
        break;
    default:
        break;
    }
}

void pdf_section(const struct section *section, void *state)
{
    struct pdf_writing *w = state;
    struct pdf_flow *flow = w->flow;
    switch (section->kind) {
    case SECTION_COVER:
        pdf_add_cover(flow, section);
        break;
    case SECTION_THEMES:
        pdf_add_opening(flow, section, w->begun);
        break;
    case SECTION_TABLE:
        pdf_add_title(flow, section->outline, w->begun);
        break;
    case SECTION_NUMBERS:
        pdf_add_numbers(flow, section);
        break;
    case SECTION_BEFORE:
        pdf_add_promises(flow, section->outline, PROMISES_BEFORE);
        break;
    case SECTION_PART:
        pdf_add_part(flow, section->outline, section->part);
        break;
    case SECTION_COMMITMENTS:
        add_commitments(flow, section);
        break;
    case SECTION_VOTES:
        pdf_add_votes(flow, section->outline);
        break;
    case SECTION_UNSETTLED:
        pdf_add_unsettled(flow, section);
        break;
    case SECTION_NOTHING:
        pdf_add(flow, PDF_PARAGRAPH, PDF_NOTE, "Nothing here yet.", "");
        break;
    default:
        add_themes(flow, section);
    }
    w->begun = true;
}
