/* The lists of marks: to mark an entry, and to show only what is marked so. */

#include "views/lists.h"

#include "base/memory.h"
#include "model/rows.h"
#include "screen/screen.h"
#include "views/grid/grid_filter.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

static void widen(struct list_view *v, const char *label)
{
    int cols = screen_width_cols(label, strlen(label));
    v->label_cols = cols > v->label_cols ? cols : v->label_cols;
}

/* The ids are the item's own, since a template may come anew while the list is open. */
static void intend(struct item *item, enum intent_kind kind, const char *field,
                   const char *text)
{
    size_t field_bytes = strlen(field) + 1, text_bytes = strlen(text) + 1;
    item->text = memory_get(field_bytes + text_bytes);
    memcpy(item->text, field, field_bytes);
    memcpy(item->text + field_bytes, text, text_bytes);
    item->intent = (struct intent){
        .kind = kind, .field = item->text, .text = item->text + field_bytes};
}

/* "Predictable: it will come again. …", with what helps to choose it. */
static void describe(const struct template *form, const struct mark *mark,
                     const struct choice *choice, bool now, bool several, const char *key,
                     struct str *out)
{
    str_addf(out, "%s: %s", choice->title, choice->meaning);
    if (several) {
        str_add(out, mark->one
                         ? " Several places were given at once: choose one."
                         : " Several were given at once: choose the one that stands.");
    } else if (now) {
        str_addf(out, " %s takes it off.",
                 *key && !screen_is_heard() ? key : "\vchoose\v");
    }
    const char *help = choice_help(form, mark, choice);
    if (*help) {
        str_addf(out, " %s", help);
    }
}

/* The row of a choice. True if the entry carries it; then it is taken off, unless others
 * stand beside it and one is to be chosen. */
static bool add_choice(struct list_view *v, const struct template *form,
                       const struct record *entry, const struct column *column, size_t n,
                       const struct choice *choice)
{
    const struct mark *mark = column->marks[n];
    const char *letter = column_letter(column, n, choice);
    bool now = strcmp(entry_mark(entry, mark), choice->id) == 0;
    bool several = field_wordings(entry_mark_field(entry, mark)) > 1;
    struct str label = STR_EMPTY, full = STR_EMPTY;
    str_add(&label, choice->title);
    if (now || (several && entry_mark_said(entry, mark, choice))) {
        str_addf(&label, "%s%s", screen_dot(), now ? "now" : "said too");
    }
    describe(form, mark, choice, now, several, letter, &full);
    widen(v, label.bytes);
    struct item *item = list_add(v, letter, label.bytes, choice->meaning);
    item->full = memory_copy_text(full.bytes);
    intend(item, INTENT_MARK, mark->id, now && !several ? "" : choice->id);
    item->intent.record = entry;
    str_finish(&label);
    str_finish(&full);
    return now;
}

struct list_view *list_of_marks(const struct template *form, const struct column *column,
                                const struct record *entry)
{
    if (!column || !column->mark_count) {
        return NULL;
    }
    struct str title = str_of("Mark ‘%s’", row_words(entry));
    struct list_view *v = list_new(title.bytes, true);
    v->whole = true;
    v->selected = 1; /* below the first heading */
    for (size_t n = 0, found = 0; n < column->mark_count; n++) {
        const struct mark *mark = column->marks[n];
        list_add_heading(v, mark->title);
        for (size_t i = 0; i < mark->choice_count; i++) {
            if (add_choice(v, form, entry, column, n, &mark->choices[i]) && !found++) {
                v->selected = v->count - 1;
            }
        }
        const struct choice *old = mark_choice(mark, entry_mark(entry, mark));
        if (old && choice_number(mark, old) == mark->choice_count) { /* to take it off */
            add_choice(v, form, entry, column, n, old);
        }
    }
    str_finish(&title);
    return v;
}

static bool columns_offer(const struct grid *grid, const struct mark *mark)
{
    for (size_t c = 0; c < grid->column_count; c++) {
        if (column_offers(&grid->columns[c], mark)) {
            return true;
        }
    }
    return false;
}

/* What the cells of a grid hold, for the rows that filter. */
struct holding {
    const struct facts *facts;
    const struct grid *grid;
};

/* Each entry adds one: to where its choice of the mark has its number, to 0 without any, or,
 * without a mark, to 1 if it has votes. */
static void count_entry(const struct record *entry, const struct mark *mark,
                        size_t *counts)
{
    if (mark) {
        const struct choice *choice = mark_choice(mark, entry_mark(entry, mark));
        counts[choice ? choice_number(mark, choice) + 1 : 0]++;
    } else {
        counts[record_votes(entry) > 0]++;
    }
}

/* How many rows, and notes of the grid's columns, that offer a mark carry which choice of it;
 * mark NULL: how many have votes. */
static void count_notes(const struct holding *t, const struct mark *mark, size_t *counts)
{
    size_t goal_count, count;
    const struct record *const *goals =
        grid_rows(t->facts->session, t->facts->table, t->grid, &goal_count);
    for (size_t g = 0; mark && column_offers(&t->grid->goals, mark) && g < goal_count;
         g++) {
        count_entry(goals[g], mark, counts);
    }
    for (size_t c = 0; c < t->grid->column_count; c++) {
        const struct column *column = &t->grid->columns[c];
        for (size_t g = 0; g < goal_count && (!mark || column_offers(column, mark));
             g++) {
            const struct record *const *notes =
                goal_notes(t->facts->session, goals[g], column->id, &count);
            for (size_t i = 0; i < count; i++) {
                count_entry(notes[i], mark, counts);
            }
        }
    }
}

