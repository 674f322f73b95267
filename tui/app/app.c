#include "app/app.h"
#include "app/app_everybody.h"
#include "app/spoken/spoken.h"

#include "screen/terminal.h"
#include "views/grid/view_grid.h"
#include "views/view_code.h"
#include "views/view_home.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static bool start_face(struct app_options *options, struct err *err)
{
    struct terminal_options terminal = {.mouse = options->mouse};
    bool drawn = !options->accessible && terminal_start(&terminal, err);
    if (drawn) {
        screen_start(options->theme, options->utf8);
        return true;
    }
    if (!options->accessible && !terminal_is_paper()) {
        return false;
    }
    err_finish(err);
    options->accessible = true;
    action_let_letters_write(false);
    spoken_start(options->utf8);
    return true;
}

/* Where no place is left, the words stand at least where somebody may read them. */
static void tell_not_saved(const struct app *app, struct err *err)
{
    const char *kept_in = app_kept_in(app);
    struct str words = STR_EMPTY;
    if (kept_in) {
        err_set(err, "not saved: %s; all of it is kept in %s", err_text(&app->saving.err),
                kept_in);
        return;
    }
    app_add_lost_words(app, &words);
    fputs(str_text(&words), stderr);
    err_set(err, "not saved: %s; nor is there another place, so the words stand above",
            err_text(&app->saving.err));
    str_finish(&words);
}

/* Who leaves is told what was begun and not finished. */
static void tell_half_written(const struct app *app)
{
    struct str words = STR_EMPTY, filled = STR_EMPTY;
    if (app_add_half_written(app, &words)) {
        action_fill_in(words.bytes, app->options->accessible, &filled);
        fprintf(stderr, "roundtable: %s\n", filled.bytes);
    }
    str_finish(&words);
    str_finish(&filled);
}

/* As commands do, which read no more of it either. */
static void tell_left_out(const struct app *app)
{
    app->options->left_out = app->open && app->file.news.unread;
    if (app->options->left_out) {
        fprintf(stderr, "roundtable: left out: %s\n", app->file.news.unread_why);
    }
}

/* Before anything else: what the person has to know of this start. */
static void tell_what_is_special(struct app *app)
{
    const struct app_options *options = app->options;
    if (!options->utf8) {
        app_say(app, "This terminal is not set to UTF-8: letters beyond ASCII show as ?, "
                     "and are kept as they are.");
    }
    if (options->fault) {
        app_warn(app, "%s", options->fault);
    }
    if (options->said) {
        app_say_instead(app, &app->others.room_said, options->said);
    }
}

static void show_session(struct app *app)
{
    app_tell_tip(app);
    app_push(app, view_grid_new());
    app_resume_stage(app);
    app_return_to_work(app);
    if (app->options->follow) {
        view_grid_project(app_grid(app));
        app_begin_following(app);
    }
    if (app->options->phones) {
        app_say_later(app);
        app_begin_phones(app);
        app_push(app, view_code_new());
    }
}

static void finish(struct app *app)
{
    while (app->view_count) {
        app_pop(app);
    }
    free(app->views);
    app_forget_themes(app);
    if (app->open) {
        app_close(app);
    }
    err_finish(&app->saving.err);
    room_finish(&app->others.room);
    room_finish(&app->others.phones);
    str_finish(&app->others.names);
    str_finish(&app->others.front);
    str_finish(&app->others.room_said);
    str_finish(&app->others.seminar_said);
    str_finish(&app->clock_said);
    files_finish(&app->files);
    app_end_following(app);
    str_finish(&app->waiting.asked_said);
    str_finish(&app->waiting.words);
    str_finish(&app->waiting.alone);
    str_finish(&app->voting.words);
    str_finish(&app->voting.column);
    str_finish(&app->voting.left);
    str_finish(&app->messages.text);
    str_finish(&app->messages.tip);
    str_finish(&app->messages.opening);
    app_forget_messages(app);
    str_finish(&app->saving.begun);
    str_finish(&app->saving.draft);
    str_finish(&app->saving.draft_field);
    typed_words_finish(&app->typing.words);
    typed_words_finish(&app->typing.slow.words);
    str_finish(&app->typing.late.keys);
    str_finish(&app->typing.hint);
    str_finish(&app->typing.slow.before);
    str_finish(&app->typing.slow.asked);
    str_finish(&app->typing.ended.words);
    str_finish(&app->typing.told.words);
    str_finish(&app->typing.held_down.said);
    str_finish(&app->typing.slow.keys);
    str_finish(&app->typing.slow.stood);
    str_finish(&app->typing.slow.run);
    str_finish(&app->typing.slow.left);
    str_finish(&app->typing.slow.wrote);
    str_finish(&app->typing.slow.head);
    str_finish(&app->typing.slow.left_row);
    str_finish(&app->typing.slow.left_column);
    str_finish(&app->typing.held_text);
    str_finish(&app->typing.changed.words);
    str_finish(&app->typing.changed.bare);
    str_finish(&app->typing.near.keys);
    str_finish(&app->typing.entering.title);
}

bool app_run(const char *path, struct app_options *options, struct err *err)
{
    struct app app = {.options = options,
                      .home = !path,
                      .panels.now = options->panel,
                      .watching.watch.fd = -1};
    bool ok = false;
    signal(SIGPIPE, SIG_IGN); /* as company.h asks */
    action_let_letters_write(options->letters_write && !options->accessible);
    if (path && !app_open(&app, path, err)) {
        goto out;
    }
    if (!start_face(options, err)) {
        goto out;
    }
    tell_what_is_special(&app);
    if (path) {
        show_session(&app);
    } else {
        app_push(&app, view_home_new());
        app_say_begun(&app);
    }
    ok = !options->accessible || spoken_loop(&app, err);
    if (!options->accessible) {
        app_loop(&app);
    }
    terminal_end();
    tell_left_out(&app);
    tell_half_written(&app);
    app_end_phones(&app);
    if (app.saving.err.message) {
        err_finish(err);
        tell_not_saved(&app, err);
        ok = false;
    }
out:
    finish(&app);
    return ok;
}
