/* Questions that all tables of a file are asked: each stands in one of them. */

#include "base/memory.h"
#include "model/history.h"
#include "model/meetings.h"
#include "model/questions.h"
#include "model/session_inside.h"

#include <stdlib.h>
#include <string.h>

bool question_is_everybodys(const struct record *row)
{
    return row && strcmp(record_words(row, "whose"), "everybody") == 0 &&
           strcmp(record_words(row, "grid"), QUESTIONS_GRID) == 0;
}

void for_all_note(struct record *record)
{
    struct some *some = &record->session->for_all;
    if (!record->for_all && record->kind == record->session->goal) {
        record->for_all = true;
        ARRAY_ADD(some->items, some->count, some->room, record);
    }
}

/* Nearly no file has any: what is dear is looked at once one does. */
const struct record **questions_of_others(struct session *s, const struct record *table,
                                          size_t *count)
{
    const struct record **others = NULL, **met = NULL;
    size_t room = 0, met_count = 0;
    *count = 0;
    for (size_t i = 0; i < s->for_all.count; i++) {
        const struct record *row = s->for_all.items[i];
        bool shown = record_shown(row) && question_is_everybodys(row);
        const struct record *of = shown ? record_owner(row) : NULL;
        if (!of || of == table) {
            continue;
        }
        met = met ? met : tables_met_again(s, &met_count);
        if (!table_is_among(of, met, met_count)) {
            ARRAY_ADD(others, *count, room, row);
        }
    }
    free(met);
    return others;
}

static int first_asked_first(const void *left, const void *right)
{
    const struct record *const *a = left, *const *b = right;
    const struct version *one = field_shown(record_field(*a, "session")),
                         *other = field_shown(record_field(*b, "session"));
    return one && other ? edit_compare(one->edit, other->edit)
                        : (one != NULL) - (other != NULL);
}

const struct record **questions_before(struct session *s, const struct record *table,
                                       size_t *count)
{
    size_t own_count, other_count;
    const struct record *const *own = table_questions(s, table, &own_count);
    const struct record **others = questions_of_others(s, table, &other_count);
    const struct record **all = memory_get((own_count + other_count + 1) * sizeof(*all));
    *count = 0;
    for (size_t i = 0; i < own_count; i++) {
        all[(*count)++] = own[i];
    }
    for (size_t i = 0; i < other_count; i++) {
        all[(*count)++] = others[i];
    }
    if (other_count) {
        ARRAY_SORT(all, *count, first_asked_first);
    }
    free(others);
    return all;
}

bool questions_are_everybodys(struct session *s)
{
    size_t count, met;
    session_tables(s, &count);
    free(tables_met_again(s, &met));
    return count > met + 1;
}

void question_say_home(const struct record *row, struct str *out)
{
    const struct record *home = record_owner(row);
    if (!home || !question_is_everybodys(row)) {
        return;
    }
    str_add(out, "all tables, kept with ");
    history_name_table_short(home, out);
}
