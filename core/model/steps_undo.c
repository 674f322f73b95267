/* One edit undone, as far as nobody else did anything since that this would undo as well; and
 * what hindered it, in words. */

#include "model/author_inside.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/alone.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The latest head of a field that is neither the author's own, nor of the edit to be undone,
 * which may have been taken over, nor but gives that again; NULL: all are. */
static const struct edit *others_since(const struct author *a, const struct edit *edit,
                                       const struct field *field)
{
    const struct edit *latest = NULL;
    for (const struct version *v = field_shown(field); v; v = head_next(v)) {
        if (v->edit != edit && !author_is(a, v->edit->key.actor) &&
            !edit_gives_again(v->edit, edit->key) &&
            (!latest || edit_compare(latest, v->edit) < 0)) {
            latest = v->edit;
        }
    }
    return latest;
}

static bool is_mine(const struct author *a, const struct edit *edit,
                    const struct field *field)
{
    return field_shown(field) && !others_since(a, edit, field);
}

/* Whether somebody else changed the field having seen what the edit gave it. */
static bool others_went_on(const struct author *a, const struct edit *edit,
                           const struct field *field)
{
    bool on = false;
    for (const struct version *v = field->versions; v && !on; v = v->next) {
        on = v->edit != edit && !author_is(a, v->edit->key.actor) &&
             edit_has_seen(v->edit, edit->key);
    }
    return on;
}

static bool is_entry(const struct edit *edit)
{
    return strcmp(edit->kind, "note") == 0 || strcmp(edit->kind, "goal") == 0 ||
           strcmp(edit->kind, "offer") == 0;
}

/* Whether an edit first gave an entry its words. */
static bool made_the_record(const struct edit *edit, const struct record *record)
{
    return is_entry(edit) && edit_change(edit, "text") &&
           !version_before(edit, record_field(record, "text"));
}

/* Whether it first gave it its place, which stays: the entry goes with its words. Somebody
 * else may have taken the same offer, and stands there. */
static bool placed_the_record(const struct edit *edit, const struct record *record)
{
    const char *owner = strcmp(edit->kind, "note") == 0 ? "goal" : "session";
    return is_entry(edit) && edit_change(edit, owner) &&
           !version_before(edit, record_field(record, owner));
}

/* A deletion that is redone has seen the words that it had seen at first, and the
 * author's own since, no more. */
static void draft_saw_again(struct draft *d, const struct author *a,
                            const struct record *record, const struct version *deletion)
{
    const struct field *text = record_field(record, "text");
    for (const struct version *v = field_shown(text); v; v = head_next(v)) {
        if (edit_has_seen(deletion->edit, v->edit->key) ||
            author_is(a, v->edit->key.actor)) {
            draft_saw_key(d, v->edit->key);
        }
    }
}

/* What was to come about is there (so), or cannot any more. */
static void hinder(struct hindered *why, const struct record *record,
                   enum hindrance hindrance, const struct edit *since, bool so)
{
    enum hindered_by by = so ? HINDERED_BUT_SO : HINDERED_FROM_IT;
    if (by > why->by) {
        *why = (struct hindered){
            .by = by, .hindrance = hindrance, .record = record, .since = since};
    }
}

static bool sets_gone(const struct edit *edit, bool gone)
{
    const struct change *change = edit_change(edit, "gone");
    return change && (change->value.kind == VALUE_JSON) == gone;
}

static bool is_head(const struct edit *edit, const struct field *field)
{
    const struct version *v = field_shown(field);
    while (v && v->edit != edit) {
        v = head_next(v);
    }
    return v;
}

/* Whether somebody else deleted what the edit is about: its fields stay as they are then, or
 * it would come back without anybody's having asked for that. */
static bool is_deleted(const struct author *a, const struct edit *edit,
                       const struct record *record, struct hindered *why)
{
    const struct field *gone = record_field(record, "gone");
    bool there = record_shown(record) || record_is_alone(record);
    const struct edit *since = there ? NULL : others_since(a, edit, gone);
    if (!since || !record_deletion(record)) {
        return false;
    }
    bool too = sets_gone(edit, true) && is_head(edit, gone);
    hinder(why, record, too ? HINDRANCE_DELETED_TOO : HINDRANCE_DELETED, since,
           made_the_record(edit, record) || sets_gone(edit, false));
    return true;
}

/* A note that stands under a goal; NULL: none does. */
static const struct record *note_under(const struct author *a, const struct record *goal)
{
    const struct record *note = NULL;
    const char **columns = goal_columns(a->session, goal);
    for (size_t i = 0; columns[i] && !note; i++) {
        size_t count;
        const struct record *const *notes =
            goal_notes(a->session, goal, columns[i], &count);
        note = count ? notes[0] : NULL;
    }
    free(columns);
    return note;
}

