/* What the grid shows of a cell: filtered, sorted, and kept until something changes. */

#include "views/grid/grid_filter.h"

#include "base/table_of_hashes.h"
#include "model/commitments.h"
#include "model/plan.h"
#include "model/rows.h"
#include "screen/parts.h"

#include <stdlib.h>
#include <string.h>

/* A cell as it is shown; which cell it is, its notes in their places tell. */
struct cell {
    const struct record *const *placed;
    const struct record **shown;
    size_t count;
    UT_hash_handle hh;
};

/* How many notes of a column are shown. */
struct shown_count {
    const char *column;
    size_t count;
    struct shown_count *next;
};

struct grid_filter {
    struct str only, choice; /* ids; only is FILTER_VOTES for votes, "" for all */
    struct str order;        /* the same; "": as placed */
    bool suspended;          /* nothing is hidden for now */
    uint64_t number;         /* of all that; filter_number() */
    /* Of the session as it was after so many changes: */
    const struct session *session;
    const struct record *table;
    size_t changes;
    bool votes_hidden;
    bool some_taken, some_taken_known;
    struct cell *cells; /* and lists of rows */
    struct shown_count *counts;
    struct arena arena; /* what the two point to */
};

static void forget(struct grid_filter *f)
{
    f->number = screen_part_number();
    HASH_CLEAR(hh, f->cells);
    f->counts = NULL;
    arena_finish(&f->arena);
    f->arena = ARENA_EMPTY;
    f->session = NULL;
}

struct grid_filter *filter_new(void)
{
    struct grid_filter *f = memory_get(sizeof *f);
    forget(f);
    return f;
}

uint64_t filter_number(const struct grid_filter *f)
{
    return f->number;
}

void filter_free(struct grid_filter *f)
{
    if (f) {
        forget(f);
        str_finish(&f->only);
        str_finish(&f->choice);
        str_finish(&f->order);
        free(f);
    }
}

static void set(struct str *out, const char *text)
{
    str_set(out, "%s", text);
}

void filter_show_only(struct grid_filter *f, const char *mark, const char *choice)
{
    set(&f->only, mark);
    set(&f->choice, choice);
    forget(f);
}

void filter_sort_by(struct grid_filter *f, const char *mark)
{
    set(&f->order, mark);
    forget(f);
}

void filter_suspend(struct grid_filter *f, bool suspended)
{
    if (f->suspended != suspended) {
        f->suspended = suspended;
        forget(f);
    }
}

void filter_reset(struct grid_filter *f)
{
    filter_suspend(f, false);
    filter_show_only(f, "", "");
    filter_sort_by(f, "");
}

/* What was kept is dropped once it may be another by now. */
static void refresh(struct grid_filter *f, const struct facts *facts)
{
    size_t changes = session_change_count(facts->session);
    if (f->session != facts->session || f->table != facts->table ||
        f->changes != changes) {
        forget(f);
        f->session = facts->session;
        f->table = facts->table;
        f->changes = changes;
        f->some_taken_known = false;
        f->votes_hidden = strcmp(record_words(facts->table, "ballot"), "open") == 0;
    }
}

static bool is_votes(const struct str *what)
{
    return strcmp(str_text(what), FILTER_VOTES) == 0;
}

static bool is_nobody(const struct str *what)
{
    return strcmp(str_text(what), FILTER_NOBODY) == 0;
}

bool filter_hides_some(struct grid_filter *f, const struct facts *facts)
{
    if (!f->only.len_bytes || f->suspended) {
        return false;
    }
    refresh(f, facts);
    return !(is_votes(&f->only) && f->votes_hidden);
}

bool filter_sorts(struct grid_filter *f, const struct facts *facts)
{
    if (!f->order.len_bytes) {
        return false;
    }
    refresh(f, facts);
    return !(is_votes(&f->order) && f->votes_hidden);
}

static const struct mark *mark_of(const struct facts *facts, const char *id)
{
    return template_mark(table_template(facts->session, facts->table), id);
}

/* The mark of that id if the column offers it, else NULL. */
static const struct mark *offered(const struct facts *facts, const char *column,
                                  const char *id)
{
    const struct template *form = table_template(facts->session, facts->table);
    const struct column *known = template_column(form, column, NULL);
    for (size_t i = 0; known && i < known->mark_count; i++) {
        if (strcmp(known->marks[i]->id, id) == 0) {
            return known->marks[i];
        }
    }
    return NULL;
}

bool filter_concerns(struct grid_filter *f, const struct facts *facts, const char *column)
{
    const struct template *form = table_template(facts->session, facts->table);
    return filter_hides_some(f, facts) &&
           (is_votes(&f->only) || offered(facts, column, str_text(&f->only)) ||
            (is_nobody(&f->only) && plan_has_action(form, column)));
}

