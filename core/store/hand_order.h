#ifndef ROUNDTABLE_STORE_HAND_ORDER_H
#define ROUNDTABLE_STORE_HAND_ORDER_H

#include "base/arena.h"
#include "base/json.h"
#include "base/lookup.h"

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

/** The list of a goal that holds the notes of one column. */
struct note_list {
    const char *const *column; /* borrowed: the very item of the look-up */
    const struct json *notes;
};

/** The lists of a goal, in the order of their columns: items of one array, found by name.
 *  An array to free(). */
struct note_list *hand_note_lists(const struct item *goal, const struct lookup *columns,
                                  size_t *count);

#endif
