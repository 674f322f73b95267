/* What a phone takes back before anybody else sees it. */

#include "export/export.h"
#include "model/alone.h"
#include "model/history.h"
#include "model/offers.h"
#include "model/questions.h"
#include "store/file.h"
#include "support/counter.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

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

TestSuite(phone_takes_back, .init = enter, .fini = leave);

#define SEND(phone, once, words)                                                         \
    COUNTER_POST(&c, phone, "once", once, "text", words, "goal", record_id(c.goal),      \
                 "column", "barriers")

/* How often the history of the session tells it. */
static size_t told(const char *words)
{
    size_t count, times = 0, deleted;
    const struct edit **edits = history_edits(c.session, &count);
    for (size_t i = 0; i < count; i++) {
        struct str line = STR_EMPTY;
        history_describe(c.session, edits[i], HISTORY_WITH_NAMES, &line);
        times += strstr(str_text(&line), words) != NULL;
        str_finish(&line);
    }
    const struct record **records = history_deleted(c.session, c.table, NULL, &deleted);
    for (size_t i = 0; i < deleted; i++) {
        times += strcmp(record_words(records[i], "text"), words) == 0;
    }
    free(records);
    free(edits);
    return times;
}

/* Somebody at the table takes it. */
static void take(const char *once)
{
    struct offer offer;
    cr_assert(offer_find(c.session, once, &offer));
    cr_assert(author_take_offer(&c.ana, &offer, c.goal, "barriers", NULL, NULL));
}

Test(phone_takes_back, what_waits_for_a_goal_that_is_gone_says_its_column)
{
    SEND("p1", "a1", "Bus fares");
    expect_part(COUNTER_GET(&c, "p1", NULL), "Barriers to change: ");
    cr_assert(author_delete(&c.ana, c.goal, NULL));
    const char *page = strstr(COUNTER_GET(&c, "p1", NULL), "Bus fares");
    cr_assert(page);
    expect_part(page, "Barriers to change");
    expect_no_part(page, "Barriers to change:");
}

Test(phone_takes_back, what_nobody_saw_is_told_nowhere)
{
    SEND("p1", "a1", "My dad drinks");
    cr_expect_eq(told("My dad drinks"), 1);
    COUNTER_POST(&c, "p1", "do", "back:a1");
    cr_expect_eq(told("My dad drinks"), 0);
    counter_set(&c, PHONES_STRAIGHT, "yes");
    SEND("p1", "a2", "Bus fares");
    COUNTER_POST(&c, "p1", "do", "back:a2");
    cr_expect_gt(told("Bus fares"), 1, "all saw it");
}

Test(phone_takes_back, nor_what_was_hidden_while_all_wrote_alone)
{
    counter_set(&c, PHONES_STRAIGHT, "yes");
    cr_assert(author_begin_alone(&c.ana, c.table, NULL));
    SEND("p1", "a1", "My dad drinks");
    SEND("p1", "a2", "Bus fares");
    COUNTER_POST(&c, "p1", "do", "back:a1");
    c.now_ms += 1000;
    c.ana.now_ms = c.now_ms;
    cr_assert(author_reveal(&c.ana, c.table, NULL));
    take("a2");
    cr_expect_eq(told("My dad drinks"), 0);
    cr_expect_gt(told("Bus fares"), 0);
    c.now_ms += 1000;
    COUNTER_POST(&c, "p1", "do", "back:a2");
    cr_expect_gt(told("Bus fares"), 1, "all saw it");
}

Test(phone_takes_back, and_stands_neither_in_the_file_nor_in_anything_made_of_it)
{
    const struct export_options plain = {.without_names = false};
    SEND("p1", "a1", "My dad drinks");
    SEND("p1", "a2", "Bus fares");
    COUNTER_POST(&c, "p1", "do", "back:a1");
    expect_part(COUNTER_GET(&c, "p1", "back", "a1"), "Taken back: My dad drinks");
    cr_assert(author_begin_alone(&c.ana, c.table, NULL));
    counter_set(&c, PHONES_STRAIGHT, "yes");
    SEND("p1", "a3", "Mum, too");
    COUNTER_POST(&c, "p1", "do", "back:a3");
    for (const struct export_format *f = export_formats; f->name; f++) {
        struct str out = STR_EMPTY;
        if (f->write) {
            f->write(c.session, &plain, &out);
            expect_no_part(str_text(&out), "My dad drinks");
            expect_no_part(str_text(&out), "Mum, too");
        }
        str_finish(&out);
    }
    struct str file = STR_EMPTY;
    file_write(c.session, &file);
    expect_part(file.bytes, "Bus fares");
    expect_no_part(file.bytes, "My dad drinks");
    expect_no_part(file.bytes, "Mum, too");
    str_finish(&file);
    cr_expect_eq(told("redacted"), 0);
    cr_expect_eq(told("took back"), 0);
}

