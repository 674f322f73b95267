/* Whatever is changed in a day and taken back gives the day back as it was. */

#include "model/agenda.h"
#include "model/day.h"

#include "base/hash.h"
#include "base/instant.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define MIDNIGHT INT64_C(1487721600000) /* 2017-02-22 */
#define AT(h, m) (MIDNIGHT + ((h)*60 + (m)) * DAY_MINUTE_MS)

enum { STEP_MINUTES = 5, MOST_CHANGES = 12, USUAL_SEEDS = 300 };

/* A laptop with the table of a day that is to begin at starts_ms. */
struct today {
    struct session *session;
    struct author author;
    const struct record *table;
    int64_t now_ms, starts_ms;
};

/* Something that a key does. */
struct key {
    enum { MINUTES, SKIP, MOVE, BEGAN } what;
    char stage[32];
    int by;
};

/* It was to begin at ten; the map is entered so many minutes late. */
static struct today begin(int late)
{
    struct today t = {.session = session_new(),
                      .now_ms = AT(12, 0) + late * DAY_MINUTE_MS,
                      .starts_ms = AT(10, 0)};
    author_init(&t.author, t.session, 1, "Ana");
    t.author.now_ms = AT(9, 0);
    t.table = author_add_table(&t.author, NULL, "Day", "Leeds", NULL, "4", NULL);
    cr_assert(t.table);
    t.author.now_ms = t.now_ms;
    author_set(&t.author, t.table, "stage", VALUE_OF_TEXT("map"), NULL);
    t.author.now_ms += 1000;
    return t;
}

static void finish(struct today *t)
{
    author_finish(&t->author);
    session_free(t->session);
}

static struct day find(const struct today *t)
{
    struct day day;
    struct day_times times = {.now_ms = t->now_ms + 5 * DAY_MINUTE_MS,
                              .midnight_ms = MIDNIGHT,
                              .starts_ms = t->starts_ms};
    day_find(t->session, t->table, &times, &day);
    return day;
}

/* All that a person sees of it from a stage on. */
static struct str told(const struct today *t, size_t from)
{
    struct day day = find(t);
    struct str words =
        str_of("%d behind, ends %lld, planned %lld;", day_behind_minutes(&day),
               (long long)day_expected_ms(&day, day.stage_count),
               (long long)day_planned_ms(&day, day.stage_count));
    for (size_t i = from; i < day.stage_count; i++) {
        str_addf(&words, " %s %d%s %lld %lld,", day.stages[i].id, day.stages[i].minutes,
                 day.stages[i].skipped ? " skipped" : "",
                 (long long)day_planned_ms(&day, i), (long long)day_expected_ms(&day, i));
    }
    return words;
}

static void expect_in_order(const struct today *t, const char *when)
{
    struct day day = find(t);
    for (size_t i = 0; i < day.stage_count; i++) {
        cr_assert_leq(day_planned_ms(&day, i), day_planned_ms(&day, i + 1),
                      "%s: ‘%s’ is planned after what comes after it", when,
                      day.stages[i].title);
        cr_assert(
            i <= day.index || day_expected_ms(&day, i) <= day_expected_ms(&day, i + 1),
            "%s: ‘%s’ is likely after what comes after it", when, day.stages[i].title);
    }
}

/* As app_agenda.c does; false if the key refuses. */
static bool make(struct today *t, const struct key *c)
{
    const struct stage *stage =
        agenda_stage(table_agenda(t->session, t->table), c->stage);
    int minutes = stage->minutes + c->by;
    t->author.now_ms += 1000;
    switch (c->what) {
    case MINUTES:
        return !stage->skipped && minutes >= 0 && minutes <= STAGE_MOST_MINUTES &&
               author_set_stage_minutes(&t->author, t->table, stage, minutes, NULL);
    case SKIP:
        return author_skip_stage(&t->author, t->table, stage, !stage->skipped, NULL);
    case MOVE:
        return author_move_stage(&t->author, t->table, stage, c->by, NULL);
    default:
        t->starts_ms += c->by * DAY_MINUTE_MS;
        return true;
    }
}

static size_t below(struct dice *dice, size_t sides)
{
    return (size_t)(dice_roll(dice) % sides);
}

