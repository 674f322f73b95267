#include "support/grids.h"

#include "model/top.h"
#include "store/file.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

static void add_note(const struct record *note, struct str *out)
{
    const char *between = " (";
    str_add(out, record_words(note, "text"));
    const char *weight = record_text(note, "weight");
    if (weight) {
        str_addf(out, "%sweight %s", between, weight);
        between = ", ";
    }
    if (record_votes(note)) {
        str_addf(out, "%svotes %ld", between, record_votes(note));
        between = ", ";
    }
    str_add(out, *between == ',' ? ")" : "");
}

char *grids_of(struct session *session)
{
    struct str out = STR_EMPTY;
    size_t table_count;
    const struct record *const *tables = session_tables(session, &table_count);
    for (size_t t = 0; t < table_count; t++) {
        size_t goal_count, note_count;
        const struct record *const *goals = table_goals(session, tables[t], &goal_count);
        const char **columns = top_columns(session, tables[t]);
        for (size_t g = 0; g < goal_count; g++) {
            str_add(&out, record_words(goals[g], "text"));
            for (size_t c = 0; columns[c]; c++) {
                const struct record *const *notes =
                    goal_notes(session, goals[g], columns[c], &note_count);
                for (size_t n = 0; n < note_count; n++) {
                    if (n) {
                        str_add(&out, "; ");
                    } else {
                        str_addf(&out, " | %s: ", columns[c]);
                    }
                    add_note(notes[n], &out);
                }
            }
            str_add_byte(&out, '\n');
        }
        free(columns);
    }
    return str_take(&out);
}

void expect_grids(struct session *session, const char *expected)
{
    char *grids = grids_of(session);
    cr_expect_str_eq(grids, expected, "it is\n%s\nand should be\n%s", grids, expected);
    free(grids);
}

const struct record *record_saying(struct session *session, const char *words)
{
    for (const struct record *r = session_next_record(session, NULL); r;
         r = session_next_record(session, r)) {
        const char *field = strcmp(record_kind(r), "session") == 0 ? "title" : "text";
        if (record_shown(r) && strcmp(record_words(r, field), words) == 0) {
            return r;
        }
    }
    cr_fatal("nothing says \"%s\"", words);
    return NULL;
}

char *bytes_of(struct session *session)
{
    struct str out = STR_EMPTY;
    file_write(session, &out);
    return str_take(&out);
}

char *replaced(const char *text, const char *old, const char *new)
{
    const char *found = strstr(text, old);
    struct str out = STR_EMPTY;
    if (!found) {
        cr_fatal("\"%s\" does not stand in\n%s", old, text);
    }
    str_add_bytes(&out, text, (size_t)(found - text));
    str_add(&out, new);
    str_add(&out, found + strlen(old));
    return str_take(&out);
}
