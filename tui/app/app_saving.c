/* What was said goes to the journal at once, and to the file when it is quiet; what was
 * being typed goes there too, and comes back after a crash. */

#include "app/app.h"

#include "base/memory.h"
#include "base/sanitise.h"
#include "model/fields.h"
#include "screen/clock.h"
#include "store/lock.h"
#include "views/day_words.h"
#include "views/grid/view_grid.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void app_begin_saving(struct app *app)
{
    app->saving.kept_number = app->author.next_number;
    app->saving.dirty = app->saving.behind = app->saving.told_shut = false;
    str_clear(&app->saving.draft);
}

void app_changed(struct app *app)
{
    app->saving.dirty = app->open && !app->file.read_only;
}

void app_put_off_saving(struct app *app)
{
    app->saving.dirty = false;
}

const char *app_kept_in(const struct app *app)
{
    bool in_journal = app->saving.kept_number == app->author.next_number &&
                      access(app->file.journal.path, F_OK) == 0 &&
                      !file_lacks_something(&app->file);
    return app->file.rescue ? app->file.rescue
           : in_journal     ? app->file.journal.path
                            : NULL;
}

static void add_words_of(const struct edit *edit, struct str *out)
{
    for (uint32_t i = 0; edit && i < edit->set_count; i++) {
        const struct change *change = &edit->set[i];
        if (change->value.kind == VALUE_TEXT && *change->value.text &&
            field_holds_words(edit->kind, change->field)) {
            sanitise(change->value.text, SANITISE_FOR_LINES, out);
            str_add(out, "\n");
        }
    }
}

/* Of a file that is not there any more, as it was, that is all. */
void app_add_lost_words(const struct app *app, struct str *out)
{
    bool journal_is_there = access(app->file.journal.path, F_OK) == 0;
    uint64_t number = journal_is_there ? app->saving.kept_number : 1;
    if (file_lacks_something(&app->file)) {
        size_t count;
        const struct edit **all = session_edits(app->file.session, &count);
        for (size_t i = 0; i < count; i++) {
            add_words_of(all[i], out);
        }
        free(all);
        return;
    }
    for (; number < app->author.next_number; number++) {
        struct edit_key key = {app->author.actor, number};
        add_words_of(session_edit(app->file.session, key), out);
    }
}

