/* When stages began, and what is told of it beside the times that clocks show. */

#include "base/hash.h"
#include "export/export.h"
#include "support/expect.h"
#include "support/table_of_day.h"

#include <criterion/criterion.h>
#include <string.h>

/* A day of which nobody said when it is to start. */
static struct day find(const struct table_of_day *t, int64_t now_ms)
{
    struct day day;
    struct day_times times = {
        .now_ms = now_ms, .midnight_ms = MIDNIGHT, .starts_ms = DAY_UNKNOWN};
    day_find(t->session, t->table, &times, &day);
    return day;
}

/* So that minutes that are told are those between the times beside them. */
Test(day_begun, is_as_late_as_its_times_say)
{
    struct table_of_day t = table_of_day();
    table_of_day_make(&t, (const struct move[]){{AT(9, 30) + 30000, "welcome", NULL},
                                                {AT(9, 31) + 45000, "overview",
                                                 NULL}, /* 3:45 early: 09:35 to 09:31 */
                                                {.at_ms = 0}});
    struct day day = find(&t, AT(9, 32));
    int64_t planned_ms = day_planned_ms(&day, day.stage_count),
            end_ms = day_expected_ms(&day, day.stage_count);
    cr_expect_eq(day_behind_minutes(&day),
                 (int)(end_ms / DAY_MINUTE_MS - planned_ms / DAY_MINUTE_MS));
    cr_expect_eq(day_behind_minutes(&day), -4);
    table_of_day_finish(&t);
}

Test(day_begun, of_less_than_a_minute_a_stage_began_whose_clock_was_started)
{
    struct table_of_day t = table_of_day();
    table_of_day_make(&t, (const struct move[]){
                              {AT(9, 30), "welcome", ""},
                              {AT(9, 30) + 2000, NULL, "2017-02-22T09:35:02.000Z"},
                              {AT(9, 30) + 24000, "overview", "2017-02-22T09:55:24.000Z"},
                              {AT(9, 30) + 26000, "break", "2017-02-22T09:45:26.000Z"},
                              {.at_ms = 0}});
    struct day day = find(&t, AT(9, 40));
    cr_expect(day_stage_is_begun(t.table, &day, 0));
    cr_expect_eq(day_stage_took(t.table, &day, 0), 0);
    cr_expect_eq(day_stage_ms(t.table, &day, 0), AT(9, 30));
    cr_expect_not(day_stage_is_begun(t.table, &day, 1), "its clock went on by itself");
    table_of_day_finish(&t);
}

/* On the screen and on the wall, also where no stage before it was begun. */
Test(day_begun, a_stage_that_was_left_at_once_was_passed_over)
{
    struct table_of_day t = table_of_day();
    struct str page = STR_EMPTY;
    table_of_day_make(&t, (const struct move[]){{AT(9, 30), "welcome", NULL},
                                                {AT(9, 30) + 2000, "overview", NULL},
                                                {.at_ms = 0}});
    struct day day = find(&t, AT(9, 31));
    cr_expect(day_stage_is_passed(t.table, &day, 0));
    cr_expect_not(day_stage_is_passed(t.table, &day, 1), "it is at hand");
    export_text(t.session, &(struct export_options){.day = true}, &page);
    const char *begun = strstr(page.bytes, "So far"),
               *passed = strstr(page.bytes, "Welcome");
    cr_assert(begun && passed, "%s", page.bytes);
    cr_expect_lt(begun, passed, "%s", page.bytes);
    cr_expect(strstr(passed, "passed over") &&
                  strstr(passed, "passed over") < strstr(passed, "Overview"),
              "%s", page.bytes);
    str_finish(&page);
    table_of_day_finish(&t);
}

/* It takes no time, be it of the form's or added: where nobody said when the day is to start, it
 * began with the first that was not passed, and what was added before is of its plan. */
