/* What phones ask becomes an edit. */

#include "model/alone.h"
#include "model/ballot.h"
#include "model/offers.h"
#include "model/rows.h"
#include "support/counter.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
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

TestSuite(phone_desk, .init = enter, .fini = leave);

#define SEND(phone, once, words)                                                         \
    COUNTER_POST(&c, phone, "once", once, "text", words, "goal", record_id(c.goal),      \
                 "column", "barriers")

static size_t notes(void)
{
    size_t count;
    goal_notes(c.session, c.goal, "barriers", &count);
    return count;
}

static struct offer offered(const char *once)
{
    struct offer offer;
    cr_assert(offer_find(c.session, once, &offer), "%s is not offered", once);
    return offer;
}

Test(phone_desk, what_a_phone_sends_waits_until_somebody_takes_it)
{
    SEND("p1", "a1", " Bus fares \n");
    cr_expect_eq(c.answer.status, 303);
    cr_expect_str_eq(str_text(&c.answer.see), "?lang=en&sent=a1");
    struct offer offer = offered("a1");
    cr_expect_eq(offer.state, OFFER_WAITS);
    cr_expect_str_eq(offer.column, "barriers");
    cr_expect_eq(offer.goal, c.goal);
    cr_expect_eq(notes(), 0);
    expect_part(COUNTER_GET(&c, "p1", "sent", "a1"), "<p role=status>Sent: Bus fares");
    expect_no_part(COUNTER_GET(&c, "p2", "sent", "a1"), "Bus fares");
}

Test(phone_desk, of_a_phone_only_a_hash_stands_in_the_session)
{
    COUNTER_POST(&c, "0123456789abcdefghjkmnpqrs", "once", "a1", "text", "Bus fares",
                 "name", "Ben");
    struct offer offer = offered("a1");
    cr_expect_eq(strlen(offer.from), 13);
    cr_expect_str_neq(offer.from, "0123456789abc");
    cr_expect_str_eq(offer.by, "Ben (phone)");
}

Test(phone_desk, of_several_tables_the_one_that_is_shown_is_written_to)
{
    expect_no_part(COUNTER_GET(&c, "p1", NULL), "name=table");
    const struct record *other =
        author_add_table(&c.ana, "rsa", "Cycling", NULL, "2017-02-22", "5", NULL);
    const char *id = record_id(other);
    struct str link = str_of("&amp;table=%s\">", id);
    expect_part(COUNTER_GET(&c, "p1", NULL), link.bytes);
    expect_part(COUNTER_GET(&c, "p1", "table", id), "<title>Cycling<");
    expect_part(COUNTER_GET(&c, "p1", NULL), "<title>Cycling<");
    expect_part(COUNTER_GET(&c, "p2", NULL), "<title>Walking<");
    COUNTER_POST(&c, "p2", "once", "a1", "text", "Lanes", "table", id);
    cr_expect_eq(record_owner(offered("a1").record), other);
    COUNTER_POST(&c, "p2", "once", "a1", "text", "Lanes", "table", record_id(c.table));
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 1, "the other table has it as well");
    expect_part(COUNTER_POST(&c, "p2", "once", "a2", "text", "Lost", "table", "gone"),
                "This page was out of date.");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 1);
    str_finish(&link);
}

Test(phone_desk, a_new_goal_is_offered_as_one)
{
    COUNTER_POST(&c, "p1", "once", "a1", "text", "More trees", "goal", "");
    cr_expect_null(offered("a1").goal);
    expect_part(COUNTER_GET(&c, "p1", NULL), "<bdi>More trees</bdi><small><bdi>A new");
}

Test(phone_desk, a_form_sent_twice_is_one_entry_and_was_sent_both_times)
{
    SEND("p1", "a1", "Bus fares");
    SEND("p1", "a1", "Bus fares");
    cr_expect_str_eq(str_text(&c.answer.see), "?lang=en&sent=a1");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 1);
}

Test(phone_desk, a_form_gone_back_to_and_filled_in_anew_is_another_entry)
{
    SEND("p1", "a1", "Bus fares");
    SEND("p1", "a1", "Bus stops");
    SEND("p1", "a1", "Bus stops");
    SEND("p2", "a1", "Bus fares"); /* as somebody who heard of that name */
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 3);
    cr_expect_str_eq(offered("a1").text, "Bus fares");
}

