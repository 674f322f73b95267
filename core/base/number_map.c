#include "base/number_map.h"

#include "base/hash.h"
#include "base/memory.h"

#include <assert.h>
#include <string.h>

struct number_slot {
    uint64_t key;
    uint32_t value; /* 0: empty */
};

/* The slot of a key, or the empty one where it belongs. */
static struct number_slot *slot_of(const struct number_map *map, uint64_t key)
{
    size_t mask = map->slot_count - 1, at = hash_end(key) & mask;
    while (map->slots[at].value && map->slots[at].key != key) {
        at = (at + 1) & mask;
    }
    return &map->slots[at];
}

uint32_t number_map_find(const struct number_map *map, uint64_t key)
{
    return map->slot_count ? slot_of(map, key)->value : 0;
}

/* Slots are powers of two, of which a third stays empty at least. */
static void grow(struct number_map *map)
{
    struct number_map larger = {.slot_count = map->slot_count ? 2 * map->slot_count : 64};
    larger.slots = memory_get(larger.slot_count * sizeof *larger.slots);
    for (size_t i = 0; i < map->slot_count; i++) {
        if (map->slots[i].value) {
            *slot_of(&larger, map->slots[i].key) = map->slots[i];
        }
    }
    larger.count = map->count;
    free(map->slots);
    *map = larger;
}

void number_map_set(struct number_map *map, uint64_t key, uint32_t value)
{
    assert(value);
    if (3 * (map->count + 1) > 2 * map->slot_count) {
        grow(map);
    }
    struct number_slot *slot = slot_of(map, key);
    map->count += !slot->value;
    *slot = (struct number_slot){key, value};
}

void number_map_copy(const struct number_map *from, struct number_map *to)
{
    *to = *from;
    to->slots = memory_resize_array(NULL, from->slot_count + 1, sizeof *to->slots);
    if (from->slot_count) {
        memcpy(to->slots, from->slots, from->slot_count * sizeof *to->slots);
    }
}

void number_map_finish(struct number_map *map)
{
    free(map->slots);
    *map = (struct number_map){0};
}
