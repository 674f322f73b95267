/* The room of several laptops, as far as this program knows of it. */

#include "app/app.h"
#include "app/app_everybody.h"

#include "screen/clock.h"
#include "views/grid/view_grid.h"
#include "views/view_list.h"
#include "views/view_room.h"

#include <stdlib.h>

/* What has become of the room since it was looked into last. */
static void tell_change(struct app *app, const struct room *now)
{
    const struct room *before = &app->others.room;
    struct str words = STR_EMPTY;
    if (!now) {
        str_add(&words,
                "This laptop is not in the room any more; all of it is in this file.");
    } else if (!before->ended && now->ended) {
        str_addf(&words, "%s; everything is kept here.", now->why);
    } else if (before->connected && !now->connected) {
        str_addf(&words, "No connection to the room%s%s. Go on; all is kept here.",
                 *now->why ? ": " : "", now->why);
    } else if (!before->connected && now->connected) {
        str_add(&words, "The connection to the room is there.");
    }
    if (words.len_bytes) {
        app_say_instead(app, &app->others.room_said, words.bytes);
    }
    str_finish(&words);
}

/* Of the room that the table is told to as well. */
static void tell_seminar(struct app *app, const struct room *room)
{
    bool lost = !room->connected && *room->why;
    if (lost == app->others.seminar_lost || (!lost && !room->connected)) {
        return;
    }
    struct str words = STR_EMPTY;
    if (lost) {
        str_addf(&words, "No connection to the seminar: %s. Go on; all is kept here.",
                 room->why);
    } else {
        str_add(&words, "The connection to the seminar is there.");
    }
    app->others.seminar_lost = lost;
    app_say_instead(app, &app->others.seminar_said, words.bytes);
    str_finish(&words);
}

/* How the first room stands. */
static bool read_first(const struct company *company, struct room *room)
{
    struct err unused = ERR_NONE;
    char *path = company_room_path(company);
    bool there = path && room_read(path, room, &unused);
    err_finish(&unused);
    free(path);
    return there;
}

/* That of this laptop is asked and shown before one that it has joined, a seminar's. */
static bool read_ours(struct company *company, struct room *room)
{
    bool there = read_first(company, room);
    for (size_t n = 1; n < company_rooms(company) && !(there && room->ours); n++) {
        room_finish(room);
        company_prefer_room(company, n);
        there = read_first(company, room);
        if (!there || !room->ours) { /* it was better before */
            room_finish(room);
            company_prefer_room(company, n);
            there = read_first(company, room);
        }
    }
    return there;
}

static void look_into_seminar(struct app *app)
{
    struct company *company = &app->others.company;
    struct room room = {0};
    if (company_rooms(company) > 1) {
        company_prefer_room(company, 1);
        if (read_first(company, &room)) {
            tell_seminar(app, &room);
        }
        company_prefer_room(company, 1);
        room_finish(&room);
    }
}

void app_look_into_room(struct app *app)
{
    struct company *company = &app->others.company;
    struct room now = {0};
    bool there = read_ours(company, &now), none = company_rooms(company) == 0;
    app->others.room_is_old = false;
    look_into_seminar(app);
    if (!there && !none) {
        return; /* what cannot be read is as it was read last */
    }
    if (app->others.has_room) {
        app->others.room_was_ours = app->others.room.ours;
        tell_change(app, there ? &now : NULL);
    }
    room_finish(&app->others.room);
    app->others.room = now;
    app->others.has_room = there;
}

void app_tell_writing(struct app *app)
{
    struct company *company = &app->others.company;
    const char *column = "";
    struct facts facts;
    if (!app->open || app->options->follow) {
        return;
    }
    if (company_rooms(company) && view_mode(app_top(app)) & (MODE_BOX | MODE_PASTE)) {
        facts = app_facts(app);
        column = view_grid_writes_in(app_grid(app), &facts);
    }
    company_write(company, column);
}

static bool is_shown(const struct app *app)
{
    for (size_t i = 0; i < app->view_count; i++) {
        if (app->views[i].ops == &view_room_ops) {
            return true;
        }
    }
    return false;
}

int64_t app_room_ages_ms(const struct app *app, int64_t now_ms)
{
    enum { AGES_MS = 20000 };
    bool counts = is_shown(app) && app->others.has_room && app->others.room.organised;
    return counts && !clock_stands_still() ? now_ms + AGES_MS : INT64_MAX;
}

void app_hear_room(struct app *app, bool renamed)
{
    if (renamed || !app->others.has_room || is_shown(app) || app->options->follow) {
        app_look_into_room(app);
    } else {
        app->others.room_is_old = true;
    }
}

void app_open_room(struct app *app, const struct intent *intent)
{
    (void)intent;
    if (app->others.room_is_old) {
        app_look_into_room(app);
    }
    if (app->others.has_room) {
        company_ask(&app->others.company, "look"); /* at which addresses it is now */
        app_push(app, view_room_new());
    } else {
        app_say(
            app, "%s",
            app->others.room_ended
                ? app->others.room_was_ours
                      ? "The room of this laptop has ended. Leave, and “roundtable live "
                        "FILE” with this file begins it again."
                      : "This laptop is not in the room any more. Leave, and “roundtable "
                        "live join FILE” with this file brings it back."
                : "There is no room. Leave, and “roundtable live FILE” begins one: "
                  "other laptops can then write into this session. \vcode\v lets phones "
                  "in.");
    }
}

void app_open_hosts(struct app *app, const struct intent *intent)
{
    bool phones = intent->field != NULL;
    const struct paths *hosts =
        phones ? &app->others.phones.hosts : &app->others.room.hosts;
    struct list_view *list = list_new("Which address can the others reach?", false);
    list->label_cols = 40; /* as long as an address can be */
    for (size_t i = 0; i < hosts->count; i++) {
        struct str words = STR_EMPTY;
        struct item *item = list_add(list, "", hosts->items[i],
                                     phones ? "\vchoose\v puts it into the code"
                                            : "\vchoose\v puts it into the invitation");
        str_addf(&words, "host %s", hosts->items[i]);
        item->text = str_take(&words);
        item->intent = (struct intent){
            .kind = INTENT_ASK_ROOM,
            .text = item->text,
            .field = intent->field,
            .done = phones ? "The code has another address now: scan it again."
                           : "The invitation has another address now."};
    }
    app_push_list(app, list);
}

void app_ask_room(struct app *app, const struct intent *intent)
{
    if (app->options->follow) {
        app_say(app, "This window follows; the other one asks.");
    } else if (intent->field ? company_ask_phones(&app->others.company, intent->text)
                             : company_ask(&app->others.company, intent->text)) {
        /* What comes of it is said in its place. */
        struct str none = STR_EMPTY;
        app_say_instead(app, intent->field ? &none : &app->others.room_said,
                        intent->done);
        str_finish(&none);
    } else {
        app_say(app, intent->field ? "Phones are not let in any more."
                                   : "There is no room any more.");
    }
}
