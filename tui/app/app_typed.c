/* Words that are typed where letters are keys: see typed_words.h for when they are taken for
 * such. Then all that the letters did is taken back, and they go into a box. */

#include "app/app.h"
#include "app/app_everybody.h"

#include "screen/clock.h"
#include "views/grid/view_grid.h"
#include "views/view_day.h"
#include "views/view_form.h"
#include "views/view_list.h"

#include <ctype.h>
#include <string.h>

/* Whether it may be of words: a letter, a figure, a blank. */
static bool is_letter(const struct event *event)
{
    unsigned char first = (unsigned char)*event->text;
    return event->kind == EVENT_KEY && (isalnum(first) || first == ' ' || first >= 0x80);
}

static bool is_list(const struct view *view)
{
    return view->ops == &view_list_ops;
}

/* Once they are being typed, there is more in them. */
static bool goes_on_typing(struct app *app, const struct event *event)
{
    const struct typing *t = &app->typing;
    return event->kind == EVENT_KEY && *event->text &&
           (t->taken || t->words.where != AMONG_KEYS || is_list(app_top(app)));
}

/* What is typed there is typed, whoever presses keys. */
static bool takes_words(struct app *app)
{
    enum { WORDS = MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME | MODE_PASTE };
    const struct view *top = app_top(app);
    return (view_mode(top) & WORDS) || (is_list(top) && !view_list_is_by_letter(top));
}

/* Else keys do no harm, and there is no box to put words into. */
static bool may_change(const struct app *app)
{
    return !app->options->follow && !(app->open && app->file.read_only);
}

static void begin(struct app *app)
{
    struct typing *t = &app->typing;
    struct grid_view *grid = app_grid(app);
    t->views = app->view_count;
    t->aside = app->aside.count;
    t->panels = app->panels;
    t->turn = app->turn;
    if (grid) {
        view_grid_set_mark(grid);
    }
    if (app->open) {
        author_set_mark(&app->author);
    }
}

static void take_back(struct app *app, const struct intent *intent, struct err *err)
{
    (void)intent;
    (void)err;
    author_return(&app->author);
}

/* A form that had come back with what was put aside is put aside again. */
static void close_form(struct app *app)
{
    struct facts facts = app_facts(app);
    struct event event = {.kind = EVENT_KEY, .text = ""};
    for (size_t i = 0; i < app->typing.words.behind.len_bytes; i++) {
        struct view *form = app_top(app);
        form->ops->handle(form->state, &facts, ACT_BOX_DELETE_BEFORE, &event);
    }
    app_put_aside(app, NULL);
}

/* The list of the day has a line for words of its own, if it stood there before them. */
static bool is_day(struct app *app)
{
    return app_top(app)->ops == &view_day_ops && app->view_count <= app->typing.views;
}

/* Lists and forms that were opened go, and so does what lay over the grid. */
static void close_views(struct app *app)
{
    struct grid_view *grid = app_grid(app);
    while (!is_day(app) &&
           (grid ? app_top(app)->state != grid : app->view_count > app->typing.views)) {
        if (view_mode(app_top(app)) == MODE_FORM &&
            app->aside.count < app->typing.aside) {
            close_form(app);
        } else {
            app_pop(app);
        }
    }
    if (grid && !is_day(app)) {
        view_grid_return(grid);
        app_keep_typed(app); /* nothing is typed into that box any more */
    }
}

/* Whether a figure before a word is the key of a column, as in "2carers"; not in "2nd". */
static bool names_column(const char *words)
{
    static const char *const ordinals[] = {"st", "nd", "rd", "th"};
    bool column = *words >= '1' && *words <= '9' && isalpha((unsigned char)words[1]);
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals && column; i++) {
        column =
            strncmp(words + 1, ordinals[i], 2) != 0 || isalpha((unsigned char)words[3]);
    }
    return column;
}

