/* What wakes the screen: the words of the clock of a stage, when they change. */

#include "base/instant.h"
#include "model/day.h"
#include "screen/screen.h"
#include "support/expect.h"
#include "support/table_of_day.h"
#include "views/day_words.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

Test(day_words, wake_the_screen_when_those_of_the_clock_change_and_no_oftener)
{
    static const struct {
        int64_t left_ms;
        const char *words;
        enum day_clock clock;
        int patience_ms;
    } rows[] = {
        {12345, "0:13 left", DAY_CLOCK_RUNNING, 345},
        {12000, "0:12 left", DAY_CLOCK_RUNNING, 1000},
        {45 * DAY_MINUTE_MS, "45:00 left", DAY_CLOCK_RUNNING, 1000},
        {1, "0:01 left", DAY_CLOCK_RUNNING, 1},
        {0, "time is up", DAY_CLOCK_RUNNING, 60000},
        {-59999, "time is up", DAY_CLOCK_RUNNING, 1},
        {-60000, "time is up · 1 min over", DAY_CLOCK_RUNNING, 60000},
        {-61000, "time is up · 1 min over", DAY_CLOCK_RUNNING, 59000},
        {-61 * DAY_MINUTE_MS, "time is up · 61 min over", DAY_CLOCK_RUNNING, -1},
        {754000, "paused 12:34", DAY_CLOCK_PAUSED, -1},
        {45 * DAY_MINUTE_MS, "", DAY_CLOCK_OFF, -1},
    };
    screen_start(THEME_MONO, true);
    unsetenv("SOURCE_DATE_EPOCH");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct day day = {.clock = rows[i].clock, .left_ms = rows[i].left_ms};
        struct str words = STR_EMPTY;
        day_say_clock(&day, &words);
        cr_expect_str_eq(str_text(&words), rows[i].words);
        cr_expect_eq(day_patience_ms(&day, false), rows[i].patience_ms, "%s: %d",
                     rows[i].words, day_patience_ms(&day, false));
        str_finish(&words);
    }
    struct day over = {.clock = DAY_CLOCK_RUNNING, .left_ms = -59400};
    cr_expect_eq(day_patience_ms(&over, true), 600, "in large digits the seconds go on");
    over.left_ms = -61 * DAY_MINUTE_MS;
    cr_expect_eq(day_patience_ms(&over, true), -1);
}

Test(day_words, a_clock_that_stands_still_never_changes)
{
    setenv("SOURCE_DATE_EPOCH", "1487764800", 1);
    struct day still = {.clock = DAY_CLOCK_RUNNING, .left_ms = 12345};
    cr_expect_eq(day_patience_ms(&still, true), -1);
}

/* Of a clock that had so much left when somebody set it. */
static void expect_quietly(int64_t left_ms, int64_t had_ms, int left, int patience_ms)
{
    struct day day = {.clock = DAY_CLOCK_RUNNING, .left_ms = left_ms, .had_ms = had_ms};
    cr_expect_eq(day_left_quietly(&day), left, "%lld of %lld", (long long)left_ms,
                 (long long)had_ms);
    cr_expect_eq(day_patience_quietly_ms(&day), patience_ms, "%lld of %lld",
                 (long long)left_ms, (long long)had_ms);
}

