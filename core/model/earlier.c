/* What stood before an edit: what it replaced, and what was the latest by its time.
 *
 * Versions that were covered stand in the order in which they came. Whoever tells a whole
 * history asks for each edit what was there before it: where versions are many they are
 * put in order once, for as long as nothing new comes. */

#include "model/session_inside.h"

#include <stdlib.h>
#include <string.h>

enum { FEW_VERSIONS = 8 };

/* What was put in order last of a field or of a record. */
struct order {
    const void *of;
    size_t change_count; /* of the session, then */
    const struct version *
        *versions; /* of a field: those with a value, the earliest first */
    size_t count;
    const struct edit *first; /* of a record */
};

static uint64_t hash_of_order(const void *item)
{
    const struct order *order = item;
    return hash_end((uintptr_t)order->of);
}

static bool is_order_of(const void *item, const void *of)
{
    const struct order *order = item;
    return order->of == of;
}

/* The order of a field or a record; *is_old tells that it is to be made anew. */
static struct order *touch_order(struct session *s, const void *of, bool *is_old)
{
    struct order *order =
        lookup_find(&s->orders, hash_end((uintptr_t)of), is_order_of, of);
    *is_old = !order || order->change_count != s->change_count;
    if (!order) {
        order = memory_get(sizeof *order);
        order->of = of;
        lookup_add(&s->orders, order, hash_of_order);
    }
    order->change_count = s->change_count;
    return order;
}

void orders_finish(struct session *s)
{
    for (size_t i = 0; i < s->orders.count; i++) {
        struct order *order = s->orders.items[i];
        free(order->versions);
        free(order);
    }
    lookup_finish(&s->orders);
}

static int earliest_first(const void *left, const void *right)
{
    const struct version *const *a = left, *const *b = right;
    return edit_compare((*a)->edit, (*b)->edit);
}

static void put_in_order(const struct field *field, struct order *order)
{
    size_t count = 0;
    for (const struct version *v = field->versions; v; v = v->next) {
        count += version_value(v).kind != VALUE_NONE;
    }
    free(order->versions);
    order->versions = memory_get((count + 1) * sizeof(*order->versions));
    order->count = 0;
    for (const struct version *v = field->versions; v; v = v->next) {
        if (version_value(v).kind != VALUE_NONE) {
            order->versions[order->count++] = v;
        }
    }
    qsort(order->versions, count, sizeof(*order->versions), earliest_first);
}

static bool are_few(const struct field *field)
{
    size_t count = 0;
    for (const struct version *v = field->versions; v && count <= FEW_VERSIONS;
         v = v->next) {
        count++;
    }
    return count <= FEW_VERSIONS;
}

const struct version *version_earlier(const struct edit *edit, const struct field *field)
{
    const struct version *latest = NULL;
    if (are_few(field)) {
        for (const struct version *v = field->versions; v; v = v->next) {
            if (version_value(v).kind != VALUE_NONE && edit_compare(v->edit, edit) < 0 &&
                (!latest || edit_compare(latest->edit, v->edit) < 0)) {
                latest = v;
            }
        }
        return latest;
    }
    bool is_old;
    struct order *order = touch_order(
        entry_record(entry_of(field->versions->edit))->session, field, &is_old);
    if (is_old) {
        put_in_order(field, order);
    }
    size_t low = 0, high = order->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (edit_compare(order->versions[middle]->edit, edit) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low ? order->versions[low - 1] : NULL;
}

const struct edit *record_first(const struct record *record)
{
    bool is_old;
    struct order *order = touch_order(record->session, record, &is_old);
    if (is_old) {
        order->first = NULL;
        for (const struct field *f = record->fields; f; f = f->next) {
            for (const struct version *v = f->versions; v; v = v->next) {
                if (!order->first || edit_compare(v->edit, order->first) < 0) {
                    order->first = v->edit;
                }
            }
        }
    }
    return order->first;
}

/* Those that an edit replaced, as they are found. */
struct seen {
    const struct version **versions;
    size_t count, room;
    const struct version *best;
};

/* Whether of two that were replaced the other tells what stood before. */
static bool is_better(const struct version *best, const struct version *other)
{
    if (best->edit->redacted != other->edit->redacted) {
        return best->edit->redacted;
    }
    return best->edit->redacted ? other->arrival < best->arrival
                                : edit_compare(best->edit, other->edit) < 0;
}

static void add_seen(struct seen *seen, const struct version *version, bool all)
{
    if (!seen->best || is_better(seen->best, version)) {
        seen->best = version;
    }
    if (all) {
        ARRAY_ADD(seen->versions, seen->count, seen->room, version);
    }
}

/* Goes through what is shorter: the field's versions, or the edit's list of keys. */
static void find_seen(const struct edit *edit, const struct field *field,
                      struct seen *seen, bool all)
{
    const struct version *v = field->versions;
    for (size_t i = 0; v && i < edit->over_count; i++) {
        v = v->next;
    }
    if (!v) {
        for (v = field->versions; v; v = v->next) {
            if (v->edit != edit && edit_has_seen(edit, v->edit->key)) {
                add_seen(seen, v, all);
            }
        }
        return;
    }
    struct session *s = entry_record(entry_of(field->versions->edit))->session;
    for (size_t i = 0; i < edit->over_count; i++) {
        struct edit_key key = edit->over[i];
        key.actor = names_find(&s->names, key.actor);
        const struct entry *entry = key.actor ? session_entry(s, key) : NULL;
        for (; entry; entry = entry_twin(entry)) {
            v = entry_version(entry, field);
            if (v && v->edit != edit) {
                add_seen(seen, v, all);
            }
        }
    }
}

const struct version *version_before(const struct edit *edit, const struct field *field)
{
    struct seen seen = {0};
    find_seen(edit, field, &seen, false);
    return seen.best;
}

static int newest_arrival_first(const void *left, const void *right)
{
    const struct version *const *a = left, *const *b = right;
    return (*a)->arrival > (*b)->arrival ? -1 : (*a)->arrival < (*b)->arrival;
}

const struct version **versions_seen(const struct edit *edit, const struct field *field,
                                     size_t *count)
{
    struct seen seen = {0};
    find_seen(edit, field, &seen, true);
    ARRAY_SORT(seen.versions, seen.count, newest_arrival_first);
    *count = seen.count;
    return seen.versions;
}
