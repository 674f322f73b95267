/* What becomes of events, and when what was said is saved. */

#include "app/app.h"
#include "app/app_events.h"
#include "app/app_everybody.h"

#include "screen/clock.h"
#include "screen/magnified.h"
#include "screen/terminal.h"
#include "views/view_list.h"

#include <string.h>

enum { LONGEST_UNSAVED_MS = 1000 };

static enum mode mode_now(struct app *app)
{
    return view_mode(app_top(app));
}

void app_redraw(struct app *app, const struct intent *intent)
{
    (void)app;
    (void)intent;
    screen_forget();
}

/* Stops for a while. Others may copy the file meanwhile, so it is whole; the box stays
 * open, and should we never go on, its words are in the journal. */
void app_suspend(struct app *app, const struct intent *intent)
{
    (void)intent;
    app_save_all(app);
    if (!terminal_stop()) {
        app_say(app, "There is no shell here to go to, so roundtable goes on.");
    }
    screen_forget();
}

void app_say_how_to_leave(struct app *app, const struct intent *intent)
{
    (void)intent;
    bool types = (mode_now(app) & (MODE_BOX | MODE_NAME)) != 0;
    app_say(app, types && screen_is_heard()
                     ? "\vescape\v ends what is asked for, then \vleave\v leaves "
                       "roundtable. Nothing is lost."
                 : types ? "\vescape\v closes the box, then \vleave\v leaves roundtable. "
                           "Nothing is lost."
                         : "\vleave\v leaves roundtable (\vclose\v first, in a list or a "
                           "form). Nothing is lost.");
}

void app_save_now(struct app *app, const struct intent *intent)
{
    (void)intent;
    if (!app_may_write(app)) {
        return;
    }
    app_changed(app);
    app_save(app);
    if (!app->saving.err.message) {
        app_say(app, "Saved to %s%s", app->file.path,
                mode_now(app) == MODE_BOX && !screen_is_heard()
                    ? "; \vkeep\v saves what is in the box as well."
                    : ".");
    }
}

/* The view's answer. What it shows still is what the person has seen. */
static struct intent answer_of(struct app *app, struct view *view, enum action action,
                               const struct event *event)
{
    struct facts facts = app_facts(app);
    struct intent intent = view->ops->handle(view->state, &facts, action, event);
    intent.seen_edits = intent.seen_edits ? intent.seen_edits : view->saw_edits;
    return intent;
}

/* What is written into the grid is meant to change it. */
static bool would_change(struct app *app, enum action action, const struct event *event)
{
    return action_row(action)->changes ||
           (event->kind == EVENT_PASTE && mode_now(app) == MODE_GRID);
}

static void handle_action(struct app *app, enum action action, const struct event *event)
{
    struct intent intent = {.kind = intent_of_key(action)};
    if ((would_change(app, action, event) && !app_may_write(app)) ||
        app_keeps_alone(app, event->kind == EVENT_PASTE ? ACT_ADD : action) ||
        app_holds_answer(app, event) || app_stops_held(app, action) ||
        app_spares_grid(app, action)) {
        return;
    }
    if (!app_knows_key(action)) {
        intent = answer_of(app, app_top(app), action, event);
    }
    if (!app_holds_back(app, &intent, event)) {
        screen_magnify(
            window_is_small()); /* what is opened is made for what it will be in */
        app_carry_out(app, &intent);
    }
}

struct event app_key_of(enum action action)
{
    struct event event = {.kind = EVENT_KEY, .text = ""};
    action_first_key(action, event.key);
    return event;
}

/* As if its key had been pressed. */
static void press(struct app *app, enum action action)
{
    struct event event = app_key_of(action);
    handle_action(app, action, &event);
}

/* Of the views below, it is the first that hears such a key. */
void app_run_key(struct app *app, const struct intent *intent)
{
    while (app->view_count > 1 &&
           !(action_row(intent->action)->modes & (unsigned)mode_now(app))) {
        app_pop(app);
    }
    press(app, intent->action);
}

