/* Somebody asks to be forgotten: the author's part. The door does the rest. */

#include "model/author_inside.h"

#include "base/memory.h"
#include "model/fields.h"
#include "model/forget.h"

#include <stdlib.h>
#include <string.h>

/* The head that an edit gave to a field; NULL if that was replaced, or there is none. */
static const struct version *head_of(const struct edit *edit, const struct field *field)
{
    const struct version *head = field_shown(field);
    while (head && head->edit != edit) {
        head = head_next(head);
    }
    return head;
}

/* Whether what is said again is said over that edit alone, as other wordings stand. */
static bool is_one_of_several(const struct edit *edit, const struct change *set)
{
    return !field_is(edit->kind, set->field, FIELD_WHERE) &&
           strcmp(set->field, "gone") != 0;
}

static void say_again(struct draft *d, const struct record *record,
                      const struct edit *edit, const struct change *set)
{
    if (is_one_of_several(edit, set)) {
        d->set[d->edit.set_count++] = *set;
        draft_saw_key(d, edit->key);
    } else {
        draft_set(d, record, set->field, set->value);
    }
    for (size_t i = 0; i < edit->over_count && strcmp(set->field, "gone") == 0; i++) {
        draft_saw_key(d, edit->over[i]);
    }
    for (size_t i = 0; i < edit->again_count && d->edit.again_count == 0 &&
                       field_holds_words(edit->kind, set->field);
         i++) {
        draft_gives_again(d, edit->again[i]);
    }
}

/* Whether a value stays when its edit is redacted. An edit that is redacted for itself
 * (what is NULL) keeps no more than where its record stands. */
static bool stays(const struct author *a, const struct edit *edit,
                  const struct change *set, const struct forget *what)
{
    const struct field *field =
        record_field(session_record(a->session, edit->kind, edit->id), set->field);
    const struct version *head = head_of(edit, field);
    if (!head || set->value.kind == VALUE_NONE) {
        return false;
    }
    if (strcmp(set->field, "gone") == 0) {
        return true;
    }
    if (field_is(edit->kind, set->field, FIELD_WHERE)) {
        return field_shown(field) == head;
    }
    return what && !forget_takes(a->session, what, edit, set);
}

/* Says again what an edit said without the words that go: where its record stands, and
 * that it is deleted, having seen no more than the edit had. Else what other people wrote
 * there would move, or come back. */
static bool keep_standing(struct author *a, const struct edit *edit,
                          const struct forget *what, struct err *err)
{
    const struct record *record = session_record(a->session, edit->kind, edit->id);
    bool ok = true;
    for (size_t i = 0; i < edit->set_count && ok;) {
        struct draft d;
        draft_begin(&d, a, edit->kind, edit->id);
        bool others =
            what && what->name && edit->by && !forget_names(edit->by, what->name);
        d.edit.by = others ? edit->by : NULL; /* else it may be they who ask */
        d.edit.at_ms = what ? edit->at_ms : a->now_ms;
        for (; i < edit->set_count && d.edit.set_count < sizeof d.set / sizeof *d.set;
             i++) {
            if (stays(a, edit, &edit->set[i], what)) {
                say_again(&d, record, edit, &edit->set[i]);
            }
        }
        if (d.edit.set_count == 0) {
            draft_drop(&d);
        } else {
            ok = draft_apply(&d, a, err);
        }
    }
    return ok;
}

static bool redact_one(struct author *a, const struct edit *edit,
                       const struct forget *what, struct err *err)
{
    if (!edit || edit->redacted) {
        return true;
    }
    if (!keep_standing(a, edit, what, err)) {
        return false;
    }
    struct edit rest = *edit;
    rest.set = memory_get(edit->set_count * sizeof *rest.set);
    memcpy(rest.set, edit->set, edit->set_count * sizeof *rest.set);
    edit_redact(&rest);
    bool ok = session_apply(a->session, &rest, NULL, err);
    free(rest.set);
    return ok;
}

bool author_redact(struct author *a, const struct edit *which, struct err *err)
{
    if (strcmp(which->kind, "template") == 0) {
        err_set(err, "a template cannot be redacted; it is nobody's words");
        return false;
    }
    /* Who said these words first is redacted too, and with them every copy, this one
     * perhaps: hence the count beforehand. */
    size_t first_count = which->again_count;
    bool own = author_begin_act(a, "redacted", NULL), ok = true;
    for (size_t i = 0; i < first_count && ok; i++) {
        ok = redact_one(a, session_edit(a->session, which->again[i]), NULL, err);
    }
    ok = ok && redact_one(a, which, NULL, err);
    if (own) {
        author_forget_step(a);
    }
    return ok;
}

bool forget(struct author *a, const struct forget *what, struct err *err)
{
    size_t count;
    const struct edit **edits = forget_find(a->session, what, &count);
    bool own = author_begin_act(a, "redacted", NULL), ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        ok = redact_one(a, edits[i], what, err);
    }
    if (own) {
        author_forget_step(a);
    }
    free(edits);
    return ok;
}