Test(day_words, of_a_quiet_clock_change_at_five_one_and_no_minutes_left_only)
{
    static const struct {
        int64_t left_ms;
        const char *words;
        int left, patience_ms;
    } rows[] = {
        {45 * DAY_MINUTE_MS, "until ", 6, 40 * 60000},
        {5 * DAY_MINUTE_MS + 1, "until ", 6, 1},
        {5 * DAY_MINUTE_MS, "5 minutes left", 5, 4 * 60000},
        {2 * DAY_MINUTE_MS, "5 minutes left", 5, 60000},
        {DAY_MINUTE_MS, "1 minute left", 1, 60000},
        {1, "1 minute left", 1, 1},
        {0, "time is up", 0, -1},
        {-30 * DAY_MINUTE_MS, "time is up", 0, -1},
    };
    screen_start(THEME_MONO, true);
    unsetenv("SOURCE_DATE_EPOCH");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct day day = {.clock = DAY_CLOCK_RUNNING, .left_ms = rows[i].left_ms};
        struct str words = STR_EMPTY;
        day_say_clock_quietly(&day, &words);
        cr_expect(strncmp(str_text(&words), rows[i].words, strlen(rows[i].words)) == 0,
                  "%s", str_text(&words));
        cr_expect_eq(day_left_quietly(&day), rows[i].left);
        cr_expect_eq(day_patience_quietly_ms(&day), rows[i].patience_ms, "%s: %d",
                     rows[i].words, day_patience_quietly_ms(&day));
        str_finish(&words);
    }
    expect_quietly(4 * DAY_MINUTE_MS, 4 * DAY_MINUTE_MS, 6, 3 * 60000);
    expect_quietly(2 * DAY_MINUTE_MS, 4 * DAY_MINUTE_MS, 6, 60000);
    expect_quietly(DAY_MINUTE_MS, 4 * DAY_MINUTE_MS, 1, 60000);
    expect_quietly(4 * DAY_MINUTE_MS, 9 * DAY_MINUTE_MS, 5, 3 * 60000);
    expect_quietly(20000, 30000, 6, 20000);
    expect_quietly(-1, 30000, 0, -1);
    struct day paused = {.clock = DAY_CLOCK_PAUSED, .left_ms = 754000};
    struct str words = STR_EMPTY;
    day_say_clock_quietly(&paused, &words);
    cr_expect_str_eq(words.bytes, "paused 12:34");
    cr_expect_eq(day_patience_quietly_ms(&paused), -1);
    str_finish(&words);
}

/* It lies within what was planned for the stage at hand. */
Test(day_words, of_a_stage_that_was_added_during_the_day_tell_no_planned_time)
{
    struct table_of_day t = table_of_day();
    struct str note = STR_EMPTY, next = STR_EMPTY;
    table_of_day_make(
        &t, (const struct move[]){{AT(10, 49), "understanding", NULL}, {.at_ms = 0}});
    t.author.now_ms = AT(10, 50);
    const struct agenda *agenda = table_agenda(t.session, t.table);
    cr_assert(author_add_stage(&t.author, t.table, agenda_stage(agenda, "understanding"),
                               "Energiser", 10, NULL));
    struct day day;
    struct day_times times = {.now_ms = AT(10, 51),
                              .midnight_ms = MIDNIGHT,
                              .starts_ms = AT(10, 0),
                              .usual_ms = DAY_UNKNOWN};
    screen_start(THEME_MONO, true);
    day_find(t.session, t.table, &times, &day);
    day_say_note(t.table, &day, day.index + 1, &note);
    day_say_note(t.table, &day, day.index + 2, &next);
    cr_expect_str_eq(str_text(&note), "added");
    cr_expect_str_eq(str_text(&next), "planned 12:00");
    str_finish(&note);
    str_finish(&next);
    table_of_day_finish(&t);
}

/* A close without minutes was planned for 15:00, and is reached when it is. */
Test(day_words, tell_the_end_that_is_planned_of_no_day_that_has_begun)
{
    struct table_of_day t = table_of_day();
    struct str end = STR_EMPTY, note = STR_EMPTY;
    struct day day;
    struct day_times times = {.now_ms = AT(14, 7),
                              .midnight_ms = MIDNIGHT,
                              .starts_ms = AT(10, 20),
                              .usual_ms = AT(10, 0)};
    screen_start(THEME_MONO, true);
    day_find(t.session, t.table, &times, &day);
    day_say_whole(&day, &end);
    cr_expect_str_eq(str_text(&end), "The day is planned to end 15:20");
    str_clear(&end);
    table_of_day_make(&t,
                      (const struct move[]){{AT(14, 7), "close", NULL}, {.at_ms = 0}});
    day_find(t.session, t.table, &times, &day);
    day_say_whole(&day, &end);
    day_say_note(t.table, &day, day.index, &note);
    cr_expect_str_eq(str_text(&end), "The day is at its end");
    cr_expect_str_eq(str_text(&note), "now");
    str_finish(&end);
    str_finish(&note);
    table_of_day_finish(&t);
}
