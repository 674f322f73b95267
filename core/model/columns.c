#include "model/columns.h"

#include "base/memory.h"
#include "model/top.h"

#include <stdlib.h>

static void add_column(struct any_columns *all, const char *id,
                       const struct record *table)
{
    if (!lookup_find_id(&all->by_id, id)) {
        struct any_column *column = arena_get(&all->arena, sizeof *column);
        *column = (struct any_column){id, table, all->by_id.count};
        lookup_add_id(&all->by_id, column);
    }
}

static void add_columns_of(struct any_columns *all, struct session *session,
                           const struct record *table)
{
    const char **columns = top_columns(session, table);
    const struct template *form = table_template(session, table);
    add_column(all, "", table);
    for (size_t c = 0; columns[c]; c++) {
        const struct column *column = template_column(form, columns[c], NULL);
        if (!column || column->grid->use != GRID_LENS) {
            add_column(all, columns[c], table);
        }
    }
    free(columns);
}

void any_columns_find(struct session *session, struct any_columns *out)
{
    size_t count;
    const struct record *const *tables = session_tables(session, &count);
    *out = (struct any_columns){.arena = ARENA_EMPTY};
    if (count) {
        add_columns_of(out, session, session_frame_table(session));
    }
    for (size_t i = 0; i < count; i++) {
        add_columns_of(out, session, tables[i]);
    }
}

void any_columns_finish(struct any_columns *all)
{
    lookup_finish(&all->by_id);
    arena_finish(&all->arena);
}

static int by_column(const void *left, const void *right)
{
    const struct cell *a = left, *b = right;
    if (a->rank != b->rank) {
        return a->rank < b->rank ? -1 : 1;
    }
    return a->row < b->row ? -1 : a->row > b->row;
}

struct cell *table_cells(struct session *session, const struct record *table,
                         size_t *count)
{
    const char **columns = top_columns(session, table);
    struct lookup ranks = {0};
    struct cell *cells = NULL;
    size_t room = 0, goal_count;
    const struct record *const *goals = table_goals(session, table, &goal_count);
    *count = 0;
    for (const char **column = columns; *column; column++) {
        lookup_add_id(&ranks, column);
    }
    for (size_t g = 0; g < goal_count; g++) {
        const char **own = goal_columns(session, goals[g]);
        for (size_t c = 0; own[c]; c++) {
            const char **column = lookup_find_id(&ranks, own[c]);
            ARRAY_ADD(cells, *count, room,
                      (struct cell){goals[g], own[c], (size_t)(column - columns), g});
        }
        free(own);
    }
    ARRAY_SORT(cells, *count, by_column);
    lookup_finish(&ranks);
    free(columns);
    return cells;
}
