/* Words in rows, each with Enter behind it, of who does not look: what was taken for words as
 * Enter came is one entry, and what comes next is another. */

#include "app/app.h"

#include "screen/clock.h"
#include "views/view.h"
#include "views/view_question.h"

#include <string.h>

static bool is_enter(const struct event *event)
{
    return event->kind == EVENT_KEY && strcmp(event->key, "Enter") == 0;
}

void app_offer_keeping(struct app *app, const struct event *event)
{
    bool open = view_mode(app_top(app)) & MODES_OF_WORDS;
    app_add(app, open ? "\vkeep\v once more saves it." : "");
    app->typing.ended_ms = open ? event->at_ms : 0;
}

void app_say_how_to_keep(struct app *app, bool ended)
{
    bool open = view_mode(app_top(app)) & MODES_OF_WORDS;
    app_add(app, open ? "\vkeep\v saves it." : "");
    app->typing.ended_ms = open && ended ? clock_ticks_ms() : 0;
}

bool app_keeps_first(struct app *app, const struct event *event, struct event *key)
{
    enum {
        NEXT_ROW_MS = 4000
    }; /* who looks at what was said takes longer, or corrects it */
    struct typing *t = &app->typing;
    bool comes = event->kind == EVENT_KEY || event->kind == EVENT_CLICK ||
                 event->kind == EVENT_PASTE;
    bool letter = event->kind == EVENT_KEY && (unsigned char)*event->text > ' ';
    bool next =
        t->ended_ms && letter && event->at_ms - t->ended_ms <= NEXT_ROW_MS &&
        (view_mode(app_top(app)) == MODE_BOX || view_question_takes(app_top(app)));
    if (comes) {
        t->ended_ms = 0;
    }
    if (next) {
        *key = (struct event){
            .kind = EVENT_KEY, .key = "Enter", .text = "", .at_ms = event->at_ms};
    }
    return next;
}

int64_t app_held_until_ms(const struct app *app)
{
    const struct typing *t = &app->typing;
    return !t->held ? INT64_MAX : t->held_key.at_ms + t->words.pace_ms;
}

bool app_takes_slow_words(struct app *app, const struct event *event)
{
    const struct slow_typing *s = &app->typing.slow;
    int64_t gap_ms = event->at_ms - s->words.at_ms;
    bool words = is_enter(event) && s->watched && s->was_slow && s->opened &&
                 s->words.sure && s->since == MARK_FIRST && gap_ms <= s->words.pace_ms &&
                 (view_mode(app_top(app)) & (MODE_FORM | MODE_BOX));
    if (words) {
        app_take_offer_of_words(app, NULL);
        app_offer_keeping(app, event);
    }
    return words;
}
