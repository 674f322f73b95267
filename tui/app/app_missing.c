/* What is missing, and what answers it. */

#include "app/app.h"

#include "base/utf8.h"
#include "findings/missing.h"
#include "model/plan.h"
#include "views/grid/view_grid.h"
#include "views/lists.h"
#include "views/view_list.h"

#include <string.h>

enum { SHORT_GRAPHEMES = 50 };

static void quote(const struct record *note, struct str *out)
{
    text_quote(out, record_words(note, "text"), SHORT_GRAPHEMES);
}

void app_open_missing(struct app *app, const struct intent *intent)
{
    (void)intent;
    struct facts facts = app_facts(app);
    struct list_view *list = list_of_missing(&facts, app->missing_row);
    if (list) {
        app_push_list(app, list);
        return;
    }
    struct str none = STR_EMPTY;
    missing_say_none(app->file.session, app->table, &none);
    app_say(app, "%s", str_text(&none));
    str_finish(&none);
}

void app_go_to_missing(struct app *app, const struct intent *intent)
{
    const struct template *form = table_template(app->file.session, app->table);
    const char *column = record_column(intent->record);
    bool answer = column && plan_has_barrier(form, column);
    app_say(app, "%s (%sw: what else)", intent->text,
            answer ? "A: say which one does, " : "");
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

void app_answer(struct app *app, const struct intent *intent, struct err *err)
{
    struct str value = STR_EMPTY, said = STR_EMPTY, barrier = STR_EMPTY;
    const struct record *before = plan_answer(app->file.session, intent->record);
    const struct record *action = intent->answer ? intent->answer : before;
    quote(intent->record, &barrier);
    if (intent->answer) {
        str_addf(&value, "note:%s", record_id(intent->answer));
    }
    str_addf(&said, "%s %s", intent->answer ? "answered" : "took the answer off",
             str_text(&barrier));
    author_begin_step(&app->author, str_text(&said));
    bool ok =
        author_set(&app->author, intent->record, "answered",
                   intent->answer ? VALUE_OF_TEXT(str_text(&value)) : VALUE_NOTHING, err);
    author_end_step(&app->author);
    if (ok && action) {
        str_clear(&said);
        quote(action, &said);
        app_say(app,
                intent->answer ? "%s answers %s. u undoes it."
                               : "%s no longer answers %s. u undoes it.",
                str_text(&said), str_text(&barrier));
    }
    str_finish(&value);
    str_finish(&said);
    str_finish(&barrier);
}
