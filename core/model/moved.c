/* Entries that were copied by hand from one table's file to another's, with their id: there is
 * only one of them, which stands where it was written last. */

#include "model/moved.h"

#include "model/history.h"

#include <stdlib.h>
#include <string.h>

/* The table of what "goal:4" or "session:2" names. */
static const struct record *table_named(const struct session *session, const char *kind,
                                        struct value value)
{
    size_t len = strlen(kind);
    const struct record *parent =
        value.kind == VALUE_TEXT && strncmp(value.text, kind, len) == 0 &&
                value.text[len] == ':'
            ? session_record(session, kind, value.text + len + 1)
            : NULL;
    bool said =
        parent && record_fields(parent); /* else nobody has it: it is stood in for */
    return said ? history_table(parent) : NULL;
}

static const char *field_of_place(const struct record *record)
{
    return record_is(record, "note")   ? "goal"
           : record_is(record, "goal") ? "session"
                                       : NULL;
}

int moved_order(const void *left, const void *right)
{
    const struct record *const *a = left, *const *b = right;
    return edit_compare(field_shown(record_field(*a, field_of_place(*a)))->edit,
                        field_shown(record_field(*b, field_of_place(*b)))->edit);
}

const struct record *moved_from(const struct session *session,
                                const struct record *record)
{
    const char *kind = field_of_place(record);
    const struct field *field = kind ? record_field(record, kind) : NULL;
    if (!field || !record_shown(record) || field_wordings(field) < 2) {
        return NULL;
    }
    size_t count;
    const struct record *now = history_table(record), *from = NULL;
    const struct version **heads = history_wordings(field, &count);
    for (size_t i = 0; i < count && !from; i++) {
        const struct record *table = table_named(session, kind, version_value(heads[i]));
        from = table != now ? table : NULL;
    }
    free(heads);
    return from;
}

void moved_say(struct session *session, const struct record *record,
               const struct record *from, struct str *out)
{
    str_add(out, out->len_bytes ? "\n" : "");
    history_name(session, record, out);
    str_add(out, " stands in ‘");
    history_name_table(history_table(record), out);
    str_add(out, "’ now, and no more in ‘");
    history_name_table(from, out);
    str_add(out,
            "’: a line was copied by hand with its id; without the id it is an entry "
            "of its own");
}
