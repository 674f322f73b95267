/* What becomes of intents: a table of what carries them out, and what is shown then. */

#include "app/app.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/history.h"
#include "model/themes.h"
#include "screen/clock.h"
#include "store/begun.h"
#include "views/grid/view_grid.h"
#include "views/view_form.h"
#include "views/view_list.h"

#include <stdlib.h>

void app_repeat(struct app *app, const struct intent *intent)
{
    app_say_of(app, intent);
    app->messages.why_not = true;
}

void app_close_view(struct app *app, const struct intent *intent)
{
    app_pop(app);
    if (intent->text) {
        app_say(app, "%s", intent->text);
    }
    app_say_what_was_put_off(app);
}

void app_show_found(struct app *app, const struct intent *intent)
{
    app_say_of(app, intent);
    app_show(app, intent->record);
}

static void set_table(struct app *app, const struct record *table)
{
    app->table = table;
    if (app_grid(app)) {
        view_grid_reset(app_grid(app));
        app_resume_stage(app);
    }
}

void app_choose_table(struct app *app, const struct intent *intent)
{
    set_table(app, intent->record);
}

void app_show_elsewhere(struct app *app, const struct intent *intent)
{
    app_say_of(app, intent);
    set_table(app, entry_table(intent->record));
    app_show(app, intent->record);
}

/* To an entry of whatever table, from over the grid. */
void app_go_to(struct app *app, const struct intent *intent)
{
    const struct record *table = entry_table(intent->record);
    struct str name = STR_EMPTY;
    app_pop(app);
    if (table != app->table) {
        set_table(app, table);
    }
    app_show(app, intent->record);
    history_name_table(table, &name);
    app_say(app, "This is %s. \vthemes\v goes back to what recurs.", str_text(&name));
    str_finish(&name);
}

/* The box for other words than those that the list offered. */
void app_write(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    if (app_grid(app)) {
        struct intent said = view_grid_write(app_grid(app), &facts, intent->record);
        app_carry_out(app, &said);
    }
}

void app_turn_panel(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    bool on = day_is_under_way(&facts.day, clock_now_ms());
    bool *shown = on ? &app->panels.now : &app->panels.before;
    (void)intent;
    *shown = !*shown;
}

void app_open_form(struct app *app, const struct intent *intent)
{
    struct str kept = STR_EMPTY;
    if (begun_find(&kept)) { /* else what was typed here, where nothing can be kept */
        str_set(&app->saving.begun, "%s", kept.bytes);
    }
    app_push_form(app, view_form_new(intent->text, str_text(&app->saving.begun)));
    str_finish(&kept);
}

void app_say_begun(struct app *app)
{
    struct str begun = STR_EMPTY, said = STR_EMPTY;
    if (begun_find(&begun)) {
        text_quote(&said, begun.bytes, 60);
        str_add(&said, " is kept: \vnew\v goes on.");
        app_say(app, "%s", said.bytes);
    }
    str_finish(&begun);
    str_finish(&said);
}

void app_open_details(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    (void)intent;
    app_push_form(app, view_form_details(&facts));
}

static const struct {
    void (*show)(struct app *app, const struct intent *intent);
    intent_change *change; /* instead: through app_act() */
    bool chosen;           /* from a list, which is done with */
    enum action key;       /* known whatever view is on top */
} rows[INTENT_COUNT] = {
#define SHOWS(kind, key, function) [INTENT_##kind] = {function, NULL, false, ACT_NONE},
#define CHOOSES(kind, key, function) [INTENT_##kind] = {function, NULL, true, ACT_NONE},
#define CHANGES(kind, key, function) [INTENT_##kind] = {NULL, function, true, ACT_NONE},
#define EVERYWHERE(kind, key, function)                                                  \
    [INTENT_##kind] = {function, NULL, false, ACT_##key},
#include "views/intents.def"
};

bool app_knows_key(enum action action)
{
    return action != ACT_NONE && rows[intent_of_key(action)].key == action;
}

/* Takes the list on top off, if one is, for the caller to free: intents borrow from it. */
static struct view take_list(struct app *app)
{
    struct view *top = app_top(app);
    return top->ops == &view_list_ops ? app->views[--app->view_count]
                                      : (struct view){.ops = NULL};
}

void app_carry_out(struct app *app, const struct intent *intent)
{
    struct view list = {.ops = NULL};
    struct intent kept = *intent; /* its draft goes once its view may have gone */
    char *field = intent->draft_field ? memory_copy_text(intent->draft_field) : NULL;
    kept.draft_field = field;
    intent = &kept;
    if (rows[intent->kind].chosen) {
        list = take_list(app);
    }
    if (rows[intent->kind].show) {
        rows[intent->kind].show(app, intent);
    } else if (rows[intent->kind].change &&
               app_act(app, intent, rows[intent->kind].change)) {
        app_entry_changed(app, intent);
    }
    if (list.ops) {
        list.ops->free(list.state);
    }
    free(field);
    app_tell_grid_news(app);
}
