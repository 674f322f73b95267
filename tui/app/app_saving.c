/* What was said goes to the journal at once, and to the file when it is quiet; what was
 * being typed goes there too, and comes back after a crash. */

#include "app/app.h"
#include "app/app_everybody.h"

#include "base/memory.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "store/begun.h"
#include "store/lock.h"
#include "store/undoing.h"
#include "views/day_words.h"
#include "views/grid/view_grid.h"

#include <stdlib.h>
#include <string.h>

void app_begin_saving(struct app *app)
{
    app->saving.kept_number = app->author.next_number;
    app->saving.dirty = app->saving.behind = app->saving.told_shut = false;
    str_clear(&app->saving.draft);
    app->saving.draft_of = NULL;
}

void app_changed(struct app *app)
{
    app->saving.dirty = app->open && !app->file.read_only;
}

void app_put_off_saving(struct app *app)
{
    app->saving.dirty = false;
}

/* How long a lock is waited for where there is that much time: of one that is known to be
 * held, nobody waits for the end. */
static void be_patient(struct app *app, int most_ms)
{
    const struct saving *saving = &app->saving;
    int64_t waited_ms =
        saving->held_since_ms ? clock_ticks_ms() - saving->held_since_ms : 0;
    app->file.journal.patience_ms = waited_ms < most_ms ? most_ms - (int)waited_ms : 0;
}

/* What a lock keeps from the disk waits in memory for as long as others are given to end
 * what they do, unless the program is left. Until the program has gone on for a second
 * without, nothing is said. */
static bool may_wait(struct app *app)
{
    struct saving *saving = &app->saving;
    if (!app->file.journal.held) {
        saving->held_since_ms = 0;
        return false;
    }
    saving->held_ms = clock_ticks_ms();
    if (!saving->held_since_ms) {
        saving->held_since_ms = saving->held_ms - app->file.journal.patience_ms;
    }
    return !saving->hurry && !saving->err.message &&
           saving->held_ms - saving->held_since_ms < LOCK_PATIENCE_MS;
}

/* When what a lock kept from the disk is tried again. */
static int64_t try_again_ms(const struct app *app)
{
    enum { SOON_MS = 25 };
    return app->saving.held_ms + (app->saving.err.message ? LOCK_PATIENCE_MS : SOON_MS);
}

bool app_may_try(const struct app *app)
{
    return !app->file.journal.held || clock_ticks_ms() >= try_again_ms(app);
}

static void tell_failed_save(struct app *app, struct err *err)
{
    size_t edits = session_edit_count(app->file.session);
    bool known = app->saving.err.message && app->file.rescue && app->file.journal.held &&
                 app->saving.tried_edits == edits;
    err_finish(&app->saving.err);
    app->saving.err = *err;
    app->saving.tried_edits = edits;
    if (known) { /* tried again unasked: nothing is new, but who holds it, perhaps */
        return;
    }
    if (!file_rescue(&app->file, NULL)) {
        free(app->file.rescue); /* what is there lacks the latest */
        app->file.rescue = NULL;
    }
    app_warn_not_saved(app, TRIED_AGAIN);
}

/* So that it is there after a crash, too. */
static void keep_undo(const struct app *app)
{
    char today[DATE_SIZE_BYTES];
    clock_today(today);
    undo_keep(app->file.path, today, &app->author);
}

/* Writes the file, if its lock is had in time. */
static void save(struct app *app, int patience_ms)
{
    struct err err = ERR_NONE;
    if (!app->open || !(app->saving.dirty || app->saving.behind) || app->file.read_only) {
        return;
    }
    be_patient(app, patience_ms);
    bool ok = file_save(&app->file, &err), waits = may_wait(app);
    if (waits && patience_ms == 0) {
        err_finish(&err);
        return;
    }
    if (ok) {
        app_tell_outside(app);
        if (app->saving.err.message) {
            app_say(app, "Saved again, in %s.", app->file.path);
        }
        err_finish(&app->saving.err);
        app->saving.dirty = app->saving.behind = false;
        app->saving.kept_number = app->author.next_number;
        company_tell(&app->others.company);
        keep_undo(app);
        app_tell_left_out(app);
    } else {
        tell_failed_save(app, &err);
    }
}

void app_save(struct app *app)
{
    save(app, LOCK_PATIENCE_MS);
}

void app_try_save(struct app *app)
{
    save(app, app->saving.hurry ? LOCK_PATIENCE_MS : 0);
}

void app_save_all(struct app *app)
{
    app->saving.hurry = true;
    app_keep(app);
    app_keep_typed(app);
    app_save(app);
    app->saving.hurry = false;
}

