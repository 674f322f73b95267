/* What several tables said, what only one saw, where they differ. */

#include "export/pdf/pdf_parts.h"
#include "export/themes_parts.h"

#include <stdio.h>
#include <stdlib.h>

static void set_theme(struct pdf_flow *flow, const struct findings *f,
                      const struct theme *theme, enum pdf_style style)
{
    char votes[OUTLINE_VOTES_SIZE_BYTES] = "";
    if (theme->votes_shown && !f->only_words) {
        snprintf(votes, sizeof votes, "%ld vote%s", theme->votes_shown,
                 theme->votes_shown == 1 ? "" : "s");
    }
    pdf_set(flow, style, theme->words, votes);
    const char **texts =
        f->only_words ? NULL : findings_wordings(f, theme, FINDINGS_OTHER_WORDS);
    for (size_t i = 0; texts && texts[i]; i++) {
        pdf_set_labelled(flow, PDF_SMALL, "also:", texts[i]);
    }
    free(texts);
}

static struct pdf_row *begin_table_row(struct pdf_flow *flow, unsigned head)
{
    struct pdf_row *row = pdf_begin_row(flow, PDF_TABLE_ROW);
    row->head = head;
    row->table = flow->tables;
    row->before = (float)(1.5 * pdf_unit(flow->paper));
    return row;
}

static void add_shared(struct pdf_flow *flow, const struct findings *f,
                       const struct findings_column *column,
                       const struct pdf_shape *shape)
{
    static const char *const titles[] = {"Theme", "Tables", "Which tables"};
    struct pdf_row *heading = pdf_add_heading(flow, PDF_HEADING_2, column->title);
    heading->bookmark = pdf_mark(flow, column->title);
    unsigned head = pdf_add_table_head(flow, shape, titles, false);
    for (size_t i = 0; i < column->shared_count; i++) {
        const struct theme *theme = column->shared[i];
        struct str tables = STR_EMPTY;
        findings_add_tables(f, theme->members, theme->count, &tables);
        begin_table_row(flow, head);
        pdf_begin_cell(flow, shape->x[0], shape->width[0])->head = true;
        pdf_begin_item(flow, false);
        set_theme(flow, f, theme, PDF_NOTE);
        pdf_begin_cell(flow, shape->x[1], shape->width[1]);
        pdf_set_count(flow, (long)theme->tables,
                      (double)theme->tables / (double)f->most_tables,
                      pdf_column_colour((size_t)(column - f->columns)));
        pdf_begin_cell(flow, shape->x[2], shape->width[2]);
        pdf_begin_item(flow, false);
        pdf_set(flow, PDF_NOTE, tables.bytes, "");
        pdf_end_row(flow);
        str_finish(&tables);
    }
}

static void add_difference(struct pdf_flow *flow, const struct findings *f,
                           const struct findings_difference *d,
                           const struct pdf_shape *shape, unsigned head)
{
    begin_table_row(flow, head);
    pdf_begin_cell(flow, shape->x[0], shape->width[0])->head = true;
    pdf_begin_item(flow, false);
    pdf_set(flow, PDF_NOTE, d->theme->words, "");
    pdf_begin_cell(flow, shape->x[1], shape->width[1]);
    pdf_begin_item(flow, false);
    pdf_set(flow, PDF_NOTE, d->column->title, "");
    pdf_begin_cell(flow, shape->x[2], shape->width[2])->list = true;
    for (size_t i = 0; i < d->choice_count; i++) {
        const struct findings_choice *choice = &d->choices[i];
        struct str words = STR_EMPTY, tables = STR_EMPTY;
        str_addf(&words, "%s at ", choice->title);
        themes_add_count(choice->tables, &words);
        findings_add_tables(f, choice->entries, choice->count, &tables);
        pdf_begin_item(flow, false);
        pdf_set(flow, PDF_NOTE, words.bytes, tables.bytes);
        str_finish(&words);
        str_finish(&tables);
    }
    pdf_end_row(flow);
}

