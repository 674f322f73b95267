/* Between the exchange and the broker: topics, seals and echoes. */

#include "base/memory.h"
#include "live/bridge_inside.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

/* The channel of a room of one table; in all rooms, where everybody hears a hello. */
static const char for_all[] = "all";

enum {
    SERVER_AGAIN_MS = 1000,     /* between two tries to begin our broker again */
    SERVER_PATIENCE_MS = 10000, /* so long it may take to let us in */
    GOING_MS = 10000,           /* so soon it goes with whoever says that it does */
    FAREWELL_MS = 1000,         /* so long it may take to say so ourselves */
};

static const char *const kinds[] = {
    [EXCHANGE_EDITS] = "edits",
    [EXCHANGE_HELLO] = "hello",
    [EXCHANGE_WHO] = "who",
    [EXCHANGE_TO] = "to/",
};

static bool is_echo(const struct bridge *b, const void *sealed)
{
    for (size_t i = 0; i < NONCES; i++) {
        if (memcmp(b->nonces[i], sealed, SEAL_NONCE_BYTES) == 0) {
            return true;
        }
    }
    return false;
}

static void publish_in(struct bridge *b, const char *prefix, enum exchange_kind kind,
                       const char *to, const char *text, size_t len_bytes)
{
    struct str topic = STR_EMPTY, sealed = STR_EMPTY;
    str_addf(&topic, "%s%s%s", prefix, kinds[kind], to ? to : "");
    if (b->broker && seal_close(&b->seal, topic.bytes, text, len_bytes, &sealed)) {
        memcpy(b->nonces[b->nonce_count++ % NONCES], sealed.bytes, SEAL_NONCE_BYTES);
        if (kind == EXCHANGE_EDITS) {
            broker_await_echo(b->broker, ticks_ms());
        }
        b->echoed = false;
        broker_publish(b->broker, topic.bytes, sealed.bytes, sealed.len_bytes,
                       kind == EXCHANGE_EDITS || kind == EXCHANGE_TO);
    }
    str_finish(&topic);
    str_finish(&sealed);
}

static void publish(void *context, enum exchange_kind kind, const char *to,
                    const char *text, size_t len_bytes)
{
    const struct channel *channel = context;
    publish_in(channel->bridge, channel->prefix, kind, to, text, len_bytes);
}

/* Which kind the last part of a topic is. */
static bool find_kind(const struct bridge *b, const char *part, enum exchange_kind *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t len = strlen(kinds[i]);
        if (i == EXCHANGE_TO
                ? strncmp(part, kinds[i], len) == 0 && strcmp(part + len, b->id) == 0
                : strcmp(part, kinds[i]) == 0) {
            *kind = (enum exchange_kind)i;
            return true;
        }
    }
    return false;
}

/* "rt/ROOM/CHANNEL/": of a name, to free(). */
static char *prefix_of(const struct bridge *b, const char *name, size_t len_bytes)
{
    struct str prefix = STR_EMPTY;
    str_addf(&prefix, "rt/%s/%.*s/", b->seal.room, (int)len_bytes, name);
    return str_take(&prefix);
}

/* How many peers there may be in all channels: a national seminar's laptops, and more. */
enum { MOST_PEERS = 5000 };

/* The channel in which most are makes room. */
static void meet(void *context)
{
    struct bridge *b = ((struct channel *)context)->bridge;
    struct exchange *fullest = NULL;
    size_t most = 0, all = 0;
    for (size_t i = 0; i < b->channel_count; i++) {
        size_t count;
        exchange_peers(b->channels[i]->exchange, &count);
        all += count;
        if (count > most) {
            most = count;
            fullest = b->channels[i]->exchange;
        }
    }
    if (all >= MOST_PEERS) {
        exchange_forget_one(fullest);
    }
}

/* Why there will be no connection, if there is none soon: anybody may say so. */
static void gone(void *context, const char *name, enum exchange_going how)
{
    static const char *const words[] = {
        [EXCHANGE_STOPS] = "has left, whose laptop runs the room",
        [EXCHANGE_ENDS] = "ended the room",
        [EXCHANGE_REWORDS] = "gave the room other words",
    };
    struct bridge *b = ((struct channel *)context)->bridge;
    str_finish(&b->going);
    b->going = str_of("%s %s", *name ? name : "Somebody", words[how]);
    b->going_ms = ticks_ms();
    b->going_for_good = how == EXCHANGE_ENDS;
}