/* Into a box, if there can be one. */
static void put_words(struct app *app, const char *words)
{
    struct grid_view *grid = app_grid(app);
    struct facts facts = app_facts(app);
    if (!grid || !may_change(app)) {
        app_say(app, "You were typing, but here each letter is a key. Nothing was done.");
    } else if (is_day(app)) {
        struct intent said = view_day_type(app_top(app)->state, &facts, words);
        app_carry_out(app, &said);
    } else if (!app_keeps_alone(app, ACT_ADD)) {
        if (names_column(words)) {
            struct event key = {.kind = EVENT_KEY, .key = {*words}, .text = ""};
            view_grid_ops.handle(grid, &facts, ACT_COLUMN, &key);
            words++;
        }
        struct intent said = view_grid_type(grid, &facts, words);
        app_carry_out(app, &said);
    }
}

static void take_for_words(struct app *app)
{
    struct typing *t = &app->typing;
    struct intent none = intent_of(INTENT_NOTHING);
    t->watched = false;
    t->taken = true;
    t->held = false;
    close_views(app);
    if (app->open && author_went_on(&app->author)) {
        app_act(app, &none, take_back);
    }
    app->panels = t->panels;
    app->turn = t->turn;
    put_words(app, str_text(&t->words.letters));
}

/* Enter at the pace of typing ends what may be a word; whatever else is no letter, a run. */
static bool end_run(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    bool words = t->watched && event->kind == EVENT_KEY &&
                 strcmp(event->key, "Enter") == 0 &&
                 typed_words_end(&t->words, event->at_ms);
    if (words) {
        take_for_words(app);
        return true;
    }
    typed_words_forget(&t->words);
    t->watched = t->taken = false;
    return false;
}

void app_expect_rest(struct app *app, const struct event *event)
{
    static const char *const answers[] = {"yes", "no", "discard"};
    struct typing *t = &app->typing;
    t->answer_ms = event->at_ms;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        if (*event->text == *answers[i]) {
            t->answer = answers[i] + 1;
        }
    }
}

/* Whether it goes on with the word of an answer, or is the Enter behind it. */
static bool ends_answer(struct typing *t, const struct event *event)
{
    enum { ANSWER_PACE_MS = 2 * TYPING_PACE_MS }; /* of two fingers */
    bool rest = t->answer && event->kind == EVENT_KEY &&
                event->at_ms - t->answer_ms <= ANSWER_PACE_MS;
    bool letter = rest && *t->answer && *event->text == *t->answer;
    bool enter = rest && !*t->answer && strcmp(event->key, "Enter") == 0;
    t->answer = letter ? t->answer + 1 : NULL;
    t->answer_ms = event->at_ms;
    return letter || enter;
}

bool app_takes_letter(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    t->asked = view_mode(app_top(app)) & (MODE_PASTE | MODE_SAME_NAME | MODE_ROOM_ASKS);
    if (ends_answer(t, event)) {
        return true;
    }
    if (!is_letter(event) && !goes_on_typing(app, event)) {
        return end_run(app, event);
    }
    if (!typed_words_go_on(&t->words, event->text, event->at_ms)) {
        t->taken = false;
        t->watched = !takes_words(app) && may_change(app);
        if (t->watched) {
            begin(app);
        }
    }
    t->mode = view_mode(app_top(app));
    t->top = app_top(app)->state;
    if (t->held) { /* the letter behind it */
        typed_words_hear(&t->words, event->text, LETTER_ACTS);
        take_for_words(app);
        return true;
    }
    return t->taken && !takes_words(app);
}

