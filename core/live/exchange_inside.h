#ifndef ROUNDTABLE_LIVE_EXCHANGE_INSIDE_H
#define ROUNDTABLE_LIVE_EXCHANGE_INSIDE_H

/* What exchange.c, exchange_peers.c and exchange_answers.c share. */

#include "live/exchange.h"
#include "live/pace.h"

enum { PAST_SUMS = 256 };

struct exchange {
    char id[EXCHANGE_ID_BYTES];
    struct dice *dice; /* borrowed */
    struct exchange_needs needs;
    bool connected;
    struct digest digest; /* of what is in this channel */
    uint64_t sums[PAST_SUMS];
    size_t sum_count; /* the sums it had, in a ring: the last at sum_count */
    struct str own;   /* edits of ours to be published */
    struct str called;
    struct exchange_peer *peers;
    size_t peer_count, peer_room;
    int64_t who_ms;      /* when to say who we are; INT64_MAX: not */
    int64_t unsaid_ms;   /* since when there is a change that was not said so; 0: none */
    bool changed;        /* since that was said */
    int repeats_left;    /* for those who may not have heard that we agree */
    int64_t again_ms;    /* how long until it is said again while somebody differs, */
    int64_t again_at_ms; /* when, if they still do; INT64_MAX: nobody did */
    int64_t said_ms;     /* when it was said last; 0: never */
    int64_t
        ask_until_ms; /* until when an answer is awaited; INT64_MAX: nobody is asked */
    int64_t ask_longest_ms; /* and no longer than until then, however much comes */
    char asked[EXCHANGE_ID_BYTES];
    struct pace giving; /* to whoever asks */
    const struct exchange_peer *speaker;
    size_t turn;       /* whom to ask next, */
    size_t part;       /* and about which part of our digest; */
    size_t parts_left; /* so many are to be asked about before all were */
};

/** The peer of that id, made if it is not known; NULL if it is no id, or ours. */
struct exchange_peer *peer_touch(struct exchange *x, const char *id, int64_t now_ms);

/** How one goes, as it is said; by exchange_going. */
extern const char *const peer_goings[];

/** The peer of that id; NULL: it is not known. */
const struct exchange_peer *peer_find(const struct exchange *x, const char *id);

/** Takes in what a peer said of itself, and forgets one that leaves. NULL then, or if it is
 *  not understood. @changed  its sum is another than before. */
struct exchange_peer *peer_read(struct exchange *x, char *text, int64_t now_ms,
                                bool *is_new, bool *changed);

/** Forgets those that were not heard for so long, and for as long are not known to agree: who
 *  agrees is silent, and may need a moment to say that it has what was said just now. */
void peers_forget_silent(struct exchange *x, int64_t now_ms, int64_t silent_ms);

void peers_forget_all(struct exchange *x);

/* exchange.c */

/** The sum of what is in the channel now; remembered as one that we had. */
uint64_t exchange_sum(struct exchange *x);

/** Says who we are, and how we stand, in a moment, so that not all do at once. */
void exchange_answer_soon(struct exchange *x, int64_t now_ms);

/* exchange_answers.c */

/** Whether we once had that sum: it is that of somebody who is behind us. */
bool exchange_had_sum(const struct exchange *x, uint64_t sum);

/** Asks the next in turn who has something that we never had, unless somebody is asked. */
void exchange_ask(struct exchange *x, int64_t now_ms);

/** Who was asked did not answer: all are asked who is there. */
void exchange_give_up(struct exchange *x, int64_t now_ms);

/** Takes lines of edits; they are written into. */
void exchange_take(struct exchange *x, char *lines);

/** What somebody said to us alone. */
void exchange_hear_told(struct exchange *x, char *text, int64_t now_ms);

#endif