Test(day_begun, a_stage_that_was_added_and_passed_makes_nothing_late)
{
    struct table_of_day t = table_of_day();
    table_of_day_make(&t,
                      (const struct move[]){{AT(9, 30), "welcome", NULL}, {.at_ms = 0}});
    struct day day = find(&t, AT(9, 30) + 2000);
    t.author.now_ms = AT(9, 30) + 2000;
    cr_assert(author_add_stage(&t.author, t.table, &day.stages[0], "Tea", 20, NULL));
    day = find(&t, AT(9, 30) + 4000);
    cr_expect_eq(day_behind_minutes(&day), 20, "it is still to come");
    const char *const passed[] = {day.stages[1].id, "overview"};
    for (size_t i = 0; i < 2; i++) {
        t.author.now_ms += 2000;
        cr_assert(
            author_set(&t.author, t.table, "stage", VALUE_OF_TEXT(passed[i]), NULL));
    }
    day = find(&t, t.author.now_ms + DAY_MINUTE_MS);
    cr_expect_str_eq(day.stage->id, "overview");
    cr_expect(day_stage_is_passed(t.table, &day, 1));
    cr_expect_eq(day_behind_minutes(&day), 0);
    struct day_cut cuts[DAY_CUTS];
    cr_expect_eq(day_cuts(&day, cuts), 0, "there is nothing to win back");
    cr_expect_eq(day_planned_ms(&day, 3), day_expected_ms(&day, 3));
    table_of_day_finish(&t);
}

/* What is added once the day was begun makes it late until it is passed, too. */
Test(day_begun, a_stage_that_was_added_behind_one_that_ran_is_late_until_it_is_passed)
{
    struct table_of_day t = table_of_day();
    table_of_day_make(&t,
                      (const struct move[]){{AT(9, 30), "welcome", NULL}, {.at_ms = 0}});
    struct day day = find(&t, AT(9, 34));
    t.author.now_ms = AT(9, 34);
    cr_assert(author_add_stage(&t.author, t.table, &day.stages[0], "Tea", 20, NULL));
    day = find(&t, AT(9, 34));
    cr_expect_eq(day_behind_minutes(&day), 20);
    const char *const passed[] = {day.stages[1].id, "overview"};
    for (size_t i = 0; i < 2; i++) {
        t.author.now_ms = AT(9, 35) + (int64_t)i * 2000;
        cr_assert(
            author_set(&t.author, t.table, "stage", VALUE_OF_TEXT(passed[i]), NULL));
    }
    day = find(&t, AT(9, 36));
    cr_expect_eq(day_behind_minutes(&day), 0);
    table_of_day_finish(&t);
}

/* Nobody went where the day was not: it began behind it. */
Test(day_begun, what_lies_before_the_stage_that_it_began_with_was_not_passed_over)
{
    struct table_of_day t = table_of_day();
    table_of_day_make(&t, (const struct move[]){{AT(9, 30), "map", NULL},
                                                {AT(9, 30) + 2000, "themes", NULL},
                                                {.at_ms = 0}});
    struct day day = find(&t, AT(9, 31));
    cr_expect_not(day_stage_is_passed(t.table, &day, 0));
    cr_expect(day_stage_is_passed(t.table, &day, 5));
    table_of_day_finish(&t);
}

/* As find(), where somebody said when the day was to begin, or had begun. */
static struct day find_said(const struct table_of_day *t, int64_t now_ms,
                            int64_t starts_ms)
{
    struct day day;
    struct day_times times = {.now_ms = now_ms,
                              .midnight_ms = MIDNIGHT,
                              .starts_ms = starts_ms,
                              .usual_ms = DAY_UNKNOWN};
    day_find(t->session, t->table, &times, &day);
    return day;
}