Test(phone_desk, an_empty_or_too_long_entry_is_refused_and_300_letters_are_not)
{
    struct str text = STR_EMPTY;
    SEND("p1", "a1", " \n ");
    expect_part(str_text(&c.answer.body), "Please write something first.");
    for (int i = 0; i < 300; i++) {
        str_add(&text, "नि"); /* one letter of two code points */
    }
    SEND("p1", "a2", text.bytes);
    cr_expect_eq(c.answer.status, 303);
    str_add(&text, "x");
    SEND("p1", "a3", text.bytes);
    expect_part(str_text(&c.answer.body), "there are 301.");
    str_clear(&text);
    for (int i = 0; i < 3000; i++) { /* one letter of 6,001 bytes */
        str_add(&text, i ? "\xcc\x81" : "e\xcc\x81");
    }
    SEND("p1", "a4", text.bytes);
    expect_part(str_text(&c.answer.body), "300 letters at most, please");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 1);
    str_finish(&text);
}

Test(phone_desk, a_phone_sends_ten_entries_a_minute_and_is_told_kindly)
{
    char once[16];
    for (int i = 0; i <= DESK_PACE; i++) {
        snprintf(once, sizeof once, "a%d", i);
        SEND("p1", once, once);
    }
    cr_expect_eq(c.answer.status, 429);
    expect_part(str_text(&c.answer.body), "Please wait a minute");
    expect_part(str_text(&c.answer.body), ">\na10</textarea>");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), DESK_PACE);
    SEND("p1", "a0", "a0"); /* sent twice is no more */
    cr_expect_eq(c.answer.status, 303);
    SEND("p2", "b0", "b0");
    cr_expect_eq(c.answer.status, 303);
    c.now_ms += 6000;
    SEND("p1", "a10", "a10");
    cr_expect_eq(c.answer.status, 303);
}

Test(phone_desk, all_phones_together_send_no_more_than_a_room_can)
{
    char name[16];
    int refused = 0;
    for (int i = 0; i < DESK_ADDED_PACE + 5; i++) {
        snprintf(name, sizeof name, "p%d", i);
        SEND(name, name, name);
        refused += c.answer.status == 429;
    }
    cr_expect_eq(refused, 5);
}

Test(phone_desk, what_waits_is_taken_back_whenever_who_sent_it_wants)
{
    SEND("p1", "a1", "Bus fares");
    expect_part(COUNTER_GET(&c, "p1", NULL), "value=\"back:a1\"");
    COUNTER_POST(&c, "p2", "do", "back:a1");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 1);
    COUNTER_POST(&c, "p1", "do", "back:a1");
    cr_expect_str_eq(str_text(&c.answer.see), "?lang=en&back=a1");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 0);
    expect_part(COUNTER_GET(&c, "p1", "back", "a1"), "Taken back: Bus fares");
    COUNTER_POST(&c, "p1", "do", "back:a1"); /* once more does no harm */
    SEND("p1", "a2", "Bus stops");
    c.now_ms += 100 * (int64_t)DESK_TAKE_BACK_MS;
    expect_part(COUNTER_GET(&c, "p1", NULL), "value=\"back:a2\"");
    COUNTER_POST(&c, "p1", "do", "back:a2");
    expect_part(COUNTER_GET(&c, "p1", "back", "a2"), "Taken back: Bus stops");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 0);
}

Test(phone_desk, what_the_table_took_and_undid_waits_and_is_taken_back)
{
    struct str undone = STR_EMPTY;
    SEND("p1", "a1", "Bus fares");
    struct offer offer = offered("a1");
    cr_assert(author_take_offer(&c.ana, &offer, c.goal, "barriers", NULL, NULL));
    author_undo(&c.ana, &undone);
    str_finish(&undone);
    c.now_ms += DESK_TAKE_BACK_MS;
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 1);
    expect_part(COUNTER_GET(&c, "p1", NULL), "value=\"back:a1\"");
    COUNTER_POST(&c, "p1", "do", "back:a1");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 0);
    cr_expect_eq(notes(), 0);
}

Test(phone_desk, what_is_on_the_wall_for_a_minute_can_only_be_asked_for)
{
    counter_set(&c, PHONES_STRAIGHT, "yes");
    SEND("p1", "a1", "Bus fares");
    c.now_ms += DESK_TAKE_BACK_MS;
    expect_part(COUNTER_GET(&c, "p1", NULL), "value=\"ask:a1\"");
    COUNTER_POST(&c, "p1", "do", "back:a1");
    expect_part(COUNTER_GET(&c, "p1", "stays", "a1"), "can no longer be taken back");
    cr_expect_eq(notes(), 1);
}

