/* What those who have the file open here are told of the room, and on standard output. */

#include "base/instant.h"
#include "base/memory.h"
#include "live/bridge_inside.h"
#include "live/code.h"
#include "live/hosts.h"

#include <stdlib.h>
#include <string.h>

enum {
    TELL_EVERY_MS = 200,
    SHOWN_MS = 60000, /* so long it is said what others did to what was here */
};

/* "Ben (table 3)"; nothing for one without a name. */
static void add_name(const struct exchange_peer *peer, struct str *out)
{
    if (*peer->name) {
        str_add(out, peer->name);
        if (*peer->table) {
            str_addf(out, " (table %s)", peer->table);
        }
    }
}

/* What a laptop is called at which nobody can write, as one with a projector. */
static const char follower[] = "a screen that follows";

/* "Ben (table 3)", "Ben (table 3) and 11 others", "12 others"; screens that follow are nobody,
 * unless there is nobody else. */
static void add_names(const struct bridge *b, struct str *out)
{
    struct peer_at at = {0};
    const struct exchange_peer *peer, *named = NULL;
    size_t people = 0, followers = 0;
    while ((peer = bridge_next_peer(b, &at))) {
        bool follows = strcmp(peer->name, follower) == 0;
        followers += follows;
        people += !follows;
        named = named || follows || !*peer->name ? named : peer;
    }
    if (named) {
        add_name(named, out);
        people--;
        str_add(out, people ? " and " : "");
    }
    if (people) {
        str_addf(out, "%zu other%s", people, plural(people));
    } else if (!named && followers) {
        str_add(out, follower);
    }
}

static void add_by_others(const struct by_others *noted, const char *what,
                          struct str *out)
{
    if (noted->count) {
        str_addf(out, "%zu %s by %s; ", noted->count, what,
                 noted->by ? noted->by : "others");
    }
}

static void add_state(const struct bridge *b, struct str *out)
{
    if (b->options->by_table) {
        str_add(out, "seminar: ");
    }
    if (b->keeping.failed_ms) {
        str_add(out, "NOT SAVED by the room; ");
    }
    if (b->too_long) {
        str_addf(out, "%zu too long for the room, kept here; ", b->too_long);
    }
    add_by_others(&b->redacted, "redacted", out);
    add_by_others(&b->clashing, "contradicting what was here,", out);
    if (b->broker && broker_is_connected(b->broker)) {
        add_names(b, out);
    } else if (b->ended) {
        str_add(out, "nobody: the room was ended");
    } else {
        str_add(out, "nobody: no connection, all is kept here");
    }
}

/* How many entries stand in the words of each of those who are called something. */
static void count_entries(const struct session *session, struct room *room)
{
    for (const struct record *r = NULL; (r = session_next_record(session, r));) {
        bool entry = record_is(r, "note") || record_is(r, "goal");
        const struct edit *words = entry && record_shown(r) ? record_author(r) : NULL;
        const char *by = words ? words->by : NULL;
        for (size_t i = 0; by && i < room->count; i++) {
            room->people[i].entries += strcmp(room->people[i].name, by) == 0;
        }
    }
}

static void fill_people(struct bridge *b, struct room *room)
{
    int64_t began_ms = wall_ms() - ticks_ms();
    struct peer_at at = {0};
    const struct exchange_peer *peer;
    while ((peer = bridge_next_peer(b, &at)) && room->count < ROOM_MOST_PEOPLE) {
        struct room_person *person =
            room_add(room, peer->name, peer->table, peer->writing);
        person->since_ms = began_ms + peer->since_ms;
        person->behind = exchange_differs(b->channels[at.channel]->exchange, peer);
        room->behind += person->behind;
    }
    count_entries(b->file.session, room);
}

/* For the screens: all of it, in a file. */
static void write_room(struct bridge *b)
{
    char *path = company_room_path(&b->company);
    struct str invitation = STR_EMPTY;
    struct room room = {.ours = b->server.keeper || b->server_ms,
                        .connected = b->broker && broker_is_connected(b->broker),
                        .ended = b->ended,
                        .why = memory_copy_text(b->why)};
    struct err unused = ERR_NONE;
    invitation_write(&b->invitation, &invitation);
    room.invitation = memory_copy_text(invitation.bytes);
    hosts_find(&room.hosts); /* as they are now: the network may be another */
    if (strcmp(invitation.bytes, str_text(&b->coded)) != 0) {
        paths_finish(&b->code);
        code_half_blocks(invitation.bytes, &b->code);
        str_clear(&b->coded);
        str_add(&b->coded, invitation.bytes);
    }
    for (size_t i = 0; i < b->code.count; i++) {
        paths_add(&room.qr, b->code.items[i]);
    }
    if (b->options->organise) {
        bridge_fill_tables(b, &room);
    } else {
        fill_people(b, &room);
    }
    if (path) {
        room_write(path, &room, &unused);
    }
    err_finish(&unused);
    room_finish(&room);
    str_finish(&invitation);
    free(path);
}

