/* A connection that comes back by itself: what is done when, and which host is next. */

#include "live/broker_inside.h"

#include "base/memory.h"

#include <assert.h>
#include <mosquitto.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum {
    MOST_DOUBLINGS = 1,      /* of BROKER_CONNECT_MS */
    SHORTEST_PAUSE_MS = 250, /* between rounds of the hosts; doubled by each that fails */
    /* However long it was away: whoever is just in a try that a broker does not answer when
     * it returns has given up, paused, and agreed with the others within ten seconds. */
    LONGEST_PAUSE_MS = 2000,
    PONG_MS = 10000,
    PROVEN_MS = 10000, /* a connection that lasted so long was a good one */
    /* The library counts in whole seconds, and some time after us. */
    LATE_MS = 1000,
    PING_AGAIN_MS = 5000,
};

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

void broker_fault_finish(struct broker_fault *fault)
{
    free(fault->why);
    *fault = (struct broker_fault){0};
}

void broker_blame(struct broker *broker, enum broker_blame blame, const char *format)
{
    if (blame <= broker->fault.blame) {
        return;
    }
    const struct broker_host *host = &broker->hosts[broker->turn];
    struct str name = STR_EMPTY, why = STR_EMPTY;
    str_addf(&name, strchr(host->host, ':') ? "[%s]:%d" : "%s:%d", host->host,
             host->port);
    const char *gap = strstr(format, "%s");
    assert(gap);
    str_add_bytes(&why, format, (size_t)(gap - format));
    str_add(&why, str_text(&name));
    str_add(&why, gap + 2);
    str_finish(&name);
    broker_fault_finish(&broker->fault);
    broker->fault = (struct broker_fault){blame, str_take(&why)};
}

/* A pause after so many rounds that failed: those who lost one broker come back one by one,
 * not all at once. */
static int64_t pause_ms(struct broker *broker)
{
    unsigned doublings = broker->rounds < 6 ? broker->rounds : 6;
    int64_t longest = SHORTEST_PAUSE_MS << doublings;
    longest = earlier(longest, LONGEST_PAUSE_MS);
    int64_t half = longest / 2;
    return (broker->rounds ? half : 0) +
           (int64_t)(dice_roll(&broker->dice) % (uint64_t)(half + 1));
}

static void tell_lost(struct broker *broker, const struct broker_fault *fault)
{
    bool told = broker->told &&
                (fault->blame != BROKER_REFUSED || strcmp(broker->told, fault->why) == 0);
    if (!told) {
        free(broker->told);
        broker->told = memory_copy_text(fault->why);
        broker->heard.lost(broker->heard.context, broker->told);
    }
}

static void next_host(struct broker *broker)
{
    broker->only_v4 = false;
    broker->turn = (broker->turn + 1) % broker->host_count;
}

/* What was connected is not any more. */
static void lose(struct broker *broker, struct broker_fault *fault)
{
    if (broker->now_ms - broker->since_ms >= PROVEN_MS) {
        broker->rounds = 0;
    }
    next_host(broker);
    broker->due_ms = broker->now_ms + pause_ms(broker);
    broker->rounds++;
    broker->tried = 0;
    tell_lost(broker, fault);
}

/* No connection came about. */
static void miss(struct broker *broker, struct broker_fault *fault)
{
    if (fault->blame > broker->worst.blame) {
        broker_fault_finish(&broker->worst);
        broker->worst = *fault;
        *fault = (struct broker_fault){0};
    }
    broker->due_ms = broker->now_ms;
    if (broker->is_ipv6 && !broker->only_v4) {
        broker->only_v4 = true;
        return;
    }
    next_host(broker);
    if (++broker->tried == broker->host_count) {
        broker->due_ms += pause_ms(broker);
        broker->rounds++;
        broker->tried = 0;
        tell_lost(broker, &broker->worst);
        broker_fault_finish(&broker->worst);
    }
}

static void end_connection(struct broker *broker)
{
    bool was_connected = broker->stage == BROKER_CONNECTED;
    struct broker_fault fault = broker->fault;
    broker->fault = (struct broker_fault){0};
    client_end(broker, false);
    broker->stage = BROKER_WAITING;
    if (was_connected) {
        lose(broker, &fault);
    } else {
        miss(broker, &fault);
    }
    broker_fault_finish(&fault);
}

