#ifndef ROUNDTABLE_SCREEN_CLOCK_H
#define ROUNDTABLE_SCREEN_CLOCK_H

#include "base/dates.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/** Milliseconds since 1970, UTC; stands still at SOURCE_DATE_EPOCH (seconds) if set. */
int64_t clock_now_ms(void);

/** The same for an edit: where the clock was set back meanwhile, no earlier than the last
 *  that this program was given. */
int64_t clock_edit_ms(void);

/** How far the clock was set while this program runs, by hand or by the network, forward
 *  or, negative, back: against one that nobody sets, which goes on in a laptop that
 *  sleeps. What it gains or loses by less than two seconds at a time is no setting. */
int64_t clock_set_by_ms(void);

/** The day that it is here, as "2017-02-22". */
void clock_today(char iso[DATE_SIZE_BYTES]);

/** Whether it does stand still, so that there is nothing to wait for. */
bool clock_stands_still(void);

/** When, on the day of an instant, a clock on the wall shows so many minutes since
 *  midnight. */
int64_t clock_day_ms(int64_t at_ms, int minutes);

/** How far the clocks of the place are ahead of UTC at an instant. */
int clock_zone_minutes(int64_t at_ms);

enum clock_words {
    CLOCK_SHORT, /* "12:14", or another day's "22.02.2017" */
    CLOCK_FULL,  /* "12:14", or another day's "22.02.2017 12:14" */
    CLOCK_DAY,   /* "22.02.2017", of a day that stands in UTC */
    CLOCK_HOUR,  /* "00:14", of a day's stages, the last of which may be past midnight */
};

/** Adds when something was, in the time of the place. */
void clock_say(int64_t at_ms, enum clock_words words, struct str *out);

/** Milliseconds of a clock that only goes forward, for measuring. */
int64_t clock_ticks_ms(void);

/** 64 random bits; with SOURCE_DATE_EPOCH set and ROUNDTABLE_SEED a number, that. */
uint64_t clock_seed(void);

#endif
