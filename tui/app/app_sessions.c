/* Sessions begun, opened, copied from a sample and named. */

#include "app/app.h"
#include "app/app_everybody.h"

#include "base/memory.h"
#include "base/shell.h"
#include "base/utf8.h"
#include "model/ballot.h"
#include "model/history.h"
#include "model/meetings.h"
#include "model/unshown.h"
#include "screen/clock.h"
#include "store/begun.h"
#include "store/copies.h"
#include "store/forms.h"
#include "store/own_writers.h"
#include "store/places.h"
#include "store/replace.h"
#include "store/samples.h"
#include "store/standing.h"
#include "store/undoing.h"
#include "views/grid/view_grid.h"
#include "views/view_home.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What people said: the form comes along by itself. */
static size_t count_said(const struct session *session)
{
    size_t at = 0, said = 0;
    for (const struct edit *e; (e = session_next_edit(session, &at));) {
        said += strcmp(e->kind, "template") != 0;
    }
    return said;
}

void app_note_begun(struct app *app, const char *after)
{
    free(app->begun.after);
    app->begun = (struct begun){count_said(app->file.session), memory_copy_text(after)};
}

/* Whether it was begun here, as a copy of what it follows, and nobody said anything in it. */
static bool was_begun_in_vain(struct app *app)
{
    const struct begun *begun = &app->begun;
    const struct company *company = &app->others.company;
    return begun->said && count_said(app->file.session) == begun->said &&
           access(begun->after, F_OK) == 0 && !app->file.read_only &&
           !company_writers(company) && !company_count(company, MEMBER_FOLLOWS) &&
           !company_count(company, MEMBER_IS_PHONES) && !file_is_another(&app->file);
}

static void remember_file(struct app *app)
{
    char today[DATE_SIZE_BYTES];
    recent_add(app->file.path);
    if (!app->file.read_only) {
        clock_today(today);
        undo_keep(app->file.path, today, &app->author);
    }
}

void app_close(struct app *app)
{
    app_type_elsewhere(app);
    char *in_vain = was_begun_in_vain(app) ? memory_copy_text(app->file.target) : NULL;
    if (app->file.stamp.exists && !in_vain) {
        remember_file(app);
    }
    author_finish(&app->author);
    app->open = false;
    app_drop_old_lists(app);
    file_close(&app->file);
    company_leave(&app->others.company);
    watch_stop(&app->watching.watch);
    copies_finish(&app->watching.copies);
    app->file = (struct session_file){.path = NULL};
    if (in_vain) {
        unlink(in_vain);
    }
    free(in_vain);
    free(app->begun.after);
    app->begun = (struct begun){.after = NULL};
    app->saving.dirty = app->saving.behind = false;
    app->table = NULL;
}

/* Back to the screen that the session was opened from. */
void app_go_home(struct app *app)
{
    bool in_vain = was_begun_in_vain(app);
    struct str half = STR_EMPTY;
    bool told = !in_vain && app_add_half_written(app, &half);
    app_end_phones(app);
    while (app->view_count) {
        app_pop(app);
    }
    app_forget_themes(app);
    app_close(app);
    room_finish(&app->others.room);
    room_finish(&app->others.phones);
    str_clear(&app->others.names);
    str_clear(&app->waiting.asked_said);
    str_clear(&app->waiting.words);
    str_clear(&app->waiting.alone);
    app->others.has_room = app->others.has_phones = app->others.room_ended = false;
    app->others.phones_ended = false;
    app->waiting.table = NULL;
    app->eyes = (struct eyes){.of = NULL};
    app->turn = (struct ballot_turn){.table = NULL};
    app->watching = (struct watching){.watch.fd = -1};
    app->missing_row = 0;
    app_watch(app);
    app_push(app, view_home_new());
    app_say(app, "%sAll is saved; \vleave\v leaves roundtable.%s%s",
            in_vain ? "No follow-up was kept: nothing was said. " : "",
            told ? " Left in that session: " : "", str_text(&half));
    str_finish(&half);
}

