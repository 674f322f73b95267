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

enum { LONGEST_UNSAVED_MS = 1000 };

/* Whether anything of the session stands in its file, or in its journal. */
static bool is_on_disk(const struct app *app)
{
    return app->file.stamp.exists || app->behind || app->file.journal.read_to > 0;
}

struct facts app_facts(const struct app *app)
{
    const char *saved = !app->open              ? ""
                        : app->options->follow  ? "following"
                        : app->file.read_only   ? "read-only"
                        : app->save_err.message ? "NOT SAVED"
                        : app->dirty            ? "saving"
                        : !is_on_disk(app)      ? "no file yet"
                                                : "saved";
    struct facts facts = {.session = app->open ? app->file.session : NULL,
                          .table = app->table,
                          .saved = saved,
                          .saved_is_warning = app->save_err.message != NULL,
                          .with = str_text(&app->with),
                          .message = str_text(&app->message),
                          .message_is_warning = app->message_is_warning,
                          .path = app->file.path,
                          .read_only = app->open && app->file.read_only,
                          .follows = app->options->follow};
    if (app->open && app->table) {
        day_now(app->file.session, app->table, &facts.day);
        facts.panel =
            day_is_under_way(&facts.day, clock_now_ms()) ? app->panel : app->panel_before;
    }
    return facts;
}

void app_push(struct app *app, struct view view)
{
    app->views = memory_room_for_one(app->views, app->view_count, &app->view_room,
                                     sizeof *app->views);
    app->views[app->view_count++] = view;
}

void app_push_list(struct app *app, struct list_view *list)
{
    app_push(app, (struct view){&view_list_ops, list});
}

void app_pop(struct app *app)
{
    struct view *view = &app->views[--app->view_count];
    view->ops->free(view->state);
}

static struct view *top(struct app *app)
{
    return &app->views[app->view_count - 1];
}

void app_pop_list(struct app *app)
{
    if (top(app)->ops == &view_list_ops) {
        app_pop(app);
    }
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
    top(app)->ops->draw(top(app)->state, &facts);
}

static void try_to_leave(struct app *app)
{
    app_keep_typed(app); /* what was in the box is none of it any more */
    app_save(app);
    if ((app->dirty || app->behind) && app->save_err.message) {
        app->asking_to_leave = true;
        app_warn_not_saved(app, app_kept_in(app)
                                    ? "Leave? y leaves, any other key stays."
                                    : "Leave and lose what was not saved? y leaves, any "
                                      "other key stays.");
        return;
    }
    app->leave = true;
}

static void clear_message(struct app *app)
{
    str_clear(&app->message);
    app->message_is_warning = false;
    if (app->save_err.message) {
        app_warn_not_saved(app, TRIED_AGAIN);
    }
}

/* Stops for a while. Others may copy the file meanwhile, so it is whole; the box stays
 * open, and should we never go on, its words are in the journal. */
static void suspend(struct app *app)
{
    app_keep(app);
    app_keep_typed(app);
    app_save(app);
    if (!terminal_stop()) {
        app_say(app, "There is no shell here to go to, so roundtable goes on.");
    }
    screen_forget();
}

/* What every view leaves to the app. True if the action was such a one. */
static bool act_globally(struct app *app, enum action action)
{
    switch (action) {
    case ACT_LEAVE:
        try_to_leave(app);
        return true;
    case ACT_REDRAW:
        screen_forget();
        return true;
    case ACT_SUSPEND:
        suspend(app);
        return true;
    case ACT_HOW_TO_LEAVE:
        app_say(app,
                (top(app)->ops->mode(top(app)->state) & (MODE_BOX | MODE_NAME))
                    ? "Esc leaves the box, then q leaves roundtable. Nothing is lost."
                    : "q leaves roundtable (Esc first, in a list or a form). Nothing "
                      "is lost.");
        return true;
    case ACT_SAVE:
        app->dirty = app->open;
        app_save(app);
        if (app->options->follow) {
            app_say(app, THIS_ONE_FOLLOWS);
        } else if (!app->save_err.message && !app->file.read_only) {
            app_say(app, "Saved to %s%s", app->file.path,
                    top(app)->ops->mode(top(app)->state) == MODE_BOX
                        ? "; Enter saves what is in the box as well."
                        : ".");
        }
        return true;
    case ACT_PALETTE:
        app_carry_out(app, &(struct intent){.kind = INTENT_OPEN_PALETTE});
        return true;
    case ACT_MESSAGES:
        app_carry_out(app, &(struct intent){.kind = INTENT_OPEN_MESSAGES});
        return true;
    case ACT_SETTINGS:
        app_carry_out(app, &(struct intent){.kind = INTENT_OPEN_SETTINGS});
        return true;
    default:
        return false;
    }
}

static void handle_action(struct app *app, enum action action, const struct event *event);

/* Runs the action that a hint or the palette named, as if its key had been pressed. */
static void run_action(struct app *app, enum action action)
{
    struct event event = {.kind = EVENT_KEY, .text = ""};
    action_first_key(action, event.key);
    while (app->view_count > 1 && !(action_row(action)->modes &
                                    (unsigned)top(app)->ops->mode(top(app)->state))) {
        app_pop(app);
    }
    handle_action(app, action, &event);
}

static void handle_action(struct app *app, enum action action, const struct event *event)
{
    struct facts facts = app_facts(app);
    if (act_globally(app, action)) {
        return;
    }
    struct view *view = top(app);
    struct intent intent = view->ops->handle(view->state, &facts, action, event);
    if (intent.kind == INTENT_PRESS) {
        struct event press = {.kind = EVENT_KEY, .text = ""};
        action_first_key(intent.action, press.key);
        handle_action(app, intent.action, &press);
        return;
    }
    if (intent.kind == INTENT_RUN) {
        if (view->ops->mode(view->state) == MODE_LIST) {
            app_pop(app);
        }
        run_action(app, intent.action);
        return;
    }
    app_carry_out(app, &intent);
}

