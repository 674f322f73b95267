/* An Enter that did not count: what it ended, and what once more does. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>

TestSuite(once_more, .init = called_out_begin, .fini = called_out_finish);

enum { FAST_MS = 100 };

/* While the next is typed. */
static void expect_kept(struct typist *t, const char *words)
{
    struct str said =
        str_of("‘%s’ was kept, as its line was ended: Esc, then Ctrl-Z, takes it "
               "back.",
               words);
    typist_wait_wrapped(t, said.bytes);
    str_finish(&said);
}

/* The line and its Enter, perhaps a second one, and later what is typed next. */
static void type_lines(struct typist *t, const char *line, int again_ms, int later_ms,
                       const char *next)
{
    struct str timed = STR_EMPTY;
    if (*line) {
        called_out_type_later(t, line, FAST_MS);
        called_out_type(t, "\r", FAST_MS);
    }
    if (again_ms) {
        str_addf(&timed, "\x1f%d;\r", again_ms);
    }
    str_addf(&timed, "\x1f%d;%c", later_ms, *next);
    typist_type(t, timed.bytes);
    called_out_type(t, next + 1, FAST_MS);
    called_out_type(t, "\r", 4 * FAST_MS);
    str_finish(&timed);
}

static const struct {
    const char *line;
    int again_ms, later_ms;
} lines[] = {{"GP", 100, 1200}, {"Mum", 300, 3000}, {"wait", 0, 1200},
             {"Mind", 0, 6000}, {"PIP", 50, 5000},  {"GPs", 900, 1200}};

