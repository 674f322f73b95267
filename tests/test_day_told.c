/* A stage's time is told alike wherever it is: on the screen, beside the grid, on the wall. */

#include "base/instant.h"
#include "export/export.h"
#include "model/day.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MIDNIGHT INT64_C(1487721600000) /* 2017-02-22 */

struct told_day {
    struct session *session;
    struct author author;
    const struct record *table;
    uint64_t dice;
};

static struct told_day begin(uint64_t seed)
{
    struct told_day d = {.session = session_new(), .dice = seed};
    author_init(&d.author, d.session, seed, "Ana");
    d.author.now_ms = MIDNIGHT + 10 * 60 * DAY_MINUTE_MS;
    d.table = author_add_table(&d.author, NULL, "Day", "Leeds", NULL, "4", NULL);
    cr_assert(d.table);
    return d;
}

static size_t roll(struct told_day *d, size_t sides)
{
    d->dice = d->dice * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(d->dice >> 33) % sides;
}

/* What D, ] and t do, in any order. */
static void change(struct told_day *d)
{
    const struct agenda *agenda = table_agenda(d->session, d->table);
    const struct stage *stage = &agenda->stages[roll(d, agenda->count)];
    char text[INSTANT_SIZE_BYTES];
    int64_t before_ms = d->author.now_ms;
    size_t edits = session_edit_count(d->session);
    d->author.now_ms += (int64_t)(1 + roll(d, 12)) * DAY_MINUTE_MS;
    author_begin_step(&d->author, "changed the day");
    switch (roll(d, 6)) {
    case 0:
        author_set_stage_minutes(&d->author, d->table, stage, (int)(5 * roll(d, 13)),
                                 NULL);
        break;
    case 1:
        author_skip_stage(&d->author, d->table, stage, !stage->skipped, NULL);
        break;
    case 2:
        author_move_stage(&d->author, d->table, stage, roll(d, 2) ? 1 : -1, NULL);
        break;
    case 3:
        author_add_stage(&d->author, d->table, stage, "Walk", 10, NULL);
        break;
    case 4:
        author_set(&d->author, d->table, "clock",
                   day_clock_running(20 * DAY_MINUTE_MS, d->author.now_ms,
                                     d->author.now_ms, text),
                   NULL);
        break;
    default:
        author_set(&d->author, d->table, "stage", VALUE_OF_TEXT(stage->id), NULL);
    }
    author_end_step(&d->author);
    if (session_edit_count(d->session) ==
        edits) { /* the page has no clock but the edits' */
        d->author.now_ms = before_ms;
    }
}

/* "12:45  Lunch (45 min)\n", as the screen has it. */
static void add_row(const struct told_day *d, const struct day *day, size_t index,
                    struct str *out)
{
    const struct stage *stage = &day->stages[index];
    int64_t at_ms = day_stage_ms(d->table, day, index);
    int64_t minutes = (at_ms - MIDNIGHT) / DAY_MINUTE_MS;
    if (at_ms == DAY_UNKNOWN) {
        str_addf(out, "       %s", stage->title);
    } else {
        str_addf(out, "%02d:%02d  %s", (int)(minutes / 60) % 24, (int)(minutes % 60),
                 stage->title);
    }
    if (stage->minutes) {
        str_addf(out, " (%d min)", stage->minutes);
    }
    str_add_byte(out, '\n');
}

/* The page is asked for at that instant; 0: nobody says when. */
static void expect_alike(struct told_day *d, uint64_t seed, int64_t asked_ms)
{
    struct day day;
    struct str page = STR_EMPTY;
    struct day_times times = {.now_ms = d->author.now_ms,
                              .midnight_ms = MIDNIGHT,
                              .starts_ms = DAY_UNKNOWN,
                              .usual_ms = MIDNIGHT + 10 * 60 * DAY_MINUTE_MS};
    day_find(d->session, d->table, &times, &day);
    struct export_options options = {.day = true, .now_ms = asked_ms};
    export_text(d->session, &options, &page);
    for (size_t i = day.stage ? day.index + 1 : 0; i < day.stage_count; i++) {
        struct str row = STR_EMPTY;
        add_row(d, &day, i, &row);
        bool told = strstr(page.bytes, row.bytes) != NULL;
        cr_assert(told || day.stages[i].skipped, "seed %llu: no %s in\n%s",
                  (unsigned long long)seed, row.bytes, page.bytes);
        str_finish(&row);
    }
    for (size_t i = 0; day.stage && i <= day.index; i++) {
        bool there = strstr(page.bytes, day.stages[i].title) != NULL;
        cr_assert(there || !day_stage_is_begun(d->table, &day, i),
                  "seed %llu: no %s in\n%s", (unsigned long long)seed,
                  day.stages[i].title, page.bytes);
    }
    str_finish(&page);
}

Test(day_told, the_wall_has_the_times_of_the_screen_after_any_change_of_the_day)
{
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct told_day d = begin(seed);
        for (int i = 0; i < 25; i++) {
            change(&d);
            expect_alike(&d, seed, 0);
        }
        author_finish(&d.author);
        session_free(d.session);
    }
}

static char *page_at(const struct told_day *d, int64_t now_ms)
{
    struct str page = STR_EMPTY;
    export_text(d->session, &(struct export_options){.day = true, .now_ms = now_ms},
                &page);
    return str_take(&page);
}

/* Whatever minute the page is made in, while nobody changes anything. */
Test(day_told, the_wall_has_the_times_of_the_screen_while_the_clock_is_paused)
{
    struct told_day d = begin(1);
    const struct agenda *agenda = table_agenda(d.session, d.table);
    char text[INSTANT_SIZE_BYTES];
    author_set(&d.author, d.table, "stage", VALUE_OF_TEXT(agenda->stages[0].id), NULL);
    author_set(&d.author, d.table, "clock", day_clock_paused(31 * DAY_MINUTE_MS, text),
               NULL);
    for (int i = 0; i < 5; i++) {
        d.author.now_ms += 8 * DAY_MINUTE_MS;
        expect_alike(&d, 1, d.author.now_ms);
    }
    char *page = page_at(&d, d.author.now_ms),
         *later = page_at(&d, d.author.now_ms + INT64_C(72) * 60 * DAY_MINUTE_MS),
         *whenever = page_at(&d, 0);
    expect_part(page, " · the clock is paused");
    cr_expect_str_eq(later, whenever, "the day is over");
    free(page);
    free(later);
    free(whenever);
    author_finish(&d.author);
    session_free(d.session);
}

Test(day_told, what_takes_no_time_is_to_come_at_one_time_only)
{
    struct told_day d = begin(1);
    const struct agenda *agenda = table_agenda(d.session, d.table);
    size_t last = agenda->count - 1;
    cr_assert_eq(agenda->stages[last].minutes, 0);
    author_set(&d.author, d.table, "stage", VALUE_OF_TEXT(agenda->stages[last - 1].id),
               NULL);
    char *page = page_at(&d, d.author.now_ms);
    expect_part(page, "To come");
    expect_no_part(page, "To come, ");
    free(page);
    author_finish(&d.author);
    session_free(d.session);
}
