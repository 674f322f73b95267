/* Words that are typed where letters are keys: see typed_words.h for when they are taken for
 * such. Then all that the letters did is taken back, and they go into a box. */

#include "app/app.h"
#include "app/app_everybody.h"

#include "views/grid/view_grid.h"
#include "views/view_day.h"
#include "views/view_form.h"
#include "views/view_list.h"
#include "views/view_question.h"

#include <ctype.h>
#include <string.h>

/* Whether a key that comes is of words for all it does there, be it a sign, as in ".5 WTE": nothing
 * begins with "]" or ",", which are keys unless they close or go on with what stands before them. */
static bool is_of_words(struct app *app, const struct event *event)
{
    const struct typing *t = &app->typing;
    const char *run = str_text(&t->slow.run);
    size_t len = t->slow.run.len_bytes;
    bool acts = event_types(event) && action_for(view_mode(app_top(app)), event->key);
    bool closes = acts && *event->text == ']', goes_on = acts && *event->text == ',';
    return event_types(event) && (!closes || strchr(run, '[')) &&
           (!goes_on || (len && isalnum((unsigned char)run[len - 1])));
}

/* What is typed there is typed, whoever presses keys. */
static bool takes_words(struct app *app, const struct event *event)
{
    const struct view *top = app_top(app);
    return (view_mode(top) & MODES_OF_WORDS) ||
           (top->ops == &view_list_ops && !view_list_is_by_letter(top) &&
            !view_list_chooses_by(top, event->text));
}

void app_take_for_words(struct app *app)
{
    struct typing *t = &app->typing;
    const char *letters = str_text(&t->words.letters);
    const char *near = app_near_keys(app);
    struct str words = str_of("%s%s", near, letters);
    const char *before = app_letter_before(app, words.bytes);
    enum author_mark_of since = *before ? MARK_BEFORE : *near ? MARK_NEAR : MARK_SECOND;
    str_set(&words, "%s%s%s", before, near, letters);
    struct str alone = str_of("%s", *before ? "" : str_text(&t->slow.before));
    t->watched = false;
    t->taken = t->stays = true;
    t->held = false;
    t->held_key.kind = EVENT_NONE; /* it was a letter, and the same may come again */
    if (app_asks_of_pasted(app)) {
        app_say(app,
                "You were typing, but here a letter answers what was asked about the "
                "pasted list. Nothing was done: it waits for your answer.");
    } else {
        app_take_words(app, since, words.bytes);
        app_remember_late(app, words.bytes, since, alone.bytes);
    }
    str_finish(&alone);
    str_finish(&words);
}

/* Enter at the pace of typing ends what may be a word; whatever else is no letter, a run. */
static bool end_run(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    size_t len = t->words.letters.len_bytes;
    bool stray = app_asks_of_pasted(app) && t->mode == MODE_PASTE &&
                 len && /* no answer */
                 event->at_ms - t->words.at_ms <= ENTER_PACE_MS &&
                 !isdigit((unsigned char)t->words.letters.bytes[len - 1]);
    bool high = len == 1 && *app_near_keys(app) && /* as in "pH" */
                typed_words_is_in_one_go(&t->words, event->at_ms);
    bool words = event_is(event, "Enter") && !app_fills_number(app) &&
                 (stray || (t->watched && !app_asks_of_pasted(app) &&
                            (high || typed_words_end(&t->words, event->at_ms))));
    if (app_asks_others(app, event)) {
        words = true;
    } else if (words) {
        app_take_for_words(app);
        app_offer_keeping(app);
    } else {
        words = app_takes_slow_words(app, event) || app_end_slow(app, event);
        t->watched = t->taken = false;
    }
    typed_words_forget(&t->words);
    return words;
}

/* Whether a letter that is no key of a question began an answer, and goes on with one that is: nobody
 * moves and writes so, whatever word it is without that, as "owing" in "knowing". */
