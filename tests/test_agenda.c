/* The stages of a day as a table changed them, and how a day that is late is won back. */

#include "model/agenda.h"
#include "model/day.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define MIDNIGHT INT64_C(1487721600000) /* 2017-02-22 */
#define AT(h, m) (MIDNIGHT + ((h)*60 + (m)) * DAY_MINUTE_MS)

/* A laptop with the table of a day. */
struct laptop_day {
    struct session *session;
    struct author author;
    const struct record *table;
};

static struct laptop_day begin(void)
{
    struct laptop_day l = {.session = session_new()};
    author_init(&l.author, l.session, 1, "Ana");
    l.author.now_ms = AT(9, 0);
    l.table = author_add_table(&l.author, NULL, "Day", "Leeds", NULL, "4", NULL);
    cr_assert(l.table);
    return l;
}

/* Another laptop that has all that one has. */
static struct laptop_day join(const struct laptop_day *first, uint64_t seed)
{
    struct laptop_day l = {.session = session_new()};
    session_add_all(l.session, first->session);
    author_init(&l.author, l.session, seed, "Ben");
    l.author.now_ms = AT(9, 30);
    l.table = session_record(l.session, "session", record_id(first->table));
    cr_assert(l.table);
    return l;
}

static void finish(struct laptop_day *l)
{
    author_finish(&l->author);
    session_free(l->session);
}

static const struct stage *stage_of(const struct laptop_day *l, const char *id)
{
    const struct stage *stage = agenda_stage(table_agenda(l->session, l->table), id);
    cr_assert(stage, "%s", id);
    return stage;
}

/* "welcome 5, overview 25, …": what is skipped in brackets, what is added by its title. */
static void expect_agenda(const struct laptop_day *l, const char *expected)
{
    const struct agenda *agenda = table_agenda(l->session, l->table);
    struct str words = STR_EMPTY;
    for (size_t i = 0; i < agenda->count; i++) {
        const struct stage *s = &agenda->stages[i];
        str_addf(&words, "%s%s%s %d%s", i ? ", " : "", s->skipped ? "(" : "",
                 s->added ? s->title : s->id, s->minutes, s->skipped ? ")" : "");
    }
    cr_expect_str_eq(str_text(&words), expected);
    str_finish(&words);
}

static const char as_printed[] =
    "welcome 5, overview 25, speakers 60, break 15, understanding 15, map 45, themes 15, "
    "lunch 45, ideas 45, next 30, close 0";

Test(agenda, is_the_templates_until_somebody_changes_it_and_again_when_that_is_undone)
{
    struct laptop_day l = begin();
    const struct template *form = table_template(l.session, l.table);
    struct str said = STR_EMPTY;
    expect_agenda(&l, as_printed);
    cr_expect_eq(table_agenda(l.session, l.table)->stages, form->stages);
    cr_assert(
        author_set_stage_minutes(&l.author, l.table, stage_of(&l, "lunch"), 30, NULL));
    cr_expect_eq(stage_of(&l, "lunch")->minutes, 30);
    author_undo(&l.author, &said);
    expect_agenda(&l, as_printed);
    str_finish(&said);
    finish(&l);
}

Test(agenda, has_minutes_order_skipped_and_added_stages_of_this_session)
{
    struct laptop_day l = begin();
    cr_assert(author_skip_stage(&l.author, l.table, stage_of(&l, "break"), true, NULL));
    cr_assert(author_move_stage(&l.author, l.table, stage_of(&l, "lunch"), -1, NULL));
    cr_assert(author_move_stage(&l.author, l.table, stage_of(&l, "lunch"), -1, NULL));
    cr_assert(
        author_add_stage(&l.author, l.table, stage_of(&l, "lunch"), "Walk", 10, NULL));
    cr_assert(author_move_stage(&l.author, l.table, stage_of(&l, "welcome"), 1, NULL));
    cr_assert(
        author_set_stage_minutes(&l.author, l.table, stage_of(&l, "close"), 5, NULL));
    expect_agenda(&l,
                  "overview 25, welcome 5, speakers 60, (break 15), understanding 15, "
                  "lunch 45, Walk 10, map 45, themes 15, ideas 45, next 30, close 5");
    cr_expect_not(
        author_move_stage(&l.author, l.table, stage_of(&l, "overview"), -1, NULL));
    cr_expect_not(author_move_stage(&l.author, l.table, stage_of(&l, "close"), 1, NULL));
    cr_assert(author_skip_stage(&l.author, l.table, stage_of(&l, "break"), false, NULL));
    cr_assert(author_set_stage_title(&l.author, l.table, stage_of(&l, "break"), "Coffee",
                                     NULL));
    cr_expect_str_eq(stage_of(&l, "break")->title, "Coffee");
    cr_expect_not(stage_of(&l, "break")->skipped || stage_of(&l, "break")->added);
    finish(&l);
}

