/* What follows the grids of a table: the votes ranked, and what is not settled. */

#include "export/pdf_parts.h"

#include "base/memory.h"
#include "model/ballot.h"

#include <stdlib.h>

/* An entry, and where it stands. */
struct entry {
    const struct record *record, *goal; /* goal: NULL for one itself */
    const struct outline_column *column;
};

struct entries {
    struct entry *items;
    size_t count, room;
};

typedef bool entry_wanted(const struct record *record);

static void add_entry(struct entries *entries, entry_wanted *wanted,
                      const struct outline_column *column, const struct record *record,
                      const struct record *goal)
{
    if (wanted(record)) {
        entries->items = memory_room_for_one(entries->items, entries->count,
                                             &entries->room, sizeof *entries->items);
        entries->items[entries->count++] = (struct entry){record, goal, column};
    }
}

/* The goals and notes of a table that are wanted, in reading order. */
static struct entries entries_of(const struct outline *outline, entry_wanted *wanted)
{
    struct entries found = {0};
    for (size_t p = 0; p < outline->part_count; p++) {
        const struct outline_part *part = &outline->parts[p];
        for (size_t g = 0; g < outline->goal_count; g++) {
            const struct record *goal = outline->goals[g];
            if (p == 0) {
                add_entry(&found, wanted, &part->goals, goal, NULL);
            }
            for (size_t c = 0; c < part->column_count; c++) {
                size_t count;
                const struct record *const *notes =
                    goal_notes(outline->session, goal, part->columns[c].id, &count);
                for (size_t n = 0; n < count; n++) {
                    add_entry(&found, wanted, &part->columns[c], notes[n], goal);
                }
            }
        }
    }
    return found;
}

static const char *words_of(const struct record *record)
{
    const char *words = outline_words(record, "text");
    return *words ? words : "–";
}

/* "Barriers · Reducing social isolation" */
static void set_where(struct pdf_flow *flow, const struct entry *entry)
{
    const char *const parts[] = {entry->column->title,
                                 entry->goal ? words_of(entry->goal) : ""};
    pdf_set_parts(flow, PDF_SMALL, parts, entry->goal ? 2 : 1, " · ");
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

void pdf_add_unsettled(struct pdf_flow *flow, const struct outline *outline)
{
    struct entries open = entries_of(outline, record_unsettled);
    bool vision = record_unsettled(outline->table);
    if (open.count || vision) {
        pdf_add_heading(flow, PDF_HEADING_2, "Not settled")->bookmark = "Not settled";
        pdf_begin_list(flow);
    }
    if (vision) {
        pdf_begin_item(flow, true);
        pdf_set(flow, PDF_NOTE, *outline->vision ? outline->vision : "–", "vision");
        pdf_set_other_wordings(flow, record_field(outline->table, "vision"));
    }
    for (size_t i = 0; i < open.count; i++) {
        const struct entry *entry = &open.items[i];
        pdf_begin_item(flow, true)->before = (float)pdf_unit(flow->paper);
        pdf_set(flow, PDF_NOTE, words_of(entry->record), "");
        pdf_set_other_wordings(flow, record_field(entry->record, "text"));
        if (record_delete_disputed(entry->record)) {
            pdf_set(flow, PDF_SMALL, "deleted by somebody who had not seen these words",
                    "");
        }
        set_where(flow, entry);
    }
    if (open.count || vision) {
        pdf_end_list(flow);
    }
    free(open.items);
}
