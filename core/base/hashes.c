#include "base/hashes.h"

#include "base/memory.h"

#include <stdlib.h>

struct hashes hashes_for(size_t count)
{
    enum { EACH = 2 }; /* of 300, one more seems to be there than are */
    size_t words = 64;
    while (EACH * words < count) {
        words *= 2;
    }
    return (struct hashes){memory_get(words * sizeof(uint64_t)), words - 1};
}

void hashes_finish(struct hashes *hashes)
{
    free(hashes->words);
}

/* Where there is room, and it is not in the set. */
static void put(struct hash_set *set, uint64_t hash)
{
    size_t mask = set->slot_count - 1, at = hash & mask;
    while (set->slots[at]) {
        at = (at + 1) & mask;
    }
    set->slots[at] = hash;
}

static void make_room(struct hash_set *set)
{
    enum { FIRST_SLOTS = 1024 };
    struct hash_set old = *set;
    set->slot_count = old.slot_count ? old.slot_count * 2 : FIRST_SLOTS;
    set->slots = memory_get(set->slot_count * sizeof *set->slots);
    for (size_t i = 0; i < old.slot_count; i++) {
        if (old.slots[i]) {
            put(set, old.slots[i]);
        }
    }
    free(old.slots);
}

bool hash_set_add(struct hash_set *set, uint64_t hash)
{
    if (set->count * 2 >= set->slot_count) {
        make_room(set);
    }
    bool is_new = !hash_set_has(set, hash);
    if (is_new) {
        put(set, hash);
        set->count++;
    }
    return is_new;
}

void hash_set_finish(struct hash_set *set)
{
    free(set->slots);
}
