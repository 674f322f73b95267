#ifndef ROUNDTABLE_TESTS_GUEST_H
#define ROUNDTABLE_TESTS_GUEST_H

#include "base/str.h"
#include "live/broker.h"
#include "support/program.h"

/**
 * Somebody at a broker, who notes what comes. Time is the clock's, and what a test adds to
 * it.
 */
struct guest {
    struct broker *broker;
    unsigned connections, losses;
    struct str why;   /* of the last loss */
    struct str heard; /* "topic payload\n", in the order of coming */
    const char *mine; /* a payload whose coming is one's own echo; NULL: none is */
    unsigned wakes;   /* how often poll() returned, or it was time */
    int64_t ahead_ms; /* of the clock */
};

/** Options for one host of this machine, or several: ended by 0. Static, until the next
 *  call. */
#define HOSTS_AT(...) hosts_at((const int[]){__VA_ARGS__, 0})
struct broker_options hosts_at(const int *ports);

/** Ends with guest_leave(). topics: WORDS("rt/room/#"). */
void guest_come(struct guest *guest, const struct broker_options *options,
                const char *const *topics);
void guest_leave(struct guest *guest);

void guest_say(struct guest *guest, const char *topic, const char *text, int qos);

/** Waits once, until something comes to any of those guests, which NULL ends, or it is time
 *  for one. False: until_ms of program_clock_ms() is over. */
bool guests_turn(struct guest *const *guests, int64_t until_ms);

/** Until the condition holds; a test that waits in vain fails, and says so. */
#define GUESTS_UNTIL(condition, ...)                                                     \
    do {                                                                                 \
        int64_t until_ms_ = program_clock_ms() + program_deadline_ms();                  \
        while (!(condition)) {                                                           \
            cr_assert(                                                                   \
                guests_turn((struct guest *const[]){__VA_ARGS__, NULL}, until_ms_),      \
                "in vain waited for " #condition);                                       \
        }                                                                                \
    } while (0)

/** A socket that listens at a port of its own; how many may wait there. */
int listen_somewhere(int *port, int backlog);

/** A port at which nobody listens. */
int port_of_nobody(void);

#endif
