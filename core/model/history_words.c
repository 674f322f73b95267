/* What an edit did, in words: the sentence, and what is said of any entry. What is said of
 * notes and of tables alone stands in history_words_note.c and history_words_table.c. */

#include "model/alone.h"
#include "model/ballot.h"
#include "model/drafts.h"
#include "model/fields.h"
#include "model/history_words_inside.h"
#include "model/rows.h"

#include <stdlib.h>

const char *telling_words_then(const struct telling *t, const struct record *record)
{
    const struct edit *edit = t->edit;
    if (record && record_is_alone(record)) {
        return "something written alone";
    }
    const char *name = record && record_is(record, "theme") ? "name" : "text";
    const struct field *text = record ? record_field(record, name) : NULL;
    bool saw_words = edit && (edit_change(edit, name) || edit_change(edit, "gone"));
    const struct version *then = text && saw_words ? version_before(edit, text) : NULL;
    if (text && edit && !then) {
        then = version_earlier(edit, text);
    }
    return then ? value_words(version_value(then)) : record_says(record, name);
}

const struct record *telling_record(const struct telling *t, const char *of,
                                    const char *kind)
{
    size_t len = strlen(kind);
    bool named = strncmp(of, kind, len) == 0 && of[len] == ':';
    return named ? session_record(t->session, kind, of + len + 1) : NULL;
}

/* Nobody says nothing: it was redacted. */
void telling_quote(struct telling *t, const char *words)
{
    str_addf(t->out, *words ? "‘%s’" : ROW_TAKEN_OUT "%s", words);
}

void telling_quote_entry(struct telling *t)
{
    telling_quote_as_entry(t, telling_words_then(t, t->record));
}

void telling_quote_as_entry(struct telling *t, const char *words)
{
    const struct record *question = telling_question(t);
    str_add(t->out, question ? "the answer " : "");
    telling_quote(t, words);
    if (question) {
        str_add(t->out, " to ");
        telling_quote(t, telling_words_then(t, question));
    }
}

void telling_phrase(struct telling *t, const char *verb)
{
    str_add(t->out, t->out->len_bytes > t->start_bytes ? ", " : "");
    str_add(t->out, verb);
}

struct value telling_before(const struct telling *t, const char *field)
{
    const struct field *known = record_field(t->record, field);
    const struct version *before = known ? version_before(t->edit, known) : NULL;
    return before ? version_value(before) : VALUE_NOTHING;
}

/* " of ‘Less isolation’", if the goal has words. */
static void add_goal(struct telling *t, const char *preposition, const char *of)
{
    const char *words = telling_words_then(t, telling_record(t, of, "goal"));
    if (*words) {
        str_addf(t->out, " %s ", preposition);
        telling_quote(t, words);
    }
}

static const struct column *column_of(const struct template *form, const char *id)
{
    return template_column(form, id, NULL);
}

static void add_column_title(const struct template *form, const char *id, struct str *out)
{
    const struct column *column = column_of(form, id);
    str_add(out, column ? column->short_title
                 : *id  ? "a column that the form lacks"
                        : "no column");
}

/* What this edit, or the record, says of a field. */
static const char *said_of(const struct telling *t, const char *field)
{
    const struct change *change = edit_change(t->edit, field);
    return change ? value_words(change->value) : record_says(t->record, field);
}

/* "the goal ", "the sign ": what a row is called in its grid. */
static void add_row_noun(const struct telling *t)
{
    str_addf(t->out, "the %s ", row_noun(t->form, t->record));
}

/* "added the barrier ‘Advertising’ to ‘Reducing childhood obesity’" */
static void tell_added(struct telling *t)
{
    if (record_is(t->record, "goal")) {
        telling_phrase(t, "added ");
        add_row_noun(t);
        telling_quote(t, said_of(t, "text"));
        return;
    }
    const char *id = said_of(t, "column");
    const struct column *column = column_of(t->form, id);
    telling_phrase(t, "added ");
    if (column && *column->singular) {
        str_addf(t->out, "the %s ", template_calls(t->form, column->singular));
    }
    telling_quote(t, said_of(t, "text"));
    if (!column) {
        str_add(t->out, " to ");
        add_column_title(t->form, id, t->out);
    }
    add_goal(t, column ? "to" : "of", said_of(t, "goal"));
}

