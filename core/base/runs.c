#include "base/runs.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Shorter runs are made so long by putting one item after the other in its place. */
enum { SHORTEST_RUN = 16 };

struct runs {
    const void **items, **spare;
    size_t *ends; /* of each run, where the next begins */
    size_t count, room, spare_room;
    int (*order)(const void *left, const void *right);
};

/* How many of the items stand before one: those that are no larger, or smaller. */
static size_t count_before(const struct runs *r, const void *const *items, size_t count,
                           const void *const *one, int most)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (r->order(&items[middle], one) <= most) {
            low = middle + 1;
        } else {
            count = middle;
        }
    }
    return low;
}

static void find_runs(struct runs *r, size_t count)
{
    const void **items = r->items;
    for (size_t from = 0, to; from < count; from = to) {
        to = from + 1;
        while (to < count && r->order(&items[to - 1], &items[to]) <= 0) {
            to++;
        }
        for (; to < count && to - from < SHORTEST_RUN; to++) {
            const void *item = items[to];
            size_t at = from + count_before(r, items + from, to - from, &item, 0);
            memmove(&items[at + 1], &items[at], (to - at) * sizeof *items);
            items[at] = item;
        }
        ARRAY_ADD(r->ends, r->count, r->room, to);
    }
}

static void copy_to_spare(struct runs *r, const void **items, size_t count)
{
    if (count > r->spare_room) {
        free(r->spare);
        r->spare = memory_resize_array(NULL, count, sizeof *r->spare);
        r->spare_room = count;
    }
    memcpy(r->spare, items, count * sizeof *items);
}

/* The first so many items, which are fewer, stand aside meanwhile. */
static void merge_forwards(struct runs *r, const void **items, size_t left, size_t right)
{
    copy_to_spare(r, items, left);
    const void **a = r->spare, **a_end = a + left;
    const void **b = items + left, **b_end = b + right, **out = items;
    while (a < a_end && b < b_end) {
        *out++ = r->order(a, b) <= 0 ? *a++ : *b++;
    }
    memcpy(out, a, (size_t)(a_end - a) * sizeof *out);
}

/* The last of them are fewer. */
static void merge_backwards(struct runs *r, const void **items, size_t left, size_t right)
{
    const void **out = items + left + right;
    copy_to_spare(r, items + left, right);
    while (left && right) {
        bool right_is_last = r->order(&items[left - 1], &r->spare[right - 1]) <= 0;
        *--out = right_is_last ? r->spare[--right] : items[--left];
    }
    memcpy(items, r->spare, right * sizeof *items);
}

/* Two neighbours become one. What stands before or behind all of the other is left alone. */
static void merge(struct runs *r, const void **items, size_t left, size_t right)
{
    size_t stay = count_before(r, items, left, &items[left], 0);
    items += stay;
    left -= stay;
    if (left) {
        right = count_before(r, items + left, right, &items[left - 1], -1);
    }
    if (left && left <= right) {
        merge_forwards(r, items, left, right);
    } else if (left) {
        merge_backwards(r, items, left, right);
    }
}

static size_t start_of(const struct runs *r, size_t run)
{
    return run ? r->ends[run - 1] : 0;
}

/* The runs [from, to), parted where half of the items stand on either side, so that a long one
 * is not gone through for each of many short ones. Nested as deep as log2 of the items. */
static void sort_runs(struct runs *r, size_t from, size_t to)
{
    size_t start = start_of(r, from), end = start_of(r, to);
    size_t low = from + 1, high = to - 1;
    if (to - from < 2) {
        return;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (start_of(r, middle) - start < (end - start) / 2) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    sort_runs(r, from, low);
    sort_runs(r, low, to);
    merge(r, r->items + start, start_of(r, low) - start, end - start_of(r, low));
}

void runs_sort(const void **items, size_t count,
               int (*order)(const void *left, const void *right))
{
    struct runs r = {.items = items, .order = order};
    find_runs(&r, count);
    if (r.count) {
        sort_runs(&r, 0, r.count);
    }
    free(r.ends);
    free(r.spare);
}
