#ifndef ROUNDTABLE_BASE_MEMORY_H
#define ROUNDTABLE_BASE_MEMORY_H

#include <stddef.h>
#include <stdlib.h>

/**
 * Heap memory that is there, or the program ends in an orderly way.
 *
 * When memory runs out, one line goes to standard error and the process leaves
 * by exit(EXIT_FAILURE), so that what is registered with atexit (the terminal's
 * modes above all) still runs. No caller tests for NULL.
 */

/** What shall run before that line is written: it gives a terminal back, where the line
 *  would be seen by nobody. It may not get memory. One at most. */
void memory_before_message(void (*hook)(void));

/** Zeroed memory; the caller frees it with free(). A size of 0 is served as 1. */
void *memory_get(size_t size_bytes);

/** Like realloc(), for memory of this header or NULL; new bytes are not zeroed. */
void *memory_resize(void *old, size_t size_bytes);

/** Like memory_resize() for count things of size_bytes each, watching for overflow. */
void *memory_resize_array(void *old, size_t count, size_t size_bytes);

/** A copy of text, for free(); NULL stays NULL. */
char *memory_copy_text(const char *text);

/** What was freed piece by piece between pieces that stay goes back to the system, where it
 *  can: what follows takes pieces of other sizes. */
void memory_give_back(void);

/**
 * Room for one more item at the end of a growing array.
 *
 * @items       the array, of size_bytes an item, or NULL; returns its new address.
 * @count       how many items are in it.
 * @room        how many fit; updated.
 */
void *memory_room_for_one(void *items, size_t count, size_t *room, size_t size_bytes);

/** Adds an item (the last argument) at the end of such an array, and counts it. All but
 *  the item are evaluated more than once. */
#define ARRAY_ADD(items, count, room, ...)                                               \
    ((items) = (count) < (room)                                                          \
                   ? (items)                                                             \
                   : memory_room_for_one((items), (count), &(room), sizeof *(items)),    \
     (items)[(count)++] = __VA_ARGS__)

/** qsort() of an array that may be empty, and NULL then. count is evaluated twice. */
#define ARRAY_SORT(items, count, order)                                                  \
    ((count) > 1 ? qsort((items), (count), sizeof *(items), (order)) : (void)0)

#endif
