#ifndef ROUNDTABLE_BASE_RUNS_H
#define ROUNDTABLE_BASE_RUNS_H

#include <stddef.h>

/**
 * Sorts pointers of which many stand in order already, as those of files that were sorted
 * each: what stands in order is found, and merged. Where little does, it takes as long as
 * qsort(). Equal ones stay as they stood.
 *
 * @items  may be NULL if there are none. Room for half of them is needed beside, at most.
 * @order  as qsort() has it: takes pointers to two of the items.
 */
void runs_sort(const void **items, size_t count,
               int (*order)(const void *left, const void *right));

#endif
