/* The versions of a field: which of them stand, and which of those is shown. */

#include "model/alone.h"
#include "model/session_inside.h"

#include <stdlib.h>
#include <string.h>
#include <utlist.h>

struct entry *entry_of(const struct edit *edit)
{
    return (struct entry *)edit;
}

struct version *entry_versions(const struct entry *entry)
{
    return (struct version *)(entry->edit.set + entry->edit.set_count);
}

struct field *entry_field(const struct entry *entry, size_t number)
{
    return record_touch_field(entry_record(entry), entry->edit.set[number].field);
}

struct version *entry_version(const struct entry *entry, const struct field *field)
{
    const struct change *change =
        entry_is_here(entry) ? edit_change(&entry->edit, field->name) : NULL;
    bool same = change && record_field(entry_record(entry), change->field) == field;
    return same ? &entry_versions(entry)[change - entry->edit.set] : NULL;
}

static struct field *field_of(const struct version *version)
{
    return entry_field(entry_of(version->edit), version->number);
}

const struct field *version_field(const struct version *version)
{
    return field_of(version);
}

const struct version *field_shown(const struct field *field)
{
    const struct version *first = field ? field->versions : NULL;
    return first && !first->covered ? first : NULL;
}

const struct version *head_next(const struct version *head)
{
    return head->next && !head->next->covered ? head->next : NULL;
}

struct value version_value(const struct version *version)
{
    return version->edit->set[version->number].value;
}

/* Which of two heads is shown: one that was not redacted, then the later. */
static bool is_behind(const struct version *a, const struct version *b)
{
    if (a->edit->redacted != b->edit->redacted) {
        return a->edit->redacted;
    }
    return edit_compare(a->edit, b->edit) < 0;
}

enum { FEW_HEADS = 8 };

static uint64_t hash_of_odd(const void *item)
{
    const struct odd_field *odd = item;
    return hash_end((uintptr_t)odd->of);
}

static bool is_odd_of(const void *item, const void *field)
{
    const struct odd_field *odd = item;
    return odd->of == field;
}

struct odd_field *field_odd(const struct session *s, const struct field *field)
{
    return s->odd_fields.count
               ? lookup_find(&s->odd_fields, hash_end((uintptr_t)field), is_odd_of, field)
               : NULL;
}

struct odd_field *field_touch_odd(struct session *s, const struct field *field)
{
    struct odd_field *odd = field_odd(s, field);
    if (!odd) {
        odd = arena_get(&s->arena, sizeof *odd);
        odd->of = field;
        lookup_add(&s->odd_fields, odd, hash_of_odd);
    }
    return odd;
}

static struct session *session_of(const struct version *version)
{
    return entry_record(entry_of(version->edit))->session;
}

bool field_circled(const struct field *field)
{
    const struct odd_field *odd =
        field->versions ? field_odd(session_of(field->versions), field) : NULL;
    return odd && odd->circled;
}

/* What its many heads are held in; NULL if they are few. */
static struct odd_field *crowd_of(const struct session *s, const struct field *field)
{
    struct odd_field *odd = field_odd(s, field);
    return odd && odd->crowded ? odd : NULL;
}

static void crowd_add(struct odd_field *crowd, struct version *version)
{
    size_t at = crowd->count;
    if (version->edit->redacted != crowd->redacted) {
        if (!crowd->redacted) {
            return;
        }
        crowd->redacted = false;
        at = crowd->count = 0;
    }
    crowd->heap =
        memory_room_for_one(crowd->heap, at, &crowd->room, sizeof(*crowd->heap));
    crowd->count++;
    for (; at && is_behind(crowd->heap[(at - 1) / 2], version); at = (at - 1) / 2) {
        crowd->heap[at] = crowd->heap[(at - 1) / 2];
    }
    crowd->heap[at] = version;
}

static void crowd_drop_top(struct odd_field *crowd)
{
    struct version **heap = crowd->heap, *last = heap[--crowd->count];
    size_t at = 0, below;
    while ((below = 2 * at + 1) < crowd->count) {
        below += below + 1 < crowd->count && is_behind(heap[below], heap[below + 1]);
        if (!is_behind(last, heap[below])) {
            break;
        }
        heap[at] = heap[below];
        at = below;
    }
    heap[at] = last;
}

static struct version *crowd_top(struct odd_field *crowd)
{
    while (crowd->count && (crowd->heap[0]->covered ||
                            crowd->heap[0]->edit->redacted != crowd->redacted)) {
        crowd_drop_top(crowd);
    }
    return crowd->count ? crowd->heap[0] : NULL;
}

static void crowd_fill(struct odd_field *crowd, bool redacted)
{
    crowd->count = 0;
    crowd->redacted = redacted;
    for (struct version *v = crowd->of->versions; v && !v->covered; v = v->next) {
        crowd_add(crowd, v);
    }
}

static struct odd_field *begin_crowd(struct field *field)
{
    struct odd_field *crowd = field_touch_odd(session_of(field->versions), field);
    crowd->crowded = true;
    crowd_fill(crowd, false);
    return crowd;
}

