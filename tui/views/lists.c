/* The lists that the app opens: what stands in them, and what choosing intends. */

#include "views/lists.h"

#include "base/fold.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "model/commitments.h"
#include "model/history.h"
#include "model/meetings.h"
#include "model/offers.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "views/day_words.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

/* What a form is for; choosing it opens the list of them. */
static void add_about(struct list_view *v, const struct grid *shown)
{
    struct str full = STR_EMPTY;
    describe_form(shown, &full);
    list_add_heading(v, shown->title);
    struct item *item = list_add(v, "", "About this form", shown->about);
    item->full = str_take(&full);
    item->intent = (struct intent){.kind = INTENT_RUN, .action = ACT_FORMS};
}

/* What helps to choose marks in a column, each told once: to be found by its words. */
static void add_marks(struct list_view *v, const struct template *form,
                      const struct column *column, struct lookup *told)
{
    for (size_t i = 0; i < column->mark_count; i++) {
        const struct mark *mark = column->marks[i];
        bool first = lookup_add_id(told, (void *)mark);
        bool headed = false;
        for (size_t c = 0; first && c < mark->choice_count; c++) {
            const struct choice *choice = &mark->choices[c];
            const char *help = choice_help(form, mark, choice);
            if (*help) {
                if (!headed) {
                    struct str heading = str_of("%s: \vmark\v marks it", mark->title);
                    list_add_heading(v, str_text(&heading));
                    str_finish(&heading);
                }
                headed = true;
                struct str full =
                    str_of("%s: %s %s", choice->title, choice->meaning, help);
                struct item *item = list_add(v, "", choice->title, choice->meaning);
                item->full = str_take(&full);
                item->within = memory_copy_text(help);
                item->intent = (struct intent){.kind = INTENT_RUN, .action = ACT_MARK};
            }
        }
    }
}

static void add_marks_of(struct list_view *v, const struct facts *facts,
                         const struct grid *shown)
{
    const struct template *form = table_template(facts->session, facts->table);
    struct lookup told = {0};
    add_marks(v, form, &shown->goals, &told);
    for (size_t i = 0; i < shown->column_count; i++) {
        add_marks(v, form, &shown->columns[i], &told);
    }
    lookup_finish(&told);
}

struct list_view *list_of_palette(const struct facts *facts, enum mode mode,
                                  const struct grid *shown)
{
    struct list_view *v = list_new("All keys: type to search, \vchoose\v runs", false);
    const char *heading = NULL;
    v->ranked = true;
    if (shown && mode == MODE_GRID && (*shown->about || *shown->help)) {
        add_about(v, shown);
    }
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_row *row = action_row((enum action)i);
        if (row->modes & mode) {
            const char *own = action_group((enum action)i);
            if (own && own != heading && mode == MODE_GRID) {
                list_add_heading(v, own);
            }
            heading = own;
            struct str keys = STR_EMPTY;
            action_keys_for_people((enum action)i, mode, &keys);
            struct item *item = list_add(v, str_text(&keys), row->label, row->help);
            item->also = row->also;
            item->intent = (struct intent){.kind = INTENT_RUN, .action = (enum action)i};
            str_finish(&keys);
        }
    }
    if (shown && mode == MODE_GRID) {
        add_marks_of(v, facts, shown);
    }
    return v;
}

/* Something to be put elsewhere, and where it stands. */
struct moving {
    struct list_view *list;
    const struct facts *facts;
    struct intent intent;      /* that does it, but for where to */
    const struct record *goal; /* or row */
    const char *column;
    const struct grid *form; /* of whose rows it is; NULL: of goals */
    const char *row_word;    /* what one of those is called */
    bool own;                /* the columns at hand are of the grid that it stands in */
};

/* Adds a cell to move it to, behind what stands there. */
static void add_target(struct moving *m, const char *key, const char *label,
                       const char *detail, const struct record *goal, const char *column)
{
    struct item *item = list_add(m->list, key, label, detail);
    item->text = memory_copy_text(column);
    item->intent = m->intent;
    item->intent.goal = goal;
    item->intent.column = item->text;
    item->intent.after = goal_last_note(m->facts->session, goal, column);
}

/* Adds a column of a grid to move it to, unless it stands there: by the number of its
 * heading, if that is in its own grid. */
static void add_column(struct moving *m, size_t at, const char *id, const char *title,
                       const char *grid)
{
    bool own = m->own && at < 9;
    char number[2] = {(char)('1' + at), '\0'};
    if (strcmp(id, m->column) != 0) {
        add_target(m, own ? number : "", title, grid, m->goal, id);
    } else if (own) {
        m->list->own_number = *number;
    }
}