static bool is_typing(enum mode mode, const struct event *event)
{
    return *event->text &&
           (mode & (MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_LIST | MODE_NAME));
}

static struct intent press(struct app *app, struct view *view, enum action action)
{
    struct event event = {.kind = EVENT_KEY, .text = ""};
    struct facts facts = app_facts(app);
    action_first_key(action, event.key);
    return view->ops->handle(view->state, &facts, action, &event);
}

/* What was being typed when we are asked to end is kept: as a draft, or, where there are
 * none, as if it had been done with. */
static void keep_box(struct app *app)
{
    for (size_t i = 0; i < app->view_count; i++) {
        struct view *view = &app->views[i];
        struct intent intent = {.kind = INTENT_NOTHING};
        if (view->ops->mode(view->state) == MODE_PASTE) {
            press(app, view, ACT_PASTE_TOGETHER);
        }
        if (view->ops->mode(view->state) == MODE_BOX) {
            intent = press(app, view, ACT_BOX_ESCAPE);
        } else if (view->ops->mode(view->state) == MODE_NAME) {
            intent = press(app, view, ACT_NAME_KEEP);
        } else if (view->ops->mode(view->state) == MODE_FORM) {
            intent = press(app, view, ACT_FORM_KEEP);
        }
        if (intent.kind != INTENT_NEW) { /* no session is begun unasked */
            app_carry_out(app, &intent);
        }
    }
}

static void handle_event(struct app *app, const struct event *event)
{
    enum mode mode = top(app)->ops->mode(top(app)->state);
    enum action action = ACT_NONE;
    if (event->kind == EVENT_RESIZE) {
        screen_forget(); /* what the terminal made of the old picture is its own affair */
    }
    if (event->kind == EVENT_NONE || event->kind == EVENT_RESIZE) {
        return;
    }
    if (event->kind == EVENT_NEWS) {
        app_hear(app);
        return;
    }
    if (event->kind == EVENT_STOP) {
        suspend(app);
        return;
    }
    if (event->kind == EVENT_END) {
        keep_box(app);
        app_keep_typed(app);
        app_save(app);
        app->leave = true;
        return;
    }
    if (app->asking_to_leave) {
        app->asking_to_leave = false;
        app->leave = event->kind == EVENT_KEY && strcmp(event->key, "y") == 0;
        clear_message(app);
        return;
    }
    if (app_too_small() && strcmp(event->key, "q") != 0) {
        return;
    }
    clear_message(app);
    if (event->kind == EVENT_KEY && !is_typing(mode, event)) {
        action = action_for(mode, event->key);
        if (action == ACT_NONE &&
            (mode & (MODE_GRID | MODE_HOME | MODE_PROPOSALS | MODE_THEMES))) {
            app_say_no_key(app, event->key);
            return;
        }
    }
    handle_action(app, action, event);
}

/* Into the journal as soon as nobody types, and in any case after a second. */
static void keep_when_quiet(struct app *app)
{
    if (!app->dirty || app->file.read_only || app->asking_to_leave) {
        return;
    }
    if (!app->dirty_since_ms) {
        app->dirty_since_ms = clock_ticks_ms();
    }
    if (!terminal_busy() || clock_ticks_ms() - app->dirty_since_ms > LONGEST_UNSAVED_MS) {
        app_keep(app);
        app_keep_typed(app); /* what became an entry is no draft any more */
        app->dirty_since_ms = 0;
        app_draw(app);
    }
}

/* The file itself: when it was quiet for a second, at least every half minute. */
static void write_when_quiet(struct app *app)
{
    int64_t now_ms = clock_ticks_ms();
    if (app->behind && !app->dirty && !app->save_err.message &&
        (now_ms - app->changed_ms >= QUIET_MS ||
         now_ms - app->behind_since_ms >= LONGEST_BEHIND_MS)) {
        app_save(app);
        app_draw(app);
    }
}

/* After a failed save, only something new is a reason to try again. */
static bool tried_already(const struct app *app)
{
    return app->open && app->save_err.message &&
           session_edit_count(app->file.session) == app->tried_edits;
}

static void run(struct app *app)
{
    app_draw(app);
    keep_when_quiet(app);
    while (!app->leave) {
        struct event event = terminal_wait(app_patience_ms(app));
        bool failed = app->save_err.message != NULL;
        handle_event(app, &event);
        if (app->leave) {
            break;
        }
        if (!terminal_busy()) {
            app_draw(app);
        }
        if (!tried_already(app)) {
            keep_when_quiet(app);
        }
        if (clock_ticks_ms() - app->draft_ms >= DRAFT_MS) {
            app_keep_typed(app);
        }
        write_when_quiet(app);
        if (failed != (app->save_err.message != NULL)) {
            app_draw(app); /* the banner, though no key was pressed */
        }
    }
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
    struct app app = {.options = options, .panel = options->panel};
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
    run(&app);
    terminal_end();
    ok = !app.save_err.message;
    if (!ok) {
        err_set(err, "not saved: %s%s%s", err_text(&app.save_err),
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
        company_leave(&app.company);
    }
    err_finish(&app.save_err);
    str_finish(&app.with);
    str_finish(&app.message);
    app_forget_messages(&app);
    str_finish(&app.draft);
    return ok;
}
