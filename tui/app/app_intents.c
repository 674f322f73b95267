#include "app/app.h"

#include "model/history.h"
#include "model/themes.h"
#include "screen/clock.h"
#include "views/grid/view_grid.h"
#include "views/view_form.h"
#include "views/view_list.h"

#include <stdint.h>

void app_show(struct app *app, const struct record *record)
{
    struct facts facts = app_facts(app);
    if (record && app_grid(app)) {
        view_grid_show(app_grid(app), &facts, record);
    }
}

/* Intents that change the session. */
static void change(struct app *app, const struct intent *intent)
{
    struct author *author = &app->author;
    struct err err = ERR_NONE;
    size_t before = session_edit_count(app->file.session);
    if (app->options->follow) {
        app_say(app, THIS_ONE_FOLLOWS);
        return;
    }
    if (app->file.read_only) {
        app_warn(app, "Open for reading only: %s. E exports it.",
                 app->file.read_only_why);
        return;
    }
    author->now_ms = clock_now_ms();
    author->seen_edits = intent->seen_edits ? intent->seen_edits : SIZE_MAX;
    switch (intent->kind) {
    case INTENT_MARK:
        app_mark(app, intent, &err);
        break;
    case INTENT_ANSWER:
        app_answer(app, intent, &err);
        break;
    case INTENT_JOIN_THEMES:
    case INTENT_KEEP_APART:
    case INTENT_NAME_THEME:
    case INTENT_PART_ENTRY:
        app_decide(app, intent, &err);
        break;
    default:
        app_change_entry(app, intent, &err);
        break;
    }
    if (err.message) {
        app_warn(app, "That could not be done: %s", err_text(&err));
    } else {
        app_entry_changed(app, intent);
    }
    author->seen_edits = SIZE_MAX;
    err_finish(&err);
    app->dirty = app->dirty || session_edit_count(app->file.session) != before;
}

static void choose_table(struct app *app, const struct record *table)
{
    app_pop(app);
    app->table = table;
    if (app_grid(app)) {
        view_grid_reset(app_grid(app));
        app_resume_stage(app);
    }
}

/* To an entry of whatever table, from over the grid. */
static void go_to(struct app *app, const struct record *record)
{
    const struct record *table = entry_table(record);
    struct str name = STR_EMPTY;
    if (table != app->table) {
        choose_table(app, table);
    } else {
        app_pop(app);
    }
    app_show(app, record);
    history_name_table(table, &name);
    app_say(app, "This is %s. S goes back to what recurs.", str_text(&name));
    str_finish(&name);
}

/* The box for other words than those that the list offered. */
static void open_box(struct app *app, const struct record *record)
{
    app_pop(app);
    struct facts facts = app_facts(app);
    if (app_grid(app)) {
        struct intent said = view_grid_write(app_grid(app), &facts, record);
        app_carry_out(app, &said);
    }
}

static void turn_panel(struct app *app)
{
    struct facts facts = app_facts(app);
    bool on = day_is_under_way(&facts.day, clock_now_ms());
    bool *shown = on ? &app->panel : &app->panel_before;
    *shown = !*shown;
}

/* Sessions, exports and settings; what is none of these opens a list. */
static void handle_files(struct app *app, const struct intent *intent)
{
    switch (intent->kind) {
    case INTENT_OPEN_FILE:
        app_open_file(app, intent->text);
        break;
    case INTENT_OPEN_COPY:
        app_open_copy(app, intent->text);
        break;
    case INTENT_FOLLOW_UP:
        app_follow_up(app, intent->text);
        break;
    case INTENT_NEW:
        app_begin_session(app, intent);
        break;
    case INTENT_DETAILS:
        app_change_details(app, intent);
        break;
    case INTENT_EXPORT:
        app_export(app, intent->text);
        break;
    case INTENT_EXPORT_CHOICE:
        app_choose_export(app, intent);
        break;
    case INTENT_CHANGE_SETTING:
        app_change_setting(app, intent);
        break;
    default:
        app_open_list(app, intent);
        break;
    }
}

/* Intents that change what is shown, not what is said. */
static void open_something(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    switch (intent->kind) {
    case INTENT_SAY:
        app_say(app, "%s", intent->text);
        break;
    case INTENT_CLOSE:
        app_pop(app);
        break;
    case INTENT_SHOW:
        app_say(app, "%s", intent->text);
        app_pop_list(app); /* which the text was borrowed from */
        app_show(app, intent->record);
        break;
    case INTENT_GO_TO:
        go_to(app, intent->record);
        break;
    case INTENT_GO_TO_MISSING:
        app_go_to_missing(app, intent);
        break;
    case INTENT_SHOW_ONLY:
    case INTENT_SORT_BY:
        app_show_only(app, intent);
        break;
    case INTENT_FILTER:
        app_filter_themes(app, intent);
        break;
    case INTENT_OPEN_THEMES:
        app_open_themes(app);
        break;
    case INTENT_WRITE:
        open_box(app, intent->record);
        break;
    case INTENT_PANEL:
        turn_panel(app);
        break;
    case INTENT_OPEN_FORM:
        app_push(app,
                 intent->text ? view_form_new(intent->text) : view_form_details(&facts));
        break;
    case INTENT_CHOOSE_TABLE:
        choose_table(app, intent->record);
        break;
    case INTENT_OPEN_COMMITMENT:
    case INTENT_OPEN_COMMITMENTS:
    case INTENT_COMMIT:
        app_next_step(app, intent);
        break;
    default:
        handle_files(app, intent);
        break;
    }
}

void app_carry_out(struct app *app, const struct intent *intent)
{
    switch (intent->kind) {
    case INTENT_ADD_GOAL:
    case INTENT_ADD_NOTE:
    case INTENT_ADD_LINES:
    case INTENT_REWORD:
    case INTENT_SET:
    case INTENT_MARK:
    case INTENT_KEEP_DRAFT:
    case INTENT_DELETE:
    case INTENT_BRING_BACK:
    case INTENT_MOVE_NOTE:
    case INTENT_MOVE_GOAL:
    case INTENT_JOIN_THEMES:
    case INTENT_KEEP_APART:
    case INTENT_NAME_THEME:
    case INTENT_PART_ENTRY:
    case INTENT_ANSWER:
        change(app, intent);
        app_pop_list(app); /* the menu that it was chosen from */
        break;
    case INTENT_VOTE:
    case INTENT_UNVOTE:
    case INTENT_SET_BALLOT:
    case INTENT_CLEAR_DOTS:
    case INTENT_NEXT_VOTER:
    case INTENT_OPEN_BALLOT:
    case INTENT_RANKING:
        app_ballot(app, intent);
        break;
    case INTENT_STAGE:
        app_pop_list(app); /* borrowed by the intent is only the template's */
        app_enter_stage(app, intent->text);
        break;
    case INTENT_CLOCK:
        app_set_clock(app, intent->action);
        break;
    case INTENT_UNDO:
    case INTENT_REDO:
        app_undo_or_redo(app, intent->kind == INTENT_UNDO);
        break;
    default:
        open_something(app, intent);
        break;
    }
    app_tell_grid_news(app);
}
