#include "base/hashes.h"

#include "base/memory.h"

#include <stdlib.h>

struct hashes hashes_for(size_t count)
{
    size_t words = 64;
    while (words < count) {
        words *= 2;
    }
    return (struct hashes){memory_get(words * sizeof(uint64_t)), words - 1};
}

void hashes_finish(struct hashes *hashes)
{
    free(hashes->words);
}

static void make_room(struct hash_set *set)
{
    enum { FIRST_SLOTS = 1024 };
    struct hash_set old = *set;
    set->slot_count = old.slot_count ? old.slot_count * 2 : FIRST_SLOTS;
    set->slots = memory_get(set->slot_count * sizeof *set->slots);
    for (size_t i = 0; i < old.slot_count; i++) {
        if (old.slots[i]) {
            *hash_set_slot(set, old.slots[i]) = old.slots[i];
        }
    }
    free(old.slots);
}

bool hash_set_add(struct hash_set *set, uint64_t hash)
{
    if (set->count * 2 >= set->slot_count) {
        make_room(set);
    }
    uint64_t *slot = hash_set_slot(set, hash);
    bool is_new = !*slot;
    *slot = hash;
    set->count += is_new;
    return is_new;
}

void hash_set_finish(struct hash_set *set)
{
    free(set->slots);
}
