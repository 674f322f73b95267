#ifndef ROUNDTABLE_BASE_INSTANT_H
#define ROUNDTABLE_BASE_INSTANT_H

#include <stdbool.h>
#include <stdint.h>

/**
 * Points in time as milliseconds since 1970-01-01T00:00:00Z, and as text.
 * Years 0000 to 9999; no leap seconds.
 */

enum { INSTANT_SIZE_BYTES = 25, DATE_SIZE_BYTES = 11 };

/** The same, held to these years. */
int64_t instant_hold(int64_t at_ms);

/** "2017-02-22T12:14:03.512Z", as in an edit. Out of range is held to the range. */
void instant_write(int64_t at_ms, char out[INSTANT_SIZE_BYTES]);

/**
 * Reads what instant_write() writes, the fraction being optional; false for
 * anything else, with *at_ms untouched.
 */
bool instant_read(const char *text, int64_t *at_ms);

/** Reads a calendar date "2017-02-22" as its midnight, UTC; false if it is none. */
bool date_read(const char *text, int64_t *at_ms);

/** Reads a time of day, "9:05" or "11:45" (or "11.45"), as minutes since midnight; false
 *  if it is none. */
bool time_of_day_read(const char *text, int *minutes);

/** "22 February 2017" into words, which holds at least 32 bytes; false if no date. */
bool date_in_words(const char *text, char words[32]);

#endif
