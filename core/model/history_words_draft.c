/* What an edit says of what is half written. */

#include "model/alone.h"
#include "model/drafts.h"
#include "model/history_words_inside.h"

/* What one line or several are filled in for. */
static void tell_drafted_form(struct telling *t, const char *what)
{
    static const char *const forms[][2] = {{"promise", "a promise for"},
                                           {"details", "the details"},
                                           {"question", "a question to everybody"},
                                           {"answer", "an answer to"},
                                           {"paper", "the count from paper of"},
                                           {"theme", "a name for"},
                                           {"day", "a stage of the day"}};
    const char *words = "a form for";
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        words =
            strncmp(what, forms[i][0], strlen(forms[i][0])) == 0 ? forms[i][1] : words;
    }
    if (record_is(t->record, "session")) {
        str_add(t->out, strcmp(what, "paper") == 0 ? "how many voted" : words);
    } else {
        str_addf(t->out, "%s ", words);
        telling_quote_entry(t);
    }
}

void tell_draft(struct telling *t, const struct change *change)
{
    struct str box = STR_EMPTY;
    const char *what = draft_box(change->field, &box) + strlen("draft");
    what += *what == ':';
    telling_phrase(t, change->value.kind == VALUE_NONE ? "dropped the draft of "
                                                       : "left a draft of ");
    if (strncmp(what, "form:", strlen("form:")) == 0) {
        tell_drafted_form(t, what + strlen("form:"));
    } else if (record_is(t->record, "session")) {
        str_add(t->out, strcmp(what, "vision") == 0 ? "the vision" : "a new goal");
    } else if (*what) {
        const struct column *column = template_column(t->form, what, NULL);
        str_addf(t->out, "a new %s",
                 column ? template_calls(t->form, column->singular) : "note");
        str_add(t->out, " for ");
        telling_quote_entry(t);
    } else {
        str_add(t->out, "other words for ");
        telling_quote_entry(t);
    }
    str_finish(&box);
    bool hidden =
        t->names == HISTORY_WITHOUT_NAMES || table_alone(history_table(t->record));
    if (change->value.kind != VALUE_NONE && !hidden) {
        str_add(t->out, ": ");
        telling_quote(t, change->value.text);
    }
}