static void add_columns_of(struct moving *m, const struct grid *grid)
{
    size_t first = grid_is_list(grid) ? 0 : 1; /* the number of its heading, less 1 */
    for (size_t i = 0; i < grid->column_count; i++) {
        add_column(m, first + i, grid->columns[i].id, grid->columns[i].title,
                   grid->title);
    }
}

/* Those of every grid of goals; behind the last, as on the screen, those that the form
 * lacks. */
static void add_columns(struct moving *m)
{
    const struct facts *facts = m->facts;
    const struct template *form = table_template(facts->session, facts->table);
    const struct grid *last = &form->grids[0], *own = NULL;
    const char **strange = table_strange_columns(facts->session, facts->table);
    template_column(form, m->column, &own);
    for (size_t i = 0; i < form->grid_count; i++) {
        const struct grid *grid = &form->grids[i];
        m->own = grid == own;
        last = grid->rows == ROWS_GOALS && !grid->optional ? grid : last;
        if (grid->rows == ROWS_GOALS) {
            add_columns_of(m, grid);
        }
    }
    own = own ? own : last;
    m->own = own == last;
    for (size_t i = 0; strange[i]; i++) {
        add_column(m, 1 + last->column_count + i, strange[i],
                   *strange[i] ? strange[i] : "No column", "Not in the form");
    }
    free(strange);
}

/* The columns of its goal, and the same column of other goals; of a row of a form likewise. */
static void add_targets(struct moving *m)
{
    const struct facts *facts = m->facts;
    size_t count;
    const struct record *const *goals =
        m->form ? grid_rows(facts->session, facts->table, m->form, &count)
                : table_goals(facts->session, facts->table, &count);
    if (m->form) {
        m->own = true;
        add_columns_of(m, m->form);
    } else if (m->goal) {
        add_columns(m);
    }
    for (size_t i = 0; i < count; i++) {
        if (goals[i] != m->goal) {
            add_target(m, "", row_words(goals[i]), m->row_word, goals[i], m->column);
        }
    }
}

/* What the goals of a table are called: the template's first grid says. */
static const char *goal_word(const struct facts *facts)
{
    const struct template *form = table_template(facts->session, facts->table);
    return template_calls(form, form->grids[0].goals.singular);
}

/* @columns  it can go to one: of itself a goal, or what goes to one, has none */
static struct list_view *list_to_put(const char *verb, const char *text, const char *row,
                                     bool columns)
{
    bool narrow = window_is_narrow() && !screen_is_heard();
    struct str title = str_of("%s ", verb);
    text_quote(&title, text, narrow ? 10 : 24);
    str_addf(&title,
             !columns            ? " to a %s"
             : screen_is_heard() ? " to a column or %s"
             : narrow            ? ": number or %s"
                                 : " to a column (number) or %s (words)",
             row);
    struct list_view *list = list_new(title.bytes, false);
    list->by_number = true;
    str_finish(&title);
    return list;
}

struct list_view *list_of_move(const struct facts *facts, const struct record *note)
{
    const struct template *form = table_template(facts->session, facts->table);
    const struct grid *grid =
        entry_is_aside(note) ? template_grid(form, row_grid(note)) : NULL;
    const char *row =
        grid ? template_calls(form, grid->goals.singular) : goal_word(facts);
    struct moving m = {.list = list_to_put("Move", row_words(note), row, true),
                       .facts = facts,
                       .form = grid,
                       .row_word = row,
                       .intent = {.kind = INTENT_MOVE_NOTE, .record = note},
                       .goal = record_parent(note),
                       .column = record_column(note)};
    add_targets(&m);
    size_t tables;
    session_tables(facts->session, &tables);
    if (tables > 1 && !grid) {
        struct item *item = list_add(m.list, "0", "Another table", "of this file");
        item->intent = (struct intent){.kind = INTENT_OPEN_ELSEWHERE, .record = note};
    }
    if (m.list->count == 0) {
        view_list_ops.free(m.list);
        return NULL;
    }
    return m.list;
}

