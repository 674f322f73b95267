/* When the day began, said before anything of it was begun, or past midnight. */

#include "support/day.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/table_of_day.h"

#include <criterion/criterion.h>

TestSuite(day_said, .init = enter_folder);

/* The day of a table that began then, of which it is now another time. */
static struct typist *open_day(const char *starts, int hour, int minute)
{
    day_write(starts);
    struct typist *t = day_open(24, 80, hour, minute);
    typist_press(t, "D", "+ More");
    return t;
}

static void leave(struct typist *t)
{
    typist_press(t, ESC, "q Leave");
    typist_leave(t);
}

static void say(struct typist *t, const char *time, const char *answer)
{
    struct str keys = str_of("\x15%s\r", time);
    typist_press(t, "b", "The day began at: ");
    typist_type(t, keys.bytes);
    typist_wait_wrapped(t, answer);
    str_finish(&keys);
}

/* Else the time was gone once the first stage was gone to, and nobody said so. */
Test(day_said, a_day_that_was_not_begun_began_with_its_first_stage_then)
{
    struct typist *t = open_day(NULL, 10, 30);
    say(t, "10.20",
        "The day began at 10:20: ‘Welcome’ is under way, and all times go by that.");
    typist_wait(t, "▶ 10:20 Welcome");
    typist_wait(t, "now, to 10:30");
    typist_press(t, "u", "Undid: said that the day began at 10:20");
    typist_wait(t, "▶ 10:30 Welcome");
    typist_press(t, "\x19", "Redid: said that the day began at 10:20");
    typist_wait(t, "▶ 10:20 Welcome");
    typist_press(t, ESC, "Leeds · table 4 · Welcome");
    typist_press(t, "]", "Overview · 25 minutes");
    typist_press(t, "D", "  10:20 Welcome");
    typist_press(t, "b", "The day began at: 10:20");
    typist_press(t, ESC, "Nothing was changed.");
    typist_press(t, "u", "Undid: said that the day began at 10:20");
    typist_wait(t, "now, to"); /* the day does not go back */
    leave(t);
}

/* What is still to come, or hours back, as of an evening before, is planned. */
Test(day_said, a_time_to_come_or_of_another_day_plans_it)
{
    struct typist *t = open_day(NULL, 20, 0);
    say(t, "20:04", "The day is planned from 20:04 on: all times go by that.");
    say(t, "10:00", "The day is planned from 10:00 on: all times go by that.");
    typist_press(t, "u", "Undid: planned the day from 10:00 on");
    cr_expect_not(typist_sees(t, "now, to"));
    leave(t);
}

/* The same time may be planned first and be true later. */
Test(day_said, what_was_planned_is_said_anew)
{
    struct typist *t = open_day("10:20", 10, 30);
    typist_press(t, "\r", "Leeds · table 4 · Welcome");
    typist_press(t, "D", "▶ 10:30 Welcome");
    say(t, "10:20", "The day began at 10:20: all times go by that.");
    typist_wait(t, "▶ 10:20 Welcome");
    typist_press(t, "u", "Undid: said that the day began at 10:20");
    typist_wait(t, "▶ 10:30 Welcome");
    typist_press(t, "\x19", "Redid: said that the day began at 10:20");
    typist_wait(t, "▶ 10:20 Welcome");
    leave(t);
}

/* Who looked at the next stage for a moment has not begun the first anew. */
Test(day_said, the_first_stage_that_one_comes_back_to_keeps_its_time_and_its_end)
{
    struct typist *t = open_day(NULL, 10, 30);
    say(t, "10.20",
        "The day began at 10:20: ‘Welcome’ is under way, and all times go by that.");
    typist_press(t, ESC, "Leeds · table 4 · Welcome");
    typist_press(t, "]", "Overview · 25 minutes");
    typist_press(t, "[", "Leeds · table 4 · Welcome");
    typist_press(t, "D", "▶ 10:20 Welcome");
    typist_wait(t, "now, to 10:30");
    leave(t);
}

/* A file that is opened again another day. */
Test(day_said, a_stage_of_another_day_is_not_under_way_today)
{
    struct typist *t = open_day(NULL, 10, 30);
    typist_press(t, "\r", "Leeds · table 4 · Welcome");
    typist_press(t, "]", "Overview · 25 minutes");
    typist_leave(t);
    t = day_open(24, 80, 10 + 24 * 7, 30);
    typist_press(t, "D", "+ More");
    say(t, "10:25",
        "The day began at 10:25: ‘Welcome’ is under way, and all times go by that.");
    typist_wait(t, "  10:25 Welcome");
    typist_wait(t, "now, to 10:30");
    leave(t);
}

Test(day_said, a_day_that_goes_on_past_midnight_began_the_evening_before)
{
    struct table_of_day t = table_of_day();
    struct day day;
    struct day_times times = {.now_ms = AT(24, 10),
                              .midnight_ms = AT(24, 0),
                              .starts_ms = AT(24 + 23, 45),
                              .usual_ms = DAY_UNKNOWN};
    table_of_day_make(&t,
                      (const struct move[]){{AT(23, 55), "welcome", NULL}, {.at_ms = 0}});
    t.author.now_ms = AT(24, 10);
    table_of_day_say(&t, "starts", "23:45");
    day_find(t.session, t.table, &times, &day);
    cr_expect_eq(day_stage_ms(t.table, &day, 0), AT(23, 45));
    cr_expect_eq(day_planned_ms(&day, 1), AT(23, 50));
    cr_expect_eq(day_behind_minutes(&day), 20);
    table_of_day_finish(&t);
}

/* What an undo gives back was said when it was said at first. */
Test(day_said, a_plan_that_undo_gives_back_is_a_plan)
{
    struct table_of_day t = table_of_day();
    struct day day;
    struct str said = STR_EMPTY;
    struct day_times times = {.now_ms = AT(10, 31),
                              .midnight_ms = MIDNIGHT,
                              .starts_ms = AT(10, 20),
                              .usual_ms = DAY_UNKNOWN};
    table_of_day_say(&t, "starts", "10:20");
    table_of_day_make(&t,
                      (const struct move[]){{AT(10, 25), "welcome", NULL}, {.at_ms = 0}});
    t.author.now_ms = AT(10, 30);
    table_of_day_say(&t, "starts", "10:15");
    t.author.now_ms = AT(10, 31);
    author_undo(&t.author, &said);
    day_find(t.session, t.table, &times, &day);
    cr_expect_str_eq(record_words(t.table, "starts"), "10:20");
    cr_expect_eq(day_stage_ms(t.table, &day, 0), AT(10, 25));
    cr_expect_not(day.begun_is_said);
    str_finish(&said);
    table_of_day_finish(&t);
}
