/* What libmosquitto does for a broker: one client of it a connection. */

#include "live/broker_inside.h"

#include "base/memory.h"
#include "live/ration.h"

#include <assert.h>
#include <errno.h>
#include <mosquitto.h>
#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

enum {
    MOST_PACKETS = 64,    /* to read in one step: others want their turn */
    SUBSCRIBE_MS = 20000, /* 480 that joined a cluster at once took 17 s */
    /* For a packet, the message in it, and what the library needs besides. */
    RATION_BYTES = 3 * BROKER_MOST_BYTES,
    REFUSED_QOS = 128,
};

/* CONNACK, MQTT 3.1.1, 3.2.2.3. */
enum { SERVER_UNAVAILABLE = 3, BAD_PASSWORD = 4, NOT_AUTHORIZED = 5 };

static void blame_with(struct broker *broker, enum broker_blame blame, const char *before,
                       const char *detail)
{
    struct str format = STR_EMPTY;
    str_addf(&format, "%s%s", before, detail);
    broker_blame(broker, blame, str_text(&format));
    str_finish(&format);
}

static void blame_tls(struct broker *broker)
{
    const char *said = broker->tls_said ? broker->tls_said : "";
    if (strstr(said, "host name")) {
        broker_blame(broker, BROKER_REFUSED, "the certificate of %s is for another name");
    } else if (strstr(said, "certificate verify failed")) {
        struct str by = STR_EMPTY;
        str_addf(&by, ", or is out of date; known are those of %s",
                 broker->ca_file ? broker->ca_file : "this machine");
        blame_with(broker, BROKER_REFUSED,
                   "the certificate of %s is by an authority that is not known",
                   str_text(&by));
        str_finish(&by);
    } else if (strstr(said, "CA certificates")) {
        blame_with(broker, BROKER_REFUSED,
                   "to connect to %s, its authorities were to be "
                   "found here, but are not: ",
                   broker->ca_file ? broker->ca_file : "this machine's");
    } else if (!broker->speaks_tls) {
        broker_blame(broker, BROKER_REFUSED, "%s does not speak TLS");
    } else {
        const char *reason = strrchr(said, ':');
        blame_with(broker, BROKER_ENDED, "%s and this machine do not agree on TLS: ",
                   reason ? reason + 1 : "it is not said why");
    }
}

/* Some say in their own tongue what they think of a greeting in TLS, some just hang up. */
static void blame_end(struct broker *broker)
{
    if (broker->stage == BROKER_CONNECTED) {
        broker_blame(broker, BROKER_ENDED, "%s ended the connection");
    } else if (broker->tls && !broker->speaks_tls) {
        broker_blame(broker, BROKER_ENDED, "%s does not speak TLS");
    } else {
        broker_blame(broker, BROKER_ENDED,
                     "%s ended the connection before it let anybody in: is it a broker?");
    }
}

static void blame_errno(struct broker *broker, int error)
{
    if (error == ECONNRESET || error == EPIPE || error == EPROTO) { /* the last of TLS */
        blame_end(broker);
    } else if (error == ECONNREFUSED) {
        broker_blame(broker, BROKER_UNREACHABLE, "nothing listens at %s");
    } else {
        blame_with(broker, BROKER_UNREACHABLE, "%s cannot be reached: ", strerror(error));
    }
}

static void blame_flood(struct broker *broker)
{
    broker_blame(broker, BROKER_REFUSED, "%s sends more at once than a room ever does");
}

/* What the library answered, unless a callback knew better. */
static void blame_result(struct broker *broker, int result, int error)
{
    if (broker->fault.blame) {
        return;
    }
    switch (result) {
    case MOSQ_ERR_SUCCESS:
        break;
    case MOSQ_ERR_EAI:
        broker_blame(
            broker, BROKER_UNREACHABLE,
            "the address of %s is not to be found: no machine of that name is known");
        break;
    case MOSQ_ERR_TLS:
        blame_tls(broker);
        break;
    case MOSQ_ERR_NOMEM: /* it had its ration */
        blame_flood(broker);
        break;
    case MOSQ_ERR_ERRNO:
        if (broker->tls_said) {
            blame_tls(broker);
        } else if (error) {
            blame_errno(broker, error);
        } else { /* the end came within a packet */
            blame_end(broker);
        }
        break;
    case MOSQ_ERR_PROTOCOL:
    case MOSQ_ERR_MALFORMED_PACKET:
        broker_blame(broker, BROKER_REFUSED, "what listens at %s does not speak MQTT");
        break;
    default:
        blame_end(broker);
    }
}

