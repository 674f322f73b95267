/* What slow hands, or hands in a hurry, would not notice: it is said, or not done. */

#include "support/day.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define CTRL_L "\x0c"
#define LEFT "\x1b[D"

static void finish(void)
{
    program_env("LD_PRELOAD", NULL);
    folder_finish();
}

TestSuite(unnoticed, .init = enter_folder, .fini = finish);

/* From now on programs are told when keys came. */
static void tell_times(void)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    char *preload = program_beside("key_times.so");
    program_env("LD_PRELOAD", preload);
    free(preload);
}

/* As with two fingers. */
static void type_slowly(struct typist *t, const char *keys)
{
    for (; *keys; keys++) {
        char timed[] = {0x1f, '5', '0', '0', ';', *keys, '\0'};
        typist_type(t, timed);
    }
    typist_type(t, "\x1fr;"); /* and the clock runs again */
}

static struct typist *open_table(void)
{
    return typist_open(24, 80, WORDS("roundtable", "--by", "Ana", "a.json"));
}

static struct typist *begin(void)
{
    tables_write_health();
    return open_table();
}

/* Words before `a` */

Test(unnoticed, a_word_whose_first_letter_opens_a_form_is_an_entry)
{
    static const char *const words[] = {"carers", "older people", "outdoor gyms",
                                        "no buses"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = begin();
        struct str typed = str_of(" %s", words[i]);
        typist_type(t, "2" CTRL_L);
        typist_type(t, words[i]);
        typist_wait(t,
                    "You were typing, so this is a new note. Esc keeps it as a draft.");
        typist_wait(t, typed.bytes);
        typist_enter(t, "", "2 Barriers 3");
        typist_leave(t);
        str_finish(&typed);
        char *text = exported("a.json", "json");
        expect_no_part(text, "draft");
        expect_no_part(text, "\"who\"");
        free(text);
    }
}

/* Of a language of which nobody here knows all words: no letter is lost, and nobody is asked. */
Test(unnoticed, letters_of_which_a_list_knows_nothing_can_be_had_as_words)
{
    static const char *const rows[][3] = {
        {"ffrindiau yn symud", ESC, "Keys before this: f f r i"},
        {"bwlio", ESC, "Keys before this: b w l i o"},
        {"bwlio", "\x07", "Keys before this: b w l i o"}, /* Ctrl-G */
        {"swyddfa ar gau", "\r", "Nobody is asked yet: Enter once more asks everybody."}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        struct str typed = str_of(" %s", rows[i][0]);
        typist_type(t, "2" CTRL_L);
        typist_settle(t);
        typist_type(t, rows[i][0]);
        typist_settle(t);
        typist_type(t, rows[i][1]);
        typist_wait_wrapped(t, rows[i][2]);
        typist_press(t, "\x14", "You were typing, so this is a new note.");
        typist_wait(t, typed.bytes);
        typist_enter(t, "", "2 Barriers 3");
        typist_leave(t);
        str_finish(&typed);
    }
}

Test(unnoticed, a_name_at_once_behind_c_is_who_promises)
{
    struct typist *t = begin();
    typist_type(t, "2" CTRL_L "cAna Bell");
    typist_wait(t, "Ana Bell");
    typist_settle(t);
    typist_wait(t, "Who and when: ‘Adverts’");
    typist_type(t, CTRL_S);
    typist_wait(t, "Ana Bell, for ‘Adverts’");
    typist_leave(t);
}

Test(unnoticed, a_form_that_is_left_says_how_an_entry_begins)
{
    tell_times();
    struct typist *t = begin();
    type_slowly(t, "2carers");
    typist_wait(t, "Who and when: ‘Adverts’");
    typist_wait(t, "▶ arers");
    typist_type(t, ESC);
    typist_wait_wrapped(t, "goes on with it, Backspace drops it. a begins an entry.");
    typist_leave(t);
}