static struct key any_change(const struct today *t, struct dice *dice, bool moves)
{
    const struct agenda *agenda = table_agenda(t->session, t->table);
    struct key c = {.what = (int)below(dice, moves ? 4 : 3)};
    c.what = !moves && c.what == MOVE ? BEGAN : c.what;
    c.by = below(dice, 2) ? 1 : -1;
    c.by *= c.what == MINUTES ? STEP_MINUTES : c.what == BEGAN ? 7 : 1;
    snprintf(c.stage, sizeof c.stage, "%s",
             agenda->stages[below(dice, agenda->count)].id);
    return c;
}

/* Makes changes by chance, and says how many of them there are to be taken back. */
static size_t make_some(struct today *t, struct dice *dice, bool moves, struct key *made)
{
    size_t count = 0;
    for (size_t i = 0; i < MOST_CHANGES; i++) {
        struct key c = any_change(t, dice, moves);
        if (make(t, &c)) {
            c.by = -c.by;
            made[count++] = c;
            expect_in_order(t, "after a change");
        }
    }
    return count;
}

static void expect_as_before(const struct today *t, size_t from, struct str *before,
                             uint64_t seed)
{
    struct str after = told(t, from);
    cr_expect_str_eq(after.bytes, before->bytes, "seed %llu", (unsigned long long)seed);
    str_finish(&after);
    str_finish(before);
}

Test(day_again, a_day_is_as_it_was_once_its_changes_are_taken_back)
{
    for (uint64_t seed = 1; seed <= USUAL_SEEDS; seed++) {
        struct dice dice = {seed};
        struct key made[MOST_CHANGES];
        struct today t = begin((int)below(&dice, 60) - 20);
        struct str before = told(&t, 0);
        for (size_t left = make_some(&t, &dice, true, made); left > 0; left--) {
            cr_assert(make(&t, &made[left - 1]), "seed %llu", (unsigned long long)seed);
            expect_in_order(&t, "taken back");
        }
        expect_as_before(&t, 0, &before, seed);
        finish(&t);
    }
}

/* Not only the latest first. What a stage has no room for is refused in between. */
Test(day_again, changes_are_taken_back_in_any_order)
{
    for (uint64_t seed = 1; seed <= USUAL_SEEDS; seed++) {
        struct dice dice = {seed};
        struct key made[MOST_CHANGES];
        struct today t = begin((int)below(&dice, 60) - 20);
        struct str before = told(&t, 0);
        size_t left = make_some(&t, &dice, false, made), refused = 0;
        while (left > 0 && refused < 1000) {
            size_t at = below(&dice, left);
            if (make(&t, &made[at])) {
                made[at] = made[--left];
            } else {
                refused++;
            }
        }
        if (!left) {
            expect_as_before(&t, 0, &before, seed);
        }
        str_finish(&before);
        finish(&t);
    }
}

/* What gave it may be given back later. */
Test(day_again, what_was_won_back_in_one_stage_is_given_back_in_the_next)
{
    static const struct {
        const char *id;
        int minutes;
    } rows[] = {{"lunch", 45}, {"ideas", 45}, {"next", 30}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct today plain = begin(11), skipped = begin(11);
        struct key skip = {.what = SKIP};
        snprintf(skip.stage, sizeof skip.stage, "%s", rows[i].id);
        make(&skipped, &skip);
        for (int j = 0; j < 2; j++) {
            struct today *t = j ? &skipped : &plain;
            t->author.now_ms = t->now_ms = AT(13, 2);
            author_set(&t->author, t->table, "stage", VALUE_OF_TEXT("themes"), NULL);
            expect_in_order(t, "the next stage is entered");
        }
        struct day day = find(&skipped);
        cr_expect_eq(day_behind_minutes(&day), 17 - rows[i].minutes, "%s", rows[i].id);
        make(&skipped, &skip);
        day = find(&skipped);
        cr_expect_eq(day_behind_minutes(&day), 17, "%s", rows[i].id);
        struct str as_plain = told(&plain, day.index + 1);
        expect_as_before(&skipped, day.index + 1, &as_plain, i);
        finish(&plain);
        finish(&skipped);
    }
}

/* What ] [ and t do, some time after what was done before. */
static void walk(struct today *t, struct dice *dice)
{
    static const int waits_s[] = {1, 20, 70, 600};
    char text[INSTANT_SIZE_BYTES];
    struct day day = find(t);
    t->author.now_ms = t->now_ms += waits_s[below(dice, LENGTH(waits_s))] * 1000;
    size_t where = below(dice, 3), to = where ? day_next(&day) : day_previous(&day);
    if (where == 2 && day.stage) {
        author_set(&t->author, t->table, "clock",
                   day_clock_running(20 * DAY_MINUTE_MS, t->now_ms, t->now_ms, text),
                   NULL);
    } else if (to < day.stage_count || !where) {
        author_set(&t->author, t->table, "stage",
                   to < day.stage_count ? VALUE_OF_TEXT(day.stages[to].id)
                                        : VALUE_NOTHING,
                   NULL);
    }
}

