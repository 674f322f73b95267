#ifndef ROUNDTABLE_TESTS_WIRE_H
#define ROUNDTABLE_TESTS_WIRE_H

#include "base/hash.h"
#include "live/exchange.h"
#include "model/session.h"

/**
 * Stations that exchange edits over a wire that loses, doubles and reorders. There is no
 * network and no clock: time is what the next event says. What fails fails the test.
 */

enum { MOST_STATIONS = 60, SOON_MS = 10, NEVER_MS = 3600 * 1000 };

struct wire;

struct station {
    struct wire *wire;
    struct session *session;
    struct exchange *exchange;
    struct dice dice;
    size_t arrived, own; /* edits said here */
    bool away, hearing;
    char actor[BASE32_SIZE_BYTES], id[BASE32_SIZE_BYTES];
};

struct letter {
    size_t to;
    int64_t at_ms;
    enum exchange_kind kind;
    char *text;
};

struct wire {
    struct dice dice;
    unsigned lost, doubled; /* of a hundred */
    int64_t now_ms;
    struct station stations[MOST_STATIONS];
    size_t count;
    struct letter *letters;
    size_t letter_count, letter_room;
    size_t published, published_bytes;
};

/** Another, without a connection to the others yet; its session is empty. */
struct station *wire_add_station(struct wire *w);

/** It is connected, or again. */
void wire_come(struct station *l);

/** Its connection is gone. */
void wire_go(struct station *l);

/** That many, all connected. Chance is of the seed. wire_end() ends it. */
void wire_begin(struct wire *w, uint64_t seed, size_t stations);

void wire_end(struct wire *w);

/** Somebody says something there; over: what they say replaces an edit of anybody's. */
void wire_say_over(struct station *l, const struct edit_key *over);

void wire_say(struct station *l);

/** So long passes. */
void wire_pass(struct wire *w, int64_t ms);

/** Whether all have the same edits. */
bool wire_agree(struct wire *w);

/** How many were said by all. */
size_t wire_all_own(const struct wire *w);

/** Until all have all that was said; returns after how many ms. */
int64_t wire_until_all_agree(struct wire *w);

/** Goes on to the next event, if it comes before then. */
bool wire_next_event(struct wire *w, int64_t until_ms);

/** Whether nothing will be said any more. */
bool wire_silent(const struct wire *w);

/** Tells the exchange what is new in the session. */
void wire_tell(struct station *l);

#endif
