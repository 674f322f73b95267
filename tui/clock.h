#ifndef ROUNDTABLE_CLOCK_H
#define ROUNDTABLE_CLOCK_H

#include <stdint.h>

/** Milliseconds since 1970, UTC; stands still at SOURCE_DATE_EPOCH (seconds) if set. */
int64_t clock_now_ms(void);

/** Milliseconds of a clock that only goes forward, for measuring. */
int64_t clock_ticks_ms(void);

/** 64 random bits; with SOURCE_DATE_EPOCH set and ROUNDTABLE_SEED a number, that. */
uint64_t clock_seed(void);

#endif