Test(agenda, of_two_laptops_that_changed_it_unseen_by_each_other_is_one)
{
    struct laptop_day ana = begin(), ben = join(&ana, 2);
    const char *merged =
        "welcome 5, overview 25, speakers 60, break 15, understanding 15, "
        "map 45, lunch 34, Walk 10, themes 15, (ideas 45), next 30, "
        "close 0";
    author_set_stage_minutes(&ana.author, ana.table, stage_of(&ana, "lunch"), 40, NULL);
    author_move_stage(&ana.author, ana.table, stage_of(&ana, "lunch"), -1, NULL);
    author_add_stage(&ana.author, ana.table, stage_of(&ana, "lunch"), "Walk", 10, NULL);
    author_set_stage_minutes(&ben.author, ben.table, stage_of(&ben, "lunch"), 34, NULL);
    author_skip_stage(&ben.author, ben.table, stage_of(&ben, "ideas"), true, NULL);
    session_add_all(ana.session, ben.session);
    session_add_all(ben.session, ana.session);
    expect_agenda(&ana, merged);
    expect_agenda(&ben, merged);
    cr_expect_eq(field_wordings(record_field(ana.table, "stage_minutes:lunch")), 2);
    author_set_stage_minutes(&ana.author, ana.table, stage_of(&ana, "lunch"), 37, NULL);
    cr_expect_eq(field_wordings(record_field(ana.table, "stage_minutes:lunch")), 1);
    finish(&ana);
    finish(&ben);
}

Test(agenda, passes_over_what_says_nonsense)
{
    static const char *const nonsense[] = {"",    "soon", "-5",    "1e3",
                                           "601", "5 ",   "999999"};
    struct laptop_day l = begin();
    for (size_t i = 0; i < LENGTH(nonsense); i++) {
        author_set(&l.author, l.table, "stage_minutes:lunch", VALUE_OF_TEXT(nonsense[i]),
                   NULL);
        author_set(&l.author, l.table, "stage_minutes:nowhere", VALUE_OF_TEXT("5"), NULL);
        author_set(&l.author, l.table, "stage_late:lunch", VALUE_OF_TEXT("11"), NULL);
        expect_agenda(&l, as_printed);
    }
    finish(&l);
}

Test(agenda, a_stage_is_typed_as_a_title_and_minutes)
{
    static const struct {
        const char *line, *title;
        int minutes; /* -1: not said */
        enum stage_typed typed;
    } rows[] = {{"Energiser 10", "Energiser", 10, STAGE_TYPED},
                {"Lunch, 45 minutes", "Lunch", 45, STAGE_TYPED},
                {"Tea 5min", "Tea", 5, STAGE_TYPED},
                {"Tea 1 minute ", "Tea", 1, STAGE_TYPED},
                {"Tea 0", "Tea", 0, STAGE_TYPED},
                {"Tea 600", "Tea", 600, STAGE_TYPED},
                {"Walk", "Walk", -1, STAGE_TYPED},
                {"Table 4 walk", "Table 4 walk", -1, STAGE_TYPED},
                {"Group5", "Group5", -1, STAGE_TYPED},
                {"Groups 4-5 meet", "Groups 4-5 meet", -1, STAGE_TYPED},
                {"2017", "2017", -1, STAGE_TYPED},
                {"Plan for 2017", "Plan for 2017", -1, STAGE_TYPED},
                {"Night 999", "Night", -1, STAGE_MINUTES_WRONG},
                {"Night 601 minutes", "Night", -1, STAGE_MINUTES_WRONG},
                {"Night 9999 minutes", "Night", -1, STAGE_MINUTES_WRONG},
                {"Tea -5", "Tea", -1, STAGE_MINUTES_WRONG},
                {"Tea, -5 min", "Tea", -1, STAGE_MINUTES_WRONG},
                {"Tea 2.5 minutes", "Tea", -1, STAGE_MINUTES_WRONG},
                {"Tea ten minutes", "Tea ten", -1, STAGE_MINUTES_IN_WORDS},
                {"", "", -1, STAGE_WITHOUT_TITLE},
                {"  ", "", -1, STAGE_WITHOUT_TITLE}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str title = STR_EMPTY;
        int minutes = -1;
        cr_expect_eq(stage_read(rows[i].line, &title, &minutes), rows[i].typed, "%s",
                     rows[i].line);
        cr_expect(rows[i].typed != STAGE_TYPED || strcmp(title.bytes, rows[i].title) == 0,
                  "%s: %s", rows[i].line, str_text(&title));
        cr_expect_eq(minutes, rows[i].minutes, "%s: %d", rows[i].line, minutes);
        str_finish(&title);
    }
}