static bool changes(const struct telling *t, const char *field)
{
    const struct change *change = edit_change(t->edit, field);
    return change && !value_same(change->value, telling_before(t, field));
}

static void tell_moved(struct telling *t)
{
    bool row = record_is(t->record, "goal"), left = telling_leaves(t);
    telling_phrase(t, left ? "left " : "moved ");
    if (row) {
        add_row_noun(t);
    }
    telling_quote_entry(t);
    if (left || row || telling_question(t)) {
        str_add(t->out, left                                     ? " where it stood"
                        : row && edit_change(t->edit, "session") ? " to another table"
                                                                 : "");
        return;
    }
    str_add(t->out, changes(t, "goal") || changes(t, "column") ? " to " : " within ");
    add_column_title(t->form, said_of(t, "column"), t->out);
    add_goal(t, "of", said_of(t, "goal"));
}

/* Other wordings that an edit of a text replaced, besides the one it kept. */
static void tell_replaced(struct telling *t, const struct version **seen, size_t count,
                          struct value kept)
{
    const char *between = ", not ";
    count = versions_keep_different(seen, count);
    for (size_t i = 0; i < count; i++) {
        struct value value = version_value(seen[i]);
        if (!value_same(value, kept) && value.kind != VALUE_NONE) {
            str_add(t->out, between);
            telling_quote(t, value.text);
            between = " nor ";
        }
    }
}

/* Tells that an edit chose among wordings, if it says one of several that it replaced. */
static bool tell_settled(struct telling *t, const struct change *change, const char *what)
{
    const struct field *field = record_field(t->record, change->field);
    bool among = false, others = false;
    size_t count;
    const struct version **seen = versions_seen(t->edit, field, &count);
    for (size_t i = 0; i < count; i++) {
        among = among || value_same(version_value(seen[i]), change->value);
        others = others || !value_same(version_value(seen[i]), change->value);
    }
    bool settled = among && others && change->value.kind != VALUE_NONE;
    if (settled) {
        telling_phrase(t, "settled");
        str_addf(t->out, "%s on ", *what ? what : " the words");
        telling_quote(t, value_words(change->value));
        tell_replaced(t, seen, count, change->value);
    }
    free(seen);
    return settled;
}

/* ", as Ana had it": whose the words are, where somebody else brought them back. */
static void tell_whose(struct telling *t, const struct change *change)
{
    const struct field *field = record_field(t->record, change->field);
    const struct edit *first = field_author(field, t->edit);
    const char *who = history_who(first);
    if (t->names == HISTORY_WITH_NAMES && *who &&
        strcmp(who, history_who(t->edit)) != 0 && strcmp(who, first->by) == 0) {
        str_addf(t->out, ", as %s had it", who);
    }
}

/* The words of an entry, or the vision: what is " the vision", or "". */
static void tell_words(struct telling *t, const struct change *change, const char *what)
{
    const char *before = value_words(telling_before(t, change->field));
    const char *now = value_words(change->value);
    if (tell_settled(t, change, what)) {
        return;
    }
    if (!*now) {
        telling_phrase(t, "took away");
        str_addf(t->out, "%s ", *what ? what : " the words");
        telling_quote(t, before);
    } else if (strcmp(now, before) == 0) {
        if (!edit_change(t->edit, "gone")) {
            telling_phrase(t, "kept");
            str_addf(t->out, "%s ", what);
            telling_quote(t, now);
        }
    } else if (*before) {
        telling_phrase(t, "changed");
        str_addf(t->out, "%s ", what);
        telling_quote(t, before);
        str_add(t->out, " to ");
        telling_quote(t, now);
        tell_whose(t, change);
    } else {
        telling_phrase(t, "wrote");
        str_addf(t->out, "%s%s", what, *what ? ": " : " ");
        telling_quote(t, now);
        tell_whose(t, change);
    }
}