static void begin_connection(struct broker *broker)
{
    unsigned doublings =
        broker->rounds < MOST_DOUBLINGS ? broker->rounds : MOST_DOUBLINGS;
    broker->due_ms = broker->now_ms + ((int64_t)BROKER_CONNECT_MS << doublings);
    broker->is_ipv6 = false;
    broker->stage = BROKER_CONNECTING;
    client_begin(broker);
}

/* The library pings when for so long nothing came, or nothing went. */
static int64_t ping_due_ms(const struct broker *broker)
{
    int64_t due = earlier(broker->in_ms, broker->out_ms) + 1000L * broker->keepalive_s;
    due += LATE_MS;
    return due < broker->ping_ms ? broker->ping_ms : due;
}

int64_t broker_due_ms(const struct broker *broker)
{
    if (broker->fault.blame) {
        return broker->now_ms;
    }
    if (broker->stage != BROKER_CONNECTED) {
        return broker->due_ms;
    }
    return earlier(earlier(broker->echo_ms, broker->pong_ms), ping_due_ms(broker));
}

static void ping(struct broker *broker)
{
    broker->pinged = false;
    client_ping(broker);
    if (broker->pinged) {
        broker->in_ms = broker->out_ms = broker->now_ms;
        broker->pong_ms = earlier(broker->pong_ms, broker->now_ms + PONG_MS);
    } else {
        /* Its clock says otherwise: it stood still while the machine slept. */
        broker->ping_ms = broker->now_ms + PING_AGAIN_MS;
    }
}

/* Notes whether anything came, or went of what waits to go: on a slow link an echo comes
 * behind all that was sent before it. */
static void note_moves(struct broker *broker, short revents)
{
    int queue_bytes = client_queue_bytes(broker);
    bool drained = queue_bytes > 0 && queue_bytes < broker->queue_bytes;
    broker->queue_bytes = queue_bytes;
    if (drained || (revents & (POLLIN | POLLOUT))) {
        broker->moved_ms = broker->now_ms;
    }
}

static void miss_echo(struct broker *broker)
{
    bool moves = broker->now_ms - broker->moved_ms <= BROKER_ECHO_MS / 2;
    if (moves && broker->now_ms < broker->most_echo_ms) {
        broker->echo_ms = earlier(broker->now_ms + BROKER_ECHO_MS, broker->most_echo_ms);
    } else {
        broker_blame(broker, BROKER_SILENT, "%s sends nothing back any more");
    }
}

/* Whether something should have come by now. */
static void look_at_clock(struct broker *broker, bool slept)
{
    int64_t now = broker->now_ms;
    if (broker->stage != BROKER_CONNECTED) {
        if (now >= broker->due_ms) {
            broker_blame(broker, BROKER_SILENT, "%s does not answer");
        }
    } else if (now >= broker->echo_ms) {
        miss_echo(broker);
    } else if (now >= broker->pong_ms) {
        broker_blame(broker, BROKER_SILENT, "%s does not answer any more");
    } else if (slept) {
        broker_blame(broker, BROKER_SILENT,
                     "the connection to %s did not outlast a sleep");
    } else if (now >= ping_due_ms(broker)) {
        ping(broker);
    }
}

void broker_step(struct broker *broker, int64_t now_ms, short revents)
{
    bool slept = now_ms - broker_due_ms(broker) >= BROKER_ECHO_MS;
    broker->now_ms = now_ms;
    if (broker->wrote) {
        broker->wrote = false;
        broker->out_ms = now_ms;
    }
    if (broker->stage == BROKER_WAITING) {
        if (now_ms < broker->due_ms) {
            return;
        }
        begin_connection(broker);
    } else {
        if (revents && !broker->fault.blame) {
            client_serve(broker, revents);
        }
        if (!broker->fault.blame) {
            note_moves(broker, revents);
            look_at_clock(broker, slept);
        }
    }
    if (broker->fault.blame) {
        end_connection(broker);
    }
}

size_t broker_poll(const struct broker *broker, struct pollfd *out)
{
    int fd = broker->client ? mosquitto_socket(broker->client) : -1;
    if (fd < 0) {
        return 0;
    }
    bool write =
        broker->stage == BROKER_CONNECTING || mosquitto_want_write(broker->client);
    short events = write ? POLLIN | POLLOUT : POLLIN;
    *out = (struct pollfd){.fd = fd, .events = events};
    return 1;
}

