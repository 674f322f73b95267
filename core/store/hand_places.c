/* Where the entries of a list stand that a hand wrote, of goals in the list of their grid. */

#include "base/names.h"
#include "store/hand_inside.h"

#include <string.h>

void hand_find_places(struct hand *h, struct item *items, size_t count, const char *kind,
                      const char *parent, const char *column)
{
    for (size_t i = 0; i < count; i++) {
        const struct record *record = session_record(h->session, kind, items[i].id);
        if (record && record_shown(record) && record_parent(record) &&
            strcmp(record_id(record_parent(record)), parent) == 0 &&
            (!*column || strcmp(record_column(record), column) == 0)) {
            items[i].place = record_words(record, "place");
        }
    }
}

/* The grid whose row an item is; "" of a goal. */
static const char *grid_of(const struct item *item)
{
    const char *grid = json_kind(item->json) == JSON_OBJECT
                           ? json_member_text(item->json, "grid")
                           : NULL;
    return grid ? grid : "";
}

/* Gives places to the rows of the grid of one of them, which are in a list of their own. */
static void give_places_in_grid(struct hand *h, const char *table, struct item *items,
                                size_t count, size_t first)
{
    struct item *rows = arena_get(&h->arena, count * sizeof *rows);
    const char *grid = grid_of(&items[first]);
    size_t row_count = 0;
    for (size_t i = first; i < count; i++) {
        if (strcmp(grid_of(&items[i]), grid) == 0) {
            rows[row_count++] = items[i];
        }
    }
    hand_find_places(h, rows, row_count, "goal", table, grid);
    hand_give_places(rows, row_count, &h->arena);
    for (size_t i = first, n = 0; i < count; i++) {
        if (strcmp(grid_of(&items[i]), grid) == 0) {
            items[i].place = rows[n++].place;
        }
    }
}

void hand_give_places_of_rows(struct hand *h, const char *table, struct item *items,
                              size_t count)
{
    struct names done = {0};
    for (size_t i = 0; i < count; i++) {
        if (!names_find(&done, grid_of(&items[i]))) {
            names_keep(&done, &h->arena, grid_of(&items[i]));
            give_places_in_grid(h, table, items, count, i);
        }
    }
    names_finish(&done);
}
