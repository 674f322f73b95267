#ifndef ROUNDTABLE_MODEL_DAY_H
#define ROUNDTABLE_MODEL_DAY_H

#include "model/agenda.h"

/**
 * Where a table is in its day: the stage, the stage's clock, and how the day stands
 * against its plan. Nothing of it is kept but the fields of the table that people set:
 *
 *     stage   the id of a stage of its template
 *     clock   while it runs the instant at which time is up, while it is paused the
 *             whole seconds left; unset: there is none
 *     starts  the local time at which the day's first stage is to start, "11:45"
 *
 * Where nobody said when the day is to start, it does when its template says, so that its
 * plan is the agenda that was printed; unless it began DAY_USUAL_MS or more away from that,
 * or the template says nothing: then it started when its first stage was entered.
 *
 * The plan ends when it did as the day was begun, whatever stages take by now: what they take
 * less wins back what the day is late, or makes it early, and what they take more makes it
 * late. A stage to come is planned for when it has to start for that. Only a change of the
 * stages, or of when the day is to start, moves what is planned; going on and back does not,
 * and a change that is taken back gives the day back as it was. What is changed while nothing
 * is begun changes the plan itself, as does what is while stages were only passed.
 *
 * Who says when the day began, once it is begun, says when its first stage was. Where it is
 * not, that begins it with its first stage, unless the time is still to come, or so far back
 * that it may be another day's.
 *
 * All of it is advice. Clocks of laptops may be wrong and files old, so that what is too
 * far from now to be true (DAY_MOST_MS) is taken as not said at all. Of a clock that runs
 * no more is ever left than it was given when somebody said until when, or than it had
 * when it was first known here.
 */

#define DAY_UNKNOWN INT64_MIN
#define DAY_MINUTE_MS INT64_C(60000)
#define DAY_USUAL_MS (15 * DAY_MINUTE_MS)
#define DAY_MOST_MS (INT64_C(3) * 3600 * 1000)

/** What the caller knows of the time, since core has no clock and no time zone. */
struct day_times {
    int64_t now_ms;
    int64_t midnight_ms; /* when the day of now began, in the time of the place */
    int64_t starts_ms;   /* when its first stage is planned to start, or DAY_UNKNOWN */
    int64_t usual_ms;    /* when it would start by its template, or DAY_UNKNOWN */

    /* Of a clock on the wall that was set while somebody looked on: how far, forward,
     * since the end of the stage's clock was known, which was then, by what the clock
     * showed; and since the day was known to have begun. Zeroes if it was not. */
    int64_t set_by_ms, known_ms, begun_set_by_ms;

    bool looked_back; /* at a day of which nobody here has the clock: it is off */
};

enum day_clock { DAY_CLOCK_OFF, DAY_CLOCK_RUNNING, DAY_CLOCK_PAUSED };

struct day {
    const struct template *form;
    struct day_times times;     /* by which it was found */
    const struct stage *stages; /* as the table has them: agenda.h */
    size_t stage_count;
    const struct stage *stage; /* NULL: the day has not begun */
    size_t index;              /* of the stage */
    int64_t entered_ms;        /* when, at the latest now; or DAY_UNKNOWN */
    enum day_clock clock;
    bool agrees;     /* its end is by another clock, that ours was set to agree with */
    int64_t left_ms; /* on the clock, negative: over; off: the minutes of the stage, or 0
                        where they are used up */
    int64_t had_ms;  /* while it runs, what it had left when its end was first known here;
                       0: that is unknown */
    const struct edit *beginning; /* which entered the first stage, where somebody said
                                     later that the day had begun at times.starts_ms */
    bool begun_is_said;           /* somebody said when it began, once it was begun */
    int64_t
        begun_ms; /* when it began, as that was said, else as its stages were entered; or
                           DAY_UNKNOWN */
    int64_t planned_ms; /* when the first stage was to start, or DAY_UNKNOWN */
    size_t
        planned_from; /* before this stage the day has no plan: where nobody said when it
                            is to start, it began with this one */
    const struct edit
        *planned_by; /* which entered that one then: what was changed before is
                                      of the plan; NULL: that is of when somebody said */
    int64_t ends_ms; /* when the stage is likely to end, at the soonest now, whatever was
                            planned; or DAY_UNKNOWN: it was not entered today */
    int64_t behind_ms;   /* how much later than planned; negative: earlier; 0: no plan, or
                          DAY_MOST_MS and more away from it */
    bool too_late;       /* it is so much later than planned */
    int shorter_minutes; /* that the stages take less in all than when the day was begun;
                            negative: more */
};