void app_warn_not_saved(struct app *app, const char *then)
{
    const char *kept_in = app_kept_in(app);
    if (kept_in) {
        app_warn(app, "Not saved: %s. All of it is kept in %s. %s",
                 err_text(&app->saving.err), kept_in, then);
    } else {
        app_warn(app, "Not saved, and there is no other place for it: %s. %s",
                 err_text(&app->saving.err), then);
    }
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

static void add_changes(struct str *out, size_t count)
{
    str_addf(out, "%zu change%s", count, plural(count));
}

/* Another state of it was there. What others who are here said is shown, not told. */
static void tell_changed(struct app *app, const struct outside *outside)
{
    struct str words = STR_EMPTY;
    if (outside->brought) {
        add_changes(&words, outside->brought);
        str_add(&words, outside->brought == 1 ? " is" : " are");
        str_add(&words, " taken in");
    }
    if (outside->lacked) {
        str_add(&words, outside->brought ? ", and what it lacked (" : "what it lacked (");
        add_changes(&words, outside->lacked);
        str_add(&words, ") is written again");
    }
    if (outside->lacked || (outside->brought && !company_writers(&app->others.company))) {
        app_say(app, "%s was changed from outside: %s.", app->file.path, words.bytes);
    }
    str_finish(&words);
}

void app_tell_outside(struct app *app)
{
    struct outside outside = app->file.outside;
    app->file.outside = (struct outside){.what = OUTSIDE_NOTHING};
    app->watching.gone = false;
    app->watching.missing_ms = 0;
    if (outside.what == OUTSIDE_CHANGED) {
        tell_changed(app, &outside);
    } else if (outside.what == OUTSIDE_EMPTIED || outside.what == OUTSIDE_GONE) {
        app_say(app, "%s was %s; it is written again, with all that was in it.",
                app->file.path,
                outside.what == OUTSIDE_GONE ? "gone: deleted, or moved away"
                                             : "emptied from outside");
    }
}

void app_show_banner(struct app *app)
{
    const struct journal_news *news = &app->file.news;
    if (app->saving.err.message) {
        app_warn_not_saved(app, TRIED_AGAIN);
    } else if (app->watching.gone && app->file.read_only) {
        app_warn(app, "%s is gone: deleted, or moved away.", app->file.path);
    } else if (app->watching.gone) {
        app_warn(
            app,
            "%s is gone: deleted, or moved away. The next change, Ctrl-S or q writes "
            "it again.",
            app->file.path);
    } else if (app->open && news->unread) {
        app_warn(app, "Left out: %s.", news->unread_why);
    }
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

void app_tell_shut(struct app *app)
{
    struct err err = ERR_NONE;
    if (!app->file.read_only && !app->saving.told_shut && !app->saving.err.message &&
        !journal_may_grow(&app->file.journal, &err)) {
        app_warn(app, "%s.", err_text(&err));
        app->saving.told_shut = true;
    }
    err_finish(&err);
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

/* What is in the box goes into the journal as a draft, a quarter of a second after it
 * was typed at the latest. */
void app_keep_typed(struct app *app)
{
    const struct record *of;
    const char *field, *text;
    const struct grid_view *grid = app_grid(app);
    if (!app->open || !grid) {
        return;
    }
    if (!view_grid_typed(grid, &of, &field, &text)) {
        text = "";
    }
    if (strcmp(text, str_text(&app->saving.draft)) != 0 && of) {
        struct str name = STR_EMPTY;
        str_addf(&name, "%s:%s", record_kind(of), record_id(of));
        be_patient(app, app->saving.hurry ? LOCK_PATIENCE_MS : 0);
        bool ok = journal_append_draft(&app->file.journal, app->author.actor, name.bytes,
                                       field, text, NULL);
        str_finish(&name);
        if (!ok && may_wait(app)) {
            goto out;
        }
        if (!ok) {
            app_set_draft(app, of, field, text, 0); /* then saved with all the rest */
            app_try_save(app);
        }
        str_set(&app->saving.draft, "%s", text);
        if (!*text && !app->saving.behind) { /* then the journal can be emptied */
            app->saving.behind = true;
            app->saving.behind_since_ms = app->saving.changed_ms = clock_ticks_ms();
        }
    }
out:
    app->saving.draft_ms = clock_ticks_ms();
}

/* The draft that was being typed when the program ended stands in its box again as soon
 * as that is opened, behind what may stand there already. */
static bool bring_draft_back(struct app *app, const struct journal_draft *draft)
{
    const char *colon = strchr(draft->of, ':');
    struct str words = STR_EMPTY;
    if (!colon || company_has(&app->others.company, draft->actor)) {
        return false; /* somebody is typing it right now */
    }
    char *kind = memory_copy_text(draft->of);
    kind[colon - draft->of] = '\0';
    const struct record *record = session_record(app->file.session, kind, colon + 1);
    free(kind);
    if (record) {
        const char *before = record_words(record, draft->field);
        str_addf(&words, "%s%s%s", before, *before ? "\n" : "", draft->text);
        app_set_draft(app, record, draft->field,
                      strstr(before, draft->text) ? before : words.bytes, 0);
        app_keep(app);
        journal_append_draft(&app->file.journal, draft->actor, draft->of, draft->field,
                             "", NULL);
    }
    str_finish(&words);
    return record != NULL;
}

/* A program did not end as it should the last time: say what the journal brought. What
 * those who are there have just said is no news of that kind. */
void app_tell_news(struct app *app)
{
    struct journal_news *news = &app->file.news;
    struct str said = STR_EMPTY;
    bool alone = company_writers(&app->others.company) == 0;
    if (news->edits && alone) {
        str_addf(&said, "Came back from the journal: %zu change%s", news->edits,
                 plural(news->edits));
    }
    for (size_t i = 0; i < news->draft_count; i++) {
        if (bring_draft_back(app, &news->drafts[i])) {
            str_addf(&said, "%s a draft, ‘%s’ (a, e or g at its place goes on)",
                     said.len_bytes ? ", and" : "Came back from the journal:",
                     news->drafts[i].text);
        }
    }
    if (alone || said.len_bytes) {
        app_changed(app);
    }
    struct str left_out = STR_EMPTY;
    bool warns = journal_news_tell(news, &left_out);
    if (said.len_bytes || warns) {
        app_say(app, "%s%s%s.", str_text(&said), said.len_bytes && warns ? "; " : "",
                str_text(&left_out));
        app->messages.warning = warns;
    }
    str_finish(&left_out);
    str_finish(&said);
}

void app_tell_left_out(struct app *app)
{
    struct str words = STR_EMPTY;
    if (journal_news_tell(&app->file.news, &words)) {
        app_warn(app, "%s.", words.bytes);
    }
    str_finish(&words);
}

/* The clock is looked at again when its words change, as long as they are seen. */
static int64_t clock_changes_ms(const struct app *app, int64_t now_ms)
{
    if (!app->open || !app->table || app_too_small()) {
        return INT64_MAX;
    }
    struct day day;
    day_now(app->file.session, app->table, &app->day, &day);
    const struct grid_view *grid = app_grid(app);
    bool large = grid && app->view_count == 1 && view_grid_projects(grid);
    int patience_ms = day_patience_ms(&day, large);
    return patience_ms < 0 ? INT64_MAX : now_ms + patience_ms;
}

/* How long to wait for a key: until something is to be written or the clock shows another
 * second; else for ever. */
int app_patience_ms(const struct app *app)
{
    const struct record *of;
    const char *field, *text;
    int64_t now_ms = clock_ticks_ms();
    int64_t until_ms = clock_changes_ms(app, now_ms);
    const struct grid_view *grid = app_grid(app);
    if (app->open && grid) {
        bool typed = view_grid_typed(grid, &of, &field, &text);
        if (strcmp(typed ? text : "", str_text(&app->saving.draft)) != 0) {
            int64_t draft_ms = app->saving.draft_ms + DRAFT_MS;
            until_ms = draft_ms < until_ms ? draft_ms : until_ms;
        }
    }
    if (app->file.journal.held && (app->saving.dirty || app->saving.behind)) {
        int64_t again_ms = try_again_ms(app);
        until_ms = again_ms < until_ms ? again_ms : until_ms;
    } else if (app->saving.behind && !app->saving.err.message &&
               app->saving.changed_ms + QUIET_MS < until_ms) {
        until_ms = app->saving.changed_ms + QUIET_MS;
    }
    if (app->watching.look_ms && app->watching.look_ms < until_ms) {
        until_ms = app->watching.look_ms;
    }
    return until_ms == INT64_MAX ? -1 : until_ms > now_ms ? (int)(until_ms - now_ms) : 0;
}
