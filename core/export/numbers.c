/* How many of what: the section that commissioners read first. */

#include "base/memory.h"
#include "export/sections.h"
#include "model/ballot.h"
#include "model/commitments.h"
#include "model/meetings.h"
#include "model/offers.h"

#include <stdlib.h>
#include <string.h>

static const char totals[] = "";

/* One line: "Barriers to change", 120. Titles are borrowed. */
struct number {
    const char *group; /* "Entries by column": what stands above it; "" for totals */
    const char *title;
    size_t count;
};

struct numbers {
    const struct paper_words *paper;
    struct number *items;
    size_t count, room;
};

/* The line of that title, made if need be; few, so that looking through them is cheap. */
static size_t line_of(struct numbers *n, const char *group, const char *title)
{
    for (size_t i = 0; i < n->count; i++) {
        if (strcmp(n->items[i].group, group) == 0 &&
            strcmp(n->items[i].title, title) == 0) {
            return i;
        }
    }
    ARRAY_ADD(n->items, n->count, n->room, (struct number){group, title, 0});
    return n->count - 1;
}

static void add(struct numbers *n, const char *group, const char *title, size_t count)
{
    size_t line = line_of(n, group, title); /* may move them */
    n->items[line].count += count;
}

/* All values that a column's marks offer have a line, be it of none. A mark that many
 * columns offer is told once; a value that no template knows counts as another. */
static void add_marks(struct numbers *n, const struct outline_column *column,
                      const struct record *entry)
{
    for (size_t i = 0; i < column->mark_count; i++) {
        const struct mark *mark = column->marks[i];
        const char *title = *mark->title ? mark->title : mark->id;
        for (size_t c = 0; c < mark->choice_count && !entry; c++) {
            add(n, title, mark->choices[c].title, 0);
        }
        const char *value = entry ? record_says(entry, mark->id) : "";
        if (*value) {
            const struct choice *choice = mark_choice(mark, value);
            add(n, title, choice ? choice->title : n->paper->texts[PAPER_ANOTHER], 1);
        }
    }
}

static void count_entry(struct numbers *n, const struct outline_column *column,
                        const struct record *entry)
{
    add_marks(n, column, entry);
    add(n, totals, n->paper->texts[PAPER_VOTES], (size_t)ballot_votes(entry));
    add(n, totals, n->paper->texts[PAPER_TO_SETTLE], record_unsettled(entry));
}

static void count_part(struct numbers *n, const struct outline *outline,
                       const struct outline_part *part)
{
    for (size_t c = 0; c < part->column_count; c++) {
        add(n, n->paper->texts[PAPER_BY_COLUMN], part->columns[c].title, 0);
        add_marks(n, &part->columns[c], NULL);
    }
    for (size_t r = 0; r < part->row_count; r++) {
        for (size_t c = 0; c < part->column_count; c++) {
            size_t count;
            const struct record *const *notes =
                outline_notes(outline, part, &part->columns[c], part->rows[r], &count);
            add(n, n->paper->texts[PAPER_BY_COLUMN], part->columns[c].title, count);
            add(n, totals, n->paper->texts[PAPER_ENTRIES], count);
            for (size_t i = 0; i < count; i++) {
                count_entry(n, &part->columns[c], notes[i]);
            }
        }
    }
}

/* What is told even if there is none, in this order. */
static void begin_totals(struct numbers *n, const char *goals)
{
    const char *const *words = n->paper->texts;
    const char *const first[] = {goals, words[PAPER_ENTRIES], words[PAPER_VOTES],
                                 words[PAPER_PROMISES_ALONE], words[PAPER_TO_SETTLE]};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        add(n, totals, first[i], 0);
    }
}

