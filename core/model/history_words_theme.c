/* What an edit says of themes: what was put into one, what it is called, what is kept apart. */

#include "model/alone.h"
#include "model/history_words_inside.h"

/* ‘Queues’, or as long as nobody has named it what tells it from others. */
static void add_theme(struct telling *t, const struct record *theme)
{
    const char *name = theme ? record_words(theme, "name") : "";
    str_add(t->out, "the theme ");
    if (*name) {
        telling_quote(t, name);
    } else {
        str_add(t->out, theme ? record_id(theme) : "that is not in this file");
    }
}

void tell_in_theme(struct telling *t, const struct change *change)
{
    bool any = change->value.kind == VALUE_TEXT;
    telling_phrase(t, any ? "put " : "took ");
    telling_quote_entry(t);
    str_add(t->out, any ? " into " : " out of its theme");
    if (any) {
        add_theme(t, telling_record(t, change->value.text, "theme"));
    }
}

static void tell_name(struct telling *t, const struct change *change)
{
    const char *name = value_words(change->value);
    telling_phrase(t, *name ? "called the theme " : "took its name off the theme ");
    str_add(t->out, record_id(t->record));
    if (*name) {
        str_add(t->out, " ");
        telling_quote(t, name);
    }
}

static bool tell_of_theme(struct telling *t)
{
    const struct change *name = edit_change(t->edit, "name");
    if (edit_change(t->edit, "column")) {
        telling_phrase(t, "began the theme ");
        str_add(t->out, record_id(t->record));
    }
    if (name) {
        tell_name(t, name);
    } else if (!edit_change(t->edit, "column") && edit_change(t->edit, "alone")) {
        telling_phrase(t, "let what says the same into ");
        add_theme(t, t->record);
    }
    return t->out->len_bytes > t->start_bytes;
}

/* An entry of a pair: a note or a goal. */
static const struct record *one_of(const struct telling *t, const char *field)
{
    const char *of = record_words(t->record, field);
    const struct record *note = telling_record(t, of, "note");
    return note ? note : telling_record(t, of, "goal");
}

static bool tell_apart(struct telling *t)
{
    const struct change *apart = edit_change(t->edit, "apart");
    const struct record *one = one_of(t, "one"), *other = one_of(t, "other");
    if (!apart || !one || !other || record_is_alone(one) || record_is_alone(other)) {
        return false;
    }
    bool any = apart->value.kind != VALUE_NONE;
    telling_phrase(t, any ? "kept " : "took back that ");
    telling_quote(t, telling_words_then(t, one));
    str_add(t->out, " and ");
    telling_quote(t, telling_words_then(t, other));
    str_add(t->out, any ? " apart" : " are kept apart");
    return true;
}

bool tell_theme(struct telling *t)
{
    return record_is(t->record, "theme")   ? tell_of_theme(t)
           : record_is(t->record, "apart") ? tell_apart(t)
                                           : false;
}