Test(phone_desk,
     where_entries_are_let_straight_in_it_is_on_the_wall_and_can_be_taken_back)
{
    counter_set(&c, PHONES_STRAIGHT, "yes");
    SEND("p1", "a1", "Bus fares");
    cr_expect_eq(notes(), 1);
    COUNTER_POST(&c, "p1", "do", "back:a1");
    cr_expect_eq(notes(), 0);
    SEND("p1", "a2", "Bus stops");
    const struct record *note = session_record(c.session, "note", "a2");
    author_reword(&c.ana, note, "Bus stops far away", NULL);
    COUNTER_POST(&c, "p1", "do", "back:a2");
    cr_expect_eq(notes(), 1, "somebody made other words of it");
}

Test(phone_desk, what_was_taken_is_not_taken_back)
{
    SEND("p1", "a1", "Bus fares");
    struct offer offer = offered("a1");
    cr_assert(author_take_offer(&c.ana, &offer, c.goal, "barriers", NULL, NULL));
    expect_no_part(COUNTER_GET(&c, "p1", NULL), "value=\"back:");
    COUNTER_POST(&c, "p1", "do", "back:a1");
    cr_expect_eq(notes(), 1);
    SEND("p1", "a1", "Bus fares"); /* the form comes once more */
    cr_expect_eq(notes(), 1);
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 0);
}

Test(phone_desk, what_the_table_has_is_shown_if_it_says_so)
{
    author_add_note(&c.ana, c.goal, "barriers", NULL, "Rain", NULL);
    expect_no_part(COUNTER_GET(&c, "p1", NULL), "Rain");
    counter_set(&c, PHONES_SEE, "yes");
    expect_part(COUNTER_GET(&c, "p1", NULL), "<li><bdi>Rain</bdi></li>");
    COUNTER_POST(&c, "p1", "do", "show", "text", "", "goal", record_id(c.goal), "column",
                 "moments");
    const char *page = COUNTER_GET(&c, "p1", NULL);
    expect_no_part(page, "Rain");
    expect_part(page, "value=\"moments\" checked");
    expect_part(COUNTER_GET(&c, "p2", NULL), "Rain");
}

Test(phone_desk, what_is_written_alone_is_hidden_from_all_but_its_writer)
{
    counter_set(&c, PHONES_SEE, "yes");
    author_add_note(&c.ana, c.goal, "barriers", NULL, "Rain", NULL);
    cr_assert(author_begin_alone(&c.ana, c.table, NULL));
    SEND("p1", "a1", "Bus fares");
    cr_expect_eq(counter_offers(&c, OFFER_HIDDEN), 1);
    expect_part(COUNTER_GET(&c, "p1", NULL), "Bus fares");
    const char *page = COUNTER_GET(&c, "p2", NULL);
    expect_no_part(page, "Bus fares");
    expect_no_part(page, "Rain");
    expect_part(page, "For now each of us writes alone.");
    cr_assert(author_reveal(&c.ana, c.table, NULL));
    expect_part(COUNTER_GET(&c, "p2", NULL), "Rain");
}

/* Who ends the round says where all of it goes. */
Test(phone_desk, what_is_written_alone_is_not_taken_even_where_entries_go_straight_in)
{
    counter_set(&c, PHONES_STRAIGHT, "yes");
    cr_assert(author_begin_alone(&c.ana, c.table, NULL));
    SEND("p1", "a1", "Bus fares");
    cr_assert(author_reveal(&c.ana, c.table, NULL));
    cr_expect_eq(notes(), 0);
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 1);
    SEND("p1", "a2", "Rain");
    cr_expect_eq(notes(), 1);
}

/* The page that was open said that nobody would see it. */
Test(phone_desk, what_was_to_be_alone_is_not_shown_without_a_second_look)
{
    counter_set(&c, PHONES_STRAIGHT, "yes");
    cr_assert(author_begin_alone(&c.ana, c.table, NULL));
    expect_part(COUNTER_GET(&c, "p1", NULL), "name=alone");
    cr_assert(author_reveal(&c.ana, c.table, NULL));
    const char *page = COUNTER_POST(&c, "p1", "text", "My dad drinks", "do", "send",
                                    "once", "a1", "alone", "1");
    expect_part(page, "This page was out of date.");
    expect_part(page, ">\nMy dad drinks</textarea>");
    expect_no_part(page, "name=alone");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS | OFFER_TAKEN), 0);
}

