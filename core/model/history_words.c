/* What an edit did, in words. */

#include "model/history.h"

#include "base/instant.h"
#include "model/ballot.h"

#include <stdlib.h>
#include <string.h>

/* An edit being told. */
struct telling {
    struct session *session;
    const struct edit *edit;
    const struct record *record;
    const struct template *form;
    enum history_names names;
    struct str *out;
    size_t start_bytes; /* of out: nothing is told yet */
};

static bool is_kind(const struct record *record, const char *kind)
{
    return strcmp(record_kind(record), kind) == 0;
}

static const char *words_of(struct value value)
{
    return value.kind == VALUE_NONE ? "" : value.text;
}

static const char *words_now(const struct record *record, const char *field)
{
    return record ? words_of(record_value(record, field)) : "";
}

static const struct change *change_of(const struct edit *edit, const char *field)
{
    for (size_t i = 0; i < edit->set_count; i++) {
        if (strcmp(edit->set[i].field, field) == 0) {
            return &edit->set[i];
        }
    }
    return NULL;
}

/* The words of a record as they stood for an edit's author: those that it replaced, or
 * that a deletion saw; else the latest before it, else those shown. */
static const char *words_then(const struct record *record, const struct edit *edit)
{
    const struct field *text = record ? record_field(record, "text") : NULL;
    bool saw_words = change_of(edit, "text") || change_of(edit, "gone");
    const struct version *then = text && saw_words ? version_before(edit, text) : NULL;
    for (const struct version *v = text && !then ? text->versions : NULL; v;
         v = v->next) {
        if (version_value(v).kind != VALUE_NONE && edit_compare(v->edit, edit) < 0 &&
            (!then || edit_compare(then->edit, v->edit) < 0)) {
            then = v;
        }
    }
    return then ? words_of(version_value(then)) : words_now(record, "text");
}

static const struct record *record_of(struct session *s, const char *of, const char *kind)
{
    size_t len = strlen(kind);
    bool named = strncmp(of, kind, len) == 0 && of[len] == ':';
    return named ? session_record(s, kind, of + len + 1) : NULL;
}

static void quote(struct str *out, const char *words)
{
    str_addf(out, "‘%s’", words);
}

/* Begins the next phrase of a sentence. */
static void phrase(struct telling *t, const char *verb)
{
    str_add(t->out, t->out->len_bytes > t->start_bytes ? ", " : "");
    str_add(t->out, verb);
}

/* " of ‘Less isolation’", if the goal has words. */
static void add_goal(struct telling *t, const char *preposition, const char *of)
{
    const char *words = words_then(record_of(t->session, of, "goal"), t->edit);
    if (*words) {
        str_addf(t->out, " %s ", preposition);
        quote(t->out, words);
    }
}

static const struct column *column_of(const struct template *form, const char *id)
{
    return template_column(form, id, NULL);
}

static void add_column_title(const struct template *form, const char *id, struct str *out)
{
    const struct column *column = column_of(form, id);
    str_add(out, column ? column->short_title : *id ? id : "no column");
}

/* What this edit, or the record, says of a field. */
static const char *said_of(const struct telling *t, const char *field)
{
    const struct change *change = change_of(t->edit, field);
    return change ? words_of(change->value) : words_now(t->record, field);
}

/* "added the barrier ‘Advertising’ to ‘Reducing childhood obesity’" */
static void tell_added(struct telling *t)
{
    if (is_kind(t->record, "goal")) {
        phrase(t, "added the goal ");
        quote(t->out, said_of(t, "text"));
        return;
    }
    const char *id = said_of(t, "column");
    const struct column *column = column_of(t->form, id);
    phrase(t, "added ");
    if (column && *column->singular) {
        str_addf(t->out, "the %s ", column->singular);
    }
    quote(t->out, said_of(t, "text"));
    if (!column) {
        str_add(t->out, " to ");
        add_column_title(t->form, id, t->out);
    }
    add_goal(t, column ? "to" : "of", said_of(t, "goal"));
}

/* The value of a field before the edit, or nothing. */
static struct value value_before(const struct telling *t, const char *field)
{
    const struct field *known = record_field(t->record, field);
    const struct version *before = known ? version_before(t->edit, known) : NULL;
    return before ? version_value(before) : VALUE_NOTHING;
}

