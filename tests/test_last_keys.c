/* The last keys that were pressed, taken for words: as offered, or by Ctrl-T though nobody offered
 * that. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(last_keys, .init = called_out_begin, .fini = called_out_finish);

static struct typist *begin_with(const char *goal)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    char *path = test_path("a.json");
    struct str table =
        str_of("{\"title\":\"Health\",\"place\":\"Leeds\",\"vision\":\"All eat well\","
               "\"goals\":[{\"text\":\"%s\",\"barriers\":[\"Adverts\",\"Fares\"]}]}",
               goal);
    tables_write(path, table.bytes);
    str_finish(&table);
    free(path);
    return typist_open(24, 80, WORDS("roundtable", "--by", "Ana", "a.json"));
}

static struct typist *begin(void)
{
    return begin_with("Less sugar");
}

/* A key that much later than the one before. */
static void type_later(struct typist *t, int later_ms, const char *key)
{
    struct str timed = str_of("\x1f%d;%s", later_ms, key);
    typist_type(t, timed.bytes);
    str_finish(&timed);
}

/* With two fingers, and the clock stands behind them. */
static void type_late(struct typist *t, const char *keys)
{
    for (; *keys; keys++) {
        char key[] = {*keys, '\0'};
        type_later(t, 500, key);
    }
}

