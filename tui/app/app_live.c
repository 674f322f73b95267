/* Several programs on one file: what others say appears as soon as they say it. */

#include "app/app.h"
#include "app/app_everybody.h"

#include "screen/clock.h"
#include "screen/terminal.h"

#include <poll.h>
#include <string.h>

void app_watch(struct app *app)
{
    int descriptors[MOST_WATCHED];
    size_t count = 0;
    if (app->watching.watch.fd >= 0) {
        descriptors[count++] = app->watching.watch.fd;
    }
    count += app_phones_descriptors(app, descriptors + count, MOST_WATCHED - count);
    count += company_descriptors(&app->others.company, descriptors + count,
                                 MOST_WATCHED - count);
    terminal_watch(descriptors, count);
}

/* Whether they are called otherwise than before. */
static bool name_company(struct app *app)
{
    struct str names = STR_EMPTY, before = app->others.names;
    app->others.names = STR_EMPTY;
    company_names(&app->others.company, &names);
    if (company_followed(&app->others.company) && !app->options->follow) {
        str_add(&app->others.names, names.len_bytes ? "followed, " : "followed");
    }
    if (names.len_bytes) {
        str_addf(&app->others.names, "with %s", names.bytes);
    }
    /* Whoever was in a room is not to think that they still are. */
    bool in_room = company_rooms(&app->others.company) > 0;
    app->others.room_ended = !in_room && (app->others.has_room || app->others.room_ended);
    if (app->others.room_ended) {
        str_addf(&app->others.names, "%snot in the room any more",
                 app->others.names.len_bytes ? "; " : "");
    }
    bool renamed = strcmp(str_text(&before), str_text(&app->others.names)) != 0;
    str_finish(&before);
    str_finish(&names);
    return renamed;
}

void app_come_in(struct app *app)
{
    company_leave(&app->others.company);
    company_join(&app->others.company, app->file.path, app->author.actor,
                 app->options->by, app->options->follow ? MEMBER_FOLLOWS : MEMBER_WRITES);
    app->others.has_room = app->others.has_phones = app->others.room_ended =
        false; /* that was of another file */
    app->others.had_phones = app_had_phones(app);
    name_company(app);
    app_look_into_room(app);
    app_look_into_phones(app);
    app_watch(app);
}

void app_take_in(struct app *app)
{
    const struct version *stage =
        field_shown(app->table ? record_field(app->table, "stage") : NULL);
    struct settings_told settings;
    const struct edit *beside = app_other_wording(app);
    struct ballot ballot = ballot_of(app->table);
    app_note_settings(app, &settings);
    bool news = file_take_in_news(&app->file);
    if (!app->options->follow) {
        app_tell_stage(app, stage);
        app_tell_ballot(app, ballot);
        app_tell_settings(app, &settings);
        app_tell_other_wording(app, beside);
    } else if (news && app->view_count) {
        str_clear(&app->messages.text);
        app_follow(app);
    }
    if (news) {
        app_yield_table(app);
    }
    app_tell_left_out(app);
}

void app_hear(struct app *app)
{
    unsigned heard = company_hear(&app->others.company);
    if (heard & HEARD_NEWS) {
        app_take_in(app);
    }
    if ((heard & HEARD_OPENING) && (app->saving.kept_number != app->author.next_number ||
                                    app->file.outside.what == OUTSIDE_GONE)) {
        app_changed(app); /* let them read what we have */
    }
    app_hear_phones(app);
    if (heard & (HEARD_COMING | HEARD_LEAVING)) {
        app_look_into_phones(app);
        app_hear_room(app, name_company(app) || heard & HEARD_LEAVING);
        app_watch(app);
        if (app->options->follow && app_grid(app)) {
            app_follow(app); /* somebody whom it follows has come or gone */
        }
    }
}

/* Somebody has the file open already, but nothing of it is on the disk yet: being told
 * that we are here, they write what they have. */
void app_await_table(struct app *app)
{
    enum { PATIENCE_MS = 1000 };
    int64_t until_ms = clock_ticks_ms() + PATIENCE_MS;
    size_t tables = 0;
    while (company_writers(&app->others.company) > company_rooms(&app->others.company) &&
           !tables && clock_ticks_ms() < until_ms) {
        struct pollfd news = {.events = POLLIN};
        company_descriptors(&app->others.company, &news.fd, 1);
        poll(&news, 1, (int)(until_ms - clock_ticks_ms()));
        app_hear(app);
        session_tables(app->file.session, &tables);
    }
}
