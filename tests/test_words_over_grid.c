/* What lies over the grid, with keys of its own: behind a letter that is none there, no letter
 * is one. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(words_over_grid, .init = called_out_begin, .fini = called_out_finish);

enum { FAST_MS = 120, SLOW_MS = 600 };

/* As if its window was closed. */
static void end(struct typist *t)
{
    typist_signal(t, SIGTERM);
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
}

static struct typist *ask(void)
{
    struct typist *t = called_out_open();
    called_out_ask(t, "h", "How many?");
    return t;
}

Test(words_over_grid, rename_no_stage)
{
    static const char *const words[] = {"Debt", "debt", "Wheelchairs"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = called_out_at("D", "Esc Back");
        called_out_type_later(t, words[i], SLOW_MS);
        typist_settle(t);
        typist_type(t, "\x1f"
                       "600;\r");
        typist_wait_wrapped(t, "Words? Ctrl-T writes them as a stage");
        cr_expect_not(typist_sees(t, "Changed"), "‘%s’", words[i]);
        typist_wait(t, "Welcome");
        typist_type(t, "\x14");
        typist_wait_wrapped(t, "You were typing, so this is a new stage.");
        typist_wait(t, words[i]);
        end(t);
    }
}

Test(words_over_grid, are_none_behind_the_key_that_changes_a_stage)
{
    struct typist *t = called_out_at("D", "Esc Back");
    called_out_type_later(t, "jeTea\r", SLOW_MS);
    typist_wait(t, "Changed ‘Overview’ to ‘Tea’");
    typist_free(t);
}

Test(words_over_grid, take_no_question_back_and_no_count)
{
    static const struct {
        const char *word;
        int pace_ms;
    } rows[] = {{"bus", FAST_MS},      {"bus", SLOW_MS},   {"no buses", SLOW_MS},
                {"no buses", FAST_MS}, {"trust", SLOW_MS}, {"queues", SLOW_MS},
                {"needles", SLOW_MS},  {"hips", SLOW_MS},  {"us all", FAST_MS},
                {"under fives", 280}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = ask();
        typist_type(t, "12\r");
        typist_wait(t, "12");
        called_out_type_later(t, rows[i].word, rows[i].pace_ms);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "taken back"), "‘%s’", rows[i].word);
        cr_expect_not(typist_sees(t, "Undid"), "‘%s’", rows[i].word);
        end(t);
    }
}

Test(words_over_grid, a_key_behind_a_slip_is_pressed_once_more)
{
    struct typist *t = ask();
    called_out_type_later(t, "bs", SLOW_MS);
    typist_wait(t, "Nothing was done. s once more, if you mean that key.");
    called_out_type_later(t, "s", SLOW_MS);
    typist_press(t, "\0373000;\x0c", "answers shown");
    called_out_type_later(t, "bss", SLOW_MS);
    typist_press(t, "\0373000;\x0c", "answers hidden");
    typist_type(t, "\x1fr;" ESC);
    typist_wait(t, "1 Goals 4");
    typist_leave(t);
}

Test(words_over_grid, that_enter_ends_are_saved_by_another)
{
    struct typist *t = called_out_at("2", "▶");
    called_out_type_later(t, "GPs\r", FAST_MS);
    typist_wait_wrapped(
        t, "this is a new note. Esc keeps it as a draft. Enter once more saves it.");
    typist_wait(t, " GPs");
    called_out_type_later(t, "\r", FAST_MS);
    typist_wait(t, "Added ‘GPs’");
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}

/* In one sentence, which is true of where they stand. */
Test(words_over_grid, that_are_taken_say_what_enter_does)
{
    static const char *const rows[][3] = {
        {"2", "our shops\r", "Enter once more saves it."},
        {"s", "are you ok\x14", "Enter asks everybody."}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_at(rows[i][0], i ? "Ask everybody, by" : "▶");
        called_out_type_later(t, rows[i][1], SLOW_MS);
        typist_wait_wrapped(t, rows[i][2]);
        cr_expect_not(typist_sees(t, "Enter saves it"));
        typist_free(t);
    }
}

Test(words_over_grid, when_the_day_began_is_no_stage)
{
    struct typist *t = called_out_at("]D", "Esc Back");
    called_out_type_later(t, ESC "Db10:20\r", SLOW_MS);
    typist_wait_gone(t, "The day began at: ");
    typist_wait_wrapped(t, "The day began at 10:20");
    typist_free(t);
}