static bool is_typing(enum mode mode, const struct event *event)
{
    return *event->text &&
           (mode & (MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_LIST | MODE_NAME));
}

static struct intent press_in(struct app *app, struct view *view, enum action action)
{
    struct event event = app_key_of(action);
    return answer_of(app, view, action, &event);
}

/* What was being typed when we are asked to end is kept: a box's words are left as by Esc,
 * and what stands in a form or in a line is a draft; nobody has said that it is done. By ear
 * the end of the input ends a form, whose lines were each ended by Enter. */
static void keep_box(struct app *app)
{
    bool heard = screen_is_heard();
    for (size_t i = 0; i < app->view_count; i++) {
        struct view *view = &app->views[i];
        struct intent intent = {.kind = INTENT_ASK_ALL};
        if (view_mode(view) == MODE_PASTE) {
            intent = press_in(app, view, ACT_PASTE_ESCAPE);
        } else if (view_mode(view) == MODE_BOX) {
            intent = press_in(app, view, ACT_BOX_ESCAPE);
        } else if (view_mode(view) == MODE_NAME && heard) {
            intent = press_in(app, view, ACT_NAME_KEEP);
        } else if (view_mode(view) == MODE_FORM && heard) {
            intent = press_in(app, view, ACT_FORM_KEEP);
        }
        if (intent.kind == INTENT_ASK_ALL) { /* nobody is asked because a window closes */
            app_keep_unfinished(app, view);
        } else if (intent.kind != INTENT_NEW) { /* no session is begun unasked */
            app_carry_out(app, &intent);
        }
    }
}

/* But the banners that stay. */
void app_clear_message(struct app *app)
{
    str_clear(&app->messages.text);
    app->messages.warning = false;
    app_show_banner(app);
}

/* What was held back, if no letter came behind it. True if the event did no more than to bring
 * that about. */
static bool release(struct app *app, const struct event *event)
{
    struct event key;
    if (app_drops_held(app, event)) {
        return true;
    }
    bool hurries = app_leaves_by(app, event);
    app_keep_line(app, event);
    if (app_releases(app, event, &key)) {
        struct changing from = app_changing(app, &key);
        if (app->leaving.asking) {
            app_answer_about_leaving(app, &key);
        } else {
            app_press(app, action_for(mode_now(app), key.key), &key);
        }
        app_keep_changed(app, &key, &from);
        app_hear_released(app, &key);
        app_hear_enter(app, hurries ? event : &key);
    }
    return hurries;
}

/* Whether a key only turns the page of what is said, in a window too small for it. */
static bool reads_on(struct app *app, const struct event *event)
{
    enum mode mode = mode_now(app);
    return window_is_small() && event->kind == EVENT_KEY &&
           (mode & (MODE_GRID | MODE_PASTE)) && action_for(mode, event->key) == ACT_TURN;
}

/* Whether Space reads on what does not fit into such a window, since it means nothing there. */
static bool reads_picture(struct app *app)
{
    enum mode mode = mode_now(app);
    enum action space = action_for(mode, "Space");
    bool finds = mode == MODE_LIST && !view_list_is_by_letter(app_top(app));
    return window_is_small() && !app_top(app)->ops->small && !(mode & MODES_OF_WORDS) &&
           !finds && (space == ACT_NONE || space == ACT_TURN);
}

void app_offer_reading(struct app *app)
{
    magnified_offer(reads_picture(app));
}

/* False if the key is none that reads on. It may be a blank among words all the same, and end them at the
 * pace of typing; and what is said by that stands on the first page. */
static bool turn_picture(struct app *app, const struct event *event)
{
    size_t said = app->messages.number;
    bool reads =
        event->kind == EVENT_KEY && strcmp(event->text, " ") == 0 && reads_picture(app);
    bool apart = event->at_ms - app->typing.slow.words.at_ms > TYPING_PACE_MS;
    if (reads && (apart || !app_takes_letter(app, event))) {
        magnified_read_on();
        app_hear_letter(app, event);
    }
    if (!reads || app->messages.number != said) {
        magnified_stop_reading();
    }
    return reads;
}

