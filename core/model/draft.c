/* An edit is put together, over the heads that its author sees, and passes the door. */

#include "model/author_inside.h"

#include "base/memory.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/fields.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void draft_begin(struct draft *d, struct author *a, const char *kind, const char *id)
{
    *d = (struct draft){.edit = {.key = {a->actor, a->next_number},
                                 .at_ms = a->now_ms,
                                 .by = a->by,
                                 .kind = kind,
                                 .id = id},
                        .seen_edits = a->seen_edits};
}

void draft_saw_key(struct draft *d, struct edit_key key)
{
    ARRAY_ADD(d->over, d->edit.over_count, d->over_room, key);
}

/* Names every head of a field that its author has seen, their own among them. */
static void draft_saw(struct draft *d, const struct record *record, const char *name)
{
    const struct field *field = record ? record_field(record, name) : NULL;
    bool hidden = field && strcmp(name, "text") == 0 && record_is_veiled(record);
    for (const struct version *v = field_shown(field); v; v = head_next(v)) {
        if ((v->arrival < d->seen_edits && !hidden) ||
            strcmp(v->edit->key.actor, d->edit.key.actor) == 0) {
            draft_saw_key(d, v->edit->key);
        }
    }
}

void draft_gives_again(struct draft *d, struct edit_key key)
{
    ARRAY_ADD(d->again, d->edit.again_count, d->again_room, key);
}

static void gives_version_again(struct draft *d, const struct version *v)
{
    for (size_t i = 0; i < v->edit->again_count; i++) {
        draft_gives_again(d, v->edit->again[i]);
    }
    if (v->edit->again_count == 0) {
        draft_gives_again(d, v->edit->key);
    }
}

/* Names who said these words in this field first, so that whoever forgets them forgets
 * them here too. */
static void find_first_said(struct draft *d, const struct record *record,
                            const char *name, struct value value)
{
    const struct field *field = record ? record_field(record, name) : NULL;
    for (const struct version *v = field ? field->versions : NULL; v; v = v->next) {
        if (value_same(version_value(v), value)) {
            gives_version_again(d, v);
        }
    }
}

void draft_set(struct draft *d, const struct record *record, const char *name,
               struct value value)
{
    assert(d->edit.set_count < sizeof d->set / sizeof *d->set);
    d->set[d->edit.set_count++] = (struct change){name, value};
    draft_saw(d, record, name);
    if (value.kind != VALUE_NONE && *value.text &&
        field_holds_words(d->edit.kind, name) &&
        !field_is(d->edit.kind, name, FIELD_DRAFT)) {
        find_first_said(d, record, name, value);
    }
}

void draft_restore(struct draft *d, const struct record *record, const char *name,
                   struct value value, const struct version *was)
{
    draft_set(d, record, name, value);
    bool says = value.kind != VALUE_NONE && *value.text;
    if (says && was && field_is(d->edit.kind, name, FIELD_WHEN)) {
        gives_version_again(d,
                            was); /* and no other, which said the same at another time */
    } else if (says && field_is(d->edit.kind, name, FIELD_DRAFT | FIELD_WHEN)) {
        find_first_said(d, record, name, value);
    }
}

void draft_drop(struct draft *d)
{
    free(d->over);
    free(d->again);
}

/* Passes the door and ends the draft. */
static bool pass(struct draft *d, struct author *a, struct err *err)
{
    d->edit.key.number = a->next_number;
    d->edit.set = d->set;
    d->edit.over = d->over;
    d->edit.again = d->again;
    d->edit.by = edit_by(&d->edit);
    edit_put_in_order(&d->edit);
    bool ok = session_apply(a->session, &d->edit, NULL, err);
    a->next_number += ok;
    return ok;
}

bool draft_apply(struct draft *d, struct author *a, struct err *err)
{
    assert(a->open);
    bool ok = pass(d, a, err);
    if (ok) {
        struct step *step = a->open;
        ARRAY_ADD(step->edits, step->count, step->room,
                  session_edit(a->session, d->edit.key));
    }
    draft_drop(d);
    return ok;
}

bool draft_apply_for_good(struct draft *d, struct author *a, struct err *err)
{
    bool ok = pass(d, a, err);
    draft_drop(d);
    return ok;
}

bool author_delete_one(struct author *a, const struct record *record, struct err *err)
{
    struct draft d;
    draft_begin(&d, a, record_kind(record), record_id(record));
    draft_set(&d, record, "gone", VALUE_OF_JSON("true"));
    draft_saw(&d, record, "text");
    return draft_apply(&d, a, err);
}