/* "Ben is writing in Barriers" */
static void tell_writing(struct bridge *b)
{
    struct peer_at at = {0};
    struct str words = STR_EMPTY;
    const struct exchange_peer *peer;
    while (!words.len_bytes && (peer = bridge_next_peer(b, &at))) {
        if (*peer->writing) {
            str_addf(&words, "%s is writing in %s", *peer->name ? peer->name : "somebody",
                     peer->writing);
        }
    }
    company_write(&b->company, str_text(&words));
    str_finish(&words);
}

static void tell_connection(struct bridge *b, const char *state)
{
    struct str event = STR_EMPTY;
    if (b->why) {
        str_addf(&event, "%sno connection: %s; all is kept here",
                 b->options->by_table ? "seminar: " : "", b->why);
    } else {
        str_addf(&event, "with %s", *state ? state : "nobody else yet");
    }
    bridge_print(b, event.bytes);
    str_finish(&event);
}

/* What of the room those here see; equal texts need not be told again. */
static void add_all(struct bridge *b, struct str *out)
{
    struct peer_at at = {0};
    const struct exchange_peer *peer;
    invitation_write(&b->invitation, out);
    str_addf(out, "\n%s\n", b->why ? b->why : "");
    while ((peer = bridge_next_peer(b, &at))) {
        str_addf(out, "%s %zu %d\n%s\n%s\n%s\n", peer->id, peer->edits,
                 exchange_differs(b->channels[at.channel]->exchange, peer), peer->name,
                 peer->table, peer->writing);
    }
    for (size_t i = 0; i < b->channel_count && b->options->organise; i++) {
        str_addf(out, "%zu\n", exchange_edits(b->channels[i]->exchange));
    }
}

static int64_t forget_due_ms(const struct by_others *noted)
{
    return noted->count ? noted->last_ms + SHOWN_MS : INT64_MAX;
}

/* Once it was there long enough to be read. */
static void forget(struct by_others *noted, int64_t now_ms)
{
    if (now_ms >= forget_due_ms(noted)) {
        free(noted->by);
        *noted = (struct by_others){0};
    }
}

int64_t bridge_tell_due_ms(const struct bridge *b)
{
    int64_t redacted_ms = forget_due_ms(&b->redacted);
    int64_t clashing_ms = forget_due_ms(&b->clashing);
    int64_t forget_ms = redacted_ms < clashing_ms ? redacted_ms : clashing_ms;
    int64_t show_ms = b->unshown ? b->shown_ms + TELL_EVERY_MS : INT64_MAX;
    return forget_ms < show_ms ? forget_ms : show_ms;
}

void bridge_tell(struct bridge *b)
{
    struct str state = STR_EMPTY, all = STR_EMPTY;
    int64_t now_ms = ticks_ms();
    bool is_connected = b->broker && broker_is_connected(b->broker);
    b->unshown = b->shown.len_bytes && is_connected == b->shown_connected &&
                 now_ms < b->shown_ms + TELL_EVERY_MS;
    if (b->unshown) {
        return;
    }
    forget(&b->redacted, now_ms);
    forget(&b->clashing, now_ms);
    add_state(b, &state);
    str_addf(&all, "%s\n", str_text(&state));
    add_all(b, &all);
    if (strcmp(all.bytes, str_text(&b->shown)) != 0) {
        write_room(b);
        company_call(&b->company, str_text(&state));
        tell_writing(b);
        str_finish(&b->shown);
        b->shown = all;
        b->shown_ms = now_ms;
        b->shown_connected = is_connected;
        all = STR_EMPTY;
        if (b->fetched && (b->why || broker_is_connected(b->broker))) {
            tell_connection(b, str_text(&state));
        }
    }
    str_finish(&all);
    str_finish(&state);
}

/* A laptop at which nobody can write, as one with a projector. */
static bool only_follows(const struct company *company)
{
    return company_followed(company) &&
           company_writers(company) == company_rooms(company);
}

/* The number of our table: the one that was alone in the file when it was looked at first,
 * whatever others come to stand there. */
static const char *own_table(struct bridge *b)
{
    size_t count, i = 0;
    const struct record *const *tables = session_tables(b->file.session, &count);
    while (i < count && tables[i] != b->own_table) {
        i++;
    }
    if (i == count) {
        b->own_table = count == 1 ? tables[0] : NULL;
    }
    return b->own_table ? value_words(record_value(b->own_table, "table")) : NULL;
}

void bridge_name(struct bridge *b)
{
    struct exchange_name name = {
        .name = b->options->by,
        .table = own_table(b),
        .writing = b->company.writing,
    };
    if (!name.name && only_follows(&b->company)) {
        name.name = follower;
        name.table = NULL;
    }
    if (b->options->organise) {
        name.name = name.name ? name.name : "the organiser";
        name.table = NULL;
    }
    for (size_t i = 0; i < b->channel_count; i++) {
        exchange_call(b->channels[i]->exchange, &name, ticks_ms());
    }
}
