/* What the search finds, piece by piece: of each table what stands first on the screen first. */

#include "views/grid/grid_inside.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/lookup.h"
#include "base/memory.h"

#include "model/top.h"

#include <stdlib.h>
#include <string.h>

/* How far a table has been looked through: its goals, then the other grids of its form; all of a
 * row at once. */
struct walk {
    size_t grid; /* 0: the goals, else 1 + index in the form */
    size_t row;
    bool ended;
};

/* What a table has of it, kept for the next key: a letter more finds none that was not found
 * without it, and the next hit is one of the same. */
struct table_hits {
    const struct record *table;
    const struct template *form;
    struct fold_sought sought;
    size_t needle; /* the number of what is sought */
    struct hits hits;
    /* Those found with a letter less, from again to its end, stand behind the hits and are
     * looked at before the walk goes on. */
    size_t again, end, room;
    struct walk walk;
};

struct grid_hits {
    const struct session *session; /* after so many changes */
    size_t changes;
    struct str needle;
    size_t number;        /* of it: each other one gets the next */
    struct lookup tables; /* of struct table_hits */
    const struct record *from;
    size_t through; /* of it, so many tables from that one on are looked through */
};

struct grid_hits *hits_new(void)
{
    return memory_get(sizeof(struct grid_hits));
}

static void forget(struct grid_hits *kept)
{
    for (size_t i = 0; i < kept->tables.count; i++) {
        struct table_hits *of = kept->tables.items[i];
        fold_sought_finish(&of->sought);
        free(of->hits.items);
        free(of);
    }
    lookup_finish(&kept->tables);
    kept->tables = (struct lookup){.items = NULL};
    kept->through = 0;
}

void hits_free(struct grid_hits *kept)
{
    if (kept) {
        forget(kept);
        str_finish(&kept->needle);
        free(kept);
    }
}

static uint64_t hash_of(const void *item)
{
    const struct table_hits *of = item;
    return hash_end((uintptr_t)of->table);
}

static bool is_of(const void *item, const void *table)
{
    const struct table_hits *of = item;
    return of->table == table;
}

/* Forgets what was found before a change, and begins anew with another needle. */
static void seek(struct grid_hits *kept, const struct facts *facts, const char *needle)
{
    size_t changes = session_change_count(facts->session);
    if (kept->session != facts->session || kept->changes != changes) {
        forget(kept);
        kept->session = facts->session;
        kept->changes = changes;
    }
    if (!kept->number || strcmp(str_text(&kept->needle), needle) != 0) {
        str_set(&kept->needle, "%s", needle);
        kept->number++;
        kept->through = 0;
    }
    if (kept->from != facts->table) {
        kept->from = facts->table;
        kept->through = 0;
    }
}

static struct table_hits *hits_of(struct grid_hits *kept, const struct record *table)
{
    struct table_hits *of =
        lookup_find(&kept->tables, hash_end((uintptr_t)table), is_of, table);
    if (!of) {
        of = memory_get(sizeof *of);
        of->table = table;
        lookup_add(&kept->tables, of, hash_of);
    }
    return of;
}

static void add_hit(struct table_hits *of, const struct record *record)
{
    if (fold_holds(&of->sought, row_words(record))) {
        ARRAY_ADD(of->hits.items, of->hits.count, of->room, record);
    }
}

/* How many entries were looked at. */
static size_t add_hits_below(struct table_hits *of, struct session *session,
                             const struct record *row)
{
    const char **columns = goal_columns(session, row);
    size_t count, looked = 0;
    for (size_t i = 0; columns[i]; i++) {
        const struct record *const *notes = goal_notes(session, row, columns[i], &count);
        for (size_t n = 0; n < count; n++) {
            add_hit(of, notes[n]);
        }
        looked += count;
    }
    free(columns);
    return looked;
}

static void count_down(size_t *left, size_t by)
{
    *left -= by < *left ? by : *left;
}

/* Rows and notes of a grid, row by row, column by column. Of a form only those rows that
 * something stands in; of a list its one row has no words on the screen. */
