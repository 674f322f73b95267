/* What is missing, and what answers it. */

#include "app/app.h"

#include "base/utf8.h"
#include "findings/missing.h"
#include "model/plan.h"
#include "model/rows.h"
#include "views/grid/view_grid.h"
#include "views/lists.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT_GRAPHEMES = 50 };

static void quote(const struct record *note, struct str *out)
{
    text_quote(out, row_words(note), SHORT_GRAPHEMES);
}

static struct list_view *make_list(const struct app *app, const struct facts *facts)
{
    return list_of_missing(facts, app->missing_row);
}

/* False if nothing is missing. */
static bool open_list(struct app *app)
{
    return app_push_kept_list(app, make_list, app->missing_row);
}

void app_open_missing(struct app *app, const struct intent *intent)
{
    app->missing_row = intent->row ? intent->row : app->missing_row;
    if (!open_list(app)) {
        struct str none = STR_EMPTY;
        missing_say_none(app->file.session, app->table, &none);
        app_say(app, "%s", str_text(&none));
        str_finish(&none);
    }
}

void app_open_match(struct app *app, const struct intent *intent)
{
    if (app_tells_gone(app, intent->record)) {
        return;
    }
    app->missing_row = intent->row;
    app_push_list(
        app, list_of_match(intent->record, intent->answer, intent->text, intent->row));
}

/* The list that a question was opened from is done with. */
static bool close_list(struct app *app)
{
    bool open = app_top(app)->ops == &view_list_ops;
    if (open) {
        app_pop(app);
    }
    return open;
}

void app_go_to_missing(struct app *app, const struct intent *intent)
{
    if (app_tells_gone(app, intent->record)) {
        return;
    }
    const struct template *form = table_template(app->file.session, app->table);
    const char *column = record_column(intent->record);
    bool answer = column && plan_has_barrier(form, column);
    bool takes = column && plan_has_action(form, column);
    const struct record *table = entry_table(intent->record);
    close_list(app);
    if (table && table != app->table) { /* that of an earlier meeting */
        app_choose_table(app, &(struct intent){.record = table});
    }
    app_say(app, "%s (%s\vmissing\v: what else)", intent->text,
            answer  ? "\vanswer\v: say which one does, "
            : takes ? "\vcommit\v: say who does it, "
                    : "");
    app->missing_row = intent->row;
    struct facts facts = app_facts(app);
    struct view *below = app_top(app);
    if (below->ops == &view_grid_ops) {
        view_grid_visit(app_grid(app), &facts, intent->record, intent->column);
    }
}

void app_open_answer(struct app *app, const struct intent *intent)
{
    const struct record *record = intent->record;
    if (app_tells_gone(app, record)) {
        return;
    }
    struct facts facts = app_facts(app);
    const struct template *form = table_template(app->file.session, app->table);
    bool barrier = plan_has_barrier(form, record_column(record));
    struct list_view *list =
        barrier ? list_of_answers(&facts, record) : list_of_barriers(&facts, record);
    struct str name = STR_EMPTY;
    quote(barrier ? record : record_parent(record), &name);
    if (list) {
        app_push_list(app, list);
    } else if (barrier) {
        app_say(app,
                "There is no action yet that could answer %s; write one in the action "
                "plan.",
                str_text(&name));
    } else {
        app_say(app, "%s has no barrier that this could answer.", str_text(&name));
    }
    str_finish(&name);
}

/* "‘Lunch club’ answers ‘Stigma’", or what else was said of the two. */
static void say_of_both(const struct intent *intent, const struct record *action,
                        struct str *out)
{
    bool barrier = strcmp(plan_field(intent->record), "answered") == 0;
    quote(action, out);
    str_add(out, intent->step < 0 ? (barrier ? " does not answer " : " is not for ")
                 : intent->answer ? (barrier ? " answers " : " is for ")
                 : barrier        ? " no longer answers "
                                  : " is no longer for ");
    quote(intent->record, out);
}

/* Says of an entry what was chosen. */
static bool answer_one(struct app *app, const struct intent *intent,
                       const struct record *entry, struct err *err)
{
    struct str value = STR_EMPTY;
    if (intent->answer && intent->step < 0) {
        plan_add_refusal(entry, intent->answer, &value);
    } else if (intent->answer) {
        str_addf(&value, "note:%s", record_id(intent->answer));
    }
    bool ok =
        author_set(&app->author, entry, plan_field(entry),
                   intent->answer ? VALUE_OF_TEXT(str_text(&value)) : VALUE_NOTHING, err);
    str_finish(&value);
    return ok;
}

/* What was asked once is settled for all that say the same. */
static bool answer_all(struct app *app, const struct intent *intent, struct err *err)
{
    size_t count = 1;
    const struct record **alike =
        intent->step
            ? missing_alike(app->file.session, app->table, intent->record, &count)
            : NULL;
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++) {
        bool refused = i && plan_refused(alike[i], intent->answer);
        ok = refused || answer_one(app, intent, alike ? alike[i] : intent->record, err);
    }
    free(alike);
    return ok;
}

void app_answer(struct app *app, const struct intent *intent, struct err *err)
{
    struct str step = STR_EMPTY, said = STR_EMPTY;
    const struct record *before = plan_action_for(app->file.session, intent->record);
    const struct record *action = intent->answer ? intent->answer : before;
    bool barrier = strcmp(plan_field(intent->record), "answered") == 0;
    str_add(&step, intent->step < 0  ? "said what is not for "
                   : !intent->answer ? "took the answer off "
                   : barrier         ? "answered "
                                     : "said what is for ");
    quote(intent->record, &step);
    author_begin_step(&app->author, str_text(&step));
    bool ok = answer_all(app, intent, err);
    author_end_step(&app->author);
    if (close_list(app)) { /* the question came from what is missing: what else? */
        open_list(app);
    }
    if (ok && action) {
        say_of_both(intent, action, &said);
        app_say(app, "%s. \vundo\v undoes it.", str_text(&said));
    }
    str_finish(&step);
    str_finish(&said);
}