struct list_view *list_of_move_row(const struct facts *facts, const struct grid *grid,
                                   const struct record *row)
{
    size_t count;
    struct str title = STR_EMPTY;
    const struct record *const *rows =
        grid_rows(facts->session, facts->table, grid, &count);
    if (count < 2 || grid->column_count == 0) {
        return NULL;
    }
    str_add(&title, "Make ");
    text_quote(&title, row_words(row), 24);
    str_addf(&title, " an entry of which %s? Type part of it",
             template_calls(table_template(facts->session, facts->table),
                            grid->goals.singular));
    struct moving m = {.list = list_new(title.bytes, false),
                       .facts = facts,
                       .intent = {.kind = INTENT_MOVE_NOTE, .record = row}};
    for (size_t i = 0; i < count * grid->column_count; i++) {
        const struct record *to = rows[i / grid->column_count];
        const struct column *column = &grid->columns[i % grid->column_count];
        if (to != row) {
            add_target(&m, "", row_words(to), column->title, to, column->id);
        }
    }
    str_finish(&title);
    return m.list;
}

static void add_goals_of(struct moving *m, const struct record *table)
{
    size_t count;
    struct str name = STR_EMPTY;
    const struct record *const *goals = table_goals(m->facts->session, table, &count);
    history_name_table(table, &name);
    for (size_t i = 0; i < count; i++) {
        add_target(m, "", row_words(goals[i]), str_text(&name), goals[i], m->column);
    }
    str_finish(&name);
}

struct list_view *list_of_elsewhere(const struct facts *facts, const struct record *note)
{
    size_t count;
    const struct record *const *tables = session_tables(facts->session, &count);
    struct moving m = {
        .list = list_new("To a goal of which table? Type part of either", false),
        .facts = facts,
        .intent = {.kind = INTENT_MOVE_NOTE, .record = note},
        .column = record_column(note)};
    for (size_t i = 0; i < count; i++) {
        if (tables[i] != facts->table) {
            add_goals_of(&m, tables[i]);
        }
    }
    if (m.list->count == 0) {
        view_list_ops.free(m.list);
        return NULL;
    }
    return m.list;
}

/* The other columns and rows of the form beside the map where it wants to go. */
static void add_its_form(struct moving m, const struct template *form,
                         const struct offer *offer)
{
    m.form = template_grid(form, row_grid(offer->goal));
    if (m.form) {
        m.goal = offer->goal;
        m.column = offer->column;
        m.row_word = template_calls(form, m.form->goals.singular);
        add_targets(&m);
    }
}

/* What is to be a goal can be a note of the first column. */
struct list_view *list_of_places(const struct facts *facts, const struct offer *offer)
{
    const struct template *form = table_template(facts->session, facts->table);
    bool aside = offer->goal && entry_is_aside(offer->goal);
    bool placed = offer->goal && !aside;
    const char *row = goal_word(facts);
    struct moving m = {.list = list_to_put("Take", offer->text, row, offer->goal),
                       .facts = facts,
                       .row_word = row,
                       .intent = {.kind = INTENT_TAKE_OFFER, .record = offer->record},
                       .goal = placed ? offer->goal : NULL,
                       .column = placed || (*offer->column && !offer->goal)
                                     ? offer->column
                                     : form->grids[0].columns[0].id};
    if (aside) {
        add_its_form(m, form, offer);
    }
    add_targets(&m);
    if (*offer->column) {
        struct item *item = list_add(m.list, "0", "A goal of its own", "");
        item->intent = m.intent;
    }
    if (m.list->count == 0) {
        view_list_ops.free(m.list);
        return NULL;
    }
    return m.list;
}

struct list_view *list_of_tables(const struct facts *facts)
{
    struct list_view *v = list_new("The tables of this file", false);
    const struct record *where = NULL; /* something waits, at another */
    size_t count, met_count;
    const struct record *const *tables = session_tables(facts->session, &count);
    const struct record **met = tables_met_again(facts->session, &met_count);
    for (size_t i = 0; i < count; i++) {
        struct str label = STR_EMPTY, detail = STR_EMPTY;
        bool here = tables[i] == facts->table;
        bool over = !here && table_is_among(tables[i], met, met_count);
        size_t goals, waiting = offers_at(facts->session, facts->table, tables[i]);
        table_goals(facts->session, tables[i], &goals);
        history_name_table(tables[i], &label);
        str_addf(&detail, "%zu goal%s", goals, plural(goals));
        if (waiting && !facts->seen) { /* of a meeting that is over nobody decides */
            str_addf(&detail, ", %zu %s", waiting,
                     over           ? "left unread"
                     : waiting == 1 ? "waits"
                                    : "wait");
            where = where || here || over ? where : tables[i];
        }
        str_add(&detail, here ? ", shown now" : "");
        struct item *item = list_add(v, "", detail.bytes, label.bytes);
        item->intent = (struct intent){.kind = INTENT_CHOOSE_TABLE, .record = tables[i]};
        str_finish(&label);
        str_finish(&detail);
    }
    free(met);
    if (where && facts->mode == MODE_INBOX) {
        list_select(v, where);
    }
    return v;
}

