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

#endif