Test(unnoticed, a_figure_before_a_word_is_its_column)
{
    static const struct {
        const char *keys, *there, *words;
    } rows[] = {{"2carers", "New note in 2 Barriers of ‘Less sugar’", " carers"},
                {"3schools", "New note in 3 Stakeholders", " schools"},
                {"2nd hand shops", "New goal in 1 Goals", " 2nd hand shops"},
                {"18 to 24", "New goal in 1 Goals", " 18 to 24"},
                {"2ww breaches", "New goal in 1 Goals", " 2ww breaches"},
                {"3d printing", "New goal in 1 Goals", " 3d printing"},
                {"WiFi on wards", "New goal in 1 Goals", " WiFi on wards"},
                {"2NHS cuts", "New note in 2 Barriers of ‘Less sugar’", " NHS cuts"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        typist_type(t, CTRL_L);
        typist_type(t, rows[i].keys);
        typist_wait(t, "You were typing");
        typist_wait(t, rows[i].there);
        typist_wait(t, rows[i].words);
        typist_free(t);
    }
}

Test(unnoticed, what_a_letter_did_is_said_while_the_rest_is_typed)
{
    tell_times();
    struct typist *t = begin();
    type_slowly(t, "2day centre");
    typist_wait(t, "New note in 2 Barriers");
    typist_wait(t, " y centre");
    typist_wait(t, "Deleted ‘Adverts’");
    typist_type(
        t, "\r"); /* nothing is called "y": the word has its keys, and that is back */
    typist_wait(t, "You were typing, so this is a new note.");
    typist_wait(t, " day centre");
    typist_wait(t, "▶ Adverts");
    cr_expect_not(typist_sees(t, "Deleted ‘Adverts’"));
    typist_leave_box(t);
    typist_leave(t);
}

Test(unnoticed, keys_that_became_an_entry_are_said_to_be_one)
{
    static const char *const rows[][2] = {{"jjd", "Added ‘jjd’ as an entry"},
                                          {"]]", "Added ‘]]’ as an entry"},
                                          {"GPs", "Added ‘GPs’. Type the next one"},
                                          {"TV", "Added ‘TV’. Type the next one"}};
    struct typist *t = begin();
    typist_type(t, "2a");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        typist_type(t, rows[i][0]);
        typist_type(t, "\r");
        typist_wait(t, rows[i][1]);
    }
    typist_leave_box(t);
    typist_leave(t);
}

Test(unnoticed, what_is_added_at_the_vision_is_a_goal)
{
    char *path = test_path("a.json");
    struct typist *t = begin();
    free(path);
    typist_type(t, "G");
    typist_wait(t, "Action plan");
    typist_type(t, UP UP UP);
    typist_wait(t, "▶");
    typist_type(t, "a");
    typist_wait(t, "New goal in 1 Goals");
    typist_enter(t, "More walking", "1 Goals 2");
    typist_leave(t);
    char *text = exported("a.json", "json");
    expect_part(text, "\"All eat well\"");
    free(text);
}

/* Questions and forms */

Test(unnoticed, a_pasted_list_that_is_discarded_closes_its_box)
{
    struct typist *t = begin();
    typist_type(t, "2");
    typist_paste(t, "one\ntwo\nthree");
    typist_wait(t, "Pasted 3 lines into");
    typist_type(t, "discard");
    typist_wait(t, "Discarded what was pasted; the box is closed.");
    typist_settle(t);
    cr_expect(typist_sees(t, "2 Barriers 2"), "no letter behind the answer is a key");
    cr_expect_not(typist_sees(t, "New note"));
    typist_type(t, "a");
    typist_wait(t, "New note");
    typist_type(t, "mine");
    typist_paste(t, "one\ntwo");
    typist_wait(t, "3 lines: Enter adds each");
    typist_type(t, "d");
    typist_wait(t, "what you typed is here");
    typist_wait(t, " mine");
    typist_leave_box(t);
    typist_leave(t);
}

