/* A key that was pressed as the first letter of a word: which it was is known by what goes on
 * behind it, in the grid and before a question to everybody. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(first_letters, .init = called_out_begin, .fini = called_out_finish);

enum { FAST_MS = 120, SLOW_MS = 600 };

static struct typist *begin(void)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    char *path = test_path("a.json");
    tables_write(path, "{\"title\":\"Health\",\"place\":\"Leeds\",\"goals\":[{\"text\":"
                       "\"Less sugar\",\"barriers\":[\"Adverts\",\"Fares\"]}]}");
    free(path);
    return typist_open(24, 80, WORDS("roundtable", "--by", "Ana", "a.json"));
}

static void leave(struct typist *t)
{
    typist_type(t, "\x1fr;");
    typist_leave_box(t);
    typist_leave(t);
}

/* Typed fast over a column, a word is one of a new entry, and told so. */
static void expect_taken(const char *word, const char *told)
{
    struct typist *t = begin();
    struct str shown = str_of(" %s", word);
    typist_type(t, "2");
    called_out_type_later(t, word, FAST_MS);
    typist_wait(t, told);
    typist_wait(t, shown.bytes);
    str_finish(&shown);
    leave(t);
}

Test(first_letters, keys_before_what_begins_no_word_are_part_of_it)
{
    static const char *const words[] = {"angry",        "8am ring round", "add benches",
                                        "late letters", "agree targets",  "labour club",
                                        "games",        "jabs",           "+1 doctor",
                                        "24/7 line",    "e-bikes",        "less paper"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        expect_taken(words[i], "You were typing, so this is a new note.");
    }
}

Test(first_letters, an_a_before_a_word_is_a_key)
{
    static const char *const rows[] = {"atired",     "alone parents", "anhs cuts",
                                       "amp visits", "a2am",          "act scans",
                                       "agp hours",  "andy"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        struct str shown = str_of(" %s", rows[i] + 1);
        typist_type(t, "2");
        called_out_type_later(t, rows[i], FAST_MS);
        typist_wait(t, shown.bytes);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "You were typing"), "‘%s’", rows[i]);
        str_finish(&shown);
        leave(t);
    }
}

Test(first_letters, a_word_whose_letters_open_a_list_or_a_form_is_whole)
{
    static const char *const words[] = {
        "fear",        "pride",      "stairs",    "3 flats",    "tired", "library",
        "0800 number", "10 minutes", "hot meals", "x-ray vans", "Age UK"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        expect_taken(words[i], "You were typing, so this is a new");
    }
}

Test(first_letters, a_slow_word_whose_letters_open_a_list_is_offered)
{
    static const char *const words[] = {"fear",      "stairs",        "tired",
                                        "Gas bill",  "Age UK",        "mrs Shah",
                                        "Quite far", "It is too far", "Muddy path"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = begin();
        struct str shown = str_of(" %s", words[i]);
        typist_type(t, "2");
        called_out_type_later(t, words[i], SLOW_MS);
        typist_wait_wrapped(t, "Words? Ctrl-T writes them as an entry");
        cr_expect_not(typist_sees(t, "what they did. Keys"), "%s", words[i]);
        typist_type(t, "\x14");
        typist_wait(t, "You were typing, so this is a new");
        typist_wait(t, shown.bytes);
        str_finish(&shown);
        leave(t);
    }
}

Test(first_letters, of_a_word_that_was_typed_fast_can_be_put_back)
{
    static const char *const rows[][2] = {
        {"latest news", "test news"}, {"gas bills", "as bills"}, {"amounts", "mounts"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        for (int entered = 0; entered < 2; entered++) {
            struct typist *t = begin();
            struct str shown = str_of(" %s", rows[i][0]);
            typist_type(t, "2");
            called_out_type_later(t, rows[i][0], FAST_MS);
            typist_wait(t, rows[i][1]);
            typist_type(t, entered ? "\x1f"
                                     "2000;\r"
                                   : "\x7f\x1f"
                                     "9000;s");
            typist_wait(t, entered ? "Added ‘" : rows[i][1]);
            typist_type(t, "\x14");
            typist_wait(t, "You were typing, so this is a new");
            typist_wait(t, "2 Barriers 2");
            typist_wait(t, "1 Goals 1");
            typist_wait(t, shown.bytes);
            str_finish(&shown);
            leave(t);
        }
    }
}

Test(first_letters, before_what_is_a_word_or_a_name_are_keys)
{
    static const char *const rows[] = {"anhs cuts", "ja GPs", "2atv", "jaboats",
                                       "lastreets"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        typist_type(t, "2");
        called_out_type_later(t, rows[i], FAST_MS);
        typist_wait(t, rows[i] + 3);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Words?"), "‘%s’", rows[i]);
        cr_expect_not(typist_sees(t, "You were typing"), "‘%s’", rows[i]);
        leave(t);
    }
}

Test(first_letters, what_is_sought_in_a_list_is_none_behind_its_key)
{
    static const char *const rows[] = {"fboulder", "fcliff", "fpebble"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        typist_type(t, "2");
        called_out_type_later(t, rows[i], FAST_MS);
        typist_wait(t, rows[i] + 1);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "You were typing"), "‘%s’", rows[i]);
        typist_free(t);
    }
}