/* The author's edits that are not in the journal yet; an array to free(). */
static const struct edit **unkept_edits(const struct app *app, size_t *count)
{
    *count = (size_t)(app->author.next_number - app->saving.kept_number);
    const struct edit **edits = memory_get((*count + 1) * sizeof(*edits));
    for (size_t i = 0; i < *count; i++) {
        edits[i] = session_edit(
            app->file.session,
            (struct edit_key){app->author.actor, app->saving.kept_number + i});
    }
    return edits;
}

void app_fall_behind(struct app *app)
{
    struct saving *saving = &app->saving;
    saving->changed_ms = clock_ticks_ms();
    saving->behind_since_ms =
        saving->behind ? saving->behind_since_ms : saving->changed_ms;
    saving->behind = true;
}

void app_keep(struct app *app)
{
    struct err err = ERR_NONE;
    size_t count;
    if (!app->open || !app->saving.dirty) {
        return;
    }
    const struct edit **edits = unkept_edits(app, &count);
    keep_undo(app); /* first: of what is in no journal yet nothing is taken up */
    be_patient(app, app->saving.hurry ? LOCK_PATIENCE_MS : 0);
    bool ok = count > 0 && journal_append(&app->file.journal, edits, count, &err);
    free(edits);
    err_finish(&err);
    if (!ok && count > 0 && may_wait(app)) {
        return;
    }
    if (!ok) {
        app_try_save(app); /* no journal, or nothing for it: then the whole file */
        app_tell_shut(app);
        return;
    }
    company_tell(&app->others.company);
    app->saving.kept_number = app->author.next_number;
    app->saving.dirty = false;
    app_fall_behind(app);
    if (app->saving.err.message) { /* the file could not be written: now, perhaps */
        app_try_save(app);
    }
}

/* What is being typed, in whatever view is uppermost of those where something is. */
static struct unfinished what_is_typed(const struct app *app)
{
    struct unfinished typed = {.of = NULL};
    for (size_t i = app->view_count; i-- > 0 && !typed.of;) {
        const struct view *view = &app->views[i];
        typed = view->ops->unfinished ? view->ops->unfinished(view->state) : typed;
    }
    typed.text = typed.of ? typed.text : "";
    return typed;
}

/* Whether the journal has just that: where nothing is typed, nothing. */
static bool is_in_journal(const struct app *app, const struct unfinished *typed)
{
    const struct saving *saving = &app->saving;
    return strcmp(typed->text, str_text(&saving->draft)) == 0 &&
           (!*typed->text || (typed->of == saving->draft_of &&
                              strcmp(typed->field, str_text(&saving->draft_field)) == 0));
}

/* What was being typed under a row that is nowhere would find no way back. */
static void make_row(struct app *app, const struct intent *intent, struct err *err)
{
    author_begin_step(&app->author, "");
    author_need_row(&app->author, intent->record, err);
    author_forget_step(&app->author);
}

/* Takes back what was typed elsewhere, too: of an actor the journal has one draft. */
static bool append_draft(struct app *app, const struct unfinished *typed)
{
    struct str name = str_of("%s:%s", record_kind(typed->of), record_id(typed->of));
    if (*typed->text && row_given(typed->of)) {
        app_act(app, &(struct intent){.record = typed->of}, make_row);
        app_keep(app);
    }
    be_patient(app, app->saving.hurry ? LOCK_PATIENCE_MS : 0);
    bool ok = journal_append_draft(&app->file.journal, app->author.actor, app->author.by,
                                   name.bytes, typed->field, typed->text, NULL);
    str_finish(&name);
    return ok;
}

/* Whether it is one letter so far: a key perhaps that was pressed with the box open, which is
 * not shown to a room at once. Forms are shown to none, and numbers have often one digit. */
static bool is_letter_yet(struct saving *saving, const struct unfinished *typed)
{
    enum { LETTER_MS = 1000 };
    bool form = typed->of && strncmp(typed->field, FORM_DRAFT, strlen(FORM_DRAFT)) == 0;
    bool letter = *typed->text && !typed->text[1] && !form && !saving->draft.len_bytes &&
                  !saving->hurry;
    int64_t now_ms = clock_ticks_ms();
    if (!letter || !saving->letter_ms) {
        saving->letter_ms = letter ? now_ms : 0;
    }
    return letter && now_ms - saving->letter_ms < LETTER_MS;
}

/* What stands in the form of a new session, which has no journal yet; NULL: that is not open. */
static const char *begun_now(const struct app *app)
{
    const struct view *top = app->view_count ? &app->views[app->view_count - 1] : NULL;
    bool form = top && !app->open && view_mode(top) == MODE_FORM && top->ops->unfinished;
    struct unfinished typed = {.of = NULL};
    if (form) {
        typed = top->ops->unfinished(top->state);
    }
    return form ? typed.text : NULL;
}