static bool begins_answer(struct app *app)
{
    const struct typed_words *w = &app->typing.words;
    const char *letters = str_text(&w->letters);
    size_t len = w->letters.len_bytes;
    return app->typing.mode == MODE_QUESTION && w->did == LETTER_OPENS &&
           view_question_is_unasked(app_top(app)) && w->moves && len > 1 &&
           typed_words_letters(letters) == len &&
           (len > 2 ? typed_words_begin_word(letters, w->language)
                    : letters[0] != letters[1] &&
                          typed_words_may_begin(letters[0], letters + 1));
}

/* It may make words of those before. */
static void hear(struct app *app, const struct event *event, enum letter did)
{
    struct typing *t = &app->typing;
    if (t->watched && *event->text &&
        (typed_words_hear(&t->words, event->text, did) || begins_answer(app)) &&
        !app_begin_no_word(app)) {
        app_take_for_words(app);
    } else {
        app_hear_slow(app, event, did);
    }
}

/* Whether a letter that would change something over the grid comes behind one that means
 * nothing there: whoever means it presses it once more. */
static bool is_of_idle_word(struct app *app, const struct event *event)
{
    const struct typed_words *w = &app->typing.slow.words;
    const struct view *top = app_top(app);
    enum action action = action_for(view_mode(top), event->key);
    return (view_mode(top) & (MODE_DAY | MODE_QUESTION)) && !view_question_takes(top) &&
           action != ACT_NONE && action_row(action)->changes &&
           isalpha((unsigned char)*event->text) && w->letters.len_bytes &&
           app->typing.slow.watched && w->did == LETTER_IDLE;
}

static void ask_once_more(struct app *app, const struct event *event)
{
    struct str said =
        str_of("Nothing was done. %s once more, if you mean that key.", event->text);
    str_clear(&app->messages.text);
    app_say_asked(app);
    app_say_besides(app, said.bytes);
    app->messages.why_not = true;
    str_finish(&said);
    hear(app, event, LETTER_IDLE);
}

/* Whether a letter upon another would decide whether two say the same: nobody read both so soon. */
static bool decides_unread(struct app *app, const struct event *event)
{
    const struct str *letters = &app->typing.words.letters;
    char last = letters->len_bytes ? letters->bytes[letters->len_bytes - 1] : '\0';
    if (view_mode(app_top(app)) != MODE_PROPOSALS || !isalpha((unsigned char)last) ||
        !isalpha((unsigned char)*event->text)) {
        return false;
    }
    enum action action = action_for(MODE_PROPOSALS, event->key);
    return (action == ACT_SAME || action == ACT_OTHER) && last != *event->text;
}

/* Whether a letter does what it does only when it comes once more. A list sees to that itself. */
static bool wants_once_more(struct app *app, const struct event *event)
{
    const struct typed_words *w = &app->typing.slow.words;
    size_t len = w->letters.len_bytes;
    bool again = len && w->did == LETTER_IDLE &&
                 w->letters.bytes[len - 1] == *event->text && /* but not in "grass" */
                 !app_goes_on_with_word(&app->typing.slow, event->text);
    bool doubted = app_may_be_no_answer(app, event), list = view_list_asks(app_top(app));
    if (doubted && list) {
        view_list_doubt(app_top(app));
    }
    return decides_unread(app, event) ||
           (!again && ((doubted && !list) || is_of_idle_word(app, event)));
}

/* Whether it goes on with words that are a draft: all would see what is hidden yet. */
static bool goes_on_unseen(struct app *app, const struct event *event)
{
    bool on = app->typing.taken && app_keeps_alone(app, ACT_ADD);
    if (on) {
        app_put_aside_unseen(app, NULL, event);
    }
    return on;
}

/* Whether it comes behind an ordinary pause in words that are put aside letter by letter, as a box
 * would stay open, or behind A in one; a capital behind one is that of the key which leads off. */
static bool goes_on_taken(struct app *app, const struct event *event)
{
    const struct typing *t = &app->typing;
    if (!t->taken) {
        return false;
    }
    bool high = isupper((unsigned char)*event->text);
    int64_t pace_ms = *app_typed_now(app) == 'A'       ? CAPS_LOCK_MS
                      : !app_keeps_alone(app, ACT_ADD) ? 0
                      : high                           ? TYPING_PACE_MS
                                                       : SLOW_PACE_MS;
    return event->at_ms - t->words.at_ms <= pace_ms;
}

