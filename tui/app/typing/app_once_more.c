/* An Enter that did not count yet, since what stands there may not be what was meant: it is said
 * that once more does it. It ends its line all the same: what is typed next is another entry, and
 * the words before it are kept as one, however late that is. And once more is not enough if other
 * words stand there by then. */

#include "app/app.h"
#include "app/app_events.h"

#include "base/utf8.h"
#include "model/session.h"
#include "views/grid/view_grid.h"
#include "views/view_day.h"
#include "views/view_question.h"

#include <stdio.h>
#include <string.h>

void app_end_line(struct app *app, bool ends, bool doubtful)
{
    struct line_ended *e = &app->typing.ended;
    e->in = ends ? app_top(app)->state : NULL;
    e->doubtful = doubtful;
    e->by = "Enter";
    str_set(&e->words, "%s", ends ? app_typed_now(app) : "");
}

/* Whether words stand where they were typed, as an Enter left them. */
static bool stands(struct app *app, const char *words)
{
    return *words && strcmp(app_typed_now(app), words) == 0;
}

bool app_asks_about_line(struct app *app)
{
    const struct view *top = app_top(app);
    const struct grid_view *grid = app_grid(app);
    return grid && top->state == grid ? view_grid_asks_again(grid)
                                      : view_question_asks_again(top);
}

void app_press_key(struct app *app, const char *key)
{
    struct event event = {.kind = EVENT_KEY, .text = ""};
    snprintf(event.key, sizeof event.key, "%s", key);
    app_press(app, action_for(view_mode(app_top(app)), event.key), &event);
}

/* Whoever meant something else sees @then, what became of the words, while the next is typed. */
static void say_of_line(struct app *app, const char *words, const char *then,
                        bool besides)
{
    enum { NAME_GRAPHEMES = 40 };
    struct str said = STR_EMPTY;
    text_quote(&said, words, NAME_GRAPHEMES);
    str_add(&said, then);
    if (!besides) {
        app_clear_message(app);
    }
    app_say_besides(app, said.bytes);
    app->typing.stays = true;
    str_finish(&said);
}

/* What is asked about a line is answered by keys that are named: others leave it, as Esc does. */
static void put_aside(struct app *app, const char *words)
{
    size_t edits = session_edit_count(app->file.session);
    app_press_key(app, "Esc");
    bool kept = session_edit_count(app->file.session) != edits;
    if (strcmp(app->typing.ended.by, "Enter") != 0) {
        app_press_key(app, app->typing.ended.by);
    }
    struct facts facts = app_facts(app);
    struct view *top = app_top(app);
    struct intent next = top->state == app_grid(app)
                             ? view_grid_type(top->state, &facts, "")
                             : view_question_type(top->state, &facts, "");
    app_carry_out(app, &next);
    say_of_line(app, words,
                kept ? " was not added: it is a draft now." : " was not added.", false);
}

/* The line is kept, unless that is asked about, which nobody reads at the pace of typing, and the
 * next is open; or, where none can be kept unasked, a blank stands between. */
static void keep_line(struct app *app, const struct event *event)
{
    struct event blank = {.kind = EVENT_KEY, .key = "Space", .text = " "};
    struct facts facts = app_facts(app);
    struct view *top = app_top(app);
    struct str words = str_of("%s", app_typed_now(app));
    bool day = top->ops == &view_day_ops;
    bool keeps = day || view_mode(top) == MODE_BOX || view_question_takes(top);
    const struct step *done = app->author.done;
    bool deleted = view_grid_asks_about_deleted(app_grid(app));
    bool goes_on = top->state == app_grid(app) && !question_at_hand(&facts) && !deleted &&
                   event->at_ms - app->typing.typed_ms <= TYPING_PACE_MS;
    if (keeps && (!app_asks_about_line(app) || goes_on)) {
        app_press_key(app, app->typing.ended.by);
    }
    if (app_asks_about_line(app) && !deleted) {
        put_aside(app, words.bytes);
    } else if (stands(app, words.bytes)) {
        if (!strchr(" ?!.,;:)", *event->text)) {
            app_press(app, ACT_NONE, &blank);
        }
    } else if (day && top == app_top(app)) {
        struct intent next = view_day_type(top->state, &facts, "");
        app_carry_out(app, &next);
    }
    if (app->author.done != done) {
        say_of_line(app, words.bytes,
                    " was kept, as its line was ended: \vescape\v, then \vundo "
                    "Ctrl-Z\v, takes it back.",
                    day);
    }
    str_finish(&words);
}

void app_keep_line(struct app *app, const struct event *event)
{
    struct line_ended *e = &app->typing.ended;
    bool hand = event->kind == EVENT_KEY || event->kind == EVENT_CLICK ||
                event->kind == EVENT_PASTE;
    bool types = event->kind == EVENT_PASTE || event_types(event);
    const char *words = str_text(&e->words);
    bool same = e->doubtful ? strcmp(app_typed_now(app), words) == 0 : stands(app, words);
    bool ended = e->in && e->in == app_top(app)->state && same;
    if (!hand || event_is(event, "Enter")) { /* one more, which may count as little */
        return;
    }
    e->in = NULL;
    if (types && ended) {
        if (e->doubtful) {
            app_take_offer_of_words(app, NULL);
        }
        keep_line(app, event);
    }
}

/* What was told of is what would be asked of everybody. */
static bool is_told(struct app *app)
{
    const struct line_told *told = &app->typing.told;
    return told->pushed == app->pushed && stands(app, str_text(&told->words));
}

void app_tell_asking(struct app *app)
{
    struct line_told *told = &app->typing.told;
    told->pushed = app->pushed;
    str_set(&told->words, "%s", app_asks_everybody(app) ? app_typed_now(app) : "");
}

bool app_asks_words(struct app *app, const struct event *event)
{
    const struct slow_typing *s = &app->typing.slow;
    bool unseen =
        s->first.gap_ms <= TYPING_PACE_MS && /* nobody has read the form so soon */
        !(s->led == s->run.len_bytes && app_came_at_leisure(app));
    bool words =
        s->watched && (unseen || s->offered || s->words.in_vain || app_is_evident(app));
    return event_is(event, "Enter") && (words || app->typing.took) && !is_told(app) &&
           app_asks_unseen(app);
}

bool app_asks_others(struct app *app, const struct event *event)
{
    const struct line_told *told = &app->typing.told;
    bool others = event_is(event, "Enter") && told->words.len_bytes &&
                  told->pushed == app->pushed && app_asks_everybody(app) &&
                  *app_typed_now(app) && !is_told(app);
    if (others) {
        app_say(app, NOBODY_IS_ASKED);
        app_tell_asking(app);
    }
    return others;
}

bool app_edits_behind_words(const struct app *app, const struct event *event)
{
    const struct slow_typing *s = &app->typing.slow;
    bool soon = event->at_ms - s->words.at_ms <= s->words.pace_ms;
    return event_is(event, "Enter") &&
           view_mode(&app->views[app->view_count - 1]) == MODE_GRID && s->watched &&
           !s->opened && s->acted.differ && soon &&
           (typed_words_are_initials(&s->words) || app_are_whole(app));
}
