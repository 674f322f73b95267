/* What the program says to the person: the message row, and what it said before. */

#include "app/app_everybody.h"

#include "app/tips.h"
#include "base/memory.h"
#include "screen/clock.h"
#include "store/places.h"
#include "views/grid/view_grid.h"
#include "views/view_list.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* The n-th of those that are kept, the newest first; NULL if there is none. */
static struct message *nth_latest(struct app *app, size_t n)
{
    struct message *message =
        n < app->messages.count && n < MOST_MESSAGES
            ? &app->messages.before[(app->messages.count - 1 - n) % MOST_MESSAGES]
            : NULL;
    return message && message->text ? message
                                    : NULL; /* one that was dropped has left a gap */
}

enum says { SAYS, WARNS, SAYS_IN_PASSING };

/* Keeps it, in the place of what was said in passing, or of what it goes on from, unless it is one
 * of the last two: what is said for every key counts once, as does the banner of a failed save, which comes back after
 * each other message. */
static void remember(struct app *app, const char *text, enum says how)
{
    struct message *last = nth_latest(app, 0);
    size_t len = last ? strlen(last->text) : 0;
    bool goes_on = last && strncmp(text, last->text, len) == 0 && text[len] == ' ';
    if ((how == SAYS_IN_PASSING && last && last->passing) || goes_on) {
        app->messages.count--;
    }
    for (size_t i = 0; i < 2; i++) {
        struct message *before = nth_latest(app, i);
        if (before && strcmp(before->text, text) == 0) {
            before->own = before->own && !app_is_before_room(app);
            return;
        }
    }
    struct message *new = &app->messages.before[app->messages.count++ % MOST_MESSAGES];
    free(new->text);
    *new = (struct message){.text = memory_copy_text(text),
                            .at_ms = clock_now_ms(),
                            .inbox = app_reads_inbox(app),
                            .own = !app_is_before_room(app),
                            .warning = how == WARNS,
                            .passing = how == SAYS_IN_PASSING};
}

void app_drop_said(struct app *app, const char *from, const char *or_begins)
{
    struct message *last = nth_latest(app, 0);
    char *at = from && last ? strstr(last->text, from) : NULL;
    bool all = from && last && strncmp(last->text, or_begins, strlen(or_begins)) == 0;
    if (at && at > last->text) {
        at[-1] = '\0'; /* the blank before it */
    } else if (at || all) {
        free(last->text);
        last->text = NULL;
        app->messages.count--;
    }
}

/* With keys as they are where people are now: at home letters do not write. */
static void fill_in(struct app *app, const char *words, struct str *out)
{
    action_people_are_in(app->view_count ? view_mode(app_top(app)) : 0);
    action_fill_in(words, app->options->accessible, out);
}

/* Behind what is said already: one blank between them, and none around. */
static void add_filled(struct app *app, const char *words)
{
    struct str filled = STR_EMPTY, trimmed = STR_EMPTY;
    fill_in(app, words, &filled);
    str_add_trimmed(&trimmed, str_text(&filled));
    if (trimmed.len_bytes) {
        str_addf(&app->messages.text, "%s%s", app->messages.text.len_bytes ? " " : "",
                 trimmed.bytes);
    }
    str_finish(&filled);
    str_finish(&trimmed);
}

/* The last sentence that begins with the key that undoes; NULL: none does. */
static const char *way_back(const char *words)
{
    const char *way = NULL;
    for (const char *at = strstr(words, "\vundo\v"); at;
         at = strstr(at + 1, "\vundo\v")) {
        way = at == words || (at > words + 1 && memcmp(at - 2, ". ", 2) == 0) ? at : way;
    }
    return way;
}

/* What comes before the key that undoes where that is refused, as the room reads along. */
static const char *way_to_undo(struct app *app)
{
    return !app_hides_words(app)                 ? ""
           : app_top(app)->ops == &view_grid_ops ? "\vprojector\v, then "
                                                 : "\vclose\v and \vprojector\v, then ";
}

