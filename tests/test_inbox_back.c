/* The inbox, while others take an entry, or its writer wants it back, or
 * undo brings it back. */

#include "model/questions.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/scene.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(inbox_back, .init = enter_folder, .fini = folder_finish);

/* Ana changes the words of the first one, which is that as others know it. */
static struct scene begin_in_box(struct offer *offer)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_type(s.ana, "Ie");
    typist_wait(s.ana, "Take it with other words");
    cr_expect_not(typist_sees(s.ana, "next column"));
    cr_assert(offer_find(s.phone.writer.file.session, "a1", offer));
    return s;
}

Test(inbox_back, what_its_writer_took_back_is_gone)
{
    struct offer offer;
    struct err err = ERR_NONE;
    struct scene s = begin_in_box(&offer);
    uint64_t from = s.phone.writer.author.next_number;
    cr_assert(author_withdraw_offer(&s.phone.writer.author, &offer, &err));
    phone_tell(&s.phone, from);
    typist_wait(s.ana, "Inbox: 3 wait");
    typist_type(s.ana, "\r"); /* nothing of it was Ana's */
    typist_wait(s.ana, "Whoever sent it has taken it back meanwhile.");
    scene_end_in_inbox(&s);
}

/* What the phone had sent, and what Ana typed to it, is gone when that key leaves the box. */
static void expect_nothing_stays(const char *end)
{
    struct offer offer;
    struct err err = ERR_NONE;
    struct scene s = begin_in_box(&offer);
    typist_type(s.ana, " (ok)");
    typist_wait(s.ana, "cheap (ok)");
    uint64_t from = s.phone.writer.author.next_number;
    cr_assert(author_withdraw_offer(&s.phone.writer.author, &offer, &err));
    phone_tell(&s.phone, from);
    typist_wait(s.ana, "Taken back by whoever sent it: the words are gone");
    cr_expect_not(typist_sees(s.ana, "Fizzy"));
    cr_expect_not(typist_sees(s.ana, "(ok)"));
    typist_type(s.ana, end);
    typist_wait(s.ana, "Whoever sent it has taken it back meanwhile.");
    typist_type(s.ana, ESC);
    typist_wait_gone(s.ana, "Inbox");
    cr_expect_not(typist_sees(s.ana, "being written"));
    cr_expect_not(typist_sees(s.ana, "Fizzy"));
    scene_end(&s);
}

Test(inbox_back, of_words_that_their_writer_took_back_enter_keeps_nothing)
{
    expect_nothing_stays("\r");
}

Test(inbox_back, nor_does_esc)
{
    expect_nothing_stays(ESC);
}

Test(inbox_back, what_was_typed_in_their_place_is_kept)
{
    struct offer offer;
    struct err err = ERR_NONE;
    struct scene s = begin_in_box(&offer);
    typist_type(s.ana, CTRL_U "Shops");
    typist_wait(s.ana, "Shops");
    uint64_t from = s.phone.writer.author.next_number;
    cr_assert(author_withdraw_offer(&s.phone.writer.author, &offer, &err));
    phone_tell(&s.phone, from);
    typist_wait(s.ana, "Taken back by whoever sent it");
    typist_type(s.ana, "\r");
    typist_wait_wrapped(s.ana, "Whoever sent it took it back while you wrote. Kept as");
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "being written: Shops");
    scene_end(&s);
}

Test(inbox_back, what_was_written_meanwhile_stands_as_a_draft_where_it_wanted_to_go)
{
    static const char *const ends[] = {" by school\r", " by school" ESC};
    for (size_t i = 0; i < LENGTH(ends); i++) {
        struct offer offer;
        struct err err = ERR_NONE;
        struct scene s = begin_in_box(&offer);
        uint64_t from = s.phone.writer.author.next_number;
        cr_assert(author_withdraw_offer(&s.phone.writer.author, &offer, &err));
        phone_tell(&s.phone, from);
        typist_wait(s.ana, "Inbox: 3 wait");
        typist_type(s.ana, CTRL_U "Shops");
        typist_type(s.ana, ends[i]);
        typist_wait_wrapped(s.ana,
                            "Whoever sent it took it back while you wrote. Kept as "
                            "a draft in the grid, not yet as an entry: a there");
        typist_type(s.ana, ESC);
        typist_wait(s.ana, "being written: S");
        typist_type(s.ana, "2a");
        typist_wait(s.ana, "Your draft is back");
        typist_type(s.ana, "\r" ESC);
        typist_wait(s.ana, "Shops by school");
        typist_wait_gone(s.ana, "New note");
        scene_end(&s);
    }
}

