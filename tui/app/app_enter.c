/* An Enter too many: the second of a double press, or those of a key that is held down. All
 * Enters pass here; one that follows at once on another that went somewhere was meant for where
 * that had been pressed, and does nothing. */

#include "app/app.h"

#include "screen/clock.h"

#include <string.h>

enum {
    DOUBLE_PRESS_MS = 300,
    KEY_REPEATS_MS = 100, /* no hand is as quick as a key that is held */
};

static bool is_enter(const struct event *event)
{
    return event->kind == EVENT_KEY && strcmp(event->key, "Enter") == 0;
}

bool app_takes_enter(struct app *app, const struct event *event)
{
    struct entering *e = &app->typing.entering;
    bool behind = is_enter(event) && e->went &&
                  (event->at_ms - e->went_ms <= DOUBLE_PRESS_MS ||
                   event->at_ms - e->last_ms <= KEY_REPEATS_MS);
    e->last_ms = event->at_ms;
    e->went = behind;
    e->pushed = app->pushed;
    e->views = app->view_count;
    e->mode = view_mode(app_top(app));
    return behind;
}

/* Whether words stand there still that Enter was to keep: it asked, or said why not. */
static bool holds_words(struct app *app)
{
    const struct view *top = app_top(app);
    return top->ops->unfinished && top->ops->unfinished(top->state).of;
}

void app_hear_enter(struct app *app, const struct event *event)
{
    struct entering *e = &app->typing.entering;
    enum mode mode = view_mode(app_top(app));
    if (is_enter(event)) {
        e->went = mode != e->mode || app->pushed != e->pushed ||
                  app->view_count != e->views || mode == MODE_FORM ||
                  ((mode & (MODE_BOX | MODE_NAME)) && holds_words(app));
        e->went_ms = clock_ticks_ms(); /* what took long may have kept the next waiting */
    }
}