Test(unnoticed, an_answer_may_be_typed_in_full)
{
    static const char *const rows[][2] = {{"yes", "Added 2"}, {"no", "Kept together"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        typist_type(t, "2");
        typist_paste(t, "one\ntwo");
        typist_wait(t, "Pasted 2 lines into");
        typist_type(t, "kzk"); /* no answers */
        typist_settle(t);
        typist_wait(t, "Pasted 2 lines into");
        typist_type(t, rows[i][0]);
        typist_wait(t, rows[i][1]);
        typist_settle(t);
        cr_expect_not(typist_sees(t, " es"));
        cr_expect_not(typist_sees(t, "twoo"));
        typist_free(t);
    }
}

Test(unnoticed, whether_to_leave_unsaved_is_answered_by_y_or_n_alone)
{
    struct typist *t = begin();
    typist_fill_disk(t, true);
    typist_enter(t, "gMore walking", "1 Goals 2");
    typist_wait(t, "NOT SAVED");
    typist_type(t, "q");
    typist_wait(t, "y leaves, n");
    typist_type(t, "no"); /* what other keys do: asked_answers */
    typist_wait_gone(t, "y leaves, n");
    typist_settle(t);
    typist_wait(t, "1 Goals 2");
    cr_expect_not(typist_sees(t, "Details of this session"));
    typist_fill_disk(t, false);
    typist_type(t, CTRL_S);
    typist_wait(t, "Saved");
    typist_leave(t);
}

Test(unnoticed, what_is_typed_takes_the_place_of_what_stood_in_a_line)
{
    struct typist *t = begin();
    typist_type(t, "o" CTRL_L);
    typist_wait(t, "Details of this session");
    typist_type(t, "Warm homes");
    typist_wait(t, "▶ Warm homes");
    typist_wait(t, "It said ‘Health’: Ctrl-Z brings that back.");
    typist_type(t, TAB LEFT "X"); /* arrows keep it */
    typist_wait(t, "LeedXs");
    typist_type(t, CTRL_S);
    typist_wait_gone(t, "Details of this session");
    typist_type(t, "2c");
    typist_wait(t, "Who and when");
    typist_type(t, "Ana" CTRL_S);
    typist_wait(t, "Ana, for");
    typist_type(t, "c");
    typist_wait(t, "Who and when");
    typist_type(t, ", Ben" CTRL_S); /* a comma goes on with it */
    typist_wait(t, "Ana, Ben, for");
    typist_leave(t);
}

/* An Enter too many */

/* A key that much later than the one before. */
static void type_later(struct typist *t, int later_ms, const char *key)
{
    struct str timed = str_of("\x1f%d;%s", later_ms, key);
    typist_type(t, timed.bytes);
    str_finish(&timed);
}

Test(unnoticed, an_enter_at_once_behind_one_that_went_somewhere_does_nothing)
{
    static const struct {
        const char *keys, *there;
    } rows[] = {{"2cAna\r\r\r\r\rlent", "What came of it ▶ lent"},
                {"2\r\r", "Editing ‘Adverts’"},
                {"2\r\r\r\r\r", "Editing ‘Adverts’"},
                {"2e now\r\r", "? Keys"},
                {"B\r\r", "? Keys"},
                {"DaBreak 10\r\r", "Enter Go"},
                {"2xb\r", "? Keys"},
                {"1dy\r", "? Keys"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        typist_type(t, rows[i].keys);
        typist_settle(t);
        cr_expect(typist_sees(t, rows[i].there), "‘%s’", rows[i].keys);
        typist_free(t);
    }
}

Test(unnoticed, each_enter_at_once_from_line_to_line_of_a_form_counts)
{
    static const struct {
        const char *keys, *there;
    } rows[] = {{"2cAna\rfriday\r\rlent", "What came of it ▶ lent"},
                {"2cAna\r\rJo", "Messenger       ▶ Jo"},
                {"o\r\r", "Date       ▶"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        typist_type(t, rows[i].keys);
        typist_wait(t, rows[i].there);
        typist_free(t);
    }
}

Test(unnoticed, a_double_press_takes_half_a_second_and_a_held_key_as_long_as_it_is_held)
{
    tell_times();
    struct typist *t = begin();
    typist_type(t, "\x1f"
                   "0;2\r");
    type_later(t, 480, "\r");
    typist_settle(t);
    cr_expect(typist_sees(t, "Editing ‘Adverts’"));
    for (int i = 0; i < 10; i++) {
        type_later(t, 35, "\r");
    }
    typist_settle(t);
    cr_expect(typist_sees(t, "Editing ‘Adverts’"));
    type_later(t, 600, "\r");
    typist_wait_gone(t, "Editing");
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

Test(unnoticed, enters_in_a_row_go_through_a_form_and_one_too_many_says_so)
{
    tell_times();
    struct typist *t = begin();
    typist_type(t, "\x1f"
                   "0;2cAna");
    for (int i = 0; i < 4; i++) { /* from line to line, and out */
        type_later(t, 250, "\r");
    }
    typist_wait(t, "Ana, for ‘Adverts’");
    type_later(t, 2000, "c");
    typist_wait(t, "Who and when");
    typist_type(t, "\r\rJo"); /* the messenger */
    type_later(t, 1000, "\r");
    type_later(t, 200, "\r");
    typist_wait(t, "Enter came too soon to end this. Enter once more does.");
    type_later(t, 1000, "L");
    typist_type(t, "eaflets");
    type_later(t, 1000, "\r");
    typist_wait(t, "‘Leaflets’ stands in the line ‘What came of it’.");
    type_later(t, 1000, CTRL_U);
    type_later(t, 1000, "\r");
    typist_wait(t, "q Leave");
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

/* A warning is of the line that was left. */
Test(unnoticed, what_a_line_is_warned_of_takes_no_enter_of_the_next)
{
    tell_times();
    struct typist *t = begin();
    typist_type(t, "\x1f"
                   "0;2cme and Ana");
    for (int i = 0; i < 4; i++) {
        type_later(t, 400, "\r");
    }
    typist_wait(t, "me and Ana, for ‘Adverts’");
    typist_wait_gone(t, "Who and when");
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

Test(unnoticed, an_enter_too_many_is_told_beside_what_stands_there_already)
{
    tell_times();
    struct typist *t = begin();
    typist_type(t, "\x1f"
                   "0;2cAna\x1f"
                   "400;\r31 June");
    type_later(t, 2000, "\r");
    typist_wait_wrapped(t, "Enter keeps it as words");
    type_later(t, 400, "\r");
    typist_wait_wrapped(t, "Enter came too soon, so it did nothing.");
    typist_free(t);
}

Test(unnoticed, an_enter_that_asks_is_read_before_another_answers)
{
    tell_times();
    struct typist *t = begin();
    typist_type(t, "\x1f"
                   "0;2a\x1f"
                   "5000;3\r");
    typist_wait(t, "Keep ‘3’ as an entry?");
    type_later(t, 480, "\r");
    typist_settle(t);
    cr_expect(typist_sees(t, "Keep ‘3’ as an entry?"));
    type_later(t, 600, "\r");
    typist_wait(t, "2 Barriers 3");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}

Test(unnoticed, an_answer_about_a_pasted_list_waits_no_longer_than_these_hands_take)
{
    tell_times();
    struct typist *t = begin();
    typist_enter(t, "2aNo pavement", "2 Barriers 3");
    typist_paste(t, "one\ntwo\nthree");
    typist_wait(t, "Pasted 3 lines into");
    typist_type(t, "\x1f"
                   "0;d");
    type_later(t, 400, "e"); /* it has answered by then, and this is a key */
    typist_wait(t, "Editing ‘No pavement’");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}

Test(unnoticed, the_box_saves_and_is_left_by_enters_however_fast)
{
    struct typist *t = begin();
    typist_type(t, "2abus fares\rcold halls\r\r");
    typist_wait(t, "2 Barriers 4");
    typist_wait(t, "Type something, then Enter");
    typist_leave_box(t);
    typist_leave(t);
}

Test(unnoticed, ctrl_v_says_how_a_terminal_pastes_wherever_it_is_pressed)
{
    static const char *const places[] = {"", "2a", ESC "/", ESC "w"};
    struct typist *t = begin();
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        typist_type(t, places[i]);
        typist_type(t, CTRL_L); /* says nothing */
        typist_settle(t);
        typist_type(t, "\x16");
        typist_wait_wrapped(t, "Ctrl-V does not paste in a terminal: Ctrl-Shift-V does "
                               "(Cmd-V on a Mac), or the middle or right button of the "
                               "mouse.");
    }
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_type(t, "?paste");
    typist_wait(t, "Say how to paste here, where the terminal does it");
    typist_type(t, ESC);
    typist_leave(t);
}

/* The day */

Test(unnoticed, a_stage_that_was_passed_over_by_one_key_too_many_is_said)
{
    struct typist *t = begin();
    typist_each(t, "]]");
    typist_wait_wrapped(t, "Passed over ‘");
    typist_wait_wrapped(t, "[ goes back to it.");
    typist_type(t, "[");
    typist_wait_gone(t, "Passed over");
    typist_each(t, "]]]]");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Passed over"), "who presses it often means it");
    typist_leave(t);
}
