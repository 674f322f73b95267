/* An Enter too many: the second of a double press, that of a habit, or of a key that is held down.
 * All Enters pass here. One rule: an Enter within half a second of a key that chose, asked, opened
 * or closed something was meant for where that had been pressed, and does nothing, nor does one so
 * soon behind that; behind an Enter that answered, or the letter of a row that chose it and closed
 * its list, longer, for that comes as a habit. Where the same list stands there still, as with
 * settings, it counts; and so it does in a form, unless it would end that and not several in a row
 * went from line to line. One that does nothing says so. */

#include "app/app.h"

#include "base/utf8.h"

#include "screen/clock.h"
#include "views/view_list.h"

#include <string.h>

enum {
    READING_MS = 500,   /* nobody has read before what has come */
    NEXT_LINE_MS = 300, /* the last line of a form was read before */
    STEPS = 2,          /* whoever goes on so often in a row goes on to the end */
};

/* Where letters choose, or answer. */
enum {
    MODES_OF_CHOICE = MODE_LIST | MODE_ASKS | MODE_PASTE | MODE_SAME_NAME,
};

/* Of the list on top; "": none is. */
static const char *list_title(struct app *app)
{
    const struct view *top = app_top(app);
    return top->ops == &view_list_ops ? ((const struct list_view *)top->state)->title
                                      : "";
}

/* The line of the form on top; NULL: there is none. */
static const void *line_at(struct app *app)
{
    struct view *top = app_top(app);
    return top->ops->is_last ? view_typed(top) : NULL;
}

/* Whether Enter goes on to the form's next line. */
static bool is_before_last(struct app *app)
{
    struct view *top = app_top(app);
    if (!top->ops->is_last) {
        return false;
    }
    struct facts facts = app_facts(app);
    return !top->ops->is_last(top->state, &facts);
}

/* Behind what just happened, which stays. */
static void say_too_soon(struct app *app, const struct event *event)
{
    bool form = app->typing.entering.next_line;
    app->typing.entering.kept = form ? app_top(app)->state : NULL;
    if (form) {
        app_say(app, "%s came too soon to end this. \vform-next\v once more does.",
                event->key);
    } else {
        struct str said = str_of("%s came too soon, so it did nothing.", event->key);
        app_say_besides(app, said.bytes);
        str_finish(&said);
    }
}

/* Whether words stand in a form's last line, as if that had been left: it is told once. */
static bool tells_of_line(struct app *app, const struct event *event)
{
    enum { MOST_GRAPHEMES = 40 };
    struct entering *e = &app->typing.entering;
    struct view *top = app_top(app);
    e->kept = e->kept == top->state ? e->kept : NULL;
    if (!e->kept || !event_is(event, "Enter")) {
        return false;
    }
    struct facts facts = app_facts(app);
    struct str line = STR_EMPTY, words = STR_EMPTY;
    bool last = top->ops->is_last(top->state, &facts);
    const char *typed = last ? app_typed_now(app) : "";
    bool told = *typed != '\0';
    if (told) {
        e->kept = NULL;
        top->ops->typed_for(top->state, &facts, &line);
        text_quote(&words, typed, MOST_GRAPHEMES);
        app_say(app,
                "%s stands in the line ‘%s’. \vform-next\v once more keeps it there.",
                words.bytes, str_text(&line));
    }
    str_finish(&line);
    str_finish(&words);
    return told;
}

bool app_takes_enter(struct app *app, const struct event *event)
{
    struct entering *e = &app->typing.entering;
    int64_t wait_ms = e->answered    ? ASKED_PACE_MS
                      : e->next_line ? NEXT_LINE_MS
                      : e->chose     ? ENTER_PACE_MS
                                     : READING_MS;
    bool goes_on = e->next_line && is_before_last(app);
    bool goes_through = e->next_line && e->steps >= STEPS;
    e->held = e->was_enter && event->at_ms - e->last_ms <= KEY_REPEATS_MS;
    bool behind = event_is(event, "Enter") && e->went && !goes_on &&
                  ((event->at_ms - e->went_ms <= wait_ms && !goes_through) ||
                   event->at_ms - e->last_ms <= KEY_REPEATS_MS);
    e->was_enter = event_is(event, "Enter");
    if (behind) {
        e->went_ms = e->next_line ? e->went_ms : event->at_ms; /* nor was it read since */
        e->chose = false;
        say_too_soon(app, event);
    } else if (tells_of_line(app, event)) {
        e->went = false;
        e->last_ms = event->at_ms;
        return true;
    } else if (event_is(event, "Enter")) {
        app_end_line(app, false, false);
    }
    e->last_ms = event->at_ms;
    e->went = behind;
    e->pushed = app->pushed;
    e->views = app->view_count;
    e->mode = view_mode(app_top(app));
    e->asked = app_is_asked(app);
    e->line = line_at(app);
    str_set(&e->title, "%s", list_title(app));
    return behind;
}

void app_hear_enter(struct app *app, const struct event *event)
{
    struct entering *e = &app->typing.entering;
    enum mode mode = view_mode(app_top(app));
    bool enter = event_is(event, "Enter"), tab = event_is(event, "Tab");
    if ((enter || tab || event_is(event, "Shift-Tab")) && app_asks_about_line(app)) {
        app_go_on_late(app);
        app_end_line(app, true, false);
        app->typing.ended.by = enter ? "Enter" : tab ? "Tab" : "Shift-Tab";
    }
    bool stays =
        line_at(app) == e->line; /* else what is said is of a line that was left */
    bool told = (app->messages.why_not && stays) || app->typing.ended.in; /* or not yet */
    bool letter = event_types(event) && e->mode & MODES_OF_CHOICE &&
                  !app->typing.taken; /* what it opened is for the words that it is of */
    bool anew = app->pushed != e->pushed;
    bool other = mode != e->mode || app->view_count != e->views ||
                 (anew && (letter || !*list_title(app) ||
                           strcmp(list_title(app), str_text(&e->title)) != 0));
    e->chose = letter && e->mode == MODE_LIST && app->view_count < e->views &&
               !(mode & MODES_OF_WORDS); /* where it ends what stood before that */
    if (enter || letter) {
        e->answered = enter && (app->typing.answer || (e->asked && other));
        e->next_line = app_top(app)->ops->is_last && !other && !told;
        e->steps = e->next_line && !e->held ? e->steps + 1 : 0;
        e->went = other || e->answered || (enter && (told || e->next_line));
        e->went_ms = clock_ticks_ms(); /* what took long may have kept the next waiting */
    } else {
        e->steps = 0;
    }
}