static bool changes(const struct telling *t, const char *field)
{
    const struct change *change = change_of(t->edit, field);
    return change && !value_same(change->value, value_before(t, field));
}

static void tell_moved(struct telling *t)
{
    phrase(t, is_kind(t->record, "goal") ? "moved the goal " : "moved ");
    quote(t->out, words_then(t->record, t->edit));
    if (is_kind(t->record, "goal")) {
        str_add(t->out, change_of(t->edit, "session") ? " to another table" : "");
        return;
    }
    str_add(t->out, changes(t, "goal") || changes(t, "column") ? " to " : " within ");
    add_column_title(t->form, said_of(t, "column"), t->out);
    add_goal(t, "of", said_of(t, "goal"));
}

/* Other wordings that an edit of a text replaced, besides the one it kept. */
static void tell_replaced(struct telling *t, const struct field *field, struct value kept)
{
    size_t count = 0;
    for (const struct version *v = field->versions; v; v = v->next) {
        bool again = value_same(version_value(v), kept) ||
                     version_value(v).kind == VALUE_NONE || v->edit == t->edit ||
                     !edit_has_seen(t->edit, v->edit->key);
        for (const struct version *w = field->versions; w != v && !again; w = w->next) {
            again = w->edit != t->edit &&
                    value_same(version_value(v), version_value(w)) &&
                    edit_has_seen(t->edit, w->edit->key);
        }
        if (!again) {
            str_add(t->out, count ? " nor " : ", not ");
            quote(t->out, version_value(v).text);
            count++;
        }
    }
}

/* Whether an edit chose among wordings: it says one of several that it replaced. */
static bool settles(const struct telling *t, const struct field *field,
                    struct value value)
{
    bool among = false, others = false;
    for (const struct version *v = field->versions; v; v = v->next) {
        if (v->edit != t->edit && edit_has_seen(t->edit, v->edit->key)) {
            among = among || value_same(version_value(v), value);
            others = others || !value_same(version_value(v), value);
        }
    }
    return among && others && value.kind != VALUE_NONE;
}

/* The words of an entry, or the vision: what is " the vision", or "". */
static void tell_words(struct telling *t, const struct change *change, const char *what)
{
    const struct field *field = record_field(t->record, change->field);
    const char *before = words_of(value_before(t, change->field));
    const char *now = words_of(change->value);
    if (settles(t, field, change->value)) {
        phrase(t, "settled");
        str_addf(t->out, "%s on ", *what ? what : " the words");
        quote(t->out, now);
        tell_replaced(t, field, change->value);
    } else if (!*now) {
        phrase(t, "took away");
        str_addf(t->out, "%s ", *what ? what : " the words");
        quote(t->out, before);
    } else if (strcmp(now, before) == 0) {
        if (!change_of(t->edit, "gone")) {
            phrase(t, "kept");
            str_addf(t->out, "%s ", what);
            quote(t->out, now);
        }
    } else if (*before) {
        phrase(t, "reworded");
        str_addf(t->out, "%s ", what);
        quote(t->out, before);
        str_add(t->out, " to ");
        quote(t->out, now);
    } else {
        phrase(t, "wrote");
        str_addf(t->out, "%s%s", what, *what ? ": " : " ");
        quote(t->out, now);
    }
}

static void tell_gone(struct telling *t, const struct change *change)
{
    bool goal = is_kind(t->record, "goal"), table = is_kind(t->record, "session");
    bool deleted =
        change->value.kind == VALUE_JSON && strcmp(change->value.text, "true") == 0;
    phrase(t, deleted ? "deleted " : "brought ");
    str_add(t->out, goal ? "the goal " : table ? "the table" : "");
    if (!table) {
        quote(t->out, words_then(t->record, t->edit));
    }
    str_add(t->out, deleted ? "" : " back");
}