Test(inbox_back, words_typed_while_somebody_else_takes_it_are_not_lost)
{
    struct offer offer;
    struct err err = ERR_NONE;
    struct scene s = begin_in_box(&offer);
    uint64_t from = s.phone.writer.author.next_number;
    cr_assert(author_take_offer(&s.phone.writer.author, &offer, offer.goal, offer.column,
                                NULL, &err));
    phone_tell(&s.phone, from);
    typist_wait(s.ana, "Inbox: 3 wait");
    typist_type(s.ana, " here\r");
    typist_wait_wrapped(s.ana,
                        "Somebody else took it just now; your words are kept with it.");
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "2 wordings stand: Enter chooses");
    typist_type(s.ana, "\r");
    typist_wait(s.ana, "Fizzy drinks are cheap here");
    typist_type(s.ana, ESC);
    scene_end(&s);
}

/* Another window takes what that phone sent, whose writer asks to have it back. */
static struct offer take_and_ask_back(struct scene *s, const char *once, size_t notes)
{
    struct offer offer;
    struct err err = ERR_NONE;
    struct author *author = &s->phone.writer.author;
    cr_assert(offer_find(s->phone.writer.file.session, once, &offer));
    const struct record *entry = author_take_offer(
        author, &offer, offer.goal, offer.goal ? offer.column : NULL, NULL, &err);
    for (size_t i = 0; i < notes; i++) {
        cr_assert(author_add_note(author, entry, "barriers", NULL, "Traffic", &err));
    }
    cr_assert(author_ask_back(author, &offer, &err));
    return offer;
}

/* And gives it back. */
static void give_back(struct scene *s, const struct offer *offer)
{
    struct err err = ERR_NONE;
    uint64_t from = s->phone.writer.author.next_number;
    cr_assert(author_give_back(&s->phone.writer.author, offer, true, &err));
    phone_tell(&s->phone, from);
}

Test(inbox_back, what_several_ask_for_is_one_sentence_that_goes_with_it)
{
    static const char one[] = "A phone asks to have back what was taken: I shows it";
    struct offer asked[3];
    struct scene s = scene_begin_with_four(24, 80);
    const char *const names[] = {"a1", "b1", "a2"};
    for (size_t i = 0; i < LENGTH(asked); i++) {
        uint64_t from = s.phone.writer.author.next_number;
        asked[i] = take_and_ask_back(&s, names[i], 0);
        phone_tell(&s.phone, from);
        typist_wait_wrapped(s.ana, i == 0   ? one
                                   : i == 1 ? "Phones ask to have back 2 entries"
                                            : "Phones ask to have back 3 entries");
        cr_expect(!i || !typist_sees(s.ana, "A phone asks"));
        cr_expect(i < 2 || !typist_sees(s.ana, "back 2 entries"));
    }
    give_back(&s, &asked[0]);
    typist_wait_wrapped(s.ana, "Phones ask to have back 2 entries");
    give_back(&s, &asked[1]);
    typist_wait_wrapped(s.ana, one);
    give_back(&s, &asked[2]);
    typist_wait_gone(s.ana, "A phone asks");
    scene_end(&s);
}

