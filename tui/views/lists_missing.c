/* The lists of what is missing, and of what answers what. */

#include "views/lists.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "findings/missing.h"
#include "model/plan.h"
#include "model/rows.h"
#include "views/view_list.h"

#include <string.h>

static void add_missing(struct list_view *v, const struct missing *m, size_t row)
{
    const char *label = m->action ? "Is it so?" : missing_kind_title(m->kind);
    struct item *item = list_add(v, "", label, m->sentence);
    item->intent =
        (struct intent){.kind = m->action ? INTENT_OPEN_MATCH : INTENT_GO_TO_MISSING,
                        .record = m->record,
                        .answer = m->action,
                        .column = m->column,
                        .text = item->detail,
                        .row = row};
    if (m->kind == MISSING_PLAN) {
        item->full =
            memory_copy_text("There are no actions yet. \vchoose\v goes to where "
                             "they are planned.");
    }
}

/* The row that opens the rest; what is typed finds them without. */
static void add_more(struct list_view *v, size_t more)
{
    struct str label = str_of("%zu more", more);
    struct item *item = list_add(v, "", str_text(&label), "\vchoose\v shows them, too.");
    item->intent = (struct intent){.kind = INTENT_OPEN_MISSING, .row = MISSING_FIRST};
    str_finish(&label);
}

struct list_view *list_of_missing(const struct facts *facts, size_t row)
{
    struct missing_list found;
    missing_find(facts->session, facts->table, &found);
    if (!found.count) {
        missing_finish(&found);
        return NULL;
    }
    struct str title = str_of("What is missing: %zu", found.count);
    struct list_view *v = list_new(str_text(&title), false);
    bool all = row >= MISSING_FIRST || found.count <= MISSING_FIRST + 1;
    v->label_cols = 10;
    for (size_t i = 0; i < found.count; i++) {
        if (i == MISSING_FIRST && !all) {
            add_more(v, found.count - i);
        }
        add_missing(v, &found.items[i], i);
        v->items[v->count - 1].folded = !all && i >= MISSING_FIRST;
    }
    v->selected = row < found.count ? row : found.count - 1;
    str_finish(&title);
    missing_finish(&found);
    return v;
}

/* Whether an action is for an entry, or answers it: the sentence, to choose from. */
static void add_choice(struct list_view *v, const struct record *entry,
                       const struct record *action, int step, const char *label,
                       const char *detail)
{
    struct item *item = list_add(v, "", label, detail);
    item->intent = (struct intent){
        .kind = INTENT_ANSWER, .record = entry, .answer = action, .step = step};
}

struct list_view *list_of_match(const struct record *entry, const struct record *action,
                                const char *question, size_t row)
{
    bool barrier = strcmp(record_column(entry), plan_barriers) == 0;
    struct list_view *v = list_new(question, false);
    v->label_cols = 10;
    add_choice(v, entry, action, 1, "Yes",
               barrier ? "The action answers it." : "The action is for it.");
    add_choice(v, entry, action, -1, "No",
               barrier ? "It does not; this is not asked again."
                       : "It is not; this is not asked again.");
    struct item *item = list_add(v, "", "Go there", "Nothing is said of it.");
    item->intent = (struct intent){
        .kind = INTENT_GO_TO_MISSING, .record = entry, .text = v->title, .row = row};
    return v;
}

/* A row: this action answers this barrier, or, if it does already, does not; unless
 * another was said at the same time, and one is to be chosen. */
static void add_pair(struct list_view *v, const struct facts *facts,
                     const struct record *barrier, const struct record *action,
                     const char *label, const char *detail)
{
    bool chosen = plan_answer(facts->session, barrier) == action;
    bool several = field_wordings(record_field(barrier, "answered")) > 1;
    struct item *item = list_add(v, "", chosen ? "answers it" : label, detail);
    item->intent = (struct intent){.kind = INTENT_ANSWER,
                                   .record = barrier,
                                   .answer = chosen && !several ? NULL : action};
    if (chosen) {
        struct str full =
            str_of("%s\n%s", detail,
                   several ? "Another was chosen at the same time: choose the one that "
                             "stands."
                           : "\vchoose\v takes back that it answers.");
        item->full = str_take(&full);
        v->selected = v->count - 1;
    }
}

static struct list_view *begin(const char *before, const struct record *note,
                               const char *after)
{
    enum { LEAST_GRAPHEMES = 40, COLS_AROUND = 40 };
    struct str title = str_of("%s", before);
    int room = screen_cols() - COLS_AROUND;
    text_add_beginning(&title, row_words(note),
                       room < LEAST_GRAPHEMES ? LEAST_GRAPHEMES : room);
    str_add(&title, after);
    struct list_view *v = list_new(str_text(&title), false);
    v->label_cols = 14;
    str_finish(&title);
    return v;
}

/* The actions of one goal; which goal is said where it is another than the barrier's. */
static void add_actions(struct list_view *v, const struct facts *facts,
                        const struct record *barrier, const struct record *goal)
{
    const struct template *form = table_template(facts->session, facts->table);
    for (size_t g = 0; g < form->grid_count; g++) {
        const struct grid *grid = &form->grids[g];
        for (size_t c = 0; grid != plan_map(form) && c < grid->column_count; c++) {
            size_t count;
            const struct record *const *notes =
                goal_notes(facts->session, goal, grid->columns[c].id, &count);
            for (size_t i = 0; i < count; i++) {
                struct str detail = str_of("%s", row_words(notes[i]));
                if (goal != record_parent(barrier)) {
                    str_addf(&detail, " (for ‘%s’)", row_words(goal));
                }
                add_pair(v, facts, barrier, notes[i], grid->columns[c].short_title,
                         str_text(&detail));
                str_finish(&detail);
            }
        }
    }
}

struct list_view *list_of_answers(const struct facts *facts, const struct record *barrier)
{
    struct list_view *v = begin("What answers ‘", barrier, "’?");
    size_t count;
    const struct record *const *goals = table_goals(facts->session, facts->table, &count);
    add_actions(v, facts, barrier, record_parent(barrier));
    for (size_t i = 0; i < count; i++) {
        if (goals[i] != record_parent(barrier)) {
            add_actions(v, facts, barrier, goals[i]);
        }
    }
    if (!v->count) {
        view_list_ops.free(v);
        return NULL;
    }
    return v;
}

struct list_view *list_of_barriers(const struct facts *facts, const struct record *action)
{
    struct list_view *v = begin("Which barrier does ‘", action, "’ answer?");
    size_t count, first = 0;
    const struct record *const *barriers =
        goal_notes(facts->session, record_parent(action), plan_barriers, &count);
    for (size_t i = 0; i < count; i++) {
        const struct record *now = plan_answer(facts->session, barriers[i]);
        add_pair(v, facts, barriers[i], action, now ? "has an answer" : "open",
                 row_words(barriers[i]));
        first = now && first == i ? i + 1 : first;
    }
    if (!v->count) {
        view_list_ops.free(v);
        return NULL;
    }
    v->selected = first < v->count ? first : 0; /* the first that is open */
    return v;
}
