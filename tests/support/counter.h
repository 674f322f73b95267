#ifndef ROUNDTABLE_TESTS_COUNTER_H
#define ROUNDTABLE_TESTS_COUNTER_H

#include "live/phones/desk.h"
#include "support/program.h"

/**
 * A desk of phones without a web: a session with one table that has one goal, and phones that
 * ask. The time is the test's.
 */
struct counter {
    struct session *session;
    struct author author; /* of the desk */
    struct author ana;    /* somebody at a screen */
    const struct record *table, *goal;
    struct page_languages *languages;
    struct desk *desk;
    int64_t now_ms;
    struct web_answer answer; /* the last */
};

void counter_begin(struct counter *counter);
void counter_finish(struct counter *counter);

/** The same for a whole test, in a folder of its own. */
void counter_enter(struct counter *c);
void counter_leave(struct counter *c);

/** A phone looks, or sends fields, "name", "value", … NULL; its answer is counter->answer.
 *  Returns the page, borrowed until the next, or "" if it is to look elsewhere. */
const char *counter_get(struct counter *counter, const char *phone,
                        const char *const *fields);
const char *counter_post(struct counter *counter, const char *phone,
                         const char *const *fields);
#define COUNTER_GET(counter, phone, ...)                                                 \
    counter_get((counter), (phone), WORDS(__VA_ARGS__))
#define COUNTER_POST(counter, phone, ...)                                                \
    counter_post((counter), (phone), WORDS(__VA_ARGS__))

/** A field of the table, set by Ana; NULL: unset. */
void counter_set(struct counter *counter, const char *field, const char *value);

/** How many offers there are in those states. */
size_t counter_offers(struct counter *counter, unsigned states);

#endif
