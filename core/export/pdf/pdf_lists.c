/* The lists beside the grids: votes ranked, what is not settled, how many of what. */

#include "export/pdf/pdf_parts.h"

#include "export/numbers.h"
#include "export/unsettled.h"
#include "model/ballot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *words_of(const struct record *record)
{
    const char *words = outline_words(record, "text");
    return *words ? words : "–";
}

static void add_ranked(struct pdf_flow *flow, const struct outline *outline,
                       const struct ranked *ranked, long most,
                       const struct pdf_shape *shape, unsigned head)
{
    struct str rank = STR_EMPTY, where = STR_EMPTY;
    rank_say(ranked, &rank);
    rank_say_where(outline->session, ranked, &where);
    struct pdf_row *row = pdf_begin_row(flow, PDF_TABLE_ROW);
    row->head = head;
    row->table = flow->tables;
    row->before = (float)(1.2 * pdf_unit(flow->paper));
    pdf_begin_cell(flow, shape->x[0], shape->width[0]);
    pdf_begin_item(flow, false);
    pdf_set(flow, PDF_NOTE, rank.bytes, "");
    pdf_begin_cell(flow, shape->x[1], shape->width[1])->head = true;
    pdf_begin_item(flow, false);
    pdf_set(flow, PDF_NOTE, words_of(ranked->entry), "");
    pdf_begin_cell(flow, shape->x[2], shape->width[2]);
    pdf_set_count(flow, ranked->votes, (double)ranked->votes / (double)most,
                  PDF_COLUMN_3);
    pdf_begin_cell(flow, shape->x[3], shape->width[3]);
    pdf_begin_item(flow, false);
    pdf_set(flow, PDF_NOTE, where.bytes, "");
    pdf_end_row(flow);
    str_finish(&rank);
    str_finish(&where);
}

static struct pdf_row *add_votes_heading(struct pdf_flow *flow)
{
    struct pdf_row *heading = pdf_add_heading(flow, PDF_HEADING_2, "Votes");
    heading->bookmark = "Votes";
    heading->whole = !flow->paper->prose;
    return heading;
}

void pdf_add_votes(struct pdf_flow *flow, const struct outline *outline)
{
    static const double shares[] = {.5, 5, 2, 4};
    static const char *const titles[] = {"Rank", "Entry", "Votes", "Where"};
    size_t count, without;
    struct ranked *ranked =
        ballot_ranking(outline->session, outline->table, NULL, &count, &without);
    if (ballot_of(outline->table).state == BALLOT_OPEN) {
        add_votes_heading(flow);
        pdf_add(flow, PDF_PARAGRAPH, PDF_NOTE, "Votes not shown yet.", "")->before =
            (float)pdf_unit(flow->paper);
    } else if (count) {
        struct pdf_shape shape =
            pdf_shape_of(flow, shares, 4, pdf_from_right(outline->language));
        add_votes_heading(flow);
        unsigned head = pdf_add_table_head(flow, &shape, titles, false);
        for (size_t i = 0; i < count; i++) {
            add_ranked(flow, outline, &ranked[i], ranked[0].votes, &shape, head);
        }
        pdf_shape_finish(&shape);
    }
    free(ranked);
}

/* The list begins with its first entry. */
struct list {
    struct pdf_flow *flow;
    bool begun;
};

static void tell_unsettled(void *to, const struct unsettled *entry)
{
    struct list *list = to;
    struct pdf_flow *flow = list->flow;
    if (!list->begun) {
        pdf_add_heading(flow, PDF_HEADING_2, unsettled_heading)->bookmark =
            unsettled_heading;
        pdf_begin_list(flow);
    }
    pdf_begin_item(flow, true)->before = (float)(list->begun ? pdf_unit(flow->paper) : 0);
    list->begun = true;
    pdf_set(flow, PDF_NOTE, entry->words, "");
    pdf_set_other_wordings(flow, entry->field);
    if (entry->deleted) {
        pdf_set(flow, PDF_SMALL, unsettled_deleted, "");
    }
    pdf_set(flow, PDF_SMALL, entry->where, "");
}

void pdf_add_unsettled(struct pdf_flow *flow, const struct section *section)
{
    struct list list = {.flow = flow};
    unsettled_tell(section, tell_unsettled, &list);
    if (list.begun) {
        pdf_end_list(flow);
    }
}

static void add_number(struct pdf_flow *flow, const struct pdf_shape *shape,
                       unsigned head, const char *title, const char *number)
{
    struct pdf_row *row = pdf_begin_row(flow, PDF_TABLE_ROW);
    row->head = head;
    row->table = flow->tables;
    row->before = (float)(.8 * pdf_unit(flow->paper));
    pdf_begin_cell(flow, shape->x[0], shape->width[0])->head = true;
    pdf_begin_item(flow, false);
    pdf_set(flow, *number ? PDF_NOTE : PDF_HEAD, title, "");
    pdf_begin_cell(flow, shape->x[1], shape->width[1]);
    pdf_begin_item(flow, false);
    pdf_set(flow, PDF_NOTE, number, "");
    pdf_end_row(flow);
}

void pdf_add_numbers(struct pdf_flow *flow, const struct section *section)
{
    static const double shares[] = {4, 1, 5}; /* a short line is easy to follow */
    static const char *const titles[] = {"What", "How many"};
    struct numbers numbers;
    struct pdf_shape shape = pdf_shape_of(flow, shares, 3, false);
    shape.count = 2;
    numbers_count(section, &numbers);
    pdf_add_heading(flow, PDF_HEADING_2, "In numbers")->bookmark = "In numbers";
    unsigned head = pdf_add_table_head(flow, &shape, titles, false);
    for (size_t i = 0; i < numbers.count; i++) {
        const struct number *number = &numbers.items[i];
        char count[32];
        bool first = i == 0 || strcmp(numbers.items[i - 1].group, number->group) != 0;
        if (first && *number->group) {
            add_number(flow, &shape, head, number->group, "");
            flow->rows[flow->row_count - 1].keep = true;
            flow->rows[flow->row_count - 1].before = (float)(3 * pdf_unit(flow->paper));
        }
        snprintf(count, sizeof count, "%zu", number->count);
        add_number(flow, &shape, head, number->title, count);
    }
    numbers_finish(&numbers);
    pdf_shape_finish(&shape);
}
