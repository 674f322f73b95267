/* Between the exchange and the broker: topics, seals and echoes. */

#include "base/memory.h"
#include "live/bridge_inside.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* There is one channel in a room of one table. */
static const char channel[] = "all";

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

static void publish(void *context, enum exchange_kind kind, const char *to,
                    const char *text, size_t len_bytes)
{
    struct bridge *b = context;
    struct str topic = STR_EMPTY, sealed = STR_EMPTY;
    str_addf(&topic, "%s%s%s", b->prefix, kinds[kind], to ? to : "");
    if (b->broker && seal_close(&b->seal, topic.bytes, text, len_bytes, &sealed)) {
        memcpy(b->nonces[b->nonce_count++ % NONCES], sealed.bytes, SEAL_NONCE_BYTES);
        if (kind == EXCHANGE_EDITS) {
            broker_await_echo(b->broker, bridge_ticks_ms());
        }
        broker_publish(b->broker, topic.bytes, sealed.bytes, sealed.len_bytes,
                       kind == EXCHANGE_EDITS || kind == EXCHANGE_TO);
    }
    str_finish(&topic);
    str_finish(&sealed);
}

/* Which kind a topic of ours is of; false for one that is none. */
static bool find_kind(const struct bridge *b, const char *topic, enum exchange_kind *kind)
{
    size_t len = strlen(b->prefix);
    if (strncmp(topic, b->prefix, len) != 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t end = strlen(kinds[i]);
        if (i == EXCHANGE_TO
                ? strncmp(topic + len, kinds[i], end) == 0 &&
                      strcmp(topic + len + end, exchange_id(b->exchange)) == 0
                : strcmp(topic + len, kinds[i]) == 0) {
            *kind = (enum exchange_kind)i;
            return true;
        }
    }
    return false;
}

static void message(void *context, const char *topic, const void *payload,
                    size_t len_bytes)
{
    struct bridge *b = context;
    struct str text = STR_EMPTY;
    enum exchange_kind kind;
    if (len_bytes < SEAL_NONCE_BYTES || !find_kind(b, topic, &kind)) {
        return;
    }
    if (is_echo(b, payload)) {
        broker_echo_came(b->broker);
        return;
    }
    if (seal_open(&b->seal, topic, payload, len_bytes, &text)) {
        bridge_read_on(b); /* so that what arrives from now on is the room's */
        exchange_hear(b->exchange, kind, text.bytes, text.len_bytes, bridge_ticks_ms());
        bridge_keep(b);
        bridge_tell(b);
    }
    str_finish(&text);
}

static void connected(void *context)
{
    struct bridge *b = context;
    free(b->why);
    b->why = NULL;
    exchange_connected(b->exchange, bridge_ticks_ms());
    bridge_tell(b);
}

static void lost(void *context, const char *why)
{
    struct bridge *b = context;
    free(b->why);
    b->why = memory_copy_text(why);
    exchange_lost(b->exchange);
    bridge_tell(b);
}

static bool begin_server(struct bridge *b, struct err *err)
{
    int port = b->options->any_port ? 0 : b->options->port;
    bool usual = !b->options->any_port && !port;
    if (usual) {
        port = INVITATION_PORT;
    }
    bool ok = server_start(&b->server, port, b->seal.room, b->seal.password, err);
    if (!ok && usual) { /* somebody else's is there: any will do */
        err_finish(err);
        ok = server_start(&b->server, 0, b->seal.room, b->seal.password, err);
    }
    return ok;
}

static void begin_broker(struct bridge *b)
{
    struct broker_host host = {b->options->join ? b->invitation.host : "127.0.0.1",
                               b->invitation.port};
    struct broker_options options = {.hosts = &host,
                                     .host_count = 1,
                                     .user = b->seal.room,
                                     .password = b->seal.password};
    struct broker_heard heard = {b, connected, lost, message};
    struct str topics[4] = {STR_EMPTY, STR_EMPTY, STR_EMPTY, STR_EMPTY};
    const char *names[5] = {NULL};
    for (int i = 0; i < 4; i++) {
        str_addf(&topics[i], "%s%s%s", b->prefix, kinds[i],
                 i == EXCHANGE_TO ? exchange_id(b->exchange) : "");
        names[i] = topics[i].bytes;
    }
    b->broker = broker_new(&options, names, &heard);
    for (int i = 0; i < 4; i++) {
        str_finish(&topics[i]);
    }
}

bool bridge_enter(struct bridge *b, struct err *err)
{
    struct str prefix = STR_EMPTY;
    if (!seal_init(&b->seal, b->invitation.secret)) {
        err_set(err, "there is not enough memory to seal what is said (64 MB)");
        return false;
    }
    if (!b->options->join) {
        if (!begin_server(b, err)) {
            return false;
        }
        b->invitation.port = b->server.port;
    }
    str_addf(&prefix, "rt/%s/%s/", b->seal.room, channel);
    b->prefix = str_take(&prefix);
    b->exchange = exchange_new(&b->dice, &(struct exchange_needs){
                                             .context = b,
                                             .publish = publish,
                                             .take = bridge_take,
                                             .session = b->file.session,
                                         });
    b->arrived = 0; /* the exchange is to know all that is here */
    bridge_read_on(b);
    begin_broker(b);
    return true;
}

void bridge_leave_room(struct bridge *b)
{
    if (b->broker && broker_is_connected(b->broker)) {
        exchange_leave(b->exchange);
    }
    broker_free(b->broker);
    b->broker = NULL;
    if (b->server.keeper) {
        server_stop(&b->server);
    }
    exchange_free(b->exchange);
    b->exchange = NULL;
    free(b->prefix);
    b->prefix = NULL;
    free(b->why);
    b->why = NULL;
    seal_finish(&b->seal);
}

/* The address from which this machine would send to elsewhere; nothing is sent. */
static bool usual_address(struct in_addr *out)
{
    struct sockaddr_in far = {.sin_family = AF_INET, .sin_port = htons(9)}, ours;
    socklen_t size = sizeof ours;
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    inet_pton(AF_INET, "192.0.2.1", &far.sin_addr); /* RFC 5737: for documentation */
    bool ok = fd >= 0 && connect(fd, (struct sockaddr *)&far, sizeof far) == 0 &&
              getsockname(fd, (struct sockaddr *)&ours, &size) == 0;
    if (fd >= 0) {
        close(fd);
    }
    if (ok) {
        *out = ours.sin_addr;
    }
    return ok;
}

static void add_address(struct paths *hosts, struct in_addr address)
{
    char text[INET_ADDRSTRLEN];
    inet_ntop(AF_INET, &address, text, sizeof text);
    for (size_t i = 0; i < hosts->count; i++) {
        if (strcmp(hosts->items[i], text) == 0) {
            return;
        }
    }
    paths_add(hosts, text);
}

void bridge_find_hosts(struct paths *hosts)
{
    struct in_addr address;
    struct ifaddrs *all = NULL;
    if (usual_address(&address)) {
        add_address(hosts, address);
    }
    if (getifaddrs(&all) == 0) {
        for (const struct ifaddrs *a = all; a; a = a->ifa_next) {
            if (a->ifa_addr && a->ifa_addr->sa_family == AF_INET &&
                (a->ifa_flags & IFF_UP) && !(a->ifa_flags & IFF_LOOPBACK)) {
                add_address(
                    hosts,
                    ((const struct sockaddr_in *)(const void *)a->ifa_addr)->sin_addr);
            }
        }
        freeifaddrs(all);
    }
    if (!hosts->count) {
        paths_add(hosts, "127.0.0.1");
    }
}
