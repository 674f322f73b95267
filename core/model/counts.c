#include "model/counts.h"

#include "model/fields.h"
#include "model/questions.h"

#include <string.h>

struct counts session_counts(struct session *session)
{
    struct counts c = {.edits = session_edit_count(session)};
    const struct record *const *table = session_tables(session, &c.tables);
    for (size_t i = 0; i < c.tables; i++) {
        size_t count;
        table_goals(session, table[i], &count);
        c.goals += count;
    }
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        const struct record *row = record_is(r, "note") ? record_parent(r) : NULL;
        c.notes +=
            row && record_shown(r) && strcmp(record_column(row), QUESTIONS_GRID) != 0;
    }
    return c;
}

void counts_say(const struct counts *c, struct str *out)
{
    str_addf(out, "tables %zu, goals %zu, notes %zu, edits %zu", c->tables, c->goals,
             c->notes, c->edits);
}

/* What of a record is worded in several ways that nobody has chosen from. */
static void count_wordings(const struct record *record, bool *words, bool *promise)
{
    *words = *promise = false;
    for (const struct field *f = record_fields(record); f; f = f->next) {
        if (field_wordings(f) > 1) {
            *words =
                *words || strcmp(f->name, "text") == 0 || strcmp(f->name, "vision") == 0;
            *promise = *promise || (record_is(record, "note") &&
                                    field_is("note", f->name, FIELD_PROMISE));
        }
    }
}

struct unsettled_counts session_count_unsettled(struct session *session)
{
    struct unsettled_counts open = {0};
    bool words, promise;
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        if (record_shown(r)) {
            count_wordings(r, &words, &promise);
            open.worded += words;
            open.deleted += !words && record_delete_disputed(r);
            open.promised += promise;
        }
    }
    return open;
}
