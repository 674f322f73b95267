/* A clock on the wall that is set while the program runs: by hand, or by the network. */

#include "support/day.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static long base_seconds; /* what is added to each */

static void set_clock_by(const char *seconds)
{
    char *path = test_path("set-by");
    struct str text = str_of("%ld", base_seconds + strtol(seconds, NULL, 10));
    struct str whole = str_of("%s.new", path); /* whoever looks never sees half of it */
    text_file_write(whole.bytes, str_text(&text));
    cr_assert_eq(rename(whole.bytes, path), 0);
    str_finish(&whole);
    str_finish(&text);
    free(path);
}

/* It is two in the afternoon at first, whatever it is: far from when the day is to begin. */
static void begin_in_the_afternoon(void)
{
    base_seconds = 14 * 3600 - (long)(time(NULL) % (24 * 3600));
}

/* From now on programs have a clock that goes, and that can be set. */
static void clock_can_be_set(void)
{
    char *preload = program_beside("set_clock.so"), *path = test_path("set-by");
    set_clock_by("0");
    program_env("SOURCE_DATE_EPOCH", NULL);
    program_env("ROUNDTABLE_CLOCK_SET_BY", path);
    program_env("LD_PRELOAD", preload);
    free(path);
    free(preload);
}

static void finish(void)
{
    program_env("LD_PRELOAD", NULL);
    folder_finish();
}

TestSuite(clocks, .fini = finish);

static struct typist *open_table(void)
{
    char *path = test_path("table.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "--by", "Ana", path));
    free(path);
    return t;
}

Test(clocks, a_stage_goes_on_as_before_when_the_clock_on_the_wall_is_set)
{
    static const struct {
        const char *by, *said;
    } rows[] = {
        {"-3600",
         "The laptop's clock was set back by an hour; the stage's clock goes on as"},
        {"0",
         "The laptop's clock was set forward by an hour; the stage's clock goes on as"},
        {"10800", "The laptop's clock was set forward by 3 hours;"},
        {"10770", "The laptop's clock was set back by 30 seconds;"},
        {"-89000", "The laptop's clock was set back by 27 h 43 min;"},
    };
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    day_write(NULL);
    begin_in_the_afternoon();
    clock_can_be_set();
    struct typist *t = open_table();
    typist_type(t, "]t");
    typist_wait_row(t, 0, "4:5");
    typist_type(t, "1");
    typist_wait_gone(t, "The clock runs");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        set_clock_by(rows[i].by);
        typist_wait(t, rows[i].said);
        typist_wait_row(t, 0, "4:");
        typist_type(t, "1");
        typist_wait_gone(t, "clock was set");
        typist_settle(t);
        cr_expect_not(typist_sees(t, "ahead") || typist_sees(t, "behind"));
    }
    typist_type(t, "t");
    typist_wait(t, "The clock: paused 4:");
    typist_type(t, "t");
    typist_wait_row(t, 0, "4:");
    typist_leave(t);
    t = open_table(); /* by the clock as it is set now */
    typist_wait_row(t, 0, "4:");
    typist_leave(t);
}

/* A minute more or less, a pause, and who comes back: by the wall as it is set now. */
Test(clocks, a_minute_more_is_one_when_the_clock_on_the_wall_was_set)
{
    static const char *const steps[] = {"-3600", "-30", "7200"};
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    for (size_t i = 0; i < LENGTH(steps); i++) {
        day_write(NULL);
        clock_can_be_set();
        struct typist *t = open_table();
        typist_type(t, "]t");
        typist_wait_row(t, 0, " 4:5");
        set_clock_by(steps[i]);
        typist_wait_wrapped(t, "The laptop's clock was set");
        typist_press(t, "+", " 5:5");
        typist_press(t, "-", " 4:5");
        typist_press(t, "t", "paused 4:");
        typist_press(t, "t", "The clock runs");
        typist_wait_row(t, 0, " 4:");
        typist_press(t, "+", " 5:");
        typist_leave(t);
        t = open_table();
        typist_wait_row(t, 0, " 5:");
        typist_leave(t);
        folder_finish();
    }
}

