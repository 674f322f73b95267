/* At which pace keys come: one by one, each looked at; or as no hand presses them, held down. */

#include "app/app.h"
#include "app/app_events.h"

#include "model/english.h"
#include "model/session.h"
#include "views/view_list.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define DELETES_ONCE "A key that is held down deletes once."
#define COUNTS_ONCE "A key that is held down counts once."

/* Whether a capital behind keys begins a word, now that this letter follows it. */
static bool is_apart(const struct slow_typing *s, const char *letter)
{
    struct str run = str_of("%s%s", str_text(&s->run), letter);
    bool apart = typed_words_are_apart(run.bytes, s->pause.run_bytes);
    str_finish(&run);
    return apart;
}

/* Whether a gap is none beside a pause: two to three. */
static bool is_brief(int64_t ms, int64_t pause_ms)
{
    return 3 * ms < 2 * pause_ms;
}

/* What comes before a pause that is long beside the gaps behind it was meant as keys. Of a pace
 * that is as slow all the time, none is. So was what comes before a capital, without one. */
static void hear_pause(struct app *app, const char *letter, int64_t ms, bool keys)
{
    enum { PAUSE_MS = 700 };
    struct slow_typing *s = &app->typing.slow;
    if (!keys && s->opened && s->run.len_bytes == s->led) {
        s->looked = ms > PAUSE_MS;
    }
    bool seeks = !keys && view_mode(app_top(app)) == MODE_LIST && /* in what is seen */
                 s->run.len_bytes == s->led;
    const char *run = str_text(&s->run);
    bool high = keys && isupper((unsigned char)*letter) &&
                (!run[strcspn(run, "ABCDEFGHIJKLMNOPQRSTUVWXYZ ")] ||
                 typed_words_are_two_keys(run, s->run.len_bytes));
    bool pause = (keys || seeks) && ms > PAUSE_MS && !is_brief(ms, s->pause.ms) &&
                 !is_apart(s, letter);
    if (high || pause) {
        s->pause = (struct pause){
            .ms = ms, .keys_bytes = s->keys.len_bytes, .run_bytes = s->run.len_bytes};
        app_mark_words(app, MARK_PAUSE);
    } else if (s->pause.ms) {
        s->pause.gaps++;
        s->pause.brief += is_brief(ms, s->pause.ms);
    }
}

void app_hear_gap(struct app *app, const char *letter, int64_t ms, bool keys)
{
    struct slow_typing *s = &app->typing.slow;
    struct key_pace *p = &s->pace;
    hear_pause(app, letter, ms, keys);
    if (keys) {
        p->least_ms = p->least_ms && p->least_ms < ms ? p->least_ms : ms;
    } else if (s->run.len_bytes > s->led) { /* the first is typed when the box is seen */
        p->gaps++;
        p->brief += 2 * ms <= p->least_ms;
    }
}

/* Whether what is typed came at the pace of typing behind the last key: that was not looked at. */
static bool is_unseen(const struct slow_typing *s)
{
    return s->first.gap_ms && s->first.gap_ms <= TYPING_PACE_MS;
}

/* Whether its first word, as far as it is typed, is one that is said often: it lacks no key. */
static bool is_whole(const char *typed)
{
    size_t len = typed_words_letters(typed);
    struct english is = english_of(typed, len);
    return len && (typed[len] ? is.often : is.begins_often);
}

/* Whether what is typed into a form is whole, as its key was no letter of it: they begin no word, or it
 * came much faster than one letter behind another; or into a box that was looked at. */
static bool is_of_line(const struct app *app, const char *typed)
{
    enum { SEEN_MS = 400 };
    const struct slow_typing *s = &app->typing.slow;
    bool form = view_mode(&app->views[app->view_count - 1]) == MODE_FORM;
    bool apart = 2 * s->first.next_ms <= s->first.gap_ms && (form || s->looked);
    if (!s->opened || s->chose || s->first.gap_ms < SEEN_MS || !(form || apart) ||
        !is_whole(typed)) {
        return false;
    }
    const char *word = typed_words_behind_signs(app_run_of_word(app));
    return apart || !english_of(word, typed_words_letters(word)).begins;
}

