#ifndef ROUNDTABLE_TESTS_SUPPORT_TABLE_OF_DAY_H
#define ROUNDTABLE_TESTS_SUPPORT_TABLE_OF_DAY_H

#include "model/author.h"
#include "model/day.h"

/* The day of the seminar began at this instant, and another is a time of that day. */
#define MIDNIGHT INT64_C(1487721600000) /* 2017-02-22 */
#define AT(h, m) (MIDNIGHT + ((h)*60 + (m)) * DAY_MINUTE_MS)

enum { MOST_MOVES = 5 };

/* What somebody said when: a stage, or what its clock shows; "" unsets it. */
struct move {
    int64_t at_ms;
    const char *stage, *clock;
};

struct table_of_day {
    struct session *session;
    struct author author;
    const struct record *table;
};

/** A table of which nothing of its day was said yet; ends with table_of_day_finish(). */
struct table_of_day table_of_day(void);
void table_of_day_finish(struct table_of_day *t);

/** Sets a field of it; "" unsets it. */
void table_of_day_say(struct table_of_day *t, const char *field, const char *text);

/** Makes MOST_MOVES of them at most, to before the first at no time. */
void table_of_day_make(struct table_of_day *t, const struct move *moves);

#endif
