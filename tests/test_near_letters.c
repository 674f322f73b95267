/* A key that was the first letter of words which were typed before `a`: at their pace it is of
 * them, and later it is offered. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

TestSuite(near_letters, .init = called_out_begin, .fini = called_out_finish);

enum { PACE_MS = 250, NEAR_MS = 380, FAR_MS = 900 };

/* The first letter, and the others so much later. */
static void type_late(struct typist *t, const char *words, int after_ms)
{
    char first[] = {words[0], '\0'};
    typist_type(t, "\0373000;\x0c");
    called_out_type_after(t, first, after_ms, words + 1, PACE_MS);
}

Test(near_letters, at_the_pace_of_the_others_the_first_is_of_the_word)
{
    static const char *const words[] = {"drugs",  "dead town",  "teachers",  "trains",
                                        "tbf no", "bus fares",  "things",    "vapes",
                                        "Tories", "6 form",     "ur nan",    "knives",
                                        "school", "skate park", "safe space"};
    struct typist *t = called_out_on_note();
    for (size_t i = 0; i < LENGTH(words); i++) {
        type_late(t, words[i], NEAR_MS);
        typist_wait(t, "You were typing, so this is a new");
        called_out_wait_box(t, words[i]);
        typist_wait(t, "2 Barriers 12"); /* none was deleted */
        typist_wait_gone(t, "Words:");
        typist_press(t, CTRL_U "\x07\x07\x07", "? Keys");
    }
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

Test(near_letters, later_it_is_offered_whatever_it_did_and_when_enter_came)
{
    static const char *const words[] = {"drugs", "dfights"};
    for (size_t i = 0; i < 2 * LENGTH(words); i++) {
        const char *word = words[i / 2];
        struct typist *t = called_out_on_note();
        type_late(t, word, FAR_MS);
        called_out_wait_box(t, word + 1);
        typist_wait_wrapped(t, "eleted ‘Advertising’");
        if (i % 2) {
            typist_press(t, "\037700;\r", "Added ‘");
        }
        called_out_take_hinted(t, word);
        typist_wait(t, "2 Barriers 12");
        typist_free(t);
    }
}

Test(near_letters, a_question_that_lacks_its_first_letter_is_a_note_again)
{
    struct typist *t = called_out_on_note();
    type_late(t, "school", FAR_MS);
    typist_wait(t, "Question   ▶ chool");
    typist_wait(t, "Ctrl-T Words: school");
    typist_press(t, "\037700;\r", "Nobody is asked yet");
    called_out_take(t, "school");
    called_out_end(t);
}

/* As with G, which shows the plan, and P, which shows it to the room: it may be slower than the rest. */
Test(near_letters, slower_than_the_rest_it_is_of_what_begins_with_it)
{
    static const char *const words[] = {"GP visits", "GPs retire", "NHS cuts",
                                        "A&E waits", "drugs",      "Parks"};
    for (size_t i = 0; i < 2 * LENGTH(words); i++) {
        struct typist *t = called_out_on_note();
        struct str there = str_of(" %s", words[i / 2]);
        typist_press(t, i % 2 ? "P" : "", i % 2 ? "P Projector  ? Keys" : "▶ Adv");
        typist_type(t, "\0373000;\x0c");
        char first[] = {words[i / 2][0], '\0'};
        called_out_type_after(t, first, 350, words[i / 2] + 1, 150);
        typist_wait(t, there.bytes);
        typist_wait(t, "You were typing, so this is a new");
        typist_wait_gone(t, "Words:");
        str_finish(&there);
        typist_free(t);
    }
}

/* What the key told them by then is not true of it. */
Test(near_letters, behind_enter_and_esc_it_is_offered_still)
{
    static const char *const rows[][2] = {{"dbuses", "\037700;\r\037700;\x1fr;" ESC},
                                          {"GP visits", "\037700;\x1fr;" ESC}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_on_note();
        struct str hint = str_of("Ctrl-T Words: %s", rows[i][0]);
        struct str there = str_of("\n %s", rows[i][0]);
        type_late(t, rows[i][0], FAR_MS);
        typist_wait(t, "You were typing, so this is a new");
        typist_type(t, rows[i][1]);
        typist_wait(t, "? Keys");
        typist_wait(t, hint.bytes);
        typist_press(t, "\x14", there.bytes);
        typist_wait(t, "2 Barriers 12");
        str_finish(&there);
        str_finish(&hint);
        typist_free(t);
    }
}

/* Where what the first of them did was read before the next was pressed. */
Test(near_letters, several_keys_before_a_pause_are_of_the_word_that_they_begin)
{
    static const int pauses_ms[] = {1000, 4000, 6000};
    for (size_t i = 0; i < LENGTH(pauses_ms); i++) {
        remove("a.ics"); /* of the one before */
        struct typist *t = called_out_open();
        typist_press(t, "gMore walks\r", "Added ‘More walks’");
        typist_press(t,
                     "\x07"
                     "4",
                     "▶ a adds one");
        called_out_type_later(t, "Ei", 150);
        called_out_type_after(t, "", pauses_ms[i], "d", 150);
        typist_wait(t, "Nothing is selected that could be deleted.");
        typist_wait(t, "Ctrl-T Words: Eid");
        typist_type(t, i % 2 ? "\037500;\r" : "");
        called_out_take(t, "Eid");
        typist_wait_wrapped(t, "a.ics, which was exported, stays.");
        typist_free(t);
    }
}

/* And what they chose for all hand-outs is as it was. */
Test(near_letters, that_set_how_hand_outs_are_written_leave_it_as_it_was)
{
    struct typist *t = called_out_open();
    called_out_type_later(t, "En", 450);
    typist_wait(t, "left out, but for those");
    called_out_type(t, "ding well", 450);
    called_out_take(t, "Ending well");
    typist_press(t, CTRL_U "\x07", "? Keys");
    typist_type(t, "\0373000;");
    typist_press(t, "E", "as they stand");
    cr_expect_not(typist_sees(t, "left out, but for those"));
    typist_free(t);
}

/* Before them, as soon as a column is gone to. */
Test(near_letters, the_figure_of_a_column_before_them_is_none_of_the_word)
{
    static const int pauses_ms[] = {900, 2000, 4500};
    for (size_t i = 0; i < LENGTH(pauses_ms); i++) {
        remove("a.ics"); /* of the one before */
        struct typist *t = called_out_on_note();
        typist_type(t, i % 2 ? "P\0373000;4\037300;" : "\0373000;4\0371100;");
        called_out_type(t, "Ei", 150);
        called_out_type(t, "d", pauses_ms[i]);
        typist_wait(t, "Ctrl-T Words: Eid");
        typist_press(t, "\037700;\x14", " Eid");
        typist_wait_wrapped(t, i % 2 ? "does it again. You were typing" /* for the room */
                                     : "Taken back: deleted ‘");
        typist_free(t);
    }
}

/* Nor is it taken back with them. */
Test(near_letters, a_key_long_before_the_letter_before_a_word_stays_what_it_was)
{
    struct typist *t = called_out_on_note();
    typist_press(t, "b\r", "Voting: person 1");
    typist_press(t, "\x07", "▶ Advertising");
    typist_type(t, "\0373000;v\0373000;d");
    called_out_type_after(t, "", 3000, "ementia cafe", 450);
    typist_wait(t, "Ctrl-T Words: dementia cafe");
    typist_press(t, "\037700;\x14", "\n dementia cafe");
    typist_wait_wrapped(t, "Taken back: deleted");
    cr_expect_not(typist_sees(t, "and 1 more"));
    typist_free(t);
}

Test(near_letters, a_file_is_kept_by_the_keys_that_wrote_it_alone)
{
    static const int pauses_ms[] = {1000, 2500};
    for (size_t i = 0; i < 2 * LENGTH(pauses_ms); i++) {
        struct typist *t = called_out_on_note();
        remove("a.md");
        typist_type(t, "\0373000;E\037400;m");
        typist_wait(t, "a.md");
        called_out_type_after(t, "", pauses_ms[i / 2], "wheelchairs in town",
                              i % 2 ? 120 : 400);
        if (i % 2 == 0) {
            typist_wait(t, "Ctrl-T Words: wheelchairs in town");
            cr_expect_not(typist_sees(t, "keeps"));
            typist_type(t, "\037700;\x14");
        }
        typist_wait(t, "\n wheelchairs in town");
        typist_wait(t, "You were typing, so this is a new note.");
        cr_expect_not(typist_sees(t, "stays"));
        typist_free(t);
    }
}

/* But v v was meant, and ban is a word alone. */
Test(near_letters, a_pause_within_a_word_does_not_divide_it)
{
    static const char *const rows[][3] = {
        {"va", "ping", "vaping"}, {"ex", "ercise", "exercise"}, {"vv", "ban", "ban"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        typist_type(t, "1");
        called_out_type_later(t, rows[i][0], 400);
        called_out_type_after(t, "", 2000, rows[i][1], 400);
        called_out_take_hinted(t, rows[i][2]);
        typist_free(t);
    }
}

Test(near_letters, a_key_in_vain_before_a_pause_is_of_no_word_that_is_whole)
{
    struct typist *t = called_out_open();
    called_out_type_after(t, "c", FAR_MS, "shops", 100);
    typist_type(t, "\037700;\r");
    typist_wait_wrapped(t, "Enter once more saves it.");
    typist_wait(t, "\n shops");
    cr_expect_not(typist_sees(t, "Ctrl-T"));
    typist_free(t);
}

Test(near_letters, a_key_before_a_pause_and_a_capital_is_of_no_word_whatever_it_did)
{
    struct typist *t = called_out_on_note();
    typist_press(t, "v", "Votes: begin a ballot");
    typist_press(t, "\0372000;3", "Voting: person 1");
    typist_type(t, "\0372000;v");
    typist_wait(t, "2 of 3 dots left");
    called_out_type_after(t, "", FAR_MS, "Everybody", 120);
    typist_wait(t, "\n Everybody");
    typist_wait_wrapped(t, "Just before: gave ‘Advertising’ a dot.");
    cr_expect_not(typist_sees(t, "Ctrl-T"));
    typist_free(t);
}

/* But for a pause: at one pace with it. */
Test(near_letters, a_key_before_a_capital_is_of_no_word_however_soon_that_comes)
{
    static const int paces_ms[] = {150, 350, 500, 900};
    for (size_t i = 0; i < LENGTH(paces_ms); i++) {
        remove("a-large-print.pdf"); /* which v writes there */
        struct typist *t = called_out_on_note();
        typist_press(t, "b\r", "Voting: person 1");
        typist_press(t, "\x07", "▶ Advertising");
        called_out_type_later(t, "vEverybody", paces_ms[i]);
        if (i > 0) {
            typist_wait(t, "Ctrl-T Words: Everybody");
            typist_type(t, "\037700;\x14");
        }
        typist_wait(t, "\n Everybody");
        typist_press(t, "\037700;" CTRL_U "\x07", "1 Goals 4");
        typist_press(t, "v", "Person 2 has given"); /* the first stayed */
        typist_free(t);
    }
}

Test(near_letters, several_keys_before_a_pause_are_of_no_word_that_goes_on_otherwise)
{
    struct typist *t = called_out_open();
    typist_type(t, "2");
    called_out_type_later(t, "Em", 150);
    called_out_type_after(t, "", 4000, "unlit paths", 150);
    called_out_wait_box(t, "unlit paths");
    typist_free(t);
}

Test(near_letters, keys_that_are_too_long_ago_are_said_to_be_none_and_how_they_are_undone)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "d", 150);
    typist_wait(t, "Deleted ‘Advertising’");
    typist_type(t, DOWN);
    typist_press(t, "\x14",
                 "Nothing pressed just before this is taken for words. u takes");
    typist_type(t, "1");
    called_out_type_later(t, "d", 150);
    typist_wait(t, "Delete ‘Reducing social isolation’");
    typist_type(t, "\x14"); /* what is asked stands there with it */
    typist_wait_wrapped(
        t, "n keeps it. Nothing pressed just before this is taken for words.");
    typist_free(t);
}