/* But the word that is sought in vain may have begun with it, however late it goes on. */
Test(first_letters, what_is_sought_in_vain_is_of_a_word_with_the_key_if_it_is_one)
{
    static const char *const rows[][3] = {{"w", "et path", "wet path"},
                                          {"w", "barryz", "barryz"}};
    static const int pauses_ms[] = {1600, 3000};
    for (size_t i = 0; i < 2 * LENGTH(rows); i++) {
        struct typist *t = called_out_on_note();
        const char *const *row = rows[i / 2];
        typist_type(t, "\0373000;\x0c");
        called_out_type_after(t, row[0], pauses_ms[i % 2], row[1], 500);
        called_out_take_hinted(t, row[2]);
        typist_free(t);
    }
}

Test(first_letters, q_waits_for_the_pace_of_typing)
{
    enum { JUST_IN_TIME_MS = 290 };
    struct typist *t = begin();
    called_out_type_later(t, "queues", JUST_IN_TIME_MS);
    typist_wait(t, "You were typing, so this is a new goal.");
    typist_wait(t, " queues");
    leave(t);
}

Test(first_letters, a_slow_a_or_hour_before_what_begins_no_word_is_offered)
{
    static const char *const words[] = {"angry", "8am ring round", "3 buses"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = begin();
        struct str shown = str_of(" %s", words[i]);
        typist_type(t, "2");
        called_out_type_later(t, words[i], SLOW_MS);
        typist_wait_wrapped(t, "Words? Ctrl-T writes them as an entry");
        typist_type(t, "\x14");
        typist_wait(t, "You were typing, so this is a new");
        typist_wait(t, shown.bytes);
        str_finish(&shown);
        leave(t);
    }
}

Test(first_letters, a_deletion_that_a_word_confirmed_is_taken_back)
{
    static const char *const words[] = {"dyslexia", "dying alone"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = begin();
        struct str shown = str_of(" %s", words[i]);
        called_out_type_later(t, words[i], SLOW_MS);
        typist_wait_wrapped(t, "What was deleted is back. You were typing, so this is a");
        typist_wait(t, "1 Goals 1");
        typist_wait(t, shown.bytes);
        str_finish(&shown);
        leave(t);
    }
}

Test(first_letters, a_deletion_that_was_confirmed_stays_whatever_key_comes_next)
{
    static const char *const rows[] = {"dy", "dya", "dyj", "dyg"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        called_out_type_later(t, rows[i], SLOW_MS);
        typist_type(t, i ? "" : "\x1fr;");
        typist_wait(t, "1 Goals 0");
        typist_free(t);
    }
}

Test(first_letters, a_name_that_goes_on_as_no_word_does_promises)
{
    static const char *const names[] = {"maria", "ben", "fatima"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        struct typist *t = begin();
        struct str keys = str_of("c%s", names[i]);
        struct str said = str_of("%s, for ‘Adverts’", names[i]);
        typist_type(t, "2");
        called_out_type_later(t, keys.bytes, i ? FAST_MS : SLOW_MS);
        typist_wait(t, names[i]);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Words?"));
        typist_type(t, "\x1fr;" CTRL_S);
        typist_wait(t, said.bytes);
        str_finish(&said);
        str_finish(&keys);
        typist_leave(t);
    }
}

static void ask(struct typist *t)
{
    typist_type(t, "\x1fr;s");
    typist_wait(t, "Ask everybody, by phone or by hand");
    typist_type(t, "w");
    typist_wait(t, "Ask everybody: Enter opens it");
    typist_type(t, "How are you?\r");
    typist_wait(t, "Asked; ");
}

Test(first_letters, what_is_typed_before_a_question_in_words_is_an_answer)
{
    static const struct {
        const char *word;
        int pace_ms;
    } rows[] = {{"tired", FAST_MS},    {"tired", SLOW_MS},     {"angry", FAST_MS},
                {"stressed", FAST_MS}, {"exhausted", FAST_MS}, {"hopeful", SLOW_MS}};
    struct typist *t = begin();
    ask(t);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str added = str_of("Added ‘%s’.", rows[i].word);
        struct str typed = str_of("Answer: %s", rows[i].word);
        called_out_type_later(t, rows[i].word, rows[i].pace_ms);
        typist_wait(t, typed.bytes);
        typist_type(t, "\x1f"
                       "2000;\r");
        typist_wait(t, added.bytes);
        typist_wait(t, "open, answers hidden");
        typist_type(t, "\x1fr;");
        typist_type(t, ESC);
        typist_wait(t, "s Show or hide");
        str_finish(&added);
        str_finish(&typed);
    }
    typist_type(t, ESC);
    typist_wait(t, "1 Goals 1");
    typist_leave(t);
}

Test(first_letters, a_question_has_the_letters_that_chose_how_it_is_answered)
{
    static const char *const rows[][2] = {{"what would help", "what would help"},
                                          {"What would help", "What would help"},
                                          {"how are you", "how are you"},
                                          {"How are you", "How are you"},
                                          {"should we go on", "should we go on"},
                                          {"wwhat now", "what now"},
                                          {"hShall we", "Shall we"},
                                          {"where next", "where next"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin();
        struct str shown = str_of(" %s", rows[i][1]);
        typist_type(t, "\x1fr;s");
        typist_wait(t, "Ask everybody, by phone or by hand");
        called_out_type_later(t, rows[i][0], FAST_MS);
        typist_wait(t, "Ask everybody: Enter opens it");
        typist_wait(t, shown.bytes);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "this is a new"));
        typist_type(t, "\x1fr;\r");
        typist_wait(t, "Asked; ");
        str_finish(&shown);
        typist_type(t, ESC);
        typist_wait(t, "1 Goals 1");
        typist_leave(t);
    }
}