/* Whether a note of a column is shown; mark is what the column offers of the filter. */
static bool lets_through(const struct grid_filter *f, const struct mark *mark,
                         const struct record *note)
{
    if (is_votes(&f->only)) {
        return record_votes(note) > 0;
    }
    if (is_nobody(&f->only)) {
        const struct template *form = table_template(f->session, f->table);
        return !plan_has_action(form, record_column(note)) || !*record_says(note, "who");
    }
    if (!mark) {
        return true;
    }
    const struct choice *choice = mark_choice(mark, entry_mark(note, mark));
    return strcmp(choice ? choice->id : "", str_text(&f->choice)) == 0;
}

bool filter_concerns_rows(struct grid_filter *f, const struct facts *facts,
                          const struct grid *grid)
{
    const struct column *rows = &grid->goals;
    bool offers = false;
    for (size_t i = 0; i < rows->mark_count && !offers; i++) {
        offers = strcmp(rows->marks[i]->id, str_text(&f->only)) == 0;
    }
    return offers && filter_hides_some(f, facts);
}

/* A note to be sorted. */
struct sortable {
    const struct record *note;
    long rank;
    size_t at;
};

static int rank_order(const void *left, const void *right)
{
    const struct sortable *a = left, *b = right;
    return a->rank != b->rank ? (a->rank < b->rank ? -1 : 1)
           : a->at != b->at   ? (a->at < b->at ? -1 : 1)
                              : 0;
}

static long rank_of(const struct grid_filter *f, const struct mark *mark,
                    const struct record *note)
{
    if (is_votes(&f->order)) {
        return -record_votes(note);
    }
    const struct choice *choice = mark ? mark_choice(mark, entry_mark(note, mark)) : NULL;
    return choice ? (long)choice_number(mark, choice)
           : mark ? (long)mark->choice_count
                  : 0;
}

static void sort_cell(const struct grid_filter *f, const struct facts *facts,
                      const char *column, struct cell *cell)
{
    const struct mark *mark = offered(facts, column, str_text(&f->order));
    struct sortable *ranked = memory_get((cell->count + 1) * sizeof *ranked);
    for (size_t i = 0; i < cell->count; i++) {
        ranked[i] =
            (struct sortable){cell->shown[i], rank_of(f, mark, cell->shown[i]), i};
    }
    ARRAY_SORT(ranked, cell->count, rank_order);
    for (size_t i = 0; i < cell->count; i++) {
        cell->shown[i] = ranked[i].note;
    }
    free(ranked);
}

/* Filters and sorts a cell. */
static struct cell *make_cell(struct grid_filter *f, const struct facts *facts,
                              const char *column, const struct record *const *placed,
                              size_t count)
{
    const struct mark *mark = offered(facts, column, str_text(&f->only));
    bool hides = filter_hides_some(f, facts);
    struct cell *cell = arena_get(&f->arena, sizeof *cell);
    cell->placed = placed;
    cell->shown = arena_get(&f->arena, count * sizeof(*cell->shown));
    for (size_t i = 0; i < count; i++) {
        if (!hides || lets_through(f, mark, placed[i])) {
            cell->shown[cell->count++] = placed[i];
        }
    }
    if (filter_sorts(f, facts)) {
        sort_cell(f, facts, column, cell);
    }
    HASH_ADD_PTR(f->cells, placed, cell);
    return cell;
}

const struct record *const *filter_rows(struct grid_filter *f, const struct facts *facts,
                                        const struct grid *grid, size_t *count)
{
    const struct record *const *placed =
        grid_rows(facts->session, facts->table, grid, count);
    if (!*count || !filter_concerns_rows(f, facts, grid)) {
        return placed;
    }
    struct cell *cell;
    const struct mark *mark = mark_of(facts, str_text(&f->only));
    HASH_FIND_PTR(f->cells, &placed, cell);
    if (!cell) {
        cell = arena_get(&f->arena, sizeof *cell);
        cell->placed = placed;
        cell->shown = arena_get(&f->arena, *count * sizeof(*cell->shown));
        for (size_t i = 0; i < *count; i++) {
            if (lets_through(f, mark, placed[i])) {
                cell->shown[cell->count++] = placed[i];
            }
        }
        HASH_ADD_PTR(f->cells, placed, cell);
    }
    *count = cell->count;
    return cell->count ? cell->shown : NULL;
}

const struct record *const *filter_notes(struct grid_filter *f, const struct facts *facts,
                                         const struct record *goal, const char *column,
                                         size_t *count)
{
    struct cell *cell;
    const struct record *const *placed = goal_notes(facts->session, goal, column, count);
    if (!*count || (!filter_hides_some(f, facts) && !filter_sorts(f, facts))) {
        return placed;
    }
    HASH_FIND_PTR(f->cells, &placed, cell);
    if (!cell) {
        cell = make_cell(f, facts, column, placed, *count);
    }
    *count = cell->count;
    return cell->count ? cell->shown : NULL;
}