/* Its key begins many a word, of which no letter is of a time. */
Test(words_over_grid, are_a_stage_where_their_first_letter_asks_for_a_time)
{
    static const char *const rows[][2] = {
        {"bus stops smashed", "New stage, and its minutes: bus stops smashed"},
        {"bins\r", "New stage, and its minutes: bins"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_at("D", "Esc Back");
        called_out_type_later(t, rows[i][0], FAST_MS);
        typist_wait(t, rows[i][1]);
        typist_wait_wrapped(t, "You were typing, so this is a new stage.");
        end(t);
    }
}

Test(words_over_grid, behind_the_figure_of_a_column_are_whole)
{
    static const int paces_ms[] = {FAST_MS, SLOW_MS};
    for (size_t i = 0; i < LENGTH(paces_ms); i++) {
        struct typist *t = called_out_at("3", "▶");
        called_out_type_later(t, "2Health visitor", paces_ms[i]);
        typist_wait(t, "visitor");
        if (paces_ms[i] == SLOW_MS) {
            typist_wait_wrapped(t, "Keys before this: 2 H e. Words?");
            typist_type(t, "\x14");
        }
        typist_wait(t, "New note in 2 Barriers of ‘Reducing childhood obesity’");
        typist_wait(t, " Health visitor");
        typist_wait(t, "You were typing, so this is a new note.");
        typist_wait(t, "2 Barriers 12");
        typist_type(t, "\x1fr;");
        typist_leave_box(t);
        typist_leave(t);
    }
}

Test(words_over_grid, where_a_question_is_to_be_asked_are_its_own)
{
    static const char *const rows[] = {"sit down now",   "are you ok",   "do we stop",
                                       "is it lunch",    "who is here",  "shall we go",
                                       "have you eaten", "can you hear", "does it help"};
    static const int paces_ms[] = {FAST_MS, 280};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_at("s", "Ask everybody, by");
        struct str shown = str_of(" %s", rows[i]);
        called_out_type_later(t, rows[i], paces_ms[i % 2]);
        typist_wait(t, "You were typing, so your question begins with");
        typist_wait(t, shown.bytes);
        typist_type(t, "\x1fr;\x13"); /* Ctrl-S */
        typist_wait(t, "Asked; ");
        str_finish(&shown);
        end(t);
    }
}

Test(words_over_grid, a_slow_question_can_be_put_together)
{
    static const char *const rows[] = {"sit down now", "are you ok", "is it lunch"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_at("s", "Ask everybody, by");
        struct str shown = str_of(" %s", rows[i]);
        called_out_type_later(t, rows[i], SLOW_MS);
        typist_wait(t, "Words?");
        typist_type(t, "\x14");
        typist_wait(t, "You were typing, so your question begins with");
        typist_wait(t, shown.bytes);
        typist_type(t, "\x1fr;\x13"); /* Ctrl-S */
        typist_wait(t, "Asked; ");
        str_finish(&shown);
        end(t);
    }
}

/* None is run into by who types another. */
Test(words_over_grid, of_a_question_stand_apart_from_those_that_were_put_aside)
{
    struct typist *t = called_out_at("s", "Ask everybody, by");
    for (int i = 0; i < 2; i++) {
        called_out_type_later(t, "are you ok", FAST_MS);
        typist_wait(t, "▶ are you ok");
        typist_settle(t);
        cr_expect_not(typist_sees(t, "are you ok are you ok"));
        typist_type(t, "\x1fr;" ESC);
        typist_wait(t, "1 Goals 4");
        typist_type(t, "s");
        typist_wait(t, "Ask everybody, by");
    }
    end(t);
}

Test(words_over_grid, none_begin_with_a_key_and_a_letter_that_no_word_has_there)
{
    static const char *const rows[] = {"hbetter now", "sbetter now", "wtired or not"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_at("s", "Ask everybody, by");
        called_out_type_later(t, rows[i], FAST_MS);
        typist_wait(t, rows[i] + 1);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "You were typing"), "‘%s’", rows[i]);
        typist_type(t, "\x1fr;\x13");
        typist_wait(t, "Asked; ");
        end(t);
    }
}

Test(words_over_grid, how_it_is_answered_is_chosen_by_one_letter)
{
    static const char *const rows[][2] = {{"s", "How does"}, {"h", "Who is for it"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_at("s", "Ask everybody, by");
        called_out_type_later(t, rows[i][0], FAST_MS);
        typist_wait(t, "Ask everybody: Enter opens it");
        called_out_type_later(t, rows[i][1], FAST_MS);
        typist_wait(t, rows[i][1]);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "You were typing"));
        typist_type(t, "\x1fr;\x13");
        typist_wait(t, "Asked; ");
        end(t);
    }
}

/* What Enter ended is an answer, and what is typed next is another. */
Test(words_over_grid, are_an_answer_each_in_rows)
{
    struct typist *t = called_out_open();
    called_out_ask(t, "w", "A word each?");
    called_out_type_later(t, "GPs\r", FAST_MS);
    typist_wait(t, "Added ‘GPs’");
    typist_type(t, "\x1f"
                   "900;D\x1f"
                   "120;W\x1f"
                   "120;P\x1f"
                   "120;\r");
    typist_wait(t, "Added ‘DWP’");
    typist_wait(t, "2 answers so far");
    end(t);
}