/* "OT" is one of those who work there, and so is "YOT": nobody can tell. */
Test(near_letters, what_is_whole_without_the_letter_just_before_is_offered_with_it)
{
    struct typist *t = called_out_at("3", "3 Stakeholders 15");
    typist_type(t, "\0373000;\x0c");
    called_out_type_after(t, "Y", 330, "OT workers", 220);
    called_out_wait_box(t, "OT workers");
    called_out_take_hinted(t, "YOT workers");
    typist_free(t);
}

/* Nor is anybody asked what a letter of a word began to ask. */
Test(near_letters, words_that_a_letter_of_theirs_made_a_question_ask_nobody_yet)
{
    struct typist *t = called_out_on_note();
    typist_type(t, "\0373000;G");
    called_out_type_later(t, "start ", 360);
    called_out_type(t, "a Whatsapp grp", 240);
    called_out_wait_box(t, "start a Whatsapp grp");
    typist_type(t, "\0373000;\x07");
    called_out_type_later(t, "start ", 550);
    called_out_type(t, "a Whatsapp grp", 240);
    typist_wait(t, "▶ a Whatsapp grp");
    typist_press(t, "\037700;\r", "Nobody is asked yet");
    typist_free(t);
}

/* As that goes up, and what is left is a word, too. */
Test(near_letters, a_key_that_moves_is_of_the_word_that_is_said_more_often_with_it)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "K", 3000);
    called_out_type(t, "k", 500);
    called_out_type_after(t, "", 320, "ids out late", 150);
    called_out_wait_box(t, "kids out late");
    typist_free(t);
}