static struct channel *add_channel(struct bridge *b, char *prefix)
{
    struct channel *channel = memory_get(sizeof *channel);
    *channel = (struct channel){.bridge = b, .prefix = prefix};
    struct exchange_needs needs = {.context = channel,
                                   .publish = publish,
                                   .take = bridge_take,
                                   .session = b->file.session,
                                   .shared = b->options->organise,
                                   .meet = meet,
                                   .gone = gone};
    channel->exchange = exchange_new(b->id, &b->dice, &needs);
    b->channels = memory_room_for_one(b->channels, b->channel_count, &b->channel_room,
                                      sizeof(*b->channels));
    b->channels[b->channel_count++] = channel;
    return channel;
}

static struct channel *find_channel(struct bridge *b, const char *topic, size_t len_bytes)
{
    for (size_t i = 0; i < b->channel_count; i++) {
        const char *prefix = b->channels[i]->prefix;
        if (strncmp(prefix, topic, len_bytes) == 0 && !prefix[len_bytes]) {
            return b->channels[i];
        }
    }
    return NULL;
}

/* The channel of a topic, and what follows in it; an organiser comes to know of channels as
 * they are heard of. NULL if it is none of ours. */
static struct channel *channel_of(struct bridge *b, const char *topic, const char **part)
{
    char *room = prefix_of(b, "", 0); /* "rt/ROOM//" */
    size_t len = strlen(room) - 1;
    bool ours = strncmp(topic, room, len) == 0;
    const char *slash = ours ? strchr(topic + len, '/') : NULL;
    free(room);
    if (!slash) {
        return NULL;
    }
    *part = slash + 1;
    struct channel *channel = find_channel(b, topic, (size_t)(*part - topic));
    bool to_all = strncmp(topic + len, for_all, (size_t)(slash - topic) - len) == 0;
    if (!channel && to_all && !b->options->organise) {
        return b->channels[0]; /* who says hello to all is answered there */
    }
    if (!channel && b->options->organise && !to_all && b->channel_count < MOST_CHANNELS) {
        channel =
            add_channel(b, prefix_of(b, topic + len, (size_t)(slash - topic) - len));
        exchange_connected(channel->exchange, ticks_ms());
    }
    return channel;
}

static void message(void *context, const char *topic, const void *payload,
                    size_t len_bytes)
{
    struct bridge *b = context;
    struct str text = STR_EMPTY;
    enum exchange_kind kind;
    if (len_bytes < SEAL_NONCE_BYTES) {
        return;
    }
    if (is_echo(b, payload)) {
        const unsigned char *last = b->nonces[(b->nonce_count - 1) % NONCES];
        b->echoed = b->echoed || memcmp(last, payload, SEAL_NONCE_BYTES) == 0;
        broker_echo_came(b->broker);
        return;
    }
    const char *part;
    if (seal_open(&b->seal, topic, payload, len_bytes, &text)) {
        bridge_read_on(b); /* so that what arrives from now on is the room's */
        struct channel *channel = channel_of(b, topic, &part);
        if (channel && find_kind(b, part, &kind)) {
            b->at_once = kind == EXCHANGE_EDITS;
            exchange_hear(channel->exchange, kind, text.bytes, text.len_bytes,
                          ticks_ms());
            bridge_keep(b);
        }
    }
    str_finish(&text);
}

static void connected(void *context)
{
    struct bridge *b = context;
    free(b->why);
    b->why = NULL;
    b->ended = false;
    b->server_ms = 0;
    for (size_t i = 0; i < b->channel_count; i++) {
        exchange_connected(b->channels[i]->exchange, ticks_ms());
    }
    if (b->options->organise) { /* of which tables there are, it has to hear first */
        char *all = prefix_of(b, for_all, strlen(for_all));
        publish_in(b, all, EXCHANGE_HELLO, NULL, b->id, strlen(b->id));
        free(all);
    }
}