/* The hint that leaves, alone among them, waits for the button to be released on it. */
static bool presses_leave(struct app *app, const struct event *event)
{
    struct button button = screen_button_at(event->row, event->col);
    bool here = button.kind == BUTTON_ACTION && button.action == ACT_LEAVE;
    app->leaving.pressed = here && event->kind == EVENT_CLICK;
    return here;
}

static bool releases_leave(struct app *app, const struct event *event)
{
    bool drag = event->kind == EVENT_DRAG;
    struct button button = screen_button_at(drag ? event->to_row : event->row,
                                            drag ? event->to_col : event->col);
    bool pressed = app->leaving.pressed;
    app->leaving.pressed = false;
    return pressed && button.kind == BUTTON_ACTION && button.action == ACT_LEAVE;
}

/* A key, the mouse, or what is pasted. */
static void handle_hand(struct app *app, const struct event *event)
{
    enum mode mode = mode_now(app);
    enum action action = ACT_NONE;
    struct button button = {.kind = BUTTON_NONE};
    if (event->kind == EVENT_CLICK) {
        button = screen_button_at(event->row, event->col);
    }
    if (event->kind == EVENT_CLICK && presses_leave(app, event)) {
        return;
    }
    if (button.kind == BUTTON_ACTION) {
        press(app, button.action);
        return;
    }
    if (app_writes_letter(app, event)) {
        return;
    }
    if ((event->kind == EVENT_KEY && !is_typing(mode, event)) ||
        event->kind == EVENT_WHEEL) {
        action = action_for(mode, event->key);
        bool named =
            mode & (MODE_GRID | MODE_HOME | MODE_PROPOSALS | MODE_THEMES | MODE_ROOM |
                    MODE_INBOX | MODE_CODE | MODE_QUESTION | MODE_SAME_NAME | MODE_DAY);
        bool no_key = strncmp(event->key, "Alt-", 4) == 0 ||
                      strcmp(event->key, KEY_BROKEN_OFF) == 0;
        bool answers = action == ACT_NONE && !no_key && app_begins_answer(app, event);
        if (action == ACT_NONE && !answers && (named || no_key)) {
            app_say_no_key(app, event->key);
            return;
        }
    }
    handle_action(app, action, event);
    if (mode == MODE_ASKS && action == ACT_NONE) {
        app_writes_letter(app, event); /* no answer: it begins a word */
    }
}

/* What was said goes with the key behind it, unless that is held back: it has done nothing
 * yet. What was said of words stays while they are typed. */
static void answer_hand(struct app *app, const struct event *event)
{
    struct messages *m = &app->messages;
    bool stays =
        app->typing.taken || app_message_stays(app, event) || reads_on(app, event);
    bool warning = m->warning;
    struct str said = m->text;
    struct changing from = app_changing(app, event);
    if (stays) {
        app_drop_head(app);
        handle_hand(app, event);
        app_keep_changed(app, event, &from);
        return;
    }
    m->text = STR_EMPTY;
    str_clear(&m->tip);
    app_clear_message(app);
    handle_hand(app, event);
    app_keep_changed(app, event, &from);
    if (app->typing.held && !app->typing.announced) {
        str_finish(&m->text);
        m->text = said;
        m->warning = warning;
    } else {
        str_finish(&said);
    }
}

