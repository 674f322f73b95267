/* What is told of an edit whose words are redacted, and of one that says again what stays. */

#include "model/fields.h"
#include "model/history_words_inside.h"
#include "model/rows.h"

/* The first edit of an entry has its words and where it stands. */
static bool added(const struct telling *t)
{
    return edit_change(t->edit, "text") &&
           edit_change(t->edit, record_is(t->record, "note") ? "goal" : "session");
}

void tell_redacted(struct telling *t)
{
    bool goal = record_is(t->record, "goal"), table = record_is(t->record, "session");
    if (added(t)) {
        telling_phrase(t, record_is(t->record, "offer") ? "offered " : "added ");
        if (goal) {
            str_addf(t->out, "the %s ", row_noun(t->form, t->record));
        }
        telling_quote_as_entry(t, "");
        return;
    }
    telling_phrase(t, "said ");
    telling_quote(t, "");
    if (table) {
        str_add(t->out, " of the table");
    } else if (*telling_words_then(t, t->record) || telling_question(t)) {
        str_add(t->out, " of ");
        telling_quote_entry(t);
    }
}

/* Whether a field of where an entry stands is said again in place of what was redacted. */
static bool says_again(const struct record *record, const struct edit *edit,
                       const char *field)
{
    const struct version *before = field_is(edit->kind, field, FIELD_WHERE)
                                       ? version_before(edit, record_field(record, field))
                                       : NULL;
    return before && before->edit->redacted && before->edit->at_ms == edit->at_ms;
}

bool telling_leaves(const struct telling *t)
{
    bool leaves = false;
    for (size_t i = 0; i < t->edit->set_count && !leaves; i++) {
        leaves = says_again(t->record, t->edit, t->edit->set[i].field);
    }
    return leaves;
}

bool edit_only_says_again(const struct record *record, const struct edit *edit)
{
    bool only = true;
    for (size_t i = 0; i < edit->set_count && only; i++) {
        only = says_again(record, edit, edit->set[i].field);
    }
    return only;
}