/* A run of letters begins, where they are keys or not. */
static void begin_run(struct app *app, bool keys)
{
    struct typing *t = &app->typing;
    t->taken = false;
    t->watched = keys;
    if (keys) {
        app_mark_words(app, MARK_SECOND);
    }
}

bool app_takes_letter(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    app_join_asking_key(app, event);
    t->asked = view_mode(app_top(app)) & (MODE_PASTE | MODE_SAME_NAME | MODE_ASKS);
    if (app_is_of_answer(app, event) || app_goes_on_leaving(app, event) ||
        app_takes_figures(app, event)) {
        return true;
    }
    bool writes = event_types(event) && action_letters_write(view_mode(app_top(app)));
    bool held = !writes && app_hears_held(app, event);
    bool corrects =
        event_is(event, "Backspace") && !(view_mode(app_top(app)) & MODES_OF_WORDS);
    if ((writes || corrects) && goes_on_unseen(app, event)) {
        return true;
    }
    if (writes || held) { /* nothing is to be judged, nor typed by what was a key */
        app_forget_letters(app);
        return held && takes_words(app, event);
    }
    if (!is_of_words(app, event)) {
        return end_run(app, event);
    }
    bool keys = !takes_words(app, event) && app_words_may_go(app) &&
                (!app->options->letters_write || app_answers(app, event));
    t->words.language = t->slow.words.language =
        app->open && app->table ? table_language(app->file.session, app->table) : NULL;
    t->words.seen = app_is_before_room(app);
    if (!t->held) {
        t->words.pace_ms =
            app_asks_of_pasted(app) ? app_pace_of_answer(t) : TYPING_PACE_MS;
    }
    if (app_asks_of_pasted(app) &&
        t->mode != MODE_PASTE) { /* what opened it is of no word there */
        typed_words_forget(&t->words);
    }
    app_keep_near(app, event, keys);
    app_begin_slow(app, event, keys && !app_asks_of_pasted(app));
    if (keys && app_goes_on_deleting(app, event->text)) {
        return true;
    }
    bool on = goes_on_taken(app, event);
    if (!typed_words_go_on(&t->words, event->text, event->at_ms) && !on) {
        begin_run(app, keys);
    }
    t->mode = view_mode(app_top(app));
    t->top = app_top(app)->state;
    if (t->held) { /* the letter behind it */
        typed_words_hear(&t->words, event->text, LETTER_ACTS);
        app_take_for_words(app);
        return true;
    }
    bool typed = takes_words(app, event);
    if (!typed && goes_on_unseen(app, event)) {
        t->words.at_ms = event->at_ms;
        return true;
    }
    if (wants_once_more(app, event)) {
        ask_once_more(app, event);
        return true;
    }
    return t->taken && !typed;
}

/* In the grid; quick hands say again and again what goes to and fro. */
static enum letter what_key_does(const struct app *app, enum action action)
{
    switch (action) {
    case ACT_UP:
    case ACT_DOWN:
    case ACT_LEFT:
    case ACT_RIGHT:
    case ACT_COLUMN:
    case ACT_NEXT_GOAL:
    case ACT_PREVIOUS_GOAL:
    case ACT_UNDO:
    case ACT_QUESTION_COUNT:
        return LETTER_MOVES;
    case ACT_NEXT_HIT: /* none, if nothing was searched for */
        return app->messages.why_not ? LETTER_IDLE : LETTER_MOVES;
    case ACT_PREVIOUS_HIT: /* nor then, but capitals that say why not were meant */
        return app->messages.why_not ? LETTER_ACTS : LETTER_MOVES;
    case ACT_MOVE_UP:
    case ACT_MOVE_DOWN:
    case ACT_MOVE_LEFT:
    case ACT_MOVE_RIGHT:
        return LETTER_CARRIES;
    default:
        return LETTER_ACTS;
    }
}

/* Of a letter that was pressed in a list. */
static enum letter letter_in_list(struct app *app)
{
    const struct view *top = app_top(app);
    if (top->state != app->typing.top) {
        return LETTER_CHOOSES;
    }
    return view_list_is_by_letter(top) ? LETTER_IDLE
           : view_list_finds(top)      ? LETTER_FINDS
                                       : LETTER_FINDS_NOTHING;
}

