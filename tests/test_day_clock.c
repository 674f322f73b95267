/* The clock of a stage, where the clocks on the walls of laptops were wrong, or were set. */

#include "model/author.h"
#include "model/day.h"

#include "base/instant.h"
#include "support/expect.h"

#include <criterion/criterion.h>

#define MIDNIGHT INT64_C(1487721600000) /* 2017-02-22 */
#define AT(h, m) (MIDNIGHT + ((h)*60 + (m)) * DAY_MINUTE_MS)

/* What is left of a stage's clock now, when somebody said until when it runs. */
static struct day find(const char *stage, int64_t said_ms, int64_t until_ms,
                       const struct day_times *times)
{
    struct session *session = session_new();
    struct author author;
    struct day day;
    char text[INSTANT_SIZE_BYTES];
    author_init(&author, session, 1, NULL);
    author.now_ms = said_ms;
    const struct record *table =
        author_add_table(&author, NULL, NULL, "Manchester", NULL, "4", NULL);
    instant_write(until_ms, text);
    author_set(&author, table, "stage", VALUE_OF_TEXT(stage), NULL);
    author_set(&author, table, "clock", VALUE_OF_TEXT(text), NULL);
    day_find(session, table, times, &day);
    author_finish(&author);
    session_free(session);
    return day;
}

static struct day_times times_at(int64_t now_ms)
{
    return (struct day_times){.now_ms = now_ms,
                              .midnight_ms = MIDNIGHT,
                              .starts_ms = DAY_UNKNOWN,
                              .usual_ms = DAY_UNKNOWN};
}

static int64_t roll(struct dice *dice, int64_t sides)
{
    return (int64_t)(dice_roll(dice) % (uint64_t)sides);
}

/* Whatever the clocks on the walls of laptops were, or are: no more is left than was given,
 * and what is over is no more than a workshop lasts. */
Test(day_clock, says_no_nonsense_whatever_the_clocks_on_the_wall_are)
{
    enum { TRIES = 3000, MOST_GIVEN = 75, DAY = 24 * 60 };
    for (uint64_t seed = 1; seed <= TRIES; seed++) {
        struct dice dice = {.state = hash_end(seed)};
        int64_t said_ms = AT(12, 0) + (roll(&dice, 2 * DAY) - DAY) * DAY_MINUTE_MS;
        int64_t given_ms = (1 + roll(&dice, MOST_GIVEN)) * DAY_MINUTE_MS;
        struct day_times times = times_at(AT(10, roll(&dice, 240)));
        if (roll(&dice, 2)) {
            times.known_ms = times.now_ms - roll(&dice, 60) * DAY_MINUTE_MS;
            times.set_by_ms = (roll(&dice, 480) - 240) * DAY_MINUTE_MS;
        }
        struct day day = find("map", said_ms, said_ms + given_ms, &times);
        int64_t most_ms = day.clock == DAY_CLOCK_OFF ? 45 * DAY_MINUTE_MS : given_ms;
        cr_assert(day.left_ms <= most_ms && day.left_ms >= -DAY_MOST_MS,
                  "seed %llu: %lld min left of %lld", (unsigned long long)seed,
                  (long long)(day.left_ms / DAY_MINUTE_MS),
                  (long long)(given_ms / DAY_MINUTE_MS));
    }
}

/* Left when the laptop was two hours ahead, opened when that was set right. */
Test(day_clock, has_what_its_stage_was_given_when_the_wall_was_set_right_meanwhile)
{
    struct day_times times = times_at(AT(12, 1));
    struct day day = find("welcome", AT(14, 0), AT(14, 5), &times);
    cr_expect_eq(day.clock, DAY_CLOCK_RUNNING);
    cr_expect_eq(day.left_ms, 5 * DAY_MINUTE_MS, "%lld",
                 (long long)(day.left_ms / DAY_MINUTE_MS));
    times.now_ms = AT(12, 3);
    times.known_ms = AT(12, 1);
    day = find("welcome", AT(14, 0), AT(14, 5), &times);
    cr_expect_eq(day.left_ms, 3 * DAY_MINUTE_MS, "and it goes");
}

/* With minutes that were added it has more than its stage. */
Test(day_clock, has_what_was_added)
{
    struct day_times times = times_at(AT(12, 1));
    struct day day = find("welcome", AT(12, 0), AT(12, 20), &times);
    cr_expect_eq(day.left_ms, 19 * DAY_MINUTE_MS);
}

/* Known a tenth of a second after another laptop said it, whose clock is a second ahead even
 * of ours once that is set right. */
Test(day_clock, agrees_with_one_that_differs_by_a_second)
{
    enum { TENTH_MS = 100, SECOND_MS = 1000, LEFT_MS = 5 * 60000 };
    struct day_times times = times_at(AT(12, 1));
    times.known_ms = AT(11, 0) + TENTH_MS;
    times.set_by_ms = 60 * DAY_MINUTE_MS;
    struct day day =
        find("welcome", AT(12, 0) + SECOND_MS, AT(12, 5) + SECOND_MS, &times);
    cr_expect(day.agrees);
    cr_expect_eq(day.left_ms, LEFT_MS - 60 * SECOND_MS + TENTH_MS, "%lld",
                 (long long)day.left_ms);
}

/* The wall was set back while the stage ran, and then its clock was given more than the stage
 * has: edits keep the time that it was, as the wall does not. A right laptop has known it for a
 * minute; and whoever opens it knows it only now. */
Test(day_clock, has_what_was_given_on_a_wall_that_was_set_back)
{
    static const struct {
        int64_t back_s, left_s;
        bool knows; /* how long it has run: else it is as when that was given */
    } rows[] = {{0, 46 * 60, true},    {30, 46 * 60, false},  {30, 3 * 60, false},
                {240, 46 * 60, false}, {3600, 46 * 60, true}, {3600, 3 * 60, true},
                {97200, 46 * 60, true}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char text[INSTANT_SIZE_BYTES];
        int64_t said_ms = AT(12, 0), wall_ms = said_ms - rows[i].back_s * 1000;
        int64_t left_ms = rows[i].left_s * 1000, until_ms;
        instant_read(day_clock_running(left_ms, said_ms, wall_ms, text).text, &until_ms);
        struct day_times times = times_at(wall_ms + DAY_MINUTE_MS);
        struct day day = find("map", said_ms, until_ms, &times);
        int64_t opened_ms = left_ms - (rows[i].knows ? DAY_MINUTE_MS : 0);
        bool near = day.left_ms <= left_ms && day.left_ms >= left_ms - DAY_MINUTE_MS;
        cr_expect(rows[i].knows ? day.left_ms == opened_ms : near, "row %zu: %lld", i,
                  (long long)day.left_ms / 1000);
        times.known_ms = wall_ms;
        day = find("map", said_ms, until_ms, &times);
        cr_expect_eq(day.left_ms, left_ms - DAY_MINUTE_MS, "row %zu: %lld", i,
                     (long long)day.left_ms / 1000);
    }
}
