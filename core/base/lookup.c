#include "base/lookup.h"

#include "base/hash.h"
#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* A quarter of the slots stays empty at least. Few grow twofold; many by a quarter, so that not
 * half of them are empty. */
enum { FEW = 8, FIRST_SLOTS = 16, MANY_SLOTS = 1 << 14 };

/* Where a key belongs: those of higher hashes stand behind, however many slots there are, so
 * that they are moved in that order, and not all over memory, when there are more. */
static size_t place_of(const struct lookup *l, uint32_t hash)
{
    return (size_t)((uint64_t)hash * l->slot_count >> 32);
}

void *lookup_find(const struct lookup *l, uint64_t hash,
                  bool (*is)(const void *item, const void *key), const void *key)
{
    for (size_t i = 0; !l->slot_count && i < l->count; i++) {
        if (is(l->items[i], key)) {
            return l->items[i];
        }
    }
    if (!l->slot_count) {
        return NULL;
    }
    const struct lookup_slot *end = l->slots + l->slot_count;
    const struct lookup_slot *slot = l->slots + place_of(l, (uint32_t)hash);
    while (slot->number) {
        if (slot->hash == (uint32_t)hash && is(l->items[slot->number - 1], key)) {
            return l->items[slot->number - 1];
        }
        slot = slot + 1 < end ? slot + 1 : l->slots;
    }
    return NULL;
}

static void take_slot(struct lookup *l, struct lookup_slot slot)
{
    struct lookup_slot *end = l->slots + l->slot_count;
    struct lookup_slot *at = l->slots + place_of(l, slot.hash);
    while (at->number) {
        at = at + 1 < end ? at + 1 : l->slots;
    }
    *at = slot;
}

static void grow(struct lookup *l)
{
    struct lookup_slot *old = l->slots;
    size_t old_count = l->slot_count;
    l->slot_count += old_count < MANY_SLOTS ? old_count : old_count / 4;
    l->slots = memory_get(l->slot_count * sizeof *l->slots);
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].number) {
            take_slot(l, old[i]);
        }
    }
    free(old);
}

/* They are not few any more. */
static void begin_slots(struct lookup *l, uint64_t (*hash_of)(const void *item))
{
    l->slot_count = FIRST_SLOTS;
    l->slots = memory_get(l->slot_count * sizeof *l->slots);
    for (size_t i = 0; i < l->count; i++) {
        take_slot(
            l, (struct lookup_slot){(uint32_t)(i + 1), (uint32_t)hash_of(l->items[i])});
    }
}

void lookup_add_hashed(struct lookup *l, void *item, uint64_t hash,
                       uint64_t (*hash_of)(const void *item))
{
    assert(l->count < UINT32_MAX / 2); /* a slot is found by half a hash */
    if (l->count == FEW) {
        begin_slots(l, hash_of);
    } else if ((l->count + 1) * 4 > l->slot_count * 3 && l->slot_count) {
        grow(l);
    }
    ARRAY_ADD(l->items, l->count, l->room, item);
    if (l->slot_count) {
        take_slot(l, (struct lookup_slot){(uint32_t)l->count, (uint32_t)hash});
    }
}

void lookup_add(struct lookup *l, void *item, uint64_t (*hash_of)(const void *item))
{
    lookup_add_hashed(l, item, l->count < FEW ? 0 : hash_of(item), hash_of);
}

static uint64_t hash_of_id(const void *item)
{
    return hash_end(hash_add_text_here(HASH_START, *(const char *const *)item));
}

static bool is_of_id(const void *item, const void *id)
{
    const char *name = *(const char *const *)item, *other = id;
    return name == other || (*name == *other && strcmp(name, other) == 0);
}

void *lookup_find_id(const struct lookup *l, const char *id)
{
    if (l->slot_count) {
        return lookup_find(l, hash_of_id(&id), is_of_id, id);
    }
    for (size_t i = 0; i < l->count; i++) {
        if (is_of_id(l->items[i], id)) {
            return l->items[i];
        }
    }
    return NULL;
}

bool lookup_add_id(struct lookup *l, void *item)
{
    bool is_new = !lookup_find_id(l, *(const char *const *)item);
    if (is_new) {
        lookup_add(l, item, hash_of_id);
    }
    return is_new;
}

void lookup_copy(const struct lookup *from, struct lookup *to)
{
    *to = *from;
    to->items = memory_resize_array(NULL, from->room + 1, sizeof *to->items);
    to->slots = memory_resize_array(NULL, from->slot_count + 1, sizeof *to->slots);
    if (from->count) {
        memcpy(to->items, from->items, from->count * sizeof *to->items);
    }
    if (from->slot_count) {
        memcpy(to->slots, from->slots, from->slot_count * sizeof *to->slots);
    }
}

void lookup_finish(struct lookup *l)
{
    free(l->items);
    free(l->slots);
    *l = (struct lookup){0};
}
