/* What is typed while a question is before everybody: over one in words it is an answer,
 * whatever its letters are keys of; over raised hands, which take none, it is an entry of the
 * grid as anywhere. All such letters pass here. */

#include "app/app.h"

#include "base/utf8.h"
#include "model/questions.h"
#include "model/rows.h"
#include "views/grid/view_grid.h"
#include "views/view_day.h"
#include "views/view_question.h"
#include "views/view_room.h"

#include <ctype.h>
#include <string.h>

const void *app_own_line(const struct app *app)
{
    const struct view *top = &app->views[app->view_count - 1];
    if (top->ops == &view_day_ops) {
        return top->state;
    }
    for (size_t i = app->view_count; i-- > 0;) { /* whatever list lies over it */
        if (view_question_takes(&app->views[i])) {
            return app->views[i].state;
        }
    }
    return NULL;
}

static bool takes_words(const struct record *question)
{
    return question && question_of(question).asks == ASKS_WORDS;
}

bool app_answers_on_wall(struct app *app, const char *words)
{
    struct facts facts = app_facts(app);
    struct grid_view *grid = app_grid(app);
    const struct record *asked =
        app_top(app)->state == grid && view_grid_has_question(grid, &facts)
            ? question_at_hand(&facts)
            : NULL;
    bool answers = takes_words(asked);
    if (answers) {
        app_push(app, view_question_new(&facts, asked, false));
        struct intent said = view_question_type(app_top(app)->state, &facts, words);
        app_carry_out(app, &said);
    }
    return answers;
}

bool app_begins_line(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    t->over = view_mode(app_top(app)) == MODE_BOX ? t->over : NULL;
    bool first = !t->slow.run.len_bytes && !t->slow.before.len_bytes &&
                 !t->words.letters.len_bytes && !t->held;
    bool begins = first && event->kind == EVENT_KEY && t->mode == MODE_QUESTION &&
                  view_question_is_unasked(app_top(app)) &&
                  strcmp(app_typed_now(app), event->text) == 0;
    if (begins) {
        app_forget_letters(app);
    }
    return begins;
}

/* Whether a key would go off a question in words, over which most letters begin an answer. */
static bool leads_off(const struct intent *intent)
{
    return intent->kind == INTENT_LEAVE_QUESTION &&
           intent->action == ACT_QUESTION_LEAVE && takes_words(intent->record) &&
           question_of(intent->record).state != QUESTION_ENDED;
}

bool app_is_before_all(const struct intent *intent)
{
    return intent->kind == INTENT_ASK_INSTEAD || intent->kind == INTENT_SET_QUESTION ||
           intent->kind == INTENT_SAY_UNLESS_TYPED || leads_off(intent);
}

const char *app_before_all_comes(const struct app *app, const struct intent *intent)
{
    static const char *const said[] = {
        [QUESTION_OPEN] =
            "The answers go … \vshow-answers\v once more hides them at once, "
            "\vescape\v stops it.",
        [QUESTION_SHOWN] =
            "The answers come … \vshow-answers\v once more shows them at once, "
            "\vescape\v stops it.",
        [QUESTION_ENDED] =
            "It ends … \vend-question\v once more ends it at once, \vescape\v "
            "stops it."};
    struct facts facts = app_facts(app);
    bool shows = question_goes_on_wall(&facts, intent->record, intent->action);
    return leads_off(intent) ? (shows ? "The room's view comes … unless you type on."
                                      : "The grid comes … unless you type on.")
           : intent->kind == INTENT_SET_QUESTION ? said[intent->step]
                                                 : NULL;
}

/* Whether both are keys for all to see, in a question, as in s x, x o, and x P. */
static bool are_before_all(const char *key, const char *next)
{
    enum action first = action_for(MODE_QUESTION, key),
                then = action_for(MODE_QUESTION, next);
    bool off = then == ACT_QUESTION_LEAVE && isupper((unsigned char)*next);
    return (first == ACT_QUESTION_SHOW || first == ACT_QUESTION_END) &&
           (off || then == ACT_QUESTION_SHOW || then == ACT_QUESTION_END ||
            then == ACT_QUESTION_AGAIN);
}

bool app_goes_on_before_all(const struct app *app, const struct event *event)
{
    const struct typing *t = &app->typing;
    return t->mode == MODE_QUESTION && are_before_all(t->held_key.key, event->key);
}

/* Whether the letter before it and this one are keys, both for all to see, or apart, as in d x. */
static bool are_keys(const struct slow_typing *s, const char *last, const char *words,
                     const struct event *event)
{
    return are_before_all(last, event->key) ||
           (s->slow && action_for(MODE_QUESTION, last) != ACT_NONE &&
            !typed_words_begin_word(words, s->words.language));
}

