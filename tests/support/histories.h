#ifndef ROUNDTABLE_TESTS_HISTORIES_H
#define ROUNDTABLE_TESTS_HISTORIES_H

#include "model/author.h"

/**
 * Random histories: several people write at one session, each on a machine of their
 * own, with clocks that are off by years, and see each other's work only now and then.
 * Phones offer, vote and answer, for a while all is written alone, and forms are written in.
 * What each had seen is kept here, apart from what the edits say of it.
 */

enum { MOST_REPLICAS = 12 };

struct replica {
    struct session *session;
    struct author author;
    uint64_t seen[MOST_REPLICAS]; /* up to which number of each author's edits */
};

/** One edit that was made. */
struct made {
    size_t who;
    uint64_t number;
    uint64_t seen[MOST_REPLICAS]; /* by its author, just before */
    char word[16];                /* what was typed, in this edit alone; "" if nothing */
    bool redacted;                /* somebody asked that the word be forgotten */
};

struct history {
    struct dice dice;
    struct replica replicas[MOST_REPLICAS];
    size_t replica_count;
    struct made *made; /* in the order of making */
    size_t made_count, made_room;
    size_t by_number[MOST_REPLICAS][512]; /* place in made, plus 1 */
    unsigned words;
};

/** A history of that many replicas (0: 3 to 12) and that many acts by each (0: 5 to 40),
 *  with redactions or without. */
struct history *history_make(uint64_t seed, size_t replicas, size_t acts, bool redact);
void history_free(struct history *history);

/** How an edit was made; NULL if it is a template. */
const struct made *history_made(const struct history *history, const struct edit *edit);

/** Puts the edits into a random order. */
void history_shuffle(const struct edit **edits, size_t count, struct dice *dice);

#endif