/* Of a row: whether it lacks a mark that its grid's rows are shown by. */
static bool hides_row(struct grid_filter *f, const struct facts *facts,
                      const struct record *row, const struct grid *shown)
{
    const struct mark *mark = mark_of(facts, str_text(&f->only));
    return mark && filter_concerns_rows(f, facts, shown) && !lets_through(f, mark, row);
}

bool filter_hides(struct grid_filter *f, const struct facts *facts,
                  const struct record *record, const struct grid *shown)
{
    const char *column = record_column(record);
    bool note = record_is(record, "note");
    const struct record *row = note ? record_parent(record) : record;
    if (!filter_hides_some(f, facts)) {
        return false;
    }
    if (row && hides_row(f, facts, row, shown)) {
        return true;
    }
    return column && note &&
           !lets_through(f, offered(facts, column, str_text(&f->only)), record);
}

/* The rows whose notes may stand in a column. */
static const struct record *const *rows_of(const struct facts *facts, const char *column,
                                           size_t *count)
{
    const struct template *form = table_template(facts->session, facts->table);
    const struct grid *grid = NULL;
    return template_column(form, column, &grid)
               ? grid_rows(facts->session, facts->table, grid, count)
               : table_goals(facts->session, facts->table, count);
}

size_t filter_count(struct grid_filter *f, const struct facts *facts, const char *column)
{
    size_t goal_count;
    if (!filter_hides_some(f, facts)) {
        return column_note_count(facts->session, facts->table, column);
    }
    for (const struct shown_count *c = f->counts; c; c = c->next) {
        if (strcmp(c->column, column) == 0) {
            return c->count;
        }
    }
    struct shown_count *counted = arena_get(&f->arena, sizeof *counted);
    const struct mark *mark = offered(facts, column, str_text(&f->only));
    const struct record *const *goals = rows_of(facts, column, &goal_count);
    for (size_t g = 0; g < goal_count; g++) {
        size_t count;
        const struct record *const *notes =
            goal_notes(facts->session, goals[g], column, &count);
        for (size_t i = 0; i < count; i++) {
            counted->count += lets_through(f, mark, notes[i]);
        }
    }
    counted->column = arena_copy_text(&f->arena, column);
    counted->next = f->counts;
    f->counts = counted;
    return counted->count;
}

bool filter_some_taken(struct grid_filter *f, const struct facts *facts)
{
    refresh(f, facts);
    if (!f->some_taken_known) {
        struct commitments all = {0};
        const struct template *form = table_template(facts->session, facts->table);
        commitments_add(facts->session, facts->table, &all);
        f->some_taken = false;
        for (size_t i = 0; i < all.count && !f->some_taken; i++) {
            f->some_taken = *all.items[i].who &&
                            plan_has_action(form, record_column(all.items[i].note));
        }
        f->some_taken_known = true;
        commitments_finish(&all);
    }
    return f->some_taken;
}

void filter_say_only(struct grid_filter *f, const struct facts *facts, struct str *out)
{
    if (!filter_hides_some(f, facts)) {
        return;
    }
    const char *id = str_text(&f->only), *choice_id = str_text(&f->choice);
    const struct mark *mark = mark_of(facts, id);
    const struct choice *choice = mark ? mark_choice(mark, choice_id) : NULL;
    if (is_votes(&f->only)) {
        str_add(out, "only with votes");
    } else if (is_nobody(&f->only)) {
        str_add(out, "only what nobody has taken on");
    } else if (!*choice_id) {
        str_addf(out, "only unmarked: %s", mark ? mark->title : id);
    } else {
        str_addf(out, "only %s", choice ? choice->title : choice_id);
    }
}

void filter_say_order(struct grid_filter *f, const struct facts *facts, struct str *out)
{
    if (filter_sorts(f, facts)) {
        const char *id = str_text(&f->order);
        const struct mark *mark = mark_of(facts, id);
        str_addf(out, "sorted by %s",
                 is_votes(&f->order) ? "votes"
                 : mark              ? mark->title
                                     : id);
    }
}

void filter_say(struct grid_filter *f, const struct facts *facts, const char *before,
                struct str *out)
{
    struct str only = STR_EMPTY, order = STR_EMPTY;
    filter_say_only(f, facts, &only);
    filter_say_order(f, facts, &order);
    if (only.len_bytes || order.len_bytes) {
        str_addf(out, "%s%s%s%s", before, str_text(&only),
                 only.len_bytes && order.len_bytes ? ", " : "", str_text(&order));
    }
    str_finish(&only);
    str_finish(&order);
}
