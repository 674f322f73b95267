#ifndef ROUNDTABLE_LIVE_EXCHANGE_H
#define ROUNDTABLE_LIVE_EXCHANGE_H

#include "base/hash.h"
#include "live/digest.h"

/**
 * How those in one channel of a room come to have the same edits, whatever is lost, doubled
 * or late: a machine without a network, a clock or chance of its own. It takes what others
 * published and tells what to publish, and when it is to be woken.
 *
 * Everybody says an edit once, as it comes. "hello" (I am new, or back) is answered by all
 * with "who": what they are called, how many edits they have, and the sum of these. Who
 * hears a sum that it never had itself asks that one peer, with a digest of its own; the
 * peer gives what is missing there and wants what it lacks itself. Whoever knows a peer
 * with another sum says "who" again, ever less often, until they agree; who agrees with
 * all is silent.
 */

/** The kinds of what is published; the last part of a topic. */
enum exchange_kind {
    EXCHANGE_EDITS, /* lines of edits, as in a journal without checksums; QoS 1 */
    EXCHANGE_WHO,   /* QoS 0 */
    EXCHANGE_HELLO, /* QoS 0 */
    EXCHANGE_TO,    /* to one: ask, want, give; QoS 1 */
};

/** What somebody says of themselves, and is shown. */
struct exchange_peer {
    char *id; /* of this connection of this program: 13 letters */
    char *name, *table, *writing; /* "" if not said; writing: the column's title */
    size_t count;                 /* how many edits it has, */
    uint64_t sum;                 /* and their sum */
    int64_t since_ms, heard_ms, changed_ms; /* met, heard last, count changed last */
    int64_t asked_ms, gave_ms;    /* when it asked us, or was asked, last; 0: never */
};

enum {
    EXCHANGE_MOST_PEERS = 1000,       /* of a channel; the longest silent one makes room */
    EXCHANGE_CHUNK_BYTES = 48 * 1024, /* of edits in one message, unless one is longer */
};

/** What the machine needs of whoever has it. */
struct exchange_needs {
    void *context;
    /** @to  the peer's id, for EXCHANGE_TO; else NULL. */
    void (*publish)(void *context, enum exchange_kind kind, const char *to,
                    const char *text, size_t len_bytes);
    /** An edit that a peer sent, one line; line[len_bytes] is a NUL. What it changes in the
     *  session comes back by exchange_has(). */
    void (*take)(void *context, char *line, size_t len_bytes);
    /** All edits that a peer lacks: gives those of the session that are named to each. */
    const struct session *session;
};

struct exchange;

/** @id  of this connection, copied. @dice  seeded by the caller; borrowed. */
struct exchange *exchange_new(const char *id, struct dice *dice,
                              const struct exchange_needs *needs);
void exchange_free(struct exchange *exchange);

/** What we are called: in every "who" from now on; one is said soon. */
void exchange_name(struct exchange *exchange, const char *name, const char *table,
                   const char *writing, int64_t now_ms);

/** An edit is in the session, or was redacted there: whoever said it. With own, it is
 *  published by exchange_flush(), since it came from here and not from the room. */
void exchange_has(struct exchange *exchange, const struct edit *edit, bool own,
                  int64_t now_ms);

/** Publishes what of one's own is to be published. */
void exchange_flush(struct exchange *exchange);

/** The connection is there, or there again: says hello. Gone: everybody is forgotten. */
void exchange_connected(struct exchange *exchange, int64_t now_ms);
void exchange_lost(struct exchange *exchange);

/** What somebody published, opened; text[len_bytes] must be a NUL. Whatever is wrong with it
 *  is passed over. */
void exchange_hear(struct exchange *exchange, enum exchange_kind kind, char *text,
                   size_t len_bytes, int64_t now_ms);

/** When exchange_wake() is to be called; INT64_MAX: not until something comes. */
int64_t exchange_due_ms(const struct exchange *exchange);
void exchange_wake(struct exchange *exchange, int64_t now_ms);

/** Who is there, in the order of coming. */
const struct exchange_peer *exchange_peers(const struct exchange *exchange, size_t *count);

/** Whether a peer holds everything that we have: it may be left. */
bool exchange_is_held(const struct exchange *exchange);

/** How many peers have other edits than we. */
size_t exchange_behind(const struct exchange *exchange);

#endif
