/* What is said aloud of keys that may have been words, beside the quiet hint: only where their
 * letters make it evident, and above all where they did harm. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(evident_words, .init = called_out_begin, .fini = called_out_finish);

Test(evident_words, a_slip_in_a_list_is_not_called_words)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "s5", 1000);
    typist_wait(t, "5 chooses nothing here");
    typist_wait(t, "Ctrl-T Words: s5");
    cr_expect_not(typist_sees(t, "Words? "));
    typist_free(t);
}

/* One that may begin a word is called so, and any third letter. */
Test(evident_words, two_keys_that_begin_no_word_are_not_called_words_in_a_list)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "bh", 400);
    typist_wait(t, "h chooses nothing here");
    typist_wait(t, "Ctrl-T Words: bh");
    cr_expect_not(typist_sees(t, "Words? "));
    called_out_type(t, "o", 400);
    typist_wait_wrapped(t, "Keys before this: b h o. Words?");
    typist_type(t, "\x07");
    called_out_type_later(t, "by", 400);
    typist_wait_wrapped(t, "Keys before this: b y. Words?");
    typist_free(t);
}

Test(evident_words,
     a_letter_at_leisure_behind_what_stands_there_is_kept_and_not_called_words)
{
    static const int paces_ms[] = {500, 1400};
    for (size_t i = 0; i < LENGTH(paces_ms); i++) {
        struct typist *t = called_out_on_note();
        called_out_type_later(t, "ex\r", paces_ms[i]);
        typist_wait_wrapped(t, "Changed ‘Advertising’ to ‘Advertisingx’.");
        cr_expect_not(typist_sees(t, "Words? "));
        typist_free(t);
    }
}

/* B and G open the list of forms, where the rest of such words finds none. */
Test(evident_words, an_enter_behind_words_that_find_nothing_in_a_list_says_so)
{
    static const char *const words[] = {"BENCHES", "BUS FARES", "BLUE LIGHT"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = called_out_on_note();
        called_out_type_later(t, words[i], 450);
        typist_wait_row(t, 1, words[i] + 1);
        typist_type(t, "\r");
        typist_wait_wrapped(t, "Nothing was chosen: nothing here has these letters.");
        typist_wait_wrapped(t, "Ctrl-T writes");
        called_out_take(t, words[i]);
        typist_free(t);
    }
}

/* r opens what was said before of a goal, where the rest of its own words finds that. */
Test(evident_words, an_enter_behind_words_that_a_row_has_chooses_it_once_more)
{
    struct typist *t = called_out_open();
    called_out_type_later(t, "reducing child", 450);
    typist_wait_row(t, 1, "educing child");
    typist_type(t, "\r");
    typist_wait_wrapped(t, "Nothing was chosen yet: Enter once more chooses it.");
    typist_press(t, "\r", "These words stand already.");
    typist_free(t);
}

/* Nothing of it was lost. */
Test(evident_words, an_answer_that_stands_whole_is_not_called_words)
{
    struct typist *t = called_out_open();
    called_out_ask(t, "w", "What hurts?");
    called_out_type_later(t, "white bread\r", 150);
    typist_wait(t, "Added ‘white bread’");
    cr_expect_not(typist_sees(t, "Words"));
    typist_free(t);
}

Test(evident_words, a_word_whose_keys_changed_something_is_said_at_once)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "2Eid", 500);
    typist_wait_wrapped(t, "Deleted ‘Advertising’. u brings it back. Keys before this: 2 "
                           "E i d. Words?");
    typist_free(t);
}

Test(evident_words, what_goes_on_behind_a_word_with_a_stroke_is_of_it)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "he/she", 500);
    typist_wait_wrapped(t, "Keys before this: h e. Words?");
    called_out_take(t, "he/she");
    typist_free(t);
    t = called_out_on_note();
    called_out_type_later(t, "he/she", 100); /* at once */
    typist_wait(t, "You were typing, so this is a new");
    typist_wait(t, "\n he/she");
    typist_free(t);
}

/* An Enter behind them opens nothing to which the next words would be added. */
Test(evident_words, initials_and_enter_edit_nothing)
{
    static const int again_ms[] = {0, 300, 900};
    for (size_t i = 0; i < LENGTH(again_ms); i++) {
        struct typist *t = called_out_at("\x1b[H" DOWN, "▶Reducing social");
        struct str again = str_of("\037%d;\r", again_ms[i]);
        called_out_type_later(t, "GP\r", 800);
        typist_wait(t, "That did nothing: e edits what is selected.");
        typist_wait_wrapped(t, "Keys before this: G P. Words?");
        typist_type(t, again_ms[i] ? again.bytes : "");
        typist_type(t, "\0371500;");
        called_out_type(t, "more carers", 120);
        typist_wait(t, "You were typing, so this is a new goal.");
        typist_wait(t, " more carers");
        cr_expect_not(typist_sees(t, "isolationmore"));
        str_finish(&again);
        typist_free(t);
    }
}

