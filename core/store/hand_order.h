#ifndef ROUNDTABLE_STORE_HAND_ORDER_H
#define ROUNDTABLE_STORE_HAND_ORDER_H

#include "base/arena.h"
#include "base/json.h"

/* The order of a list written by hand; private to store/hand.c. */

/** One entry of a list in the top, and the record that it is. */
struct item {
    const struct json *json;
    const char *id;
    const char *place; /* NULL: it does not stand in this list yet */
};

/**
 * Gives places to the items so that they stand in the order of the array. Those that
 * stand in the list already keep theirs as far as possible: only what was moved by
 * hand is moved. New places live in arena and are determined by ids and neighbours.
 */
void hand_give_places(struct item *items, size_t count, struct arena *arena);

#endif