void app_show_grid(struct app *app)
{
    while (app->view_count) {
        app_pop(app);
    }
    app_push(app, view_grid_new());
    app_resume_stage(app);
    app_return_to_work(app);
}

/* A template that is not compiled in comes from its file into the session. */
static const char *take_template(struct app *app, const char *target, struct str *id,
                                 struct err *err)
{
    if (template_is_builtin(target)) {
        str_add(id, target);
    } else {
        struct template *form = form_in_file(target, err);
        if (form && session_add_template(app->file.session, form, err)) {
            str_add(id, form->id);
        }
        template_free(form);
    }
    return id->len_bytes ? id->bytes : NULL;
}

/* A table of that template (text; NULL: the default) and with the form's details. */
static void add_table(struct app *app, const struct intent *intent, struct err *err)
{
    const char *texts[DETAIL_COUNT];
    for (size_t i = 0; i < DETAIL_COUNT; i++) {
        texts[i] = intent->texts[i] && *intent->texts[i] ? intent->texts[i] : NULL;
    }
    app->table = author_add_table(&app->author, intent->text, texts[0], texts[1],
                                  texts[2], texts[3], err);
}

static void add_first_table(struct app *app, const struct intent *intent, struct err *err)
{
    author_begin_table(&app->author, intent->text, err);
}

/* Of several windows that begin a file at the same time all begin the same table. What was
 * saved since the file was looked for is seen now. */
static void begin_table(struct app *app)
{
    size_t count;
    char *first = app->options->follow ? NULL : company_first(&app->others.company);
    app_take_in(app);
    app_await_table(app);
    session_tables(app->file.session, &count);
    if (count == 0) {
        app_act(app, &(struct intent){.text = first}, add_first_table);
        app_put_off_saving(app);
    }
    free(first);
}

static void withdraw_table(struct app *app, const struct intent *intent, struct err *err)
{
    author_withdraw_table(&app->author, intent->record, err);
}

/* Nothing lies over the grid but what shows how the room stands. */
static bool may_yield(struct app *app)
{
    const struct grid_view *grid = app_grid(app);
    return app->table && !app->file.read_only && grid &&
           view_grid_ops.mode(grid) == MODE_GRID &&
           (view_mode(app_top(app)) & (MODE_GRID | MODE_ROOM));
}

void app_yield_table(struct app *app)
{
    size_t count;
    session_tables(app->file.session, &count);
    if (count < 2 || !may_yield(app) || !table_untouched(app->table)) {
        return;
    }
    struct str name = STR_EMPTY;
    struct intent intent = {.record = app->table};
    if (app_act(app, &intent, withdraw_table)) {
        intent.record = session_tables(app->file.session, &count)[0];
        app_choose_table(app, &intent);
        history_name_table(intent.record, &name);
        str_add(&name, " is here.");
        app_say_besides(app, name.bytes);
    }
    str_finish(&name);
}

/* The table to show first: the one worked at, or the first that is of no sample. */
static void choose_table(struct app *app)
{
    struct session *s = app->file.session;
    size_t count;
    session_tables(s, &count);
    if (count == 0) {
        begin_table(app);
    }
    const struct record *const *tables = session_tables(s, &count);
    count = tables_count_met(s, tables, count); /* what met again is one */
    if (count > 1 && !app->options->follow) {
        app_say(app,
                "This file holds %zu tables; \vtable\v chooses another, \vthemes\v "
                "shows what recurs.",
                count);
    }
    const struct record *work = app_table_of_work(app);
    const struct record *follows = work ? NULL : app_table_that_follows(app);
    app->table = work ? work : follows ? follows : table_of_people(s);
    if (follows) {
        app_tell_last_time(app);
    }
}

