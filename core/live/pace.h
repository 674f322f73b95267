#ifndef ROUNDTABLE_LIVE_PACE_H
#define ROUNDTABLE_LIVE_PACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * So much at once, and then so much a millisecond: what costs us something, whoever asks for
 * it and by whatever name. Start with the rates alone.
 */
struct pace {
    size_t most_bytes, bytes_a_ms;
    size_t taken_bytes; /* of late, */
    int64_t at_ms;      /* counted down until then */
};

/** Whether less than most_bytes were taken of late: then more may be, once. */
bool pace_allows(struct pace *pace, int64_t now_ms);

void pace_take(struct pace *pace, size_t bytes);

#endif