/* Whatever the keys opened, and whether Enter came behind them. */
Test(last_keys, keys_that_no_hand_means_are_offered_as_words_wherever_they_led)
{
    static const char *const rows[] = {"2wz", "? who pays", "A&E", "WiFi"};
    struct typist *t = begin();
    for (size_t i = 0; i < 2 * LENGTH(rows); i++) {
        type_late(t, rows[i / 2]);
        typist_wait_wrapped(t, "Ctrl-T writes");
        if (i % 2) {
            type_later(t, 500, "\r");
        }
        type_later(t, 900, "\x14");
        typist_wait(t, "You were typing");
        called_out_wait_box(t, rows[i / 2]);
        typist_type(t, CTRL_U "\x07");
        typist_wait(t, "? Keys");
    }
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

Test(last_keys, ctrl_t_takes_the_last_keys_for_words_though_nothing_was_offered)
{
    struct typist *t = begin();
    type_late(t, "7 day rota");
    typist_wait(t, " 7 day rota"); /* at once, since d asks */
    typist_press(t, CTRL_U "\x07", "? Keys");
    type_late(t, "kids");
    typist_wait(t, " kids");
    typist_press(t, CTRL_U "\x07", "? Keys");
    type_late(t, "mud");
    typist_wait(t, "Delete ‘Less sugar’");
    type_later(t, 900, "\x14");
    typist_wait(t, " mud");
    typist_press(t, CTRL_U "\x07", "? Keys");
    type_late(t, "kind people"); /* though the blank is no answer to d */
    typist_wait(t, "\n kind people");
    typist_press(t, CTRL_U "\x07", "? Keys");
    type_late(t, "c diff"); /* nor is what follows one to it */
    typist_wait(t, "\n c diff");
    typist_press(t, CTRL_U "\x07", "? Keys");
    type_late(t, "8/9 people\r");
    type_later(t, 900, "\x14");
    typist_wait(t, " 8/9 people");
    typist_press(t, CTRL_U "\x07", "? Keys");
    type_late(t, "2xb"); /* keys as they are */
    typist_wait(t, "Adverts [B]");
    cr_expect_not(typist_sees(t, "Ctrl-T writes"));
    typist_press(t, "\x14", "\n 2xb");
    cr_expect_not(typist_sees(t, "Adverts [B]"));
    typist_press(t, CTRL_U "\x07" DOWN, "? Keys");
    typist_press(t, "\x14", "Nothing pressed just before this");
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

/* Keys, the first of them so much before the others. */
static void type_behind_pause(struct typist *t, int pause_ms, const char *keys,
                              int pace_ms)
{
    char first[] = {*keys, '\0'}, second[] = {keys[1], '\0'};
    type_later(t, 3000, "\x0c");
    type_later(t, 500, first);
    type_later(t, pause_ms, second);
    called_out_type(t, keys + 2, pace_ms);
}

Test(last_keys, a_letter_long_before_a_word_that_is_none_without_it_is_of_it)
{
    static const struct {
        const char *word;
        int pace_ms;
    } rows[] = {{"Gates locked", 120}, {"Gates locked", 500}, {"Hip pain", 120},
                {"Hip pain", 500},     {"Kids bored", 120},   {"Rubbish", 500},
                {"Long waits", 500},   {"Jobs", 500},         {"schools", 120}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        typist_press(t, "2", "▶ ");
        type_behind_pause(t, 1700, rows[i].word, rows[i].pace_ms);
        type_later(t, 900, "\x14");
        called_out_wait_box(t, rows[i].word);
        typist_wait(t, "New note in 2 Barriers");
        typist_wait(t, "2 Barriers 2");
        typist_free(t);
    }
}

Test(last_keys, a_key_long_before_a_word_that_is_one_without_it_is_none_of_it)
{
    static const char *const rows[][2] = {
        {"Gaaudit", "audit"}, {"haant hill", "ant hill"}, {"laold paths", "old paths"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        struct str added = str_of("Added ‘%s’", rows[i][1]);
        typist_press(t, "2", "▶ Adverts");
        type_behind_pause(t, 1700, rows[i][0], 400);
        cr_expect_not(typist_sees(t, "Words?"), "%s", rows[i][0]);
        type_later(t, 500, "\r");
        typist_wait(t, added.bytes);
        typist_type(t, "\x1fr;" ESC);
        typist_wait(t, "? Keys");
        typist_leave(t);
        str_finish(&added);
    }
}

Test(last_keys, a_key_long_before_a_letter_with_a_hyphen_is_none_of_its_word)
{
    struct typist *t = begin();
    typist_press(t, "2", "▶ Adverts");
    type_behind_pause(t, 1700, "Pe-mails unread", 120);
    type_later(t, 500, "\r");
    typist_wait(t, "e-mails unread’");
    cr_expect_not(typist_sees(t, "Pe-mails"));
    typist_type(t, "\x1fr;" ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

/* The list that w opens finds the w of a goal, and takes what goes on. */
Test(last_keys, rows_that_a_list_took_are_an_entry_each)
{
    struct typist *t = begin_with("Walk more");
    typist_press(t, "2", "▶ Adverts");
    type_later(t, 3000, "\x0c");
    called_out_type(t, "mh clashes\rmuddy path\rbins", 130);
    typist_wait_wrapped(t, "c l a s h e s Enter m u d d y _ p a t h Enter b i n s.");
    typist_press(t, "\x14", "\n bins");
    typist_wait_wrapped(
        t, "this is a new note. Esc keeps it as a draft. 2 before it are saved.");
    typist_wait(t, "2 Barriers 4");
    typist_wait(t, "mh clashes");
    typist_wait(t, "muddy path");
    typist_free(t);
}

/* Though Enter came so soon behind the letter that showed them to be words. */
Test(last_keys, rows_of_which_a_list_had_the_first_are_an_entry_each)
{
    struct typist *t = begin_with("Walk more");
    type_later(t, 3000, "\x0c");
    called_out_type(t, "wait\rmuddy path\r", 130);
    typist_wait(t, "Added ‘muddy path’");
    typist_wait(t, "1 Goals 3");
    typist_wait(t, "\n wait");
    typist_free(t);
}

Test(last_keys, enter_chooses_nothing_from_a_list_where_words_are_offered)
{
    static const char *const rows[][2] = {
        {"Time", "Enter once more chooses"},
        {"999s", "Enter once more chooses ‘A word each’"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        typist_press(t, "2", "▶ Availability");
        type_later(t, 3000, "\x0c");
        type_late(t, rows[i][0]);
        type_later(t, 500, "\r");
        typist_wait_wrapped(t, rows[i][1]);
        typist_wait_wrapped(t, "Words? Ctrl-T writes them");
        typist_type(t, "\x14");
        called_out_wait_box(t, rows[i][0]);
        typist_wait(t, "2 Barriers 12");
        typist_free(t);
    }
}

Test(last_keys, a_word_all_of_whose_letters_were_keys_is_offered_at_once)
{
    static const char *const rows[] = {"knitting", "linking"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        typist_press(t, "2", "▶ Adverts");
        type_late(t, rows[i]);
        typist_wait_wrapped(t, "Words? Ctrl-T writes them");
        typist_free(t);
    }
}

/* Its keys were meant, and it was looked at before its words were typed; or they begin no word with
 * those. */
Test(last_keys, what_is_asked_by_its_keys_is_offered_as_no_words)
{
    static const struct {
        const char *words;
        int keys_ms, pace_ms;
    } rows[] = {{"old people", 800, 400},   {"old people", 2400, 500},
                {"are you warm", 800, 400}, {"are you warm", 1400, 500},
                {"old people", 600, 500},   {"owners here", 600, 500}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        char first[] = {*rows[i].words, '\0'};
        type_later(t, 3000, "\x0c");
        called_out_type(t, "sh", rows[i].keys_ms);
        type_later(t, rows[i].keys_ms, first);
        called_out_type(t, rows[i].words + 1, rows[i].pace_ms);
        typist_wait(t, rows[i].words);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Words?"), "‘%s’ %zu", rows[i].words, i);
        typist_type(t, CTRL_U "\x1fr;" ESC);
        typist_press(t, ESC, "? Keys");
        typist_leave(t);
    }
}
