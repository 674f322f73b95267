/* What an edit says of a note: its votes, marks, what answers it, what was promised. */

#include "model/history_words_inside.h"

#include "base/instant.h"
#include "model/ballot.h"
#include "model/fields.h"

#include <stdlib.h>

/* One dot of a ballot: "gave ‘Carers’ a dot (person 2)". False if it was another vote. */
static bool tell_dot(struct telling *t, const struct change *change)
{
    size_t person = 0;
    const struct field *field = record_field(t->record, change->field);
    long step = value_votes(change->value) - field_votes_before(field, t->edit);
    bool phone = field_is_of_phone(change->field);
    if (!value_is_votes(change->value, change->field) ||
        !(phone || voter_of_field(change->field, &person)) || (step != 1 && step != -1)) {
        return false;
    }
    telling_phrase(t, step > 0 ? "gave " : "took a dot back from ");
    telling_quote_entry(t);
    str_add(t->out, step > 0 ? " a dot" : "");
    if (phone) {
        str_add(t->out, " (a phone)");
    } else if (person && t->names == HISTORY_WITH_NAMES) {
        str_addf(t->out, " (person %zu)", person);
    }
    return true;
}

/* "counted 14 on paper for ‘Bus fares’" */
static bool tell_paper(struct telling *t, const struct change *change)
{
    long count = value_votes(change->value);
    if (!field_is_of_paper(change->field) ||
        !value_is_votes(change->value, change->field)) {
        return false;
    }
    if (count) {
        telling_phrase(t, "counted ");
        str_addf(t->out, "%ld on paper for ", count);
    } else {
        telling_phrase(t, "took back what was counted on paper for ");
    }
    telling_quote_entry(t);
    return true;
}

void tell_vote(struct telling *t, const struct change *change)
{
    const char *voter = change->field + strlen("vote:");
    long count = value_votes(change->value);
    if (tell_paper(t, change) || tell_dot(t, change)) {
        return;
    }
    bool own = t->edit->by && strcmp(t->edit->by, voter) == 0;
    bool counts = value_is_votes(change->value, change->field);
    telling_phrase(t, !counts      ? "set the votes for "
                      : count == 0 ? "took back the votes for "
                      : count == 1 ? "voted for "
                      : count > 1  ? "gave "
                                   : "took ");
    if (count < 0 && counts) {
        str_addf(t->out, "%ld vote%s back from ", -count, plural(-count));
    }
    telling_quote_entry(t);
    if (!counts) {
        str_add(t->out, " to ");
        telling_quote(t, value_words(change->value));
        str_add(t->out, ", which is no count");
    } else if (count > 1) {
        str_addf(t->out, " %ld votes", count);
    }
    if (!own && *voter && t->names == HISTORY_WITH_NAMES) {
        str_addf(t->out, " (of %s)",
                 field_is_of_phone(change->field) ? "a phone" : voter);
    }
}

static void tell_mark(struct telling *t, const struct change *change,
                      const struct mark *mark)
{
    bool any = change->value.kind != VALUE_NONE;
    const char *chosen = value_words(any ? change->value : telling_before(t, mark->id));
    const struct choice *choice = mark_choice(mark, chosen);
    telling_phrase(t, any ? "marked " : "took the mark ");
    if (any) {
        telling_quote_entry(t);
        str_add(t->out, " as ");
    }
    str_add(t->out, choice ? choice->title : *chosen ? chosen : mark->title);
    if (!any) {
        str_add(t->out, " off ");
        telling_quote_entry(t);
    }
}

/* The last of the actions that "not:ID,ID" refuses, as "note:ID"; false: it is none. */
static bool last_refused(const char *said, struct str *out)
{
    if (strncmp(said, "not:", 4) != 0) {
        return false;
    }
    const char *comma = strrchr(said, ',');
    str_set(out, "note:%s", comma ? comma + 1 : said + 4);
    return true;
}

/* "said that ‘Lend a bus’ answers ‘Bus fares’", or is for ‘Carers’, or does not or is not */
static void tell_answer(struct telling *t, const struct change *change)
{
    bool any = change->value.kind != VALUE_NONE;
    bool answers = strcmp(change->field, "answered") == 0;
    struct value value = any ? change->value : telling_before(t, change->field);
    struct str refused = STR_EMPTY;
    const char *of = value_words(value);
    bool no = last_refused(of, &refused);
    const char *action =
        telling_words_then(t, telling_record(t, no ? str_text(&refused) : of, "note"));
    telling_phrase(t, any ? "said that " : "took back that ");
    telling_quote(t, action);
    str_add(t->out, answers ? (no    ? " does not answer "
                               : any ? " answers "
                                     : " answered ")
                    : no    ? " is not for "
                            : " is for ");
    telling_quote_entry(t);
    str_finish(&refused);
}

const char *history_promise_phrase(const char *field)
{
    static const char *const rows[][2] = {{"who", "who does"},
                                          {"when", "by when to do"},
                                          {"messenger", "the messenger of"},
                                          {"outcome", "what came of"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strcmp(field, rows[i][0]) == 0) {
            return rows[i][1];
        }
    }
    return NULL;
}

static void quote_promise(struct telling *t, const struct change *change,
                          const char *words)
{
    char day[32];
    bool when = strcmp(change->field, "when") == 0;
    telling_quote(t, when && date_in_words(words, day) ? day : words);
}

/* "said who does ‘Ask the trusts’: ‘Ana’" */
static void tell_promise(struct telling *t, const struct change *change, const char *what)
{
    const char *before = value_words(telling_before(t, change->field));
    bool any = change->value.kind != VALUE_NONE;
    bool told = t->names == HISTORY_WITH_NAMES ||
                !field_is(t->edit->kind, change->field, FIELD_PERSON);
    telling_phrase(t, !any ? "took away " : *before ? "changed " : "said ");
    str_addf(t->out, "%s ", what);
    telling_quote_entry(t);
    if (*before && told) {
        str_add(t->out, any ? " from " : ": ");
        quote_promise(t, change, before);
    }
    if (any && told) {
        str_add(t->out, *before ? " to " : ": ");
        quote_promise(t, change, change->value.text);
    }
}

bool tell_note(struct telling *t, const struct change *change)
{
    const struct mark *mark = template_mark(t->form, change->field);
    bool note = record_is(t->record, "note");
    const char *promise = note ? history_promise_phrase(change->field) : NULL;
    bool answer =
        strcmp(change->field, "answered") == 0 || strcmp(change->field, "named") == 0;
    if (note && answer) {
        tell_answer(t, change);
    } else if (mark) {
        tell_mark(t, change, mark);
    } else if (promise) {
        tell_promise(t, change, promise);
    } else {
        return false;
    }
    return true;
}