/** Reads the seconds that a paused clock has left: at most six digits; else false. */
bool clock_seconds(const char *text, int64_t *seconds);

/** When a time of the day of now is: one that is 18 hours ahead and more was the evening before,
 *  of a day that goes on past midnight. DAY_UNKNOWN stays that. */
int64_t day_time_ms(int64_t at_ms, int64_t now_ms);

/** Fills in all of out, its texts borrowed from the table's template. */
void day_find(const struct session *session, const struct record *table,
              const struct day_times *times, struct day *out);

/** Whether the day is under way: its stage was entered less than half a day ago. A file
 *  that is opened later is looked at, not worked through. */
bool day_is_under_way(const struct day *day, int64_t now_ms);

/** Whether it came to its last stage, and no time is planned for that: nothing is late any more. */
bool day_is_over(const struct day *day);

/** Whether a table says anything of its day at all: else there is no need to look. */
bool day_is_told(const struct record *table);

/** When a stage is to start for the day to end as planned, or DAY_UNKNOWN: where the day started
 *  with the stage that was entered first, nothing was planned before that. */
int64_t day_planned_ms(const struct day *day, size_t stage);

/** When it was planned to start as the day was begun, whatever was changed since: by stages that
 *  take less a day that is late is in time again behind them, and not before. */
int64_t day_first_planned_ms(const struct record *table, const struct day *day,
                             size_t stage);

/**
 * When a stage is, wherever that is told: one that was begun when it was, which is when it was
 * first entered today and not left again at once, or its clock was started; one to come when it
 * is likely to start; else as planned. DAY_UNKNOWN: nobody can tell. The index behind the last
 * stage asks for the end of the day.
 *
 * @table  whose day it is
 */
int64_t day_stage_ms(const struct record *table, const struct day *day, size_t stage);

/** Whether a stage is over or under way, and was begun. */
bool day_stage_is_begun(const struct record *table, const struct day *day, size_t stage);

/** Whether the day went on without it, though it or a stage before it was entered, if only for
 *  a moment, or before it was planned to start. */
bool day_stage_is_passed(const struct record *table, const struct day *day, size_t stage);

/** The minutes that a stage took which was begun and is over; -1 of any other, and where nobody
 *  knows when it ended: somebody said later when it had begun, and it was left at once. */
int day_stage_took(const struct record *table, const struct day *day, size_t stage);

/** When a stage after the present one is likely to start, or DAY_UNKNOWN: now, and what is left
 *  of the stages before it. The index behind the last stage asks for the end of the day. */
int64_t day_expected_ms(const struct day *day, size_t stage);

/** Whole minutes that the day is late (negative: early), as many as lie between the times that
 *  clocks show for it; 0 if that is less than a minute, or without a plan. */
int day_behind_minutes(const struct day *day);

/** The stage that comes after the present one, or begins the day, and the one before it, but
 *  for those that are skipped; stage_count if there is none. */
size_t day_next(const struct day *day);

/** The first that is not skipped, or stage_count. */
size_t day_first(const struct day *day);
size_t day_previous(const struct day *day);

/** A stage to come, and by how many minutes it would be shorter. */
struct day_cut {
    size_t index;
    int minutes;
};

enum { DAY_CUTS = 2 };

/**
 * Where a day that is late could win it back: that stage to come which has the most to give,
 * and lunch, which anybody in the room can agree to; or, if that is the first or has passed, the
 * stage with the next most. One gives no more than half of its minutes, since it would not be
 * worth beginning, nor more than the day is late; one of less than ten minutes gives none.
 * Returns how many there are.
 */
size_t day_cuts(const struct day *day, struct day_cut cuts[DAY_CUTS]);

/**
 * What the clock said when the present stage was entered from that other one a moment
 * ago, to go on with if it was entered by mistake; NULL if there is none. Whoever
 * enters a stage sets "stage" and, by the edit after it, "clock".
 */
const struct version *day_clock_left(const struct record *table, const char *stage,
                                     int64_t now_ms);

/**
 * The value of "clock" while it is to run, or is paused, with so much left (at least nothing).
 *
 * @said_ms, @now_ms  the time of the edit that says so, and by the clock on the wall: this is
 *                    the earlier where that was set back. It runs until an instant by the
 *                    edit's time, as every other, so that anybody can tell what it was given;
 *                    but where that was set back by more than is left, by the wall.
 * @text              holds INSTANT_SIZE_BYTES and is borrowed.
 */
struct value day_clock_running(int64_t left_ms, int64_t said_ms, int64_t now_ms,
                               char *text);
struct value day_clock_paused(int64_t left_ms, char *text);

#endif
