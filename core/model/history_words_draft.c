/* What an edit says of what is half written. */

#include "model/alone.h"
#include "model/drafts.h"
#include "model/fields.h"
#include "model/history_words_inside.h"

/* "a promise", and how the entry follows that it is for. */
static void say_form(struct telling *t, const char *what, const char **between)
{
    static const char *const forms[][3] = {
        {"promise", "a promise", " for "},
        {"details", "the details", " for "},
        {"question", "a question to everybody", " for "},
        {"reworded", "other words", " for "},
        {"answer", "an answer", " to "},
        {"paper", "the count from paper", " of "},
        {"theme", "a name", " for "},
        {"day", "a stage of the day", " for "}};
    const char *words = "a form";
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strncmp(what, forms[i][0], strlen(forms[i][0])) == 0) {
            words = forms[i][1];
            *between = forms[i][2];
        }
    }
    bool voters = record_is(t->record, "session") && strcmp(what, "paper") == 0;
    str_add(t->out, voters ? "how many voted" : words);
}

/* "a new barrier": what a draft is of; then " for ", or how else its entry follows. */
static const char *say_drafted(struct telling *t, const char *field)
{
    const char *between = " for ";
    struct str box = STR_EMPTY;
    const char *what = draft_box(field, &box) + strlen("draft");
    what += *what == ':';
    if (strncmp(what, "form:", strlen("form:")) == 0) {
        say_form(t, what + strlen("form:"), &between);
    } else if (record_is(t->record, "session")) {
        str_add(t->out, strcmp(what, "vision") == 0 ? "the vision" : "a new goal");
    } else if (*what) {
        const struct column *column = template_column(t->form, what, NULL);
        str_addf(t->out, "a new %s",
                 column ? template_calls(t->form, column->singular) : "note");
    } else {
        str_add(t->out, "other words");
    }
    str_finish(&box);
    return between;
}

void tell_draft(struct telling *t, const struct change *change)
{
    bool any = change->value.kind != VALUE_NONE;
    telling_phrase(t, any ? "left a draft of " : "dropped the draft of ");
    const char *between = say_drafted(t, change->field);
    if (!record_is(t->record, "session")) {
        str_add(t->out, between);
        telling_quote_entry(t);
    }
    bool hidden =
        t->names == HISTORY_WITHOUT_NAMES || table_alone(history_table(t->record));
    if (any && !hidden) {
        str_add(t->out, ": ");
        telling_quote(t, change->value.text);
    }
}

void history_say_field(struct session *s, const struct record *record, const char *field,
                       struct str *out)
{
    struct telling t = {.session = s,
                        .record = record,
                        .form = table_template(s, history_table(record)),
                        .out = out};
    if (field_is(record_kind(record), field, FIELD_DRAFT)) {
        str_add(out, "draft of ");
        say_drafted(&t, field);
    } else {
        const char *words = telling_field_words(field);
        str_add_bytes(out, words, strcspn(words, ":"));
    }
}