Test(clocks, several_steps_are_one_message)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    day_write(NULL);
    clock_can_be_set();
    struct typist *t = open_table();
    typist_type(t, "]t");
    typist_wait_row(t, 0, "4:5");
    typist_wait(t, "The clock runs");
    set_clock_by("3600");
    typist_wait_wrapped(t,
                        "set forward by an hour; the stage's clock goes on as before.");
    set_clock_by("10800");
    typist_wait_wrapped(t, "The laptop's clock was set forward by 3 hours;");
    cr_expect_not(typist_sees(t, "an hour"));
    cr_expect(typist_sees(t, "The clock runs"), "what was said before stays");
    set_clock_by("-1800");
    typist_wait_wrapped(t, "The laptop's clock was set back by 30 minutes;");
    cr_expect_not(typist_sees(t, "3 hours"));
    set_clock_by("0");
    typist_wait_wrapped(t, "The laptop's clock was set, and set back again;");
    typist_leave(t);
}

Test(clocks, another_laptop_sees_the_end_that_was_said)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    day_write(NULL);
    program_env("SOURCE_DATE_EPOCH", NULL);
    struct typist *right = open_table();
    clock_can_be_set();
    struct typist *t = open_table();
    typist_wait(right, "with Ana");
    typist_type(t, "]t");
    typist_wait_row(t, 0, "4:5");
    typist_wait_row(right, 0, "4:5");
    set_clock_by("-3600");
    typist_wait(t, "set back by an hour");
    typist_type(t, "u");
    typist_wait_gone(t, "set back by an hour");
    typist_wait_row(t, 0, "4:");
    typist_wait_row(right, 0, "4:");
    cr_expect_not(typist_sees(right, "set back"));
    typist_leave(t);
    typist_leave(right);
}

/* The wrong clock is set right: what a right laptop said becomes right here, too. */
Test(clocks, a_wrong_one_that_is_set_right_agrees_with_the_others)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    day_write(NULL);
    program_env("SOURCE_DATE_EPOCH", NULL);
    struct typist *right = open_table();
    clock_can_be_set();
    set_clock_by("-3600");
    struct typist *wrong = open_table();
    typist_wait(right, "with Ana");
    typist_type(right, "]t");
    typist_wait_row(wrong, 0, " 4:5"); /* never more than it was given */
    typist_type(wrong, "1");
    typist_wait_gone(wrong, "began");
    set_clock_by("0");
    typist_wait(wrong, "set forward by an hour; the stage's clock goes by it");
    typist_wait_row(wrong, 0, " 4:");
    typist_leave(wrong);
    typist_leave(right);
}

Test(clocks, what_is_said_after_it_was_set_back_stands_behind_what_was_said_before)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    day_write(NULL);
    clock_can_be_set();
    struct typist *t = open_table();
    typist_type(t, "2aBefore\r");
    typist_wait(t, "Added ‘Before’");
    set_clock_by("-7200");
    typist_type(t, "After\r");
    typist_wait(t, "Added ‘After’");
    typist_type(t, ESC);
    typist_wait_gone(t, "New note");
    typist_leave(t);
    char *path = test_path("table.json"), *log = OUTPUT_OF("log", path);
    const char *before = strstr(log, "‘Before’"), *after = strstr(log, "‘After’");
    cr_expect(before && after && before < after, "%s", log);
    free(log);
    free(path);
}

Test(clocks, one_that_is_beyond_the_years_of_a_file_is_held_to_them)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    day_write(NULL);
    clock_can_be_set();
    struct typist *t = open_table();
    set_clock_by("300000000000");
    typist_type(t, "2aLater\r");
    typist_wait(t, "Added ‘Later’");
    typist_leave_box(t);
    typist_wait(t, "Ana, 23:59");
    typist_leave(t);
}

Test(clocks, a_key_that_comes_as_the_time_to_wait_ends_is_heard)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    day_write(NULL);
    clock_can_be_set();
    program_env("ROUNDTABLE_LATE_KEYS", "1");
    struct typist *t = open_table();
    typist_type(t, "]t");
    typist_wait_row(t, 0, "4:5"); /* from now on it waits no longer than a second */
    for (int i = 0; i < 3; i++) {
        typist_wait(t, "1 Goals 1");
        typist_settle(t);
        typist_read(t, 1500);
        typist_type(t, "3");
        typist_wait(t, "▶ a adds");
        typist_type(t, "1");
        typist_wait(t, "▶Less sugar");
    }
    program_env("ROUNDTABLE_LATE_KEYS", NULL);
    typist_leave(t);
}
