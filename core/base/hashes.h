#ifndef ROUNDTABLE_BASE_HASHES_H
#define ROUNDTABLE_BASE_HASHES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A set of hashes in little room: more may seem to be in it than are, none is missed. */
struct hashes {
    uint64_t *words;
    size_t mask;
};

/** An empty one, which so many suit; hashes_finish() ends it. */
struct hashes hashes_for(size_t count);
void hashes_finish(struct hashes *hashes);

/* Two bits of one word stand for each. */
#define HASHES_BITS(hash)                                                                \
    (UINT64_C(1) << ((hash) >> 25 & 63) | UINT64_C(1) << ((hash) >> 19 & 63))

static inline bool hashes_have(const struct hashes *hashes, uint32_t hash)
{
    uint64_t bits = HASHES_BITS(hash);
    return (hashes->words[hash & hashes->mask] & bits) == bits;
}

static inline void hashes_add(struct hashes *hashes, uint32_t hash)
{
    hashes->words[hash & hashes->mask] |= HASHES_BITS(hash);
}

/** A set of hashes of 64 bits, none of which is 0: only what was added is in it. Start zeroed;
 *  hash_set_finish() ends it. */
struct hash_set {
    uint64_t *slots; /* 0: empty */
    size_t count, slot_count;
};

/** False if it is there. */
bool hash_set_add(struct hash_set *set, uint64_t hash);
void hash_set_finish(struct hash_set *set);

/** Inline, since merging asks it of every line. */
static inline bool hash_set_has(const struct hash_set *set, uint64_t hash)
{
    size_t mask = set->slot_count - 1, at = hash & mask;
    if (!set->count) {
        return false;
    }
    while (set->slots[at] && set->slots[at] != hash) {
        at = (at + 1) & mask;
    }
    return set->slots[at];
}

#endif
