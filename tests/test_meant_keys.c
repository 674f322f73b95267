/* Keys that somebody meant, one by one, and what is typed into what they opened: none is offered as
 * a letter of words. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/scene.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(meant_keys, .init = called_out_begin, .fini = called_out_finish);

enum { ONE_BY_ONE_MS = 500 };

static void expect_no_offer(struct typist *t)
{
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Words?"));
    cr_expect_not(typist_sees(t, "Ctrl-T"));
}

Test(meant_keys, yes_and_no_to_what_phones_sent_are_no_letters)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    struct scene s = scene_begin_with_four(24, 80);
    called_out_type_later(s.ana, "ISySnnn", ONE_BY_ONE_MS);
    typist_wait(s.ana, "3 put aside");
    expect_no_offer(s.ana);
    typist_type(s.ana, "\x1fr;");
    typist_press(s.ana, ESC, "1 Goals 2");
    expect_no_offer(s.ana);
    scene_end(&s);
}

Test(meant_keys, what_goes_on_with_a_draft_that_came_back_is_of_that)
{
    struct typist *t = called_out_on_note();
    typist_press(t, "a", "── New note");
    typist_press(t, "week e", " week e");
    typist_press(t, ESC, "Kept as a draft");
    called_out_type_later(t, "and", ONE_BY_ONE_MS);
    typist_wait(t, "\n week end");
    cr_expect_not(typist_sees(t, "Ctrl-T"));
    typist_press(t, "\037900;\r", "Added ‘week end’");
    expect_no_offer(t);
    called_out_end(t);
}

Test(meant_keys, what_a_form_is_filled_in_with_is_no_word_with_the_keys_before)
{
    struct typist *t = called_out_on_note();
    called_out_type_later(t, "U4c", 400);
    typist_wait(t, "Shift-Tab Previous");
    called_out_type(t, "me (Dr Shaw)\r", 200);
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Words?"));
    typist_free(t);
}

Test(meant_keys, a_list_that_was_looked_at_is_not_begun_by_a_letter_of_words)
{
    struct typist *t = called_out_on_note();
    typist_type(t, "\0373000;\x0c");
    called_out_type_after(t, "O", 1200, "GP retiring", 120);
    called_out_take_hinted(t, "GP retiring");
    called_out_end(t);
}

/* As those of who looks for the ballot that is not there yet: what does nothing is no letter. */
Test(meant_keys, keys_at_leisure_that_begin_no_word_are_not_called_one)
{
    static const char *const rows[][2] = {{"vVbsybrP", "P your own screen again."},
                                          {"IPInPnn", "Nothing waits."}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        called_out_type_later(t, rows[i][0], 800);
        typist_wait(t, rows[i][1]);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Words?"), "%s", rows[i][0]);
        typist_free(t);
    }
}

/* A list that has no row for the second, or what that does nothing in, was closed: nobody goes on. */
Test(meant_keys, at_leisure_with_esc_behind_them_are_no_words)
{
    static const char *const rows[] = {"EC", "MC", "Iv", "Sm", "besh"};
    for (size_t i = 0; i < 2 * LENGTH(rows); i++) {
        struct typist *t = called_out_on_note();
        if (i % 2) {
            typist_press(t, "\0373000;P", "P Projector");
        }
        called_out_type_later(t, rows[i / 2], 700);
        typist_settle(t);
        typist_type(t, "\037900;" ESC);
        typist_settle(t);
        typist_type(t, "\x1fr;");
        expect_no_offer(t);
        typist_free(t);
    }
}

Test(meant_keys, what_finds_a_row_of_a_list_that_was_looked_at_is_of_no_word)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    called_out_sample("seminar");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    called_out_type_after(t, "T", 900, "Port", 100);
    typist_wait(t, "\n Port");
    expect_no_offer(t);
    typist_press(t, "\037700;\r", "Increase blood pressure checks");
    expect_no_offer(t);
    typist_free(t);
}

/* It is in the foot. */
Test(meant_keys, what_finds_none_there_is_not_asked_about)
{
    struct typist *t = called_out_on_note();
    called_out_type_after(t, "m", 900, "Carers", 100);
    typist_press(t, "\037700;\r", "Nothing here has these letters");
    typist_wait(t, "Ctrl-T Words: Carers");
    cr_expect_not(typist_sees(t, "Words?"));
    called_out_take(t, "Carers");
    typist_free(t);
}

