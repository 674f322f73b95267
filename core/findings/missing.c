/* What a table has not thought of yet. */

#include "findings/missing.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "findings/mentions.h"
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

/* A table that is looked through. */
struct look {
    struct session *session;
    const struct record *table;
    const struct template *form;
    const struct grid *map;
    struct missing_list *list;
    struct mentions named; /* stakeholders, by all actions of the table */
    size_t actions;        /* in the whole table */
    bool mapped;           /* some goal has entries in the map */
};

static void add(struct look *l, enum missing_kind kind, struct str *sentence,
                const struct record *record, const char *column)
{
    struct missing_list *list = l->list;
    ARRAY_ADD(list->items, list->count, list->room,
              (struct missing){kind, arena_copy_text(&list->arena, str_text(sentence)),
                               record, column});
    str_finish(sentence);
}

/* As many words as can be said in a breath. */
static void quote(const struct record *record, struct str *out)
{
    enum { MOST_GRAPHEMES = 60 };
    const char *words = record_words(record, "text");
    text_quote(out, words + strspn(words, " \t\r\n"), MOST_GRAPHEMES);
}

/* Adds "barrier" or "barriers". */
static void add_noun(const struct column *column, size_t count, struct str *out)
{
    size_t len = strlen(column->singular);
    bool y = len && column->singular[len - 1] == 'y';
    str_add_bytes(out, column->singular, len - (y && count != 1));
    str_add(out, count == 1 ? "" : y ? "ies" : "s");
}

