#include "model/record.h"

#include "base/hash.h"
#include "model/alone.h"
#include "model/session_inside.h"

#include <stdlib.h>
#include <string.h>

struct session *record_session(const struct record *record)
{
    return record->session;
}

const char *record_kind(const struct record *record)
{
    return record->kind;
}

bool record_is(const struct record *record, const char *kind)
{
    return strcmp(record_kind(record), kind) == 0;
}

const char *record_id(const struct record *record)
{
    return record->id;
}

const struct field *record_fields(const struct record *record)
{
    return record->fields;
}

enum { FEW_FIELDS = 16 };

static struct field *find_field(const struct record *record, const char *name)
{
    if (record->by_name) {
        return lookup_find_id(record->below->fields_by_name, name);
    }
    for (struct field *f = record->fields; f; f = f->next) {
        if (f->name == name || (*f->name == *name && strcmp(f->name, name) == 0)) {
            return f;
        }
    }
    return NULL;
}

const struct field *record_field(const struct record *record, const char *name)
{
    return find_field(record, name);
}

/* Of a record that has many, to find them by name. */
static void index_fields(struct record *record)
{
    size_t count = 0;
    for (struct field *f = record->fields; f && count < FEW_FIELDS; f = f->next) {
        count++;
    }
    if (count == FEW_FIELDS) {
        struct lookup *all = arena_get(&record->session->arena, sizeof *all);
        tree_touch_below(record)->fields_by_name = all;
        record->by_name = true;
        for (struct field *f = record->fields; f; f = f->next) {
            lookup_add_id(all, f);
        }
    }
}

struct field *record_touch_field(struct record *record, const char *name)
{
    struct field *field = find_field(record, name);
    if (field) {
        return field;
    }
    field = arena_get(&record->session->arena, sizeof *field);
    field->name = name;
    field->next = record->fields;
    record->fields = field;
    if (record->by_name) {
        lookup_add_id(record->below->fields_by_name, field);
    } else {
        index_fields(record);
    }
    return field;
}

void records_finish(struct session *s)
{
    for (size_t i = 0; i < s->records.count; i++) {
        const struct record *record = s->records.items[i];
        if (record->by_name) {
            lookup_finish(record->below->fields_by_name);
        }
    }
}

static int field_order(const void *left, const void *right)
{
    const struct field *const *a = left, *const *b = right;
    return strcmp((*a)->name, (*b)->name);
}

const struct field **record_fields_by_name(const struct record *record, size_t *count)
{
    const struct field **fields = NULL;
    size_t room = 0;
    *count = 0;
    for (const struct field *f = record->fields; f; f = f->next) {
        ARRAY_ADD(fields, *count, room, f);
    }
    ARRAY_SORT(fields, *count, field_order);
    return fields;
}

/* Whether nobody is to see yet what a field of it says. */
static bool is_hidden(const struct record *record, const char *name)
{
    return record->listed && strcmp(name, "text") == 0 && record_is_veiled(record);
}

struct value record_value(const struct record *record, const char *name)
{
    const struct field *field = record_field(record, name);
    const struct version *shown = field_shown(field);
    return shown && !is_hidden(record, name) ? version_value(shown) : VALUE_NOTHING;
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

const char *record_says(const struct record *record, const char *name)
{
    return record ? value_words(record_value(record, name)) : "";
}

static bool is_true(struct value value)
{
    return value.kind == VALUE_JSON && strcmp(value.text, "true") == 0;
}

static uint64_t hash_of_key(const void *item)
{
    const struct edit_key *key = item;
    return hash_end(hash_add(hash_add_text(HASH_START, key->actor), &key->number,
                             sizeof key->number));
}

static bool is_key(const void *item, const void *key)
{
    return edit_key_compare(*(const struct edit_key *)item,
                            *(const struct edit_key *)key) == 0;
}

/* Whether every head of the text was seen by one of the deletions that stand, or is
 * nobody's words any more. Both may be many. */
static bool all_words_seen(const struct field *text, const struct field *gone)
{
    struct lookup seen = {0};
    bool all = true;
    for (const struct version *d = field_shown(gone); d; d = head_next(d)) {
        for (size_t i = 0; is_true(version_value(d)) && i < d->edit->over_count; i++) {
            struct edit_key *key = &d->edit->over[i];
            if (!lookup_find(&seen, hash_of_key(key), is_key, key)) {
                lookup_add(&seen, key, hash_of_key);
            }
        }
    }
    for (const struct version *t = field_shown(text); t && all; t = head_next(t)) {
        const struct edit_key *key = &t->edit->key;
        all = t->edit->redacted || lookup_find(&seen, hash_of_key(key), is_key, key);
    }
    lookup_finish(&seen);
    return all;
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

const struct record *record_owner(const struct record *record)
{
    const struct session *s = record->session;
    const char *kind = record->kind == s->note                               ? s->goal
                       : record->kind == s->goal || record->kind == s->offer ? s->table
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
    return shown && !is_hidden(record, "text") ? field_author(text, shown->edit) : NULL;
}

/* Where records are found. */

struct record_key {
    const char *kind, *id;
};

static uint64_t hash_of_record_key(const struct record_key *key)
{
    uint64_t hash = hash_add_text_here(HASH_START, key->kind);
    return hash_end(hash_add_text_here(hash, key->id));
}

static uint64_t hash_of_record(const void *item)
{
    const struct record *record = item;
    return hash_of_record_key(&(struct record_key){record->kind, record->id});
}

static bool is_record(const void *item, const void *key)
{
    const struct record *record = item;
    const struct record_key *k = key;
    return strcmp(record->id, k->id) == 0 &&
           (record->kind == k->kind || strcmp(record->kind, k->kind) == 0);
}

static struct record *find_record(const struct session *s, const struct record_key *key)
{
    return lookup_find(&s->records, hash_of_record_key(key), is_record, key);
}

struct record *session_touch_record(struct session *s, const char *kind, const char *id)
{
    struct record *record = s->recent;
    if (record && record->kind == kind && strcmp(record->id, id) == 0) {
        return record;
    }
    struct record_key key = {kind, id};
    uint64_t hash = hash_of_record_key(&key);
    record = lookup_find(&s->records, hash, is_record, &key);
    if (!record) {
        size_t id_bytes = strlen(id) + 1;
        record = arena_get(&s->arena, offsetof(struct record, id) + id_bytes);
        record->kind = kind;
        memcpy(record->id, id, id_bytes);
        record->session = s;
        record->number = (uint32_t)s->records.count;
        lookup_add_hashed(&s->records, record, hash, hash_of_record);
    }
    s->recent = record;
    return record;
}

const struct record *session_record(const struct session *s, const char *kind,
                                    const char *id)
{
    return find_record(s, &(struct record_key){kind, id});
}

const struct record *session_next_record(const struct session *s,
                                         const struct record *after)
{
    size_t number = after ? after->number + (size_t)1 : 0;
    return number < s->records.count ? s->records.items[number] : NULL;
}
