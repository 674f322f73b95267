/* Letters that write: in the grid each begins an entry, as in a spreadsheet, and is a key with Alt.
 * Whether they do is a setting, offered to whoever writes there all the same. */

#include "app/app.h"

#include "app/app_everybody.h"
#include "base/memory.h"
#include "screen/screen.h"
#include "views/grid/view_grid.h"
#include "views/view_question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool app_writes_letter(struct app *app, const struct event *event)
{
    if (!action_letters_write(view_mode(app_top(app))) || event->kind != EVENT_KEY ||
        (unsigned char)*event->text <= ' ') {
        return false;
    }
    bool may = app_may_write(app), unseen = may && app_keeps_alone(app, ACT_ADD);
    if (unseen) {
        app_put_aside_unseen(app, event->text, NULL);
    } else if (may && !app_answers_on_wall(app, event->text)) {
        struct facts facts = app_facts(app);
        struct intent intent = view_grid_begin_entry(app_grid(app), &facts, event->text);
        screen_magnify(window_is_small()); /* the box is made for what it will be in */
        app_carry_out(app, &intent);
        app_forget_letters(app);
        app->typing.stays = true; /* what was said of it, while it is typed */
    }
    return true;
}

/* Messages name keys as they are in the grid, and may stand elsewhere: there it is the letter. */
struct event app_key_meant(struct app *app, const struct event *event)
{
    enum mode mode = view_mode(app_top(app));
    const char *letter = event->key + strlen("Alt-");
    struct event key = *event;
    bool alt = event->kind == EVENT_KEY && strncmp(event->key, "Alt-", 4) == 0 &&
               *letter && !letter[1];
    if (alt && action_letters_write(MODE_GRID) && !(mode & MODES_OF_WORDS) &&
        (mode == MODE_LIST || action_for(mode, letter))) {
        snprintf(key.key, KEY_NAME_BYTES, "%s", letter);
        key.text = mode == MODE_GRID ? "" : letter;
    }
    return key;
}

void app_offer_letters(struct app *app, bool slow)
{
    enum { OFTEN = 2 };
    struct typing *t = &app->typing;
    bool told = t->times_taken >= OFTEN;
    t->times_taken += slow ? OFTEN : 1;
    if (told || t->times_taken < OFTEN || app->options->letters_write) {
        return;
    }
    if (window_is_short() || window_is_small()) { /* what stands behind is cut there */
        char *before = memory_copy_text(str_text(&app->messages.text));
        app_say(app, "\vsettings\v, letters: letters write at once.");
        app_add(app, before);
        free(before);
    } else {
        app_say_besides(app, "Letters can write at once, and keys go with Alt: "
                             "\vsettings\v, letters.");
    }
}

bool app_begins_answer(struct app *app, const struct event *event)
{
    const struct view *top = app_top(app);
    return event->kind == EVENT_KEY && (unsigned char)*event->text > ' ' &&
           !strchr(".,;", *event->text) && view_mode(top) == MODE_QUESTION &&
           view_question_takes(top) && app_words_may_go(app);
}