void odd_fields_finish(struct session *s)
{
    for (size_t i = 0; i < s->odd_fields.count; i++) {
        struct odd_field *odd = s->odd_fields.items[i];
        free(odd->heap);
    }
    lookup_finish(&s->odd_fields);
}

/* The head to be shown, of a field that has versions. */
static struct version *best_head(struct field *field)
{
    struct version *best = field->versions;
    struct odd_field *crowd = crowd_of(session_of(best), field);
    size_t count = 0;
    for (struct version *v = best; !crowd && v && !v->covered; v = v->next) {
        best = is_behind(best, v) ? v : best;
        if (++count > FEW_HEADS) {
            crowd = begin_crowd(field);
        }
    }
    if (crowd) {
        best = crowd_top(crowd);
        if (!best) {
            crowd_fill(crowd, true);
            best = crowd_top(crowd);
        }
    }
    return best;
}

void field_choose(struct field *field)
{
    struct version *best = field->versions ? best_head(field) : NULL;
    if (best && best != field->versions) {
        DL_DELETE(field->versions, best);
        DL_PREPEND(field->versions, best);
    }
}

void field_choose_of_all(struct field *field)
{
    struct odd_field *crowd =
        field->versions ? crowd_of(session_of(field->versions), field) : NULL;
    if (crowd) {
        crowd->crowded = false;
    }
    field_choose(field);
}

void version_add(struct field *field, struct version *version)
{
    struct version *shown = field->versions;
    if (shown && !shown->covered && !is_behind(shown, version)) {
        DL_APPEND_ELEM(field->versions, shown, version); /* the other is shown still */
    } else {
        DL_PREPEND(field->versions, version);
    }
    struct odd_field *crowd = crowd_of(session_of(version), field);
    if (crowd) {
        crowd_add(crowd, version);
    }
}

void version_cover(struct version *version)
{
    struct field *field = field_of(version);
    bool was_shown = field->versions == version;
    if (version->covered) {
        return;
    }
    version->covered = true;
    DL_DELETE(field->versions, version);
    DL_APPEND(field->versions, version);
    if (was_shown) {
        field_choose(field);
    }
}

void version_take_out(struct version *version)
{
    struct field *field = field_of(version);
    version->covered = true; /* whoever still holds it */
    DL_DELETE(field->versions, version);
    field_choose(field);
}

static int newest_covered_first(const void *left, const void *right)
{
    const struct version *const *a = left, *const *b = right;
    return (*a)->arrival > (*b)->arrival ? -1 : (*a)->arrival < (*b)->arrival;
}

const struct version **field_versions(const struct field *field, size_t *count)
{
    const struct version **versions = NULL;
    size_t room = 0, heads = 0;
    *count = 0;
    for (const struct version *v = field->versions; v; v = v->next) {
        ARRAY_ADD(versions, *count, room, v);
        heads += !v->covered;
    }
    if (versions) {
        ARRAY_SORT(versions + heads, *count - heads, newest_covered_first);
    }
    return versions;
}

/* Whether nobody is to see yet what it says. */
static bool is_hidden(const struct version *version)
{
    const struct record *record = entry_record(entry_of(version->edit));
    return record->listed &&
           strcmp(version->edit->set[version->number].field, "text") == 0 &&
           record_is_veiled(record);
}

const struct version **field_heads(const struct field *field, size_t *count)
{
    const struct version **heads = NULL;
    size_t room = 0;
    *count = 0;
    for (const struct version *v = field_shown(field); v; v = head_next(v)) {
        if (!v->edit->redacted && !is_hidden(v)) {
            ARRAY_ADD(heads, *count, room, v);
        }
    }
    return heads;
}

static uint64_t hash_of_value(const void *item)
{
    struct value value = version_value(item);
    return hash_end(hash_add_text(HASH_START + value.kind, value.text ? value.text : ""));
}

static bool is_of_value(const void *item, const void *version)
{
    return value_same(version_value(item), version_value(version));
}

const struct edit *field_author(const struct field *field, const struct edit *edit)
{
    const struct change *set = edit->again_count ? edit_change(edit, field->name) : NULL;
    const struct edit *first = NULL;
    for (const struct version *v = set ? field->versions : NULL; v; v = v->next) {
        if (edit_gives_again(edit, v->edit->key) &&
            value_same(version_value(v), set->value) &&
            (!first || edit_compare(v->edit, first) < 0)) {
            first = v->edit;
        }
    }
    return first ? first : edit;
}

size_t versions_keep_different(const struct version **versions, size_t count)
{
    struct lookup values = {0};
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = hash_of_value(versions[i]);
        if (!lookup_find(&values, hash, is_of_value, versions[i])) {
            lookup_add(&values, (void *)versions[i], hash_of_value);
            versions[kept++] = versions[i];
        }
    }
    lookup_finish(&values);
    return kept;
}

size_t field_wordings(const struct field *field)
{
    const struct version *shown = field_shown(field);
    if (!shown || !head_next(shown)) {
        return shown && !shown->edit->redacted && !is_hidden(shown);
    }
    size_t count;
    const struct version **heads = field_heads(field, &count);
    count = versions_keep_different(heads, count);
    free(heads);
    return count;
}
