#include "live/bridge.h"

#include "base/memory.h"
#include "live/bridge_inside.h"
#include "live/stopping.h"

#include <errno.h>
#include <poll.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MOST_POLLED = 64,
    FETCH_MS = 3000,   /* so long somebody may take to answer who joins */
    LEAVING_MS = 2000, /* and so long we wait until somebody holds everything */
};

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t room_due_ms(const struct bridge *b)
{
    int64_t due = broker_due_ms(b->broker);
    for (size_t i = 0; i < b->channel_count; i++) {
        due = sooner(due, exchange_due_ms(b->channels[i]->exchange));
    }
    return due;
}

static void wake_channels(struct bridge *b)
{
    for (size_t i = 0; i < b->channel_count; i++) {
        exchange_wake(b->channels[i]->exchange, ticks_ms());
    }
}

/* Whether what is here is had by somebody else, too. */
static bool is_held(const struct bridge *b)
{
    return b->options->organise || b->tableless ||
           exchange_is_held(b->channels[0]->exchange);
}

static int patience_ms(const struct bridge *b)
{
    int64_t due = sooner(room_due_ms(b), keeping_due_ms(&b->keeping));
    due = sooner(due, sooner(bridge_server_due_ms(b), bridge_tell_due_ms(b)));
    due = sooner(due, b->fetched ? INT64_MAX : b->fetch_until_ms);
    if (due == INT64_MAX) {
        return -1;
    }
    int64_t left = due - ticks_ms();
    return left < 0 ? 0 : left > INT32_MAX ? INT32_MAX : (int)left;
}

/* Does what somebody here asked for. */
static void carry_out(struct bridge *b, const char *asked)
{
    static const char host[] = "host ";
    struct err err = ERR_NONE;
    if (strcmp(asked, "end") == 0) {
        b->done = b->ends = true;
        if (!b->options->join) { /* else we only leave it, and may come back */
            bridge_forget_standing(b);
        }
    } else if (strcmp(asked, "words") == 0 && !b->options->join) {
        struct invitation fresh;
        invitation_make(b->invitation.host, b->invitation.port, &fresh);
        fresh.tls = b->invitation.tls;
        bridge_leave_room(b, EXCHANGE_REWORDS);
        invitation_finish(&b->invitation);
        b->invitation = fresh;
        if (bridge_enter(b, &err)) {
            bridge_keep_standing(b);
            bridge_tell_standing(b);
        } else {
            bridge_print(b, err_text(&err));
            b->done = true;
        }
    } else if (strcmp(asked, "look") == 0) {
        str_clear(&b->shown); /* so that all of it is told again */
        bridge_tell(b);
    } else if (strncmp(asked, host, strlen(host)) == 0 && b->server.keeper) {
        invitation_move(&b->invitation, asked + strlen(host), b->invitation.port);
        bridge_keep_standing(b);
        bridge_tell_standing(b);
        bridge_tell(b);
    }
    err_finish(&err);
}

/* Now there is a table, whose channel can be entered. */
static void enter_again(struct bridge *b)
{
    size_t count = 0;
    struct err err = ERR_NONE;
    if (b->tableless) {
        session_tables(b->file.session, &count);
    }
    if (count) {
        bridge_leave_room(b, EXCHANGE_LEAVES);
        if (!bridge_enter(b, &err)) {
            bridge_print(b, err_text(&err));
            b->done = true;
        }
    }
    err_finish(&err);
}

/* What was said and asked for here. */
static void hear_here(struct bridge *b)
{
    unsigned heard = company_hear(&b->company);
    bool stirred = watch_stirred(&b->watch);
    if ((heard & HEARD_NEWS) || stirred) {
        bridge_read_on(b);
    }
    for (char *asked; !b->done && (asked = company_asked(&b->company)); free(asked)) {
        carry_out(b, asked);
    }
    enter_again(b);
    bridge_name(b);
}

/* The person at the other end of standard input has left. */
static bool input_ended(short revents)
{
    char block[256];
    return revents && read(STDIN_FILENO, block, sizeof block) <= 0;
}

static void save(struct bridge *b)
{
    struct err err = ERR_NONE;
    if (!bridge_save(b, &err)) {
        bridge_print(b, err_text(&err));
    }
    err_finish(&err);
}

static size_t poll_list(struct bridge *b, struct pollfd *list)
{
    int here[MOST_POLLED - 5];
    size_t count = broker_poll(b->broker, list);
    list[count++] = (struct pollfd){.fd = stopping_descriptor(), .events = POLLIN};
    list[count++] = (struct pollfd){.fd = b->options->with_screen ? STDIN_FILENO : -1,
                                    .events = POLLIN};
    list[count++] = (struct pollfd){.fd = b->watch.fd, .events = POLLIN};
    list[count++] =
        (struct pollfd){.fd = b->server.keeper ? b->server.pipe : -1, .events = POLLIN};
    size_t others = company_descriptors(&b->company, here, MOST_POLLED - 5);
    for (size_t i = 0; i < others; i++) {
        list[count++] = (struct pollfd){.fd = here[i], .events = POLLIN};
    }
    return count;
}

