/* When stages began, and what is told of it beside the times that clocks show. */

#include "export/export.h"
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
