#ifndef ROUNDTABLE_VIEWS_DAY_WORDS_H
#define ROUNDTABLE_VIEWS_DAY_WORDS_H

#include "base/str.h"
#include "model/day.h"

#include <stdbool.h>
#include <stdint.h>

/**
 * The day of a table as it is now, by the clock and the time zone of the place, and in
 * words for the screen.
 */

/** What was known of a table's day, and since when: the clock on the wall may be set while
 *  one looks at it. Zero at first. */
struct day_known {
    const struct record *table;
    const struct edit *clock; /* that said when time is up */
    int64_t clock_ms;         /* what the clock on the wall showed when it was known, */
    int64_t set_by_ms;        /* and clock_set_by_ms() */
    bool begun;               /* the day is known to have, */
    int64_t begun_set_by_ms;  /* and clock_set_by_ms() when that was */
    int64_t told_set_by_ms;   /* when the person was told last, */
    int64_t told_by_ms;       /* and by how much it was set, as that was told */
    int told_left;            /* day_left_quietly(), as that was told */
};

/** Looks whether the end of the stage's clock is another than was known. */
void day_know(const struct record *table, struct day_known *known);

/** Where a table is in its day now.
 *
 *  @looked_back  nobody here has its clock */
void day_now(const struct session *session, const struct record *table,
             const struct day_known *known, bool looked_back, struct day *out);

/** Adds "set back by an hour", of a clock that was; "set, and set back again" where that is
 *  less than two seconds. */
void day_say_set(int64_t set_by_ms, struct str *out);

/** Whether the time of the stage is up. */
bool day_is_up(const struct day *day);

/** Adds what the clock says, "12:34 left", or nothing if it is off. */
void day_say_clock(const struct day *day, struct str *out);

/** The same in few columns. */
void day_say_clock_briefly(const struct day *day, struct str *out);

/** The same in no more than it needs: "12:34", "up", "+3 min", "paused". */
void day_say_clock_shortest(const struct day *day, struct str *out);

/** For ears: what changes four times in a stage, and in between stands still. */
void day_say_clock_quietly(const struct day *day, struct str *out);

/** The minutes that such a clock tells: 5, 1 or 0, from when it came by them until it comes
 *  by the next; else 6. Where the clock was set to fewer, they are left out. */
int day_left_quietly(const struct day *day);

/** Adds "45 minutes", or nothing if the stage has none. */
void day_say_minutes(const struct stage *stage, struct str *out);

/** Adds "11 minutes behind", or "ahead"; nothing if the day is in time or has no plan. */
void day_say_behind(const struct day *day, struct str *out);

/** Adds "11 minutes behind; Next steps would start 14:41", or nothing if the day is in
 *  time or has no plan. */
void day_say_plan(const struct day *day, struct str *out);

/** Adds "The day would end 15:00", now and after what is left of it; "The day is planned to end
 *  15:00" of one that has not begun; "The day is at its end" of one that is over; nothing if nobody
 *  knows. */
void day_say_end(const struct day *day, struct str *out);

/** Adds how the day stands and when it ends, "11 minutes behind; the day would end 15:11";
 *  nothing if it has no plan. */
void day_say_whole(const struct day *day, struct str *out);

/** Adds what a way to win time back does: "takes 10 minutes from ‘Lunch’". */
void day_say_cut(const struct day *day, const struct day_cut *cut, struct str *out);

/** "now, to 12:45", "planned 13:00", "took 12 min", "skipped": of a stage, as it stands. */
void day_say_note(const struct record *table, const struct day *day, size_t index,
                  struct str *out);

/** "3 Lunch, 45 minutes, 13:00, planned 12:45": by its number, all that is known of it. */
void day_say_stage(const struct record *table, const struct day *day, size_t index,
                   struct str *out);

/** How long until the words of the clock change; negative: they will not. With
 *  `seconds`, those of a time that is over are seen, too. */
int day_patience_ms(const struct day *day, bool seconds);

/** The same of a clock for ears. */
int day_patience_quietly_ms(const struct day *day);

/** What is longer over grows no more: nobody waits for its minutes. */
enum { DAY_MOST_OVER_S = 3600 };

#endif
