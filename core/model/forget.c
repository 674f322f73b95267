/* Somebody asks to be forgotten: what goes, and the author's part. The door does the
 * rest. */

#include "model/forget.h"

#include "base/memory.h"
#include "base/words.h"
#include "model/author_inside.h"
#include "model/drafts.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/offers.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

static bool names(const char *words, const char *name, bool whole)
{
    struct str in = STR_EMPTY, sought = STR_EMPTY;
    words_fold(words, &in);
    words_fold(name, &sought);
    bool found = sought.len_bytes > 1 && (whole ? strcmp(in.bytes, sought.bytes) == 0
                                                : strstr(in.bytes, sought.bytes) != NULL);
    str_finish(&in);
    str_finish(&sought);
    return found;
}

bool forget_names(const char *words, const char *name)
{
    return names(words, name, false);
}

static bool is_name(const char *words, const char *name)
{
    return words && (strcmp(words, name) == 0 || names(words, name, true));
}

bool forget_is_by(const struct edit *edit, const char *name)
{
    return is_name(edit->by, name);
}

/* What is nobody's words; marks are, where they say what the form offers. */
static bool is_nobodys(const struct session *s, const struct edit *edit,
                       const struct change *change)
{
    unsigned traits = field_traits(edit->kind, change->field);
    const struct record *record = session_record(s, edit->kind, edit->id);
    const struct mark *mark =
        template_mark(table_template(s, history_table(record)), change->field);
    return traits ? !(traits & FIELD_WORDS)
                  : mark && change->value.kind == VALUE_TEXT &&
                        mark_choice(mark, change->value.text);
}

bool forget_is_draft(const char *kind, const char *field)
{
    struct str box = STR_EMPTY;
    draft_box(field, &box);
    bool is = strcmp(kind, "session") == 0
                  ? strcmp(box.bytes, "draft:vision") == 0
                  : strcmp(box.bytes, "draft") == 0 ||
                        strncmp(box.bytes, FORM_DRAFT, strlen(FORM_DRAFT)) == 0;
    str_finish(&box);
    return is;
}

const char *forget_words_field(const char *kind)
{
    return strcmp(kind, "session") == 0 ? "vision"
           : strcmp(kind, "theme") == 0 ? "name"
                                        : "text";
}

/* Of a table, only its vision. */
static bool takes_of_record(const struct session *s, const struct edit *edit,
                            const struct change *change)
{
    return field_is(edit->kind, change->field, FIELD_DRAFT)
               ? forget_is_draft(edit->kind, change->field)
           : strcmp(edit->kind, "session") == 0 ? strcmp(change->field, "vision") == 0
                                                : !is_nobodys(s, edit, change);
}

/* Whether the person gave words again that others had said first. */
static bool gives_others_words(const struct session *s, const struct edit *edit,
                               const char *name)
{
    bool others = edit->again_count > 0;
    for (size_t i = 0; i < edit->again_count && others; i++) {
        const struct edit *first = session_edit(s, edit->again[i]);
        others = first && !first->redacted && !is_name(first->by, name);
    }
    return others;
}

static bool takes_of_person(const struct session *s, const char *name,
                            const struct edit *edit, const struct change *change)
{
    unsigned traits = field_traits(edit->kind, change->field);
    return ((traits & (FIELD_PERSON | FIELD_ADDRESS)) &&
            forget_names(change->value.text, name)) ||
           ((traits & FIELD_VOTER) && is_name(strchr(change->field, ':') + 1, name)) ||
           (is_name(edit->by, name) && !is_nobodys(s, edit, change) &&
            !(traits & FIELD_NAMING) &&
            !((traits & FIELD_WORDS) && gives_others_words(s, edit, name)));
}

/* Of that record, or of the offer that it was, or of what the offer became. */
static bool is_of_record(const struct record *record, const struct edit *edit)
{
    return (strcmp(record_kind(record), edit->kind) == 0 &&
            strcmp(record_id(record), edit->id) == 0) ||
           offer_is_same(record, edit->kind, edit->id);
}

/* Whether it is that edit, or who said its words first. */
static bool is_edit_or_first(const struct edit *which, const struct edit *edit)
{
    return edit_key_compare(which->key, edit->key) == 0 ||
           edit_gives_again(which, edit->key);
}

/* What was typed into that one field. */
static bool takes_of_field(const struct session *s, const struct forget *what,
                           const struct edit *edit, const struct change *change)
{
    return strcmp(change->field, what->field) == 0 && !is_nobodys(s, edit, change) &&
           (!what->words || forget_same_words(value_words(change->value), what->words) ||
            forget_takes_draft(s, what, edit, change));
}

/* Whether it is of the record, as far as it is asked for. */
static bool takes_here(const struct session *s, const struct forget *what,
                       const struct edit *edit, const struct change *change)
{
    return is_of_record(what->record, edit)
               ? (what->field ? takes_of_field(s, what, edit, change)
                              : takes_of_record(s, edit, change))
               : what->begun && forget_takes_draft(s, what, edit, change);
}