static void lost(void *context, const char *why)
{
    struct bridge *b = context;
    bool told = b->going.len_bytes && ticks_ms() - b->going_ms <= GOING_MS;
    if (!b->ended) {
        free(b->why);
        b->why = memory_copy_text(b->server.keeper
                                      ? "what carries the room on this laptop has "
                                        "ended, and is begun again"
                                  : told ? b->going.bytes
                                         : why);
    }
    if (told && b->going_for_good) { /* there is nothing to come back to */
        b->ended = true;
        bridge_forget_standing(b);
    }
    str_clear(&b->going);
    for (size_t i = 0; i < b->channel_count; i++) {
        exchange_lost(b->channels[i]->exchange);
    }
}

static char own_host[] = "127.0.0.1"; /* to our own broker */

int64_t bridge_server_due_ms(const struct bridge *b)
{
    return b->server_ms ? b->server_ms : INT64_MAX;
}

/* Why it is not there, after we began it again. */
static void print_why_ended(struct bridge *b)
{
    struct err err = ERR_NONE;
    server_blame(&b->server, &err);
    bridge_print(b, err_text(&err));
    err_finish(&err);
}

static void begin_server_again(struct bridge *b)
{
    struct err err = ERR_NONE;
    int64_t now_ms = ticks_ms();
    server_stop(&b->server);
    bool ok = server_begin(&b->server, b->invitation.port, b->seal.room, b->seal.password,
                           &err);
    if (!ok) {
        bridge_print(b, err_text(&err));
    }
    b->server_begun_ms = now_ms;
    b->server_ms = now_ms + (ok ? SERVER_PATIENCE_MS : SERVER_AGAIN_MS);
    err_finish(&err);
}

void bridge_tend_server(struct bridge *b, bool ended)
{
    if (ended) {
        int64_t again_ms = b->server_begun_ms + SERVER_AGAIN_MS, now_ms = ticks_ms();
        if (b->server_ms) {
            print_why_ended(b);
        }
        server_stop(&b->server);
        b->server_ms = again_ms > now_ms ? again_ms : now_ms;
    }
    if (bridge_server_due_ms(b) <= ticks_ms()) {
        begin_server_again(b);
    }
}

/* What is to be heard: all of our channel, or of all, and who says hello to all. */
static void add_topics(const struct bridge *b, struct paths *topics)
{
    char *any = prefix_of(b, "+", 1), *all = prefix_of(b, for_all, strlen(for_all));
    const char *prefix = b->options->organise ? any : b->channels[0]->prefix;
    struct str topic = STR_EMPTY;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        str_clear(&topic);
        str_addf(&topic, "%s%s%s", prefix, kinds[i], i == EXCHANGE_TO ? b->id : "");
        paths_add(topics, topic.bytes);
    }
    if (strcmp(prefix, all) != 0 && !b->options->organise) {
        str_clear(&topic);
        str_addf(&topic, "%s%s", all, kinds[EXCHANGE_HELLO]);
        paths_add(topics, topic.bytes);
    }
    str_finish(&topic);
    free(any);
    free(all);
}

/* That we leave: so whoever vanishes is not taken for present. */
static void set_last_words(struct bridge *b)
{
    struct str topic = STR_EMPTY, sealed = STR_EMPTY;
    str_addf(&topic, "%s%s", b->channels[0]->prefix, kinds[EXCHANGE_WHO]);
    if (seal_close(&b->seal, topic.bytes, b->id, strlen(b->id), &sealed)) {
        broker_last_words(b->broker, topic.bytes, &sealed);
    }
    str_finish(&topic);
    str_finish(&sealed);
}

static void begin_broker(struct bridge *b)
{
    const struct bridge_options *o = b->options;
    struct broker_host host = {b->server.keeper ? own_host : b->invitation.host,
                               b->invitation.port};
    struct broker_options options = {
        .hosts = o->places.count ? o->places.hosts : &host,
        .host_count = o->places.count ? o->places.count : 1,
        .user = o->user ? o->user : b->seal.room,
        .password = o->user ? o->password : b->seal.password,
        .refusal = o->user ? NULL
                           : "has no room of these words: it was ended, or has other "
                             "words now",
        .tls = b->invitation.tls,
        .ca_file = o->ca_file,
        .alpn = o->alpn};
    struct broker_heard heard = {b, connected, lost, message};
    struct paths topics = {0};
    const char *names[6] = {NULL};
    add_topics(b, &topics);
    for (size_t i = 0; i < topics.count; i++) {
        names[i] = topics.items[i];
    }
    b->broker = broker_new(&options, names, &heard);
    if (!o->organise) {
        set_last_words(b);
    }
    paths_finish(&topics);
}

