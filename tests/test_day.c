/* Where a table is in its day: its stage, its clock, and how late it is. */

#include "model/author.h"
#include "model/day.h"

#include "base/instant.h"
#include "support/expect.h"
#include "support/table_of_day.h"

#include <criterion/criterion.h>
#include <string.h>

#define NEVER DAY_UNKNOWN

static struct day_times times_of(int64_t now_ms, int64_t midnight_ms, int64_t starts_ms)
{
    return (struct day_times){
        .now_ms = now_ms, .midnight_ms = midnight_ms, .starts_ms = starts_ms};
}

static struct day find(const struct table_of_day *t, int64_t now_ms, int64_t starts_ms)
{
    struct day day;
    struct day_times times =
        times_of(now_ms, now_ms < AT(24, 0) ? MIDNIGHT : AT(24, 0), starts_ms);
    day_find(t->session, t->table, &times, &day);
    return day;
}

/* The agenda that was printed; it gives only the hour for challenges and feedback. */
Test(day, the_form_holds_the_agenda_of_the_seminar)
{
    static const struct {
        const char *title;
        int64_t at_ms;
        const char *grid;
    } agenda[] = {
        {"Welcome", AT(10, 0), ""},
        {"Overview", AT(10, 5), "opening"},
        {"Presentations and Q&A", AT(10, 30), "speakers"},
        {"Break", AT(11, 30), ""},
        {"Mapping the system", AT(11, 45), "understanding"},
        {"What are your challenges?", AT(12, 0), "map"},
        {"Feedback: emerging themes", AT(12, 45), "map"},
        {"Lunch", AT(13, 0), ""},
        {"Idea generation: responding to the challenges", AT(13, 45), "actions"},
        {"Feedback and next steps", AT(14, 30), "actions"},
        {"Close", AT(15, 0), ""}};
    enum { STAGES = LENGTH(agenda) };
    static const char *const forms[] = {"rsa", "rsa-deck"};
    for (size_t f = 0; f < 2; f++) {
        const struct template *form = template_builtin_of(forms[f]);
        struct day day = {.form = form,
                          .stages = form->stages,
                          .stage_count = form->stage_count,
                          .planned_ms = AT(10, 0)};
        cr_assert_eq(form->stage_count, STAGES);
        for (size_t i = 0; i < STAGES; i++) {
            cr_expect_str_eq(form->stages[i].title, agenda[i].title);
            cr_expect_str_eq(form->stages[i].grid, agenda[i].grid);
            cr_expect_eq(day_planned_ms(&day, i), agenda[i].at_ms, "%s", agenda[i].title);
            cr_expect(form->stages[i].prompt_count || i + 1 == STAGES);
        }
        cr_expect_str_eq(form->starts, "10:00");
        cr_expect_eq(day_planned_ms(&day, STAGES), AT(15, 0), "the close");
    }
}

