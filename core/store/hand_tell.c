/* What was taken in as written by hand, in words: a flipped bit looks just like it. */

#include "store/hand_inside.h"

#include "base/utf8.h"
#include "model/fields.h"

#include <string.h>

/* Where an entry stands, which the nesting says. */
static bool is_where(const struct making *m, const char *field)
{
    return field_is(m->kind, field, FIELD_WHERE) &&
           field_is(m->kind, field, FIELD_INSIDE);
}

/* The beginning of a value, in quotes if it is a text. */
static void add_wording(struct str *out, struct value value)
{
    enum { MOST_GRAPHEMES = 200 };
    struct str all = STR_EMPTY;
    value_write(value, &all);
    text_add_beginning(out, value.kind == VALUE_NONE ? "nothing" : str_text(&all),
                       MOST_GRAPHEMES);
    str_finish(&all);
}

/* Told before it is done: what stood there, and what stands there now. */
static void tell_change(const struct making *m, const struct change *change)
{
    const char *called = strcmp(m->kind, "session") == 0 ? "title" : "text";
    bool votes = field_is(m->kind, change->field, FIELD_VOTER);
    struct str words = STR_EMPTY;
    if (strcmp(change->field, "gone") == 0) {
        str_addf(&words, "the %s ", m->kind);
        add_wording(&words, record_value(m->record, called));
        str_add(&words, change->value.kind == VALUE_NONE ? " is back" : " is removed");
    } else if (votes) {
        double now = 0;
        json_number(json_member(m->at, "votes"), &now);
        str_addf(&words, "\"votes\" was %ld and is %.0f",
                 m->record ? record_votes(m->record) : 0, now);
    } else {
        str_addf(&words, "\"%s\" was ", change->field);
        add_wording(&words, record_value(m->record, change->field));
        str_add(&words, " and is ");
        add_wording(&words, change->value);
    }
    fault_at(m->hand->sink, m->at, false, "by hand: %s", words.bytes);
    str_finish(&words);
}

/* What is new is told by its words, what was only moved as that. */
void hand_tell(const struct making *m)
{
    struct value words = VALUE_NOTHING;
    bool moved = true;
    for (size_t i = 0; i < m->count; i++) {
        const char *field = m->set[i].field;
        moved = moved && is_where(m, field);
        if (strcmp(field, "text") == 0 || (!words.text && strcmp(field, "title") == 0)) {
            words = m->set[i].value;
        }
        if (m->record && record_fields(m->record) && !is_where(m, field)) {
            tell_change(m, &m->set[i]);
        }
    }
    bool is_new = !(m->record && record_fields(m->record));
    if (is_new || moved) {
        struct str told = STR_EMPTY;
        add_wording(&told, is_new ? words : record_value(m->record, "text"));
        fault_at(m->hand->sink, m->at, false, "by hand: %s%s %s%s",
                 is_new ? "a new " : "the ", m->kind, told.bytes,
                 is_new ? "" : " stands elsewhere");
        str_finish(&told);
    }
}
