/* A phone's page that stands open says by itself when something is new. */

#include "live/phones/page.h"
#include "model/alone.h"
#include "model/ballot.h"
#include "model/offers.h"
#include "model/questions.h"
#include "support/counter.h"
#include "support/expect.h"
#include "support/folder.h"

#include <criterion/criterion.h>
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

TestSuite(phone_news, .init = enter, .fini = leave);

/* What the page's frame asks for: the name of what stands on it. */
static char *seen_of(const char *page)
{
    static const char begin[] = "&amp;seen=";
    const char *at = strstr(page, begin);
    cr_assert(at, "%s", page);
    at += strlen(begin);
    return strndup(at, strcspn(at, "\"&"));
}

/* The frame asks, and is told, or asks again in a moment. */
static bool is_new(const char *phone, const char *seen)
{
    const char *frame = COUNTER_GET(&c, phone, "lang", "en", "seen", seen);
    bool told = strstr(frame, "Something is new.");
    cr_expect_eq(c.answer.status, 200);
    cr_expect_eq(c.answer.again_s, told ? 0 : 10);
    return told;
}

/* Looks; then that is done; whether the page says that something is new; looks again. */
static bool tells_of(const char *phone, void (*done)(void))
{
    char *seen = seen_of(COUNTER_GET(&c, phone, NULL));
    cr_expect(!is_new(phone, seen));
    done();
    bool told = is_new(phone, seen);
    free(seen);
    seen = seen_of(COUNTER_GET(&c, phone, NULL));
    cr_expect(!is_new(phone, seen));
    free(seen);
    return told;
}

static const struct record *question;

static void ask(void)
{
    question = author_ask(&c.ana, c.table, ASKS_HANDS, "Shall we go on?", NULL);
}

static void show_answers(void)
{
    cr_assert(author_set_question(&c.ana, question, QUESTION_SHOWN, NULL));
}

static void send_one(void)
{
    COUNTER_POST(&c, "p1", "once", "a1", "text", "Bus fares", "goal", record_id(c.goal),
                 "column", "barriers");
}

static void take_it(void)
{
    struct offer offer;
    cr_assert(offer_find(c.session, "a1", &offer));
    cr_assert(author_take_offer(&c.ana, &offer, c.goal, "barriers", NULL, NULL));
}

static void write_alone(void)
{
    cr_assert(author_begin_alone(&c.ana, c.table, NULL));
}

static void show_all(void)
{
    cr_assert(author_reveal(&c.ana, c.table, NULL));
}

static void vote(void)
{
    struct ballot ballot = {BALLOT_OPEN, false, 3};
    cr_assert(author_set_ballot(&c.ana, c.table, ballot, NULL));
    counter_set(&c, PHONES_VOTE, "yes");
}

static void go_on_to_ideas(void)
{
    counter_set(&c, "stage", "ideas");
}

static void add_an_entry(void)
{
    cr_assert(author_add_note(&c.ana, c.goal, "barriers", NULL, "Rain", NULL));
}

static void go_to_lunch(void)
{
    counter_set(&c, "stage", "lunch");
}

Test(phone_news, an_open_page_is_told_of_what_is_asked_and_of_what_became_of_its_own)
{
    cr_expect(tells_of("p1", ask));
    cr_expect(tells_of("p1", show_answers));
    send_one();
    cr_expect(tells_of("p1", take_it));
    cr_expect(tells_of("p1", write_alone));
    cr_expect(tells_of("p1", show_all));
    cr_expect(tells_of("p1", vote));
    cr_expect(tells_of("p1", go_on_to_ideas));
}

/* Or it would be told of something all day long. */
Test(phone_news, an_open_page_is_not_told_of_the_others_entries_nor_of_lunch)
{
    counter_set(&c, PHONES_SEE, "yes");
    cr_expect(!tells_of("p1", add_an_entry));
    cr_expect(!tells_of("p2", send_one));
    cr_expect(!tells_of("p2", take_it));
    cr_expect(!tells_of("p1", go_to_lunch));
}

/* A browser without cookies would be another phone every ten seconds. */
Test(phone_news,
     a_page_that_stands_open_counts_once_by_its_cookie_and_leaves_no_other_trace)
{
    char *seen = seen_of(COUNTER_GET(&c, "", NULL));
    size_t joined = desk_joined(c.desk), edits = session_edit_count(c.session);
    for (int i = 0; i < 5; i++) {
        cr_expect(!is_new("", seen));
        cr_expect_str_eq(c.answer.phone, "");
        cr_expect_eq(desk_joined(c.desk), joined + (i > 0)); /* p7 came before we began */
        cr_expect(!is_new("p7", seen));
        cr_expect_str_eq(c.answer.phone, "");
    }
    cr_expect_eq(desk_joined(c.desk), joined + 1);
    cr_expect_eq(session_edit_count(c.session), edits);
    free(seen);
}

Test(phone_news, what_is_half_typed_stays_when_the_new_is_looked_at)
{
    const char *page = COUNTER_GET(&c, "p1", NULL);
    const char *button = strstr(page, "See what is new");
    cr_assert(button && strstr(page, "<form") < button && button < strstr(page, "id=t"));
    ask();
    go_on_to_ideas();
    page = COUNTER_POST(&c, "p1", "do", "show", "once", "a1", "text", "Bus fa", "goal",
                        record_id(c.goal), "column", "barriers");
    expect_part(page, "\nBus fa</textarea>");
    expect_part(page, "Shall we go on?");
    expect_part(page, "value=\"barriers\" checked"); /* where they were meant for */
    char *seen = seen_of(page);
    cr_expect(!is_new("p1", seen));
    free(seen);
}

Test(phone_news, each_table_is_told_of_its_own)
{
    struct err err = ERR_NONE;
    const struct record *other =
        author_add_table(&c.ana, "rsa", "Cycling", NULL, "2017-02-22", "5", &err);
    cr_assert(other);
    char *seen = seen_of(COUNTER_GET(&c, "", "table", record_id(other)));
    expect_part(str_text(&c.answer.body), "&amp;table=");
    cr_assert(author_begin_alone(&c.ana, c.table, &err));
    expect_no_part(
        COUNTER_GET(&c, "", "lang", "en", "table", record_id(other), "seen", seen),
        "Something");
    expect_part(
        COUNTER_GET(&c, "", "lang", "en", "table", record_id(c.table), "seen", seen),
        "Something");
    ask(); /* of several tables everybody is asked */
    expect_part(
        COUNTER_GET(&c, "", "lang", "en", "table", record_id(other), "seen", seen),
        "Something");
    free(seen);
}

/* Nothing is read out, and nothing can be gone to, until there is something to tell. */
Test(phone_news, the_frame_has_a_title_and_no_words_until_something_is_new)
{
    expect_part(COUNTER_GET(&c, "p1", NULL), "<iframe tabindex=-1 title=\"News\"");
    expect_part(COUNTER_GET(&c, "p1", "lang", "cy"), "<iframe tabindex=-1 title=\"Ne");
    char *seen = seen_of(str_text(&c.answer.body));
    const char *frame = COUNTER_GET(&c, "p1", "lang", "cy", "seen", seen);
    expect_part(frame, "<title>Newyddion</title>");
    cr_expect_str_eq(strstr(frame, "</title>"), "</title>");
    cr_expect_lt(strlen(frame), 160);
    frame = COUNTER_GET(&c, "p1", "lang", "ur", "seen", "x");
    expect_part(frame, "<html lang=\"ur\" dir=rtl>");
    expect_part(frame, "<p role=status>");
    expect_no_part(frame, "<a ");
    expect_no_part(frame, "<button");
    free(seen);
}