Test(day, says_how_far_behind_or_ahead_it_is)
{
    static const struct {
        const char *what;
        struct move moves[MOST_MOVES];
        int64_t now_ms, starts_ms;
        int behind;
        int64_t next_ms; /* NEVER: there is no plan */
    } rows[] = {
        {"in time, the clock off",
         {{AT(12, 0), "map", NULL}},
         AT(12, 10),
         AT(10, 0),
         0,
         AT(12, 45)},
        {"in time, the clock running",
         {{AT(12, 0), "map", "2017-02-22T12:45:00.000Z"}},
         AT(12, 10),
         AT(10, 0),
         0,
         AT(12, 45)},
        {"begun eleven minutes late",
         {{AT(12, 11), "map", NULL}},
         AT(12, 12),
         AT(10, 0),
         11,
         AT(12, 56)},
        {"begun early",
         {{AT(11, 57), "map", NULL}},
         AT(12, 12),
         AT(10, 0),
         -3,
         AT(12, 42)},
        {"given two minutes more",
         {{AT(12, 0), "map", "2017-02-22T12:47:00.000Z"}},
         AT(12, 10),
         AT(10, 0),
         2,
         AT(12, 47)},
        {"paused with ten minutes left",
         {{AT(12, 0), "map", "600"}},
         AT(12, 50),
         AT(10, 0),
         15,
         AT(13, 0)},
        {"over, and the clock says so",
         {{AT(12, 0), "map", "2017-02-22T12:45:00.000Z"}},
         AT(12, 52),
         AT(10, 0),
         7,
         AT(12, 52)},
        {"over without a clock",
         {{AT(12, 0), "map", NULL}},
         AT(12, 52),
         AT(10, 0),
         7,
         AT(12, 52)},
        {"within a minute",
         {{AT(12, 0) + 59000, "map", NULL}},
         AT(12, 10),
         AT(10, 0),
         0,
         AT(12, 45) + 59000},
        {"no plan: the first stage that was entered is in time",
         {{AT(9, 30), "map", NULL}},
         AT(9, 40),
         NEVER,
         0,
         AT(10, 15)},
        {"no plan: late against the first stage",
         {{AT(9, 30), "welcome", NULL}, {AT(9, 45), "overview", NULL}},
         AT(9, 50),
         NEVER,
         10,
         AT(10, 10)},
        {"no plan: stages that were only passed do not count",
         {{AT(9, 30), "welcome", NULL},
          {AT(9, 30) + 2000, "understanding", NULL},
          {AT(9, 30) + 4000, "map", NULL}},
         AT(9, 40),
         NEVER,
         0,
         AT(10, 15) + 4000},
        {"no plan: back before the stage that the day began with",
         {{AT(9, 30), "ideas", NULL}, {AT(9, 40), "map", NULL}},
         AT(9, 50),
         NEVER,
         0,
         AT(10, 25)},
        {"entered yesterday",
         {{AT(-9, 0), "map", NULL}},
         AT(12, 10),
         AT(10, 0),
         0,
         NEVER},
        {"begun yesterday, gone on with today",
         {{AT(-9, 0), "welcome", NULL}, {AT(12, 0), "map", NULL}},
         AT(12, 10),
         NEVER,
         0,
         AT(12, 45)},
        {"by a clock that is days ahead",
         {{AT(300, 0), "map", NULL}},
         AT(12, 10),
         AT(10, 0),
         0,
         NEVER},
        {"by a clock that is a little ahead",
         {{AT(12, 14), "map", NULL}},
         AT(12, 10),
         AT(10, 0),
         10,
         AT(12, 55)},
        {"hours after the plan, as when the program is tried at night",
         {{AT(21, 0), "map", NULL}},
         AT(21, 1),
         AT(10, 0),
         0,
         AT(21, 45)},
        {"hours before the plan",
         {{AT(7, 0), "map", NULL}},
         AT(7, 1),
         AT(10, 0),
         0,
         AT(7, 45)},
        {"a stage that the template lacks",
         {{AT(12, 0), "tea", NULL}},
         AT(12, 10),
         AT(10, 0),
         0,
         NEVER},
        {"no stage yet", {{0, NULL, NULL}}, AT(12, 10), AT(10, 0), 0, NEVER},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct table_of_day t = table_of_day();
        table_of_day_make(&t, rows[i].moves);
        struct day day = find(&t, rows[i].now_ms, rows[i].starts_ms);
        cr_expect_eq(day_behind_minutes(&day), rows[i].behind, "%s: %d minutes behind",
                     rows[i].what, day_behind_minutes(&day));
        cr_expect_eq(day_expected_ms(&day, day.index + 1), rows[i].next_ms,
                     "%s: next at %lld minutes", rows[i].what,
                     (long long)(day_expected_ms(&day, day.index + 1) - MIDNIGHT) /
                         DAY_MINUTE_MS);
        table_of_day_finish(&t);
    }
}

static bool begins_with(const char *text, const char *head)
{
    return strncmp(text, head, strlen(head)) == 0 && text[strlen(head)] == ':';
}

