/* What a letter changed stays said until it could be read, behind what the next key says. */

#include "app/app_everybody.h"

#include "screen/screen.h"

struct changing app_changing(const struct app *app, const struct event *event)
{
    enum mode mode = view_mode(&app->views[app->view_count - 1]);
    enum action action = action_for(mode, event->key);
    bool typed = action_letters_write(mode) || (mode & MODES_OF_WORDS);
    return (struct changing){.done = app->open ? app->author.done : NULL,
                             .said = app->messages.number,
                             .pushed = app->pushed,
                             .mode = mode,
                             .undoes = action == ACT_UNDO || action == ACT_REDO,
                             .open = app->open,
                             .by_key = event_types(event) && !typed &&
                                       action != ACT_VOTE && action != ACT_UNVOTE};
}

/* Whether the key that undoes, as it is shown in a view, does so there. */
static bool undoes(const struct view *view)
{
    char key[KEY_NAME_BYTES];
    enum mode mode = view_mode(view);
    action_shown_key(ACT_UNDO, mode, key);
    return action_for(mode, key) == ACT_UNDO;
}

static void keep_words(const struct messages *said, struct change_said *c)
{
    size_t len = said->text.len_bytes, done = said->done_bytes;
    str_set(&c->words, "%s", str_text(&said->text));
    str_set(&c->bare, "%.*s", (int)(done && done < len ? done : len),
            str_text(&said->text));
}

/* Whether the key said something of its own, for who reads it: no faster than by hand, and nothing
 * covers that; or behind a list, which was read; or at leisure, in the foot of what it opened. */
static bool says_its_own(struct app *app, const struct event *event,
                         const struct changing *from)
{
    int64_t gap_ms = event->at_ms - app->typing.changed.key_ms;
    bool same = view_mode(app_top(app)) == from->mode;
    bool here = same && (gap_ms > ONE_BY_ONE_MS || from->undoes);
    return (!same && gap_ms > AT_LEISURE_MS) ||
           (app->messages.number != from->said && app->messages.text.len_bytes &&
            app->pushed == from->pushed && (here || from->mode == MODE_LIST));
}

void app_keep_changed(struct app *app, const struct event *event,
                      const struct changing *from)
{
    enum { READ_MS = 2000 };
    struct change_said *c = &app->typing.changed;
    bool typed =
        *event->text && (view_mode(app_top(app)) & (MODE_BOX | MODE_FORM | MODE_NAME));
    bool soon = event->at_ms - c->at_ms <= READ_MS || (c->stays && typed);
    bool ends =
        event->kind != EVENT_KEY || event_is(event, "Enter") || event_leaves(event);
    bool same = from->open && app->open;
    app->typing.stays = app->typing.stays && typed;
    if (same && app->author.done != from->done && from->by_key &&
        app->messages.number != from->said && !app->messages.why_not) {
        keep_words(&app->messages, c);
        c->at_ms = event->at_ms;
        c->done = app->author.done;
        c->for_room = app_is_read_by_room(app);
        c->stays = true;
    } else {
        c->stays = c->stays && same && !ends && soon &&
                   ((typed && from->mode == view_mode(app_top(app))) ||
                    !says_its_own(app, event, from));
    }
    c->key_ms = event->at_ms;
}

const char *app_changed_before(const struct app *app)
{
    const struct change_said *c = &app->typing.changed;
    bool hidden = app_is_read_by_room(app) != c->for_room;
    if (!c->stays || !app->open || c->done != app->author.done || hidden ||
        screen_is_heard()) {
        return NULL;
    }
    const struct view *top = &app->views[app->view_count - 1];
    return str_text(undoes(top) ? &c->words : &c->bare);
}
