#ifndef ROUNDTABLE_BASE_DATES_H
#define ROUNDTABLE_BASE_DATES_H

#include "base/instant.h"
#include "base/str.h"

/**
 * Days as people write them, in English, the day before the month: "2026-12-01",
 * "1 December", "Dec 1st '26", "1.12.", "1/12/2026", "01-Dec-2026", "Mon 30/11", "the
 * 15th", "end of March", "today", "tomorrow", "Friday", "next Friday", "Friday week", "in
 * 10 days", "2 weeks", "in two weeks' time", "in a fortnight", "a week today", "in a year",
 * "31 January next year", "the 3rd of next month", "Friday next week", "w/c 12 January" for
 * the first day of that week; and as they are mistyped: "31 st of January", "31-1", "31jan".
 *
 * Without a year it is the next such day, today included; a weekday is the next such day
 * after today; a year of two figures is 20xx. "by", "until", "on", "the" and "of" may
 * stand where they would be said, and so may a point at the end. A weekday beside a day
 * of the calendar must be that of it. The hour, as in "Friday at 10", is not a part of
 * the day: whoever keeps the day alone says so (date_says_hour()).
 */

enum { DATE_WORDS_SIZE_BYTES = 40 };

/**
 * What day the words name, as "2026-12-01". False, with iso untouched, if they name none:
 * other words, or a day that no year has.
 *
 * @today  as "2026-11-22".
 */
bool date_understand(const char *words, const char *today, char iso[DATE_SIZE_BYTES]);

/** Adds why words that are nothing but a day of the calendar are none: "‘31 February’ is no day
 *  that there is.", "‘12 febuary’ is no day: did you mean February?", "‘tomorow’ …: did you
 *  mean tomorrow?". False, with nothing added, if they are a day, or name one that there is
 *  beside other words ("before 31 January"), or are other words such as "after Easter". */
bool date_doubt(const char *words, const char *today, struct str *why);

/** Whether words end in a day that was surely meant as one: behind a comma, or from a word on with
 *  which a day begins and no name: "Walter, Friday", "Walter by 1 December", "Walter in 2 weeks".
 *  *name_bytes: how much of them stands before it, *day: where it begins. */
bool date_behind_name(const char *words, const char *today, size_t *name_bytes,
                      const char **day);

/** Whether an hour stands beside other words: "Friday at 10", "1 Dec, 10am". */
bool date_says_hour(const char *words);

/** "Tuesday 1 December 2026"; false, with words untouched, if iso is no date. */
bool date_with_weekday(const char *iso, char words[DATE_WORDS_SIZE_BYTES]);

/** "1 Dec", or, more than half a year from today, "1 Dec 2027"; likewise. */
bool date_in_short(const char *iso, const char *today, char words[DATE_WORDS_SIZE_BYTES]);

#endif