Test(phone_desk, who_is_ready_is_counted_for_one_round)
{
    cr_assert(author_begin_alone(&c.ana, c.table, NULL));
    COUNTER_POST(&c, "p1", "do", "ready");
    COUNTER_POST(&c, "p1", "do", "ready");
    COUNTER_POST(&c, "p2", "do", "ready");
    cr_expect_eq(desk_ready(c.desk), 2);
    expect_part(COUNTER_GET(&c, "p1", NULL), "You said that you are ready.");
    COUNTER_POST(&c, "p2", "do", "unready");
    cr_expect_eq(desk_ready(c.desk), 1);
    cr_assert(author_reveal(&c.ana, c.table, NULL));
    cr_assert(author_begin_alone(&c.ana, c.table, NULL));
    cr_expect_eq(desk_ready(c.desk), 0);
    cr_expect_eq(desk_joined(c.desk), 2);
}

Test(phone_desk, what_stands_in_the_field_stays_whatever_is_pressed)
{
    cr_assert(author_begin_alone(&c.ana, c.table, NULL));
    const char *page =
        COUNTER_POST(&c, "p1", "text", "half a <thought", "do", "ready", "once", "a1");
    expect_part(page, ">\nhalf a &lt;thought</textarea>");
    expect_part(page, "name=once value=\"a1\"");
}

Test(phone_desk, a_goal_that_is_gone_is_not_written_under)
{
    cr_assert(author_delete(&c.ana, c.goal, NULL));
    SEND("p1", "a1", "Bus fares");
    expect_part(str_text(&c.answer.body), "This page was out of date.");
    expect_part(str_text(&c.answer.body), "Bus fares");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 0);
}

/* Votes */

static void open_ballot(void)
{
    struct ballot ballot = {.state = BALLOT_OPEN, .dots = 2};
    cr_assert(author_set_ballot(&c.ana, c.table, ballot, NULL));
    counter_set(&c, PHONES_VOTE, "yes");
}

static void give(const char *phone, int dots)
{
    struct str what = str_of("dots:goal:%s:%d", record_id(c.goal), dots);
    COUNTER_POST(&c, phone, "do", what.bytes);
    str_finish(&what);
}

Test(phone_desk, a_phone_gives_its_dots_and_never_more_than_there_are)
{
    give("p1", 1);
    cr_expect_eq(record_votes(c.goal), 0, "no ballot is open to phones");
    open_ballot();
    expect_part(COUNTER_GET(&c, "p1", NULL), "Dots left: 2 of 2");
    give("p1", 2);
    give("p1", 2); /* sent twice is the same */
    cr_expect_eq(record_votes(c.goal), 2);
    expect_part(COUNTER_GET(&c, "p1", NULL), "Dots left: 0 of 2");
    expect_part(COUNTER_GET(&c, "p2", NULL), "Dots left: 2 of 2");
    give("p1", 3);
    give("p1", -1);
    cr_expect_eq(record_votes(c.goal), 2);
    give("p2", 1);
    give("p1", 0);
    cr_expect_eq(record_votes(c.goal), 1);
    give("", 1); /* without a cookie nobody could be told from another */
    cr_expect_eq(record_votes(c.goal), 1);
}

Test(phone_desk, after_a_dot_the_page_is_where_the_thumb_was)
{
    struct str to = str_of("?lang=en#goal:%s", record_id(c.goal)),
               there = str_of("<li id=\"goal:%s\">", record_id(c.goal));
    open_ballot();
    give("p1", 1);
    cr_expect_eq(c.answer.status, 303);
    cr_expect_str_eq(str_text(&c.answer.see), to.bytes);
    expect_part(COUNTER_GET(&c, "p1", NULL), there.bytes);
    str_finish(&to);
    str_finish(&there);
}

Test(phone_desk, of_an_entry_of_the_ballot_it_is_said_where_it_stands)
{
    cr_assert(author_add_note(&c.ana, c.goal, "barriers", NULL, "Schools", NULL));
    open_ballot();
    expect_part(COUNTER_GET(&c, "p1", NULL),
                "<bdi>Schools</bdi><small><bdi>Barriers to change: ");
    expect_part(str_text(&c.answer.body), "</bdi><small><bdi>Goal</bdi></small>");
}

Test(phone_desk, the_ballot_may_be_of_one_column_alone)
{
    give("p1", 0);
    cr_assert(author_add_note(&c.ana, c.goal, "barriers", NULL, "Schools", NULL));
    open_ballot();
    give("p1", 1);
    counter_set(&c, PHONES_COLUMN, "barriers");
    expect_part(COUNTER_GET(&c, "p1", NULL), "One dot more: Schools");
    expect_no_part(str_text(&c.answer.body), "dots:goal:");
    expect_part(str_text(&c.answer.body), "Dots left: 1 of 2");
    give("p1", 2);
    cr_expect_eq(record_votes(c.goal), 1, "what was given there stays");
    counter_set(&c, PHONES_COLUMN, "goals");
    expect_no_part(COUNTER_GET(&c, "p1", NULL), "One dot more: Schools");
    give("p1", 2);
    cr_expect_eq(record_votes(c.goal), 2);
}