bool app_are_deliberate(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    const char *typed = app_typed_in_run(app);
    const char *before =
        s->joined ? "" : str_text(&s->before); /* long, and no less a key */
    bool one_by_one = s->led + strlen(before) > 1 && !s->words.in_vain &&
                      s->pace.least_ms >= (*typed ? ONE_BY_ONE_MS : AT_LEISURE_MS) &&
                      2 * s->pace.brief >= s->pace.gaps && !app_key_begins_two(app) &&
                      (!is_unseen(s) || is_whole(typed));
    if (!one_by_one) {
        return is_of_line(app, typed);
    }
    struct str run = str_of("%s%s", before, str_text(&s->run));
    bool of_word = isalpha((unsigned char)*typed) &&
                   typed_words_lack_first(run.bytes, strlen(before) + s->led, false,
                                          false, s->words.language);
    str_finish(&run);
    return !of_word;
}

bool app_came_at_leisure(const struct app *app)
{
    const struct slow_typing *s = &app->typing.slow;
    return s->pace.least_ms >= AT_LEISURE_MS && !is_unseen(s);
}

/* Of hands that have typed nothing yet, nobody knows. */
int64_t app_pace_of_hands(const struct typing *t)
{
    enum { UNKNOWN_PACE_MS = 700 };
    int64_t pace_ms = t->hand_ms ? 2 * t->hand_ms : UNKNOWN_PACE_MS;
    return pace_ms < TYPING_PACE_MS ? TYPING_PACE_MS
           : pace_ms > SLOW_PACE_MS ? SLOW_PACE_MS
                                    : pace_ms;
}

/* Longest of hands that nobody has seen type yet. */
int64_t app_pace_of_answer(const struct typing *t)
{
    int64_t pace_ms = app_pace_of_hands(t);
    return t->hand_ms && pace_ms < ASKED_PACE_MS ? pace_ms : ASKED_PACE_MS;
}

void app_hear_typed(struct typing *t, int64_t at_ms)
{
    enum { AT_FIRST_MS = 150, SHARE = 8 };
    int64_t gap_ms = at_ms - t->typed_ms;
    t->hand_ms = t->hand_ms ? t->hand_ms : AT_FIRST_MS;
    if (gap_ms <= SLOW_PACE_MS) {
        int64_t share_ms = t->hand_ms / SHARE;
        t->hand_ms += gap_ms > t->hand_ms ? share_ms : -share_ms;
    }
    t->typed_ms = at_ms;
}

bool app_fills_number(struct app *app)
{
    bool form = view_mode(app_top(app)) == MODE_FORM;
    const char *typed = form ? app_typed_now(app) : "";
    return *typed && !typed[strspn(typed, "0123456789")];
}

/* The first repetitions of a key were typed into what that key opened: they might have been letters. */
static void take_out_typed(struct app *app, const struct event *event)
{
    for (size_t *typed = &app->typing.held_down.typed; *typed; --*typed) {
        const struct view *top = app_top(app);
        const struct list_view *list = top->ops == &view_list_ops ? top->state : NULL;
        const char *text = list ? str_text(&list->filter.text) : app_typed_now(app);
        size_t len = strlen(text), letter = strlen(event->text);
        if (len >= letter && strcmp(text + len - letter, event->text) == 0) {
            app_press_key(app, "Backspace");
        }
    }
}