static void tell_draft(struct telling *t, const struct change *change)
{
    const char *what = change->field + strlen("draft");
    what += *what == ':';
    phrase(t, change->value.kind == VALUE_NONE ? "dropped the draft of "
                                               : "left a draft of ");
    if (is_kind(t->record, "session")) {
        str_add(t->out, strcmp(what, "vision") == 0 ? "the vision" : "a new goal");
    } else if (*what) {
        const struct column *column = column_of(t->form, what);
        str_addf(t->out, "a new %s", column ? column->singular : "note");
        str_add(t->out, " for ");
        quote(t->out, words_then(t->record, t->edit));
    } else {
        str_add(t->out, "other words for ");
        quote(t->out, words_then(t->record, t->edit));
    }
    if (change->value.kind != VALUE_NONE) {
        str_add(t->out, ": ");
        quote(t->out, change->value.text);
    }
}

static long count_of(struct value value)
{
    return value.kind == VALUE_JSON ? strtol(value.text, NULL, 10) : 0;
}

/* One dot of a ballot: "gave ‘Carers’ a dot (person 2)". False if it was another vote. */
static bool tell_dot(struct telling *t, const struct change *change)
{
    size_t person;
    long step = count_of(change->value) - count_of(value_before(t, change->field));
    if (!voter_of_field(change->field, &person) || (step != 1 && step != -1)) {
        return false;
    }
    phrase(t, step > 0 ? "gave " : "took a dot back from ");
    quote(t->out, words_then(t->record, t->edit));
    str_add(t->out, step > 0 ? " a dot" : "");
    if (person && t->names == HISTORY_WITH_NAMES) {
        str_addf(t->out, " (person %zu)", person);
    }
    return true;
}

/* "voted for ‘Carers’", "gave ‘Carers’ 3 votes" */
static void tell_vote(struct telling *t, const struct change *change)
{
    const char *voter = change->field + strlen("vote:");
    long count = count_of(change->value);
    if (tell_dot(t, change)) {
        return;
    }
    bool own = t->edit->by && strcmp(t->edit->by, voter) == 0;
    phrase(t, count == 0   ? "took back the votes for "
              : count == 1 ? "voted for "
                           : "gave ");
    quote(t->out, words_then(t->record, t->edit));
    if (count != 0 && count != 1) {
        str_addf(t->out, " %ld votes", count);
    }
    if (!own && *voter && t->names == HISTORY_WITH_NAMES) {
        str_addf(t->out, " (of %s)", voter);
    }
}

/* "began ‘Lunch’" */
static void tell_stage(struct telling *t, const struct change *change)
{
    const char *id = words_of(change->value), *title = id;
    for (size_t i = 0; i < t->form->stage_count; i++) {
        title = strcmp(t->form->stages[i].id, id) == 0 ? t->form->stages[i].title : title;
    }
    phrase(t, *id ? "began the stage " : "took the day back to its beginning");
    if (*id) {
        quote(t->out, title);
    }
}

/* "started the clock", "paused the clock with 12:34 left" */
static void tell_clock(struct telling *t, const struct change *change)
{
    const char *now = words_of(change->value);
    int64_t until_ms;
    bool ran = instant_read(words_of(value_before(t, "clock")), &until_ms);
    if (instant_read(now, &until_ms)) {
        phrase(t, ran ? "set the clock anew" : "started the clock");
    } else {
        long seconds = strtol(now, NULL, 10);
        phrase(t, *now ? "paused the clock" : "put the clock away");
        if (*now) {
            str_addf(t->out, " with %ld:%02ld left", seconds / 60, seconds % 60);
        }
    }
}

static void tell_mark(struct telling *t, const struct change *change,
                      const struct mark *mark)
{
    bool any = change->value.kind != VALUE_NONE;
    const char *chosen = words_of(any ? change->value : value_before(t, mark->id));
    const struct choice *choice = mark_choice(mark, chosen);
    phrase(t, any ? "marked " : "took the mark ");
    if (any) {
        quote(t->out, words_then(t->record, t->edit));
        str_add(t->out, " as ");
    }
    str_add(t->out, choice ? choice->title : *chosen ? chosen : mark->title);
    if (!any) {
        str_add(t->out, " off ");
        quote(t->out, words_then(t->record, t->edit));
    }
}

