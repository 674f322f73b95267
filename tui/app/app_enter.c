/* An Enter too many: the second of a double press, or those of a key that is held down. All
 * Enters pass here; one that follows at once on another that went somewhere, or asked, was meant for
 * where that had been pressed, and does nothing. */

#include "app/app.h"

#include "screen/clock.h"

#include <string.h>

enum {
    DOUBLE_PRESS_MS = 300,
    READING_MS = 500,     /* whoever was asked, or told why not, has not read it before */
    KEY_REPEATS_MS = 100, /* no hand is as quick as a key that is held */
};

static bool is_enter(const struct event *event)
{
    return event->kind == EVENT_KEY && strcmp(event->key, "Enter") == 0;
}

bool app_takes_enter(struct app *app, const struct event *event)
{
    struct entering *e = &app->typing.entering;
    bool behind =
        is_enter(event) && e->went &&
        (event->at_ms - e->went_ms <= (e->told ? READING_MS : DOUBLE_PRESS_MS) ||
         event->at_ms - e->last_ms <= KEY_REPEATS_MS);
    e->last_ms = event->at_ms;
    e->went = behind;
    e->pushed = app->pushed;
    e->views = app->view_count;
    e->mode = view_mode(app_top(app));
    return behind;
}

void app_hear_enter(struct app *app, const struct event *event)
{
    struct entering *e = &app->typing.entering;
    enum mode mode = view_mode(app_top(app));
    if (is_enter(event)) {
        e->told = app->messages.why_not;
        e->went = mode != e->mode || app->pushed != e->pushed ||
                  app->view_count != e->views || mode == MODE_FORM || e->told;
        e->went_ms = clock_ticks_ms(); /* what took long may have kept the next waiting */
    }
}