/* Waits for something, and does what there is to do. */
static void step(struct bridge *b)
{
    struct pollfd list[MOST_POLLED];
    size_t count = poll_list(b, list), sockets = broker_poll(b->broker, list);
    if (poll(list, count, patience_ms(b)) < 0 && errno != EINTR) {
        b->done = true;
        return;
    }
    b->done = b->done || stopping_told() || input_ended(list[sockets + 1].revents);
    bridge_tend_server(b, list[sockets + 3].revents);
    broker_step(b->broker, ticks_ms(), sockets ? list[0].revents : 0);
    hear_here(b);
    if (b->done) {
        return;
    }
    wake_channels(b);
    bridge_tell(b);
    if (keeping_due_ms(&b->keeping) <= ticks_ms()) {
        save(b);
    }
}

/* Whoever joins, and is no organiser or table of a seminar, has nothing to begin with. */
static bool joins_empty(const struct bridge *b)
{
    const struct bridge_options *o = b->options;
    return o->join && !o->organise && !o->by_table && !b->done &&
           !session_edit_count(b->file.session);
}

/* Nobody has entered anything yet: a table of our own would be another than theirs. Goes on
 * once there is something, or the room is ended. */
static void await_first_words(struct bridge *b)
{
    fputs("The room is there, and nothing is in it yet. This goes on by itself once "
          "somebody there has entered something, a first goal for instance (Ctrl-C "
          "leaves).\n",
          stderr);
    b->fetch_until_ms = INT64_MAX;
    while (joins_empty(b) && !b->ended) {
        step(b);
    }
}

/* Whoever joins first has what the room has; then it is said that the room is there. */
static bool fetch(struct bridge *b, struct err *err)
{
    struct str invitation = STR_EMPTY;
    int64_t until_ms = ticks_ms() + FETCH_MS;
    b->fetch_until_ms = until_ms;
    while (!b->done && !b->why && ticks_ms() < until_ms &&
           !(broker_is_connected(b->broker) && (!b->options->join || is_held(b)))) {
        step(b);
    }
    if (!b->why && joins_empty(b) && bridge_peers(b)) {
        await_first_words(b);
    }
    /* A table goes on without its seminar, whose room is looked for as long as it takes. */
    if (b->why && !b->done && !b->options->by_table) {
        err_set(err, "%s", b->why);
        return false;
    }
    if (joins_empty(b)) {
        err_set(err, "nobody is in that room who has something to share yet; ask whoever "
                     "began it whether they are still there, then try again (a seminar's "
                     "is for tables: roundtable live --seminar INVITATION FILE)");
        return false;
    }
    if (!b->done) {
        save(b);
        invitation_write(&b->invitation, &invitation);
        bridge_keep_standing(b);
        bridge_print(b, invitation.bytes);
        bridge_tell_standing(b);
        b->fetched = true;
        str_finish(&b->shown);
        bridge_tell(b);
    }
    str_finish(&invitation);
    return true;
}

/* Until a peer has said that it holds everything; whoever is alone need not wait. */
static void wait_until_held(struct bridge *b)
{
    int64_t until_ms = ticks_ms() + LEAVING_MS;
    bridge_read_on(b);
    if (b->options->organise || !bridge_peers(b) || !broker_is_connected(b->broker)) {
        return;
    }
    exchange_hello(b->channels[0]->exchange);
    b->done = false;
    stopping_go_on();
    while (!stopping_told() && ticks_ms() < until_ms && broker_is_connected(b->broker) &&
           !is_held(b)) {
        bridge_hear_room(b, sooner(until_ms, room_due_ms(b)));
        wake_channels(b);
    }
}

static void begin(struct bridge *b)
{
    char actor[BASE32_SIZE_BYTES];
    randombytes_buf(&b->dice.state, sizeof b->dice.state);
    base32_write(dice_roll(&b->dice), actor);
    base32_write(dice_roll(&b->dice), b->id);
    bridge_make_invitation(b);
    company_join(&b->company, b->file.path, actor, "", MEMBER_IS_ROOM);
    watch_start(&b->watch, b->file.path, b->file.target);
}

bool bridge_run(const struct bridge_options *options, struct err *err)
{
    struct bridge b = {.options = options, .watch = {.fd = -1}};
    if (sodium_init() < 0 || !stopping_watch(err) || !bridge_open(&b, err)) {
        return false;
    }
    begin(&b);
    bool ok = bridge_enter(&b, err);
    if (ok) {
        bridge_name(&b);
        ok = fetch(&b, err);
    }
    while (ok && !b.done) {
        step(&b);
    }
    if (b.broker) {
        wait_until_held(&b);
        ok = bridge_save(&b, err) && ok;
    }
    bridge_leave_room(&b, b.ends ? EXCHANGE_ENDS : EXCHANGE_STOPS);
    company_leave(&b.company);
    watch_stop(&b.watch);
    file_close(&b.file);
    invitation_finish(&b.invitation);
    paths_finish(&b.hosts);
    keeping_finish(&b.keeping);
    err_finish(&b.unkept);
    str_finish(&b.told);
    str_finish(&b.going);
    free(b.redacted.by);
    free(b.clashing.by);
    str_finish(&b.shown);
    str_finish(&b.coded);
    paths_finish(&b.code);
    return ok;
}