/* When the stages that are to come are planned for. */
static void expect_planned(const struct today *t, const struct day *before, uint64_t seed)
{
    struct day day = find(t);
    for (size_t i = 0; i <= day.stage_count; i++) {
        cr_assert_eq(day_planned_ms(&day, i), day_planned_ms(before, i),
                     "seed %llu: stage %zu is planned for %lld minutes later",
                     (unsigned long long)seed, i,
                     (long long)(day_planned_ms(&day, i) - day_planned_ms(before, i)) /
                         DAY_MINUTE_MS);
    }
}

/* Makes a stage so many minutes shorter, and says how many minutes earlier the day ends by it. */
static int win_back(struct today *t, const char *id, int minutes)
{
    struct day before = find(t);
    struct key less = {MINUTES, "", -minutes};
    snprintf(less.stage, sizeof less.stage, "%s", id);
    cr_assert(make(t, &less));
    struct day after = find(t);
    cr_expect_eq(day_planned_ms(&after, after.stage_count),
                 day_planned_ms(&before, before.stage_count));
    cr_expect_eq(day_behind_minutes(&after), day_behind_minutes(&before) - minutes);
    return (int)((day_expected_ms(&before, before.stage_count) -
                  day_expected_ms(&after, after.stage_count)) /
                 DAY_MINUTE_MS);
}

/* Whichever way people go through a day on which time was won back. */
Test(day_again, going_on_and_back_moves_nothing_that_is_planned)
{
    for (uint64_t seed = 1; seed <= USUAL_SEEDS; seed++) {
        struct dice dice = {seed};
        struct today t = begin(40);
        cr_expect_eq(win_back(&t, "ideas", 15), 15);
        struct day before = find(&t);
        for (int i = 0; i < 12; i++) {
            walk(&t, &dice);
            expect_planned(&t, &before, seed);
        }
        finish(&t);
    }
}

/* As they were when a stage was passed within a moment of the day's beginning. */
Test(day_again, what_was_won_back_stands_when_its_stage_was_only_passed)
{
    struct today t = begin(46);
    cr_expect_eq(win_back(&t, "ideas", 22), 22);
    t.author.now_ms = t.now_ms += 2000;
    author_set(&t.author, t.table, "stage", VALUE_OF_TEXT("themes"), NULL);
    struct day day = find(&t);
    cr_expect_eq(day_planned_ms(&day, day.stage_count), AT(15, 0));
    make(&t, &(struct key){MINUTES, "ideas", 22});
    day = find(&t);
    cr_expect_eq(day_planned_ms(&day, day.stage_count), AT(15, 0));
    finish(&t);
}

/* Before a day begins its plan is made, also once somebody looked on and went back. */
Test(day_again, what_is_changed_before_the_day_begins_is_its_plan)
{
    struct today t = begin(-130);
    t.author.now_ms = t.now_ms += 2000;
    author_set(&t.author, t.table, "stage", VALUE_NOTHING, NULL);
    make(&t, &(struct key){SKIP, "lunch", 0});
    struct day day = find(&t);
    cr_expect_eq(day_planned_ms(&day, day.stage_count), AT(14, 15));
    t.author.now_ms = t.now_ms = AT(10, 0);
    author_set(&t.author, t.table, "stage", VALUE_OF_TEXT("welcome"), NULL);
    day = find(&t);
    cr_expect_eq(day_planned_ms(&day, day.stage_count), AT(14, 15));
    cr_expect_eq(day_behind_minutes(&day), 0);
    finish(&t);
}

/* A day that is early ends as planned when stages take more. */
Test(day_again, an_early_day_is_filled_and_no_stage_begins_before_the_one_above_it)
{
    struct today t = begin(-20);
    struct key more = {MINUTES, "lunch", STEP_MINUTES};
    struct day day = find(&t);
    cr_expect_eq(day_behind_minutes(&day), -20);
    make(&t, &more);
    day = find(&t);
    cr_expect_eq(day_behind_minutes(&day), -15);
    cr_expect_eq(day_planned_ms(&day, day.stage_count), AT(15, 0));
    for (int i = 0; i < 20; i++) {
        make(&t, &more);
        expect_in_order(&t, "filled");
    }
    finish(&t);
}