char *bridge_prefix_of_table(const struct bridge *b, const struct record *table)
{
    char name[BASE32_SIZE_BYTES];
    base32_write(hash_end(hash_add_text(HASH_START, record_id(table))), name);
    return prefix_of(b, name, strlen(name));
}

/* The channel of a table in a seminar: the same for all copies of its file. Until there is a
 * table, one of nobody else. */
static char *own_prefix(struct bridge *b)
{
    size_t count;
    char name[BASE32_SIZE_BYTES];
    const struct record *const *tables = session_tables(b->file.session, &count);
    if (!b->options->by_table) {
        return prefix_of(b, for_all, strlen(for_all));
    }
    b->tableless = !count;
    if (count) {
        return bridge_prefix_of_table(b, tables[0]);
    }
    base32_write(dice_roll(&b->dice), name);
    return prefix_of(b, name, strlen(name));
}

bool bridge_enter(struct bridge *b, struct err *err)
{
    if (!seal_init(&b->seal, b->invitation.secret)) {
        err_set(err, "there is not enough memory to seal what is said (64 MB)");
        return false;
    }
    if (!b->options->join && !b->options->places.count) {
        if (!bridge_begin_server(b, err)) {
            return false;
        }
    }
    if (!b->options->organise) {
        add_channel(b, own_prefix(b));
    }
    b->too_long = 0;
    b->arrived = 0; /* the exchange is to know all that is here */
    bridge_read_on(b);
    begin_broker(b);
    return true;
}

void bridge_hear_room(struct bridge *b, int64_t until_ms)
{
    struct pollfd socket;
    size_t sockets = broker_poll(b->broker, &socket);
    int64_t due_ms = broker_due_ms(b->broker);
    int64_t left = (due_ms < until_ms ? due_ms : until_ms) - ticks_ms();
    bool ready = poll(&socket, sockets, left < 0 ? 0 : (int)left) > 0;
    broker_step(b->broker, ticks_ms(), sockets && ready ? socket.revents : 0);
}

/* Whoever takes the broker along waits until what was said last came back: then the others
 * have it, too. */
static void say_farewell(struct bridge *b, enum exchange_going how)
{
    int64_t until_ms = ticks_ms() + FAREWELL_MS;
    for (size_t i = 0; i < b->channel_count; i++) {
        if (b->broker && broker_is_connected(b->broker)) {
            exchange_leave(b->channels[i]->exchange, how);
        }
    }
    while (how != EXCHANGE_LEAVES && b->broker && broker_is_connected(b->broker) &&
           !b->echoed && ticks_ms() < until_ms) {
        bridge_hear_room(b, until_ms);
    }
}

void bridge_leave_room(struct bridge *b, enum exchange_going how)
{
    say_farewell(b, b->server.keeper ? how : EXCHANGE_LEAVES);
    for (size_t i = 0; i < b->channel_count; i++) {
        struct channel *channel = b->channels[i];
        exchange_free(channel->exchange);
        free(channel->prefix);
        free(channel->called);
        free(channel);
    }
    free(b->channels);
    b->channels = NULL;
    b->channel_count = b->channel_room = 0;
    free(b->known);
    b->known = NULL;
    b->known_count = 0;
    broker_free(b->broker);
    b->broker = NULL;
    server_stop(&b->server);
    b->server_ms = 0;
    free(b->why);
    b->why = NULL;
    seal_finish(&b->seal);
}

const struct exchange_peer *bridge_next_peer(const struct bridge *b, struct peer_at *at)
{
    for (; at->channel < b->channel_count; at->channel++, at->peer = 0) {
        size_t count;
        const struct exchange_peer *peers =
            exchange_peers(b->channels[at->channel]->exchange, &count);
        if (at->peer < count) {
            return &peers[at->peer++];
        }
    }
    return NULL;
}

size_t bridge_peers(const struct bridge *b)
{
    size_t all = 0;
    for (size_t i = 0; i < b->channel_count; i++) {
        size_t count;
        exchange_peers(b->channels[i]->exchange, &count);
        all += count;
    }
    return all;
}