/* Whoever sat down at 10:34 says that the day began at 10:05: so did its first stage. */
Test(day_begun, began_with_its_first_stage_when_somebody_says_that_it_did)
{
    struct table_of_day t = table_of_day();
    struct str page = STR_EMPTY;
    table_of_day_make(&t, (const struct move[]){{AT(10, 34), "welcome", ""},
                                                {AT(10, 34) + 2000, "overview", NULL},
                                                {.at_ms = 0}});
    t.author.now_ms = AT(10, 36);
    table_of_day_say(&t, "starts", "10:05");
    struct day day = find_said(&t, AT(10, 36), AT(10, 5));
    cr_expect_eq(day_stage_ms(t.table, &day, 0), AT(10, 5));
    cr_expect_eq(day_stage_took(t.table, &day, 0), -1, "nobody said when it ended");
    cr_expect_eq(day_stage_ms(t.table, &day, 1), AT(10, 34) + 2000);
    cr_expect_eq(day.begun_ms, AT(10, 5), "as D offers it when it is asked again");
    export_text(t.session, &(struct export_options){.day = true}, &page);
    cr_expect(strstr(page.bytes, "10:05  Welcome"), "%s", page.bytes);
    cr_expect_not(strstr(page.bytes, "29 min"), "%s", page.bytes);
    str_finish(&page);
    table_of_day_finish(&t);
}

/* It ended when somebody went on, and how long it had been is known with when it began. */
Test(day_begun,
     a_first_stage_that_people_stayed_at_took_as_long_as_is_said_of_its_beginning)
{
    struct table_of_day t = table_of_day();
    table_of_day_make(&t, (const struct move[]){{AT(10, 34), "welcome", NULL},
                                                {AT(10, 36), "overview", NULL},
                                                {.at_ms = 0}});
    t.author.now_ms = AT(10, 37);
    table_of_day_say(&t, "starts", "10:05");
    struct day day = find_said(&t, AT(10, 38), AT(10, 5));
    cr_expect_eq(day_stage_took(t.table, &day, 0), 31);
    table_of_day_finish(&t);
}

/* Goes to stages by chance, some of them only passed; returns what time it is by then. */
static int64_t go_about(struct table_of_day *t, struct dice *dice)
{
    static const int waits_s[] = {1, 40, 70, 600, 4000};
    int64_t now_ms = AT(7, 0) + (int64_t)(dice_roll(dice) % 600) * DAY_MINUTE_MS;
    for (size_t i = dice_roll(dice) % 6 + 1; i > 0; i--) {
        struct day day = find(t, now_ms);
        bool last = dice_roll(dice) % 4 == 0;
        size_t to = last ? day.stage_count - 1 : dice_roll(dice) % day.stage_count;
        t->author.now_ms = now_ms;
        table_of_day_say(t, "stage", day.stages[to].id);
        now_ms += waits_s[dice_roll(dice) % LENGTH(waits_s)] * 1000;
    }
    return now_ms;
}

/* Whatever was planned, and whenever somebody says that it began. */
Test(day_begun, would_end_now_and_what_is_left_of_it_to_come)
{
    for (uint64_t seed = 1; seed <= 400; seed++) {
        struct dice dice = {seed};
        struct table_of_day t = table_of_day();
        int64_t now_ms = go_about(&t, &dice);
        int hour = (int)(dice_roll(&dice) % 24), minute = (int)(dice_roll(&dice) % 60);
        struct str said = str_of("%02d:%02d", hour, minute);
        bool says = dice_roll(&dice) % 3;
        t.author.now_ms = now_ms;
        table_of_day_say(&t, "starts", says ? said.bytes : "");
        struct day day = find_said(&t, now_ms, says ? AT(hour, minute) : DAY_UNKNOWN);
        int64_t end_ms = day_expected_ms(&day, day.stage_count);
        int64_t left_ms = day.entered_ms + day.left_ms - now_ms;
        left_ms = left_ms > 0 ? left_ms : 0;
        for (size_t i = day.index + 1; i < day.stage_count; i++) {
            left_ms += stage_takes(&day.stages[i]) * DAY_MINUTE_MS;
        }
        cr_assert_leq(day.entered_ms, now_ms, "seed %llu", (unsigned long long)seed);
        cr_assert_eq(end_ms, now_ms + left_ms, "seed %llu: %lld minutes away",
                     (unsigned long long)seed,
                     (long long)(end_ms - now_ms - left_ms) / DAY_MINUTE_MS);
        str_finish(&said);
        table_of_day_finish(&t);
    }
}