/* Whether others' notes hold up a goal, so that it would be there all the same, and everybody
 * be asked to settle that. */
static bool is_held_up(const struct author *a, const struct edit *edit,
                       const struct record *record, struct hindered *why)
{
    const struct record *note =
        record_is(record, "goal") && !row_given(record) ? note_under(a, record) : NULL;
    const struct edit *since =
        note ? others_since(a, edit, record_field(note, "text")) : NULL;
    if (note && !since) {
        since = others_since(a, edit, record_field(note, "goal"));
    }
    if (since) {
        hinder(why, record, HINDRANCE_WRITTEN_UNDER, since, false);
    }
    return since;
}

/* An edit that made a record is undone by deleting the record: its words stay in the
 * history. */
static void undo_making(struct author *a, const struct edit *edit,
                        const struct record *record, struct hindered *why)
{
    const struct edit *since = others_since(a, edit, record_field(record, "text"));
    if (since) {
        hinder(why, record, HINDRANCE_CHANGED, since, false);
    } else if (field_shown(record_field(record, "text")) &&
               !is_held_up(a, edit, record, why)) {
        author_delete_one(a, record, NULL);
    }
}

/* What a field that the edit sets had been before, as far as that may be said again. */
struct earlier {
    const struct version *version;
    struct value value;
    char votes[24]; /* an edit of ours sets those of one voter */
};

static void find_earlier(const struct edit *edit, const struct field *field,
                         struct earlier *was)
{
    const struct version *before = version_before(edit, field);
    was->version = before;
    was->value = before ? version_value(before) : VALUE_NOTHING;
    if (field_is(edit->kind, field->name, FIELD_VOTER)) {
        long count = field_votes_before(field, edit);
        if (count !=
            value_votes(was->value)) { /* several copies' votes: it summed them up */
            snprintf(was->votes, sizeof was->votes, "%ld", count);
            was->value = VALUE_OF_JSON(was->votes);
        }
    }
}

/* Where somebody else, who had not seen the edit, changed the field too, both stand: what is
 * the author's own goes back to what was theirs before, or gives way to the other's. */
static bool undo_beside(struct draft *d, const struct author *a, const struct edit *edit,
                        const struct record *record, const struct field *field,
                        const struct earlier *was)
{
    const struct edit *other = others_since(a, edit, field);
    if (!other || other->redacted || others_went_on(a, edit, field) ||
        strcmp(field->name, "gone") == 0 ||
        field_is(edit->kind, field->name, FIELD_VOTER)) {
        return false;
    }
    bool own = was->version && !others_went_on(a, was->version->edit, field);
    struct value value = own ? was->value : edit_change(other, field->name)->value;
    bool changes = false;
    size_t saw = d->seen_edits;
    for (const struct version *v = field_shown(field); v; v = head_next(v)) {
        if (v->edit == edit || author_is(a, v->edit->key.actor)) {
            changes = changes || !value_same(version_value(v), value);
            draft_saw_key(d, v->edit->key);
        }
    }
    d->seen_edits = 0; /* theirs stay heads */
    if (changes) {
        draft_restore(d, record, field->name, value, own ? was->version : NULL);
    }
    d->seen_edits = saw;
    return changes;
}

/* Notes why a field stays as it is. */
static void hinder_field(const struct author *a, const struct edit *edit,
                         const struct record *record, const struct field *field,
                         const struct earlier *was, struct hindered *why)
{
    const struct edit *since = others_since(a, edit, field);
    bool gone = strcmp(field->name, "gone") == 0;
    bool so = gone ? sets_gone(edit, true)
                   : value_same(record_value(record, field->name), was->value);
    hinder(why, record,
           !since                           ? HINDRANCE_FORGOTTEN
           : gone                           ? HINDRANCE_BROUGHT_BACK
           : others_went_on(a, edit, field) ? HINDRANCE_CHANGED
                                            : HINDRANCE_CHANGED_TOO,
           since, since && so);
    if (!why->field && why->since == since) {
        why->field = field->name;
    }
}

/* Whether words of an entry that is to be were left in that box since: no undo puts those aside. */
static bool is_written_in(const struct edit *edit, const struct record *record,
                          const struct field *field, const struct earlier *was)
{
    const struct version *now = field_shown(field);
    return field_is(edit->kind, field->name, FIELD_DRAFT) &&
           strncmp(field->name, FORM_DRAFT, strlen(FORM_DRAFT)) != 0 && now &&
           now->edit != edit && *record_words(record, field->name) && was->version &&
           was->value.kind == VALUE_TEXT && *was->value.text &&
           strcmp(was->value.text, record_words(record, field->name)) != 0;
}