static void tell_gone(struct telling *t, const struct change *change)
{
    bool goal = record_is(t->record, "goal"), table = record_is(t->record, "session");
    bool deleted =
        change->value.kind == VALUE_JSON && strcmp(change->value.text, "true") == 0;
    telling_phrase(t, deleted ? "deleted " : "brought ");
    str_add(t->out, table ? "the table" : "");
    if (goal) {
        add_row_noun(t);
    }
    if (!table) {
        telling_quote_entry(t);
    }
    str_add(t->out, deleted ? "" : " back");
}

/* What stands in fields that only this edit's program knows, and facts of a table. */
/* "settled the title on ‘Walks’, not ‘Talks’": of several that stood. */
static bool tell_which(struct telling *t, const struct change *change)
{
    unsigned untold = t->names == HISTORY_WITHOUT_NAMES ? FIELD_UNNAMED : 0;
    if (!field_is("session", change->field, FIELD_FIRST) ||
        field_is("session", change->field, untold)) {
        return false;
    }
    struct str what = str_of(" the %s", change->field);
    bool settled = tell_settled(t, change, what.bytes);
    str_finish(&what);
    return settled;
}

const char *telling_field_words(const char *field)
{
    static const char *const rows[][2] = {
        {"answer_to", "address to answer to"},    {"asks", "way to answer"},
        {"dots_for", "column that dots are for"}, {"from", "sender"},
        {"stage_title", "name of a stage"},       {"stands", "state"},
        {"starts", "start of the day"},           {"whose", "people asked"}};
    size_t len = strcspn(field, ":");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strlen(rows[i][0]) == len && strncmp(field, rows[i][0], len) == 0) {
            return rows[i][1];
        }
    }
    return field;
}

/* What stands behind a colon is an id, or whose the votes are. */
static void add_field_name(struct telling *t, const struct change *change)
{
    bool voter = field_is(t->edit->kind, change->field, FIELD_VOTER);
    bool shown =
        voter && t->names == HISTORY_WITH_NAMES && !field_is_of_phone(change->field);
    if (voter && !shown) {
        str_add(t->out, "votes");
    } else {
        const char *name = telling_field_words(change->field);
        str_add_bytes(t->out, name, shown ? strlen(name) : strcspn(name, ":"));
    }
}

/* " from ‘Leeds’ to ‘York’" */
static void add_from_to(struct telling *t, const struct change *change,
                        struct value before)
{
    bool had = *value_words(before), any = change->value.kind != VALUE_NONE;
    size_t len = t->out->len_bytes;
    bool said = true;
    if (had) {
        str_add(t->out, any ? " from " : " ");
        said = telling_value(t, change->field, before);
    }
    if (any) {
        str_add(t->out, " to ");
        said = telling_value(t, change->field, change->value) && said;
    }
    if (!said) {
        str_remove(t->out, len, t->out->len_bytes - len);
    }
}

static void tell_field(struct telling *t, const struct change *change)
{
    struct value before = telling_before(t, change->field);
    bool table = record_is(t->record, "session"), any = change->value.kind != VALUE_NONE;
    bool had = *value_words(before);
    if (table && tell_which(t, change)) {
        return;
    }
    telling_phrase(t, !any ? "took away the " : had ? "changed the " : "set the ");
    add_field_name(t, change);
    if (t->names == HISTORY_WITHOUT_NAMES &&
        field_is(t->edit->kind, change->field, FIELD_UNNAMED)) {
        return;
    }
    if (!table && strcmp(t->edit->kind, "file") != 0) {
        const char *words = telling_words_then(t, t->record);
        str_add(t->out, " of ");
        if (*words) {
            telling_quote(t, words);
        } else {
            str_addf(t->out, "the %s", t->edit->kind);
        }
    }
    add_from_to(t, change, before);
}

/* Whether an edit first gave an entry its words and its place. */
static bool added(const struct telling *t)
{
    const struct change *text = edit_change(t->edit, "text");
    bool goal = record_is(t->record, "goal");
    return text && text->value.kind != VALUE_NONE &&
           edit_change(t->edit, goal ? "session" : "goal") &&
           !version_before(t->edit, record_field(t->record, "text"));
}

