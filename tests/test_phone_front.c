/* Phones write into what is in front of the room. */

#include "model/offers.h"
#include "support/counter.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct counter c;

static void enter(void)
{
    counter_enter(&c);
}

static void leave(void)
{
    counter_leave(&c);
}

TestSuite(phone_front, .init = enter, .fini = leave);

static const char *column_of(const char *once)
{
    struct offer offer;
    cr_assert(offer_find(c.session, once, &offer));
    return offer.column;
}

/* While the room looks at the plan, a phone is not to ask for barriers. */
Test(phone_front, phones_write_into_what_is_in_front_of_the_room)
{
    counter_set(&c, "stage", "map");
    expect_part(COUNTER_GET(&c, "p1", NULL), "value=\"barriers\"");
    desk_front(c.desk, record_id(c.table), "actions", "");
    expect_part(COUNTER_GET(&c, "p1", NULL), "value=\"individuals\"");
    expect_no_part(str_text(&c.answer.body), "value=\"barriers\"");
    /* From a page that was open: it goes where that said. */
    COUNTER_POST(&c, "p1", "once", "a1", "text", "Bus fares", "goal", record_id(c.goal),
                 "column", "barriers");
    cr_expect_str_eq(column_of("a1"), "barriers");
    desk_front(c.desk, "another", "actions", "");
    expect_part(COUNTER_GET(&c, "p1", NULL), "value=\"barriers\"");
    desk_front(c.desk, record_id(c.table), "no such grid", "");
    expect_part(COUNTER_GET(&c, "p1", NULL), "value=\"barriers\"");
}

static const char *chosen_goal(const char *phone)
{
    static char id[64];
    const char *page = COUNTER_GET(&c, phone, NULL), *end = strstr(page, "\" selected>");
    cr_assert(end);
    const char *begin = end;
    while (begin[-1] != '"') {
        begin--;
    }
    snprintf(id, sizeof id, "%.*s", (int)(end - begin), begin);
    return id;
}

/* From the first page on; who chose another stays there. */
Test(phone_front, phones_begin_with_the_goal_in_front_of_the_room_and_go_along)
{
    const struct record *second =
        author_add_goal(&c.ana, c.table, c.goal, "More walking", NULL);
    const char *one = record_id(c.goal), *two = record_id(second);
    desk_front(c.desk, record_id(c.table), "map", two);
    cr_expect_str_eq(chosen_goal("fresh"), two);
    expect_part(str_text(&c.answer.body), "name=front");
    COUNTER_POST(&c, "fresh", "once", "b1", "text", "Rain", "goal", two, "front", two,
                 "column", "barriers");
    COUNTER_POST(&c, "other", "once", "b2", "text", "Cars", "goal", one, "front", two,
                 "column", "barriers");
    cr_expect_str_eq(chosen_goal("other"), one, "chosen by hand");
    desk_front(c.desk, record_id(c.table), "map", one);
    cr_expect_str_eq(chosen_goal("fresh"), one);
    desk_front(c.desk, record_id(c.table), "map", "gone");
    cr_expect_str_eq(chosen_goal("fresh"), one);
}

/* Its page may be open still on a phone, and say so or not. */
Test(phone_front, a_meeting_that_was_followed_up_is_not_written_into)
{
    const char *last = record_id(c.table);
    COUNTER_GET(&c, "p1", "table", last);
    const struct record *today =
        author_follow_up(&c.ana, &(struct follow_up){.date = "2017-03-22"}, NULL);
    author_add_goal(&c.ana, today, NULL, "Today's goal", NULL);
    static const char *const phones[] = {"p1", "p2"};
    for (size_t i = 0; i < 2; i++) {
        expect_part(COUNTER_GET(&c, phones[i], "table", last), "Today&#39;s goal");
        expect_no_part(str_text(&c.answer.body), "More walking");
        expect_no_part(str_text(&c.answer.body), "&amp;table=");
        expect_part(COUNTER_POST(&c, phones[i], "once", "a1", "text", "Late", "goal",
                                 record_id(c.goal), "column", "barriers"),
                    "This page was out of date.");
        expect_part(COUNTER_POST(&c, phones[i], "once", "a1", "text", "Late", "table",
                                 last, "goal", "", "column", "barriers"),
                    "This page was out of date.");
    }
    cr_expect_eq(counter_offers(&c, OFFERS_ALL), 0);
    COUNTER_POST(&c, "p1", "once", "a2", "text", "Bus fares", "goal", "");
    cr_expect_eq(table_offer_count(c.session, today, OFFERS_ALL), 1);
}

Test(phone_front, of_tables_of_several_days_each_says_its_own_and_the_latest_is_first)
{
    author_add_table(&c.ana, "rsa", "Walking", NULL, "2017-03-22", "4", NULL);
    expect_part(COUNTER_GET(&c, "p1", NULL),
                "aria-current=true><bdi>table 4, 2017-03-22<");
    expect_part(str_text(&c.answer.body), "<bdi>table 4, 2017-02-22<");
}
