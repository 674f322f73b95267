#include "model/record.h"

#include "model/session_inside.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

const char *record_kind(const struct record *record)
{
    return record->kind;
}

const char *record_id(const struct record *record)
{
    return record->id;
}

const struct field *record_fields(const struct record *record)
{
    return record->fields;
}

const struct field *record_field(const struct record *record, const char *name)
{
    for (const struct field *f = record->fields; f; f = f->next) {
        if (f->name == name || strcmp(f->name, name) == 0) {
            return f;
        }
    }
    return NULL;
}

struct value record_value(const struct record *record, const char *name)
{
    const struct field *field = record_field(record, name);
    const struct version *shown = field_shown(field);
    return shown ? version_value(shown) : VALUE_NOTHING;
}

const char *record_text(const struct record *record, const char *name)
{
    if (!record) {
        return NULL;
    }
    struct value value = record_value(record, name);
    return value.kind == VALUE_TEXT ? value.text : NULL;
}

const char *record_words(const struct record *record, const char *name)
{
    const char *text = record_text(record, name);
    return text ? text : "";
}

size_t field_wordings(const struct field *field)
{
    size_t count = 0;
    for (const struct version *a = field_shown(field); a; a = head_next(a)) {
        bool seen = a->edit->redacted;
        for (const struct version *b = field_shown(field); b != a && !seen;
             b = head_next(b)) {
            seen = !b->edit->redacted && value_same(version_value(a), version_value(b));
        }
        count += !seen;
    }
    return count;
}

static bool is_true(struct value value)
{
    return value.kind == VALUE_JSON && strcmp(value.text, "true") == 0;
}

long record_votes(const struct record *record)
{
    static const char prefix[] = "vote:";
    long votes = 0;
    for (const struct field *f = record->fields; f; f = f->next) {
        if (strncmp(f->name, prefix, sizeof prefix - 1) == 0 && field_shown(f) &&
            version_value(field_shown(f)).kind == VALUE_JSON) {
            long count = strtol(version_value(field_shown(f)).text, NULL, 10);
            if (count > -1000000 && count < 1000000) {
                votes += count;
            }
        }
    }
    return votes;
}

/* Whether every head of the text was seen by one of the deletions that stand, or is
 * nobody's words any more. */
static bool all_words_seen(const struct field *text, const struct field *gone)
{
    for (const struct version *t = field_shown(text); t; t = head_next(t)) {
        bool seen = t->edit->redacted;
        for (const struct version *d = field_shown(gone); d && !seen; d = head_next(d)) {
            seen = is_true(version_value(d)) && edit_has_seen(d->edit, t->edit->key);
        }
        if (!seen) {
            return false;
        }
    }
    return true;
}

bool record_deleted(const struct record *record)
{
    const struct field *gone = record_field(record, "gone");
    bool deletion = false;
    for (const struct version *d = field_shown(gone); d; d = head_next(d)) {
        if (!is_true(version_value(d)) && !d->edit->redacted) {
            return false;
        }
        deletion = deletion || is_true(version_value(d));
    }
    return deletion && all_words_seen(record_field(record, "text"), gone);
}

const struct edit *record_deletion(const struct record *record)
{
    const struct field *gone = record_field(record, "gone");
    const struct edit *latest = NULL;
    for (const struct version *d = field_shown(gone); d; d = head_next(d)) {
        if (is_true(version_value(d)) && (!latest || edit_compare(latest, d->edit) < 0)) {
            latest = d->edit;
        }
    }
    return latest;
}

bool record_delete_disputed(const struct record *record)
{
    return record_deletion(record) && record_shown(record);
}

bool record_unsettled(const struct record *record)
{
    bool table = record->kind == record->session->table;
    return field_wordings(record_field(record, table ? "vision" : "text")) > 1 ||
           (!table && record_delete_disputed(record));
}

const struct version *version_before(const struct edit *edit, const struct field *field)
{
    const struct version *before = NULL;
    for (const struct version *v = field->versions; v; v = v->next) {
        if (v->edit != edit && edit_has_seen(edit, v->edit->key) &&
            (!before || before->edit->redacted ||
             (!v->edit->redacted && edit_compare(before->edit, v->edit) < 0))) {
            before = v;
        }
    }
    return before;
}

const struct record *record_owner(const struct record *record)
{
    const struct session *s = record->session;
    const char *kind = record->kind == s->note   ? s->goal
                       : record->kind == s->goal ? s->table
                                                 : NULL;
    const char *of =
        kind ? record_text(record, kind == s->goal ? "goal" : "session") : NULL;
    size_t kind_bytes = kind ? strlen(kind) : 0;
    bool named = of && strncmp(of, kind, kind_bytes) == 0 && of[kind_bytes] == ':';
    return kind ? session_record(s, kind, named ? of + kind_bytes + 1 : "") : NULL;
}

const struct edit *record_author(const struct record *record)
{
    const struct field *text = record_field(record, "text");
    const struct version *shown = field_shown(text);
    return shown ? shown->edit : NULL;
}