/* A field of a note, a goal or a table that no other phrase has told. */
static void tell_change(struct telling *t, const struct change *change)
{
    bool table = record_is(t->record, "session");
    if (!table && strcmp(change->field, "text") == 0) {
        tell_words(t, change, telling_question(t) ? " the answer" : "");
    } else if (table && strcmp(change->field, "vision") == 0) {
        tell_words(t, change, " the vision");
    } else if (strcmp(change->field, "gone") == 0) {
        tell_gone(t, change);
    } else if (field_is(t->edit->kind, change->field, FIELD_VOTER)) {
        tell_vote(t, change);
    } else if (!table && strcmp(change->field, "theme") == 0) {
        tell_in_theme(t, change);
    } else if (field_is(t->edit->kind, change->field, FIELD_DRAFT)) {
        tell_draft(t, change);
    } else if (!(table ? tell_table(t, change) : tell_note(t, change))) {
        tell_field(t, change);
    }
}

/* The round in which it was written is told with the rounds; the phone that sent it has a name
 * for programs only. */
static bool says_how_written(const struct telling *t, const struct change *change)
{
    return !record_is(t->record, "session") &&
           (strcmp(change->field, "alone") == 0 || strcmp(change->field, "from") == 0);
}

/* Whether an edit made room for an entry whose words come with the next: an offer's. */
static bool places_first(const struct telling *t)
{
    const char *owner = record_is(t->record, "goal") ? "session" : "goal";
    return edit_change(t->edit, owner) && !edit_change(t->edit, "text") &&
           !version_before(t->edit, record_field(t->record, owner));
}

/* "let ‘Bus fares’ into Barriers of ‘Less isolation’" */
static void tell_placed(struct telling *t)
{
    bool goal = record_is(t->record, "goal"), alone = goal || telling_question(t);
    telling_phrase(t, alone ? "let in " : "let ");
    if (goal) {
        add_row_noun(t);
    }
    telling_quote_entry(t);
    if (!alone) {
        str_add(t->out, " into ");
        add_column_title(t->form, said_of(t, "column"), t->out);
        add_goal(t, "of", said_of(t, "goal"));
    }
}

static void tell_entry(struct telling *t)
{
    bool table = record_is(t->record, "session"), made = !table && added(t), moved = made;
    if (made) {
        tell_added(t);
    }
    for (size_t i = 0; i < t->edit->set_count; i++) {
        const struct change *change = &t->edit->set[i];
        if (!table && field_is(t->edit->kind, change->field, FIELD_WHERE)) {
            if (!moved && places_first(t)) {
                tell_placed(t);
            } else if (!moved) {
                tell_moved(t);
            }
            moved = true;
        } else if (!(made && (strcmp(change->field, "text") == 0 ||
                              change->value.kind == VALUE_NONE)) &&
                   !says_how_written(t, change)) {
            tell_change(t, change);
        }
    }
    if (t->out->len_bytes == t->start_bytes) {
        telling_phrase(t, "said how it was written: ");
        telling_quote_entry(t);
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
    if (record_is_alone(t.record)) {
        telling_phrase(&t, "wrote something alone");
    } else if (edit->redacted) {
        tell_redacted(&t);
    } else if (tell_question(&t)) {
        return;
    } else if (record_is(t.record, "offer")) {
        tell_offer(&t);
    } else if (telling_begins_table(&t)) {
        tell_began(&t);
    } else if (record_is(t.record, "note") || record_is(t.record, "goal") ||
               record_is(t.record, "session")) {
        tell_entry(&t);
    } else if (record_is(t.record, "template")) {
        const struct template *form = session_template(s, edit->id);
        telling_phrase(&t, form ? "took in the template " : "took in a template");
        if (form) {
            telling_quote(&t, form->title);
        }
    } else if (!tell_theme(&t)) {
        for (size_t i = 0; i < edit->set_count; i++) {
            tell_field(&t, &edit->set[i]);
        }
    }
}
