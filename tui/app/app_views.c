/* The views, one above another, and what they show. */

#include "app/app.h"
#include "app/app_events.h"
#include "app/app_everybody.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "model/commitments.h"
#include "model/drafts.h"
#include "model/fields.h"
#include "model/rows.h"
#include "screen/clock.h"
#include "screen/screen.h"
#include "screen/terminal.h"
#include "views/day_words.h"
#include "views/grid/view_grid.h"
#include "views/view_form.h"
#include "views/view_list.h"

#include <stdlib.h>
#include <string.h>

/* Whether something of it is not, or no longer, where it is to be kept. */
static bool is_being_saved(const struct app *app)
{
    return app->saving.dirty || file_lacks_something(&app->file);
}

/* Whether anything of the session stands in its file, or in its journal. */
static bool is_on_disk(const struct app *app)
{
    return app->file.stamp.exists || app->saving.behind || app->file.journal.read_to > 0;
}

/* For a room that reads from a projector it would be one thing more that moves. */
static bool says_who_writes(const struct app *app)
{
    const struct grid_view *grid = app_grid(app);
    return app->others.company.writing && !(grid && view_grid_projects(grid));
}

struct facts app_facts(const struct app *app)
{
    bool before_room = app_is_before_room(app), seen = app_may_be_seen(app);
    const char *saved = !app->open                ? ""
                        : app->options->follow    ? str_text(&app->following.words)
                        : app->file.read_only     ? "read-only"
                        : app->saving.err.message ? "NOT SAVED"
                        : app->watching.gone      ? "FILE GONE"
                        : is_being_saved(app)     ? "saving"
                        : !is_on_disk(app)        ? "no file yet"
                                                  : "saved";
    bool tip = !app->messages.text.len_bytes && app->messages.tip.len_bytes;
    struct facts facts = {
        .session = app->open ? app->file.session : NULL,
        .table = app->table,
        .saved = saved,
        .saved_is_warning = app->saving.err.message || app->watching.gone,
        .by = app->options->by,
        .opened = app->following.known,
        .company = &app->others.company,
        .with = str_text(&app->others.names),
        .alone = str_text(&app->waiting.alone),
        .waits = seen ? "" : str_text(&app->waiting.words),
        .before_room = before_room,
        .hides_words = app_hides_words(app),
        .hides_typed = app_hides_typed(app),
        .seen = seen,
        .voting = str_text(&app->voting.words),
        .room = app->others.has_room ? &app->others.room : NULL,
        .phones = app->others.has_phones ? &app->others.phones : NULL,
        .had_phones = app->others.had_phones,
        .phones_ended = app->others.phones_ended,
        .writing = says_who_writes(app) ? app->others.company.writing : "",
        .message = str_text(tip ? &app->messages.tip : &app->messages.text),
        .message_is_tip = tip,
        .changed = app_changed_before(app),
        .message_number = app->messages.number,
        .message_is_warning = app->messages.warning,
        .path = app->file.path,
        .read_only = app->open && app->file.read_only,
        .mode = app->view_count ? view_mode(&app->views[app->view_count - 1]) : 0,
        .follows = app->options->follow};
    if (app->open && app->table) {
        day_now(app->file.session, app->table, &app->day, app_looks_back(app),
                &facts.day);
        facts.quiet_clock = app_clock_is_quiet(app);
        facts.panel = day_is_under_way(&facts.day, clock_now_ms()) ? app->panels.now
                                                                   : app->panels.before;
    }
    if (*facts.writing &&
        !*facts.message) { /* who writes is news, and what was changed is none */
        facts.changed = NULL;
    }
    action_people_are_in(facts.mode);
    return facts;
}

