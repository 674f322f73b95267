/* Copies of one table that voted unseen by each other. */

#include "model/ballot.h"
#include "model/history.h"

#include <string.h>

static size_t heads_of(const struct field *field)
{
    size_t count = 0;
    for (const struct version *v = field_shown(field); v; v = head_next(v)) {
        count += !v->edit->redacted;
    }
    return count;
}

struct found {
    size_t most; /* heads of one voter's votes for one entry */
    bool votes;
};

static void look_at(void *to, const struct record *entry)
{
    struct found *found = to;
    for (const struct field *f = record_fields(entry); f; f = f->next) {
        size_t unused;
        if (voter_of_field(f->name, &unused) && field_votes(f) > 0) {
            size_t heads = heads_of(f);
            found->votes = true;
            found->most = heads > found->most ? heads : found->most;
        }
    }
}

size_t ballot_copies(struct session *session, const struct record *table)
{
    struct found found = {0, false};
    ballot_each_entry(session, table, NULL, look_at, &found);
    size_t ballots = heads_of(record_field(table, "ballot"));
    size_t copies = ballots > found.most ? ballots : found.most;
    return found.votes && copies > 1 ? copies : 0;
}

bool ballot_say_copies(struct session *session, struct str *out)
{
    size_t count, start_bytes = out->len_bytes;
    const struct record *const *tables = session_tables(session, &count);
    for (size_t i = 0; i < count; i++) {
        size_t copies = ballot_copies(session, tables[i]);
        struct str name = STR_EMPTY;
        if (copies) {
            history_name_table(tables[i], &name);
            str_addf(out,
                     "%s%s: %zu copies of this table voted unseen by each other; the "
                     "votes of all are counted, for person 1 of one is another than that "
                     "of the other",
                     out->len_bytes > start_bytes ? "\n" : "", str_text(&name), copies);
        }
        str_finish(&name);
    }
    return out->len_bytes > start_bytes;
}
