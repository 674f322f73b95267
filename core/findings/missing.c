/* What a table has not thought of yet. */

#include "findings/missing_inside.h"

#include "base/hash.h"
#include "base/hashes.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "model/plan.h"
#include "model/rows.h"

#include <stdlib.h>
#include <string.h>

void missing_add(struct look *l, struct missing what, struct str *sentence)
{
    struct missing_list *list = l->list;
    what.sentence = arena_copy_text(&list->arena, str_text(sentence));
    what.at = list->count;
    ARRAY_ADD(list->items, list->count, list->room, what);
    str_finish(sentence);
}

static void add(struct look *l, enum missing_kind kind, struct str *sentence,
                const struct record *record, const char *column,
                struct missing_facts facts)
{
    struct missing what = {
        .kind = kind, .record = record, .column = column, .facts = facts};
    missing_add(l, what, sentence);
}

void missing_quote(const struct record *record, struct str *out)
{
    enum { MOST_GRAPHEMES = 60 };
    const char *words = row_words(record);
    text_quote(out, words + strspn(words, " \t\r\n"), MOST_GRAPHEMES);
}

const char *missing_kept(struct look *l, const struct record *record)
{
    struct str words = STR_EMPTY;
    missing_quote(record, &words);
    const char *kept = arena_copy_text(&l->list->arena, str_text(&words));
    str_finish(&words);
    return kept;
}

/* "‘Less isolation’" and the like of the sentence that says it of a goal alone. */
static struct missing_facts of_goal(struct look *l, enum missing_sentence says,
                                    const struct record *goal, const char *names)
{
    return (struct missing_facts){.says = says,
                                  .goal = missing_kept(l, goal),
                                  .names = names ? arena_copy_text(&l->list->arena, names)
                                                 : NULL};
}

void missing_add_noun(const struct look *l, const struct column *column, size_t count,
                      struct str *out)
{
    const char *what = template_calls(l->form, column->singular);
    size_t len = strlen(what);
    bool y = len && what[len - 1] == 'y';
    str_add_bytes(out, what, len - (y && count != 1));
    str_add(out, count == 1 ? "" : y ? "ies" : "s");
}

/* "‘Less isolation’ has no barrier, no stakeholder and no social moment yet." */
static void find_entries(struct look *l, const struct record *goal)
{
    const struct column *lacks = NULL, *first = NULL;
    struct str said = STR_EMPTY, titles = STR_EMPTY;
    size_t lacking = 0, told = 0, count;
    for (size_t i = 0; i < l->map->column_count; i++) {
        goal_notes(l->session, goal, l->map->columns[i].id, &count);
        lacking += count == 0;
    }
    missing_quote(goal, &said);
    str_add(&said, " has ");
    for (size_t i = 0; i < l->map->column_count; i++) {
        lacks = &l->map->columns[i];
        goal_notes(l->session, goal, lacks->id, &count);
        if (count == 0) {
            first = first ? first : lacks;
            str_add(&said, !told ? "" : told + 1 == lacking ? " and " : ", ");
            str_add(&said, "no ");
            missing_add_entry(l->form, lacks, &said);
            str_addf(&titles, "%s‘%s’", told ? ", " : "", lacks->title);
            told++;
        }
    }
    str_add(&said, " yet.");
    if (first) {
        add(l, MISSING_ENTRIES, &said, goal, first->id,
            of_goal(l, MISSING_SAYS_NO_ENTRY, goal, titles.bytes));
    }
    str_finish(&said);
    str_finish(&titles);
}

/* Whether anything stands in the map for a goal. */
static bool is_mapped(const struct look *l, const struct record *goal)
{
    size_t all = 0, count;
    for (size_t i = 0; i < l->map->column_count; i++) {
        goal_notes(l->session, goal, l->map->columns[i].id, &count);
        all += count;
    }
    return all > 0;
}

size_t missing_each_action(struct look *l, const struct record *goal,
                           void (*with)(struct look *l, const struct record *action,
                                        const struct column *column, void *context),
                           void *context)
{
    size_t all = 0;
    for (size_t g = 0; g < l->form->grid_count; g++) {
        const struct grid *grid = &l->form->grids[g];
        for (size_t c = 0; grid->use == GRID_PLAN && c < grid->column_count; c++) {
            size_t count;
            const struct record *const *notes =
                goal_notes(l->session, goal, grid->columns[c].id, &count);
            for (size_t i = 0; i < count && with; i++) {
                with(l, notes[i], &grid->columns[c], context);
            }
            all += count;
        }
    }
    return all;
}

