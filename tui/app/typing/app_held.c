/* A key that is not carried out until it is sure that no letter follows, for nothing takes it back
 * should it be of a word: it leaves, all see what it does, or it answers what is asked. */

#include "app/app.h"

#include "screen/clock.h"
#include "views/view_list.h"

#include <ctype.h>
#include <string.h>

bool app_asks_of_pasted(struct app *app)
{
    return view_mode(app_top(app)) == MODE_PASTE;
}

enum letter app_held_became(struct app *app)
{
    return view_list_asks(app_top(app))                             ? LETTER_CHOOSES
           : view_mode(app_top(app)) & (MODE_ASKS | MODE_SAME_NAME) ? LETTER_ACTS
                                                                    : LETTER_MOVES;
}

int64_t app_held_until_ms(const struct app *app)
{
    enum { STOPPED_MS = 1000 }; /* what nobody can take back from all waits so long */
    const struct typing *t = &app->typing;
    bool before_all = t->announced && t->mode == MODE_QUESTION;
    int64_t wait_ms =
        before_all && t->words.pace_ms < STOPPED_MS ? STOPPED_MS : t->words.pace_ms;
    return !t->held ? INT64_MAX : t->held_key.at_ms + wait_ms;
}

static bool hold(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    t->held = true;
    t->announced = t->recorded = false;
    t->held_key = *event;
    t->held_key.text = NULL;
    str_set(&t->held_text, "%s", event->text);
    return true;
}

/* Whether the run and that letter begin as a word may. */
static bool may_be_word(const struct typing *t, const char *letter)
{
    const char *letters = str_text(&t->words.letters);
    return *letters && typed_words_may_begin(*letters, letters[1] ? letters + 1 : letter);
}

/* So long it waits for a letter behind it, longer if a pause came before: the question was read,
 * and what can be asked again waits less. */
static int64_t pace_of_answer(struct app *app)
{
    enum { AT_ONCE_MS = 450, READ_MS = 700 };
    const struct typing *t = &app->typing;
    bool read = !t->words.letters.len_bytes &&
                (!t->near.keys.len_bytes || t->near.gap_ms > READ_MS);
    int64_t least_ms = read ? READ_MS : AT_ONCE_MS, pace_ms = app_pace_of_answer(t);
    return app_asks_of_pasted(app) || (t->hand_ms && pace_ms > least_ms) ? pace_ms
                                                                         : least_ms;
}

bool app_hold_answer(struct app *app, const struct event *event)
{
    app->typing.words.pace_ms = pace_of_answer(app);
    return hold(app, event);
}

bool app_holds_answer(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    bool answers = app_answers(app, event);
    if (t->released || !(t->watched || app_asks_of_pasted(app)) ||
        app_may_be_no_answer(app, event) ||
        !(answers || app_is_other_letter(app, event))) {
        return false;
    }
    if (app_asks_of_pasted(app) && may_be_word(t, event->text)) {
        app_take_for_words(app);
        return true;
    }
    if (answers) {
        app_expect_rest(app, event);
    }
    return app_hold_answer(app, event);
}

bool app_holds_back(struct app *app, const struct intent *intent,
                    const struct event *event)
{
    struct typing *t = &app->typing;
    bool released = t->released;
    t->released = false;
    bool writes = intent->kind == INTENT_EXPORT && t->watched && t->words.count > 0;
    bool leaves = intent->kind == INTENT_LEAVE && !app->saving.err.message;
    bool takes_back = /* the question that is asked, as in "us all" */
        intent->kind == INTENT_UNDO && view_mode(app_top(app)) == MODE_QUESTION;
    if (!released && app_is_within_answer(app, intent, event)) {
        return true;
    }
    bool to_all = app_is_before_all(intent);
    if (released || !event_types(event) || !(writes || leaves || takes_back || to_all)) {
        return false;
    }
    if (leaves || to_all || (takes_back && t->hand_ms)) {
        struct str run = str_of("%s%s", str_text(&t->slow.run), event->text);
        bool known =
            to_all && typed_words_is_abbreviation(run.bytes, run.len_bytes); /* as "dx" */
        int64_t pace_ms = app_pace_of_hands(t), least_ms = known ? ASKED_PACE_MS : 0;
        t->words.pace_ms = intent->kind == INTENT_SAY_UNLESS_TYPED ? AT_LEISURE_MS
                           : intent->kind == INTENT_LEAVE_QUESTION /* that can wait */
                               ? ASKED_PACE_MS
                               : pace_ms > least_ms ? pace_ms : least_ms;
        str_finish(&run);
    }
    hold(app, event);
    const char *what = leaves ? "Leaving … \vleave\v once more leaves at once, "
                                "\vescape\v stays here."
                              : app_before_all_comes(app, intent);
    t->announced = what != NULL;
    if (what) { /* who meant it sees that it was heard */
        app_say_of(app, &(struct intent){.passing = true, .text = what});
    }
    return true;
}

