/* What the page to read out tells beside what recurs: visions, answers, what nobody does. */

#include "base/memory.h"
#include "export/brief_inside.h"
#include "model/commitments.h"
#include "model/meetings.h"
#include "model/questions.h"
#include "store/hand_words.h"

#include <stdlib.h>

/* The tables that no other follows up: those that met again are told of as they are now. In
 * the section's arena. */
static const struct record **latest_tables(const struct section *section, size_t *count)
{
    size_t all, met;
    const struct record *const *tables = session_tables(section->session, &all);
    const struct record **again = tables_met_again(section->session, &met);
    const struct record **latest = arena_get(section->arena, (all + 1) * sizeof *latest);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        if (!table_is_among(tables[i], again, met)) {
            latest[(*count)++] = tables[i];
        }
    }
    free(again);
    return latest;
}

/* Which table said it, where there are several. */
static const char *said_at(const struct section *section, const struct record *table)
{
    struct str name = STR_EMPTY;
    if (section->findings->met_count < 2) {
        return NULL;
    }
    findings_add_table(findings_table_of(section->findings, table), &name);
    return told_take(section->arena, &name);
}

/* What a table wants most is said at any of its meetings: the last that says it is meant. */
static const struct record *with_vision(const struct section *section,
                                        const struct record *table)
{
    struct meetings met = table_meetings(section->session, table);
    for (size_t i = 0; i < met.count; i++) {
        if (*record_says(met.tables[i], "vision")) {
            return met.tables[i];
        }
    }
    return NULL;
}

bool brief_tell_visions(const struct section *section, const struct listener *listener)
{
    size_t table_count, count = 0;
    const struct record **tables = latest_tables(section, &table_count);
    for (size_t i = 0; i < table_count; i++) {
        const struct record *table = with_vision(section, tables[i]);
        if (table) {
            tables[count++] = table;
        }
    }
    size_t told = brief_first_of(section, count, BRIEF_FIRST);
    if (told) {
        brief_begin_list(section, listener,
                         section_word(section, count > 1 ? PAPER_VISIONS : PAPER_VISION),
                         count, told);
    }
    for (size_t i = 0; i < told; i++) {
        struct told item = {.words = record_says(tables[i], "vision"),
                            .from = said_at(section, tables[i])};
        listener->item(listener->to, &item);
    }
    if (told) {
        listener->end(listener->to);
    }
    return told > 0;
}

/* "12 answers: Friends (5), Work (4), and 3 others"; of a scale what is on average. */
static struct told_about answers_of(const struct section *section,
                                    const struct record *row)
{
    struct str said = STR_EMPTY, words = STR_EMPTY;
    size_t count, most = BRIEF_FIRST;
    struct answer *answers = question_answers_said(section->session, row, &count);
    section_say_question(section, row, &said);
    bool scale = question_of(row).asks == ASKS_SCALE;
    for (size_t i = 0; i < count && i < most && !scale; i++) {
        str_addf(&words, "%s%s (", i ? ", " : "", answers[i].text);
        if (answers[i].uncounted) {
            str_addf(&words, "%s)", section_word(section, PAPER_NOT_COUNTED));
        } else {
            str_addf(&words, "%ld)", answers[i].count);
        }
    }
    if (count > most && !scale) {
        str_addf(&words, ", %s", section_count(section, PAPER_OTHERS_ONE, count - most));
    }
    free(answers);
    return (struct told_about){.label = told_take(section->arena, &said),
                               .words = scale ? NULL : told_take(section->arena, &words)};
}

/* The questions whose answers are shown, of all meetings: an array to free(). */
static const struct record **answered(const struct section *section, size_t *count)
{
    size_t table_count, row_count, room = 0;
    const struct record *const *tables = session_tables(section->session, &table_count);
    const struct record **all = NULL;
    *count = 0;
    for (size_t t = 0; t < table_count; t++) {
        const struct record *const *rows =
            table_questions(section->session, tables[t], &row_count);
        for (size_t i = 0; i < row_count; i++) {
            if (question_of(rows[i]).state != QUESTION_OPEN &&
                question_answered(section->session, rows[i])) {
                ARRAY_ADD(all, *count, room, rows[i]);
            }
        }
    }
    return all;
}

void brief_tell_answers(const struct section *section, const struct listener *listener)
{
    size_t count;
    const struct record **rows = answered(section, &count);
    size_t told = brief_first_of(section, count, BRIEF_FIRST);
    if (told) {
        brief_begin_list(section, listener, section_word(section, PAPER_ASKED), count,
                         told);
    }
    for (size_t i = 0; i < told; i++) {
        struct told_about about = answers_of(section, rows[i]);
        struct told item = {.words = question_of(rows[i]).text,
                            .abouts = &about,
                            .about_count = 1,
                            .from = question_is_everybodys(rows[i])
                                        ? NULL
                                        : said_at(section, entry_table(rows[i]))};
        listener->item(listener->to, &item);
    }
    if (told) {
        listener->end(listener->to);
    }
    free(rows);
}

/* The first few would be those of the first table, where several have more. */
void brief_tell_untaken(const struct section *section, const struct listener *listener)
{
    const char *title = section_word(section, PAPER_UNTAKEN);
    struct commitments all = {0};
    commitments_add_open_untaken(section->session, &all);
    bool several = section->findings->met_count > 1;
    size_t told = brief_first_of(section, all.count, BRIEF_FIRST);
    bool counted = several ? told < all.count : brief_reads_all(section);
    if (told && counted) {
        listener->heading(listener->to, title);
        listener->say(listener->to, section_count(section, PAPER_ACTIONS_ONE, all.count),
                      TOLD_SAID);
        listener->end(listener->to);
    } else if (told) {
        brief_begin_list(section, listener, title, all.count, told);
        for (size_t i = 0; i < told; i++) {
            struct told item = {.words = record_says(all.items[i].note, "text"),
                                .from = said_at(section, all.items[i].table)};
            listener->item(listener->to, &item);
        }
        listener->end(listener->to);
    }
    commitments_finish(&all);
}
