#ifndef ROUNDTABLE_TESTS_LOAD_WIRE_H
#define ROUNDTABLE_TESTS_LOAD_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * What goes between the bridges of this program and their broker: counted, and lost and
 * doubled as asked for. The linker puts these functions between core/live's own
 * (--wrap=broker_new, broker_publish, bridge_take and seal_init), so that the bridges are
 * those that people have.
 */

/** By the last part of a topic. */
enum wire_kind { WIRE_EDITS, WIRE_HELLO, WIRE_WHO, WIRE_TO, WIRE_KINDS };

struct wire_count {
    uint64_t messages,
        bytes; /* with MQTT's headers and acknowledgements, without TCP's */
};

/** How long notes took from being published to being in somebody's session. */
struct wire_times {
    uint32_t *us;
    size_t count, room;
};

struct wire {
    unsigned lost_percent, doubled_percent; /* of what comes, by chance */
    struct wire_count out[WIRE_KINDS], in[WIRE_KINDS];
    uint64_t lost, doubled, connections;
    struct wire_times tables, organiser;
};

/** The one of this program: nothing else can be asked which it is. */
extern struct wire wire;

/** Microseconds of a clock that only goes on. */
int64_t wire_now_us(void);

/** Sorts them. @share  0.5 for the median; 1 for the longest. In ms; 0 if there are none. */
double wire_time_ms(struct wire_times *times, double share);

#endif
