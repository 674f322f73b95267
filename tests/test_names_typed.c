/* Names that nobody has in a list of words, typed where letters are keys: each stands whole in a box,
 * and nothing else was done. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(names_typed, .init = called_out_begin, .fini = called_out_finish);

#define LATER "\0373000;"
#define BACK "\x07\x07\x07" /* Ctrl-G closes what is open */

static struct typist *go_to(const struct called_out_place *place)
{
    if (program_is_sanitized()) {
        cr_skip_test("it is too slow to tell paces");
    }
    called_out_sample(place->sample ? place->sample : "write-up");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "a.json"));
    typist_press(t, place->keys, place->there);
    return t;
}

/* Whether Enter keeps it, and undo behind that leaves nothing more to undo. */
static bool is_kept_whole(struct typist *t, const char *word, int pace_ms)
{
    struct str added = str_of("Added ‘%s’", word);
    called_out_type_later(t, word, pace_ms);
    called_out_type(t, "\r", 500);
    typist_settle(t);
    if (!typist_sees(t,
                     added.bytes)) { /* that Enter ended the name, and opened the box */
        typist_type(t, LATER "\r");
        typist_settle(t);
    }
    bool whole = typist_sees(t, added.bytes);
    typist_type(t, LATER BACK LATER "u\x1fr;");
    typist_settle(t);
    whole = whole && typist_sees(t, "(nothing more to undo)");
    str_finish(&added);
    return whole;
}

static void expect_whole(const char *list, const struct called_out_place *place)
{
    static const int paces_ms[] = {120, 170, 250};
    struct called_out names = called_out_read(list);
    struct str lost = STR_EMPTY;
    struct typist *t = go_to(place);
    for (size_t i = 0; i < names.count; i++) {
        int pace_ms = paces_ms[i % LENGTH(paces_ms)];
        if (!is_kept_whole(t, names.words[i], pace_ms)) {
            str_addf(&lost, " %s/%d", names.words[i], pace_ms);
            typist_free(t);
            t = go_to(place);
        }
    }
    cr_expect(!lost.len_bytes, "%s:%s", place->name, str_text(&lost));
    typist_free(t);
    str_finish(&lost);
    called_out_free(&names);
}

static const struct called_out_place places[] = {
    {"goal", DOWN, "▶Reducing social", NULL, NULL},
    {"note", "2" DOWN, "▶ Advertising", NULL, NULL},
    {"empty", "G2", "▶ a adds", NULL, NULL},
    {"wall", "P2", "Availability of", NULL, NULL},
    {"recurs", "2", "2 ", NULL, "seminar"},
};

/* The word without its beginning is one, and that moves. */
static const char *const answers[] = {
    "knowing", "knight", "known",  "know-how", "kill",    "kind", "hour", "house",
    "hill",    "hit",    "hand",   "hours",    "jobless", "joy",  "lone", "low",
    "loss",    "lower",  "listen", "just",     "jump",    "now",  "nice", "near",
    "year",    "young",  "use",    "upset",    "until"};

Test(names_typed, of_an_answer_no_letter_is_dropped_as_a_key)
{
    static const int paces_ms[] = {120, 170, 250};
    struct str lost = STR_EMPTY;
    struct typist *t = called_out_open();
    typist_type(t, LATER);
    called_out_ask(t, "w", "Who hurts?");
    for (size_t i = 0; i < LENGTH(answers); i++) {
        for (size_t j = 0; j < LENGTH(paces_ms); j++) {
            struct str words = str_of("%s my GP", answers[i]);
            struct str shown = str_of("Answer: %s\n", words.bytes);
            called_out_type_later(t, words.bytes, paces_ms[j]);
            typist_type(t, "\x1fr;");
            typist_settle(t);
            if (!typist_sees(t, shown.bytes)) {
                str_addf(&lost, " %s/%d", answers[i], paces_ms[j]);
            }
            typist_type(t, LATER CTRL_U LATER ESC);
            str_finish(&shown);
            str_finish(&words);
        }
    }
    cr_expect(!lost.len_bytes, "%s", str_text(&lost));
    typist_free(t);
    str_finish(&lost);
}

Test(names_typed, are_whole_on_a_goal)
{
    expect_whole("names", &places[0]);
    expect_whole("towns", &places[0]);
}

Test(names_typed, are_whole_on_a_note)
{
    expect_whole("names", &places[1]);
    expect_whole("towns", &places[1]);
}

Test(names_typed, are_whole_in_an_empty_cell)
{
    expect_whole("names", &places[2]);
    expect_whole("towns", &places[2]);
}

Test(names_typed, are_whole_before_the_room)
{
    expect_whole("names", &places[3]);
    expect_whole("towns", &places[3]);
}

/* Be it that the capital opened a list there, and the next letters chose from it, or were sought. */
Test(names_typed, are_whole_before_the_room_whatever_their_letters_chose)
{
    static const char *const names[] = {"Bhavna",  "Dayo",      "Kiran",
                                        "Gwyneth", "Sutton",    "Airdrie",
                                        "Vikram",  "Gwenllian", "Bhupinder"};
    static const int paces_ms[] = {120, 200, 280};
    for (size_t i = 0; i < LENGTH(names) * LENGTH(paces_ms); i++) {
        const char *name = names[i / LENGTH(paces_ms)];
        struct typist *t = go_to(&places[3]);
        called_out_type_later(t, name, paces_ms[i % LENGTH(paces_ms)]);
        struct str box = str_of("     %s", name);
        called_out_wait_box(t, box.bytes);
        str_finish(&box);
        typist_free(t);
    }
}

/* Those whose letters all go to and fro, or take back, are of no name until Enter ends them as quickly. */
Test(names_typed, are_whole_before_the_room_though_their_letters_only_move)
{
    static const char *const names[] = {"Hull", "Lulu", "Julu"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        struct typist *t = go_to(&places[3]);
        called_out_type_later(t, names[i], 150);
        typist_press(t, "\037150;\r", "You were typing");
        typist_wait(t, names[i]);
        typist_free(t);
    }
    struct typist *t = go_to(&places[3]);
    called_out_type_later(t, "Jkkk", 150);
    typist_type(t, "\037150;\r");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "You were typing"));
    typist_free(t);
}

/* But a few keys upon each other are keys, and what is sought in a list is. */
Test(names_typed, are_no_keys_that_open_a_list_choose_in_it_or_seek_what_is_there)
{
    static const char *const keys[] = {"Da",   "Dan",  "Gw",  "Bne", "Bnext",
                                       "Bste", "Mthe", "Kir", "Sut"};
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct typist *t = go_to(&places[3]);
        called_out_type_later(t, keys[i], 150);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "You were typing"), "%s", keys[i]);
        typist_free(t);
    }
}

Test(names_typed, are_whole_where_several_say_the_same)
{
    expect_whole("names", &places[4]);
    expect_whole("towns", &places[4]);
}