bool broker_is_connected(const struct broker *broker)
{
    return broker->stage == BROKER_CONNECTED && !broker->fault.blame;
}

void broker_publish(struct broker *broker, const char *topic, const void *payload,
                    size_t len_bytes, int qos)
{
    if (broker_is_connected(broker)) {
        broker->wrote = true;
        client_publish(broker, topic, payload, len_bytes, qos);
    }
}

void broker_await_echo(struct broker *broker, int64_t now_ms)
{
    if (broker_is_connected(broker) && broker->echo_ms == INT64_MAX) {
        broker->echo_ms = now_ms + BROKER_ECHO_MS;
        broker->most_echo_ms = now_ms + BROKER_MOST_ECHO_MS;
    }
}

void broker_echo_came(struct broker *broker)
{
    broker->echo_ms = INT64_MAX;
    broker->rounds = 0;
}

static void copy_options(struct broker *broker, const struct broker_options *options)
{
    broker->host_count = options->host_count;
    broker->hosts = memory_get(options->host_count * sizeof *broker->hosts);
    for (size_t i = 0; i < options->host_count; i++) {
        broker->hosts[i].host = memory_copy_text(options->hosts[i].host);
        broker->hosts[i].port = options->hosts[i].port;
    }
    broker->user = memory_copy_text(options->user);
    broker->password = memory_copy_text(options->password);
    broker->refusal = memory_copy_text(
        options->refusal ? options->refusal : "refused the user or the password");
    broker->tls = options->tls;
    broker->ca_file = memory_copy_text(options->ca_file);
    broker->alpn = memory_copy_text(options->alpn);
    broker->keepalive_s =
        options->keepalive_s ? options->keepalive_s : BROKER_KEEPALIVE_S;
}

static void ignore_broken_pipes(void)
{
    struct sigaction now;
    if (sigaction(SIGPIPE, NULL, &now) == 0 && now.sa_handler == SIG_DFL) {
        signal(SIGPIPE, SIG_IGN);
    }
}

struct broker *broker_new(const struct broker_options *options, const char *const *topics,
                          const struct broker_heard *heard)
{
    assert(options->host_count > 0 && topics[0]);
    ignore_broken_pipes();
    mosquitto_lib_init();
    struct broker *broker = memory_get(sizeof *broker);
    copy_options(broker, options);
    while (topics[broker->topic_count]) {
        broker->topic_count++;
    }
    broker->topics = memory_get((size_t)broker->topic_count * sizeof *broker->topics);
    for (int i = 0; i < broker->topic_count; i++) {
        broker->topics[i] = memory_copy_text(topics[i]);
    }
    broker->heard = *heard;
    broker->due_ms = INT64_MIN / 2;
    if (getentropy(&broker->dice.state, sizeof broker->dice.state) != 0) {
        broker->dice.state = (uint64_t)(uintptr_t)broker;
    }
    return broker;
}

void broker_last_words(struct broker *broker, const char *topic,
                       const struct str *payload)
{
    broker->last_topic = memory_copy_text(topic);
    str_add_bytes(&broker->last_words, payload->bytes, payload->len_bytes);
}

void broker_free(struct broker *broker)
{
    if (!broker) {
        return;
    }
    client_end(broker, broker_is_connected(broker));
    for (size_t i = 0; i < broker->host_count; i++) {
        free(broker->hosts[i].host);
    }
    for (int i = 0; i < broker->topic_count; i++) {
        free(broker->topics[i]);
    }
    free(broker->hosts);
    free(broker->topics);
    free(broker->last_topic);
    str_finish(&broker->last_words);
    free(broker->user);
    free(broker->refusal);
    if (broker->password) {
        explicit_bzero(broker->password, strlen(broker->password));
    }
    free(broker->password);
    free(broker->ca_file);
    free(broker->alpn);
    free(broker->told);
    broker_fault_finish(&broker->fault);
    broker_fault_finish(&broker->worst);
    free(broker);
    mosquitto_lib_cleanup();
}

void broker_add_library(struct str *out)
{
    int major, minor, revision;
    mosquitto_lib_version(&major, &minor, &revision);
    str_addf(out, "libmosquitto %d.%d.%d", major, minor, revision);
}