Test(inbox_back, a_goal_is_given_back_with_others_notes_when_that_is_said)
{
    struct scene s = scene_begin_with_four(24, 80);
    uint64_t from = s.phone.writer.author.next_number;
    take_and_ask_back(&s, "b2", 2);
    phone_tell(&s.phone, from);
    typist_wait_wrapped(s.ana, "A phone asks to have back what was taken");
    typist_type(s.ana, "Ijjj");
    typist_wait(s.ana, "asked to be taken back, and its 2 notes would go: y gives it");
    typist_type(s.ana, "y");
    typist_wait(s.ana, "Give back ‘Cleaner air’, and delete its 2 notes?");
    typist_type(s.ana, "\r"); /* not now */
    typist_wait(s.ana, "Nothing was changed: it asks on");
    typist_type(s.ana, "y");
    typist_wait(s.ana, "Give back ‘Cleaner air’, and delete its 2 notes?");
    typist_type(s.ana, "y");
    typist_wait_wrapped(s.ana, "Given back: ‘Cleaner air’ and its 2 notes stand in the "
                               "grid no more. u brings all back.");
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "Less sugar");
    cr_expect_not(typist_sees(s.ana, "Cleaner air\n"));
    scene_end(&s);
}

Test(inbox_back, an_answer_that_is_given_back_never_stood_in_the_grid)
{
    struct err err = ERR_NONE;
    struct scene s = scene_begin_with_phone(24, 80);
    struct author *author = &s.phone.writer.author;
    uint64_t from = author->next_number;
    const struct record *row =
        author_ask(author, s.phone.writer.table, ASKS_WORDS, "How was it?", &err);
    cr_assert(row);
    phone_tell(&s.phone, from);
    phone_send(&s.phone, "a1", row, ANSWERS_COLUMN, "Slow", NULL);
    from = author->next_number;
    take_and_ask_back(&s, "a1", 0);
    phone_tell(&s.phone, from);
    typist_wait_wrapped(s.ana, "A phone asks to have back what was taken");
    typist_type(s.ana, "I" UP "y");
    typist_wait_wrapped(s.ana, "Given back: ‘Slow’ is no answer any more. u brings it");
    scene_end_in_inbox(&s);
}

/* Its writer asks for the first entry, which Ana took at once. */
static struct scene begin_with_one_asked(void)
{
    struct offer offer;
    struct err err = ERR_NONE;
    struct scene s = scene_begin_with_four(24, 80);
    typist_type(s.ana, "I" UP "y");
    typist_wait(s.ana, "Took ‘Fizzy drinks are cheap’");
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "3 wait");
    typist_type(s.ana, CTRL_S);
    typist_wait(s.ana, "Saved to");
    phone_look(&s.phone);
    uint64_t from = s.phone.writer.author.next_number;
    cr_assert(offer_find(s.phone.writer.file.session, "a1", &offer));
    cr_assert(author_ask_back(&s.phone.writer.author, &offer, &err));
    phone_tell(&s.phone, from);
    typist_wait_wrapped(s.ana,
                        "A phone asks to have back what was taken: I shows it, and "
                        "you decide.");
    typist_wait(s.ana, "4 wait");
    typist_type(s.ana, "I" UP);
    typist_wait(s.ana, "▶ Fizzy drinks are cheap");
    typist_wait(s.ana, "asked to be taken back: y gives it back, n keeps it");
    return s;
}

/* The hints say what the keys do to what is selected. */
Test(inbox_back, what_a_phone_asks_to_have_back_is_given_back_by_one_key)
{
    struct scene s = begin_with_one_asked();
    typist_wait(s.ana, "y Give back  n Keep  Esc Back");
    cr_expect_not(typist_sees(s.ana, "Take"));
    typist_press(s.ana, DOWN, "y Take  e Change  n Aside");
    typist_press(s.ana, UP, "y Give back");
    typist_type(s.ana, "e");
    typist_wait_wrapped(s.ana, "Whoever wrote it asks to have it back");
    typist_type(s.ana, "y");
    typist_wait_wrapped(s.ana,
                        "Given back: ‘Fizzy drinks are cheap’ stands in the grid no "
                        "more. u brings it back.");
    typist_wait(s.ana, "Inbox: 3 wait");
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "2 Barriers 1");
    scene_end(&s);
}

Test(inbox_back, or_kept_by_another)
{
    struct scene s = begin_with_one_asked();
    typist_type(s.ana, "n");
    typist_wait_wrapped(s.ana, "Kept: ‘Fizzy drinks are cheap’ stays in the grid");
    typist_wait(s.ana, "Inbox: 3 wait");
    typist_type(s.ana, "u");
    typist_wait(s.ana, "▶ Fizzy drinks are cheap");
    typist_type(s.ana, ESC);
    typist_wait(s.ana, "2 Barriers 2");
    scene_end(&s);
}

