/* One grid of a table, as columns or as prose. */

#include "export/pdf/pdf_parts.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

/* A table while it is put on paper. */
struct table {
    struct pdf_flow *flow;
    const struct outline *outline;
    const struct outline_part *part;
    struct arena *arena;
    bool from_right;
};

static void set_record(const struct table *t, enum pdf_style style,
                       const struct outline_column *column, const struct record *record)
{
    struct told told = told_entry(t->arena, t->outline, column, record);
    pdf_set_told(t->flow, style, &told);
}

static void add_notes(const struct table *t, const struct outline_column *column,
                      const struct record *goal)
{
    size_t count;
    const struct record *const *notes =
        outline_notes(t->outline, t->part, column, goal, &count);
    for (size_t i = 0; i < count; i++) {
        pdf_begin_item(t->flow, true)->before = (float)(pdf_unit(t->flow->paper) * .6);
        set_record(t, PDF_NOTE, column, notes[i]);
    }
    if (!count) {
        pdf_begin_item(t->flow, false);
        pdf_set(t->flow, PDF_NOTE, "–", "");
    } else {
        t->flow->cells[t->flow->cell_count - 1].list = true;
    }
}

/* What a row says again on the next page. */
static void set_again(const struct table *t, const struct record *goal)
{
    const char *words = row_words(goal);
    struct str beginning = STR_EMPTY;
    text_add_beginning(&beginning, *words ? words : "–", 200);
    pdf_set(t->flow, PDF_GOAL, beginning.bytes,
            t->outline->paper->texts[PAPER_CONTINUED]);
    str_finish(&beginning);
}

static void add_goal_cell(const struct table *t, const struct record *goal, double x,
                          double width)
{
    struct pdf_cell *cell = pdf_begin_cell(t->flow, x, width);
    cell->head = cell->has_again = true;
    pdf_begin_item(t->flow, false);
    set_record(t, PDF_GOAL, &t->part->goals, goal);
    pdf_begin_item(t->flow, false);
    set_again(t, goal);
}

static void add_grid_row(const struct table *t, const struct record *goal,
                         const struct pdf_shape *shape, unsigned head)
{
    struct pdf_row *row = pdf_begin_row(t->flow, PDF_TABLE_ROW);
    row->head = head;
    row->table = t->flow->tables;
    row->rule = true;
    row->before = (float)(3.5 * pdf_unit(t->flow->paper));
    size_t first = t->part->list ? 0 : 1;
    if (first) {
        add_goal_cell(t, goal, shape->x[0], shape->width[0]);
    }
    for (size_t i = 0; i < t->part->column_count; i++) {
        pdf_begin_cell(t->flow, shape->x[i + first], shape->width[i + first]);
        add_notes(t, &t->part->columns[i], goal);
    }
    pdf_end_row(t->flow);
}

/* The longest word that stands in a column; its place is that of the notes. */
static const char *longest_in(const struct table *t, size_t column)
{
    const char *longest = NULL;
    for (size_t r = 0; r < t->part->row_count; r++) {
        size_t count;
        const struct record *const *notes = outline_notes(
            t->outline, t->part, &t->part->columns[column], t->part->rows[r], &count);
        for (size_t i = 0; i < count; i++) {
            told_longest(t->arena, record_says(notes[i], "text"), &longest);
        }
    }
    return longest;
}

/* Goals down the left, the columns across. */
static void add_grid(const struct table *t)
{
    size_t count = outline_heading_count(t->part);
    double *shares = memory_get(count * sizeof *shares);
    const char **titles = memory_get(count * sizeof *titles);
    const char **longest = memory_get(count * sizeof *longest);
    const char **columns = memory_get(count * sizeof *columns);
    size_t heads = t->part->list ? 0 : 1;
    for (size_t i = 0; i < count; i++) {
        shares[i] = 1;
        titles[i] = outline_heading(t->part, i);
        longest[i] = i < heads ? NULL : longest_in(t, i - heads);
        columns[i] = i < heads ? NULL : t->part->columns[i - heads].id;
    }
    for (size_t r = 0; r < t->part->row_count && heads; r++) {
        told_longest(t->arena, row_words(t->part->rows[r]), &longest[0]);
    }
    struct pdf_shape shape = pdf_shape_of(t->flow, shares, titles, longest,
                                          pdf_indent(t->flow), count, t->from_right);
    unsigned head = pdf_add_table_head(t->flow, &shape, titles, columns);
    size_t first = t->flow->row_count;
    for (size_t i = 0; i < t->part->row_count; i++) {
        add_grid_row(t, t->part->rows[i], &shape, head);
    }
    if (first < t->flow->row_count) { /* the heads have their line, too */
        t->flow->rows[first].before = (float)(2.5 * pdf_unit(t->flow->paper));
    }
    pdf_shape_finish(&shape);
    free(shares);
    free(titles);
    free(longest);
    free(columns);
}