/* In the grid; quick hands say again and again what goes to and fro. */
static enum letter what_key_does(enum action action)
{
    switch (action) {
    case ACT_UP:
    case ACT_DOWN:
    case ACT_LEFT:
    case ACT_RIGHT:
    case ACT_COLUMN:
    case ACT_NEXT_HIT:
    case ACT_PREVIOUS_HIT:
    case ACT_UNDO:
        return LETTER_MOVES;
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
    bool within = top->state == app_grid(app) && view_grid_is_within_word(top->state);
    return view_form_is_fresh(top) ? LETTER_FILLS : within ? LETTER_EDITS : LETTER_OPENS;
}

static enum letter what_became(struct app *app, const struct event *event)
{
    const struct typing *t = &app->typing;
    enum { WORDS = MODE_BOX | MODE_SEARCH | MODE_FORM | MODE_NAME };
    enum action action = action_for(t->mode, event->key);
    enum mode mode = view_mode(app_top(app));
    if (t->mode & WORDS) {
        return LETTER_TYPES;
    }
    if (t->mode == MODE_LIST) {
        return letter_in_list(app);
    }
    if (action == ACT_NONE) {
        return LETTER_IDLE;
    }
    if (mode & WORDS) {
        return what_opened(app);
    }
    bool elsewhere = !(mode & (MODE_GRID | MODE_LIST)); /* where other keys are */
    return t->mode != MODE_GRID || elsewhere ? LETTER_MOVES : what_key_does(action);
}

bool app_message_stays(const struct app *app, const struct event *event)
{
    return app->typing.stays && is_letter(event);
}

/* What a letter did just before another opened a box is said while words are typed there:
 * who types slowly sees what became of the first. */
static void keep_said(struct app *app, const struct event *event)
{
    enum { JUST_BEFORE_MS = 2000 };
    struct typing *t = &app->typing;
    enum { WORDS = MODE_BOX | MODE_FORM };
    bool letter = is_letter(event), from_grid = letter && t->mode == MODE_GRID;
    bool in_box = view_mode(app_top(app)) & WORDS;
    const char *said = str_text(&app->messages.text);
    bool just_before =
        t->said_ms && event->at_ms - t->said_ms <= JUST_BEFORE_MS && in_box;
    if (from_grid && !in_box) {
        t->said_ms = *said && !app->messages.why_not ? event->at_ms : 0;
        str_set(&t->said, "%s", said);
    } else if (from_grid && just_before && !*said) {
        str_set(&app->messages.text, "%s", str_text(&t->said));
        t->stays = true;
        t->said_ms = 0;
    } else if (!(letter && in_box)) {
        t->stays = false;
        t->said_ms = 0;
    }
}

void app_hear_letter(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    enum letter did = t->held ? LETTER_MOVES /* it counts with the letter behind it */
                      : t->watched ? what_became(app, event)
                                   : LETTER_IDLE;
    if (t->asked && view_mode(app_top(app)) != t->asked) {
        app_expect_rest(app, event);
    }
    keep_said(app, event);
    if (t->watched && *event->text && typed_words_hear(&t->words, event->text, did)) {
        take_for_words(app);
    }
}

bool app_holds_back(struct app *app, const struct intent *intent,
                    const struct event *event)
{
    struct typing *t = &app->typing;
    bool released = t->released;
    t->released = false;
    bool writes = intent->kind == INTENT_EXPORT && t->watched && t->words.count > 0;
    bool leaves = intent->kind == INTENT_LEAVE && !app->saving.err.message;
    if (released || !is_letter(event) || !(writes || leaves)) {
        return false;
    }
    t->held = true;
    t->held_key = *event;
    t->held_key.text = NULL;
    str_set(&t->held_text, "%s", event->text);
    return true;
}

int64_t app_held_until_ms(const struct app *app)
{
    const struct typing *t = &app->typing;
    return !t->held ? INT64_MAX : t->held_key.at_ms + WORD_BEHIND_MS;
}

bool app_releases(struct app *app, const struct event *event, struct event *key)
{
    struct typing *t = &app->typing;
    int64_t until_ms = app_held_until_ms(app);
    bool passes = event->kind == EVENT_NONE || event->kind == EVENT_NEWS ||
                  event->kind == EVENT_RESIZE || event->kind == EVENT_STOP;
    bool behind = is_letter(event) && event->at_ms <= until_ms &&
                  typed_words_goes_on(&t->words, event->text, event->at_ms) &&
                  strcmp(event->key, t->held_key.key) != 0;
    if (!t->held || event->kind == EVENT_END || behind ||
        (passes && clock_ticks_ms() < until_ms)) {
        return false;
    }
    t->held = false;
    t->released = true;
    *key = t->held_key;
    key->text = str_text(&t->held_text);
    return true;
}
