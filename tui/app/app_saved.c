/* What is said of saving: that it failed, and where all of it is; what became of the file
 * meanwhile; what the journal brought. */

#include "app/app.h"

#include "base/memory.h"
#include "base/sanitise.h"
#include "base/utf8.h"
#include "model/fields.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
        app_warn(app,
                 "%s is gone: deleted, or moved away. The next change, \vsave\v or "
                 "\vleave\v writes "
                 "it again.",
                 app->file.path);
    } else if (app->open && news->unread) {
        app_warn(app, "Left out: %s.", news->unread_why);
    }
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

/* A program did not end as it should the last time: say what the journal brought. What
 * those who are there have just said is no news of that kind. */
void app_tell_news(struct app *app)
{
    struct journal_news *news = &app->file.news;
    struct str said = STR_EMPTY;
    bool alone = company_writers(&app->others.company) == 0;
    if (news->edits && alone) {
        str_addf(&said, "Brought back what the file did not hold yet: %zu change%s",
                 news->edits, plural(news->edits));
    }
    app_bring_drafts_back(app, &said);
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