/* So that they are found when that column is selected. */
Test(day, asks_about_challenges_by_the_names_that_the_form_has)
{
    for (size_t f = 0; template_builtin(f); f++) {
        const struct template *form = template_builtin(f);
        const struct stage *stage = template_stage(form, "map");
        const struct grid *grid = &form->grids[0];
        for (size_t i = 0; i <= grid->column_count; i++) {
            const struct column *column = i ? &grid->columns[i - 1] : &grid->goals;
            bool asked = false;
            for (size_t p = 0; p < stage->prompt_count; p++) {
                asked = asked || begins_with(stage->prompts[p], column->short_title);
            }
            cr_expect(asked, "%s of %s", column->short_title, form->id);
        }
    }
}

/* As long as nobody says when the day starts, its template does; but a day that began at
 * another time is another day than that, and is planned by itself. */
Test(day, of_a_printed_agenda_is_planned_as_that_was_printed)
{
    static const struct {
        const char *what;
        struct move moves[MOST_MOVES];
        int64_t starts_ms, planned_ms; /* the welcome */
        int behind;
    } rows[] = {
        {"not begun", {{0, NULL, NULL}}, NEVER, AT(10, 0), 0},
        {"begun late", {{AT(10, 3), "welcome", NULL}}, NEVER, AT(10, 0), 3},
        {"begun at the round tables", {{AT(11, 56), "map", NULL}}, NEVER, AT(10, 0), -4},
        {"begun too late", {{AT(10, 15), "welcome", NULL}}, NEVER, AT(10, 15), 0},
        {"begun too early", {{AT(9, 45), "welcome", NULL}}, NEVER, AT(9, 45), 0},
        {"of an evening", {{AT(18, 0), "welcome", NULL}}, NEVER, AT(18, 0), 0},
        {"said otherwise", {{AT(10, 3), "welcome", NULL}}, AT(9, 55), AT(9, 55), 8},
        {"begun yesterday", {{AT(-9, 0), "map", NULL}}, NEVER, AT(10, 0), 0},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct table_of_day t = table_of_day();
        table_of_day_make(&t, rows[i].moves);
        int64_t last_ms = rows[i].moves[0].at_ms;
        struct day day;
        struct day_times times = times_of(last_ms > MIDNIGHT ? last_ms : AT(12, 0),
                                          MIDNIGHT, rows[i].starts_ms);
        times.usual_ms = AT(10, 0);
        day_find(t.session, t.table, &times, &day);
        cr_expect_eq(day_planned_ms(&day, 0), rows[i].planned_ms, "%s", rows[i].what);
        cr_expect_eq(day_behind_minutes(&day), rows[i].behind, "%s: %d", rows[i].what,
                     day_behind_minutes(&day));
        table_of_day_finish(&t);
    }
}

Test(day, is_over_at_a_last_stage_for_which_no_time_is_planned)
{
    struct table_of_day t = table_of_day();
    table_of_day_make(&t, (const struct move[]){{AT(14, 30), "next", NULL},
                                                {AT(15, 4), "close", NULL},
                                                {.at_ms = 0}});
    struct day day = find(&t, AT(15, 40), AT(10, 0));
    cr_expect_eq(day_planned_ms(&day, day.index), AT(15, 0));
    cr_expect_eq(day_behind_minutes(&day), 0);
    table_of_day_finish(&t);
}

/* Nobody said when it is to start: what lies before the stage that it began with was planned
 * for no time. */
Test(day, that_begins_in_the_middle_has_no_times_before)
{
    struct table_of_day t = table_of_day();
    table_of_day_make(&t,
                      (const struct move[]){{AT(13, 0), "ideas", NULL}, {.at_ms = 0}});
    struct day day = find(&t, AT(13, 10), NEVER);
    cr_expect_eq(day_planned_ms(&day, day.index - 1), NEVER);
    cr_expect_eq(day_planned_ms(&day, day.index), AT(13, 0));
    cr_expect_eq(day_planned_ms(&day, day.index + 1), AT(13, 45));
    day = find(&t, AT(13, 10), AT(10, 0));
    cr_expect_eq(day_planned_ms(&day, 0), AT(10, 0));
    table_of_day_finish(&t);
}