/* Puts a session, which is taken, where none is open. */
static void replace_session(struct app *app, const struct session_file *file)
{
    char today[DATE_SIZE_BYTES];
    app_forget_themes(app);
    app_type_elsewhere(app);
    app->file = *file;
    app->open = true;
    app->eyes = (struct eyes){.of = NULL};
    app->export_choice = (struct export_choice){.audience = FOR_ANYBODY};
    app->following.known = session_edit_count(file->session);
    author_init(&app->author, app->file.session, clock_seed(), app->options->by);
    if (!file->read_only) {
        clock_today(today);
        undo_bring_back(file->path, today, &app->author);
        undo_keep(file->path, today,
                  &app->author); /* from now on this is another actor */
    }
    if (file->hand_changed) {
        author_take_over(&app->author, "took in what was written by hand",
                         file->by_hand.edits, file->by_hand.count);
    }
    app_begin_saving(app);
    app_begin_watching(app);
    app->table = NULL;
    app->turn = (struct ballot_turn){.table = NULL};
}

/* Says what is kept but not shown, and of copies that voted apart, behind what opening says. */
static void tell_session(struct app *app)
{
    struct str words = STR_EMPTY, lines = STR_EMPTY;
    bool some = session_say_unshown(app->file.session, &lines);
    size_t end_bytes = lines.len_bytes;
    str_add(&lines, some ? "\n" : "");
    if (!ballot_say_copies(app->file.session, &lines)) {
        str_remove(&lines, end_bytes, lines.len_bytes - end_bytes);
    }
    if (lines.len_bytes) {
        const char *said = str_text(&app->messages.text);
        str_addf(&words, "%s%sWants a look: ", said, *said ? " " : "");
        for (const char *c = lines.bytes; *c; c++) {
            str_add_bytes(&words, *c == '\n' ? "; " : c, *c == '\n' ? 2 : 1);
        }
        app_warn(app, "%s.", words.bytes);
    }
    str_finish(&lines);
    str_finish(&words);
}

/* A name that was mistyped, or typed in another folder, would be a session without anything
 * in it, and whoever sees that fears for the other. */
static void tell_begun(struct app *app)
{
    struct str meant = STR_EMPTY;
    session_say_meant(app->file.path, &meant);
    if (meant.len_bytes) {
        app_warn(app,
                 "A new session: there is no %s yet%s. If that is meant: \vleave\v, then "
                 "roundtable and its name.",
                 app->file.path, meant.bytes);
    } else if (!app->options->said) { /* to a room there is more to say */
        app_say(app, "A new session. \vgoal\v adds the first goal.");
    }
    str_finish(&meant);
}

/* Says what opening the file brought: news, faults, or that it is begun. */
static void tell_opened(struct app *app, bool begun)
{
    const struct session_file *file = &app->file;
    if (file->read_only) {
        struct str left_out = STR_EMPTY;
        bool some = journal_news_tell(&app->file.news, &left_out);
        app_warn(app, "Open for reading only: %s%s%s.", file->read_only_why,
                 some ? "; " : "", str_text(&left_out));
        str_finish(&left_out);
    } else if (file->news.edits || file->news.draft_count || file->news.bad_lines ||
               file->news.unread) {
        app_tell_news(app);
    } else if (file->fault_count) {
        struct str word = STR_EMPTY;
        shell_add_path(file->path, &word);
        app_warn(app, "Wants a look (%zu in all): %s. %sroundtable check %s tells all.",
                 file->fault_count, file->first_fault,
                 file->hand_changed ? "\vundo\v takes what a hand wrote back. " : "",
                 word.bytes);
        str_finish(&word);
        if (file->hand_edits) {
            app_changed(app);
        }
    } else if (file->hand_edits) {
        app_say(app, "Taken in what was written by hand: %zu change%s.", file->hand_edits,
                plural(file->hand_edits));
        app_changed(app);
    } else if (begun) {
        tell_begun(app);
    } else {
        app_tell_draft(app);
    }
    tell_session(app);
    app_tell_shut(app);
}

/* Opens what is there, or begins it; what was typed without its ".json" is that file, unless
 * something was said, or half typed, in it before it was written. *path then says so, to free(). */
