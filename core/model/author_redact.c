/* Somebody asks to be forgotten: the author's part. The door does the rest. */

#include "model/author_inside.h"

#include "base/memory.h"
#include "model/fields.h"

#include <stdlib.h>
#include <string.h>

/* Says again what an edit said without words: where its record stands, and that it is
 * deleted, having seen no more than the edit had. Else what other people wrote there
 * would move, or come back. */
static bool keep_standing(struct author *a, const struct edit *edit, struct err *err)
{
    const struct record *record = session_record(a->session, edit->kind, edit->id);
    struct draft d;
    draft_begin(&d, a, edit->kind, edit->id);
    d.edit.by = NULL; /* it may be they who ask */
    for (size_t i = 0; i < edit->set_count; i++) {
        const struct change *set = &edit->set[i];
        const struct field *field = record_field(record, set->field);
        const struct version *head = field_shown(field);
        while (head && head->edit != edit) {
            head = head_next(head);
        }
        if (!head || set->value.kind == VALUE_NONE) {
            continue;
        }
        if (field_is(edit->kind, set->field, FIELD_WHERE) && field_shown(field) == head) {
            draft_set(&d, record, set->field, set->value);
        } else if (strcmp(set->field, "gone") == 0) {
            draft_set(&d, record, set->field, set->value);
            for (size_t j = 0; j < edit->over_count; j++) {
                draft_saw_key(&d, edit->over[j]);
            }
        }
    }
    if (d.edit.set_count == 0) {
        draft_drop(&d);
        return true;
    }
    return draft_apply(&d, a, err);
}

static bool redact_one(struct author *a, const struct edit *edit, struct err *err)
{
    if (!edit || edit->redacted) {
        return true;
    }
    if (!keep_standing(a, edit, err)) {
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
        ok = redact_one(a, session_edit(a->session, which->again[i]), err);
    }
    ok = ok && redact_one(a, which, err);
    if (own) {
        author_forget_step(a);
    }
    return ok;
}
