/* How the program is left: at once, unless something would be lost by that; and what goes on behind
 * the key that did. */

#include "app/app.h"
#include "app/app_events.h"
#include "app/app_everybody.h"

#include "model/history.h"
#include "screen/screen.h"
#include "views/foot.h"
#include "views/grid/view_grid.h"

#include <string.h>

/* Where words would have been written. */
static void note_place(struct app *app)
{
    struct slow_typing *s = &app->typing.slow;
    struct facts facts = app_facts(app);
    const struct grid_view *grid = app_grid(app);
    const struct record *row = grid ? view_grid_goal(grid) : NULL;
    const struct column *column = row ? view_grid_column(grid, &facts) : NULL;
    bool in_column = column && view_grid_selected(grid, &facts) != row;
    str_set(&s->left_row, "%s", row ? record_id(row) : "");
    str_set(&s->left_column, "%s", in_column ? column->id : "");
}

static void return_to_place(struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    struct facts facts = app_facts(app);
    const struct record *row =
        session_record(app->file.session, "goal", str_text(&s->left_row));
    if (row && app_grid(app) && history_table(row) == app->table) {
        const char *column = s->left_column.len_bytes ? s->left_column.bytes : NULL;
        view_grid_visit(app_grid(app), &facts, row, column);
    }
}

/* To the home screen, if it began there, by a key that came then. */
static void leave(struct app *app, int64_t key_ms)
{
    if (app->home && app->open) {
        note_place(app);
        app_go_home(app);
        app->leaving.left_ms = key_ms;
    } else {
        app->leaving.now = true;
    }
}

/* The question first: of what is longer than the window, that is seen. */
static void ask_though_not_saved(struct app *app)
{
    const char *kept_in = app_kept_in(app), *why = err_text(&app->saving.err);
    if (kept_in) {
        app_warn(app,
                 "Leave? \vyes\v leaves, \vno\v stays. Not saved, but all of it is kept "
                 "in %s: "
                 "%s.",
                 kept_in, why);
    } else {
        app_warn(app,
                 "Leave and lose what was not saved? \vyes\v leaves, \vno\v stays. There "
                 "is no "
                 "other place for it: %s.",
                 why);
    }
}

/* Whether something would be lost by leaving, and that is asked now. */
static bool ask(struct app *app)
{
    struct str left = STR_EMPTY;
    bool unsaved = (app->saving.dirty || app->saving.behind) && app->saving.err.message;
    if (unsaved) {
        ask_though_not_saved(app);
    } else {
        app_say_what_phones_leave(app, &left);
    }
    if (left.len_bytes) {
        app_say(app, "Leave? %s\vyes\v leaves, \vno\v stays.", left.bytes);
    }
    bool asks = unsaved || left.len_bytes;
    str_finish(&left);
    return asks;
}

void app_try_to_leave(struct app *app, const struct intent *intent)
{
    (void)intent;
    if (!app_may_leave_file(app, true)) {
        return;
    }
    app_save_all(app);
    app->leaving.asking = ask(app);
    app->leaving.typed_ms = 0;
    if (!app->leaving.asking) {
        leave(app, app->typing.entering.last_ms);
    }
}

/* Whether it goes on with what is typed: with others just before it, which is no answer, as "Muddy
 * path" is none; but a no behind a blank is one, for it leaves nothing. */
static bool is_of_words(const struct leaving *leaving, const struct event *event)
{
    bool no = strcmp(event->text, "n") == 0;
    return event_types(event) && leaving->typed_ms &&
           event->at_ms - leaving->typed_ms <= SLOW_PACE_MS && !(no && leaving->blank);
}

/* Nothing is asked any more: they are words, as at any question. */
static void take_for_words(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    struct str words = str_of("%s%s", str_text(&t->held_text), event->text);
    app->leaving.asking = false;
    app_clear_message(app);
    app_forget_letters(app);
    app_mark_words(app, MARK_SECOND);
    app_put_words(app, MARK_SECOND, words.bytes);
    t->taken = t->stays = t->took = true;
    t->words.at_ms = event->at_ms;
    str_finish(&words);
}

/* Whether the u of a word goes on with the q that asked, as in "quiet rooms", or a letter at a
 * word's pace with one that is no answer, or with a y. */
static bool goes_on_with_word(struct app *app, const struct event *event)
{
    const struct typing *t = &app->typing;
    int64_t typed_ms = app->leaving.typed_ms;
    bool q = !typed_ms && !t->held && strcmp(event->text, "u") == 0 &&
             strcmp(str_text(&t->held_text), "q") == 0 &&
             event->at_ms - t->slow.words.at_ms <= SLOW_PACE_MS;
    bool other = typed_ms && event_types(event) &&
                 event->at_ms - typed_ms <= AT_LEISURE_MS && !app->leaving.blank;
    return (q || other) && !screen_is_heard() && app_grid(app) && app_words_may_go(app);
}