/* "said that ‘Lend a bus’ answers ‘Bus fares’" */
static void tell_answer(struct telling *t, const struct change *change)
{
    bool any = change->value.kind != VALUE_NONE;
    struct value value = any ? change->value : value_before(t, change->field);
    const char *action =
        words_then(record_of(t->session, words_of(value), "note"), t->edit);
    phrase(t, any ? "said that " : "took back that ");
    quote(t->out, action);
    str_add(t->out, any ? " answers " : " answered ");
    quote(t->out, words_then(t->record, t->edit));
}

/* What an edit made of a ballot, once for all the fields that say it. */
static bool tell_ballot(struct telling *t, const struct change *change)
{
    struct str words = STR_EMPTY;
    bool told = ballot_say_edit(t->record, t->edit, change, &words);
    if (words.len_bytes) {
        phrase(t, words.bytes);
    }
    str_finish(&words);
    return told;
}

/* What a field of a promise says, before the words of its note. */
static const char *promise_phrase(const char *field)
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
    quote(t->out, when && date_in_words(words, day) ? day : words);
}

/* "said who does ‘Ask the trusts’: ‘Ana’" */
static void tell_promise(struct telling *t, const struct change *change, const char *what)
{
    const char *before = words_of(value_before(t, change->field));
    bool any = change->value.kind != VALUE_NONE;
    bool named =
        strcmp(change->field, "who") == 0 || strcmp(change->field, "messenger") == 0;
    bool told = !named || t->names == HISTORY_WITH_NAMES;
    phrase(t, !any ? "took away " : *before ? "changed " : "said ");
    str_addf(t->out, "%s ", what);
    quote(t->out, words_then(t->record, t->edit));
    if (*before && told) {
        str_add(t->out, any ? " from " : ": ");
        quote_promise(t, change, before);
    }
    if (any && told) {
        str_add(t->out, *before ? " to " : ": ");
        quote_promise(t, change, change->value.text);
    }
}

/* "followed up Manchester, table 4, 2017-02-22" */
static void tell_after(struct telling *t, const struct change *change)
{
    const struct record *before =
        session_record(t->session, "session", words_of(change->value));
    phrase(t, "followed up ");
    if (before) {
        history_name_table(before, t->out);
    } else {
        str_add(t->out, "a session that is not in this file");
    }
}

/* What stands in fields that only this edit's program knows, and facts of a table. */
static void tell_field(struct telling *t, const struct change *change)
{
    const char *before = words_of(value_before(t, change->field));
    bool table = is_kind(t->record, "session"), any = change->value.kind != VALUE_NONE;
    phrase(t, !any ? "took away the " : *before ? "changed the " : "set the ");
    str_add(t->out, change->field);
    if (strcmp(change->field, "facilitator") == 0 && t->names == HISTORY_WITHOUT_NAMES) {
        return;
    }
    if (!table && strcmp(t->edit->kind, "file") != 0) {
        const char *words = words_then(t->record, t->edit);
        str_add(t->out, " of ");
        if (*words) {
            quote(t->out, words);
        } else {
            str_addf(t->out, "the %s %s", t->edit->kind, t->edit->id);
        }
    }
    if (*before) {
        str_add(t->out, any ? " from " : " ");
        quote(t->out, before);
    }
    if (any) {
        str_add(t->out, " to ");
        quote(t->out, change->value.text);
    }
}

/* Whether an edit is the first of a table. */
static bool began_the_table(const struct telling *t)
{
    for (const struct field *f = record_fields(t->record); f; f = f->next) {
        for (const struct version *v = f->versions; v; v = v->next) {
            if (edit_compare(v->edit, t->edit) < 0) {
                return false;
            }
        }
    }
    return is_kind(t->record, "session") && !t->edit->over_count;
}

static void tell_fact(struct telling *t, const struct change *change, const char *between)
{
    str_addf(t->out, "%s%s ", between, change->field);
    quote(t->out, change->value.text);
}

