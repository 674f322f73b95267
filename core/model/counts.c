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

static bool promise_differs(const struct record *record)
{
    bool differs = false;
    const struct field *f = record_is(record, "note") ? record_fields(record) : NULL;
    for (; f && !differs; f = f->next) {
        differs = field_wordings(f) > 1 && field_is("note", f->name, FIELD_PROMISE);
    }
    return differs;
}

struct unsettled_counts session_count_unsettled(struct session *session)
{
    struct unsettled_counts open = {0};
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        if (record_shown(r)) {
            bool several = field_wordings(record_field(r, "text")) > 1 ||
                           field_wordings(record_field(r, "vision")) > 1;
            open.worded += several;
            open.deleted += !several && record_delete_disputed(r);
            open.promised += promise_differs(r);
        }
    }
    return open;
}