static void on_connect(struct mosquitto *client, void *context, int code)
{
    struct broker *broker = context;
    if (code == BAD_PASSWORD || code == NOT_AUTHORIZED) {
        blame_with(broker, BROKER_REFUSED, "%s ", broker->refusal);
    } else if (code == SERVER_UNAVAILABLE) {
        broker_blame(broker, BROKER_UNREACHABLE, "%s is not ready");
    } else if (code) {
        broker_blame(broker, BROKER_REFUSED, "%s does not speak MQTT 3.1.1");
    } else {
        broker->stage = BROKER_SUBSCRIBING;
        broker->due_ms = broker->now_ms + SUBSCRIBE_MS;
        int result = mosquitto_subscribe_multiple(client, NULL, broker->topic_count,
                                                  broker->topics, 0, 0, NULL);
        blame_result(broker, result, errno);
    }
}

static void on_subscribe(struct mosquitto *client, void *context, int id, int count,
                         const int *granted)
{
    (void)client;
    (void)id;
    struct broker *broker = context;
    for (int i = 0; i < count; i++) {
        if (granted[i] >= REFUSED_QOS) {
            broker_blame(broker, BROKER_REFUSED,
                         "%s does not let that user hear this room");
            return;
        }
    }
    broker->stage = BROKER_CONNECTED;
    broker->since_ms = broker->in_ms = broker->out_ms = broker->moved_ms = broker->now_ms;
    broker->queue_bytes = 0;
    broker->partial_bytes = 0;
    broker->echo_ms = broker->pong_ms = INT64_MAX;
    broker->ping_ms = INT64_MIN;
    broker->tried = 0;
    broker_fault_finish(&broker->worst);
    free(broker->told);
    broker->told = NULL;
    ration_end(); /* what is done for us has all the memory it needs */
    broker->heard.connected(broker->heard.context);
    ration_begin(RATION_BYTES);
}

static void on_message(struct mosquitto *client, void *context,
                       const struct mosquitto_message *message)
{
    (void)client;
    struct broker *broker = context;
    broker->heard_message = true;
    if (broker_is_connected(broker)) {
        ration_end();
        broker->heard.message(broker->heard.context, message->topic, message->payload,
                              (size_t)message->payloadlen);
        ration_begin(RATION_BYTES);
    }
}

static void on_log(struct mosquitto *client, void *context, int level, const char *text)
{
    (void)client;
    struct broker *broker = context;
    if (strstr(text, "sending PINGREQ")) {
        broker->pinged = true;
    } else if (level == MOSQ_LOG_ERR && !broker->tls_said) {
        broker->tls_said = memory_copy_text(text);
    }
}

/* True: certificates, and what they are checked with, are as asked for. */
static bool set_tls(struct broker *broker)
{
    struct mosquitto *client = broker->client;
    int result = broker->ca_file
                     ? mosquitto_tls_set(client, broker->ca_file, NULL, NULL, NULL, NULL)
                     : mosquitto_int_option(client, MOSQ_OPT_TLS_USE_OS_CERTS, 1);
    if (result == MOSQ_ERR_SUCCESS && broker->alpn) {
        result = mosquitto_string_option(client, MOSQ_OPT_TLS_ALPN, broker->alpn);
    }
    if (result != MOSQ_ERR_SUCCESS) {
        free(broker->tls_said);
        broker->tls_said = memory_copy_text("CA certificates");
        blame_tls(broker);
    }
    return result == MOSQ_ERR_SUCCESS;
}

/* A new name each time: what a broker still keeps for the last one is nothing to us. */
static struct mosquitto *make_client(struct broker *broker)
{
    char id[3 + BASE32_SIZE_BYTES] = "rt-";
    base32_write(dice_roll(&broker->dice), id + 3);
    struct mosquitto *client = mosquitto_new(id, true, broker);
    assert(client);
    mosquitto_int_option(client, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V311);
    mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1);
    mosquitto_connect_callback_set(client, on_connect);
    mosquitto_subscribe_callback_set(client, on_subscribe);
    mosquitto_message_callback_set(client, on_message);
    mosquitto_log_callback_set(client, on_log);
    if (broker->user) {
        mosquitto_username_pw_set(client, broker->user, broker->password);
    }
    if (broker->last_topic) {
        mosquitto_will_set(client, broker->last_topic, (int)broker->last_words.len_bytes,
                           broker->last_words.bytes, 0, false);
    }
    return client;
}

void client_begin(struct broker *broker)
{
    const struct broker_host *host = &broker->hosts[broker->turn];
    broker->client = make_client(broker);
    broker->speaks_tls = false;
    if (broker->tls && !set_tls(broker)) {
        return;
    }
    /* Bound to an address of IPv4, it looks for no other. */
    const char *from = broker->only_v4 ? "0.0.0.0" : NULL;
    int result = mosquitto_connect_bind_async(broker->client, host->host, host->port,
                                              broker->keepalive_s, from);
    blame_result(broker, result, errno);
    struct sockaddr_storage here = {0};
    socklen_t size_bytes = sizeof here;
    int fd = mosquitto_socket(broker->client);
    broker->is_ipv6 = fd >= 0 &&
                      getsockname(fd, (struct sockaddr *)&here, &size_bytes) == 0 &&
                      here.ss_family == AF_INET6;
}