static void add_look(struct list_view *v, enum intent_kind kind, const char *label,
                     const char *detail, const char *mark, const char *choice)
{
    struct item *item = list_add(v, "", label, detail);
    struct str full = str_of("%s%s%s", label, *detail ? ": " : "", detail);
    item->full = str_take(&full);
    intend(item, kind, mark, choice);
    widen(v, label);
}

/* A row that shows only some entries, if there are any. */
static void add_only(struct list_view *v, const char *what, const char *title,
                     size_t count, const char *of, const char *mark, const char *choice)
{
    struct str label = STR_EMPTY, detail = STR_EMPTY;
    str_addf(&label, "only %s%s", what, title);
    str_addf(&detail, "%zu %s%s%s", count, count == 1 ? "entry" : "entries",
             *of ? screen_dot() : "", of);
    if (count) {
        add_look(v, INTENT_SHOW_ONLY, label.bytes, detail.bytes, mark, choice);
    }
    str_finish(&label);
    str_finish(&detail);
}

/* Rows without a mark are worth a look only where some have it. */
static void add_only_marks(struct list_view *v, const struct holding *t,
                           const struct mark *mark)
{
    bool any = columns_offer(t->grid, mark);
    size_t *counts = memory_get((mark->choice_count + 2) * sizeof *counts);
    count_notes(t, mark, counts);
    for (size_t i = 0; i < mark->choice_count; i++) {
        const struct choice *choice = &mark->choices[i];
        any = any || counts[i + 1];
        add_only(v, "", choice->title, counts[i + 1], mark->title, mark->id, choice->id);
    }
    if (any) {
        add_only(v, "unmarked: ", mark->title, counts[0], "", mark->id, "");
    }
    free(counts);
}

static void add_order(struct list_view *v, const char *by, const char *detail,
                      const char *mark)
{
    struct str label = str_of("sorted by %s", by);
    add_look(v, INTENT_SORT_BY, label.bytes, detail, mark, "");
    str_finish(&label);
}

/* "Pebble, Boulder, Cliff, then the rest" */
static void add_mark_order(struct list_view *v, const struct mark *mark)
{
    struct str detail = STR_EMPTY;
    for (size_t i = 0; i < mark->choice_count; i++) {
        str_addf(&detail, "%s, ", mark->choices[i].title);
    }
    str_add(&detail, "then the rest");
    add_order(v, mark->title, detail.bytes, mark->id);
    str_finish(&detail);
}

/* Rows that end one of the two while the other goes on. */
static void add_ends(struct list_view *v, const struct facts *facts,
                     struct grid_filter *filter)
{
    struct str only = STR_EMPTY, order = STR_EMPTY;
    filter_say_only(filter, facts, &only);
    filter_say_order(filter, facts, &order);
    if (only.len_bytes && order.len_bytes) {
        add_look(v, INTENT_SHOW_ONLY, "every entry", order.bytes, "", "");
        add_look(v, INTENT_SORT_BY, "as placed", only.bytes, "", "");
    }
    str_finish(&only);
    str_finish(&order);
}

static bool grid_offers(const struct grid *grid, const struct mark *mark)
{
    return column_offers(&grid->goals, mark) || columns_offer(grid, mark);
}

/* How many actions of the grid nobody has taken on. */
static size_t count_untaken(const struct holding *t)
{
    const struct record *table = t->facts->table;
    size_t goals, count, found = 0;
    const struct record *const *goal = table_goals(t->facts->session, table, &goals);
    for (size_t g = 0; t->grid->use == GRID_PLAN && g < goals; g++) {
        for (size_t c = 0; c < t->grid->column_count; c++) {
            const struct record *const *notes =
                goal_notes(t->facts->session, goal[g], t->grid->columns[c].id, &count);
            for (size_t i = 0; i < count; i++) {
                found += !*record_says(notes[i], "who");
            }
        }
    }
    return found;
}

struct list_view *list_of_shown(const struct facts *facts, const struct grid *grid,
                                struct grid_filter *filter)
{
    const struct template *form = table_template(facts->session, facts->table);
    struct holding t = {.facts = facts, .grid = grid};
    size_t with_votes[2] = {0};
    if (strcmp(record_words(facts->table, "ballot"), "open") != 0) {
        count_notes(&t, NULL, with_votes);
    }
    struct list_view *v = list_new("Show only, and sort", false);
    v->explains = true;
    add_look(v, INTENT_SHOW_ONLY, "everything, as placed", "", "", "");
    v->items[0].intent.field = NULL;
    add_ends(v, facts, filter);
    add_only(v, "what nobody has taken on", "", count_untaken(&t), "", FILTER_NOBODY, "");
    for (size_t i = 0; i < form->mark_count; i++) {
        if (grid_offers(grid, &form->marks[i])) {
            add_only_marks(v, &t, &form->marks[i]);
        }
    }
    if (with_votes[1]) {
        add_only(v, "with votes", "", with_votes[1], "", FILTER_VOTES, "");
        add_order(v, "votes", "most first", FILTER_VOTES);
    }
    for (size_t i = 0; i < form->mark_count; i++) {
        if (columns_offer(grid, &form->marks[i])) {
            add_mark_order(v, &form->marks[i]);
        }
    }
    int most = screen_cols() / 2;
    v->label_cols = v->label_cols > most ? most : v->label_cols;
    return v;
}