static void count_table(struct numbers *n, const struct outline *outline)
{
    struct commitments promises = {0};
    begin_totals(n, outline_goals_title(outline));
    add(n, totals, outline_goals_title(outline), outline->goal_count);
    for (size_t i = 0; i < outline->row_count; i++) {
        const struct record *row = outline->rows[i];
        count_entry(n, outline_row_head(outline, row), row);
    }
    for (size_t i = 0; i < outline->part_count; i++) {
        count_part(n, outline, &outline->parts[i]);
    }
    if (outline->voted) {
        add(n, totals, n->paper->texts[PAPER_VOTED], (size_t)outline->voted);
    }
    size_t waiting =
        table_offer_count(outline->session, outline->table, OFFER_WAITS | OFFERS_OWN);
    if (waiting) { /* it may stand here tomorrow */
        add(n, totals, n->paper->texts[PAPER_SENT_WAITING], waiting);
    }
    commitments_add(outline->session, outline->table, &promises);
    add(n, totals, n->paper->texts[PAPER_PROMISES_ALONE], promises.count);
    add(n, totals, n->paper->texts[PAPER_TO_SETTLE], record_unsettled(outline->table));
    commitments_finish(&promises);
}

/* Totals first, then the columns, then marks; what nobody chose at all is left out. */
static void put_in_order(struct numbers *n)
{
    struct number *sorted = memory_get((n->count + 1) * sizeof *sorted);
    size_t count = 0;
    for (size_t i = 0; i < n->count; i++) {
        const char *group = n->items[i].group;
        size_t in_group = 0;
        for (size_t k = 0; k < count; k++) {
            in_group += strcmp(sorted[k].group, group) == 0;
        }
        for (size_t k = i; k < n->count && !in_group; k++) {
            if (strcmp(n->items[k].group, group) == 0) {
                sorted[count++] = n->items[k];
            }
        }
    }
    free(n->items);
    n->items = sorted;
    n->count = count;
}

static void leave_out_unused(struct numbers *n)
{
    size_t kept = 0;
    for (size_t i = 0, end; i < n->count; i = end) {
        const char *group = n->items[i].group;
        size_t in_group = 0;
        for (end = i; end < n->count && strcmp(n->items[end].group, group) == 0; end++) {
            in_group += n->items[end].count;
        }
        if (in_group || group == totals || group == n->paper->texts[PAPER_BY_COLUMN]) {
            memmove(n->items + kept, n->items + i, (end - i) * sizeof *n->items);
            kept += end - i;
        }
    }
    n->count = kept;
}

/* Counts what a section is about: its table, or all. Votes as far as they may be seen. */
static void count_all(const struct section *section, struct numbers *out)
{
    size_t count;
    const struct record *const *tables = session_tables(section->session, &count);
    *out = (struct numbers){.paper = section_paper(section)};
    if (!section->outline) {
        add(out, totals, section_word(section, PAPER_TABLES),
            tables_count_met(section->session, tables, count));
    }
    if (!section->outline && !count) {
        begin_totals(out, section_word(section, PAPER_GOALS));
    }
    if (section->outline) {
        count_table(out, section->outline);
    }
    for (size_t i = 0; i < count && !section->outline; i++) {
        struct outline outline;
        outline_init(&outline, section->session, tables[i], section->options);
        count_table(out, &outline);
        outline_finish(&outline);
    }
    put_in_order(out);
    leave_out_unused(out);
}

void numbers_tell(const struct section *section, const struct listener *listener)
{
    const struct told_column columns[] = {
        {.title = section_word(section, PAPER_DAY_WHAT),
         .kind = TOLD_WORDS,
         .share = 4,
         .head = true},
        {.title = section_word(section, PAPER_HOW_MANY), .kind = TOLD_NUMBER, .share = 1},
    };
    struct numbers n;
    count_all(section, &n);
    if (!section->outline) {
        listener->begin(listener->to, section,
                        &(struct told_head){
                            .kind = TOLD_NUMBERS,
                            .title = {.words = section_word(section, PAPER_ALL_TABLES),
                                      .not_peoples = true}});
    }
    listener->heading(listener->to, section_word(section, PAPER_IN_NUMBERS));
    listener->table(listener->to, &(struct told_table){
                                      .as = TOLD_AS_NUMBERS,
                                      .caption = section_word(section, PAPER_HOW_MANY_OF),
                                      .columns = columns,
                                      .count = 2,
                                      .spare = 5});
    for (size_t i = 0; i < n.count; i++) {
        const struct number *number = &n.items[i];
        if (*number->group && (i == 0 || strcmp(number[-1].group, number->group) != 0)) {
            listener->group(listener->to, number->group);
        }
        listener->row(listener->to,
                      (const struct told[]){{.words = number->title, .not_peoples = true},
                                            {.count = number->count}});
    }
    listener->end(listener->to);
    free(n.items);
}