/* The day was to begin at ten; the map, at twelve, was entered so many minutes late. */
static struct day late_day(struct laptop_day *l, int minutes)
{
    struct day day;
    int64_t now_ms = AT(12, minutes);
    struct day_times times = {
        .now_ms = now_ms, .midnight_ms = MIDNIGHT, .starts_ms = AT(10, 0)};
    l->author.now_ms = now_ms;
    author_set(&l->author, l->table, "stage", VALUE_OF_TEXT("map"), NULL);
    day_find(l->session, l->table, &times, &day);
    return day;
}

static struct day day_again(struct laptop_day *l, int minutes)
{
    struct day day;
    struct day_times times = {
        .now_ms = AT(12, minutes), .midnight_ms = MIDNIGHT, .starts_ms = AT(10, 0)};
    day_find(l->session, l->table, &times, &day);
    return day;
}

Test(agenda, of_a_late_day_is_shortened_where_most_can_be_given)
{
    static const struct {
        int late;
        const char *cuts;
    } rows[] = {{0, ""},
                {-10, ""},
                {11, "lunch 11, ideas 11"},
                {22, "lunch 22, ideas 22"},
                {40, "lunch 22, ideas 22"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct laptop_day l = begin();
        struct day day = late_day(&l, rows[i].late);
        struct day_cut cuts[DAY_CUTS];
        struct str words = STR_EMPTY;
        size_t count = day_cuts(&day, cuts);
        for (size_t j = 0; j < count; j++) {
            str_addf(&words, "%s%s %d", j ? ", " : "", day.stages[cuts[j].index].id,
                     cuts[j].minutes);
        }
        cr_expect_str_eq(str_text(&words), rows[i].cuts, "%d: %s", rows[i].late,
                         str_text(&words));
        str_finish(&words);
        finish(&l);
    }
}

/* What anybody in the room can agree to is asked for by its name, though others have more. */
Test(agenda, lunch_is_offered_as_long_as_it_is_ahead)
{
    struct laptop_day l = begin();
    struct day_cut cuts[DAY_CUTS];
    author_set_stage_minutes(&l.author, l.table, stage_of(&l, "lunch"), 20, NULL);
    author_set_stage_minutes(&l.author, l.table, stage_of(&l, "themes"), 90, NULL);
    struct day day = late_day(&l, 40);
    cr_assert_eq(day_cuts(&day, cuts), 2);
    cr_expect_str_eq(day.stages[cuts[0].index].id, "themes");
    cr_expect_str_eq(day.stages[cuts[1].index].id, "lunch");
    cr_expect_eq(cuts[1].minutes, 10);
    author_set_stage_minutes(&l.author, l.table, stage_of(&l, "lunch"), 9, NULL);
    day = day_again(&l, 40);
    cr_assert_eq(day_cuts(&day, cuts), 2);
    cr_expect_str_eq(day.stages[cuts[1].index].id, "ideas");
    finish(&l);
}

Test(agenda, short_and_skipped_stages_give_nothing)
{
    static const char *const ids[] = {"themes", "lunch", "ideas", "next"};
    struct laptop_day l = begin();
    struct day_cut cuts[DAY_CUTS];
    for (size_t i = 0; i < LENGTH(ids); i++) {
        author_set_stage_minutes(&l.author, l.table, stage_of(&l, ids[i]), 9, NULL);
    }
    struct day day = late_day(&l, 11);
    cr_expect_eq(day_cuts(&day, cuts), 0);
    author_set_stage_minutes(&l.author, l.table, stage_of(&l, "next"), 10, NULL);
    day = day_again(&l, 11);
    cr_assert_eq(day_cuts(&day, cuts), 1);
    cr_expect_eq(cuts[0].minutes, 5);
    author_skip_stage(&l.author, l.table, stage_of(&l, "next"), true, NULL);
    day = day_again(&l, 11);
    cr_expect_eq(day_cuts(&day, cuts), 0);
    finish(&l);
}

/* What a stage to come takes less wins the lateness back: its end is planned as before. */
Test(agenda, of_a_day_that_won_its_time_back_ends_when_it_was_to)
{
    struct laptop_day l = begin();
    struct day day = late_day(&l, 11);
    cr_expect_eq(day_behind_minutes(&day), 11);
    author_set_stage_minutes(&l.author, l.table, stage_of(&l, "lunch"), 34, NULL);
    day = day_again(&l, 11);
    size_t lunch = (size_t)(stage_of(&l, "lunch") - day.stages);
    cr_expect_eq(day_behind_minutes(&day), 0);
    cr_expect_eq(day_planned_ms(&day, lunch), AT(13, 11));
    cr_expect_eq(day_expected_ms(&day, lunch), AT(13, 11));
    cr_expect_eq(day_first_planned_ms(l.table, &day, lunch), AT(13, 0),
                 "late until then");
    cr_expect_eq(day_first_planned_ms(l.table, &day, lunch + 1), AT(13, 45));
    cr_expect_eq(day_planned_ms(&day, lunch + 1), AT(13, 45), "as it was printed");
    cr_expect_eq(day_expected_ms(&day, day.stage_count), AT(15, 0));
    author_set_stage_minutes(&l.author, l.table, stage_of(&l, "lunch"), 15, NULL);
    day = day_again(&l, 11);
    cr_expect_eq(day_behind_minutes(&day), -19, "more than it was late");
    cr_expect_eq(day_planned_ms(&day, day.stage_count), AT(15, 0));
    author_set_stage_minutes(&l.author, l.table, stage_of(&l, "lunch"), 50, NULL);
    day = day_again(&l, 11);
    cr_expect_eq(day_behind_minutes(&day), 16, "more makes it later");
    cr_expect_eq(day_planned_ms(&day, day.stage_count), AT(15, 0));
    finish(&l);
}

Test(agenda, stages_that_are_skipped_are_passed_over)
{
    struct laptop_day l = begin();
    author_skip_stage(&l.author, l.table, stage_of(&l, "welcome"), true, NULL);
    struct day day = day_again(&l, 0);
    cr_expect_str_eq(day.stages[day_next(&day)].id, "overview");
    author_skip_stage(&l.author, l.table, stage_of(&l, "themes"), true, NULL);
    author_skip_stage(&l.author, l.table, stage_of(&l, "understanding"), true, NULL);
    day = late_day(&l, 0);
    cr_expect_str_eq(day.stages[day_next(&day)].id, "lunch");
    cr_expect_str_eq(day.stages[day_previous(&day)].id, "break");
    finish(&l);
}

Test(agenda, of_a_prepared_table_is_copied_but_not_how_late_it_was)
{
    struct laptop_day l = begin();
    author_set_stage_minutes(&l.author, l.table, stage_of(&l, "lunch"), 30, NULL);
    author_add_stage(&l.author, l.table, stage_of(&l, "lunch"), "Walk", 10, NULL);
    author_set(&l.author, l.table, "stage_late:map", VALUE_OF_TEXT("11"), NULL);
    struct laptop_day copy = {.session = l.session, .author = l.author};
    copy.table = author_add_table(&l.author, NULL, NULL, "York", NULL, "5", NULL);
    cr_assert(author_copy_table(&l.author, l.session, l.table, copy.table, NULL));
    expect_agenda(&copy,
                  "welcome 5, overview 25, speakers 60, break 15, understanding 15, "
                  "map 45, themes 15, lunch 30, Walk 10, ideas 45, next 30, "
                  "close 0");
    cr_expect_str_eq(record_words(copy.table, "stage_late:map"), "");
    finish(&l);
}