static bool open_or_begin(char **path, bool *there, struct session_file *file,
                          struct err *err)
{
    struct stat about;
    bool beside = false;
    *there = stat(*path, &about) == 0 || errno != ENOENT;
    if (*there) {
        return file_open(*path, file, err);
    }
    file_new(*path, file);
    bool said = session_edit_count(file->session) || file->news.draft_count;
    char *meant = said ? NULL : session_meant(*path, &beside);
    if (beside) {
        file_close(file);
        free(*path);
        *path = meant;
        *there = true;
        return file_open(meant, file, err);
    }
    free(meant);
    return true;
}

static bool open_path(struct app *app, char **typed, struct err *err)
{
    struct session_file file;
    bool there;
    if (!open_or_begin(typed, &there, &file, err)) {
        return false;
    }
    const char *path = *typed;
    bool whole = !file.read_only;
    if (app->options->follow && whole) {
        file.read_only = true;
        file.read_only_why = memory_copy_text("this window follows");
    }
    bool new = !there && !app->options->follow && !session_edit_count(file.session);
    if (new) {
        standing_begin_anew(path);
    }
    replace_session(app, &file);
    app_come_in(app);
    own_writers_bring_back(&app->author, &app->others.company);
    choose_table(app);
    if (!app->table) {
        err_set(err,
                there ? "%s: holds no session that could be shown"
                      : "%s: there is no such file to follow; open it in another window "
                        "first, without --follow",
                path);
        app_close(app);
        return false;
    }
    if (!app->options->follow || !whole) { /* else the title says enough to the room */
        tell_opened(app, !there);
        app_tell_beside(app);
        if (there) {
            app_tell_had_phones(app);
            app_add_question(app);
        }
    }
    if (there) {
        recent_add(path);
    }
    return true;
}

bool app_open(struct app *app, const char *path, struct err *err)
{
    char *opened = memory_copy_text(path);
    bool ok = open_path(app, &opened, err);
    free(opened);
    return ok;
}

void app_begin_session(struct app *app, const struct intent *intent)
{
    struct err err = ERR_NONE;
    struct session_file file;
    struct str id = STR_EMPTY;
    struct intent begun = *intent;
    char *path = session_path_for(intent->texts[0], intent->texts[1], intent->texts[2],
                                  intent->texts[3], &err);
    if (path) {
        file_new(path, &file);
        replace_session(app, &file);
        begun.text = take_template(app, intent->text, &id, &err);
        begun.seen_edits = 0;
    }
    if (path && begun.text && app_act(app, &begun, add_table)) {
        begun_keep("");
        str_clear(&app->saving.begun);
        app_show_grid(app);
        app_say(app, "Saved to %s as you type. \vgoal\v adds the first goal.", path);
        app_save(app);
        recent_add(path);
        app_come_in(app);
    } else {
        app_warn(app, "No session was begun: %s", err_text(&err));
        if (path) {
            author_finish(&app->author);
            file_close(&app->file);
            app_type_elsewhere(app);
            app->open = false;
        }
    }
    str_finish(&id);
    err_finish(&err);
    free(path);
}

void app_open_file(struct app *app, const struct intent *intent)
{
    struct err err = ERR_NONE;
    if (app_open(app, intent->text, &err)) {
        app_show_grid(app);
        app_tell_tip(app);
    } else {
        app_warn(app, "%s", err_text(&err));
    }
    err_finish(&err);
}

/* A sample is opened as a copy of one's own. */
void app_open_copy(struct app *app, const struct intent *intent)
{
    struct err err = ERR_NONE;
    struct str bytes = STR_EMPTY;
    const char *sample = intent->text;
    char *name = memory_copy_text(path_name(sample));
    name[strcspn(name, ".")] = '\0';
    char *path = session_path_for(name, NULL, NULL, NULL, &err);
    if (path && read_file(sample, &bytes, &err) &&
        replace_file(path, str_text(&bytes), bytes.len_bytes, REPLACE_NEVER, &err) &&
        app_open(app, path, &err)) {
        app_show_grid(app);
        app_say(app,
                "A copy of the sample, %s: change what you like. \vgrid\v changes "
                "between map "
                "and plan.",
                path);
    } else {
        app_warn(app, "The sample could not be opened: %s", err_text(&err));
    }
    free(path);
    free(name);
    str_finish(&bytes);
    err_finish(&err);
}
