#include "model/session.h"

#include "model/session_inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct session *session_new(void)
{
    struct session *s = memory_get(sizeof *s);
    s->templates = templates_new();
    s->note = names_keep(&s->names, &s->arena, "note");
    s->goal = names_keep(&s->names, &s->arena, "goal");
    s->table = names_keep(&s->names, &s->arena, "session");
    return s;
}

void session_free(struct session *s)
{
    if (!s) {
        return;
    }
    tree_finish(s);
    HASH_CLEAR(hh, s->records);
    HASH_CLEAR(hh, s->entries);
    names_finish(&s->names);
    arena_finish(&s->arena);
    templates_free(s->templates);
    free(s);
}

static const char *keep(struct session *s, const char *name)
{
    return names_keep(&s->names, &s->arena, name);
}

struct record *session_touch_record(struct session *s, const char *kind, const char *id)
{
    size_t kind_bytes = strlen(kind), id_bytes = strlen(id);
    size_t of_bytes = kind_bytes + 1 + id_bytes;
    char small[128];
    char *of = of_bytes < sizeof small ? small : memory_get(of_bytes + 1);
    memcpy(of, kind, kind_bytes);
    of[kind_bytes] = ':';
    memcpy(of + kind_bytes + 1, id, id_bytes + 1);
    struct record *record;
    HASH_FIND(hh, s->records, of, of_bytes, record);
    if (!record) {
        record = arena_get(&s->arena, sizeof *record);
        record->of = arena_copy_bytes(&s->arena, of, of_bytes);
        record->kind = kind;
        record->id = record->of + kind_bytes + 1;
        record->session = s;
        HASH_ADD_KEYPTR(hh, s->records, record->of, of_bytes, record);
    }
    if (of != small) {
        free(of);
    }
    return record;
}

static struct field *touch_field(struct record *record, const char *name)
{
    for (struct field *f = record->fields; f; f = f->next) {
        if (f->name == name) {
            return f;
        }
    }
    struct field *field = arena_get(&record->session->arena, sizeof *field);
    field->name = name;
    field->record = record;
    field->next = record->fields;
    record->fields = field;
    return field;
}

static struct entry *find_entry(const struct session *s, struct edit_key kept)
{
    struct entry *entry;
    HASH_FIND(hh, s->entries, &kept, sizeof kept, entry);
    return entry;
}

static struct entry *touch_entry(struct session *s, struct edit_key kept)
{
    struct entry *entry = find_entry(s, kept);
    if (!entry) {
        entry = arena_get(&s->arena, sizeof *entry);
        entry->edit.key = kept;
        HASH_ADD(hh, s->entries, edit.key, sizeof entry->edit.key, entry);
    }
    return entry;
}

static void show_latest(struct field *field)
{
    field->shown = NULL;
    for (struct version *v = field->heads; v; v = v->next_head) {
        if (!field->shown || edit_compare(field->shown->edit, v->edit) < 0) {
            field->shown = v;
        }
    }
}

static void add_version(struct version *version)
{
    struct field *field = version->field;
    version->next = field->versions;
    field->versions = version;
    version->next_head = field->heads;
    field->heads = version;
    if (!field->shown || edit_compare(field->shown->edit, version->edit) < 0) {
        field->shown = version;
    }
}

static void cover_version(struct version *version)
{
    if (version->covered) {
        return;
    }
    version->covered = true;
    struct version **link = &version->field->heads;
    while (*link != version) {
        link = &(*link)->next_head;
    }
    *link = version->next_head;
    if (version->field->shown == version) {
        show_latest(version->field);
    }
}

/* `by` names the key of `old` in "over": it replaces the values of the fields that
 * both set, of the same record, and of nothing else. */
static void cover(const struct entry *by, struct entry *old)
{
    for (; old; old = old->twin) {
        if (old == by || !old->here) {
            continue;
        }
        for (size_t i = 0; i < old->edit.set_count; i++) {
            for (size_t j = 0; j < by->edit.set_count; j++) {
                if (old->versions[i].field == by->versions[j].field) {
                    cover_version(&old->versions[i]);
                }
            }
        }
    }
}

static struct change *copy_changes(struct session *s, const struct change *changes,
                                   size_t count)
{
    struct change *copy = arena_get(&s->arena, count * sizeof *copy);
    for (size_t i = 0; i < count; i++) {
        copy[i].field = keep(s, changes[i].field);
        copy[i].value.kind = changes[i].value.kind;
        copy[i].value.text = arena_copy_text(&s->arena, changes[i].value.text);
    }
    return copy;
}

/* Copies the edit into its entry and gives its values to their fields. */
static void take_in(struct session *s, struct entry *entry, const struct edit *edit)
{
    struct record *record = session_touch_record(s, keep(s, edit->kind), edit->id);
    struct edit *copy = &entry->edit;
    copy->at_ms = edit->at_ms;
    copy->by = keep(s, edit->by);
    copy->kind = record->kind;
    copy->id = record->id;
    copy->set = copy_changes(s, edit->set, edit->set_count);
    copy->set_count = edit->set_count;
    if (edit->more_count) {
        copy->more = copy_changes(s, edit->more, edit->more_count);
        copy->more_count = edit->more_count;
    }
    if (edit->over_count) {
        copy->over = arena_get(&s->arena, edit->over_count * sizeof *copy->over);
        copy->over_count = edit->over_count;
        for (size_t i = 0; i < edit->over_count; i++) {
            copy->over[i].actor = keep(s, edit->over[i].actor);
            copy->over[i].number = edit->over[i].number;
        }
    }
    entry->versions = arena_get(&s->arena, copy->set_count * sizeof *entry->versions);
    entry->here = true;
    for (size_t i = 0; i < copy->set_count; i++) {
        struct version *version = &entry->versions[i];
        version->edit = copy;
        version->value = copy->set[i].value;
        version->arrival = s->edit_count;
        version->field = touch_field(record, copy->set[i].field);
        add_version(version);
    }
    s->edit_count++;
}