/* Whether a late letter goes on with what is held back, as "u" with "q", and a blank with "dx". */
static bool begins_word(const struct typing *t, const char *letter)
{
    const struct str *run = &t->slow.run;
    return (*letter == ' ' &&
            typed_words_is_abbreviation(str_text(run), run->len_bytes)) ||
           (isalpha((unsigned char)*letter) &&
            typed_words_may_begin(*str_text(&t->held_text), letter));
}

/* Whether it is the key that is held back once more; two capitals at once are of a word, as in
 * "PPE", and so is the second of an answer that is written out, as in "no thanks". */
static bool is_held_again(const struct typing *t, const struct event *event)
{
    bool at_once = event->at_ms - t->held_key.at_ms <= BRISK_PACE_MS;
    bool within = t->answer && t->written > 1;
    return strcmp(event->key, t->held_key.key) == 0 && !within &&
           !(at_once && isupper((unsigned char)*event->text));
}

bool app_leaves_by(struct app *app, const struct event *event)
{
    const struct typing *t = &app->typing;
    bool ends = event_is(event, "Enter") &&
                t->mode != MODE_QUESTION; /* which shows nothing to all */
    return t->held && (t->announced || app_is_asked(app)) && event->kind == EVENT_KEY &&
           (ends || is_held_again(t, event));
}

/* Whether a letter may go on with what is held back, as a word. */
static bool goes_on(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    int64_t gap_ms = event->at_ms - t->held_key.at_ms;
    bool slow = gap_ms > TYPING_PACE_MS && !app_is_asked(app);
    return event_types(event) && gap_ms <= t->words.pace_ms &&
           !app_goes_on_before_all(app, event) &&
           (!slow || begins_word(t, event->text)) &&
           typed_words_goes_on(&t->words, event->text, event->at_ms) &&
           !is_held_again(t, event) &&
           (!app_is_asked(app) || may_be_word(t, event->text));
}

/* Whether it is a key that goes back, wherever it is pressed, or takes back what was done. */
static bool goes_back(struct app *app, const struct event *event)
{
    return event->kind == EVENT_KEY &&
           (event_is(event, "Esc") || event_is(event, "Ctrl-G") ||
            action_for(view_mode(app_top(app)), event->key) == ACT_UNDO);
}

bool app_drops_held(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    if (!t->held || !t->announced || event->at_ms > app_held_until_ms(app) ||
        !goes_back(app, event) || goes_on(app, event)) {
        return false;
    }
    bool ends = action_for(t->mode, t->held_key.key) == ACT_QUESTION_END;
    t->held = t->announced = false;
    t->held_key.kind = EVENT_NONE;
    app_forget_letters(app);
    app_say(app,
            ends ? "Stopped: the question is still open." : "Stopped: nothing was done.");
    return true;
}

bool app_releases(struct app *app, const struct event *event, struct event *key)
{
    struct typing *t = &app->typing;
    if (!t->held || event->kind == EVENT_END) {
        return false;
    }
    int64_t until_ms = app_held_until_ms(app);
    bool passes = event->kind == EVENT_NONE || event->kind == EVENT_NEWS ||
                  event->kind == EVENT_RESIZE || event->kind == EVENT_STOP;
    if (goes_on(app, event) || (passes && clock_ticks_ms() < until_ms)) {
        return false;
    }
    *key = t->held_key;
    key->text = str_text(&t->held_text);
    t->held_key.kind = EVENT_NONE;
    if (app_asks_of_pasted(app)) { /* it is of no word */
        typed_words_forget(&t->words);
        t->watched = t->slow.watched = false;
        t->held_key.kind = EVENT_KEY; /* for answers_again(), since it does something */
        t->held_key.at_ms = event->kind == EVENT_KEY ? event->at_ms : until_ms;
    }
    t->held = false;
    t->released = true;
    return true;
}