static void handle_event(struct app *app, const struct event *event)
{
    if (event->kind == EVENT_RESIZE) {
        screen_forget(); /* what the terminal made of the old picture is its own affair */
    }
    if (event->kind == EVENT_NONE || event->kind == EVENT_RESIZE) {
        return;
    }
    if (event->kind == EVENT_NEWS) {
        size_t said = app->messages.number;
        app_hear(app);
        app_look(app);
        app->typing.changed.stays &= said == app->messages.number;
        return;
    }
    if (event->kind == EVENT_STOP) {
        app_suspend(app, NULL);
        return;
    }
    if (event->kind == EVENT_END) {
        keep_box(app);
        app_may_leave_file(app, false);
        app_save_all(app);
        app->leaving.now = true;
        return;
    }
    if (app->leaving.asking) {
        app_answer_about_leaving(app, event);
        return;
    }
    if (app_too_small() && strcmp(event->key, "q") != 0) {
        return;
    }
    if (event->kind == EVENT_RELEASE || event->kind == EVENT_DRAG) {
        if (releases_leave(app, event)) {
            press(app, ACT_LEAVE);
            return;
        }
        if (event->kind == EVENT_RELEASE) {
            return;
        }
    }
    if (turn_picture(app, event) || app_takes_enter(app, event)) {
        return;
    }
    if (app->typing.held) { /* and now there is a letter behind it */
        app_clear_message(app);
    }
    if (!app_takes_letter(app, event)) {
        answer_hand(app, event);
        if (!app_begins_line(app, event)) {
            app_hear_letter(app, event);
        }
    }
    app_hear_enter(app, event);
}

/* Into the journal as soon as nobody types, and in any case after a second. */
static void keep_when_quiet(struct app *app)
{
    if (!app->saving.dirty || app->leaving.asking || !app_may_try(app)) {
        return;
    }
    if (!app->saving.dirty_since_ms) {
        app->saving.dirty_since_ms = clock_ticks_ms();
    }
    if (!terminal_busy() ||
        clock_ticks_ms() - app->saving.dirty_since_ms > LONGEST_UNSAVED_MS) {
        app_keep(app);
        app_keep_typed(app); /* what became an entry is no draft any more */
        app->saving.dirty_since_ms = 0;
        app_draw(app);
    }
}

/* The file itself: when it was quiet for a second, at least every half minute. */
static void write_when_quiet(struct app *app)
{
    int64_t now_ms = clock_ticks_ms();
    bool quiet = now_ms - app->saving.changed_ms >= QUIET_MS ||
                 now_ms - app->saving.behind_since_ms >= LONGEST_BEHIND_MS;
    bool due =
        app->file.journal.held ? app_may_try(app) : quiet && !app->saving.err.message;
    if (app->saving.behind && !app->saving.dirty && due) {
        app_try_save(app);
        app_draw(app);
    }
}

/* After a failed save, only something new is a reason to try again, or a lock that may be
 * free by now. */
static bool tried_already(const struct app *app)
{
    return app->open && app->saving.err.message && !app->file.journal.held &&
           session_edit_count(app->file.session) == app->saving.tried_edits;
}

void app_press(struct app *app, enum action action, const struct event *event)
{
    app_clear_message(app);
    handle_action(app, action, event);
}

void app_take_event(struct app *app, const struct event *event)
{
    bool failed = app->saving.err.message != NULL;
    bool held = app->typing.held;
    bool unseen = app_woke_for_draft(app, event);
    size_t said = app->messages.number;
    if (!release(app, event) && !app->leaving.now) {
        struct event key = app_key_meant(app, event);
        handle_event(app, &key);
    }
    app_watch_clock(app);
    app_tell_writing(app);
    app_tell_front(app);
    if (app->leaving.now) {
        return;
    }
    /* A key that is held back has done nothing yet. */
    bool waits = !held && app->typing.held && app->messages.number == said;
    app->stale = app->stale || !(waits || unseen);
    if (app->stale && !terminal_busy()) {
        app_draw(app);
    }
    if (!tried_already(app)) {
        keep_when_quiet(app);
    }
    if (clock_ticks_ms() - app->saving.draft_ms >= DRAFT_MS) {
        app_keep_typed(app);
    }
    write_when_quiet(app);
    app_look_when_due(app);
    if (failed != (app->saving.err.message != NULL)) {
        app_draw(app); /* the banner, though no key was pressed */
    }
}

void app_loop(struct app *app)
{
    app_draw(app);
    keep_when_quiet(app);
    app_look_when_due(app);
    app_watch_clock(app);
    while (!app->leaving.now) {
        app_do_rest(app);
        struct event event = terminal_wait(app_patience_ms(app));
        app_take_event(app, &event);
    }
}
