/* The columns where notes stand, and the rows of a table, as the tree has them. */

#include "model/session_inside.h"

#include <stdlib.h>
#include <string.h>

const char **table_strange_columns(struct session *s, const struct record *table)
{
    tree_need(s);
    const struct template *form = table_template(s, table);
    const struct lookup *all = tree_tallies(table);
    const char **strange = memory_get((all->count + 1) * sizeof(*strange));
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const struct noted *tally = all->items[i];
        const struct grid *grid = NULL;
        template_column(form, tally->column, &grid);
        strange[count] = tally->column;
        count += tally->count && (!grid || grid->rows != ROWS_GOALS);
    }
    strange[count] = NULL;
    ARRAY_SORT(strange, count, text_order);
    return strange;
}

/* A column where notes stand, and where it stands in the form; beyond, if it does not. */
struct stood {
    const char *column;
    size_t number;
};

static int stood_order(const void *left, const void *right)
{
    const struct stood *a = left, *b = right;
    return a->number != b->number ? (a->number < b->number ? -1 : 1)
                                  : strcmp(a->column, b->column);
}

const char **goal_columns(struct session *s, const struct record *goal)
{
    tree_need(s);
    const struct template *form = table_template(s, goal->parent);
    const struct below *all = tree_below(goal);
    struct stood *stood = memory_get((all->lists.count + 1) * sizeof *stood);
    const char **columns = memory_get((all->lists.count + 1) * sizeof(*columns));
    size_t count = 0;
    for (size_t i = 0; i < all->lists.count; i++) {
        const struct list *list = all->lists.items[i];
        const struct column *column = template_column(form, list->column, NULL);
        stood[count] = (struct stood){list->column, column ? column->number : SIZE_MAX};
        count += list->count > 0;
    }
    ARRAY_SORT(stood, count, stood_order);
    for (size_t i = 0; i < count; i++) {
        columns[i] = stood[i].column;
    }
    free(stood);
    return columns;
}

static int list_order(const void *left, const void *right)
{
    const struct list *const *a = left, *const *b = right;
    return strcmp((*a)->column, (*b)->column);
}

const struct record **table_all_rows(struct session *s, const struct record *table,
                                     size_t *count)
{
    tree_need(s);
    const struct below *all = tree_below(table);
    const struct list **lists = memory_get((all->lists.count + 1) * sizeof(*lists));
    const struct record **rows = NULL;
    size_t list_count = 0, room = 0;
    for (size_t i = 0; i < all->lists.count; i++) {
        lists[list_count] = all->lists.items[i];
        const char *column = lists[list_count]->column;
        list_count += column != tree_offers && column != tree_taken;
    }
    ARRAY_SORT(lists, list_count, list_order);
    *count = 0;
    for (size_t i = 0; i < list_count; i++) {
        for (size_t n = 0; n < lists[i]->count; n++) {
            ARRAY_ADD(rows, *count, room, (const struct record *)lists[i]->items[n]);
        }
    }
    free(lists);
    return rows;
}
