#ifndef ROUNDTABLE_LIVE_BROKER_H
#define ROUNDTABLE_LIVE_BROKER_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pollfd;

/**
 * A connection to a broker over MQTT 3.1.1 (OASIS 2014), which comes back by itself, to the
 * next of several hosts. Everything is subscribed at QoS 0 and nothing is retained; every
 * connection is clean and has a client id of its own. Never blocks but to look up a name.
 * The caller polls: there is no thread, and nobody wakes but for what came and for the
 * keepalive.
 */

enum {
    BROKER_KEEPALIVE_S = 60,
    /* A host has so long to let us in; then it is the next one's turn. Twice as long once a
     * round of them failed: a cluster may be busy letting others in; but no longer, however
     * long all were away, since one that stands still keeps us from those that are back. */
    BROKER_CONNECT_MS = 2000,
    /* It has so long to send back what we published, and if other things still come or go,
     * over a slow link, so long at most. */
    BROKER_ECHO_MS = 4000,
    BROKER_MOST_ECHO_MS = 30000,
    /* It has not to send more than about that at once: a stranger's broker is not trusted
     * with our memory. Where the system has no bound for it (see ration.h), a packet
     * that comes as fast as we read it is seen only once it is all there: 256 MB at most. */
    BROKER_MOST_BYTES = 4 << 20,
};

struct broker_host {
    char *host;
    int port;
};

/** What is to be known to connect; all copied by broker_new(). */
struct broker_options {
    const struct broker_host *hosts; /* at least one; tried in turn */
    size_t host_count;
    const char *user, *password; /* NULL: none */
    const char *refusal; /* what it is called that they are refused, behind "HOST:PORT ";
                            NULL: "refused the user or the password" */
    bool tls;
    const char *ca_file; /* NULL: the system's authorities */
    const char *alpn;    /* NULL: none */
    int keepalive_s;     /* 0: BROKER_KEEPALIVE_S; at least 5 */
};

/** What it tells whoever has it, from within broker_step(). It may be published to then, but
 *  not freed. */
struct broker_heard {
    void *context;
    /** It is connected and subscribed: say hello. */
    void (*connected)(void *context);
    /** There is no connection any more, or none could be made to any of the hosts: why, in
     *  words. It is tried again; told once until it is connected again, but for a refusal
     *  (password, certificate, topics) that was not told yet. */
    void (*lost)(void *context, const char *why);
    void (*message)(void *context, const char *topic, const void *payload,
                    size_t len_bytes);
};

struct broker;

/** @topics  what to subscribe to, ended by NULL; copied, as is `heard`. Nothing is done until
 *  broker_step(). From now on this program ignores SIGPIPE: a connection that ends is told
 *  by lost(). */
struct broker *broker_new(const struct broker_options *options, const char *const *topics,
                          const struct broker_heard *heard);

/** What the broker publishes for us if we vanish without a goodbye (MQTT's will, QoS 0);
 *  copied. Before the first broker_step(). */
void broker_last_words(struct broker *broker, const char *topic,
                       const struct str *payload);

/** Says goodbye if it is connected, and frees it. */
void broker_free(struct broker *broker);

bool broker_is_connected(const struct broker *broker);

/** Publishes; quietly nothing while there is no connection: what is lost is found by
 *  digests. @qos  0, or 1. */
void broker_publish(struct broker *broker, const char *topic, const void *payload,
                    size_t len_bytes, int qos);

/** What is published now is awaited to come back: if nothing of ours does within
 *  BROKER_ECHO_MS the connection is dead, although its socket says nothing. */
void broker_await_echo(struct broker *broker, int64_t now_ms);
void broker_echo_came(struct broker *broker);

/** What to poll for: the socket, if there is one. Returns 0 or 1. */
size_t broker_poll(const struct broker *broker, struct pollfd *out);

/** When broker_step() is to be called at the latest, in ms of CLOCK_MONOTONIC or
 *  CLOCK_BOOTTIME; it may be over already. A step that comes BROKER_ECHO_MS late or more
 *  is one of a machine that slept: it connects anew. */
int64_t broker_due_ms(const struct broker *broker);

/** Does what there is to do: connects, reads, writes, sends the keepalive.
 *  @revents  what poll() said of the socket; 0 if it said nothing. */
void broker_step(struct broker *broker, int64_t now_ms, short revents);

/** Adds the library that does it, with its version. */
void broker_add_library(struct str *out);

#endif