/* In two parts: what was done, and how to undo it. */
static void join(struct app *app, const char *words)
{
    struct messages *m = &app->messages;
    const char *way = way_back(words);
    m->done_bytes = m->text.len_bytes ? m->done_bytes : 0;
    if (way) {
        struct str part = str_of("%.*s", (int)(way - words), words);
        add_filled(app, str_text(&part));
        m->done_bytes = m->text.len_bytes;
        str_set(&part, "%s%s", way_to_undo(app), way);
        add_filled(app, part.bytes);
        str_finish(&part);
    } else {
        add_filled(app, words);
    }
}

__attribute__((format(printf, 3, 0))) static void say(struct app *app, enum says how,
                                                      const char *format, va_list args)
{
    struct str said = STR_EMPTY;
    str_addv(&said, format, args); /* what is said now may be borrowed from before */
    str_clear(&app->messages.text);
    join(app, str_text(&said));
    str_finish(&said);
    app->messages.number++;
    app->messages.warning = how == WARNS;
    app->messages.why_not = false;
    if (app->messages.text.len_bytes) {
        remember(app, str_text(&app->messages.text), how);
    }
}

void app_say(struct app *app, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(app, SAYS, format, args);
    va_end(args);
}

__attribute__((format(printf, 2, 3))) static void say_in_passing(struct app *app,
                                                                 const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(app, SAYS_IN_PASSING, format, args);
    va_end(args);
}

void app_say_of(struct app *app, const struct intent *intent)
{
    if (intent->passing) {
        say_in_passing(app, "%s", intent->text);
    } else {
        app_say(app, "%s", intent->text);
        app->typing.stays = app->typing.stays || intent->lasting;
    }
}

void app_warn(struct app *app, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(app, WARNS, format, args);
    va_end(args);
}

/* What is added to the last is read again with it; once, however often it is said. */
static void remember_more(struct app *app, const char *before)
{
    struct message *last = nth_latest(app, 0), *earlier = nth_latest(app, 1);
    const char *text = str_text(&app->messages.text);
    if (!last || !*before || strcmp(last->text, before) != 0) {
        return;
    }
    free(last->text);
    last->text = NULL;
    if (earlier && strcmp(earlier->text, text) == 0) {
        app->messages.count--;
    } else {
        last->text = memory_copy_text(text);
    }
}

void app_add(struct app *app, const char *more)
{
    char *before = memory_copy_text(str_text(&app->messages.text));
    join(app, more);
    remember_more(app, before);
    free(before);
}

void app_say_besides(struct app *app, const char *words)
{
    struct str filled = STR_EMPTY;
    fill_in(app, words, &filled);
    if (!app->messages.text.len_bytes) {
        app_say(app, "%s", words);
    } else if (!strstr(app->messages.text.bytes, str_text(&filled))) {
        app_add(app, words);
    }
    str_finish(&filled);
}

void app_say_later(struct app *app)
{
    str_set(&app->messages.opening, "%s", str_text(&app->messages.text));
}

void app_say_what_was_put_off(struct app *app)
{
    struct str *opening = &app->messages.opening;
    if (opening->len_bytes && app_top(app)->ops == &view_grid_ops) {
        app_say_besides(app, opening->bytes);
        str_clear(opening);
    }
}

void app_take_back(struct app *app, struct str *last)
{
    struct str *text = &app->messages.text;
    char *stands =
        last->len_bytes && text->bytes ? strstr(text->bytes, last->bytes) : NULL;
    if (stands) {
        size_t at = (size_t)(stands - text->bytes), len = last->len_bytes;
        bool before = at > 0, behind = !before && stands[len] == ' '; /* one blank goes */
        str_remove(text, at - before, len + before + behind);
    }
    str_clear(last);
}

