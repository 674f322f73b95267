#ifndef ROUNDTABLE_BASE_LOOKUP_H
#define ROUNDTABLE_BASE_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Items that are found by a key and gone through in the order in which they came. They
 * are the caller's, and are not taken out again. For hundreds of thousands: it costs
 * some 20 bytes an item, a handle of uthash 56 and more; a key is hashed once.
 *
 * A few are looked through one by one, and cost less still.
 *
 * Start zeroed; lookup_finish() ends it, and leaves the items alone.
 */
struct lookup {
    void **items;
    size_t count, room;
    struct lookup_slot {
        uint32_t number; /* of its item, from 1; 0: empty */
        uint32_t hash;   /* the low half of its key's */
    } * slots;
    size_t slot_count; /* 0: there are few */
};

/** The item of that key, or NULL.
 *
 *  @hash  of the key; well spread, as by hash_end(). */
void *lookup_find(const struct lookup *lookup, uint64_t hash,
                  bool (*is)(const void *item, const void *key), const void *key);

/** Adds an item whose key is not there; hash_of() gives the hash of an item's key. */
void lookup_add(struct lookup *lookup, void *item, uint64_t (*hash_of)(const void *item));

/** The same where its hash is at hand. */
void lookup_add_hashed(struct lookup *lookup, void *item, uint64_t hash,
                       uint64_t (*hash_of)(const void *item));

/* Items that begin with a text, their id: struct { const char *id; … }. */

/** The item of that id, or NULL. */
void *lookup_find_id(const struct lookup *lookup, const char *id);

/** Adds an item; false, with nothing done, if one of its id is there. */
bool lookup_add_id(struct lookup *lookup, void *item);

/** Another that finds the same items, for lookup_finish(); @to  takes it. */
void lookup_copy(const struct lookup *from, struct lookup *to);
void lookup_finish(struct lookup *lookup);

#endif