/* It opened what words are typed into. */
static enum letter what_opened(struct app *app)
{
    const struct view *top = app_top(app);
    bool within = (top->state == app_grid(app) && view_grid_is_within_word(top->state)) ||
                  view_question_is_fresh(top);
    app->typing.words.stands = app->typing.slow.words.stands = *app_typed_now(app);
    bool fills = view_form_is_fresh(top) || view_day_typing(top) == ACT_DAY_BEGAN;
    return fills ? LETTER_FILLS : within ? LETTER_EDITS : LETTER_OPENS;
}

static enum letter what_became(struct app *app, const struct event *event)
{
    const struct typing *t = &app->typing;
    enum action action = action_for(t->mode, event->key);
    enum mode mode = view_mode(app_top(app));
    if (t->mode & MODES_OF_WORDS) {
        return LETTER_TYPES;
    }
    if (t->mode == MODE_LIST) {
        return letter_in_list(app);
    }
    if (mode & MODES_OF_WORDS) {
        return what_opened(app);
    }
    if (action == ACT_NONE) {
        return LETTER_IDLE;
    }
    bool asked = t->mode == MODE_QUESTION;
    bool elsewhere = /* with other keys */
        !(mode & (MODE_GRID | MODE_LIST | MODE_ASKS)) && !(asked && mode == t->mode);
    bool led = isupper((unsigned char)*event->text); /* as "W" is in "SW", behind S */
    enum letter there = what_key_does(app, action);
    return t->mode == MODE_GRID || asked ? elsewhere ? LETTER_LEADS : there
           : led                         ? LETTER_LEADS
           : there == LETTER_MOVES       ? LETTER_MOVES
                                         : LETTER_ELSEWHERE;
}

/* A letter was no answer to what a key had asked: both are of a word. */
static bool is_no_answer(struct app *app, const struct event *event)
{
    const struct typing *t = &app->typing;
    return t->asked == MODE_ASKS && view_mode(app_top(app)) == MODE_GRID &&
           event_types(event) && !ispunct((unsigned char)*event->text) &&
           app_words_may_go(app) && t->slow.words.count > 0 &&
           !app_came_at_leisure(app) && !action_for(MODE_ASKS, event->key) &&
           what_key_does(app, action_for(MODE_GRID, event->key)) != LETTER_MOVES;
}

bool app_takes_no_answer(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    if (!is_no_answer(app, event)) {
        return false;
    }
    if (t->watched && (t->words.began_high || t->words.different.len_bytes > 1)) {
        typed_words_hear(&t->words, event->text, LETTER_ACTS);
        app_take_for_words(app);
    } else {
        app_begin_word(app, event->text);
    }
    return true;
}

void app_hear_letter(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    if ((t->mode & MODES_OF_WORDS) && event_types(event)) {
        app_hear_typed(t, event->at_ms);
        if (t->taken) {
            app_drop_high_key(app);
        }
    }
    bool no_answer = !t->held && app_takes_no_answer(app, event);
    bool watched = t->watched || t->slow.watched;
    enum letter did = t->held   ? app_held_became(app)
                      : watched ? what_became(app, event)
                                : LETTER_IDLE;
    if (did == LETTER_TYPES && app_types_question(app, event->text)) {
        did = LETTER_MOVES;
    }
    if (!no_answer) {
        app_hear_answer(app, event);
    }
    hear(app, event, did);
}

bool app_is_other_letter(struct app *app, const struct event *event)
{
    enum action action = action_for(MODE_GRID, event->key);
    return app_top(app)->state == app_grid(app) && view_mode(app_top(app)) == MODE_ASKS &&
           event->kind == EVENT_KEY && isalpha((unsigned char)*event->text) &&
           !app_answers(app, event) && !app->typing.words.letters.len_bytes &&
           action != ACT_DELETE && what_key_does(app, action) != LETTER_MOVES &&
           !app_goes_on_with_word(&app->typing.slow, event->text); /* as in "kids" */
}
