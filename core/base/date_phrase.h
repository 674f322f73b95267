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

/** "2026", "26": that of this century; 0: none. */
int date_year_of(const char *word);

/** That day as "2026-12-01"; false, and iso untouched, if no year has it. */
bool date_put(int year, int month, int day, char iso[DATE_SIZE_BYTES]);

/** A day of the calendar, beside which its weekday may stand: "1 December", "the 3rd", "1.12.". */
bool date_of_calendar(const struct phrase *p, const char *today,
                      char iso[DATE_SIZE_BYTES]);

/** Takes words out of it; or puts one in, which shortens a phrase of the most words by its last. */
void phrase_drop(struct phrase *p, int from, int count);
void phrase_set(struct phrase *p, int at, const char *word);
void phrase_put_in(struct phrase *p, int at, const char *word);

/** Makes one way of writing of several: "31 st", "31 . 1 ." and "31jan"; of phrase_split(). */
void phrase_join(struct phrase *p);

/** "31 January next year" names that year, "the 3rd of next month" that month, "the 3rd of the
 *  month" no other than "the 3rd", and "last day of March" its end. */
void phrase_turn_relatives(struct phrase *p, const char *today);

/** Takes "at 10", "10am", "10 am" or "morning" out; false if there is none, or nothing
 *  beside it. */
bool phrase_drop_hour(struct phrase *p);

#endif