static void set_column_title(const struct table *t, const struct outline_column *column)
{
    size_t n = (size_t)(column - t->part->columns);
    pdf_begin_item(t->flow, false)->colour =
        (unsigned char)pdf_column_colour(plan_colour(column->id, n));
    pdf_set(t->flow, PDF_HEAD, column->title, "");
}

/* What heads a row is said again where a page begins with that: the goal, if it has a heading, and
 * perhaps the column. Returns its place plus 1; 0: there is none. */
static unsigned add_again(const struct table *t, const struct record *goal,
                          const struct outline_column *column)
{
    if (t->part->list && !column) {
        return 0;
    }
    pdf_begin_row(t->flow, PDF_HEADING_3)->only_again = true;
    pdf_begin_cell(t->flow, 0, pdf_width(t->flow->paper));
    if (!t->part->list) {
        pdf_begin_item(t->flow, false);
        set_again(t, goal);
    }
    if (column) {
        set_column_title(t, column);
        t->flow->items[t->flow->item_count - 1].before =
            (float)(1.25 * pdf_unit(t->flow->paper));
    }
    pdf_end_row(t->flow);
    return (unsigned)t->flow->row_count;
}

/* In large print a column's title stands above its notes, which have the page's width. */
static void add_stacked_column(const struct table *t, const struct record *goal,
                               const struct outline_column *column, unsigned head)
{
    unsigned again = add_again(t, goal, column);
    struct pdf_row *title = pdf_begin_row(t->flow, PDF_PARAGRAPH);
    title->head = head;
    title->before = (float)(2 * pdf_unit(t->flow->paper));
    title->keep = true;
    pdf_begin_cell(t->flow, 0, pdf_width(t->flow->paper));
    set_column_title(t, column);
    pdf_end_row(t->flow);
    struct pdf_row *row = pdf_begin_row(t->flow, PDF_LIST);
    row->head = again;
    row->before = (float)(.5 * pdf_unit(t->flow->paper));
    pdf_begin_cell(t->flow, 0, pdf_width(t->flow->paper));
    add_notes(t, column, goal);
    pdf_end_row(t->flow);
}

/* The notes of a goal in one column; that there is none does not end a page. */
static void add_prose_column(const struct table *t, const struct record *goal,
                             const struct outline_column *column,
                             const struct pdf_shape *shape, unsigned head, bool last)
{
    size_t count;
    outline_notes(t->outline, t->part, column, goal, &count);
    struct pdf_row *row = pdf_begin_row(t->flow, PDF_TABLE_ROW);
    size_t n = (size_t)(column - t->part->columns);
    row->head = head;
    row->table = t->flow->tables;
    row->before = (float)((n ? 1.75 : 1.25) * pdf_unit(t->flow->paper));
    row->keep = !count && !last;
    pdf_begin_cell(t->flow, shape->x[0], shape->width[0])->head = true;
    set_column_title(t, column);
    pdf_begin_cell(t->flow, shape->x[1], shape->width[1]);
    add_notes(t, column, goal);
    pdf_end_row(t->flow);
}

static void add_prose_heading(const struct table *t, const struct record *goal)
{
    struct pdf_row *row = pdf_begin_row(t->flow, PDF_HEADING_3);
    row->keep = row->rule = true;
    row->before = (float)(5 * pdf_unit(t->flow->paper));
    pdf_begin_cell(t->flow, 0, pdf_width(t->flow->paper));
    pdf_begin_item(t->flow, false);
    set_record(t, PDF_SUB, &t->part->goals, goal);
    pdf_end_row(t->flow);
}

