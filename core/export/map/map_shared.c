/* What the tables of a seminar share, and what of that is drawn. */

#include "base/memory.h"
#include "export/map/map_parts.h"
#include "export/map/map_seminar.h"
#include "model/meetings.h"
#include "model/plan.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* How many lines an entry has on the average before the weaker ones are left out, and how
 * many a goal then keeps in each column. */
enum { MOST_LINES_AN_ENTRY = 2, STRONG_IN_COLUMN = 2 };

/* A line that may be drawn. */
struct strong {
    struct map_link *link;
    struct map_item *entry;
    size_t column;
};

/* How the form of the first table that says something there has a column of the map; NULL
 * if it is none, or if nothing is shared in it. */
static const struct column *column_of_map(const struct map_seminar *s,
                                          const struct findings_column *column)
{
    if (!*column->id || !column->shared_count) {
        return NULL;
    }
    const struct record *table = entry_table(column->shared[0]->members[0]);
    const struct template *form = table_template(s->findings.session, table);
    const struct column *found = template_column(form, column->id, NULL);
    return found && found->grid == plan_map(form) ? found : NULL;
}

static void add_column(struct map_seminar *s, const struct findings_column *column,
                       const struct column *form)
{
    size_t from = s->entry_count;
    for (size_t i = 0; i < column->shared_count; i++) {
        ARRAY_ADD(
            s->entries, s->entry_count, s->entry_room,
            (struct map_item){.theme = column->shared[i], .column = s->column_count});
    }
    s->columns[s->column_count++] =
        (struct map_column){.column = column,
                            .called = map_called(form, column->title),
                            .from = from,
                            .to = s->entry_count,
                            .at = (size_t)(form - form->grid->columns)};
}

static void find_columns(struct map_seminar *s, bool plainly)
{
    size_t barriers = SIZE_MAX;
    s->columns = memory_get((s->findings.column_count + 1) * sizeof *s->columns);
    for (size_t i = 0; i < s->findings.column_count; i++) {
        const struct findings_column *column = &s->findings.columns[i];
        const struct column *form = column_of_map(s, column);
        if (form) {
            bool left = strcmp(column->id, plan_barriers) == 0;
            barriers = left ? s->column_count : barriers;
            add_column(s, column, form);
        }
    }
    size_t left = map_left_of_goals(barriers, s->column_count);
    for (size_t i = 0; i < s->column_count; i++) {
        s->columns[i].left = i == left;
        s->columns[i].title =
            plainly ? s->columns[i].column->plain : s->columns[i].column->title;
    }
}

/* Those of several tables, then those of one. */
static void find_goals(struct map_seminar *s)
{
    const struct findings_column *goals = &s->findings.columns[0];
    s->goal_count = goals->shared_count + goals->lone_count;
    s->goals = memory_get((s->goal_count + 1) * sizeof *s->goals);
    for (size_t i = 0; i < s->goal_count; i++) {
        bool shared = i < goals->shared_count;
        s->goals[i].theme =
            shared ? goals->shared[i] : goals->lone[i - goals->shared_count];
        s->goals[i].wanted = shared;
        number_map_set(&s->goal_of, (uintptr_t)s->goals[i].theme, (uint32_t)i + 1);
    }
}

static int by_place(const void *left, const void *right)
{
    const struct map_link *a = left, *b = right;
    if (a->entry != b->entry) {
        return a->entry < b->entry ? -1 : 1;
    }
    if (a->goal != b->goal) {
        return a->goal < b->goal ? -1 : 1;
    }
    return strcmp(record_id(a->table), record_id(b->table));
}

static void collect_links(struct map_seminar *s, size_t entry)
{
    const struct theme *theme = s->entries[entry].theme;
    for (size_t i = 0; i < theme->count; i++) {
        const struct record *note = theme->members[i], *goal = record_parent(note);
        const struct theme *of = goal ? theme_of(&s->findings.themes, goal) : NULL;
        uint32_t number = of ? number_map_find(&s->goal_of, (uintptr_t)of) : 0;
        if (number) {
            ARRAY_ADD(
                s->links, s->link_count, s->link_room,
                (struct map_link){
                    .entry = entry,
                    .goal = number - 1,
                    .tables = 1,
                    .table = table_first_met(s->findings.session, entry_table(note)),
                });
        }
    }
}