/* Another goal has actions, this one has none; that leaves its barriers as they are,
 * but for those that an action of another goal was said to answer. */
static void find_actions(struct look *l, const struct record *goal)
{
    struct str said = STR_EMPTY;
    const struct column *column = template_column(l->form, plan_barriers, NULL);
    size_t count, left = 0;
    const struct record *const *barriers =
        goal_notes(l->session, goal, plan_barriers, &count);
    for (size_t i = 0; i < count; i++) {
        left += !plan_answer(l->session, barriers[i]);
    }
    if (count && !left) {
        return;
    }
    missing_quote(goal, &said);
    str_add(&said, " has no action yet");
    if (column && left) {
        str_addf(&said, left == 1 ? " for its one " : " for its %zu ", left);
        missing_add_noun(l, column, left, &said);
    }
    str_add(&said, ".");
    add(l, MISSING_ACTIONS, &said, goal, plan_first(l->form)->columns[0].id,
        of_goal(l, MISSING_SAYS_NO_ACTION, goal, NULL));
}

/* What the actions of a goal are like. */
struct kinds {
    const struct record *first_made;
    size_t actions, for_organisations, marked, made;
};

static void count_action(struct look *l, const struct record *action,
                         const struct column *column, void *context)
{
    struct kinds *kinds = context;
    (void)l;
    kinds->actions++;
    kinds->for_organisations += strcmp(column->id, "organisations") == 0;
    for (size_t i = 0; i < column->mark_count; i++) {
        const struct mark *mark = column->marks[i];
        const char *chosen = record_words(action, mark->id);
        if (strcmp(mark->id, "spread") == 0 && mark_choice(mark, chosen)) {
            bool made = strcmp(chosen, "make") == 0;
            kinds->first_made = made && !kinds->made ? action : kinds->first_made;
            kinds->marked++;
            kinds->made += made;
        }
    }
}

static void find_one_sided(struct look *l, const struct record *goal)
{
    struct kinds kinds = {0};
    struct str said = STR_EMPTY;
    const struct column *groups = template_column(l->form, "groups", NULL);
    const struct column *individuals = template_column(l->form, "individuals", NULL);
    missing_each_action(l, goal, count_action, &kinds);
    const struct column *organisations = template_column(l->form, "organisations", NULL);
    if (groups && individuals && kinds.for_organisations == kinds.actions) {
        str_add(&said, "The plan for ");
        missing_quote(goal, &said);
        str_addf(&said,
                 " has actions under ‘%s’ only: what could groups or individuals do?",
                 organisations->short_title);
        add(l, MISSING_LEVELS, &said, goal, groups->id,
            of_goal(l, MISSING_SAYS_ONE_LEVEL, goal, organisations->short_title));
    }
    said = STR_EMPTY;
    /* Of one action alone nothing follows. */
    if (kinds.made > 1 && kinds.made == kinds.marked) {
        str_addf(&said, "Every %saction for ",
                 kinds.marked < kinds.actions ? "marked " : "");
        missing_quote(goal, &said);
        str_add(&said,
                " is to be made to happen: what could be let or helped to happen?");
        add(l, MISSING_WAYS, &said, kinds.first_made, NULL,
            of_goal(l, MISSING_SAYS_ONE_WAY, goal, NULL));
    }
}

static void look_at_goal(struct look *l, const struct record *goal)
{
    /* Whoever makes a plan alone is not asked for a map. */
    if (l->mapped || !missing_each_action(l, goal, NULL, NULL)) {
        find_entries(l, goal);
    }
    if (!l->actions) {
        return;
    }
    missing_find_owners(l, goal);
    if (missing_each_action(l, goal, NULL, NULL)) {
        missing_find_answers(l, goal);
        missing_find_names(l, goal);
        missing_find_takers(l, goal);
        find_one_sided(l, goal);
    } else {
        find_actions(l, goal);
    }
}