/* A figure among them is of a column, and a capital is a key as well. */
Test(near_letters, keys_at_leisure_before_a_word_that_comes_faster_are_none_of_it)
{
    static const struct {
        const char *keys;
        int pause_ms;
        const char *word;
    } rows[] = {
        {"t4", 730, "Mrs Dale"}, {"v4", 730, "NHS cuts"}, {"Gv", 1400, "All have tea"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_on_note();
        called_out_type_later(t, rows[i].keys, 1400);
        called_out_type_after(t, "", rows[i].pause_ms, rows[i].word, 730);
        struct str hint = str_of("Ctrl-T Words: %s", rows[i].word);
        struct str box = str_of(" %s\n", rows[i].word);
        typist_wait(t, hint.bytes);
        typist_press(t, "\037700;\x14", box.bytes);
        cr_expect_not(typist_sees(t, "Taken back: began"), "%s", rows[i].keys);
        str_finish(&box);
        str_finish(&hint);
        typist_free(t);
    }
}

/* What is no step is named as well. */
Test(near_letters, a_clock_that_letters_of_words_set_is_said_to_be_as_it_was)
{
    struct typist *t = called_out_on_note();
    typist_press(t, "]", "Welcome · 5 minutes");
    called_out_type_later(t, "t", 700);
    called_out_type_after(t, "", 700, "heatre trip", 700);
    called_out_take_hinted(t, "theatre trip");
    typist_wait_wrapped(t, "The clock is as it was.");
    typist_free(t);
}

/* Be the letter before it one that was held back, or not. */
Test(near_letters, a_word_before_a_long_pause_begins_behind_the_keys_that_moved)
{
    static const int paces_ms[] = {150, 400};
    for (size_t i = 0; i < LENGTH(paces_ms); i++) {
        remove("a.ics"); /* of the one before */
        struct typist *t = called_out_on_note();
        called_out_type_later(t, "jEi", paces_ms[i]);
        called_out_type(t, "d", 2000);
        called_out_take_hinted(t, "Eid");
        typist_free(t);
    }
}

/* It is recorded, though it is no answer: it waited for what comes behind. */
Test(near_letters, a_letter_behind_one_that_asked_is_of_the_word)
{
    struct typist *t = called_out_open();
    typist_press(t, "1", "▶Reducing");
    called_out_type_later(t, "Every day", 730);
    called_out_take_hinted(t, "Every day");
    typist_free(t);
}

/* Where all write alone and the room reads along, nobody sees what is typed: what is put aside has
 * neither the keys that led there, nor loses a capital. */
Test(near_letters, keys_before_whole_words_are_none_of_them)
{
    static const struct {
        const char *before, *key, *words;
        int pause_ms, pace_ms;
    } rows[] = {{"", "P", "never enough GPs", 700, 120},
                {"", "P", "never enough GPs", 400, 250},
                {"", "P", "I never know", 320, 150},
                {"", "P", "too few NHS Dentists", 500, 250},
                {"", "P", "rams are dear", 400, 120},
                {"P", "a", "I never know", 400, 250},
                {"P", "a", "never enough GPs", 400, 250}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_on_note();
        called_out_type_later(t, "z", 1000);
        typist_wait(t, "Written alone");
        called_out_type_later(t, rows[i].before, 1000);
        called_out_type(t, rows[i].key, rows[i].pause_ms);
        called_out_type_after(t, "", rows[i].pause_ms, rows[i].words, rows[i].pace_ms);
        typist_wait(t, "what you typed is a draft");
        called_out_type_later(t, "Pa", 1000);
        called_out_wait_box(t, rows[i].words);
        typist_free(t);
    }
    struct typist *t = called_out_on_note(); /* but at one pace, a word */
    type_late(t, "Prams", NEAR_MS);
    called_out_wait_box(t, "Prams");
    typist_free(t);
}

/* Where some gaps are just below that pace, and some above: in one's own view, and before the room. */
Test(near_letters, at_the_border_of_the_pace_of_typing_no_letter_is_lost)
{
    enum { REST_MS = 240 };
    static const struct {
        const char *words;
        int gaps_ms[8]; /* before the second letter, and on; 0: the rest */
    } rows[] = {{"kids out late", {349, 352, 237, 221, 227, 381, 341}},
                {"kids out late", {309, 399, 328, 233, 372, 236, 226}},
                {"kids out late", {230, 388, 309, 336, 266, 214, 277}},
                {"x ray waits", {357, 257, 229, 335, 254, 400, 334}},
                {"x ray waits", {265, 363, 245, 298, 333, 320, 201}},
                {"unlit paths", {352, 286, 254, 285, 306}},
                {"unlit paths", {229, 305, 204, 394, 278}},
                {"bus fares are high", {248, 359, 383, 262, 367}},
                {"vaping in school", {235, 380, 298, 289, 235, 222, 390}}};
    for (size_t i = 0; i < 2 * LENGTH(rows); i++) {
        const char *words = rows[i / 2].words;
        const int *gap_ms = rows[i / 2].gaps_ms;
        struct typist *t = called_out_on_note();
        typist_press(t, i % 2 ? "P" : "", i % 2 ? "P Projector  ? Keys" : "▶ Adv");
        struct str timed = str_of("\0373000;%c", *words);
        struct str there = str_of("%s%s\n", i % 2 ? "\n      " : "\n ", words);
        for (const char *at = words + 1; *at; at++) {
            str_addf(&timed, "\037%d;%c", *gap_ms ? *gap_ms : REST_MS, *at);
            gap_ms += *gap_ms > 0;
        }
        typist_type(t, timed.bytes);
        typist_wait(t, there.bytes);
        str_finish(&there);
        str_finish(&timed);
        typist_free(t);
    }
}