Test(day, has_a_clock_that_runs_is_paused_or_is_off)
{
    static const struct {
        const char *what, *stage, *clock;
        int64_t now_ms;
        enum day_clock state;
        int64_t left_ms;
    } rows[] = {
        {"none", "map", "", AT(12, 10), DAY_CLOCK_OFF, 45 * DAY_MINUTE_MS},
        {"running", "map", "2017-02-22T12:45:00.000Z", AT(12, 32), DAY_CLOCK_RUNNING,
         13 * DAY_MINUTE_MS},
        {"over", "map", "2017-02-22T12:45:00.000Z", AT(12, 47), DAY_CLOCK_RUNNING,
         -2 * DAY_MINUTE_MS},
        {"over midnight", "map", "2017-02-23T00:10:00.000Z", AT(23, 55),
         DAY_CLOCK_RUNNING, 15 * DAY_MINUTE_MS},
        {"over midnight, then over", "map", "2017-02-22T23:50:00.000Z", AT(24, 10),
         DAY_CLOCK_RUNNING, -20 * DAY_MINUTE_MS},
        {"paused", "map", "540", AT(12, 10), DAY_CLOCK_PAUSED, 9 * DAY_MINUTE_MS},
        {"paused at nothing", "map", "0", AT(12, 10), DAY_CLOCK_OFF, 0},
        {"of yesterday", "map", "2017-02-21T12:45:00.000Z", AT(12, 10), DAY_CLOCK_OFF,
         45 * DAY_MINUTE_MS},
        {"of a clock ten days ahead", "map", "2017-03-04T12:45:00.000Z", AT(12, 10),
         DAY_CLOCK_OFF, 45 * DAY_MINUTE_MS},
        {"paused with days left", "map", "999999", AT(12, 10), DAY_CLOCK_OFF,
         45 * DAY_MINUTE_MS},
        {"more than a number holds", "map", "99999999999999999999", AT(12, 10),
         DAY_CLOCK_OFF, 45 * DAY_MINUTE_MS},
        {"negative", "map", "-60", AT(12, 10), DAY_CLOCK_OFF, 45 * DAY_MINUTE_MS},
        {"words", "map", "soon", AT(12, 10), DAY_CLOCK_OFF, 45 * DAY_MINUTE_MS},
        {"without a stage", "", "540", AT(12, 10), DAY_CLOCK_OFF, 0},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct table_of_day t = table_of_day();
        table_of_day_say(&t, "stage", rows[i].stage);
        table_of_day_say(&t, "clock", rows[i].clock);
        struct day day = find(&t, rows[i].now_ms, NEVER);
        cr_expect_eq(day.clock, rows[i].state, "%s: %d", rows[i].what, (int)day.clock);
        cr_expect_eq(day.left_ms, rows[i].left_ms, "%s: %lld ms left", rows[i].what,
                     (long long)day.left_ms);
        table_of_day_finish(&t);
    }
}

Test(day, a_stage_entered_by_mistake_gives_the_clock_back_that_ran)
{
    static const char ran[] = "2017-02-22T12:45:00.000Z";
    struct table_of_day t = table_of_day();
    table_of_day_make(&t, (const struct move[MOST_MOVES]){
                              {AT(12, 0), "map", ran},
                              {AT(12, 30), "themes", ran},
                              {AT(12, 30) + 1, "lunch", "2017-02-22T13:15:00.000Z"}});
    const struct version *left = day_clock_left(t.table, "themes", AT(12, 31));
    cr_assert(left);
    cr_expect_str_eq(value_words(version_value(left)), ran);
    cr_expect_null(day_clock_left(t.table, "map", AT(12, 31)),
                   "not the stage that was left");
    cr_expect_null(day_clock_left(t.table, "themes", AT(12, 40)), "long ago");
    t.author.now_ms = AT(12, 31);
    table_of_day_say(&t, "clock", "60");
    cr_expect_null(day_clock_left(t.table, "themes", AT(12, 31)),
                   "the clock was set since");
    table_of_day_finish(&t);
}