bool app_hears_held(struct app *app, const struct event *event)
{
    /* Keyboards wait up to two seconds before they repeat a key. A hand that presses one again
     * and then holds it down makes them wait once more. */
    enum {
        NO_KEYBOARD_MS = 8,
        HELD_ON_MS = 150, /* one that is known to be held, as a machine is late */
        FIRST_MS = 700,
        LATE_MS = 2500,
        HELD = 3
    };
    struct held_down *h = &app->typing.held_down;
    bool same = event->kind == EVENT_KEY && strcmp(event->key, h->key) == 0;
    int64_t gap_ms = event->at_ms - h->at_ms;
    bool on = h->times + (h->again || h->late) >= HELD;
    bool stalled = on && h->by_hand && event->waited; /* the machine: nobody let go */
    bool repeats = same && (stalled || gap_ms < (on ? HELD_ON_MS : KEY_REPEATS_MS));
    same = same && gap_ms < LATE_MS;
    if (!repeats) {
        h->again = same && gap_ms < FIRST_MS;
        h->late = same && !h->again;
        h->as_key = (same && h->as_key) || !(view_mode(app_top(app)) & MODES_OF_WORDS);
        h->times = 0;
        h->by_hand = false;
        h->edits = app->open ? session_edit_count(app->file.session) : 0;
    }
    if (h->times < 1 || (h->times == 1 && !h->again && !h->late)) {
        str_set(&h->said, "%s", str_text(&app->messages.text));
        h->done_bytes = app->messages.done_bytes;
    }
    h->by_hand = h->by_hand || (repeats && gap_ms >= NO_KEYBOARD_MS);
    snprintf(h->key, sizeof h->key, "%s", event->kind == EVENT_KEY ? event->key : "");
    h->at_ms = event->at_ms;
    int times = ++h->times + (h->again || h->late);
    bool held = repeats && *event->text && times >= HELD && h->as_key;
    if (held && h->by_hand) {
        take_out_typed(app, event);
    }
    h->typed = same && !held ? h->typed + 1 : 0;
    return held;
}

/* What changes something in front of the room does so once; but not what is set bit by bit, nor
 * an Enter (app_enter.c) or a digit, which may be of a number. What comes faster than any keyboard
 * repeats is of a program, which means each of its keys; but what deletes does so once from it,
 * too. */
static bool counts_once(const struct held_down *h, enum action action)
{
    static const enum action bit_by_bit[] = {
        ACT_MOVE_UP,    ACT_MOVE_DOWN,  ACT_MOVE_LEFT,  ACT_MOVE_RIGHT,
        ACT_CLOCK_MORE, ACT_CLOCK_LESS, ACT_STAGE_MORE, ACT_STAGE_LESS,
        ACT_BOX_UNDO,   ACT_COUNT_BACK, ACT_DROP_DRAFT};
    bool once = h->by_hand && action_row(action)->changes &&
                strcmp(h->key, "Enter") != 0 && !isdigit((unsigned char)h->key[0]);
    for (size_t i = 0; i < sizeof bit_by_bit / sizeof *bit_by_bit; i++) {
        once = once && action != bit_by_bit[i];
    }
    return once;
}

/* What takes back what the first repetition did. */
static enum action opposite_of(enum action action)
{
    static const enum action pairs[][2] = {{ACT_NEXT_STAGE, ACT_PREVIOUS_STAGE},
                                           {ACT_UNDO, ACT_REDO}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        for (size_t j = 0; j < 2; j++) {
            if (pairs[i][j] == action) {
                return pairs[i][1 - j];
            }
        }
    }
    return ACT_UNDO;
}

bool app_stops_held(struct app *app, enum action action)
{
    struct held_down *h = &app->typing.held_down;
    bool asks = view_mode(app_top(app)) == MODE_ASKS && action == ACT_NONE;
    bool stops = asks ? h->times > 1 || h->again
                      : h->times > 1 && (action == ACT_DELETE || counts_once(h, action));
    size_t edits = app->open ? session_edit_count(app->file.session) : 0;
    bool first = h->again || h->late; /* was the one before these */
    if (stops && !asks && first && h->times == 2 && edits != h->edits) {
        enum action back = opposite_of(action);
        struct event key = app_key_of(back); /* of the first repetition */
        h->times = 1;
        app_press(app, back, &key);
        h->times = 2;
    }
    if (stops) {
        str_clear(&app->messages.text);
        app_say(app, "%s", str_text(&h->said));
        app->messages.done_bytes = h->done_bytes;
        const char *once = action == ACT_DELETE ? DELETES_ONCE : COUNTS_ONCE;
        if (!asks && !strstr(str_text(&h->said), once)) {
            struct str *text = &app->messages.text;
            bool open = text->len_bytes && text->bytes[text->len_bytes - 1] == ')';
            str_add(text, open ? "." : ""); /* "(2 more to undo)" */
            app_add(app, once);
        }
    }
    return stops;
}