/* The library does not ask why the other side did not answer. */
static bool is_answered(struct broker *broker)
{
    int error = 0;
    socklen_t size_bytes = sizeof error;
    getsockopt(mosquitto_socket(broker->client), SOL_SOCKET, SO_ERROR, &error,
               &size_bytes);
    if (error) {
        blame_errno(broker, error);
    }
    return !error;
}

static bool is_readable(struct broker *broker)
{
    struct pollfd socket = {.fd = mosquitto_socket(broker->client), .events = POLLIN};
    return socket.fd >= 0 && poll(&socket, 1, 0) > 0;
}

static int readable_bytes(struct broker *broker)
{
    int fd = mosquitto_socket(broker->client), bytes = 0;
    return fd >= 0 && ioctl(fd, FIONREAD, &bytes) == 0 ? bytes : 0;
}

/* Whether the other side speaks TLS is seen by what it says first: RFC 8446, 5.1. */
static void look_at_greeting(struct broker *broker)
{
    enum { ALERT = 21, HANDSHAKE = 22 };
    unsigned char first;
    int fd = mosquitto_socket(broker->client);
    if (fd >= 0 && recv(fd, &first, 1, MSG_PEEK | MSG_DONTWAIT) == 1) {
        broker->speaks_tls = broker->speaks_tls || first == ALERT || first == HANDSHAKE;
    }
}

/* The library takes a packet of 256 MB without asking: it has a ration, and is not let go on
 * for ever. What comes while it reads is not counted, nor what was read along with a
 * message's end: about that much. */
static int read_packet(struct broker *broker)
{
    int before = readable_bytes(broker);
    if (broker->stage == BROKER_GREETING && broker->tls) {
        look_at_greeting(broker);
    }
    broker->heard_message = false;
    ration_begin(RATION_BYTES);
    errno = 0;
    int result = mosquitto_loop_read(broker->client, 1), error = errno;
    ration_end();
    int after = readable_bytes(broker);
    broker->partial_bytes += before > after ? (size_t)(before - after) : 0;
    broker->partial_bytes = broker->heard_message ? 0 : broker->partial_bytes;
    if (broker->partial_bytes > BROKER_MOST_BYTES) {
        blame_flood(broker);
        result = MOSQ_ERR_PAYLOAD_SIZE;
    }
    errno = error;
    return result;
}

void client_serve(struct broker *broker, short revents)
{
    if (broker->stage == BROKER_CONNECTING) {
        if (!is_answered(broker)) {
            return;
        }
        broker->stage = BROKER_GREETING;
    }
    int result = MOSQ_ERR_SUCCESS;
    /* While TLS is agreed on, reading is what goes on with it, whatever it waits for. */
    bool read = (revents & ~POLLOUT) || broker->stage == BROKER_GREETING;
    for (int i = 0; read && result == MOSQ_ERR_SUCCESS && i < MOST_PACKETS; i++) {
        result = read_packet(broker);
        read = result == MOSQ_ERR_SUCCESS && is_readable(broker);
    }
    if ((revents & POLLIN) && result == MOSQ_ERR_SUCCESS) {
        broker->in_ms = broker->now_ms;
        broker->pong_ms = INT64_MAX;
    }
    if (result == MOSQ_ERR_SUCCESS && mosquitto_want_write(broker->client)) {
        errno = 0;
        result = mosquitto_loop_write(broker->client, 1);
        broker->out_ms = broker->now_ms;
    }
    blame_result(broker, result, errno);
}

int client_queue_bytes(const struct broker *broker)
{
    int fd = broker->client ? mosquitto_socket(broker->client) : -1;
    int bytes = 0;
    return fd >= 0 && ioctl(fd, TIOCOUTQ, &bytes) == 0 ? bytes : 0;
}

void client_ping(struct broker *broker)
{
    errno = 0;
    int result = mosquitto_loop_misc(broker->client);
    blame_result(broker, result, errno);
}

void client_publish(struct broker *broker, const char *topic, const void *payload,
                    size_t len_bytes, int qos)
{
    errno = 0;
    int result = mosquitto_publish(broker->client, NULL, topic, (int)len_bytes, payload,
                                   qos, false);
    assert(result != MOSQ_ERR_INVAL && result != MOSQ_ERR_PAYLOAD_SIZE);
    blame_result(broker, result, errno);
}

void client_end(struct broker *broker, bool politely)
{
    if (!broker->client) {
        return;
    }
    if (politely) {
        mosquitto_disconnect(broker->client);
    }
    mosquitto_destroy(broker->client);
    broker->client = NULL;
    free(broker->tls_said);
    broker->tls_said = NULL;
}