Test(day, a_time_of_day_is_told_from_what_is_none)
{
    static const struct {
        const char *text;
        int minutes; /* negative: it is none */
    } rows[] = {{"11:45", 705},  {"9:05", 545}, {"09.05", 545}, {"0:00", 0},
                {"23:59", 1439}, {"24:00", -1}, {"11:60", -1},  {"11", -1},
                {"", -1},        {"11:4", -1},  {"11:455", -1}, {"noon", -1},
                {"-1:00", -1},   {" 9:05", -1}, {"9:05 pm", -1}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int minutes = -1;
        cr_expect_eq(time_of_day_read(rows[i].text, &minutes), rows[i].minutes >= 0, "%s",
                     rows[i].text);
        cr_expect_eq(minutes, rows[i].minutes, "%s: %d", rows[i].text, minutes);
    }
}

Test(day, goes_on_when_midnight_passes)
{
    struct table_of_day t = table_of_day();
    table_of_day_make(&t, (const struct move[MOST_MOVES]){{AT(23, 50), "map", NULL}});
    cr_expect_eq(find(&t, AT(24, 10), NEVER).entered_ms, AT(23, 50));
    cr_expect_eq(find(&t, AT(32, 0), NEVER).entered_ms, NEVER, "the morning after");
    table_of_day_finish(&t);
}

Test(day, is_looked_back_at_when_it_is_opened_another_day)
{
    struct table_of_day t = table_of_day();
    struct day day = find(&t, AT(11, 45), NEVER);
    cr_expect_not(day_is_under_way(&day, AT(11, 45)), "it has not begun");
    t.author.now_ms = AT(11, 45);
    table_of_day_say(&t, "stage", "map");
    day = find(&t, AT(15, 0), NEVER);
    cr_expect(day_is_under_way(&day, AT(15, 0)));
    day = find(&t, AT(33, 0), NEVER);
    cr_expect_not(day_is_under_way(&day, AT(33, 0)));
    table_of_day_finish(&t);
}

/* Of a stage of 45 minutes, 40 of which are left. */
Test(day, has_a_clock_that_goes_on_when_that_on_the_wall_is_set)
{
    static const struct {
        int64_t until, known, set_by, now; /* minutes since 12:00; the third: minutes */
        int64_t left;
    } rows[] = {
        {45, 0, 0, 5, 40},      {45, 0, -60, -55, 40}, /* an hour back */
        {45, 0, 60, 65, 40},                           /* forward */
        {105, 0, 60, 65, 40},   /* another laptop said it, which was right */
        {-15, 0, -60, -55, 40}, /* we were ahead of it, until now */
        {105, 0, 30, 35, 100},  /* set, yet not right: as before */
    };
    int behind = 0;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct table_of_day t = table_of_day();
        char text[INSTANT_SIZE_BYTES];
        struct day day;
        t.author.now_ms = AT(12, 0);
        table_of_day_say(&t, "stage", "map");
        instant_write(AT(12, rows[i].until), text);
        table_of_day_say(&t, "clock", text);
        struct day_times times = times_of(AT(12, rows[i].now), MIDNIGHT, NEVER);
        times.set_by_ms = times.begun_set_by_ms = rows[i].set_by * DAY_MINUTE_MS;
        times.known_ms = AT(12, rows[i].known);
        day_find(t.session, t.table, &times, &day);
        cr_expect_eq(day.left_ms, rows[i].left * DAY_MINUTE_MS, "row %zu: %lld", i,
                     (long long)(day.left_ms / DAY_MINUTE_MS));
        behind = i ? behind : day_behind_minutes(&day);
        cr_expect(i > 2 || day_behind_minutes(&day) == behind, "row %zu: %d", i,
                  day_behind_minutes(&day));
        table_of_day_finish(&t);
    }
}
