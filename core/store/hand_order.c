#include "store/hand_order.h"

#include "base/hash.h"
#include "base/memory.h"
#include "model/place.h"

#include <stdlib.h>
#include <string.h>

/* Whether all stand already as the array has them: by place, then by id. */
static bool in_order(const struct item *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!items[i].place) {
            return false;
        }
        int order = i ? strcmp(items[i - 1].place, items[i].place) : -1;
        if (order > 0 || (order == 0 && strcmp(items[i - 1].id, items[i].id) >= 0)) {
            return false;
        }
    }
    return true;
}

/* Of the items that stand in this list already, the longest run whose places rise
 * keeps them; the others get new ones. */
static void keep_rising(struct item *items, size_t count)
{
    size_t *last = memory_get((count + 1) * sizeof *last); /* end of a run, by length */
    size_t *before = memory_get((count + 1) * sizeof *before); /* index + 1, 0: none */
    size_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        if (!items[i].place) {
            continue;
        }
        size_t low = 0, high = longest;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (strcmp(items[last[middle]].place, items[i].place) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        before[i] = low ? last[low - 1] + 1 : 0;
        last[low] = i;
        longest += low == longest;
    }
    size_t kept = longest ? last[longest - 1] + 1 : 0;
    for (size_t i = count; i-- > 0;) {
        if (kept == i + 1) {
            kept = before[i];
        } else {
            items[i].place = NULL;
        }
    }
    free(last);
    free(before);
}

static bool has_room(const char *before, const char *after)
{
    struct str place = STR_EMPTY;
    struct dice dice = {0};
    bool room = place_between(before, after, &dice, &place);
    str_finish(&place);
    return room;
}

static void give_place(struct item *item, const char *before, const char *after,
                       struct arena *arena)
{
    struct str place = STR_EMPTY;
    struct dice dice = {hash_add_text(HASH_START, item->id)};
    if (!place_between(before, after, &dice, &place)) {
        place_between(before, NULL, &dice, &place);
    }
    item->place = arena_copy_text(arena, str_text(&place));
    str_finish(&place);
}

/* Between two that are there, the middle one first, then the halves: so that places
 * grow with the logarithm of the count. */
static void fill_between(struct item *items, size_t count, const char *before,
                         const char *after, struct arena *arena)
{
    if (count) {
        size_t middle = count / 2;
        give_place(&items[middle], before, after, arena);
        fill_between(items, middle, before, items[middle].place, arena);
        fill_between(items + middle + 1, count - middle - 1, items[middle].place, after,
                     arena);
    }
}

/* How many items from the first on need places. Those at the end of the run that
 * leave no room before them do, too. */
static size_t run_without_places(struct item *items, size_t count, const char *before)
{
    size_t run = 0;
    while (run < count) {
        if (run && items[run].place && !has_room(before, items[run].place)) {
            items[run].place = NULL;
        }
        if (items[run].place) {
            break;
        }
        run++;
    }
    return run;
}

void hand_give_places(struct item *items, size_t count, struct arena *arena)
{
    if (in_order(items, count)) {
        return;
    }
    keep_rising(items, count);
    const char *before = NULL;
    size_t i = 0;
    while (i < count) {
        size_t run = run_without_places(items + i, count - i, before);
        if (i + run < count) {
            fill_between(items + i, run, before, items[i + run].place, arena);
            before = items[i + run].place;
            i += run + 1;
            continue;
        }
        for (; i < count; i++) { /* at the end, one after the other stays short */
            give_place(&items[i], before, NULL, arena);
            before = items[i].place;
        }
    }
}

static int list_order(const void *left, const void *right)
{
    const struct note_list *a = left, *b = right;
    return a->column < b->column ? -1 : a->column > b->column;
}

struct note_list *hand_note_lists(const struct item *goal, const struct lookup *columns,
                                  size_t *count)
{
    bool is_object = json_kind(goal->json) == JSON_OBJECT;
    struct note_list *lists = NULL;
    size_t room = 0;
    *count = 0;
    for (const struct json *m = is_object ? json_first(goal->json) : NULL; m;
         m = json_next(m)) {
        const char *const *column = lookup_find_id(columns, json_name(m));
        if (column && json_kind(m) == JSON_ARRAY) {
            ARRAY_ADD(lists, *count, room, (struct note_list){column, m});
        }
    }
    ARRAY_SORT(lists, *count, list_order);
    return lists;
}