/* Once it was taken, whoever took it decides. */
Test(phone_takes_back, what_was_taken_can_be_asked_for)
{
    struct offer offer;
    SEND("p1", "a1", "My dad drinks");
    cr_assert(offer_find(c.session, "a1", &offer));
    cr_assert(author_take_offer(&c.ana, &offer, c.goal, "barriers", NULL, NULL));
    const char *page = COUNTER_GET(&c, "p1", NULL);
    expect_part(page, "value=\"ask:a1\"");
    expect_no_part(page, "value=\"back:a1\"");
    expect_no_part(COUNTER_GET(&c, "p2", NULL), "ask:a1");
    COUNTER_POST(&c, "p2", "do", "ask:a1"); /* is not its own */
    cr_expect_eq(counter_offers(&c, OFFER_ASKED), 0);
    COUNTER_POST(&c, "p1", "do", "ask:a1");
    cr_expect_eq(counter_offers(&c, OFFER_ASKED), 1);
    page = COUNTER_GET(&c, "p1", "asked", "a1");
    expect_part(page, "You asked to have back: My dad drinks");
    expect_part(page, "Somebody at the table decides.");
    expect_no_part(page, "ask:a1");
    cr_assert(offer_find(c.session, "a1", &offer));
    cr_assert(author_give_back(&c.ana, &offer, false, NULL));
    page = COUNTER_GET(&c, "p1", NULL);
    expect_part(page, "That can no longer be taken back.");
    expect_no_part(page, "ask:a1");
    cr_expect_eq(counter_offers(&c, OFFER_ASKED), 0);
    struct str undone = STR_EMPTY;
    author_undo(&c.ana, &undone);
    str_finish(&undone);
    cr_expect_eq(counter_offers(&c, OFFER_ASKED), 1);
    cr_assert(author_give_back(&c.ana, &offer, true, NULL));
    size_t count;
    goal_notes(c.session, c.goal, "barriers", &count);
    cr_expect_eq(count, 0);
    expect_no_part(COUNTER_GET(&c, "p1", NULL), "My dad drinks");
}

/* What stands at once can be taken back for a moment; not what others wrote under meanwhile. */
Test(phone_takes_back, a_goal_under_which_others_wrote_is_asked_for)
{
    struct offer offer;
    counter_set(&c, PHONES_STRAIGHT, "yes");
    COUNTER_POST(&c, "p1", "once", "a1", "text", "Somewhere to go", "goal", "");
    cr_assert(offer_find(c.session, "a1", &offer));
    cr_assert(offer.entry && record_is(offer.entry, "goal"));
    expect_part(COUNTER_GET(&c, "p1", NULL), "value=\"back:a1\"");
    cr_assert(author_add_note(&c.ana, offer.entry, "barriers", NULL, "Rent", NULL));
    const char *page = COUNTER_GET(&c, "p1", NULL);
    expect_part(page, "value=\"ask:a1\"");
    expect_no_part(page, "value=\"back:a1\"");
    COUNTER_POST(&c, "p1", "do", "back:a1");
    cr_expect(record_shown(offer.entry));
}

/* Of an answer that was replaced, and nobody took. */
Test(phone_takes_back, an_answer_that_another_took_the_place_of_is_forgotten)
{
    const struct record *row =
        author_ask(&c.ana, c.table, ASKS_WORDS, "How are you?", NULL);
    cr_assert(row);
    COUNTER_POST(&c, "p1", "do", "answer", "question", record_id(row), "word", "Drunk");
    COUNTER_POST(&c, "p1", "do", "answer", "question", record_id(row), "word", "Fine");
    struct str file = STR_EMPTY;
    file_write(c.session, &file);
    expect_part(file.bytes, "Fine");
    expect_no_part(file.bytes, "Drunk");
    str_finish(&file);
}

/* What was done of it here cannot be undone then, and no list has it. */
Test(phone_takes_back, what_was_put_aside_is_told_as_taken_back_where_that_is_undone)
{
    struct offer offer;
    struct str said = STR_EMPTY;
    COUNTER_POST(&c, "p1", "once", "a1", "text", "Drunk", "goal", "");
    cr_assert(offer_find(c.session, "a1", &offer));
    cr_assert(author_put_offer_aside(&c.ana, &offer, true, NULL));
    COUNTER_POST(&c, "p1", "do", "back:a1");
    const struct record *record = author_undo(&c.ana, &said);
    cr_assert(record && c.ana.left);
    expect_part(said.bytes, "Whoever sent it has taken it back since");
    expect_no_part(said.bytes, "Drunk");
    cr_expect_not(history_tells_deleted(record, c.table));
    str_finish(&said);
}