/* Each pair once, with how many tables it was said at; who met again is one table. */
static void find_links(struct map_seminar *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->entry_count; i++) {
        collect_links(s, i);
    }
    ARRAY_SORT(s->links, s->link_count, by_place);
    for (size_t i = 0; i < s->link_count; i++) {
        struct map_link *last = kept ? &s->links[kept - 1] : NULL;
        const struct map_link link = s->links[i];
        if (!last || last->entry != link.entry || last->goal != link.goal) {
            s->links[kept++] = link;
        } else if (last->table != link.table) {
            last->tables++;
            last->table = link.table;
        }
    }
    s->link_count = kept;
}

/* Gives each goal its own. */
static void sort_by_goals(struct map_seminar *s)
{
    struct map_link **next = memory_get((s->link_count + 1) * sizeof(struct map_link *));
    s->by_goal = next;
    for (size_t i = 0; i < s->link_count; i++) {
        s->goals[s->links[i].goal].link_count++;
    }
    for (size_t i = 0; i < s->goal_count; i++) {
        s->goals[i].links = next;
        next += s->goals[i].link_count;
        s->goals[i].link_count = 0;
    }
    for (size_t i = 0; i < s->link_count; i++) {
        struct map_item *goal = &s->goals[s->links[i].goal];
        goal->links[goal->link_count++] = &s->links[i];
    }
}

/* A goal of one table is wanted for what it has of others, most for what no goal of several
 * holds. */
static void find_reach(struct map_seminar *s)
{
    for (size_t i = 0; i < s->link_count; i++) {
        const struct map_link *link = &s->links[i];
        s->entries[link->entry].held |= s->goals[link->goal].theme->tables > 1;
    }
    for (size_t i = 0; i < s->link_count; i++) {
        const struct map_item *entry = &s->entries[s->links[i].entry];
        struct map_item *goal = &s->goals[s->links[i].goal];
        goal->reach += entry->held ? 0 : entry->theme->tables;
        goal->holds += entry->theme->tables;
        goal->wanted = true;
    }
}

static int more_first(size_t a, size_t b)
{
    return a > b ? -1 : a < b;
}

static int by_reach(const void *left, const void *right)
{
    const struct map_item *a = *(struct map_item *const *)left,
                          *b = *(struct map_item *const *)right;
    int order = more_first(a->theme->tables > 1, b->theme->tables > 1);
    if (!order && a->theme->tables == 1) {
        order = more_first(a->reach, b->reach);
        order = order ? order : more_first(a->holds, b->holds);
    }
    return order ? order : a < b ? -1 : a > b; /* as the findings have them */
}

static void find_wanted(struct map_seminar *s)
{
    s->wanted = memory_get((s->goal_count + 1) * sizeof(struct map_item *));
    for (size_t i = 0; i < s->goal_count; i++) {
        if (s->goals[i].wanted) {
            s->wanted[s->wanted_count++] = &s->goals[i];
        }
    }
    ARRAY_SORT(s->wanted, s->wanted_count, by_reach);
}

void map_seminar_find(struct session *session, const struct export_options *options,
                      struct map_seminar *out)
{
    *out = (struct map_seminar){.own_maps = options->audience != FOR_POLITICIANS};
    findings_find(session, NULL, &out->findings);
    if (export_only_words(options)) {
        findings_leave_votes_out(&out->findings);
    }
    find_goals(out);
    find_columns(out, export_plainly(options));
    find_links(out);
    sort_by_goals(out);
    find_reach(out);
    find_wanted(out);
}

void map_seminar_finish(struct map_seminar *s)
{
    free(s->goals);
    free(s->entries);
    free(s->wanted);
    free(s->columns);
    free(s->links);
    free(s->by_goal);
    number_map_finish(&s->goal_of);
    findings_finish(&s->findings);
    *s = (struct map_seminar){0};
}

static void forget(struct map_item *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        items[i].drawn = false;
        items[i].seen = SIZE_MAX;
        items[i].node = SIZE_MAX;
        items[i].strongest = NULL;
    }
}

/* Links go by entries, and these by how many said them: a goal's first one in a column is
 * the one that most tables said. */