struct list_view *list_of_tables_to_follow(struct session *session, const char *path)
{
    size_t count;
    const struct record **tables = tables_to_follow(session, &count);
    struct list_view *v = count > 1 ? list_new("Which table meets again?", false) : NULL;
    for (size_t i = 0; v && i < count; i++) {
        struct str label = STR_EMPTY, detail = STR_EMPTY;
        struct commitments promised = {0};
        const struct record *met = commitments_add_last(session, tables[i], &promised);
        str_addf(&detail, "%zu promise%s%s", promised.count, plural(promised.count),
                 met == tables[i] ? "" : " before");
        commitments_add_untaken(session, tables[i], &promised);
        history_name_table(tables[i], &label);
        size_t half = commitments_half_written(&promised), name_bytes = label.len_bytes;
        if (half) {
            str_addf(&label, " (%zu half written)", half);
        }
        struct item *item = list_add(v, "", detail.bytes, label.bytes);
        item->kept_from = half ? name_bytes : 0;
        item->marks_end = label.len_bytes;
        str_clear(&label); /* the id, and behind its end the path */
        str_add(&label, record_id(tables[i]));
        str_add_bytes(&label, "", 1);
        str_add(&label, path);
        item->text = str_take(&label);
        item->intent = (struct intent){.kind = INTENT_FOLLOW_UP,
                                       .field = item->text,
                                       .text = item->text + strlen(item->text) + 1};
        commitments_finish(&promised);
        str_finish(&detail);
    }
    free(tables);
    return v;
}

/* A row of a filter, of so many tables. */
static void add_filter(struct list_view *v, const char *field, const char *text,
                       size_t tables, const struct record *table)
{
    struct str label = STR_EMPTY, name = STR_EMPTY;
    str_addf(&label, "%zu table%s", tables, plural(tables));
    if (table) {
        history_name_table(table, &name);
    } else {
        str_addf(&name, *text ? "%s" : "all of them", text);
    }
    struct item *item = list_add(v, "", table ? "1 table" : label.bytes, name.bytes);
    item->text = memory_copy_text(text);
    item->intent = (struct intent){
        .kind = INTENT_FILTER, .field = field, .text = item->text, .record = table};
    str_finish(&label);
    str_finish(&name);
}

/* A place or date as it was typed, and what it is sorted by. */
struct spelled {
    const char *text;
    char *key;
};

static struct spelled spelled(const char *text, const char *language)
{
    struct str key = STR_EMPTY;
    fold_add_key(text, language, &key);
    return (struct spelled){text, str_take(&key)};
}

static int by_spelling(const void *left, const void *right)
{
    const struct spelled *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    return order ? order : strcmp(a->text, b->text);
}

struct list_view *list_of_filter(const struct facts *facts, const char *field)
{
    size_t count, texts = 0;
    const struct record *const *tables = session_tables(facts->session, &count);
    struct spelled *sorted = memory_get((count + 1) * sizeof *sorted);
    bool by_table = strcmp(field, "table") == 0;
    struct list_view *v = NULL;
    struct str title = str_of("What recurs: only of one %s", field);
    for (size_t i = 0; i < count; i++) {
        const char *text = record_words(tables[i], field);
        if (*text) {
            sorted[texts++] = spelled(text, table_language(facts->session, tables[0]));
        }
    }
    if (texts || by_table) {
        v = list_new(title.bytes, false);
        add_filter(v, field, "", count, NULL);
    }
    for (size_t i = 0; i < count && by_table; i++) {
        add_filter(v, field, "", 1, tables[i]);
    }
    ARRAY_SORT(sorted, texts, by_spelling);
    for (size_t i = 0, run = 1; i < texts && !by_table; i += run, run = 1) {
        while (i + run < texts && strcmp(sorted[i + run].key, sorted[i].key) == 0) {
            run++;
        }
        add_filter(v, field, sorted[i].text, run, NULL);
    }
    for (size_t i = 0; i < texts; i++) {
        free(sorted[i].key);
    }
    free(sorted);
    str_finish(&title);
    return v;
}
