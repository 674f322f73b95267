/* Words that are typed slowly where letters open a session, leave it, or answer: at the home
 * screen, with a q, about a pasted list, among the stages of the day. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>

TestSuite(unhurried, .init = called_out_begin, .fini = called_out_finish);

enum { SLOW_MS = 600 };

static void type_slowly(struct typist *t, const char *keys)
{
    called_out_type(t, keys, SLOW_MS);
}

static struct typist *open_home(void)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    struct typist *t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "Enter Choose");
    return t;
}

Test(unhurried, letters_that_opened_a_session_are_not_of_a_word_in_it)
{
    struct typist *t = open_home();
    type_slowly(t, "trust the b");
    typist_wait(t, "Keys before this: t _ t h e. Words?");
    typist_type(t, "\x14");
    typist_wait(t, " t the b");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}

Test(unhurried, a_word_with_q_goes_back_into_the_session_that_it_left)
{
    struct typist *t = open_home();
    typist_type(t, "s");
    typist_wait(t, "1 Goals 4");
    type_slowly(t, "qu");
    typist_wait(t, "You were typing, so this is a new goal.");
    type_slowly(t, "eues");
    typist_wait(t, " queues");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}

Test(unhurried, a_word_with_q_is_said_to_be_written_as_long_as_it_is_typed)
{
    struct typist *t = open_home();
    typist_press(t, "s", "1 Goals 4");
    called_out_type_later(t, "q", SLOW_MS);
    called_out_type(t, "u", SLOW_MS);
    called_out_type(t, "iz nights", 110);
    typist_wait(t, "\n quiz nights");
    typist_wait(t, "You were typing, so this is a new goal. Esc keeps it as a draft.");
    typist_press(t, "\x14", "The letters just before are words already");
    typist_free(t);
}

Test(unhurried, a_word_with_q_is_written_where_it_was_typed)
{
    static const struct {
        const char *keys, *at, *box;
    } rows[] = {{"3" DOWN, "▶ Parents forums", "New note in 3 Stakeholders"},
                {"2", "▶ Availability", "New note in 2 Barriers"},
                {DOWN, "▶Reducing social", "New goal"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = open_home();
        typist_press(t, "s", "1 Goals 4");
        typist_press(t, rows[i].keys, rows[i].at);
        called_out_type_later(t, "quiz", SLOW_MS);
        typist_wait(t, rows[i].box);
        typist_wait(t, "\n quiz");
        typist_free(t);
    }
}

/* Types that into a box first. */
static struct typist *open_and_type(int pace_ms)
{
    struct typist *t = called_out_open();
    called_out_type_after(t, "2a", 2000, "winter bills", pace_ms);
    typist_type(t, "\x1f"
                   "2000;\r");
    typist_wait(t, "Added ‘winter bills’");
    typist_type(t, "\x1fr;" ESC);
    typist_wait_gone(t, "New note");
    return t;
}

Test(unhurried, who_was_seen_to_type_slowly_leaves_by_no_word_with_q)
{
    static const int paces_ms[] = {350, 500, 700};
    for (size_t i = 0; i < LENGTH(paces_ms); i++) {
        struct typist *t = open_and_type(paces_ms[i]);
        called_out_type_after(t, "", 3000, "queues", paces_ms[i]);
        typist_wait(t, "You were typing, so this is a new note.");
        typist_wait(t, " queues");
        typist_type(t, "\x1fr;");
        typist_leave_box(t);
        typist_leave(t);
    }
}

Test(unhurried, who_was_seen_to_type_fast_leaves_by_q_at_once)
{
    struct typist *t = open_and_type(120);
    typist_type(t, "\x1f"
                   "3000;q\x1f"
                   "310;u");
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

Test(unhurried, no_letters_of_a_word_answer_what_is_asked_about_a_pasted_list)
{
    static const char *const rows[] = {"debt", "hospices", "winter bills", "confidence"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        typist_type(t, "2");
        typist_paste(t, "one\ntwo\nsix\n");
        typist_wait(t, "3 lines: Enter adds each");
        type_slowly(t, rows[i]);
        typist_wait_wrapped(t, "Nothing was done: it waits for your answer.");
        type_slowly(t, "\r");
        typist_settle(t);
        typist_wait(t, "Pasted 3 lines");
        typist_type(t, "\x1fr;d");
        typist_wait(t, "Discarded what was pasted");
        typist_leave(t);
    }
}

Test(unhurried, a_word_and_enter_among_the_stages_of_the_day_go_to_none)
{
    struct typist *t = called_out_open();
    typist_type(t, "D");
    typist_wait(t, "Esc Back");
    typist_type(t, "\0372000;\x0c");
    type_slowly(t, "cooking\r");
    typist_wait_wrapped(t, "Keys before this: c o o k i n g. Words? Ctrl-T writes");
    typist_type(t, "\x14");
    typist_wait_wrapped(t, "You were typing, so this is a new stage.");
    typist_type(t, "\x1fr;" ESC);
    typist_wait(t, "Nothing was changed.");
    typist_type(t, ESC);
    typist_wait(t, "1 Goals 4");
    typist_leave(t);
}

Test(unhurried, the_title_of_a_new_session_is_offered_as_no_words)
{
    struct typist *t = open_home();
    type_slowly(t, "nice streets");
    typist_wait(t, "ice streets");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Words?"));
    typist_free(t);
}

/* It stands for a while, in case it is of a word: whoever sees nothing presses it again. */
Test(unhurried, an_answer_about_a_list_that_is_pressed_again_is_no_key_of_the_grid)
{
    static const char *const again[] = {"\0370;d\037300;d", "\0370;d\037850;d\037850;d",
                                        "\0370;d\0371200;d"};
    struct typist *t = called_out_open();
    typist_type(t, "2");
    typist_wait(t, "▶ Availability");
    for (size_t i = 0; i < LENGTH(again); i++) {
        typist_paste(t, "one\ntwo");
        typist_wait(t, "2 lines: Enter adds each");
        typist_type(t, again[i]);
        typist_wait(t, "Discarded what was pasted; the box is closed.");
        typist_type(t, "\0372000;j");
        typist_wait_gone(t, "Discarded what was pasted");
        typist_type(t, "\0372000;k");
        typist_wait(t, "▶ Availability");
        cr_expect_not(typist_sees(t, "Deleted"));
    }
    typist_type(t, "\0372000;d"); /* later it is one again */
    typist_wait(t, "Deleted ‘Availability");
    typist_type(t, "\x1fr;");
    typist_leave(t);
}