Test(once_more, nothing_typed_next_is_glued_to_what_enter_ended)
{
    struct typist *t = called_out_at("2", "2 Barriers 12");
    for (size_t i = 0; i < LENGTH(lines); i++) {
        struct str count = str_of("2 Barriers %zu", 14 + 2 * i);
        type_lines(t, lines[i].line, lines[i].again_ms, lines[i].later_ms, "carers");
        typist_wait(t, "Added ‘carers’");
        typist_wait(t, count.bytes);
        typist_press(t, "\x07", "? Keys");
        str_finish(&count);
    }
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

Test(once_more, an_answer_that_enter_ended_is_one)
{
    struct typist *t = called_out_open();
    called_out_ask(t, "w", "What hurts?");
    for (size_t i = 0; i < LENGTH(lines); i++) {
        struct str count = str_of("%zu answers so far", 2 + 2 * i);
        type_lines(t, lines[i].line, lines[i].again_ms, lines[i].later_ms, "pain");
        typist_wait(t, "Added ‘pain’");
        typist_wait(t, count.bytes);
        typist_press(t, "\x07", "a writes down what somebody says");
        str_finish(&count);
    }
    typist_free(t);
}

Test(once_more, a_word_whose_first_letter_rewords_the_question_is_an_answer)
{
    struct typist *t = called_out_open();
    called_out_ask(t, "w", "What hurts?");
    called_out_type_later(t, "exercise\r", 500);
    typist_wait(t, "Answer: exercise");
    called_out_type(t, "pain\r", 500);
    typist_wait(t, "2 answers so far");
    typist_wait(t, "What hurts?");
    typist_free(t);
}

Test(once_more, rows_behind_one_that_was_offered_are_offered_as_well)
{
    struct typist *t = called_out_at("2", "2 Barriers 12");
    called_out_type_later(t, "library\r", 500);
    typist_wait_wrapped(t, "Keys before this: l i b r a. Words?");
    called_out_type(t, "more\r", 600);
    typist_wait(t, "Words?");
    typist_type(t, "\037900;\x14");
    typist_wait_wrapped(t, "1 before it is saved.");
    typist_wait(t, "▶ library");
    typist_free(t);
}

/* Nor to a letter of which it was asked whether it is to be kept: other letters are no answer. */
Test(once_more, a_letter_alone_is_a_draft_when_the_next_is_typed)
{
    struct typist *t = called_out_at("2", "2 Barriers 12");
    called_out_type_later(t, "aa\r", 500);
    typist_wait(t, "Keep ‘a’ as an entry? Enter keeps it");
    typist_press(t, "n", "‘a’ was not added: it is a draft now.");
    called_out_type(t, "urses\r", 600);
    typist_wait(t, "Added ‘nurses’");
    typist_press(t, "\x1fr;\x07", "2 Barriers 13 (draft)");
    typist_free(t);
}

/* Be there a key before that did nothing. */
Test(once_more, a_form_that_nobody_has_seen_asks_everybody_once_it_was_said)
{
    struct typist *t = called_out_open();
    called_out_type_after(t, "c", 900, "Asha", FAST_MS); /* "Aisha" is a name */
    typist_wait(t, "Question   ▶ a");
    typist_press(t, "\037700;\r", "Nobody is asked yet: Enter once more asks everybody.");
    typist_free(t);
}

/* As they were offered behind an Enter; two at once are one. */
Test(once_more, slow_words_that_enter_did_not_save_are_kept_by_the_next_letter)
{
    struct typist *t = called_out_at("2", "2 Barriers 12");
    called_out_type_later(t, "z a\r", 500);
    typist_wait_wrapped(t, "Nothing was saved yet: Enter once more saves it as it is.");
    called_out_type(t, "\r", FAST_MS);
    typist_type(t, "\x1f"
                   "3000;p");
    expect_kept(t, "z a");
    typist_press(t, "arks\r", "Added ‘parks’");
    typist_press(t, "\x1fr;\x07", "2 Barriers 14");
    typist_free(t);
}

/* Where letters that are offered as words led to a question, or go on with a word. */
Test(once_more, a_letter_of_a_word_answers_no_question)
{
    static const int paces[] = {450, 600, 900};
    for (size_t i = 0; i < LENGTH(paces); i++) {
        struct typist *t = called_out_open();
        typist_type(t, "1");
        called_out_type_later(t, "tidy", paces[i]);
        typist_wait_wrapped(t, "Delete ‘Reducing childhood obesity’ and its 8 notes? y "
                               "deletes all of it, n keeps it. Nothing was done. y once "
                               "more, if you mean that key.");
        typist_wait(t, "Ctrl-T Words: tidy");
        if (i) {
            called_out_take(t, "tidy");
            typist_wait(t, "New goal in 1 Goals");
        } else {
            typist_press(t, "\037500;y", "Deleted ‘Reducing childhood obesity’");
        }
        typist_free(t);
    }
}

Test(once_more, a_letter_of_a_word_answers_no_question_behind_a_pause)
{
    struct typist *t = called_out_open();
    typist_type(t, "1");
    called_out_type_later(t, "tid", 600);
    typist_wait(t, "Delete ‘Reducing childhood obesity’");
    typist_press(t, "\0374000;y", "Nothing was done. y once more");
    called_out_take_hinted(t, "tidy");
    typist_free(t);
}

/* d asks, and what follows is no answer; nor does a pause cut them off. */
Test(once_more, a_letter_that_is_no_answer_has_all_words_before_it)
{
    static const struct {
        const char *keys;
        int pause_ms;
        const char *letters, *box;
    } rows[] = {{"Every", 600, " day", "Every day"},
                {"ti", 2000, "dy paths", "tidy paths"},
                {"ki", 2000, "ds play", "kids play"},
                {"ti", 2000, "dybins", "tidybins"},
                {"u", 2000, "damp", "da"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        typist_type(t, "1");
        called_out_type_later(t, rows[i].keys, 600);
        called_out_type_after(t, "", rows[i].pause_ms, rows[i].letters, 600);
        called_out_wait_box(t, rows[i].box);
        typist_wait(t, "Nothing was deleted.");
        typist_free(t);
    }
}

Test(once_more, keys_that_are_no_word_answer_at_once)
{
    struct typist *t = called_out_open();
    typist_type(t, "1");
    called_out_type_later(t, "jkdy", 450);
    typist_type(t, "\x1fr;");
    typist_wait(t, "Deleted ‘Reducing childhood obesity’");
    typist_free(t);
}

Test(once_more, a_letter_of_a_word_replaces_no_file)
{
    struct typist *t = called_out_open();
    text_file_write("a-large-print.pdf", "earlier");
    typist_press(t, "2b\0372000;3\0372000;v", "2 of 3 dots left");
    called_out_type_later(t, "vEvery", 500);
    typist_wait_wrapped(t, "Nothing was chosen. y once more chooses ‘Replace it’.");
    typist_press(t, "\037500;y\x1fr;", "Replaced a-large-print.pdf");
    called_out_type_later(t, "Eh", 400);
    typist_wait(t, "Exported to a.html");
    called_out_type_later(t, "Ehy", 400); /* as they are meant */
    typist_type(t, "\x1fr;");
    typist_wait(t, "Replaced a.html");
    typist_free(t);
}

/* Whoever asked for them sees where they stand: Enter saves them, and no letter. */
Test(once_more, words_that_were_asked_for_behind_an_enter_go_on_with_what_is_typed)
{
    static const char *const rows[] = {"Dark paths", "Long queues"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_at("2", "2 Barriers 12");
        struct str words = str_of("%s at night", rows[i]);
        struct str added = str_of("Added ‘%s at night’", rows[i]);
        called_out_type_later(t, rows[i], 500);
        typist_type(t, "\037700;\r\0372000;\x14");
        called_out_type(t, " at night", 500);
        called_out_wait_box(t, words.bytes);
        typist_press(t, "\037900;\r", added.bytes);
        str_finish(&added);
        str_finish(&words);
        typist_free(t);
    }
}

Test(once_more, a_stage_that_enter_ended_is_kept_and_said_to_be_while_the_next_is_typed)
{
    struct typist *t = called_out_open();
    typist_press(t, "D", "x Skip");
    called_out_type_later(t, "dental\r", 500);
    typist_wait_wrapped(t, "Enter once more changes the stage.");
    typist_type(t, "\x1f"
                   "3000;p");
    expect_kept(t, "dental");
    typist_wait(t, "New stage, and its minutes: p");
    typist_press(t, "\x1fr;\x07", "x Skip");
    typist_press(t, "\x1a", "Undid: added the stage ‘dental’");
    typist_free(t);
}

/* Once it was asked about only the keys that are named answer. */
Test(once_more, what_may_be_a_question_is_a_draft_when_the_next_is_typed)
{
    struct typist *t = called_out_open();
    called_out_ask(t, "w", "What hurts?");
    typist_press(t, ESC, "1 Goals");
    typist_press(t, "s", "0 answers so far");
    static const char *const next[] = {"n", "yes", "A&E"};
    for (size_t i = 0; i < LENGTH(next); i++) {
        struct str answer = str_of("Answer: %s", next[i]);
        struct str added = str_of("Added ‘%s’", next[i]);
        typist_press(t, "hwhat waits", "Answer: hwhat waits");
        called_out_type_later(t, "\r", FAST_MS);
        typist_wait_wrapped(t, "Ctrl-T makes it a new question");
        called_out_type_after(t, "", 3000, next[i], FAST_MS);
        typist_wait(t, answer.bytes);
        typist_wait(t, "‘hwhat waits’ was not added");
        typist_press(t, "\r", added.bytes);
        typist_press(t, "\x07", "a writes down what somebody says");
        str_finish(&added);
        str_finish(&answer);
    }
    typist_wait(t, "3 answers so far");
    typist_press(t, "a", "Answer: hwhat waits");
    typist_free(t);
}

/* An apostrophe is no key. */
Test(once_more, a_sign_before_a_letter_that_opened_a_form_is_of_its_word)
{
    struct typist *t = called_out_open();
    called_out_type_later(t, "'s", 400);
    typist_type(t, "\x1f"
                   "900;\r");
    typist_wait(t, "Question   ▶");
    typist_type(t, "\x1f"
                   "900;\x14");
    typist_wait(t, " 's");
    typist_wait_wrapped(t, "You were typing, so this is a new goal.");
    typist_free(t);
}
