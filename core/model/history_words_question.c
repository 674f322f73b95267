/* What an edit says of a question, and of what was answered. */

#include "model/fields.h"
#include "model/history_words_inside.h"
#include "model/questions.h"

static bool is_question(const struct record *record)
{
    return record && record_is(record, "goal") &&
           strcmp(record_words(record, "grid"), QUESTIONS_GRID) == 0;
}

const struct record *telling_question(const struct telling *t)
{
    const char *of = record_words(t->record, "goal");
    const struct record *owner =
        record_is(t->record, "note") || record_is(t->record, "offer")
            ? telling_record(t, of, "goal")
            : NULL;
    return is_question(owner) ? owner : NULL;
}

static void tell(struct telling *t, const char *verb, const char *words,
                 const char *after)
{
    telling_phrase(t, verb);
    telling_quote(t, words);
    str_add(t->out, after);
}

static bool is_first(const struct telling *t)
{
    const struct change *text = edit_change(t->edit, "text");
    return text && text->value.kind == VALUE_TEXT &&
           edit_change(t->edit, record_is(t->record, "goal") ? "session" : "goal");
}

static bool tell_of_question(struct telling *t)
{
    const struct change *stands = edit_change(t->edit, "stands");
    const char *words = telling_words_then(t, t->record);
    if (is_first(t)) {
        tell(t, "asked ", edit_change(t->edit, "text")->value.text, "");
        return true;
    }
    if (stands && stands->value.kind == VALUE_TEXT) {
        const char *now = stands->value.text;
        bool open = strcmp(now, "open") == 0, shown = strcmp(now, "shown") == 0;
        tell(t,
             open    ? "opened the question "
             : shown ? "showed the answers to "
                     : "ended the question ",
             words, "");
    }
    return stands;
}

/* Which of them somebody chose is told by the counts, once they may be seen. */
static bool tell_of_answer(struct telling *t, const struct record *question)
{
    const struct change *first = &t->edit->set[0];
    const char *words = telling_words_then(t, question);
    if (is_first(t)) {
        tell(t, "added the answer ", edit_change(t->edit, "text")->value.text, " to ");
        telling_quote(t, words);
        return true;
    }
    if (!field_is("note", first->field, FIELD_VOTER)) {
        return false;
    }
    bool hands = strcmp(first->field, "vote:" HANDS_VOTER) == 0;
    if (hands) {
        tell(t,
             first->value.kind == VALUE_NONE ? "took back hands counted for "
                                             : "counted hands for ",
             words, "");
        return true;
    }
    bool gave = value_votes(first->value) > 0;
    tell(t, gave ? "answered " : "took back an answer to ", words, "");
    return true;
}

bool tell_question(struct telling *t)
{
    const struct record *answers = telling_question(t);
    return is_question(t->record)                    ? tell_of_question(t)
           : answers && record_is(t->record, "note") ? tell_of_answer(t, answers)
                                                     : false;
}
