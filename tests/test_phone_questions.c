/* Short questions, as phones answer them. */

#include "model/ballot.h"
#include "model/offers.h"
#include "model/questions.h"
#include "support/counter.h"
#include "support/expect.h"
#include "support/folder.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static struct counter c;
static const struct record *question;

static void enter(void)
{
    counter_enter(&c);
}

static void leave(void)
{
    counter_leave(&c);
}

TestSuite(phone_questions, .init = enter, .fini = leave);

static void ask(enum question_asks asks, const char *text)
{
    question = author_ask(&c.ana, c.table, asks, text, NULL);
    cr_assert(question);
}

/* The n-th answer is chosen. */
static void choose(const char *phone, size_t n)
{
    size_t count;
    const struct record *const *answers =
        goal_notes(c.session, question, ANSWERS_COLUMN, &count);
    struct str what = str_of("answer:%s", record_id(answers[n]));
    COUNTER_POST(&c, phone, "question", record_id(question), "do", what.bytes);
    str_finish(&what);
}

static long answered(size_t n)
{
    size_t count;
    struct answer *answers = question_answers(c.session, question, &count);
    long times = n < count ? answers[n].count : 0;
    free(answers);
    return times;
}

Test(phone_questions, a_hand_is_raised_once_and_may_change)
{
    ask(ASKS_HANDS, "Shall we go on?");
    expect_part(COUNTER_GET(&c, "p1", "lang", "pl"), "<bdi>Nie wiem</bdi></button>");
    choose("p1", 0);
    expect_part(str_text(&c.answer.body), "Your answer: Yes");
    choose("p1", 0);
    choose("p2", 0);
    cr_expect_eq(answered(0), 2);
    expect_part(COUNTER_GET(&c, "p1", NULL), "aria-pressed=true><bdi>Yes</bdi>");
    choose("p1", 1);
    cr_expect_eq(answered(0), 1);
    cr_expect_eq(answered(1), 1);
    choose("", 1); /* without a cookie nobody could be told from another */
    cr_expect_eq(answered(1), 1);
}

Test(phone_questions, a_scale_is_five_buttons)
{
    ask(ASKS_SCALE, "How sure are we?");
    cr_expect_eq(parts_in(COUNTER_GET(&c, "p1", NULL), "aria-pressed=false"), 5);
    choose("p1", 4);
    choose("p2", 0);
    struct scale scale = question_scale(c.session, question);
    cr_expect_eq(scale.answers, 2);
    cr_expect_float_eq(scale.mean, 3, 0.01);
}

Test(phone_questions, a_word_each_waits_as_an_entry_does)
{
    ask(ASKS_WORDS, "What brought you here?");
    expect_part(COUNTER_GET(&c, "p1", NULL), "<input name=word");
    const char *row = record_id(question);
    COUNTER_POST(&c, "p1", "question", row, "do", "answer", "word", "hope");
    expect_part(str_text(&c.answer.body), "Your answer: hope");
    COUNTER_POST(&c, "p1", "question", row, "do", "answer", "word", "hope");
    COUNTER_POST(&c, "p2", "question", row, "do", "answer", "word", "the bus");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 2);
    COUNTER_POST(&c, "p1", "question", row, "do", "answer", "word", "anger");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 2);
    expect_part(COUNTER_GET(&c, "p1", NULL), "<bdi>anger</bdi>");
    expect_no_part(str_text(&c.answer.body), "hope");
}

/* Enter in its line presses the button of the entry below it, or a thumb does. */
Test(phone_questions, a_word_counts_whichever_button_sends_it)
{
    ask(ASKS_WORDS, "What brought you here?");
    const char *row = record_id(question);
    COUNTER_POST(&c, "p1", "question", row, "do", "send", "word", "hope", "text", "");
    expect_part(str_text(&c.answer.body), "Your answer: hope");
    COUNTER_POST(&c, "p2", "question", row, "do", "send", "word", "fear", "text",
                 "Bus fares", "once", "a2", "goal", record_id(c.goal), "column",
                 "barriers");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 3);
}

Test(phone_questions, what_is_over_is_not_answered)
{
    ask(ASKS_HANDS, "Shall we go on?");
    cr_assert(author_set_question(&c.ana, question, QUESTION_ENDED, NULL));
    expect_no_part(COUNTER_GET(&c, "p1", NULL), "Shall we go on?");
    choose("p1", 0);
    expect_part(str_text(&c.answer.body), "This question was closed: Shall we go on?");
    cr_expect_eq(answered(0), 0);
}

