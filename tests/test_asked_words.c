/* Words that are typed while something is asked before it is done: a letter answers only if none
 * follows it. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>

TestSuite(asked_words, .init = called_out_begin, .fini = called_out_finish);

static const int paces[] = {120, 280, 400, 600};

/* Over the question whether a goal goes, a while behind the key that asked. */
Test(asked_words, words_that_begin_as_an_answer_delete_no_goal)
{
    static const char *const words[] = {"young people", "not safe", "no buses",
                                        "yesterday"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = called_out_at("1", "▶Reducing");
        called_out_type_later(t, "d", 120);
        called_out_type_after(t, "", 1200, words[i], paces[i]);
        called_out_wait_box(t, words[i]);
        typist_press(t, "\r", "1 Goals 4");
        typist_free(t);
    }
}

/* What it was is said. */
Test(asked_words, an_answer_written_out_is_no_more_than_the_answer)
{
    for (size_t i = 0; i < LENGTH(paces); i++) {
        struct typist *t = called_out_at("1", "▶Reducing");
        called_out_type_later(t, "d", 120);
        called_out_type_after(t, "", 1200, "no\r", paces[i]);
        typist_wait(t, "Nothing was deleted: ‘Reducing childhood obesity’ stays.");
        called_out_type_later(t, "d", 120);
        called_out_type_after(t, "", 1200, "yes\r", paces[i]);
        typist_wait(t, "Deleted ‘Reducing childhood obesity’");
        typist_free(t);
    }
}

/* d asked, was looked at, and what follows was begun anew; or not. */
Test(asked_words, the_key_that_asked_is_of_words_that_come_at_its_pace)
{
    static const struct {
        int pause_ms, pace_ms;
        const char *words, *box;
    } rows[] = {{600, 150, "tidy paths", "tidy paths"},
                {1400, 300, "replace bins", "replace bins"},
                {1800, 300, "replace bins", "replace bins"},
                {900, 150, "end of term", "end of term"},
                {400, 400, "amp walls", "damp walls"},
                {600, 600, "amp walls", "damp walls"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_at("1", "▶Reducing");
        called_out_type_later(t, "d", 120);
        called_out_type_after(t, "", rows[i].pause_ms, rows[i].words, rows[i].pace_ms);
        called_out_wait_box(t, rows[i].box);
        typist_wait(t, "1 Goals 4");
        typist_free(t);
    }
}

/* Of another, too: what waits for a letter is done with none. */
Test(asked_words, a_letter_alone_answers_after_a_moment_or_with_enter)
{
    struct typist *t = called_out_at("1", "▶Reducing");
    typist_press(t, "d", "Delete ‘Reducing childhood obesity’");
    typist_press(t, "\0371200;y", "Delete ‘Reducing childhood obesity’");
    typist_press(t, "\037100;\r", "Deleted ‘Reducing childhood obesity’");
    typist_press(t, "\0373000;d", "Delete ‘");
    typist_press(t, "\0371200;y\x1fr;", "Deleted ‘");
    typist_free(t);
}

Test(asked_words, words_replace_no_file)
{
    for (size_t i = 0; i < LENGTH(paces); i++) {
        struct typist *t = called_out_open();
        text_file_write("a.html", "earlier");
        typist_press(t, "2", "▶ ");
        called_out_type_later(t, "Eh", 700);
        typist_wait(t, "Replace it");
        called_out_type_after(t, "", 1200, "young people", paces[i]);
        called_out_wait_box(t, "young people");
        cr_expect(typist_sees(t, "2 Barriers 12"));
        typist_press(t, "\033", "1 Goals");
        called_out_type_later(t, "Eh", 700);
        typist_wait(t, "Replace it");
        called_out_type_after(t, "", 1200, "yes\r", paces[i]);
        typist_wait(t, "Replaced a.html");
        typist_free(t);
    }
}

/* A box that was looked at is no place for a word that its key begins. */
Test(asked_words, an_entry_put_right_by_a_letter_is_no_word)
{
    static const char *const letters[] = {"s", "d", "y"};
    for (size_t i = 0; i < LENGTH(letters); i++) {
        struct typist *t = called_out_open();
        called_out_type_later(t, "P2e", 500);
        called_out_type_after(t, "", 1200, letters[i], 120);
        typist_wait(t, "Editing");
        called_out_type(t, "\r", 900);
        typist_wait_wrapped(t, "Changed");
        cr_expect_not(typist_sees(t, "Words?"), "%s", letters[i]);
        typist_free(t);
    }
}

/* Over hands all see what shows them, be it the letter that a word has twice. */
Test(asked_words, a_letter_that_a_word_has_twice_is_no_key_pressed_once_more)
{
    static const char *const words[] = {"mess", "grass"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct str hint = str_of("Ctrl-T Words: %s", words[i]);
        struct typist *t = called_out_open();
        called_out_ask(t, "h", "More buses?");
        called_out_type_later(t, words[i], i == 1 ? 400 : 350);
        typist_type(t, "\x1fr;");
        typist_wait(t, hint.bytes);
        typist_settle(t);
        cr_expect(typist_sees(t, "open, answers hidden"), "%s", words[i]);
        str_finish(&hint);
        typist_free(t);
    }
}

/* Two words are no keys, however slowly they come: none of their letters shows the hands, nor
 * takes back what was done before, and nothing of them is lost. */
Test(asked_words, two_words_over_hands_are_written_whole_and_do_nothing)
{
    static const char *const words[] = {"less litter", "bouncers hate us",
                                        "young people use it", "nothing to do"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        for (int in_room = 0; in_room < 2; in_room++) {
            struct typist *t = called_out_open();
            called_out_ask(t, "h", "More buses?");
            typist_type(t, in_room ? "\0373000;\x07\0373000;P" : "");
            called_out_type_later(t, words[i], 500);
            struct str added = str_of("Added ‘%s’", words[i]);
            typist_wait(t, words[i]); /* in its box */
            typist_press(t, "\0373000;\r", added.bytes);
            str_finish(&added);
            typist_press(t, "\x07\0373000;s\0373000;\x0c", "open, answers hidden");
            typist_free(t);
        }
    }
}