/* What a form calls its row was said by nobody, whoever wrote in it first. */
static bool is_given(const struct session *s, const struct edit *edit,
                     const struct change *change)
{
    const struct record *record = session_record(s, edit->kind, edit->id);
    return record && change->value.kind == VALUE_TEXT &&
           row_says_given(s, record, change->field, change->value.text);
}

bool forget_takes(const struct session *s, const struct forget *what,
                  const struct edit *edit, const struct change *change)
{
    if (edit->redacted || change->value.kind == VALUE_NONE ||
        strcmp(edit->kind, "template") == 0 || is_given(s, edit, change)) {
        return false;
    }
    return what->edit     ? is_edit_or_first(what->edit, edit)
           : what->record ? takes_here(s, what, edit, change)
                          : what->name && takes_of_person(s, what->name, edit, change);
}

const struct edit **forget_find(const struct session *s, const struct forget *what,
                                size_t *count)
{
    size_t all;
    const struct edit **edits = session_edits(s, &all);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct edit *edit = edits[i];
        bool wanted = what->edit ? is_edit_or_first(what->edit, edit)
                                 : what->name && is_name(edit->by, what->name);
        wanted = wanted && !edit->redacted && strcmp(edit->kind, "template") != 0;
        for (size_t j = 0; j < edit->set_count && !wanted; j++) {
            wanted = forget_takes(s, what, edit, &edit->set[j]);
        }
        if (wanted) {
            edits[(*count)++] = edit;
        }
    }
    return edits;
}

static bool says_where(const struct edit *edit, const struct change *set)
{
    return field_is(edit->kind, set->field, FIELD_WHERE);
}

/* Among other wordings it is said again over that edit alone. */
static void say_again(struct draft *d, const struct record *record,
                      const struct edit *edit, const struct change *set)
{
    bool gone = strcmp(set->field, "gone") == 0;
    if (gone || says_where(edit, set)) {
        draft_set(d, record, set->field, set->value);
    } else {
        d->set[d->edit.set_count++] = *set;
        draft_saw_key(d, edit->key);
    }
    for (size_t i = 0; i < edit->over_count && gone; i++) {
        draft_saw_key(d, edit->over[i]);
    }
    for (size_t i = 0; i < edit->again_count && d->edit.again_count == 0 &&
                       field_holds_words(edit->kind, set->field);
         i++) {
        draft_gives_again(d, edit->again[i]);
    }
}

/* Whether a value stays when its edit is redacted. */
static bool stays(const struct author *a, const struct edit *edit,
                  const struct change *set, bool goes)
{
    const struct record *record = session_record(a->session, edit->kind, edit->id);
    const struct version *shown = field_shown(record_field(record, set->field)),
                         *head = shown;
    while (head && head->edit != edit) {
        head = head_next(head);
    }
    return head && set->value.kind != VALUE_NONE &&
           (strcmp(set->field, "gone") == 0 ||
            (says_where(edit, set) ? head == shown : !goes));
}

/* Says again what an edit said without the words that go, as goes[] tells of each that it set:
 * where its record stands, and that it is deleted, having seen no more than the edit had. Else
 * what other people wrote there would move, or come back. */
static bool keep_standing(struct author *a, const struct edit *edit,
                          const struct forget *what, const bool *goes, struct err *err)
{
    const struct record *record = session_record(a->session, edit->kind, edit->id);
    bool ok = true;
    for (size_t i = 0; i < edit->set_count && ok;) {
        struct draft d;
        draft_begin(&d, a, edit->kind, edit->id);
        bool others = what->name && edit->by && !forget_names(edit->by, what->name);
        d.edit.by = others ? edit->by : NULL; /* else it may be they who ask */
        d.edit.at_ms = edit->at_ms;
        for (; i < edit->set_count && d.edit.set_count < sizeof d.set / sizeof *d.set;
             i++) {
            if (stays(a, edit, &edit->set[i], goes[i])) {
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

static bool redact(struct author *a, const struct edit *edit, const struct forget *what,
                   const bool *goes, struct err *err)
{
    if (edit->redacted) { /* with another that said its words first */
        return true;
    }
    if (!keep_standing(a, edit, what, goes, err)) {
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

/* Of each change of those edits, one behind the other, whether it goes: asked before the first
 * is redacted, which then no longer says what it said. An array to free(). */
static bool *find_going(const struct session *s, const struct forget *what,
                        const struct edit *const *edits, size_t count)
{
    bool *goes = NULL;
    size_t changes = 0, room = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < edits[i]->set_count; j++) {
            bool takes = forget_takes(s, what, edits[i], &edits[i]->set[j]);
            ARRAY_ADD(goes, changes, room, takes);
        }
    }
    return goes;
}

bool forget(struct author *a, const struct forget *what, struct err *err)
{
    size_t count, at = 0;
    const struct edit **edits = forget_find(a->session, what, &count);
    bool *goes = find_going(a->session, what, edits, count);
    bool own = author_begin_act(a, "redacted", NULL), ok = true;
    for (size_t i = 0; i < count && ok; at += edits[i++]->set_count) {
        ok = redact(a, edits[i], what, goes + at, err);
    }
    if (own) {
        author_forget_step(a);
    }
    free(edits);
    free(goes);
    return ok;
}