Test(evident_words, capitals_right_behind_the_key_that_edits_are_of_its_word)
{
    static const struct {
        const char *keys, *there;
        int pace_ms;
    } rows[] = {{"2" DOWN, "▶ Advertising", 110},
                {"2" DOWN, "▶ Advertising", 250},
                {"G2", "▶ a adds", 110},
                {"G2", "▶ a adds", 250}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_at(rows[i].keys, rows[i].there);
        called_out_type_later(t, "eGFR low", rows[i].pace_ms);
        typist_wait(t, "\n eGFR low");
        typist_wait(t, "You were typing, so this is a new note.");
        typist_free(t);
    }
}

Test(evident_words, the_key_that_adds_is_of_no_abbreviation)
{
    static const char *const words[] = {"GP waits", "DWP", "eGFR"};
    struct typist *t = called_out_on_note();
    for (size_t i = 0; i < LENGTH(words); i++) {
        called_out_type_later(t, "a", 150);
        called_out_type(t, words[i], 150);
        called_out_wait_box(t, words[i]);
        cr_expect_not(typist_sees(t, "Words"), "%s", words[i]);
        typist_press(t, CTRL_U "\x07", "? Keys");
    }
    typist_free(t);
}

/* Two letters are an abbreviation as easily as the rest of a word. */
Test(evident_words, a_key_long_before_two_letters_is_none_of_them)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "P", 100);
    typist_type(t, "\0372000;");
    called_out_type(t, "ot", 450);
    typist_press(t, "\037900;\x14", " ot");
    cr_expect_not(typist_sees(t, "Pot"));
    typist_free(t);
}

/* Nor is a letter with a hyphen lost where neither means anything. */
Test(evident_words, a_hyphen_that_is_no_key_is_of_the_word_wherever_it_is_typed)
{
    static const char *const keys[] = {"I", "S", "G"};
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct typist *t = called_out_on_note();
        called_out_type_later(t, keys[i], 100);
        typist_type(t, "\0372500;");
        called_out_type(t, "x-ray delays", 450);
        typist_press(t, "\037900;\x14", " x-ray delays");
        typist_wait(t, "You were typing");
        typist_free(t);
    }
}

/* Whatever the keys behind it open, and how to undo it where that key does so; but in the picture
 * before all nobody reads of it. */
Test(evident_words, what_a_key_changed_stays_said_though_the_next_comes_at_once)
{
    static const struct {
        const char *keys, *changed, *there;
        bool is_key;
    } rows[] = {
        {"dw", "Deleted ‘Advertising’.", "Esc Back", false},
        {"dj", "Deleted ‘Advertising’. u brings it back.", "2 Barriers 11", true},
        {"dx", "Deleted ‘Advertising’.", "Boulder", false},
        {"da", "Deleted ‘Advertising’.", "Esc Close", false},
        {"dD", "Deleted ‘Advertising’. u brings it back.", "10:00 Welcome", true}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_on_note();
        typist_type(t, "\0373000;");
        called_out_type(t, rows[i].keys, 150);
        typist_wait(t, rows[i].there);
        typist_wait_wrapped(t, rows[i].changed);
        cr_expect(rows[i].is_key || !typist_sees(t, "u brings"), "%s", rows[i].keys);
        typist_type(t, "\0373000;" ESC "\0373000;u"); /* for the next */
        typist_wait(t, "to undo)");
        typist_free(t);
    }
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "d", 150);
    typist_wait(t, "Deleted");
    typist_type(t, "\0373000;j");
    typist_wait_gone(t, "Deleted");
    called_out_type_later(t, "dP", 150);
    typist_wait(t, "P Projector  ? Keys");
    cr_expect_not(typist_sees(t, "Deleted"));
    typist_press(t, "\0373000;P", "q Leave");
    called_out_type_later(t, "uo", 150);
    typist_wait(t, "Details of");
    typist_wait(t, "Undid: deleted ‘");
    typist_free(t);
}

/* What was said over the room's picture may stand behind other views there, and what was not, never:
 * it may name what had to go. */
