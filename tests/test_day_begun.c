/* When stages began, and what is told of it beside the times that clocks show. */

#include "model/author.h"
#include "model/day.h"

#include <criterion/criterion.h>

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

static struct table_of_day begin(void)
{
    struct table_of_day t = {.session = session_new()};
    struct err err = ERR_NONE;
    author_init(&t.author, t.session, 1, NULL);
    t.author.now_ms = AT(9, 0);
    t.table = author_add_table(&t.author, NULL, NULL, "Manchester", NULL, "4", &err);
    cr_assert(t.table);
    return t;
}

static void finish(struct table_of_day *t)
{
    author_finish(&t->author);
    session_free(t->session);
}

static void say(struct table_of_day *t, const char *field, const char *text)
{
    struct err err = ERR_NONE;
    cr_assert(author_set(&t->author, t->table, field,
                         *text ? VALUE_OF_TEXT(text) : VALUE_NOTHING, &err));
}

static void make(struct table_of_day *t, const struct move *moves)
{
    for (size_t i = 0; i < MOST_MOVES && moves[i].at_ms; i++) {
        t->author.now_ms = moves[i].at_ms;
        if (moves[i].stage) {
            say(t, "stage", moves[i].stage);
        }
        if (moves[i].clock) {
            say(t, "clock", moves[i].clock);
        }
    }
}

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
    struct table_of_day t = begin();
    make(&t, (const struct move[]){
                 {AT(9, 30) + 30000, "welcome", NULL},
                 {AT(9, 31) + 45000, "overview", NULL}, /* 3:45 early: 09:35 to 09:31 */
                 {.at_ms = 0}});
    struct day day = find(&t, AT(9, 32));
    int64_t planned_ms = day_planned_ms(&day, day.stage_count),
            end_ms = day_expected_ms(&day, day.stage_count);
    cr_expect_eq(day_behind_minutes(&day),
                 (int)(end_ms / DAY_MINUTE_MS - planned_ms / DAY_MINUTE_MS));
    cr_expect_eq(day_behind_minutes(&day), -4);
    finish(&t);
}

Test(day_begun, of_less_than_a_minute_a_stage_began_whose_clock_was_started)
{
    struct table_of_day t = begin();
    make(&t, (const struct move[]){
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
    finish(&t);
}
