/* Keys that nobody presses so, since they come faster or lead nowhere; and keys that somebody does,
 * though they come one upon the other. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(typed_at_once, .init = called_out_begin, .fini = called_out_finish);

#define BACK "\x07\x07\x07\x1a\x1a"

Test(typed_at_once, words_of_two_letters_and_those_that_wander_are_entries)
{
    static const char *const rows[] = {"dx", "Rx", "Hx", "Tx", "px",  "pm",
                                       "Dx", "Ix", "Sx", "pH", "Dad", "hx"};
    struct typist *t = called_out_on_note();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str shown = str_of("\n %s", rows[i]);
        called_out_type_later(t, rows[i], 120);
        typist_press(t, "\037250;\r", shown.bytes);
        typist_wait(t, "You were typing, so this is a new note.");
        typist_press(t, "\037900;" CTRL_U BACK, "▶ Advertising");
        str_finish(&shown);
    }
    called_out_end(t);
}

/* Though they go to and fro, and seek where the entry is to go. */
Test(typed_at_once, a_word_whose_keys_would_move_an_entry_moves_none)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    called_out_sample("action-plan");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_press(t, "2", "▶ Encourage NHS");
    called_out_type_later(t, "zumba", 120);
    typist_press(t, "\037250;\r", "\n zumba");
    typist_wait(t, "You were typing, so this is a new note.");
    called_out_end(t);
}

Test(typed_at_once, a_capital_behind_the_key_that_edits_a_word_is_of_another)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "eBay shops", 120);
    typist_wait(t, "\n eBay shops");
    called_out_end(t);
}

Test(typed_at_once, figures_with_a_point_or_a_word_between_are_whole)
{
    static const char *const rows[] = {"0.5 WTE", "0-5 year", "1to1 talks", "1in4 of us"};
    struct typist *t = called_out_on_note();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        called_out_type_later(t, rows[i], 120);
        called_out_wait_box(t, rows[i]);
        typist_wait(t, "You were typing, so this is a new note.");
        typist_press(t, "\037900;" CTRL_U BACK, "▶ Advertising");
    }
    called_out_end(t);
}

/* What stands is a word without it. */
Test(typed_at_once, a_key_before_a_whole_word_is_no_more_than_hinted_at)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "gold paths", 110);
    typist_wait(t, "Ctrl-T Words: gold paths");
    typist_wait(t, "\n old paths");
    cr_expect_not(typist_sees(t, "Words? "));
    called_out_end(t);
}

static void expect_votes(int pace_ms)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "b3", 700);
    typist_wait(t, "Voting: person 1");
    called_out_type_later(t, "vVvVvbsy", pace_ms);
    typist_type(t, "\x1fr;"); /* the clock goes on, so that no letter is waited for */
    typist_wait(t, "Showed the votes.");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Words"), "%d ms", pace_ms);
    called_out_end(t);
}

Test(typed_at_once, dots_that_are_given_and_taken_back_are_no_words)
{
    expect_votes(500);
}

Test(typed_at_once, dots_of_quick_hands_are_no_words)
{
    expect_votes(280);
}

Test(typed_at_once, a_key_that_is_held_types_nothing_into_what_it_opened)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "s", 100);
    typist_type(t, "\037500;s");
    called_out_type(t, "ssssss", 30);
    typist_settle(t);
    cr_expect_not(typist_sees(t, "ss\n"));
    cr_expect_not(typist_sees(t, "sss"));
    called_out_end(t);
}

/* It stands there already. */
Test(typed_at_once, a_blank_goes_on_with_what_stands_in_a_form)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "o", 100);
    called_out_type(t, " and sun", 120);
    typist_wait(t, "write-up and sun");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "You were typing"));
    called_out_end(t);
}

Test(typed_at_once, a_slow_answer_whose_first_letter_takes_the_question_back_is_hinted_at)
{
    struct typist *t = called_out_on_note();
    called_out_ask(t, "w", "What hurts?");
    called_out_type_later(t, "union", 800);
    typist_wait(t, "Words: union");
    called_out_end(t);
}

/* Whoever asks for words may not have meant the keys before them. */
Test(typed_at_once, what_is_taken_back_with_them_is_said)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "Eid", 500);
    called_out_take(t, "Eid");
    typist_wait_wrapped(t, "Taken back: deleted ‘Advertising’. Esc, then Ctrl-Y does it "
                           "again.");
    typist_press(t, "\x07", "e Edit");
    typist_press(t, "\x19", "Redid: deleted ‘Advertising’");
    called_out_end(t);
}

/* Its last key asked whether a goal is to go, and the blank is no answer. */
Test(typed_at_once, a_word_that_ends_where_a_question_stands_is_whole)
{
    struct typist *t = called_out_open();
    typist_press(t, DOWN, "▶Reducing social");
    called_out_type_later(t, "Eid meals", 500);
    typist_wait(t, "\n Eid meals");
    called_out_end(t);
}