static void take_first(struct look *l, const struct record *action,
                       const struct column *column, void *context)
{
    const struct record **first = context;
    (void)l;
    (void)column;
    *first = *first ? *first : action;
}

static const struct record *first_action(struct look *l,
                                         const struct record *const *goals, size_t count)
{
    const struct record *first = NULL;
    for (size_t i = 0; i < count && !first; i++) {
        missing_each_action(l, goals[i], take_first, &first);
    }
    return first;
}

static void look_at_table(struct look *l, const struct record *const *goals, size_t count)
{
    struct str said = STR_EMPTY;
    const struct grid *plan = plan_first(l->form);
    bool asks_vision = false;
    for (size_t i = 0; i < l->form->grid_count; i++) {
        asks_vision = asks_vision || *l->form->grids[i].vision;
    }
    if (!count) {
        str_add(&said, "There is no goal yet.");
        add(l, MISSING_GOALS, &said, l->table, NULL,
            (struct missing_facts){.says = MISSING_SAYS_NO_GOAL});
    } else if (plan && plan->column_count && !l->actions) {
        str_add(&said, "There are no actions yet.");
        add(l, MISSING_PLAN, &said, goals[0], plan->columns[0].id,
            (struct missing_facts){.says = MISSING_SAYS_NO_PLAN});
    } else if (asks_vision && l->actions && !*record_words(l->table, "vision")) {
        str_add(&said, "There are actions, but no vision yet of what they are for.");
        add(l, MISSING_VISION, &said, l->table, NULL,
            (struct missing_facts){.says = MISSING_SAYS_NO_VISION});
    }
    if (l->actions && !l->taken) {
        said = STR_EMPTY;
        str_addf(&said,
                 l->actions == 1 ? "Nobody has taken on the one action yet."
                                 : "Nobody has taken on any of the %zu actions yet.",
                 l->actions);
        add(l, MISSING_TAKERS, &said, first_action(l, goals, count), NULL,
            (struct missing_facts){.says = MISSING_SAYS_NONE_TAKEN, .count = l->actions});
    }
}

/* The weightiest first; see missing.h. */
static int by_weight(const void *left, const void *right)
{
    const struct missing *a = left, *b = right;
    return a->kind != b->kind     ? (a->kind < b->kind ? -1 : 1)
           : a->votes != b->votes ? (a->votes > b->votes ? -1 : 1)
           : a->at != b->at       ? (a->at < b->at ? -1 : 1)
                                  : 0;
}

/* Several entries may say the same: one sentence tells of them, the weightiest, which is first. */
static void keep_different(struct missing_list *list)
{
    struct hash_set told = {0};
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct missing *item = &list->items[i];
        uint64_t hash = hash_add_text_here(HASH_START, item->sentence);
        hash = hash_end(hash_add_text_here(hash, row_words(item->record)));
        if (hash_set_add(&told, hash ? hash : 1)) {
            list->items[kept++] = *item;
        }
    }
    list->count = kept;
    hash_set_finish(&told);
}

void missing_find(struct session *session, const struct record *table,
                  struct missing_list *out)
{
    struct look l = {.session = session,
                     .table = table,
                     .form = table_template(session, table),
                     .language = table_language(session, table),
                     .list = out,
                     .named = MENTIONS_EMPTY,
                     .about = MENTIONS_EMPTY};
    size_t count;
    const struct record *const *goals = table_goals(session, table, &count);
    *out = (struct missing_list){.arena = ARENA_EMPTY};
    l.map = plan_map(l.form);
    for (size_t i = 0; i < count && !l.mapped; i++) {
        l.mapped = is_mapped(&l, goals[i]);
    }
    missing_read_plan(&l, goals, count);
    for (size_t i = 0; i < count; i++) {
        look_at_goal(&l, goals[i]);
    }
    missing_find_left(&l);
    look_at_table(&l, goals, count);
    ARRAY_SORT(out->items, out->count, by_weight);
    keep_different(out);
    mentions_finish(&l.named);
    mentions_finish(&l.about);
    guesses_finish(&l.guesses);
}

void missing_finish(struct missing_list *list)
{
    free(list->items);
    arena_finish(&list->arena);
    *list = (struct missing_list){.arena = ARENA_EMPTY};
}
