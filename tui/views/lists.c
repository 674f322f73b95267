/* The lists that the app opens: what stands in them, and what choosing intends. */

#include "views/lists.h"

#include "base/fold.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "model/history.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "views/day_words.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

/* What a beginner wants, in this order; each group goes up to the next in the enum. */
static const struct {
    enum action first;
    const char *heading;
} groups[] = {
    {ACT_ADD, "Write"},
    {ACT_NEXT_STAGE, "The day"},
    {ACT_OTHER_GRID, "Plan"},
    {ACT_SEARCH, "Find"},
    {ACT_UP, "Move about"},
    {ACT_EXPORT, "This session"},
    {ACT_PALETTE, "roundtable itself"},
};

static const char *heading_of(enum action action)
{
    const char *heading = NULL;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        heading = action >= groups[i].first ? groups[i].heading : heading;
    }
    return heading;
}

struct list_view *list_of_palette(enum mode mode)
{
    struct list_view *v = list_new("All keys: type to search, Enter runs", false);
    const char *heading = NULL;
    v->ranked = true;
    for (int i = ACT_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action_row *row = action_row((enum action)i);
        if (row->modes & mode) {
            const char *own = heading_of((enum action)i);
            if (own && own != heading && mode == MODE_GRID) {
                list_add_heading(v, own);
            }
            heading = own;
            struct str keys = STR_EMPTY;
            action_keys_for_people((enum action)i, &keys);
            struct item *item = list_add(v, str_text(&keys), row->label, row->help);
            item->also = row->also;
            item->intent = (struct intent){.kind = INTENT_RUN, .action = (enum action)i};
            str_finish(&keys);
        }
    }
    return v;
}

/* Adds a cell to move the note to, behind what stands there. */
static void add_target(struct list_view *v, const struct facts *facts, const char *key,
                       const char *label, const char *detail, const struct record *note,
                       const struct record *goal, const char *column)
{
    struct item *item = list_add(v, key, label, detail);
    item->text = memory_copy_text(column);
    item->intent = (struct intent){.kind = INTENT_MOVE_NOTE,
                                   .record = note,
                                   .goal = goal,
                                   .column = item->text,
                                   .after = goal_last_note(facts->session, goal, column)};
}

/* Adds a column of a grid to move the note to, unless it stands there: by the number of
 * its heading in the note's own grid, else by the next capital letter. */
static void add_column(struct list_view *v, const struct facts *facts,
                       const struct record *note, bool own, size_t at, char *capital,
                       const char *const names[3])
{
    const char *id = names[0], *title = names[1], *grid = names[2];
    char number[2] = {(char)('2' + at), '\0'}, letter[2] = {*capital, '\0'};
    own = own && at < 8;
    if (strcmp(id, record_column(note)) != 0) {
        add_target(v, facts, own ? number : letter, title, grid, note,
                   record_parent(note), id);
    }
    *capital = (char)(*capital + (!own && *capital < 'Z'));
}

/* Those of every grid; behind the last, as on the screen, those that the form lacks. */
static void add_columns(struct list_view *v, const struct facts *facts,
                        const struct record *note)
{
    const struct template *form = table_template(facts->session, facts->table);
    const struct grid *last = &form->grids[form->grid_count - 1], *own = last;
    const char **strange = table_strange_columns(facts->session, facts->table);
    char capital = 'A';
    template_column(form, record_column(note), &own);
    for (size_t i = 0; i < form->grid_count; i++) {
        const struct grid *grid = &form->grids[i];
        for (size_t j = 0; j < grid->column_count; j++) {
            add_column(v, facts, note, grid == own, j, &capital,
                       (const char *[]){grid->columns[j].id, grid->columns[j].title,
                                        grid->title});
        }
    }
    for (size_t i = 0; strange[i]; i++) {
        add_column(v, facts, note, own == last, last->column_count + i, &capital,
                   (const char *[]){strange[i], *strange[i] ? strange[i] : "No column",
                                    "Not in the form"});
    }
    free(strange);
}

struct list_view *list_of_move(const struct facts *facts, const struct record *note)
{
    struct str title = str_of("Move ");
    text_quote(&title, record_words(note, "text"), 24);
    str_add(&title, " to a column (number) or goal (letter)");
    struct list_view *v = list_new(title.bytes, true);
    size_t count;
    const struct record *const *goals = table_goals(facts->session, facts->table, &count);
    char key[2] = {'a', '\0'};
    str_finish(&title);
    add_columns(v, facts, note);
    for (size_t i = 0; i < count; i++) {
        if (goals[i] != record_parent(note)) {
            add_target(v, facts, key[0] <= 'z' ? key : "", record_words(goals[i], "text"),
                       "goal", note, goals[i], record_column(note));
            key[0] += key[0] <= 'z';
        }
    }
    return v;
}

struct list_view *list_of_tables(const struct facts *facts)
{
    struct list_view *v = list_new("The tables of this file", false);
    size_t count;
    const struct record *const *tables = session_tables(facts->session, &count);
    for (size_t i = 0; i < count; i++) {
        struct str label = STR_EMPTY, detail = STR_EMPTY;
        size_t goals;
        table_goals(facts->session, tables[i], &goals);
        history_name_table(tables[i], &label);
        str_addf(&detail, "%zu goal%s%s", goals, plural(goals),
                 tables[i] == facts->table ? ", on the screen now" : "");
        struct item *item = list_add(v, "", detail.bytes, label.bytes);
        item->intent = (struct intent){.kind = INTENT_CHOOSE_TABLE, .record = tables[i]};
        str_finish(&label);
        str_finish(&detail);
    }
    return v;
}

/* "now: Mapping the system · 45 min", "Lunch · 45 min · would start 13:11" */
static void describe_stage(const struct day *day, size_t index, struct str *out)
{
    const struct stage *stage = &day->form->stages[index];
    str_addf(out, "%s%s", stage == day->stage ? "now: " : "", stage->title);
    if (stage->minutes) {
        str_addf(out, "%s%d min", screen_dot(), stage->minutes);
    }
    if (day_behind_minutes(day) && day_expected_ms(day, index) != DAY_UNKNOWN) {
        str_addf(out, "%s%s", screen_dot(), "would start ");
        clock_say(day_expected_ms(day, index), CLOCK_FULL, out);
    }
}

struct list_view *list_of_day(const struct facts *facts)
{
    const struct day *day = &facts->day;
    struct list_view *v = list_new("The day: Enter goes to a stage", false);
    struct str plan = STR_EMPTY;
    day_say_plan(day, &plan);
    v->label_cols = 5;
    for (size_t i = 0; i < day->form->stage_count; i++) {
        struct str time = STR_EMPTY, about = STR_EMPTY;
        if (day_planned_ms(day, i) != DAY_UNKNOWN) {
            clock_say(day_planned_ms(day, i), CLOCK_FULL, &time);
        } else {
            str_addf(&time, "%zu", i + 1);
        }
        describe_stage(day, i, &about);
        struct item *item = list_add(v, "", str_text(&time), about.bytes);
        item->full = plan.len_bytes ? memory_copy_text(plan.bytes) : NULL;
        item->intent =
            (struct intent){.kind = INTENT_STAGE, .text = day->form->stages[i].id};
        str_finish(&time);
        str_finish(&about);
    }
    v->selected = day->stage ? day->index : 0;
    str_finish(&plan);
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
            sorted[texts++] =
                spelled(text, table_template(facts->session, tables[0])->language);
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