Test(evident_words, what_the_room_read_of_a_change_stays_said_there_too)
{
    static const struct {
        const char *keys, *changed, *there;
    } rows[] = {{"dw", "Deleted the entry.", "What is missing"},
                {"d.", "Deleted the entry. u brings it back.", "2 of 4 goals"},
                {"zs", "From now on everybody writes alone", "Ask everybody"},
                {"vts", "Began a ballot: 12 dots", "Ask everybody"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_on_note();
        typist_press(t, "P", "P Projector  ? Keys");
        called_out_type_later(t, rows[i].keys, 450);
        typist_wait(t, rows[i].there);
        typist_wait_wrapped(t, rows[i].changed);
        typist_free(t);
    }
    struct typist *t = called_out_on_note();
    typist_press(t, "s", "Ask everybody, by");
    typist_press(t, "w", "Ask everybody: Enter opens it");
    typist_press(t, "How are you?\r", "Asked; ");
    typist_type(t, "\0373000;" ESC);
    typist_press(t, "\0373000;d", "Deleted ‘Advertising’.");
    typist_press(t, "\037300;s", "How are you?");
    cr_expect_not(typist_sees(t, "Advertising"));
    typist_free(t);
}

/* What was changed before is said no more behind what a key says that came by itself, nor behind
 * what undo says of it. */
Test(evident_words, what_a_key_says_for_itself_comes_alone)
{
    static const struct {
        const char *keys, *said, *before;
        int pace_ms;
    } rows[] = {{"duu", "Nothing to undo", "Undid: deleted", 900},
                {"duu", "Nothing to undo", "Undid: deleted", 200},
                {"dZ", "Z does nothing here", "Deleted ‘Advertising’", 900},
                {"dEp", "Exported to", "Deleted ‘Advertising’", 800}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_on_note();
        called_out_type_later(t, rows[i].keys, rows[i].pace_ms);
        typist_wait(t, rows[i].said);
        cr_expect_not(typist_sees(t, rows[i].before), "%s", rows[i].keys);
        typist_free(t);
    }
}

/* Nor in what a key opened once that was read: it has a foot of its own. */
Test(evident_words, what_was_changed_before_gives_way_to_what_is_opened_at_leisure)
{
    static const struct {
        const char *key, *shown;
    } rows[] = {{"E", "p: A4 sheets"},
                {"a", "What is typed here is an entry."},
                {"c", "Who"},
                {"R", "Nothing was deleted"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        for (int pace_ms = 400; pace_ms <= 900; pace_ms += 500) {
            struct typist *t = called_out_on_note();
            called_out_type_later(t, "d", 900);
            called_out_type(t, "u", 900);
            typist_wait(t, "Undid: deleted ‘Advertising’");
            called_out_type(t, rows[i].key, pace_ms);
            typist_wait(t, rows[i].shown);
            cr_expect_eq(typist_sees(t, "Undid"), pace_ms == 400, "%s", rows[i].key);
            typist_free(t);
        }
    }
}

/* Be its end a word by itself, or none. */
Test(evident_words, a_stage_is_called_otherwise_by_none_before_that_was_asked)
{
    static const char *const rows[][2] = {{"Deano's mum", "‘ano's mum’"},
                                          {"Debrief group", "‘brief group’"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_on_note();
        struct str changed = str_of("Changed ‘Welcome’ to %s", rows[i][1]);
        called_out_type_later(t, rows[i][0], 450);
        called_out_type(t, "\r", 450);
        typist_wait_wrapped(t, "Nothing was changed: Enter once more changes the stage. "
                               "Keys before this: D e. Words? Ctrl-T writes");
        called_out_type(t, "\r", 900);
        typist_wait(t, changed.bytes);
        typist_wait_wrapped(t, "Keys before this: D e. Words?");
        str_finish(&changed);
        typist_free(t);
    }
}

Test(evident_words, what_was_taken_back_with_them_is_said_no_more)
{
    static const int paces_ms[] = {120, 450};
    for (size_t i = 0; i < LENGTH(paces_ms); i++) {
        struct typist *t = called_out_on_note();
        called_out_type_later(t, "zumba", paces_ms[i]);
        typist_wait(t, i ? "Words: zumba" : "\n zumba");
        typist_type(t, i ? "\037900;\x14" : "");
        typist_wait(t, "\n zumba");
        typist_wait(t, "You were typing, so this is a new note.");
        typist_wait_gone(t, "Undid:");
        typist_free(t);
    }
}

/* What was taken back on the way is said behind it, each a sentence. */
Test(evident_words, an_enter_that_did_nothing_does_not_deny_what_a_letter_took_back)
{
    struct typist *t = called_out_at("\x1b[H" DOWN, "▶Reducing social");
    typist_press(t, "\0373000;gWarm homes\r", "1 Goals 5");
    typist_press(t, "\0373000;\x07", "? Keys");
    called_out_type_later(t, "Flu", 150);
    called_out_type(t, "\r", 900);
    typist_wait_wrapped(t, "Keys before this: F l u. Words?");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Nothing was done"));
    cr_expect_not(typist_sees(t, ") Keys"));
    typist_free(t);
}