Test(day_begun, of_a_first_stage_that_runs_its_beginning_is_said_later_too)
{
    struct table_of_day t = table_of_day();
    table_of_day_make(&t, (const struct move[]){{AT(9, 0), "welcome", ""}, /* tried */
                                                {AT(9, 0) + 2000, "overview", NULL},
                                                {AT(10, 8), "welcome", NULL},
                                                {.at_ms = 0}});
    t.author.now_ms = AT(10, 9);
    table_of_day_say(&t, "starts", "10:06");
    struct day day = find_said(&t, AT(10, 9), AT(10, 6));
    cr_expect_eq(day.entered_ms, AT(10, 6));
    cr_expect_eq(day_expected_ms(&day, 1), AT(10, 11));
    table_of_day_finish(&t);
}

/* What was planned before moves nothing that was; nor does a time at which it cannot have begun. */
Test(day_begun, a_plan_and_a_time_that_cannot_be_leave_the_first_stage_as_it_was)
{
    struct table_of_day planned = table_of_day(), wrong = table_of_day();
    const struct move moves[] = {
        {AT(10, 10), "welcome", NULL}, {AT(10, 15), "overview", NULL}, {.at_ms = 0}};
    table_of_day_say(&planned, "starts", "10:00");
    table_of_day_make(&planned, moves);
    table_of_day_make(&wrong, moves);
    wrong.author.now_ms = AT(10, 30);
    table_of_day_say(&wrong, "starts", "10:20");
    struct day day = find_said(&planned, AT(10, 30), AT(10, 0));
    cr_expect_eq(day_stage_ms(planned.table, &day, 0), AT(10, 10));
    day = find_said(&wrong, AT(10, 30), AT(10, 20));
    cr_expect_eq(day_stage_ms(wrong.table, &day, 0), AT(10, 10));
    table_of_day_finish(&planned);
    table_of_day_finish(&wrong);
}

/* One stage on, and what is to come is still told as it is likely, though that is hours ahead. */
Test(day_begun, what_is_to_come_is_as_likely_hours_from_the_plan_as_within_them)
{
    struct table_of_day t = table_of_day();
    struct str page = STR_EMPTY;
    t.author.now_ms = AT(9, 50);
    table_of_day_say(&t, "starts", "10:00");
    table_of_day_make(&t,
                      (const struct move[]){{AT(9, 55), "ideas", NULL}, {.at_ms = 0}});
    struct day day = find_said(&t, AT(9, 55), AT(10, 0));
    size_t next = day_next(&day);
    cr_expect_eq(day_stage_ms(t.table, &day, next), AT(10, 40));
    cr_expect_eq(day_stage_ms(t.table, &day, day.stage_count), AT(11, 10));
    cr_expect_eq(day_behind_minutes(&day), 0, "nobody says ‘4 h ahead’");
    cr_expect_not(day.too_late);
    day = find_said(&t, AT(18, 30), AT(10, 0));
    cr_expect_eq(day_behind_minutes(&day), 0, "nor ‘4 h behind’");
    cr_expect(day.too_late);
    day = find_said(&t, AT(9, 55), AT(10, 0));
    export_text(t.session, &(struct export_options){.day = true}, &page);
    cr_expect(strstr(page.bytes, "To come, 10:40 to 11:10"), "%s", page.bytes);
    str_finish(&page);
    table_of_day_finish(&t);
}