/* Be it with Caps Lock, as A for a is; what moved the cursor has moved it where the words go. */
Test(meant_keys, before_words_that_are_whole_without_them_are_none_of_those)
{
    static const struct {
        const char *key, *words;
        int pause_ms, pace_ms;
        const char *hint, *box, *there;
    } rows[] = {
        {"C", "church", 450, 450, "church", "New note in 2", "\n church"},
        {"B", "GP retiring", 450, 450, "GP retiring", "New note in 2", "\n GP ret"},
        {"B", "GP retiring", 400, 120, "", "New note in 2", "\n GP retiring"},
        {"B", "GP retiring", 3000, 450, "GP retiring", "New note in 2", "\n GP ret"},
        {"3A", "NEIGHBOURS", 450, 450, "NEIGHBOURS", "New note in 3", "\n NEIGH"},
        {"3A", "NEIGHBOURS", 900, 120, "", "New note in 3", "\n NEIGHBOURS"},
        {"A", "NEIGHBOURS", 120, 120, "", "New note in 2", "\n NEIGHBOURS"},
        {"jl", "Eid", 500, 500, "Eid", "of ‘Reducing social isolation’", "\n Eid"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_on_note();
        struct str hint = str_of("Ctrl-T Words: %s", rows[i].hint);
        typist_type(t, "\0373000;\x0c");
        called_out_type_after(t, rows[i].key, rows[i].pause_ms, rows[i].words,
                              rows[i].pace_ms);
        if (*rows[i].hint) {
            typist_wait(t, hint.bytes);
            typist_type(t, "\037900;\x14");
        }
        typist_wait(t, rows[i].there);
        typist_wait(t, rows[i].box);
        typist_wait_gone(t, "Ctrl-T Words");
        str_finish(&hint);
        typist_free(t);
    }
}

/* Nor is a blank lost between a key that is, and them. */
Test(meant_keys, a_blank_behind_the_first_letter_stays)
{
    struct typist *t = called_out_open();
    called_out_ask(t, "w", "How are you?");
    typist_type(t, "\0373000;\x0c");
    called_out_type_after(t, "x", 700, " box", 120);
    typist_wait(t, "Ctrl-T Words: x box");
    typist_press(t, "\037900;\x14", "x box");
    called_out_end(t);
}

/* Some of what stood is taken out: no other words are typed there. */
Test(meant_keys, an_entry_that_is_corrected_is_saved_by_one_enter)
{
    static const char *const wordings[][3] = {{"Mrs Smyht", "ith", "Mrs Smith"},
                                              {"Dr Kahn", "han", "Dr Khan"},
                                              {"Walking", "ing", "Walking"}};
    static const int paces_ms[] = {100, 250, 600};
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    for (size_t i = 0; i < LENGTH(wordings) * LENGTH(paces_ms); i++) {
        const char *const *w = wordings[i / LENGTH(paces_ms)];
        int pace_ms = paces_ms[i % LENGTH(paces_ms)];
        struct str said = str_of("Changed ‘%s’ to ‘%s’", w[0], w[2]);
        struct typist *t = called_out_on_note();
        typist_press(t, "a", "New ");
        typist_type(t, w[0]);
        typist_press(t, "\r", "Added ");
        typist_press(t, ESC, "? Keys");
        called_out_type_after(t, "e", 5000, "\x7f\x7f\x7f", 1500);
        called_out_type(t, w[1], pace_ms);
        called_out_type(t, "\r", 700);
        typist_wait(t, strcmp(w[0], w[2]) == 0 ? "e Edit" : said.bytes);
        cr_expect_not(typist_sees(t, "Words"), "%s %d", w[0], pace_ms);
        str_finish(&said);
        typist_free(t);
    }
}

/* As those of who takes an answer out before the room, and ends the question: nothing of it is taken
 * back. */
Test(meant_keys, keys_at_leisure_over_a_question_in_words_are_no_answer)
{
    enum { SLOWLY_MS = 1200 };
    static const int paces_ms[] = {700, SLOWLY_MS};
    for (size_t i = 0; i < LENGTH(paces_ms); i++) {
        struct typist *t = called_out_open();
        called_out_ask(t, "w", "What hurts?");
        called_out_type_later(t, "arude word\r", 100);
        typist_wait(t, "Added ‘rude word’");
        typist_press(t, "\0373000;\x07", "x End");
        called_out_type_later(t, "ss", paces_ms[i]);
        typist_wait(t, "rude word");
        typist_type(t, "\0373000;" DOWN);
        called_out_type_later(t, "dyx", paces_ms[i]);
        typist_type(t, "\0373000;\x0c");
        typist_wait(t, "ended");
        typist_wait(t, "0 answers");
        typist_free(t);
    }
}

/* Nor is a question that was asked by them taken back, as it stands as it was typed. */
Test(meant_keys, keys_long_apart_that_asked_are_not_the_beginning_of_what_is_asked)
{
    static const struct {
        const char *way, *words;
        int pause_ms, pace_ms;
    } rows[] = {{"h", "are you hungry", 320, 310},  {"h", "are you hungry", 600, 300},
                {"h", "are you hungry", 1600, 120}, {"s", "how was today", 700, 300},
                {"s", "how was today", 700, 120},   {"w", "eat more", 700, 250},
                {"h", "do u eat", 400, 120}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        called_out_type_later(t, "s", 3000);
        called_out_type(t, rows[i].way, 1750);
        called_out_type_after(t, "", rows[i].pause_ms, rows[i].words, rows[i].pace_ms);
        typist_wait(t, rows[i].words);
        expect_no_offer(t);
        typist_press(t, "\037900;\r", "Asked;");
        expect_no_offer(t);
        typist_press(t, "\037900;\x14", "Nothing pressed just before this is taken");
        typist_free(t);
    }
}

/* Any, in any order, wherever they lead. */
Test(meant_keys, any_at_leisure_are_taken_for_no_words_unasked)
{
    enum { KEYS = 20, LEAST_MS = 700, RANGE_MS = 2300 };
    static const char all[] = "123jkdvVbxmsyntwirSPGzGD]";
    static const char *const ways[][3] = {
        {"2", "2 Barriers 12", all},           {"P", "P Projector", all},
        {"b3", "Began a ballot: 3 dots", all}, {"G", "Action plan", all},
        {"swWho?\r\x07ss", "0 answers", "sx"}, /* others begin one */
    };
    const char *given = getenv("MEANT_KEYS_SEED");
    unsigned first = given ? (unsigned)strtoul(given, NULL, 10) : 1, seed = first;
    for (size_t i = 0; i < LENGTH(ways); i++) {
        struct typist *t = called_out_at(ways[i][0], ways[i][1]);
        typist_type(t, "\0373000;\x0c");
        const char *keys = ways[i][2];
        for (int j = 0; j < KEYS; j++) {
            struct str key = str_of("\x1f%d;%c", LEAST_MS + rand_r(&seed) % RANGE_MS,
                                    keys[(size_t)rand_r(&seed) % strlen(keys)]);
            typist_type(t, key.bytes);
            typist_settle(t);
            cr_assert_not(typist_sees(t, "were typing") || typist_sees(t, "is back."),
                          "seed %u: %s", first, typist_typed(t));
            str_finish(&key);
        }
        typist_free(t);
    }
}

/* Of a capital and a small letter with which no word begins, neither is of the name behind them. */
Test(meant_keys, two_keys_with_which_no_word_begins_are_not_of_what_a_capital_begins)
{
    static const struct {
        const char *keys, *words, *shown;
        int keys_ms, pause_ms, pace_ms;
    } rows[] = {{"Mc", "Donald closes", "Ctrl-T Words: McDonald closes", 150, 150, 150},
                {"Dx", "Bus drivers", "minutes: Bus drivers", 500, 400, 120},
                {"Dx", "Bus drivers", "minutes: Bus drivers", 500, 250, 250},
                {"Dx", "Bus drivers", "Ctrl-T Words: Bus drivers", 1000, 600, 330}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        typist_press(t, "2d", "2 Barriers 11");
        called_out_type_later(t, rows[i].keys, rows[i].keys_ms);
        called_out_type_after(t, "", rows[i].pause_ms, rows[i].words, rows[i].pace_ms);
        typist_wait(t, rows[i].shown);
        called_out_end(t);
    }
}

/* Over a question in words: at leisure, with no word that goes on behind them. */
Test(meant_keys, keys_of_a_question_with_which_no_word_begins_are_no_answer)
{
    static const struct {
        const char *keys, *shown;
        int pace_ms;
    } rows[] = {{"dx", "It ends", 400},        {"ds", "The answers come", 400},
                {"dx", "Answer: dx", 200},     {"dx patient", "Answer: dx patient", 400},
                {"desk", "Answer: desk", 400}, {"sx", "It ends", 400}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        called_out_type_later(t, "sw", 1000);
        called_out_type(t, "What now?", 450); /* as of who takes that long */
        called_out_type_later(t, "\r", 500);
        typist_wait(t, "Asked");
        called_out_type_later(t, rows[i].keys, rows[i].pace_ms);
        typist_wait(t, rows[i].shown);
        typist_free(t);
    }
}

/* As its foot says "Enter Choose". */
Test(meant_keys, enter_of_habit_behind_a_letter_that_chose_from_a_list_opens_nothing)
{
    static const char *const rows[][2] = {{"b", "3"}, {"x", "b"}};
    static const int pauses_ms[] = {400, 500, 700, 900, 1000};
    for (size_t i = 0; i < 2 * LENGTH(pauses_ms); i++) {
        struct typist *t = called_out_on_note();
        called_out_type_later(t, "P", 100);
        called_out_type_later(t, rows[i % 2][0], 100);
        typist_wait(t, "Enter Choose");
        called_out_type_later(t, rows[i % 2][1], 100);
        called_out_type(t, "\r", pauses_ms[i / 2]);
        typist_wait_wrapped(t, "Enter came too soon, so it did nothing.");
        cr_expect_not(typist_sees(t, "Editing"), "%d", pauses_ms[i / 2]);
        called_out_type(t, "\r", 700); /* as who has read that */
        typist_wait(t, "Editing");
        typist_free(t);
    }
}

/* At one pace with those it is a name, and so is what begins no word. */
Test(meant_keys,
     a_key_that_carries_and_one_that_adds_are_no_letters_once_the_box_was_looked_at)
{
    static const struct {
        const char *behind;
        int looked_ms, pace_ms;
        const char *there;
    } rows[] = {
        {"more buses", 300, 130, "more buses"}, {"more buses", 270, 110, "more buses"},
        {"care costs", 280, 140, "care costs"}, {"mal Road", 250, 150, "Kamal Road"},
        {"mal Road", 120, 120, "Kamal Road"},   {"ndy", 300, 130, "Kandy"}};
    for (size_t i = 0; i < 2 * LENGTH(rows); i++) {
        struct typist *t = called_out_on_note();
        typist_press(t, i % 2 ? "P" : "", i % 2 ? "P Projector  ? Keys" : "▶ Adv");
        struct str there = str_of(i % 2 ? "\n      %s\n" : "\n %s\n", rows[i / 2].there);
        called_out_type_later(t, "K", 0);
        called_out_type(t, "a", 250);
        called_out_type_after(t, "", rows[i / 2].looked_ms, rows[i / 2].behind,
                              rows[i / 2].pace_ms);
        typist_wait(t, there.bytes);
        cr_expect_not(typist_sees(t, "Ctrl-T"));
        str_finish(&there);
        typist_free(t);
    }
}

Test(meant_keys, a_capital_before_known_initials_is_none_of_them_at_their_pace)
{
    static const char *const rows[][2] = {{"SNHS cuts", "NHS cuts"},
                                          {"PNHS cuts", "NHS cuts"},
                                          {"GNHS", "NHS"},
                                          {"PSHE lessons", "PSHE lessons"},
                                          {"CAMHS waits", "CAMHS waits"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_on_note();
        called_out_type_later(t, rows[i][0], 130);
        struct str there = str_of("\n %s\n", rows[i][1]);
        typist_wait(t, there.bytes);
        typist_wait(t, "You were typing, so this is a new note.");
        str_finish(&there);
        typist_free(t);
    }
}