static void walk_grid(struct table_hits *of, const struct facts *facts,
                      const struct grid *grid, size_t *left)
{
    size_t count;
    const struct record *const *rows =
        table_rows(facts->session, of->table, grid ? grid->id : "", &count);
    while (of->walk.row < count && *left) {
        const struct record *row = rows[of->walk.row++];
        if (!grid || !grid_is_list(grid)) {
            add_hit(of, row);
        }
        count_down(left, 1 + add_hits_below(of, facts->session, row));
    }
    if (of->walk.row >= count) {
        of->walk.row = 0;
        of->walk.grid++;
        count_down(left, 1);
    }
}

static void walk_on(struct table_hits *of, const struct facts *facts, size_t *left)
{
    while (*left && of->walk.grid <= of->form->grid_count) {
        const struct grid *grid =
            of->walk.grid ? &of->form->grids[of->walk.grid - 1] : NULL;
        if (grid && grid->rows == ROWS_GOALS) {
            of->walk.grid++;
        } else {
            walk_grid(of, facts, grid, left);
        }
    }
    of->walk.ended = of->walk.grid > of->form->grid_count;
}

/* Looks again at those that a letter less had found. */
static void narrow(struct table_hits *of, size_t *left)
{
    while (of->again < of->end && *left) {
        const struct record *record = of->hits.items[of->again++];
        if (fold_holds(&of->sought, row_words(record))) {
            of->hits.items[of->hits.count++] = record;
        }
        count_down(left, 1);
    }
}

/* All that was found so far, or was to be looked at again, is to be looked at again. */
static void begin_narrowing(struct table_hits *of)
{
    struct hits *hits = &of->hits;
    if (of->again == of->end) {
        of->end = hits->count;
        of->again = 0;
    } else {
        of->again -= hits->count;
        memmove(hits->items + of->again, hits->items, hits->count * sizeof *hits->items);
    }
    hits->count = 0;
}

/* What is sought is another than before: of more letters, or not. */
static void begin(struct table_hits *of, const struct facts *facts,
                  const struct template *form, const char *needle)
{
    struct fold_sought before = of->sought, sought = {0};
    fold_seek(&sought, needle, table_language(facts->session, of->table));
    const char *folded = str_text(&sought.folded), *was = str_text(&before.folded);
    bool longer = of->form == form && before.has_marks == sought.has_marks &&
                  strncmp(folded, was, before.folded.len_bytes) == 0;
    bool same = longer && before.folded.len_bytes == sought.folded.len_bytes;
    of->form = form;
    of->sought = sought;
    fold_sought_finish(&before);
    if (longer && !same) {
        begin_narrowing(of);
    } else if (!longer) {
        of->hits.count = of->again = of->end = 0;
        of->walk = (struct walk){.grid = 0};
    }
}

static const struct hits *look(struct grid_hits *kept, const struct facts *facts,
                               const struct record *table, size_t *left)
{
    struct table_hits *of = hits_of(kept, table);
    const struct template *form = table_template(facts->session, table);
    if (of->needle != kept->number || of->form != form) {
        of->needle = kept->number;
        begin(of, facts, form, str_text(&kept->needle));
    }
    narrow(of, left);
    if (of->again == of->end && !of->walk.ended) {
        walk_on(of, facts, left);
    }
    of->hits.all = of->again == of->end && of->walk.ended;
    return &of->hits;
}

const struct hits *hits_at(const struct grid_view *v, const struct facts *facts,
                           const struct record *table, const char *needle, size_t most)
{
    seek(v->hits, facts, needle);
    return look(v->hits, facts, table, &most);
}

bool hits_look_on(const struct grid_view *v, const struct facts *facts,
                  const char *needle, size_t most)
{
    struct grid_hits *kept = v->hits;
    size_t count, here = 0;
    const struct record *const *tables = session_tables(facts->session, &count);
    seek(kept, facts, needle);
    if (!look(kept, facts, facts->table, &most)->all) {
        return false;
    }
    while (here < count && tables[here] != facts->table) {
        here++;
    }
    while (kept->through < count && most) {
        const struct record *table = tables[(here + kept->through) % count];
        if (!look(kept, facts, table, &most)->all) {
            return false;
        }
        kept->through++;
        count_down(&most, 1);
    }
    return kept->through >= count;
}