void app_say_instead(struct app *app, struct str *last, const char *words)
{
    struct str filled = STR_EMPTY;
    fill_in(app, words, &filled);
    bool same = strcmp(str_text(last), str_text(&filled)) == 0;
    if (!same || !strstr(str_text(&app->messages.text), str_text(&filled))) {
        app_take_back(app, last);
        app_say_besides(app, words);
    }
    str_finish(last);
    *last = filled;
}

/* With the way out, for a key that is one elsewhere: that of the projector's picture is its own
 * key. */
void app_say_no_key(struct app *app, const char *key)
{
    const struct view *view = app_top(app);
    bool projects = view->ops == &view_grid_ops && view_grid_projects(app_grid(app));
    bool out = key_leaves_elsewhere(key) || action_for(MODE_GRID, key) == ACT_LEAVE;
    bool leaves = (action_row(ACT_LEAVE)->modes & view_mode(view)) != 0;
    const char *way = !out       ? ""
                      : projects ? "\vprojector\v goes back to your own view, "
                      : leaves   ? "\vleave\v leaves, "
                                 : "\vclose\v goes back, ";
    bool keys = action_for(view_mode(view), "?");
    app_say(app, "%s does nothing here. %s%s", key, keys ? way : "",
            keys ? "\vpalette\v shows all keys." : "\vhow-to-leave\v says how to leave.");
    app->messages.why_not = true;
}

/* Elsewhere its key pastes; of a terminal's own keys for that we hear nothing. */
void app_say_how_to_paste(struct app *app, const struct intent *intent)
{
    (void)intent;
    app_say(app,
            "\vhow-to-paste\v does not paste in a terminal: Ctrl-Shift-V does (Cmd-V on "
            "a Mac), or the middle or right button of the mouse.");
}

/* Who opens it again is told first what was begun and not finished. */
static void tell_half_written(struct app *app)
{
    struct str words = STR_EMPTY;
    if (app_add_half_written(app, &words)) {
        app_say(app, "%s", words.bytes);
    }
    str_finish(&words);
}

void app_tell_tip(struct app *app)
{
    if (!app->messages.text.len_bytes) {
        tell_half_written(app);
    }
    if (app->messages.text.len_bytes || !app->options->tips || app->file.read_only ||
        app->options->accessible) { /* by ear nothing comes unasked */
        return;
    }
    struct str tip = STR_EMPTY;
    tip_add(state_count("tips"), &tip);
    str_clear(&app->messages.tip);
    fill_in(app, str_text(&tip), &app->messages.tip);
    remember(app, str_text(&app->messages.tip), SAYS);
    str_finish(&tip);
}

void app_open_messages(struct app *app, const struct intent *intent)
{
    (void)intent;
    struct list_view *list = list_new("What was said, the newest first", false);
    bool room = app_is_before_room(app);
    list->label_cols = 8;
    for (size_t i = 0; nth_latest(app, i); i++) {
        const struct message *message = nth_latest(app, i);
        struct str when = STR_EMPTY;
        if ((message->inbox && app->eyes.of_room) || /* where everybody may read it */
            (message->own && room)) {
            continue;
        }
        clock_say(message->at_ms, CLOCK_SHORT, &when);
        str_add(&when, message->warning ? " !" : "");
        struct item *item = list_add(list, "", str_text(&when), message->text);
        item->intent = (struct intent){.kind = INTENT_CLOSE};
        str_finish(&when);
    }
    if (list->count) {
        app_push_list(app, list);
        return;
    }
    size_t count = app->messages.count;
    view_list_ops.free(list);
    app_say(app, "Nothing was said here so far.");
    if (!count) {
        app_forget_messages(app); /* nor is this worth reading again */
    }
}

void app_forget_messages(struct app *app)
{
    for (size_t i = 0; i < MOST_MESSAGES; i++) {
        free(app->messages.before[i].text);
        app->messages.before[i].text = NULL;
    }
    app->messages.count = 0;
}