/* "‘Less isolation’ has no barrier, no stakeholder and no social moment yet." */
static void find_entries(struct look *l, const struct record *goal)
{
    const struct column *lacks = NULL, *first = NULL;
    struct str said = STR_EMPTY;
    size_t lacking = 0, told = 0, count;
    for (size_t i = 0; i < l->map->column_count; i++) {
        goal_notes(l->session, goal, l->map->columns[i].id, &count);
        lacking += count == 0;
    }
    quote(goal, &said);
    str_add(&said, " has ");
    for (size_t i = 0; i < l->map->column_count; i++) {
        lacks = &l->map->columns[i];
        goal_notes(l->session, goal, lacks->id, &count);
        if (count == 0) {
            first = first ? first : lacks;
            str_add(&said, !told ? "" : told + 1 == lacking ? " and " : ", ");
            str_add(&said, "no ");
            missing_add_entry(lacks, &said);
            told++;
        }
    }
    str_add(&said, " yet.");
    if (first) {
        add(l, MISSING_ENTRIES, &said, goal, first->id);
    }
    str_finish(&said);
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

/* Adds "the stakeholders ‘GPs’, ‘Carers’ or 3 more of ‘Less isolation’". */
static void quote_some(const struct record *goal, const struct column *column,
                       const struct record **notes, size_t count, struct str *out)
{
    enum { MOST_QUOTED = 3 };
    size_t quoted = count <= MOST_QUOTED ? count : MOST_QUOTED - 1;
    str_add(out, "the ");
    add_noun(column, count, out);
    str_add(out, " ");
    for (size_t i = 0; i < quoted; i++) {
        str_add(out, !i ? "" : i + 1 == count ? " or " : ", ");
        quote(notes[i], out);
    }
    if (quoted < count) {
        str_addf(out, " or %zu more", count - quoted);
    }
    str_add(out, " of ");
    quote(goal, out);
}

/* Whether a note of the map lacks what is asked after. */
typedef bool lacks_it(const struct look *l, const struct record *note);

static bool has_no_owner(const struct look *l, const struct record *note)
{
    (void)l;
    return !*record_words(note, "who");
}

static bool is_not_named(const struct look *l, const struct record *note)
{
    return *record_words(note, "text") && !mentions_named(&l->named, note);
}

/* One sentence for all notes of a cell that lack something; it goes to the first. */
static void find_some(struct look *l, const struct record *goal, const char *id,
                      lacks_it *lacks, enum missing_kind kind, const char *begins)
{
    const struct column *column = template_column(l->form, id, NULL);
    struct str said = STR_EMPTY;
    size_t count, found = 0;
    const struct record *const *notes = goal_notes(l->session, goal, id, &count);
    const struct record **some = memory_get((count + 1) * sizeof *some);
    for (size_t i = 0; column && i < count; i++) {
        if (lacks(l, notes[i])) {
            some[found++] = notes[i];
        }
    }
    if (found) {
        str_add(&said, begins);
        quote_some(goal, column, some, found, &said);
        str_add(&said, " yet.");
        add(l, kind, &said, some[0], NULL);
    }
    free(some);
}

/* Calls with every action of a goal; returns how many there are. */
static size_t each_action(struct look *l, const struct record *goal,
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

static void read_action(struct look *l, const struct record *action,
                        const struct column *column, void *context)
{
    (void)column;
    mentions_read(context, record_words(action, "text"), l->form->language);
}

/* One sentence a barrier, since each wants an answer of its own. */
static void find_answers(struct look *l, const struct record *goal)
{
    struct mentions about = MENTIONS_EMPTY;
    const struct column *column = template_column(l->form, plan_barriers, NULL);
    size_t count;
    const struct record *const *barriers =
        goal_notes(l->session, goal, plan_barriers, &count);
    for (size_t i = 0; i < count; i++) {
        mentions_look_for_words(&about, barriers[i], record_words(barriers[i], "text"),
                                l->form->language);
    }
    each_action(l, goal, read_action, &about);
    for (size_t i = 0; column && i < count; i++) {
        if (!plan_answer(l->session, barriers[i]) &&
            !mentions_named(&about, barriers[i])) {
            struct str said = str_of("The ");
            add_noun(column, 1, &said);
            str_add(&said, " ");
            quote(barriers[i], &said);
            str_add(&said, " of ");
            quote(goal, &said);
            str_add(&said, " is not answered by any action yet.");
            add(l, MISSING_ANSWER, &said, barriers[i], NULL);
        }
    }
    mentions_finish(&about);
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
    if (column && left) {
        str_add(&said, "No action answers the ");
        str_addf(&said, left == 1 ? "one " : "%zu ", left);
        add_noun(column, left, &said);
        str_add(&said, " of ");
    } else {
        str_add(&said, "There is no action for ");
    }
    quote(goal, &said);
    str_add(&said, " yet.");
    add(l, MISSING_ACTIONS, &said, goal, plan_first(l->form)->columns[0].id);
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
    each_action(l, goal, count_action, &kinds);
    if (groups && individuals && kinds.for_organisations == kinds.actions) {
        str_add(&said, "The plan for ");
        quote(goal, &said);
        str_add(&said, " is for organisations only: nothing for groups or individuals.");
        add(l, MISSING_LEVELS, &said, goal, groups->id);
    }
    said = STR_EMPTY;
    /* Of one action alone nothing follows. */
    if (kinds.made > 1 && kinds.made == kinds.marked) {
        str_addf(&said, "Every %saction for ",
                 kinds.marked < kinds.actions ? "marked " : "");
        quote(goal, &said);
        str_add(&said,
                " is to be made to happen: what could be let or helped to happen?");
        add(l, MISSING_WAYS, &said, kinds.first_made, NULL);
    }
}

static void look_at_goal(struct look *l, const struct record *goal)
{
    /* Whoever makes a plan alone is not asked for a map. */
    if (l->mapped || !each_action(l, goal, NULL, NULL)) {
        find_entries(l, goal);
    }
    if (!l->actions) {
        return;
    }
    find_some(l, goal, plan_moments, has_no_owner, MISSING_OWNERS,
              "Nobody has taken on ");
    if (each_action(l, goal, NULL, NULL)) {
        find_answers(l, goal);
        find_some(l, goal, plan_stakeholders, is_not_named, MISSING_NAMES,
                  "No action names ");
        find_one_sided(l, goal);
    } else {
        find_actions(l, goal);
    }
}

/* Reads all actions for the stakeholders that they name. */
static void read_plan(struct look *l, const struct record *const *goals, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t notes;
        const struct record *const *note =
            goal_notes(l->session, goals[i], plan_stakeholders, &notes);
        for (size_t n = 0; n < notes; n++) {
            mentions_look_for_phrase(&l->named, note[n], record_words(note[n], "text"),
                                     l->form->language);
        }
    }
    for (size_t i = 0; i < count; i++) {
        l->actions += each_action(l, goals[i], read_action, &l->named);
    }
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
        add(l, MISSING_GOALS, &said, l->table, NULL);
    } else if (plan && plan->column_count && !l->actions) {
        str_add(&said, "There are no actions yet.");
        add(l, MISSING_PLAN, &said, goals[0], plan->columns[0].id);
    } else if (asks_vision && l->actions && !*record_words(l->table, "vision")) {
        str_add(&said, "There are actions, but no vision yet of what they are for.");
        add(l, MISSING_VISION, &said, l->table, NULL);
    }
}

void missing_find(struct session *session, const struct record *table,
                  struct missing_list *out)
{
    struct look l = {.session = session,
                     .table = table,
                     .form = table_template(session, table),
                     .list = out,
                     .named = MENTIONS_EMPTY};
    size_t count;
    const struct record *const *goals = table_goals(session, table, &count);
    *out = (struct missing_list){.arena = ARENA_EMPTY};
    l.map = plan_map(l.form);
    for (size_t i = 0; i < count && !l.mapped; i++) {
        l.mapped = is_mapped(&l, goals[i]);
    }
    read_plan(&l, goals, count);
    for (size_t i = 0; i < count; i++) {
        look_at_goal(&l, goals[i]);
    }
    look_at_table(&l, goals, count);
    mentions_finish(&l.named);
}

void missing_finish(struct missing_list *list)
{
    free(list->items);
    arena_finish(&list->arena);
    *list = (struct missing_list){.arena = ARENA_EMPTY};
}
