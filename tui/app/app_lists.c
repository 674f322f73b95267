/* The lists that the app opens over the grid. */

#include "app/app.h"

#include "views/lists.h"
#include "views/view_list.h"

static void open_tables(struct app *app)
{
    size_t count;
    struct facts facts = app_facts(app);
    session_tables(app->file.session, &count);
    if (count < 2) {
        app_say(app,
                "This file holds one table only. S shows what recurs, once tables are "
                "merged.");
    } else {
        app_push_list(app, list_of_tables(&facts));
    }
}

static void open_day(struct app *app)
{
    struct facts facts = app_facts(app);
    if (facts.day.form->stage_count == 0) {
        app_say(app, "The template of this session has no stages.");
    } else {
        app_push_list(app, list_of_day(&facts));
    }
}

static void open_filter(struct app *app, const char *field)
{
    struct facts facts = app_facts(app);
    struct list_view *list = list_of_filter(&facts, field);
    if (list) {
        app_push_list(app, list);
    } else {
        app_say(app, "The tables of this file say no %s.", field);
    }
}

static void open_deleted(struct app *app)
{
    struct facts facts = app_facts(app);
    struct list_view *list = list_of_deleted(&facts);
    if (list) {
        app_push_list(app, list);
    } else {
        app_say(app, "Nothing was deleted from this table.");
    }
}

static void open_palette(struct app *app)
{
    struct view *view = &app->views[app->view_count - 1];
    if (view->ops != &view_list_ops) {
        app_push_list(app, list_of_palette(view->ops->mode(view->state)));
    }
}

void app_open_list(struct app *app, const struct intent *intent)
{
    struct facts facts = app_facts(app);
    switch (intent->kind) {
    case INTENT_OPEN_PALETTE:
        open_palette(app);
        break;
    case INTENT_OPEN_MARKS:
        app_push_list(app, list_of_marks(&facts, intent->record));
        break;
    case INTENT_OPEN_SHOWN:
        app_open_shown(app);
        break;
    case INTENT_OPEN_MOVE:
        app_push_list(app, list_of_move(&facts, intent->record));
        break;
    case INTENT_OPEN_HISTORY:
        app_push_list(app, list_of_history(&facts, intent->record));
        break;
    case INTENT_OPEN_WORDINGS:
        app_push_list(app, list_of_wordings(&facts, intent->record));
        break;
    case INTENT_OPEN_DELETED:
        open_deleted(app);
        break;
    case INTENT_OPEN_MISSING:
        app_open_missing(app);
        break;
    case INTENT_OPEN_ANSWER:
        app_open_answer(app, intent->record);
        break;
    case INTENT_OPEN_EXPORT:
        app_open_export(app, NULL);
        break;
    case INTENT_OPEN_TABLES:
        open_tables(app);
        break;
    case INTENT_OPEN_DAY:
        open_day(app);
        break;
    case INTENT_OPEN_MESSAGES:
        app_open_messages(app);
        break;
    case INTENT_OPEN_SETTINGS:
        app_open_settings(app, 0);
        break;
    case INTENT_OPEN_FILTER:
        open_filter(app, intent->field);
        break;
    default:
        break;
    }
}
