#ifndef ROUNDTABLE_LIVE_EXCHANGE_H
#define ROUNDTABLE_LIVE_EXCHANGE_H

#include "base/hash.h"
#include "live/digest.h"
#include "model/session.h"

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
 *
 *     edits   ID, then a line an edit, as in a journal without the        QoS 1
 *             checksum
 *     hello   ID                                                          QoS 0
 *     who     ID EDITS SUM (in hex), then a line each: name, table, where it writes QoS 0
 *             ID: it leaves; "ID stops", "ID ends", "ID rewords": and takes the room
 *             along, its laptop being that of the broker
 *     to/ID   "ask ID PART PARTS", then the lines of its digest: of those QoS 1
 *             actors whose hash is of that part, where it is large
 *             "want ID", then those of what is wanted
 *             "give ID" or "last ID", then edits; "last" ends an answer
 */

enum exchange_kind { EXCHANGE_EDITS, EXCHANGE_HELLO, EXCHANGE_WHO, EXCHANGE_TO };

enum {
    EXCHANGE_ID_BYTES = BASE32_SIZE_BYTES,
    EXCHANGE_MOST_PEERS = 1000,       /* then one makes room: see exchange_forget_one() */
    EXCHANGE_CHUNK_BYTES = 48 * 1024, /* of edits in one message, unless one is longer */
    EXCHANGE_DIGEST_BYTES = 256 * 1024,  /* of a digest in one message; see digest.h */
    EXCHANGE_LONGEST_BYTES = 900 * 1024, /* of an edit: it may not be longer */
    EXCHANGE_NAME_BYTES = 200, /* of what is said of somebody, each; cut there */
};

/** What somebody is called. */
struct exchange_name {
    const char *name, *table, *writing; /* "" if not said; writing: a column's title */
};

/** What somebody said of themselves. */
struct exchange_peer {
    char id[EXCHANGE_ID_BYTES];
    char *name, *table, *writing; /* as in exchange_name, owned */
    size_t edits;                 /* how many it has, */
    uint64_t sum;                 /* and their sum, */
    bool has_sum;                 /* if it said so yet */
    bool proven;                  /* it had the very edits that we had, once */
    int64_t since_ms, heard_ms;   /* met, and heard last */
    int64_t changed_ms;           /* when it had more edits than before; 0: never */
    int64_t asked_ms;             /* when it asked last; 0: never */
    int64_t differs_ms;           /* found to have another sum, since when; 0: not */
};

/** How one goes. */
enum exchange_going {
    EXCHANGE_LEAVES,
    EXCHANGE_STOPS,   /* and the broker with it, which may come back, */
    EXCHANGE_ENDS,    /* or not, since somebody ended the room, */
    EXCHANGE_REWORDS, /* or with other words */
};

/** What the machine needs of whoever has it. */
struct exchange_needs {
    void *context;
    /** @to  the peer's id, for EXCHANGE_TO; else NULL. */
    void (*publish)(void *context, enum exchange_kind kind, const char *to,
                    const char *text, size_t len_bytes);
    /** A peer sent an edit, one line; line[len_bytes] is a NUL. If it is good, and be it
     *  known already, exchange_has() is to be told. */
    void (*take)(void *context, char *line, size_t len_bytes);
    const struct session *session; /* whose edits are given to those who lack them */
    /** Only what exchange_has() told is of this channel: the session holds others, too. */
    bool shared;
    /** Somebody comes who was not known: whoever has many channels may have too many of them
     *  in all, and some forgotten. NULL: that is no matter. */
    void (*meet)(void *context);
    /** Somebody, "" without a name, says that the room goes with them: the connection is
     *  about to end, unless they only say so. NULL: that is no matter. */
    void (*gone)(void *context, const char *name, enum exchange_going how);
};

struct exchange;

/** @id    who we are in the room, EXCHANGE_ID_BYTES of base32_write(); another each time.
 *  @dice  seeded by the caller, borrowed. */
struct exchange *exchange_new(const char *id, struct dice *dice,
                              const struct exchange_needs *needs);
void exchange_free(struct exchange *x);

/** What we are called, copied: a "who" is said soon. */
void exchange_call(struct exchange *x, const struct exchange_name *name, int64_t now_ms);

/** An edit is in the session, or was redacted there; told again, it changes nothing. False
 *  if its line is longer than EXCHANGE_LONGEST_BYTES: it stays here.
 *  @own  it was not heard in the channel: exchange_flush() publishes it. */
bool exchange_has(struct exchange *x, const struct edit *edit, bool own, int64_t now_ms);

/** Whether edits of that actor are of this channel. */
bool exchange_knows(const struct exchange *x, const char *actor);

/** How many edits are in the channel, as far as we have them. */
size_t exchange_edits(const struct exchange *x);

/** Publishes what is one's own and was not published yet. */
void exchange_flush(struct exchange *x);

/** The connection is there, or there again: says hello. */
void exchange_connected(struct exchange *x, int64_t now_ms);

/** It is gone: nobody is there any more. */
void exchange_lost(struct exchange *x);

/** Says that we leave. */
void exchange_leave(struct exchange *x, enum exchange_going how);

/** Within take(): who published the edit as it came to be, by what they say; NULL: nobody
 *  knows, also of what is given because it was missing. */
const struct exchange_peer *exchange_speaker(const struct exchange *x);

/** Asks everybody to say who they are: to learn whether they hold what we have. */
void exchange_hello(struct exchange *x);

/** What somebody published, opened; text[len_bytes] must be a NUL. Whatever is wrong with it
 *  is passed over. */
void exchange_hear(struct exchange *x, enum exchange_kind kind, char *text,
                   size_t len_bytes, int64_t now_ms);

/** When exchange_wake() is to be called; INT64_MAX: not until something comes. */
int64_t exchange_due_ms(const struct exchange *x);
void exchange_wake(struct exchange *x, int64_t now_ms);

/** Who is there, in the order of coming; borrowed until the next call. */
const struct exchange_peer *exchange_peers(const struct exchange *x, size_t *count);

/** One makes room for others, if there is any: of those who never had the edits that we had
 *  the one that is silent for longest; else the one that came last. Anybody with the words
 *  may call themselves by a thousand names, which is not to push out those who are quiet
 *  since they have everything. */
void exchange_forget_one(struct exchange *x);

/** Whether a peer holds everything that we have: we may leave. */
bool exchange_is_held(struct exchange *x);

/** Whether that peer has other edits than we. */
bool exchange_differs(struct exchange *x, const struct exchange_peer *peer);

#endif