/* Both stand there then, a line each. */
static void restore_before(struct author *a, const struct edit *edit,
                           const struct record *record, const struct field *field,
                           const struct earlier *was)
{
    struct draft d;
    struct str both =
        str_of("%s\n%s", was->value.text, record_words(record, field->name));
    draft_begin(&d, a, edit->kind, edit->id);
    draft_restore(&d, record, field->name, VALUE_OF_TEXT(both.bytes), NULL);
    draft_apply(&d, a, NULL);
    str_finish(&both);
}

static void undo_fields(struct author *a, const struct edit *edit,
                        const struct record *record, struct hindered *why)
{
    struct hindered here = {0};
    struct earlier was; /* of the last that was set: one edit sets votes of one voter */
    struct draft d;
    draft_begin(&d, a, edit->kind, edit->id);
    for (size_t i = 0; i < edit->set_count; i++) {
        const struct field *field = record_field(record, edit->set[i].field);
        find_earlier(edit, field, &was);
        if (d.edit.set_count == sizeof d.set / sizeof *d.set) { /* a hand set many */
            draft_apply(&d, a, NULL);
            draft_begin(&d, a, edit->kind, edit->id);
        }
        bool lost = was.version && was.version->edit->redacted;
        if (lost || !is_mine(a, edit, field)) {
            if (lost || !undo_beside(&d, a, edit, record, field, &was)) {
                hinder_field(a, edit, record, field, &was, &here);
            }
            continue;
        }
        if (is_written_in(edit, record, field, &was)) {
            restore_before(a, edit, record, field, &was);
            continue;
        }
        draft_restore(&d, record, field->name, was.value, was.version);
        if (was.version && strcmp(field->name, "gone") == 0) {
            draft_saw_again(&d, a, record, was.version);
        }
    }
    if (d.edit.set_count) {
        draft_apply(&d, a, NULL);
        return;
    }
    draft_drop(&d);
    if (here.by > why->by) {
        *why = here;
    }
}

bool undo_would_show(const struct author *a, const struct edit *edit,
                     struct hindered *why)
{
    const struct change *change = edit_change(edit, "alone");
    const struct record *table = session_record(a->session, edit->kind, edit->id);
    bool would = change && record_is(table, "session") &&
                 change->value.kind == VALUE_TEXT && table_alone(table) &&
                 alone_since(a->session, table, edit);
    if (would) {
        hinder(why, table, HINDRANCE_ALONE, NULL, false);
    }
    return would;
}

void undo_edit(struct author *a, const struct edit *edit, struct hindered *why)
{
    const struct record *record = session_record(a->session, edit->kind, edit->id);
    if (edit->redacted) {
        hinder(why, record, HINDRANCE_FORGOTTEN, NULL, false);
    } else if (is_deleted(a, edit, record, why) || undo_would_show(a, edit, why)) {
        return;
    } else if (made_the_record(edit, record)) {
        undo_making(a, edit, record, why);
    } else if (!placed_the_record(edit, record)) {
        undo_fields(a, edit, record, why);
    }
}

/* ‘Bus fares’, or the title; false: what it is has no words of its own. */
static bool add_what(const struct hindered *why, struct str *out)
{
    enum { NAME_GRAPHEMES = 40 };
    const char *words = record_words(why->record, "text");
    bool detail = why->field && field_is("session", why->field, FIELD_FIRST) &&
                  record_is(why->record, "session");
    if (*words) {
        text_quote(out, words, NAME_GRAPHEMES);
    } else {
        str_addf(out, detail ? "the %s" : "that", why->field);
    }
    return *words || detail;
}

bool hindered_say(const struct hindered *why, struct str *out)
{
    static const char *const hindrances[][2] = {
        [HINDRANCE_DELETED] = {"deleted", " since"},
        [HINDRANCE_DELETED_TOO] = {"deleted", " too"},
        [HINDRANCE_BROUGHT_BACK] = {"brought back", " already"},
        [HINDRANCE_CHANGED] = {"changed", " since"},
        [HINDRANCE_CHANGED_TOO] = {"changed", " too"},
        [HINDRANCE_WRITTEN_UNDER] = {"written under", " since"},
    };
    if (why->hindrance == HINDRANCE_ALONE) {
        str_add(out, "That would show what is written alone");
        return true;
    }
    if (!why->since) {
        str_add(out, "The words were forgotten");
        return false;
    }
    if (record_is(why->record, "offer") && why->hindrance <= HINDRANCE_DELETED_TOO) {
        str_add(out, "Whoever sent it has taken it back since");
        return false;
    }
    const char *who = history_who(why->since);
    bool named = *who && strcmp(who, "by hand") != 0;
    str_addf(out, "%s has %s ", named ? who : "Somebody else",
             hindrances[why->hindrance][0]);
    bool said = add_what(why, out);
    str_add(out, hindrances[why->hindrance][1]);
    return said;
}