/* Whether a y may still be of a word: it waits for a letter behind it, which goes on with that or
 * with "yes". */
static bool holds_yes(struct app *app, const struct event *event, bool yes)
{
    struct typing *t = &app->typing;
    bool released = t->released, goes_on = !released && app_is_of_answer(app, event);
    t->released = false;
    if (t->held && goes_on) {
        str_add(&t->held_text, event->text);
    } else if (t->held) { /* it was of a word */
        app->leaving.typed_ms = t->held_key.at_ms;
        t->held = false;
    }
    bool holds = yes && !released && !screen_is_heard();
    if (holds) {
        typed_words_forget(&t->words);
        app_hold_answer(app, event);
        typed_words_go_on(&t->words, event->text, event->at_ms);
        typed_words_hear(&t->words, event->text, LETTER_MOVES);
        app_expect_rest(app, event);
    }
    return goes_on || holds;
}

/* What is no answer does nothing, which is said, and the question stands there still. */
static void say_asked(struct app *app, const struct event *event)
{
    if (event_types(event)) {
        app->leaving.typed_ms = event->at_ms;
        app->leaving.blank = strcmp(event->text, " ") == 0;
        str_set(&app->typing.held_text, "%s", event->text);
    }
    if (event->kind != EVENT_KEY || screen_is_heard()) {
        return;
    }
    str_clear(&app->messages.text);
    app->leaving.asking = ask(app);
    if (app->leaving.asking) {
        struct str said = str_of("%s does nothing here.", event->key);
        app_say_besides(app, said.bytes);
        str_finish(&said);
    }
}

void app_answer_about_leaving(struct app *app, const struct event *event)
{
    bool held = app->typing.held;
    if (!held && goes_on_with_word(app, event)) {
        take_for_words(app, event);
        return;
    }
    bool alone = event->kind == EVENT_KEY && !held && !is_of_words(&app->leaving, event);
    bool yes = alone && strcmp(event->key, "y") == 0;
    bool no = alone && (strcmp(event->key, "n") == 0 || event_leaves(event));
    if (holds_yes(app, event, yes)) {
        return;
    }
    if (held && goes_on_with_word(app, event)) {
        take_for_words(app, event);
        return;
    }
    app->leaving.asking = !yes && !no;
    if (app->leaving.asking) {
        say_asked(app, event);
    }
    if (yes || no) {
        app_clear_message(app);
    }
    app->leaving.now = yes && app->saving.err.message;
    if (yes && !app->leaving.now) {
        leave(app, event->at_ms);
    }
    if (yes || no) {
        app_expect_rest(app, event);
    }
}

bool app_draws_leaving(const struct app *app, const struct facts *facts)
{
    bool asks = app->leaving.asking && !foot_says_all(facts);
    if (asks) {
        screen_magnify(false);
        screen_clear();
        screen_put_wrapped(0, 0, screen_window_cols(), screen_window_rows(), ROLE_WARNING,
                           facts->message);
        screen_show();
    }
    return asks;
}

void app_type_elsewhere(struct app *app)
{
    struct typing *t = &app->typing;
    bool by_q =
        app->open && strcmp(str_text(&t->held_text), "q") == 0 && !t->slow.keys.len_bytes;
    str_set(&t->slow.left, "%s", by_q && app->file.path ? app->file.path : "");
    t->hands_left = NULL;
    app_forget_letters(app);
}

/* Whether a letter comes at once behind the key that left, or behind another such: it was meant
 * for what was left, and opens nothing here. */
static bool comes_too_soon(struct app *app, const struct event *event)
{
    struct leaving *leaving = &app->leaving;
    bool soon = leaving->left_ms && !app->open && event->kind == EVENT_KEY &&
                *event->text && event->at_ms - leaving->left_ms <= TYPING_PACE_MS &&
                action_for(MODE_HOME, event->key) != ACT_LEAVE;
    leaving->left_ms = soon ? event->at_ms : 0;
    if (soon) {
        app_say(app, "%s came too soon, so it did nothing.", event->key);
    }
    return soon;
}

bool app_goes_on_leaving(struct app *app, const struct event *event)
{
    struct slow_typing *s = &app->typing.slow;
    bool on = s->left.len_bytes && !app->open && strcmp(event->text, "u") == 0 &&
              event->at_ms - s->words.at_ms <= SLOW_PACE_MS;
    struct str path = str_of("%s", str_text(&s->left));
    str_clear(&s->left);
    if (on) {
        struct intent open = {.kind = INTENT_OPEN_FILE, .text = path.bytes};
        app_carry_out(app, &open);
        on = app->open;
    }
    if (on) {
        return_to_place(app);
        app_put_words(app, MARK_SECOND, "qu");
        app->typing.stays = app->typing.took = true; /* what was said, while it goes on */
    }
    str_finish(&path);
    return on || comes_too_soon(app, event);
}