/* A goal as a heading, its columns below it, their titles at the side. */
static void add_prose_goal(const struct table *t, const struct record *goal,
                           const struct pdf_shape *shape)
{
    struct pdf_flow *flow = t->flow;
    if (!t->part->list) {
        add_prose_heading(t, goal);
    }
    if (!outline_row_notes(t->outline, t->part, goal)) {
        pdf_add(flow, PDF_PARAGRAPH, PDF_NOTE,
                t->outline->paper->texts[PAPER_NOTHING_YET], "")
            ->before = (float)(.5 * pdf_unit(flow->paper));
        return;
    }
    unsigned head = add_again(t, goal, NULL);
    flow->tables++;
    const struct outline_column **columns =
        outline_row_columns(t->outline, t->part, goal);
    for (size_t i = 0; columns[i]; i++) {
        if (flow->paper->stacked) {
            add_stacked_column(t, goal, columns[i], head);
        } else {
            add_prose_column(t, goal, columns[i], shape, head, !columns[i + 1]);
        }
    }
    free(columns);
}

static void add_prose(const struct table *t)
{
    static const double shares[] = {1, 3.2};
    struct pdf_shape shape =
        pdf_shape_of(t->flow, shares, NULL, NULL, 0, 2, t->from_right);
    for (size_t i = 0; i < t->part->row_count; i++) {
        add_prose_goal(t, t->part->rows[i], &shape);
    }
    pdf_shape_finish(&shape);
}

/* The vision and where we are in large letters; whose form it is in small ones. */
static void add_lead(const struct table *t, const struct told_lead *lead)
{
    struct pdf_row *row = pdf_begin_row(t->flow, PDF_PARAGRAPH);
    bool full = t->flow->paper->prose || t->from_right;
    bool small = lead->kind == TOLD_SOURCE;
    row->keep = true;
    row->before = (float)((small ? .5 : 2) * pdf_unit(t->flow->paper));
    pdf_begin_cell(t->flow, 0, pdf_width(t->flow->paper) * (full ? 1 : .75));
    pdf_begin_item(t->flow, false);
    if (small) {
        struct str label = str_of("%s:", lead->label);
        pdf_set_parts(t->flow, PDF_SMALL,
                      (const char *const[]){label.bytes, lead->told.words}, 2, " ");
        str_finish(&label);
    } else {
        pdf_set(t->flow, PDF_HEAD, lead->label, "");
        pdf_set(t->flow, PDF_LEAD, told_words(&lead->told), "");
    }
    pdf_set_abouts(t->flow, &lead->told);
    pdf_end_row(t->flow);
}

static void add_leads(const struct table *t)
{
    size_t count;
    const struct told_lead *leads = told_leads(t->arena, t->outline, t->part, &count);
    for (size_t i = 0; i < count; i++) {
        add_lead(t, &leads[i]);
    }
}

static void add_part(struct table *t, const struct section *section)
{
    const struct outline_part *part = section->part;
    bool several = section->table_count > 1;
    bool rows = part->row_count > 0;
    t->part = part;
    if ((t->flow->paper->poster || several) && !outline_part_filled(t->outline, part) &&
        part != t->outline->parts) {
        return; /* neither a wall nor many tables are a place for what is empty */
    }
    struct pdf_row *heading = pdf_add_heading(t->flow, PDF_HEADING_2, part->title);
    heading->bookmark = pdf_mark(t->flow, part->title);
    heading->whole = !t->flow->paper->prose;
    if (!outline_part_filled(t->outline, part)) {
        pdf_add(t->flow, PDF_PARAGRAPH, PDF_NOTE,
                t->outline->paper->texts[PAPER_NOTHING_YET], "")
            ->before = (float)pdf_unit(t->flow->paper);
        return;
    }
    add_leads(t);
    pdf_add_picture(t->flow, section);
    if (!rows) {
        t->flow->rows[t->flow->row_count - 1].keep = part->has_vision;
        pdf_add(t->flow, PDF_PARAGRAPH, PDF_NOTE,
                t->outline->paper->texts[PAPER_NO_IDEAS_YET], "")
            ->before = (float)pdf_unit(t->flow->paper);
    } else if (t->flow->paper->prose || part->wide) {
        add_prose(t);
    } else {
        add_grid(t);
    }
}

void pdf_add_part(struct pdf_flow *flow, const struct section *section)
{
    struct table t = {.flow = flow,
                      .outline = section->outline,
                      .arena = section->arena,
                      .from_right = language_from_right(section->outline->language)};
    add_part(&t, section);
}
