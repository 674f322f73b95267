/* What an edit says of themes: what was put into one, what it is called, what is kept apart. */

#include "model/alone.h"
#include "model/history_words_inside.h"

/* "the theme ‘Queues’", as it was called then. */
static void add_theme(struct telling *t, const struct record *theme)
{
    const char *name = theme ? telling_words_then(t, theme) : "";
    str_add(t->out, *name   ? "the theme "
                    : theme ? "a theme without a name"
                            : "a theme that is not in this file");
    if (*name) {
        telling_quote(t, name);
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
    const char *before = value_words(telling_before(t, "name"));
    telling_phrase(t, !*name    ? "took the name off "
                      : *before ? "called "
                                : "called a theme ");
    if (!*name || *before) {
        add_theme(t, t->record);
        str_add(t->out, *name ? " now " : "");
    }
    if (*name) {
        telling_quote(t, name);
    }
}

static bool tell_of_theme(struct telling *t)
{
    const struct change *name = edit_change(t->edit, "name");
    if (edit_change(t->edit, "column")) {
        telling_phrase(t, "began a theme");
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

/* Without their words where these are not here, or not to be seen yet. */
static bool tell_apart(struct telling *t)
{
    const struct change *apart = edit_change(t->edit, "apart");
    const struct record *one = one_of(t, "one"), *other = one_of(t, "other");
    if (!apart) {
        telling_phrase(t, "said which entries are kept apart");
        return true;
    }
    bool any = apart->value.kind != VALUE_NONE;
    telling_phrase(t, any ? "kept " : "took back that ");
    if (one && other && !record_is_alone(one) && !record_is_alone(other)) {
        telling_quote(t, telling_words_then(t, one));
        str_add(t->out, " and ");
        telling_quote(t, telling_words_then(t, other));
    } else {
        str_add(t->out, "two entries");
    }
    str_add(t->out, any ? " apart" : " are kept apart");
    return true;
}

bool tell_theme(struct telling *t)
{
    return record_is(t->record, "theme")   ? tell_of_theme(t)
           : record_is(t->record, "apart") ? tell_apart(t)
                                           : false;
}