static void add_differences(struct pdf_flow *flow, const struct findings *f,
                            const struct pdf_shape *shape)
{
    static const char *const titles[] = {"Theme", "Column", "Who chose what"};
    pdf_add_heading(flow, PDF_HEADING_2, "Where tables differ")->bookmark =
        "Where tables differ";
    unsigned head = pdf_add_table_head(flow, shape, titles, false);
    for (size_t i = 0; i < f->difference_count; i++) {
        add_difference(flow, f, &f->differences[i], shape, head);
    }
}

static void add_items(struct pdf_flow *flow, const struct findings *f,
                      const struct theme *const *themes, size_t count)
{
    pdf_begin_list(flow);
    for (size_t i = 0; i < count; i++) {
        const struct theme *theme = themes[i];
        struct str tables = STR_EMPTY;
        findings_add_tables(f, theme->members, theme->count, &tables);
        pdf_begin_item(flow, true)->before = (float)(.6 * pdf_unit(flow->paper));
        pdf_set(flow, PDF_NOTE, theme->words, tables.bytes);
        const char **texts = findings_wordings(f, theme, FINDINGS_OTHER_WORDS);
        for (size_t n = 0; texts[n]; n++) {
            pdf_set_labelled(flow, PDF_SMALL, "also:", texts[n]);
        }
        free(texts);
        str_finish(&tables);
    }
    pdf_end_list(flow);
}

static void add_paragraph(struct pdf_flow *flow, const char *words, bool keep)
{
    struct pdf_row *row = pdf_add(flow, PDF_PARAGRAPH, PDF_NOTE, words, "");
    row->before = (float)pdf_unit(flow->paper);
    row->keep = keep;
}

static void add_lones(struct pdf_flow *flow, const struct findings *f)
{
    pdf_add_heading(flow, PDF_HEADING_2, "Said at one table only")->bookmark =
        "Said at one table only";
    for (size_t i = 0; i < f->column_count; i++) {
        const struct findings_column *column = &f->columns[i];
        if (column->lone_count) {
            pdf_add_heading(flow, PDF_HEADING_3, column->title);
            add_items(flow, f, column->lone, column->lone_count);
        }
    }
}

void pdf_add_opening(struct pdf_flow *flow, const struct section *section, bool new_page)
{
    const struct findings *f = section->findings;
    const char *heading = section_themes_heading(section->options);
    struct str summary = STR_EMPTY;
    findings_add_summary(f, &summary);
    struct pdf_row *row = pdf_add(flow, PDF_HEADING_1, PDF_TITLE, heading, "");
    row->bookmark = heading;
    row->keep = true;
    row->new_page = new_page;
    row = pdf_add(flow, PDF_PARAGRAPH, PDF_LEAD, str_text(&summary), "");
    row->before = (float)(.5 * pdf_unit(flow->paper));
    row->keep = true;
    str_finish(&summary);
    if (!f->theme_count) {
        add_paragraph(flow, "Nothing here yet.", false);
    } else if (!themes_any_shared(f)) {
        add_paragraph(flow, "No two tables said the same.", false);
    }
}

void pdf_add_shared(struct pdf_flow *flow, const struct findings *f)
{
    static const double shares[] = {4, 2.5, 4};
    struct pdf_shape shape = pdf_shape_of(flow, shares, 3, false);
    for (size_t i = 0; i < f->column_count; i++) {
        if (f->columns[i].shared_count) {
            add_shared(flow, f, &f->columns[i], &shape);
        }
    }
    pdf_shape_finish(&shape);
}

void pdf_add_differences(struct pdf_flow *flow, const struct findings *f)
{
    static const double shares[] = {5, 2, 5};
    if (f->difference_count) {
        struct pdf_shape shape = pdf_shape_of(flow, shares, 3, false);
        add_differences(flow, f, &shape);
        pdf_shape_finish(&shape);
    }
}

void pdf_add_unacted(struct pdf_flow *flow, const struct findings *f)
{
    if (f->unacted_count) {
        pdf_add_heading(flow, PDF_HEADING_2, "Named in no action")->bookmark =
            "Named in no action";
        add_paragraph(flow,
                      "Stakeholders of the map whose words stand in no action of any "
                      "table:",
                      true);
        add_items(flow, f, f->unacted, f->unacted_count);
    }
}

void pdf_add_lone(struct pdf_flow *flow, const struct findings *f)
{
    if (themes_any_lone(f)) {
        add_lones(flow, f);
    }
}
