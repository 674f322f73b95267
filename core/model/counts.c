#include "model/counts.h"

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