static void cover_what_it_saw(struct session *s, struct entry *entry)
{
    for (size_t i = 0; i < entry->edit.over_count; i++) {
        struct entry *old = touch_entry(s, entry->edit.over[i]);
        if (!old->here) {
            struct waiting *waiting = arena_get(&s->arena, sizeof *waiting);
            *waiting = (struct waiting){.by = entry, .next = old->waiting};
            old->waiting = waiting;
        }
        cover(entry, old);
    }
}

/* Those who named the key before it came, or, for a twin, at any time. */
static void cover_by_those_who_saw(struct session *s, struct entry *entry,
                                   struct edit_key key, bool twin)
{
    if (!twin) {
        for (struct waiting *w = entry->waiting; w; w = w->next) {
            cover(w->by, entry);
        }
        entry->waiting = NULL;
        return;
    }
    struct entry *other, *next;
    HASH_ITER (hh, s->entries, other, next) {
        for (struct entry *e = other; e; e = e->twin) {
            if (e->here && edit_has_seen(&e->edit, key)) {
                cover(e, entry);
            }
        }
    }
}

static bool well_formed(const struct edit *edit, struct err *err)
{
    if (!edit->key.actor || !*edit->key.actor || !edit->kind || !*edit->kind ||
        strchr(edit->kind, ':') || !edit->id || !*edit->id) {
        err_set(err, "an edit without a key, or of no record");
        return false;
    }
    if (edit->set_count == 0) {
        err_set(err, "an edit that sets nothing");
        return false;
    }
    for (size_t i = 1; i < edit->set_count; i++) {
        if (strcmp(edit->set[i - 1].field, edit->set[i].field) >= 0) {
            err_set(err, "an edit that sets \"%s\" twice or out of order",
                    edit->set[i].field);
            return false;
        }
    }
    for (size_t i = 1; i < edit->over_count; i++) {
        if (edit_key_compare(edit->over[i - 1], edit->over[i]) >= 0) {
            err_set(err, "an edit whose \"over\" is out of order");
            return false;
        }
    }
    return true;
}

bool session_apply(struct session *s, const struct edit *edit, enum applied *what,
                   struct err *err)
{
    if (!well_formed(edit, err)) {
        return false;
    }
    struct edit_key key = {keep(s, edit->key.actor), edit->key.number};
    struct entry *entry = touch_entry(s, key);
    enum applied result = APPLIED;
    if (entry->here) {
        for (struct entry *e = entry; e; e = e->twin) {
            if (edit_same(&e->edit, edit)) {
                if (what) {
                    *what = APPLIED_KNOWN;
                }
                return true;
            }
        }
        struct entry *twin = arena_get(&s->arena, sizeof *twin);
        twin->edit.key = key;
        twin->twin = entry->twin;
        entry->twin = twin;
        entry = twin;
        s->clash_count++;
        result = APPLIED_CLASH;
    }
    take_in(s, entry, edit);
    cover_what_it_saw(s, entry);
    cover_by_those_who_saw(s, entry, key, result == APPLIED_CLASH);
    struct record *record = entry->versions[0].field->record;
    if (strcmp(record->kind, "template") == 0) {
        templates_forget(s->templates, record);
    }
    tree_refresh(record);
    if (what) {
        *what = result;
    }
    return true;
}

void session_add_all(struct session *s, const struct session *from)
{
    struct entry *entry, *next;
    HASH_ITER (hh, from->entries, entry, next) {
        for (struct entry *e = entry; e; e = e->twin) {
            if (e->here) {
                struct err err = ERR_NONE;
                bool ok = session_apply(s, &e->edit, NULL, &err);
                assert(ok && "what one session took in, another takes in");
                (void)ok;
                err_finish(&err);
            }
        }
    }
}

size_t session_edit_count(const struct session *s)
{
    return s->edit_count;
}

size_t session_clash_count(const struct session *s)
{
    return s->clash_count;
}

static int edit_pointer_order(const void *left, const void *right)
{
    const struct edit *const *a = left, *const *b = right;
    return edit_compare(*a, *b);
}

const struct edit **session_edits(const struct session *s, size_t *count)
{
    const struct edit **edits = memory_get(s->edit_count * sizeof(*edits));
    *count = 0;
    struct entry *entry, *next;
    HASH_ITER (hh, s->entries, entry, next) {
        for (struct entry *e = entry; e; e = e->twin) {
            if (e->here) {
                edits[(*count)++] = &e->edit;
            }
        }
    }
    assert(*count == s->edit_count);
    qsort(edits, *count, sizeof(*edits), edit_pointer_order);
    return edits;
}

const struct edit *session_edit(const struct session *s, struct edit_key key)
{
    const char *actor = names_find(&s->names, key.actor);
    struct entry *entry =
        actor ? find_entry(s, (struct edit_key){actor, key.number}) : NULL;
    return entry && entry->here ? &entry->edit : NULL;
}

const struct record *session_record(const struct session *s, const char *kind,
                                    const char *id)
{
    struct str of = STR_EMPTY;
    str_addf(&of, "%s:%s", kind, id);
    struct record *record;
    HASH_FIND(hh, s->records, of.bytes, of.len_bytes, record);
    str_finish(&of);
    return record;
}

const struct record *session_next_record(const struct session *s,
                                         const struct record *after)
{
    return after ? after->hh.next : s->records;
}