Test(phone_questions, a_word_that_comes_too_late_stays_on_the_page_and_can_be_an_entry)
{
    ask(ASKS_WORDS, "What brought you here?");
    const char *row = record_id(question);
    cr_assert(author_set_question(&c.ana, question, QUESTION_SHOWN, NULL));
    COUNTER_POST(&c, "p1", "question", row, "do", "answer", "word", "hope & <fear>",
                 "text", "Bus");
    expect_part(str_text(&c.answer.body), "closed: What brought you here?");
    expect_part(str_text(&c.answer.body), "\nBus\nhope &amp; &lt;fear&gt;</textarea>");
    expect_part(str_text(&c.answer.body), "Your words are here still. Send passes them");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 0);
    COUNTER_POST(&c, "p1", "question", row, "do", "send", "word", "hope", "text", "Bus",
                 "once", "a1", "goal", "");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 1);
    expect_part(str_text(&c.answer.body), "\nhope</textarea>");
    expect_part(str_text(&c.answer.body), "<p role=status>Sent: Bus");
    COUNTER_POST(&c, "p1", "do", "send", "text", "hope", "once", "a2", "goal", "");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 2);
}

Test(phone_questions, an_earlier_one_that_is_open_still_is_answered)
{
    ask(ASKS_WORDS, "What brought you here?");
    const char *row = record_id(question);
    ask(ASKS_HANDS, "Shall we go on?");
    COUNTER_POST(&c, "p1", "question", row, "do", "answer", "word", "hope");
    expect_part(str_text(&c.answer.body), "Your answer: hope");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 1);
}

/* The table that a laptop shows is nothing that phones know of. */
Test(phone_questions, of_several_tables_every_phone_is_asked_wherever_it_stands)
{
    const struct record *other =
        author_add_table(&c.ana, "rsa", "Walking", "Leeds", "2017-02-22", "5", NULL);
    COUNTER_GET(&c, "p2", "table", record_id(other));
    ask(ASKS_HANDS, "Shall we go on?");
    expect_part(COUNTER_GET(&c, "p2", NULL), "Shall we go on?");
    choose("p1", 0);
    choose("p2", 0);
    cr_expect_eq(answered(0), 2);
    ask(ASKS_WORDS, "What brought you here?");
    const char *row = record_id(question);
    COUNTER_POST(&c, "p2", "question", row, "do", "answer", "word", "hope");
    expect_part(str_text(&c.answer.body), "Your answer: hope");
    expect_part(COUNTER_GET(&c, "p2", NULL), "<bdi>hope</bdi>");
    cr_expect_eq(counter_offers(&c, OFFER_WAITS), 1);
    cr_expect_eq(table_offer_count(c.session, other, OFFER_WAITS), 1);
    cr_expect_eq(table_offer_count(c.session, other, OFFER_WAITS | OFFERS_OWN), 0);
    struct str waiting = STR_EMPTY;
    offers_say_waiting(c.session, NULL, &waiting);
    expect_part(str_text(&waiting), "1 entry that phones sent");
    str_finish(&waiting);
}

Test(phone_questions, one_that_a_table_asked_by_itself_stays_its_own)
{
    ask(ASKS_HANDS, "Shall we go on?");
    const struct record *other =
        author_add_table(&c.ana, "rsa", "Walking", "Leeds", "2017-02-22", "5", NULL);
    expect_no_part(COUNTER_GET(&c, "p2", "table", record_id(other)), "Shall we go on?");
}

Test(phone_questions, a_table_is_called_as_at_the_laptop)
{
    author_add_table(&c.ana, "rsa", "Walking", "Leeds", "2017-02-22", "5", NULL);
    expect_part(COUNTER_GET(&c, "p1", NULL), "<bdi>Leeds, table 5<");
    expect_part(str_text(&c.answer.body), "<bdi>table 4<");
    expect_part(COUNTER_GET(&c, "p1", "lang", "cy"), "<bdi>Leeds, Bwrdd 5<");
    author_add_table(&c.ana, "rsa", "Cycling", "Leeds", "2017-02-22", "5", NULL);
    expect_part(COUNTER_GET(&c, "p1", NULL), "<bdi>Leeds, table 5, Cycling<");
}

Test(phone_questions, a_word_half_typed_stays_whatever_else_is_pressed)
{
    ask(ASKS_WORDS, "What brought you here?");
    const char *row = record_id(question);
    COUNTER_POST(&c, "p1", "question", row, "do", "show", "word", "ho");
    expect_part(str_text(&c.answer.body), "name=word value=\"ho\"");
    COUNTER_POST(&c, "p1", "question", row, "do", "ready", "word", "ho");
    expect_part(str_text(&c.answer.body), "name=word value=\"ho\"");
}

Test(phone_questions, a_dot_that_comes_too_late_is_told_that_the_vote_was_closed)
{
    struct str what = str_of("dots:goal:%s:1", record_id(c.goal));
    cr_assert(
        author_set_ballot(&c.ana, c.table, (struct ballot){BALLOT_OPEN, false, 3}, NULL));
    counter_set(&c, PHONES_VOTE, "yes");
    COUNTER_POST(&c, "p1", "do", "show"); /* it has a cookie by now */
    COUNTER_POST(&c, "p1", "do", what.bytes);
    cr_expect_eq(record_votes(c.goal), 1);
    counter_set(&c, PHONES_VOTE, NULL);
    expect_part(COUNTER_POST(&c, "p1", "do", what.bytes), "This vote was closed.");
    str_finish(&what);
}
