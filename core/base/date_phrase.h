#ifndef ROUNDTABLE_BASE_DATE_PHRASE_H
#define ROUNDTABLE_BASE_DATE_PHRASE_H

#include "base/instant.h"
#include "base/str.h"

#include <stdbool.h>

/** The words of a date, as they are written; for dates.c. */

enum { PHRASE_MOST_WORDS = 8, PHRASE_WORD_SIZE_BYTES = 16 };

/** In small letters, without what means nothing. */
struct phrase {
    char words[PHRASE_MOST_WORDS][PHRASE_WORD_SIZE_BYTES];
    int count;
};

/** Whether a word is in an array of words. */
#define IS_AMONG(word, list) text_among(word, list, sizeof(list) / sizeof *(list))

/** "By 01-Dec-2026." is "01", "dec", "2026"; "1.12." is one word. False if there is none,
 *  or more than any date has. */
bool phrase_split(const char *text, struct phrase *phrase);

enum { MONTHS_A_YEAR = 12, DAYS_A_WEEK = 7 };

/** "january" and so on; then NULL. */
extern const char *const date_months[];

/** "thursday" and so on, from that of 1970-01-01 on; of DAYS_A_WEEK. */
extern const char *const date_weekdays[];

/** Which month a word is, from 1; 0: none. */
int date_month_of(const char *word);

/** "first" to "twentieth", "thirtieth"; 0: none. */
int date_ordinal_of(const char *word);

/** Which of the weekdays a word is, or a day is on; -1: none. */
int date_weekday_of(const char *word);
int date_weekday_on(const char *iso);

/** "first Monday in December", "last Friday of May 2027": false, and nothing taken, if it is none.
 *  Without a year the next one. */
bool date_nth_weekday(const struct phrase *p, const char *today,
                      char iso[DATE_SIZE_BYTES]);

/** "1", "1.", "1st": up to 99; 0: no day of a month. */
int date_day_of(const char *word);

/** Takes words out of it. */
void phrase_drop(struct phrase *p, int from, int count);

/** Takes "at 10", "10am", "10 am" or "morning" out; false if there is none, or nothing
 *  beside it. */
bool phrase_drop_hour(struct phrase *p);

#endif
