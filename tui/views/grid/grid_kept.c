/* What of the picture of a grid a key that only goes elsewhere does not change: the columns,
 * how many rows bands want, and how cells look. All of it is of one session after so many
 * changes, one way of looking at it and one size of the window. */

#include "views/grid/grid_layout.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "screen/parts.h"

#include <stdlib.h>
#include <string.h>

/* So many bands are kept before they are forgotten. */
enum { MOST_BANDS = 1000 };

/* What makes all of it other than it was. */
struct ground {
    uint64_t faces, filter, by; /* whose own drafts are called otherwise */
    const struct grid *grid;
    int cols, screen_cols, screen_rows;
};

struct grid_kept {
    struct ground ground;
    uint64_t number;       /* of that */
    struct layout columns; /* as kept_columns() found them */
    struct lookup bands;
    struct arena arena; /* where those stand */
};

/* What a part of a band hangs on besides. */
struct here {
    const struct record *goal, *note; /* what is selected in it, if anything is */
    size_t column;                    /* 1 more than its own; 0: nothing is */
    size_t shown_column;              /* the only one, 1 more likewise; 0: all are */
    int most_lines;
    bool prompts; /* has those that go into empty cells of the first band */
};

struct band {
    struct here here; /* comes first */
    int rows, most;   /* so many at least, if it is more than most */
};

struct grid_kept *kept_new(void)
{
    return memory_get(sizeof(struct grid_kept));
}

static void forget_bands(struct grid_kept *k)
{
    lookup_finish(&k->bands);
    arena_finish(&k->arena);
    k->bands = (struct lookup){.items = NULL};
    k->arena = ARENA_EMPTY;
}

static void forget(struct grid_kept *k)
{
    forget_bands(k);
    k->columns.kept = NULL;
    layout_finish(&k->columns);
    memset(&k->columns, 0, sizeof k->columns);
}

void kept_free(struct grid_kept *k)
{
    if (k) {
        forget(k);
        free(k);
    }
}

static void take_columns(struct layout *l, const struct layout *of)
{
    l->ids = of->ids;
    l->grid = of->grid;
    l->columns = of->columns;
    l->first = of->first;
    l->narrow = of->narrow;
    l->forms = of->forms;
    l->counts = of->counts;
    l->drafts = of->drafts;
    l->x = of->x;
    l->width = of->width;
    l->goals = of->goals;
    l->goal_count = of->goal_count;
}

void kept_columns(struct layout *l)
{
    struct grid_kept *k = l->kept;
    struct ground ground;
    memset(&ground, 0, sizeof ground); /* compared by bytes */
    faces_refresh(l->v->faces, l->facts);
    ground.faces = faces_number(l->v->faces);
    ground.filter = filter_number(l->v->filter);
    ground.by = hash_add_text(HASH_START, l->facts->by ? l->facts->by : "");
    ground.grid = grid_now(l->v, l->facts);
    ground.cols = l->cols;
    ground.screen_cols = screen_cols();
    ground.screen_rows = screen_rows();
    if (!k->number || memcmp(&k->ground, &ground, sizeof ground) != 0) {
        forget(k);
        k->ground = ground;
        k->number = screen_part_number();
        layout_find_columns(l);
        layout_columns(l);
        take_columns(&k->columns, l);
    } else {
        take_columns(l, &k->columns);
    }
}

static struct here here_of(const struct layout *l, const struct record *goal)
{
    const struct grid_view *v = l->v;
    bool here = !v->on_vision && goal == v->goal;
    size_t top = v->first_goal - (l->above_rows > 1);
    struct here out;
    memset(&out, 0, sizeof out); /* compared by bytes */
    out.goal = goal;
    out.note = here ? v->note : NULL;
    out.column = here ? v->column + 1 : 0;
    out.shown_column = l->narrow ? v->column + 1 : 0;
    out.most_lines = l->most_lines;
    out.prompts = v->first_goal < l->goal_count && goal == l->goals[top];
    return out;
}

static uint64_t hash_of(const void *item)
{
    const struct here *here = item;
    uint64_t hash = (uintptr_t)here->goal * 31 + (uintptr_t)here->note;
    return hash_end(hash * 31 + here->column + ((uint64_t)here->most_lines << 32));
}

static bool is_band(const void *item, const void *key)
{
    return memcmp(item, key, sizeof(struct here)) == 0;
}

int kept_band_rows(const struct layout *l, const struct record *goal, int most)
{
    struct grid_kept *k = l->kept;
    struct here here = here_of(l, goal);
    struct band *band = lookup_find(&k->bands, hash_of(&here), is_band, &here);
    if (!band) {
        if (k->bands.count == MOST_BANDS) {
            forget_bands(k);
        }
        band = arena_get(&k->arena, sizeof *band);
        band->here = here;
        lookup_add(&k->bands, band, hash_of);
    }
    if (band->most < most) {
        int count_to = most > l->kept->ground.screen_rows ? most : k->ground.screen_rows;
        band->most = count_to;
        band->rows = layout_count_rows(l, goal, count_to);
    }
    return band->rows < most ? band->rows : most;
}

bool kept_cell(const struct layout *l, const struct record *goal, size_t column, int row,
               int rows)
{
    struct {
        uint64_t number;
        size_t column;
        struct here here;
    } key;
    if (!l->kept) {
        return false;
    }
    memset(&key, 0, sizeof key); /* compared by bytes */
    key.number = l->kept->number;
    key.column = column;
    key.here = here_of(l, goal);
    if (key.here.column != column + 1) { /* what is selected is in another one */
        key.here.column = 0;
        key.here.note = NULL;
    }
    return screen_put_again(row, rows, &key, sizeof key);
}

bool kept_heads(const struct layout *l, int row)
{
    struct {
        uint64_t number;
        size_t column, heads;
    } key = {l->kept->number, l->v->column + 1, SIZE_MAX};
    return screen_put_again(row, 1, &key, sizeof key);
}