static void choose_firsts(struct map_seminar *s, size_t *chosen, size_t most)
{
    for (size_t i = 0; i < s->link_count; i++) {
        struct map_item *entry = &s->entries[s->links[i].entry];
        struct map_item *goal = &s->goals[s->links[i].goal];
        if (goal->drawn && goal->seen != entry->column && chosen[entry->column] < most) {
            goal->seen = entry->column;
            chosen[entry->column] += !entry->drawn;
            entry->drawn = true;
        }
        entry->wanted |= goal->drawn;
    }
}

/* A goal of one table that nothing was drawn for says nothing of others. */
static void leave_bare_goals_out(struct map_seminar *s)
{
    for (size_t i = 0; i < s->wanted_count; i++) {
        struct map_item *goal = s->wanted[i];
        bool bare = goal->theme->tables == 1;
        for (size_t n = 0; n < goal->link_count && bare; n++) {
            bare = !s->entries[goal->links[n]->entry].drawn;
        }
        goal->drawn = goal->drawn && !bare;
    }
}

/* Goal by goal, column by column, what most tables said first. */
static int by_strength(const void *left, const void *right)
{
    const struct strong *a = left, *b = right;
    if (a->link->goal != b->link->goal) {
        return a->link->goal < b->link->goal ? -1 : 1;
    }
    if (a->column != b->column) {
        return a->column < b->column ? -1 : 1;
    }
    if (a->link->tables != b->link->tables) {
        return a->link->tables > b->link->tables ? -1 : 1;
    }
    return a->link < b->link ? -1 : a->link > b->link;
}

/* The two of each goal in each column, and the one of each entry, that most tables said. */
static size_t keep_strong(struct strong *all, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0, same = 0; i < count; i++) {
        same = i && all[i].link->goal == all[i - 1].link->goal &&
                       all[i].column == all[i - 1].column
                   ? same + 1
                   : 0;
        struct map_link **best = &all[i].entry->strongest;
        *best = !*best || all[i].link->tables > (*best)->tables ? all[i].link : *best;
        all[i].link->drawn = same < STRONG_IN_COLUMN;
    }
    for (size_t i = 0; i < count; i++) {
        all[i].link->drawn |= all[i].entry->strongest == all[i].link;
        kept += all[i].link->drawn;
    }
    return kept;
}

/* Returns how many are not drawn between what is. */
static size_t choose_links(struct map_seminar *s, bool all_of_them)
{
    size_t count = 0, entries = 0, kept;
    struct strong *all = memory_get((s->link_count + 1) * sizeof *all);
    for (size_t i = 0; i < s->entry_count; i++) {
        entries += s->entries[i].drawn;
    }
    for (size_t i = 0; i < s->link_count; i++) {
        struct map_link *link = &s->links[i];
        struct map_item *entry = &s->entries[link->entry];
        link->drawn = entry->drawn && s->goals[link->goal].drawn;
        if (link->drawn) {
            all[count++] = (struct strong){link, entry, entry->column};
        }
    }
    kept = count;
    if (!all_of_them && count > MOST_LINES_AN_ENTRY * entries) {
        ARRAY_SORT(all, count, by_strength);
        kept = keep_strong(all, count);
    }
    free(all);
    return count - kept;
}

size_t map_seminar_choose(struct map_seminar *s, size_t goals, size_t in_column)
{
    size_t *chosen = memory_get((s->column_count + 1) * sizeof *chosen);
    forget(s->goals, s->goal_count);
    forget(s->entries, s->entry_count);
    for (size_t i = 0; i < s->wanted_count && i < goals; i++) {
        s->wanted[i]->drawn = true;
    }
    for (size_t i = 0; i < s->entry_count; i++) {
        s->entries[i].wanted = false;
    }
    choose_firsts(s, chosen, in_column);
    for (size_t i = 0; i < s->entry_count; i++) {
        struct map_item *entry = &s->entries[i];
        if (entry->wanted && !entry->drawn && chosen[entry->column] < in_column) {
            chosen[entry->column]++;
            entry->drawn = true;
        }
    }
    leave_bare_goals_out(s);
    free(chosen);
    return choose_links(s, in_column == SIZE_MAX);
}