void app_push(struct app *app, struct view view)
{
    app->views = memory_room_for_one(app->views, app->view_count, &app->view_room,
                                     sizeof *app->views);
    if (view.ops->still && app->open && !view.saw_edits) {
        view.saw_edits = session_edit_count(app->file.session);
    }
    app->views[app->view_count++] = view;
    app->pushed++;
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

void app_push_form(struct app *app, struct view form)
{
    struct facts facts = app_facts(app);
    struct str said = STR_EMPTY;
    view_form_say_kept(&form, &facts, &said);
    if (said.len_bytes) {
        app_say(app, "%s", said.bytes);
        app->typing.stays = app->typing.stays || view_form_came_back(&form);
        if (view_form_came_back(&form) &&
            !screen_is_heard()) { /* there a line is emptied otherwise */
            app_add(app, "\vcut-before\v twice shows what stood in a line before.");
        }
    }
    str_finish(&said);
    app_push(app, form);
}

/* What a promise is whose form was put aside. */
struct aside {
    const struct record *of;
    const char *is; /* ", and no promise yet"; "": of who and when it says nothing */
    bool whole;     /* it says both, and was not kept */
};

static struct aside aside_of(const struct record *of, const char *draft)
{
    bool who = commitment_draft_says(draft, "who"),
         when = commitment_draft_says(draft, "when"),
         any = who || when || commitment_draft_says(draft, "messenger"),
         stands = *record_says(of, "who") || *record_says(of, "when");
    bool whole = who && when && !stands;
    return (struct aside){.of = of,
                          .is = !any     ? ""
                                : stands ? ", and the promise stands as it was"
                                : whole  ? ", and not kept as a promise yet"
                                         : ", and no promise yet",
                          .whole = whole};
}

/* How one goes on with it where one stands then, by keys of that place: where the form lay over
 * a list, by the row that opened it. */
static void say_form_aside(struct app *app, const struct aside *promise)
{
    bool on_grid = (view_mode(app_top(app)) & MODE_GRID) != 0;
    bool writes = on_grid && !app_hides_words(app);
    struct str again = STR_EMPTY;
    if (promise) {
        str_add(&again, on_grid ? "\vcommit\v on " : "\vchoose\v on ");
        text_quote(&again, row_words(promise->of), 60);
        str_addf(&again, " goes on with it%s%s.",
                 promise->whole && !screen_is_heard() ? ", \vform-keep\v there keeps it"
                                                      : "",
                 writes ? ", \vput-words-aside\v drops it" : "");
    } else {
        str_add(&again, "what was typed stands there when this is opened again.");
    }
    app_say(app, "Put aside%s: %s%s", promise ? promise->is : "", again.bytes,
            writes ? " \vadd\v begins an entry." : "");
    str_finish(&again);
}

/* A draft is the session's, and there after a crash, too. */
static void keep_form(struct app *app, const struct intent *draft)
{
    const struct record *of = draft->record;
    bool typed = *draft->text != '\0', promise = draft_is_of(draft->field, PROMISE_DRAFT);
    struct aside aside = aside_of(of, draft->text);
    if (app_set_draft(app, of, draft->field, draft->text, draft->seen_edits)) {
        if (promise) {
            app_close_commitment(app, of);
        } else {
            app_pop(app); /* the intent's words with it */
        }
        if (typed) {
            say_form_aside(app, promise ? &aside : NULL);
        }
    }
}

void app_put_aside(struct app *app, const struct intent *intent)
{
    bool typed = *intent->text != '\0';
    if (intent->record) {
        keep_form(app, intent);
        return;
    }
    app_keep_typed(app); /* of a session that is not begun yet */
    app_pop(app);        /* the intent's words with it */
    if (typed) {
        say_form_aside(app, NULL);
    }
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
    enum { LEAST_COLS = 12, LEAST_ROWS = 3 };
    return screen_window_rows() < LEAST_ROWS || screen_window_cols() < LEAST_COLS;
}

void app_draw(struct app *app)
{
    app->stale = false;
    app_renew_kept_list(app);
    app_drop_old_lists(app);
    app_choose_eyes(app);
    app_count_waiting(app);
    app_look_whose_turn(app);
    if (app->options->accessible) { /* what changed is told once a line has been obeyed */
        return;
    }
    struct facts facts = app_facts(app);
    facts.were_words.ask = app_words_shown;
    facts.were_words.of = app;
    screen_magnify(window_is_small() && !app_too_small() && !app_top(app)->ops->small);
    app_offer_reading(app);
    if (app_too_small()) {
        draw_too_small(&facts);
        return;
    }
    if (app_draws_leaving(app, &facts)) {
        return;
    }
    app_top(app)->ops->draw(app_top(app)->state, &facts);
}

void app_do_rest(struct app *app)
{
    struct intent intent;
    while (app_top(app)->ops->rest && !terminal_busy() && app_patience_ms(app) != 0) {
        struct facts facts = app_facts(app);
        if (!app_top(app)->ops->rest(app_top(app)->state, &facts, &intent)) {
            return;
        }
        if (intent.kind != INTENT_NOTHING) {
            app_carry_out(app, &intent);
            app_draw(app);
        }
    }
}