/* "began the table: place ‘Leeds’, table ‘4’, template ‘rsa’" */
static void tell_began(struct telling *t)
{
    static const char *const first[] = {"title", "place", "date", "table", NULL};
    const char *between = ": ";
    phrase(t, "began the table");
    for (size_t i = 0; first[i]; i++) {
        const struct change *change = change_of(t->edit, first[i]);
        if (change && change->value.kind != VALUE_NONE) {
            tell_fact(t, change, between);
            between = ", ";
        }
    }
    for (size_t i = 0; i < t->edit->set_count; i++) {
        const struct change *change = &t->edit->set[i];
        bool told = change->value.kind == VALUE_NONE ||
                    (strcmp(change->field, "facilitator") == 0 &&
                     t->names == HISTORY_WITHOUT_NAMES);
        for (size_t j = 0; first[j] && !told; j++) {
            told = strcmp(change->field, first[j]) == 0;
        }
        if (!told) {
            tell_fact(t, change, between);
            between = ", ";
        }
    }
}

/* Whether an edit first gave an entry its words and its place. */
static bool added(const struct telling *t)
{
    const struct change *text = change_of(t->edit, "text");
    bool goal = is_kind(t->record, "goal");
    return text && text->value.kind != VALUE_NONE &&
           change_of(t->edit, goal ? "session" : "goal") &&
           !version_before(t->edit, record_field(t->record, "text"));
}

static bool says_where(const char *field)
{
    static const char *const fields[] = {"goal", "column", "place", "session"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(field, fields[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* A field of a note, a goal or a table that no other phrase has told. */
static void tell_change(struct telling *t, const struct change *change)
{
    const struct mark *mark = template_mark(t->form, change->field);
    bool table = is_kind(t->record, "session");
    if (!table && strcmp(change->field, "text") == 0) {
        tell_words(t, change, "");
    } else if (table && strcmp(change->field, "vision") == 0) {
        tell_words(t, change, " the vision");
    } else if (table && strcmp(change->field, "stage") == 0) {
        tell_stage(t, change);
    } else if (table && strcmp(change->field, "clock") == 0) {
        tell_clock(t, change);
    } else if (strcmp(change->field, "gone") == 0) {
        tell_gone(t, change);
    } else if (strncmp(change->field, "vote:", 5) == 0) {
        tell_vote(t, change);
    } else if (strcmp(change->field, "draft") == 0 ||
               strncmp(change->field, "draft:", 6) == 0) {
        tell_draft(t, change);
    } else if (is_kind(t->record, "note") && strcmp(change->field, "answered") == 0) {
        tell_answer(t, change);
    } else if (!table && mark) {
        tell_mark(t, change, mark);
    } else if (is_kind(t->record, "note") && promise_phrase(change->field)) {
        tell_promise(t, change, promise_phrase(change->field));
    } else if (table && strcmp(change->field, "after") == 0 &&
               change->value.kind != VALUE_NONE) {
        tell_after(t, change);
    } else if (!table || !tell_ballot(t, change)) {
        tell_field(t, change);
    }
}

static void tell_entry(struct telling *t)
{
    bool table = is_kind(t->record, "session"), made = !table && added(t), moved = made;
    if (made) {
        tell_added(t);
    }
    for (size_t i = 0; i < t->edit->set_count; i++) {
        const struct change *change = &t->edit->set[i];
        if (!table && says_where(change->field)) {
            if (!moved) {
                tell_moved(t);
            }
            moved = true;
        } else if (!(made && (strcmp(change->field, "text") == 0 ||
                              change->value.kind == VALUE_NONE))) {
            tell_change(t, change);
        }
    }
}

void history_describe(struct session *s, const struct edit *edit,
                      enum history_names names, struct str *out)
{
    struct telling t = {.session = s,
                        .edit = edit,
                        .record = session_record(s, edit->kind, edit->id),
                        .names = names,
                        .out = out,
                        .start_bytes = out->len_bytes};
    t.form = table_template(s, history_table(t.record));
    if (began_the_table(&t)) {
        tell_began(&t);
    } else if (is_kind(t.record, "note") || is_kind(t.record, "goal") ||
               is_kind(t.record, "session")) {
        tell_entry(&t);
    } else if (is_kind(t.record, "template")) {
        phrase(&t, "took in the template ");
        quote(out, edit->id);
    } else {
        for (size_t i = 0; i < edit->set_count; i++) {
            tell_field(&t, &edit->set[i]);
        }
    }
}
