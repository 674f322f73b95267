#include "app/app.h"

#include "base/memory.h"
#include "screen/clock.h"
#include "screen/terminal.h"
#include "store/places.h"
#include "views/day_words.h"
#include "views/grid/view_grid.h"
#include "views/view_home.h"
#include "views/view_list.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct facts app_facts(const struct app *app)
{
    const char *saved = !app->open                ? ""
                        : app->options->follow    ? "following"
                        : app->file.read_only     ? "read-only"
                        : app->saving.err.message ? "NOT SAVED"
                        : app->saving.dirty       ? "saving"
                        : !app_is_on_disk(app)    ? "no file yet"
                                                  : "saved";
    struct facts facts = {.session = app->open ? app->file.session : NULL,
                          .table = app->table,
                          .saved = saved,
                          .saved_is_warning = app->saving.err.message != NULL,
                          .with = str_text(&app->others.names),
                          .message = str_text(&app->messages.text),
                          .message_is_warning = app->messages.warning,
                          .path = app->file.path,
                          .read_only = app->open && app->file.read_only,
                          .follows = app->options->follow};
    if (app->open && app->table) {
        day_now(app->file.session, app->table, &facts.day);
        facts.panel = day_is_under_way(&facts.day, clock_now_ms()) ? app->panels.now
                                                                   : app->panels.before;
    }
    return facts;
}

void app_push(struct app *app, struct view view)
{
    app->views = memory_room_for_one(app->views, app->view_count, &app->view_room,
                                     sizeof *app->views);
    view.saw_edits =
        view.ops->still && app->open ? session_edit_count(app->file.session) : 0;
    app->views[app->view_count++] = view;
}

void app_push_list(struct app *app, struct list_view *list)
{
    app_push(app, (struct view){.ops = &view_list_ops, .state = list});
}

void app_pop(struct app *app)
{
    struct view *view = &app->views[--app->view_count];
    view->ops->free(view->state);
}

struct view *app_top(struct app *app)
{
    return &app->views[app->view_count - 1];
}

struct grid_view *app_grid(const struct app *app)
{
    for (size_t i = 0; i < app->view_count; i++) {
        if (app->views[i].ops == &view_grid_ops) {
            return app->views[i].state;
        }
    }
    return NULL;
}

void app_show(struct app *app, const struct record *record)
{
    struct facts facts = app_facts(app);
    if (record && app_grid(app)) {
        view_grid_show(app_grid(app), &facts, record);
    }
}

bool app_too_small(void)
{
    enum { LEAST_COLS = 40, LEAST_ROWS = 10 };
    return screen_rows() < LEAST_ROWS || screen_cols() < LEAST_COLS;
}

void app_draw(struct app *app)
{
    struct facts facts = app_facts(app);
    if (app_too_small()) {
        draw_too_small(&facts);
        return;
    }
    app_top(app)->ops->draw(app_top(app)->state, &facts);
}

static bool start_screen(const struct app_options *options, struct err *err)
{
    struct terminal_options terminal = {.mouse = options->mouse};
    if (!terminal_start(&terminal, err)) {
        return false;
    }
    screen_start(options->theme, options->utf8);
    return true;
}

bool app_run(const char *path, struct app_options *options, struct err *err)
{
    struct app app = {.options = options, .panels.now = options->panel};
    bool ok = false;
    signal(SIGPIPE, SIG_IGN); /* as company.h asks */
    if (path && !app_open(&app, path, err)) {
        goto out;
    }
    if (!start_screen(options, err)) {
        goto out;
    }
    if (!options->utf8) {
        app_say(&app,
                "This terminal is not set to UTF-8: letters beyond ASCII show as ?, "
                "and are kept as they are.");
    }
    if (options->fault) {
        app_warn(&app, "%s", options->fault);
    }
    if (path) {
        app_tell_tip(&app);
        app_push(&app, view_grid_new());
        app_resume_stage(&app);
        if (options->follow) {
            view_grid_project(app_grid(&app));
            app_follow(&app);
        }
    } else {
        app_push(&app, view_home_new(options->program));
    }
    app_loop(&app);
    terminal_end();
    ok = !app.saving.err.message;
    if (!ok) {
        err_set(err, "not saved: %s%s%s", err_text(&app.saving.err),
                app_kept_in(&app) ? "; all of it is kept in " : "",
                app_kept_in(&app) ? app_kept_in(&app) : "");
    }
out:
    while (app.view_count) {
        app_pop(&app);
    }
    free(app.views);
    app_forget_themes(&app);
    if (app.open) {
        if (app.file.stamp.exists) {
            recent_add(app.file.path);
        }
        author_finish(&app.author);
        file_close(&app.file);
        company_leave(&app.others.company);
    }
    err_finish(&app.saving.err);
    str_finish(&app.others.names);
    str_finish(&app.messages.text);
    app_forget_messages(&app);
    str_finish(&app.saving.draft);
    return ok;
}
