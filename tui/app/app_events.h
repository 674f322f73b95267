#ifndef ROUNDTABLE_APP_APP_EVENTS_H
#define ROUNDTABLE_APP_APP_EVENTS_H

#include "app/app.h"

/**
 * What either face of the app asks of app_loop.c.
 */

/** What becomes of an event, and of all that waits to be saved or looked at meanwhile. */
void app_take_event(struct app *app, const struct event *event);

/** As if an action's key had been pressed, or something pasted (ACT_NONE), in the view on
 *  top: nothing that was typed before counts with it. */
void app_press(struct app *app, enum action action, const struct event *event);

/** Keeps what is typed in that view as a draft, if it can be, as one that was killed has it:
 *  beside those that stand there, or in the place of the one that it goes on with. */
void app_keep_unfinished(struct app *app, const struct view *view);

/** The event that the first key of an action is. */
struct event app_key_of(enum action action);

/** Says whether Space reads on what does not fit into a window of large letters. */
void app_offer_reading(struct app *app);

#endif
