/* Searching as somebody types, and going from one thing found to the next. */

#include "views/grid/grid_inside.h"

#include "base/fold.h"
#include "base/hash.h"
#include "base/lookup.h"
#include "base/memory.h"

#include "model/history.h"
#include "model/top.h"

#include <stdlib.h>
#include <string.h>

/* What the search finds. */
struct hits {
    const struct record **items;
    size_t count, room;
};

/* The same of one table, kept for the next key: a letter more finds none that was not found
 * without it, and the next hit is one of the same. */
struct table_hits {
    const struct record *table;
    const struct template *form;
    struct fold_sought sought;
    struct hits hits;
};

struct grid_hits {
    const struct session *session; /* after so many changes */
    size_t changes;
    struct lookup tables; /* of struct table_hits */
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
}

void hits_free(struct grid_hits *kept)
{
    if (kept) {
        forget(kept);
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

static struct table_hits *hits_of(struct grid_hits *kept, const struct facts *facts,
                                  const struct record *table)
{
    size_t changes = session_change_count(facts->session);
    if (kept->session != facts->session || kept->changes != changes) {
        forget(kept);
        kept->session = facts->session;
        kept->changes = changes;
    }
    struct table_hits *of =
        lookup_find(&kept->tables, hash_end((uintptr_t)table), is_of, table);
    if (!of) {
        of = memory_get(sizeof *of);
        of->table = table;
        lookup_add(&kept->tables, of, hash_of);
    }
    return of;
}

static void add_hit(struct hits *hits, const struct record *record,
                    struct fold_sought *sought)
{
    if (fold_holds(sought, row_words(record))) {
        ARRAY_ADD(hits->items, hits->count, hits->room, record);
    }
}

static void add_hits_below(struct hits *hits, const struct facts *facts,
                           const struct record *row, struct fold_sought *sought)
{
    const char **columns = goal_columns(facts->session, row);
    size_t count;
    for (size_t i = 0; columns[i]; i++) {
        const struct record *const *notes =
            goal_notes(facts->session, row, columns[i], &count);
        for (size_t n = 0; n < count; n++) {
            add_hit(hits, notes[n], sought);
        }
    }
    free(columns);
}

/* Rows and notes of a grid, row by row, column by column. Of a form only those rows that
 * something stands in; of a list its one row has no words on the screen. */
static void add_hits_of_grid(struct hits *hits, const struct facts *facts,
                             const struct record *table, const struct grid *grid,
                             struct fold_sought *sought)
{
    size_t count;
    const struct record *const *rows =
        table_rows(facts->session, table, grid ? grid->id : "", &count);
    for (size_t i = 0; i < count; i++) {
        if (!grid || !grid_is_list(grid)) {
            add_hit(hits, rows[i], sought);
        }
        add_hits_below(hits, facts, rows[i], sought);
    }
}

static void find_all(struct table_hits *of, const struct facts *facts)
{
    const struct template *form = of->form;
    of->hits.count = 0;
    add_hits_of_grid(&of->hits, facts, of->table, NULL, &of->sought);
    for (size_t i = 0; i < form->grid_count; i++) {
        if (form->grids[i].rows != ROWS_GOALS) {
            add_hits_of_grid(&of->hits, facts, of->table, &form->grids[i], &of->sought);
        }
    }
}

static void narrow(struct table_hits *of)
{
    struct hits before = of->hits;
    of->hits.count = 0;
    for (size_t i = 0; i < before.count; i++) {
        add_hit(&of->hits, before.items[i], &of->sought);
    }
}

/* What a table has of it, the goals' first; until the next. */
static const struct hits *find_hits(const struct grid_view *v, const struct facts *facts,
                                    const struct record *table, const char *needle)
{
    struct table_hits *of = hits_of(v->hits, facts, table);
    const struct template *form = table_template(facts->session, table);
    struct fold_sought before = of->sought, sought = {0};
    fold_seek(&sought, needle, table_language(facts->session, table));
    const char *folded = str_text(&sought.folded), *was = str_text(&before.folded);
    bool longer = of->form == form && before.has_marks == sought.has_marks &&
                  strncmp(folded, was, before.folded.len_bytes) == 0;
    bool same = longer && before.folded.len_bytes == sought.folded.len_bytes;
    of->form = form;
    of->sought = sought;
    fold_sought_finish(&before);
    if (longer && !same) {
        narrow(of);
    } else if (!longer) {
        find_all(of, facts);
    }
    return &of->hits;
}

/* What the other tables have of it. */
struct elsewhere {
    const struct record *first; /* on the way from this table; NULL: none has any */
    size_t at, of;              /* which one it is of its table's, from 0 */
    size_t count;               /* of all of them */
    size_t beside; /* of those, and this table's, at others than the first's */
};

/* step: 1 goes on to the tables behind this one, -1 back; both round the file. */
static struct elsewhere look_elsewhere(const struct grid_view *v,
                                       const struct facts *facts, const char *needle,
                                       int step)
{
    struct elsewhere found = {0};
    size_t count, here = 0;
    const struct record *const *tables = session_tables(facts->session, &count);
    while (here < count && tables[here] != facts->table) {
        here++;
    }
    for (size_t i = 1; i < count && here < count; i++) {
        size_t at = (here + (step < 0 ? count - i : i)) % count;
        const struct hits *hits = find_hits(v, facts, tables[at], needle);
        if (hits->count && !found.first) {
            found.at = step < 0 ? hits->count - 1 : 0;
            found.of = hits->count;
            found.first = hits->items[found.at];
        }
        found.count += hits->count;
    }
    found.beside =
        found.count - found.of + find_hits(v, facts, facts->table, needle)->count;
    return found;
}

/* Goes there, and says where that is. */
static struct intent go_elsewhere(struct grid_view *v, struct elsewhere found)
{
    str_set(&v->said, "%zu of %zu with ‘%s’ at ", found.at + 1, found.of,
            str_text(&v->search));
    history_name_table(entry_table(found.first), &v->said);
    str_add(&v->said, " (\vnext-hit\v next, \vprevious-hit\v back)");
    if (found.beside) {
        str_addf(&v->said, "; %zu at other tables", found.beside);
    }
    return (struct intent){
        .kind = INTENT_SHOW_ELSEWHERE, .record = found.first, .text = str_text(&v->said)};
}

static void say_nowhere(struct grid_view *v, const struct facts *facts, bool typing)
{
    const char *needle = str_text(&v->search);
    struct elsewhere found = look_elsewhere(v, facts, needle, 1);
    str_set(&v->said, "‘%s’ is nowhere at this table", needle);
    if (found.first) {
        str_addf(&v->said, "; %zu at other tables: %s goes there", found.count,
                 typing ? "\vstay\v" : "\vnext-hit\v");
    }
    str_add(&v->said, ".");
}

/* Shows the hit `step` away from `from`, at another table behind the last of this one;
 * 0: the first, while it is typed. */
static struct intent show_hit(struct grid_view *v, const struct facts *facts,
                              const struct record *from, int step)
{
    const char *needle = str_text(&v->search);
    size_t at = 0;
    if (!*needle) {
        return intent_say("Nothing to search for yet; \vsearch\v searches.");
    }
    const struct hits *hits = find_hits(v, facts, facts->table, needle);
    struct intent intent = {.kind = INTENT_SHOW};
    while (at < hits->count && hits->items[at] != from) {
        at++;
    }
    bool at_end = at == hits->count ? hits->count == 0
                  : step > 0        ? at + 1 == hits->count
                                    : at == 0;
    struct elsewhere found = {0};
    if (step == 0 || at_end) {
        found = look_elsewhere(v, facts, needle, step);
    }
    if (step && at_end && found.first) {
        return go_elsewhere(v, found);
    }
    if (hits->count == 0) {
        say_nowhere(v, facts, step == 0);
        intent.kind = INTENT_SAY;
    } else {
        if (at == hits->count) {
            at = step < 0 ? hits->count - 1 : 0;
        } else if (step) {
            at = (at + (step > 0 ? 1 : hits->count - 1)) % hits->count;
        }
        intent.record = hits->items[at];
        str_set(&v->said,
                "%zu of %zu with ‘%s’ (\vnext-hit\v next, \vprevious-hit\v back)", at + 1,
                hits->count, needle);
        if (found.count) {
            str_addf(&v->said, "; %zu at other tables", found.count);
        }
    }
    intent.text = str_text(&v->said);
    return intent;
}

struct intent grid_next_hit(struct grid_view *v, const struct facts *facts, int step)
{
    return show_hit(v, facts, view_grid_selected(v, facts), step);
}

struct intent grid_search(struct grid_view *v, const struct facts *facts)
{
    str_set(&v->search, "%s", str_text(&v->box.text));
    if (!v->search.len_bytes) {
        return intent_of(INTENT_NOTHING);
    }
    return show_hit(v, facts, v->search_from, 0);
}

/* What was typed is nowhere at this table, but at another. */
static struct elsewhere find_only_elsewhere(const struct grid_view *v,
                                            const struct facts *facts)
{
    struct elsewhere found = {0};
    const char *typed = str_text(&v->box.text);
    if (*typed) {
        if (find_hits(v, facts, facts->table, typed)->count == 0) {
            found = look_elsewhere(v, facts, typed, 1);
        }
    }
    return found;
}

struct intent grid_close_search(struct grid_view *v, const struct facts *facts, bool kept)
{
    struct elsewhere found = {0};
    if (kept) {
        found = find_only_elsewhere(v, facts);
    }
    v->box_kind = BOX_CLOSED;
    text_box_set(&v->box, "");
    if (kept || !v->search_from) {
        grid_end_search(v, facts);
        return found.first ? go_elsewhere(v, found) : intent_of(INTENT_NOTHING);
    }
    filter_suspend(v->filter, false);
    return (struct intent){.kind = INTENT_SHOW, .record = v->search_from, .text = ""};
}