static bool is_begun_kept(const struct app *app)
{
    const char *text = begun_now(app);
    return !text || strcmp(text, str_text(&app->saving.begun)) == 0;
}

static void keep_begun(struct app *app)
{
    app->saving.draft_ms = clock_ticks_ms();
    if (!is_begun_kept(app)) {
        str_set(&app->saving.begun, "%s", begun_now(app));
        begun_keep(str_text(&app->saving.begun));
    }
}

/* What is in the box goes into the journal as a draft, a quarter of a second after it
 * was typed at the latest; one letter after a second. */
void app_keep_typed(struct app *app)
{
    struct saving *saving = &app->saving;
    if (!app->open) {
        keep_begun(app);
        return;
    }
    if (!app_grid(app)) {
        return;
    }
    saving->draft_ms = clock_ticks_ms();
    struct unfinished typed = what_is_typed(app);
    if (is_in_journal(app, &typed) || is_letter_yet(saving, &typed)) {
        return;
    }
    bool closed = !typed.of;
    if (closed) { /* what the journal has is taken back */
        typed = (struct unfinished){saving->draft_of, str_text(&saving->draft_field), ""};
    }
    bool ok = append_draft(app, &typed);
    if (!ok && may_wait(app)) {
        return;
    }
    if (!ok) { /* then saved with all, unless the box is closed, which kept what it had */
        if (!closed) {
            app_set_draft(app, typed.of, typed.field, typed.text, 0);
        }
        app_try_save(app);
    }
    saving->draft_of = typed.of;
    str_set(&saving->draft_field, "%s", typed.field);
    str_set(&saving->draft, "%s", typed.text);
    if (!*typed.text && !saving->behind) { /* then the journal can be emptied */
        saving->behind = true;
        saving->behind_since_ms = saving->changed_ms = clock_ticks_ms();
    }
}

/* The clock is looked at again when its words change, as long as they are seen. */
static int64_t clock_changes_ms(const struct app *app, int64_t now_ms)
{
    if (!app->open || !app->table || app_too_small()) {
        return INT64_MAX;
    }
    struct day day;
    day_now(app->file.session, app->table, &app->day, app_looks_back(app), &day);
    const struct grid_view *grid = app_grid(app);
    bool large = grid && app->view_count == 1 && view_grid_projects(grid);
    int patience_ms = app_clock_is_quiet(app) ? day_patience_quietly_ms(&day)
                                              : day_patience_ms(&day, large);
    return patience_ms < 0 ? INT64_MAX : now_ms + patience_ms;
}

/* Until something is to be written, or what is shown may change. */
static int64_t shows_until_ms(const struct app *app, int64_t now_ms)
{
    int64_t until_ms = clock_changes_ms(app, now_ms);
    int64_t ages_ms = app_room_ages_ms(app, now_ms);
    until_ms = ages_ms < until_ms ? ages_ms : until_ms;
    if (app->file.journal.held && (app->saving.dirty || app->saving.behind)) {
        int64_t again_ms = try_again_ms(app);
        until_ms = again_ms < until_ms ? again_ms : until_ms;
    } else if (app->saving.behind && !app->saving.err.message &&
               app->saving.changed_ms + QUIET_MS < until_ms) {
        until_ms = app->saving.changed_ms + QUIET_MS;
    }
    if (app_held_until_ms(app) < until_ms) {
        until_ms = app_held_until_ms(app);
    }
    if (app_offer_ends_ms(app) > now_ms && app_offer_ends_ms(app) < until_ms) {
        until_ms = app_offer_ends_ms(app);
    }
    if (app->watching.look_ms && app->watching.look_ms < until_ms) {
        until_ms = app->watching.look_ms;
    }
    return until_ms;
}

int app_patience_ms(struct app *app)
{
    int64_t now_ms = clock_ticks_ms(), until_ms = shows_until_ms(app, now_ms);
    app->saving.shows_ms = until_ms;
    bool kept = is_begun_kept(app);
    if (app->open && app_grid(app)) {
        struct unfinished typed = what_is_typed(app);
        kept = is_in_journal(app, &typed);
    }
    if (!kept && app->saving.draft_ms + DRAFT_MS < until_ms) {
        until_ms = app->saving.draft_ms + DRAFT_MS;
    }
    return until_ms == INT64_MAX ? -1 : until_ms > now_ms ? (int)(until_ms - now_ms) : 0;
}

bool app_woke_for_draft(const struct app *app, const struct event *event)
{
    int64_t now_ms = clock_ticks_ms();
    return event->kind == EVENT_NONE && now_ms < app->saving.shows_ms &&
           now_ms >= app->saving.draft_ms + DRAFT_MS;
}