bool app_is_within_answer(struct app *app, const struct intent *intent,
                          const struct event *event)
{
    const struct slow_typing *s = &app->typing.slow;
    size_t len = s->run.len_bytes;
    const char last[] = {len ? s->run.bytes[len - 1] : '\0', '\0'};
    if (!app_is_before_all(intent) || !event_types(event) ||
        !isalpha((unsigned char)*event->text) || !isalpha((unsigned char)*last) ||
        !s->watched || app_came_at_leisure(app) ||
        !app->typing.from[MARK_FIRST].own_line) {
        return false;
    }
    struct str words = str_of("%s%s", str_text(&s->run), event->text);
    bool within = !are_keys(s, last, words.bytes, event);
    if (within) {
        app_take_words(app, MARK_FIRST, words.bytes);
    }
    str_finish(&words);
    return within;
}

void app_leave_hands(struct app *app, const struct record *question)
{
    app->typing.hands_left = question_of(question).asks == ASKS_WORDS ? NULL : question;
}

static void count_figures(struct app *app, const struct record *open, const char *figures)
{
    struct facts facts = app_facts(app);
    app_push(app, view_question_new(&facts, open, false));
    struct intent count = view_question_count(app_top(app)->state, &facts, figures);
    bool counts = count.kind == INTENT_COUNT_HANDS;
    app_carry_out(app, &count);
    if (counts) {
        app_add(app, "Hands are up, so that was a count; \vundo\v takes it back.");
    }
}

/* Of hands that are up still, or ended as they were left. */
static void say_of_figures(struct app *app, const struct record *question, bool open)
{
    enum { NAME_GRAPHEMES = 40 };
    struct str name = STR_EMPTY;
    text_quote(&name, row_words(question), NAME_GRAPHEMES);
    app_say(app,
            open ? "Nothing was done. To count hands for %s: \vask\v. \vedit\v edits "
                   "what is selected."
                 : "Nothing was done: %s has ended. \vask\v shows it again; "
                   "\vopen-again\v there goes on with it.",
            name.bytes);
    str_finish(&name);
}

/* The figures that came last, in the grid, and nothing else with them; "": other keys did. */
static const char *figures_typed(struct app *app)
{
    const struct view *top = app_top(app);
    const char *run = str_text(&app->typing.slow.run);
    bool grid = app_grid(app) && top->state == app_grid(app) &&
                view_mode(top) == MODE_GRID && app_words_may_go(app);
    return grid && !run[strspn(run, "0123456789")] ? run : "";
}

bool app_takes_figures(struct app *app, const struct event *event)
{
    struct typing *t = &app->typing;
    bool enter = event_is(event, "Enter");
    bool figure = event->kind == EVENT_KEY && isdigit((unsigned char)*event->text);
    t->hands_left = enter || figure ? t->hands_left : NULL;
    if (!enter || !*figures_typed(app)) {
        return false;
    }
    struct facts facts = app_facts(app);
    struct str figures = str_of("%s", figures_typed(app));
    const struct record *asked = question_at_hand(&facts);
    bool open = asked && question_of(asked).asks != ASKS_WORDS;
    bool counts = open && (figures.bytes[1] || /* a column's key may have been meant */
                           !view_grid_has_column(app_grid(app), &facts, *figures.bytes));
    bool takes = counts || t->hands_left;
    if (takes) {
        app_clear_message(app);
        app_forget_letters(app);
    }
    if (counts) {
        count_figures(app, asked, figures.bytes);
    } else if (takes) {
        say_of_figures(app, t->hands_left, open);
    }
    str_finish(&figures);
    return takes;
}

const struct record *app_seen_by_all(struct app *app)
{
    bool seen = false;
    for (size_t i = 0; i < app->view_count; i++) {
        const struct view_ops *ops = app->views[i].ops;
        seen = seen || ops == &view_question_ops || ops == &view_room_ops;
    }
    if (!seen || !app->table) {
        return NULL;
    }
    struct facts facts = app_facts(app);
    return question_at_hand(&facts);
}

bool app_spares_grid(struct app *app, enum action action)
{
    enum { NAME_GRAPHEMES = 40 };
    const struct record *open = app->typing.over;
    struct facts facts = open ? app_facts(app) : (struct facts){0};
    bool writes = open && action == ACT_BOX_ENTER &&
                  view_mode(app_top(app)) == MODE_BOX && *app_typed_now(app) &&
                  question_at_hand(&facts) == open; /* still */
    size_t led;
    bool spares =
        writes && (takes_words(open) || question_may_be_new(app_typed_now(app), &led));
    if (spares) {
        struct str name = STR_EMPTY;
        text_quote(&name, row_words(open), NAME_GRAPHEMES);
        app_say(app,
                "%s is still open, so nothing was written yet. \vkeep\v once more writes "
                "it here, as no answer; \vescape\v keeps your words as a draft.",
                name.bytes);
        app_end_line(app, true, false);
        app->typing.over = NULL;
        str_finish(&name);
    }
    return spares;
}