/* Dots for an entry, from a phone that has been there before. */
static long dots_given(const char *kind, const struct record *to)
{
    struct str asked = str_of("dots:%s:%s:1", kind, record_id(to));
    COUNTER_POST(&c, "p1", "once", "v1", "do", asked.bytes);
    str_finish(&asked);
    return record_votes(to);
}

/* Rows that were typed there, and what stands under a row; not what the form gives. */
Test(phone_desk, what_stands_in_forms_is_voted_on_and_may_be_alone)
{
    const struct grid *sites = table_grid(c.session, c.table, "speakers");
    cr_assert(sites && session_keep_form(c.session, "speakers", NULL));
    sites = table_grid(c.session, c.table, "speakers");
    const struct record *site =
        author_add_row(&c.ana, c.table, sites, NULL, "Erewash", NULL);
    const struct grid *signs = table_grid(c.session, c.table, "signs");
    const struct record *sign = grid_row(c.session, c.table, signs, signs->given[0].id);
    cr_assert(author_add_note(&c.ana, sign, "signs_seen", NULL, "A crèche", NULL));
    COUNTER_GET(&c, "p1", NULL);
    open_ballot();
    const char *page = COUNTER_GET(&c, "p1", NULL);
    expect_part(page, "<bdi>Erewash</bdi><small><bdi>Sites</bdi></small>");
    expect_part(page, "<bdi>A crèche</bdi><small><bdi>Where we see it: Acting early");
    expect_no_part(page, "<bdi>Acting early</bdi>");
    cr_expect_eq(dots_given("goal", site), 1);
    cr_expect_eq(dots_given("goal", sign), 0, "the form gives it");
    counter_set(&c, PHONES_COLUMN, VOTED_ROWS "speakers");
    page = COUNTER_GET(&c, "p1", NULL);
    expect_part(page, "<bdi>Erewash</bdi>");
    expect_no_part(page, "A crèche");
    counter_set(&c, PHONES_COLUMN, "goals");
    expect_no_part(COUNTER_GET(&c, "p1", NULL), "Erewash");
}

Test(phone_desk, what_is_hidden_or_of_another_table_is_given_no_dots)
{
    const struct record *other =
        author_add_table(&c.ana, "rsa", "Cycling", NULL, "2017-02-22", "5", NULL);
    const struct record *far = author_add_goal(&c.ana, other, NULL, "Lanes", NULL);
    struct ballot ballot = {BALLOT_OPEN, false, 9};
    author_set_ballot(&c.ana, c.table, ballot, NULL);
    counter_set(&c, PHONES_VOTE, "yes");
    COUNTER_GET(&c, "p1", NULL);
    cr_expect_eq(dots_given("goal", far), 0);
    COUNTER_GET(&c, "p1", "table", record_id(other));
    cr_expect_eq(dots_given("goal", far), 0, "its table's ballot is not open");
    COUNTER_GET(&c, "p1", "table", record_id(c.table));
    author_begin_alone(&c.ana, c.table, NULL);
    const struct record *hidden =
        author_add_note(&c.ana, c.goal, "barriers", NULL, "Rain", NULL);
    cr_expect_eq(dots_given("note", hidden), 0);
    cr_expect_eq(dots_given("goal", c.goal), 1);
}

Test(phone_desk, votes_of_others_are_not_told)
{
    open_ballot();
    give("p1", 2);
    expect_part(COUNTER_GET(&c, "p2", NULL), "Dots: 0");
    expect_no_part(str_text(&c.answer.body), "Dots: 2");
}

Test(phone_desk, a_phone_that_is_forgotten_keeps_what_it_sent_and_gave)
{
    char name[16];
    open_ballot();
    SEND("p1", "a1", "Bus fares");
    give("p1", 2);
    for (int i = 0; i < DESK_MOST_PHONES; i++) {
        snprintf(name, sizeof name, "q%d", i);
        c.now_ms++;
        COUNTER_GET(&c, name, NULL);
    }
    const char *page = COUNTER_GET(&c, "p1", NULL);
    expect_part(page, "Dots left: 0 of 2");
    expect_part(page, "<bdi>Bus fares</bdi>");
}