/* Where a blank reads on what has no room. */
Test(words_over_grid, have_their_blanks_in_a_small_window)
{
    struct typist *t = called_out_open();
    typist_resize(t, 6, 20);
    typist_wait_row(t, 0, "Goals 1 of 4");
    called_out_type_later(t, "sk the vicar", SLOW_MS);
    typist_type(t, "\x14");
    typist_wait(t, "sk the vicar");
    typist_free(t);
}

/* What has no room in a small window either. */
Test(words_over_grid, are_offered_a_setting_that_is_read_again_whole)
{
    struct typist *t = called_out_open();
    called_out_type_later(t, "our shops\r", SLOW_MS);
    typist_wait_wrapped(t, "Enter once more saves it.");
    typist_type(t, "\x1fr;" ESC);
    typist_type(t, "\x1fr;M");
    typist_wait(t, "What was said, the newest first");
    typist_type(t, DOWN);
    typist_wait_wrapped(t,
                        "Letters can write at once, and keys go with Alt: O, letters.");
    typist_free(t);
}

/* Where there is room for little, the setting is named before all else. */
Test(words_over_grid, are_offered_a_setting_that_a_small_window_names)
{
    struct typist *t = called_out_open();
    typist_resize(t, 12, 40);
    typist_wait_row(t, 0, "saved");
    called_out_type_later(t, "our shops\r", SLOW_MS);
    typist_wait_wrapped(t, "O, letters: letters write at once.");
    typist_free(t);
}

/* e there opens the line of the stage at hand. */
Test(words_over_grid, slow_words_over_the_day_are_offered_as_the_stage_that_they_become)
{
    struct typist *t = called_out_at("D", "The day is planned to end");
    called_out_type_later(t, "Shop keepers", 500);
    typist_wait_wrapped(t, "Ctrl-T writes them as a stage and takes back what they did.");
    typist_press(t, "\x14", "New stage, and its minutes: Shop keepers");
    typist_free(t);
}

/* As any message does. */
Test(words_over_grid, what_is_said_of_a_key_in_vain_goes_with_the_letter_behind_it)
{
    struct typist *t = called_out_at("D", "The day is planned to end");
    called_out_type_later(t, "Shop ", 500);
    typist_wait_wrapped(t, "Space does nothing here. ? shows all keys. Keys before this: "
                           "S h o p _.");
    called_out_type(t, "k", 500);
    typist_wait(t, "\n Keys before this: S h o p _.");
    cr_expect_not(typist_sees(t, "does nothing here"));
    called_out_type(t, "eepers", 500);
    typist_wait(t, "\n Keys before this: S h o p _ k e.");
    typist_free(t);
    t = called_out_at("D", "The day is planned to end");
    called_out_type_later(t, "Shoa", 500);
    typist_wait_wrapped(t, "Nothing was done. a once more, if you mean that key. Keys "
                           "before this: S h o a.");
    called_out_type(t, "k", 500);
    typist_wait(t, "\n Keys before this: S h o a.");
    typist_free(t);
}

/* What was said before an offer is said with it once, however many letters it grows by. */
Test(words_over_grid, what_stands_before_an_offer_is_among_the_messages_once)
{
    static const char said[] = "Space does nothing here.";
    struct typist *t = called_out_at("D", "The day is planned to end");
    called_out_type_later(t, "Shop keepers", 500);
    typist_wait_wrapped(t, "Ctrl-T writes them as a stage and takes back what they did.");
    typist_press(t, "\0373000;" ESC "\0373000;" ESC "\0373000;M",
                 "What was said, the newest first");
    struct str screen = STR_EMPTY;
    typist_text(t, &screen);
    const char *first = strstr(screen.bytes, said);
    cr_expect(first && !strstr(first + 1, said), "%s", screen.bytes);
    str_finish(&screen);
    typist_free(t);
}

/* Beside what people said it is the name of a file that gives way. */
Test(words_over_grid, that_exported_a_file_of_a_long_name_are_told_whole)
{
    static const char path[] =
        "our-long-afternoon-in-manchester-town-hall-with-table-four-and-five.json";
    struct typist *t = called_out_open();
    typist_leave(t);
    cr_assert_eq(rename("a.json", path), 0);
    t = typist_open(20, 60, WORDS("roundtable", path));
    typist_wait_row(t, 0, "saved");
    called_out_type_later(t, "Epic tents", 500);
    typist_wait_wrapped(t, "Keys before this: E p i c _ t e. Words? Ctrl-T writes them "
                           "as an entry and takes back what they did, but keeps "
                           "our-long-aft…and-five.pdf.");
    typist_press(t, "\037900;\x14", "\n Epic tents");
    typist_wait_wrapped(t, "our-long-aft…and-five.pdf, which was exported, stays. Enter "
                           "saves it.");
    typist_free(t);
}