/* Whoever decides about it knows it by the words that stand in the grid. */
Test(inbox_back, of_what_was_taken_in_other_words_those_are_named)
{
    struct err err = ERR_NONE;
    struct scene s = scene_begin_with_four(24, 80);
    struct author *author = &s.phone.writer.author;
    uint64_t from = author->next_number;
    take_and_ask_back(&s, "a1", 0);
    const struct record *entry =
        session_record(s.phone.writer.file.session, "note", "a1");
    cr_assert(author_reword(author, entry, "Fizz is cheap", &err));
    phone_tell(&s.phone, from);
    typist_wait_wrapped(s.ana, "A phone asks to have back what was taken");
    typist_press(s.ana, "I" UP, "n keeps it · now ‘Fizz is cheap’");
    typist_type(s.ana, "y");
    typist_wait_wrapped(s.ana, "Given back: ‘Fizz is cheap’ stands in the grid no more.");
    typist_type(s.ana, ESC);
    scene_end(&s);
}

Test(inbox_back, enter_takes_and_undo_puts_it_back)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "I" UP "\r", "Took ‘Fizzy drinks are cheap’");
    typist_press(s.ana, "u", "Undid: took ‘Fizzy drinks are cheap’");
    typist_wait(s.ana, "Inbox: 4 wait");
    scene_end_in_inbox(&s);
}

Test(inbox_back, undo_leaves_what_was_done_before_it_was_opened)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_enter(s.ana, "2aStairs", "Added ‘Stairs’");
    typist_press(s.ana, "I" UP, "Inbox: 4 wait");
    typist_press(s.ana, "u", "What was done last was not done here.");
    typist_press(s.ana, "\r", "Took ‘Fizzy drinks are cheap’");
    typist_press(s.ana, "u", "Undid: took ‘Fizzy drinks are cheap’");
    typist_press(s.ana, "u", "What was done last was not done here.");
    typist_press(s.ana, ESC, "Stairs");
    typist_press(s.ana, "u", "Undid: added ‘Stairs’");
    scene_end(&s);
}

Test(inbox_back, undo_goes_back_to_what_was_done_there_when_it_was_open_before)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "I" UP "\r", "Took ‘Fizzy drinks are cheap’");
    typist_press(s.ana, "n", "Put aside: ‘No pavement on Mill Road’");
    typist_press(s.ana, ESC, "1 Goals 2");
    typist_press(s.ana, "I" UP, "Inbox: 2 wait");
    typist_press(s.ana, "u", "Undid: put aside ‘No pavement on Mill Road’");
    typist_press(s.ana, "u", "Undid: took ‘Fizzy drinks are cheap’");
    typist_wait(s.ana, "Inbox: 4 wait");
    scene_end_in_inbox(&s);
}

Test(inbox_back, what_undo_brought_back_is_selected)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "I" UP "\r", "Took ‘Fizzy drinks are cheap’");
    typist_wait(s.ana, "▶ No pavement on Mill Road");
    typist_press(s.ana, "n", "Put aside: ‘No pavement on Mill Road’");
    typist_wait(s.ana, "▶ Vending machines");
    typist_press(s.ana, "u", "▶ No pavement on Mill Road");
    typist_press(s.ana, "u", "▶ Fizzy drinks are cheap");
    typist_press(s.ana, "y", "Took ‘Fizzy drinks are cheap’");
    scene_end_in_inbox(&s);
}

/* Once the room has seen this window it is told of no number, and of no words. */
Test(inbox_back, who_leaves_a_window_that_the_room_has_seen_is_asked_without_a_number)
{
    struct scene s = scene_begin_with_four(24, 80);
    typist_press(s.ana, "P", "For the room");
    typist_press(s.ana, "P", "1 Goals 2");
    typist_type(s.ana, "q");
    typist_wait_wrapped(s.ana, "Leave? What phones sent may wait in the inbox. y leaves, "
                               "n stays.");
    typist_type(s.ana, "n");
    typist_wait_gone(s.ana, "Leave?");
    scene_end(&s);
}
