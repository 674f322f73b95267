/* Keys one upon the other, each of which somebody means: no hand that presses them is asked
 * whether they were words. Two keys of the grid, a key and a row of the menu that it opens, and
 * a key of the grid behind those, at the pace of who knows them and of who reads. */

#include "screen/action.h"
#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

TestSuite(key_chains, .init = called_out_begin, .fini = called_out_finish);

#define LATER "\0373000;"
#define BACK "\x07\x07\x07\x1a\x0c\x1a" /* Ctrl-G closes what is open, Ctrl-Z undoes */

/* q leaves, Q lets phones in, z writes alone, and letters of O, the settings, find a row. */
static bool goes_on(enum mode mode, char key)
{
    char name[] = {key, '\0'};
    return !strchr("qQOzPp", key) && action_for(mode, name) != ACT_NONE;
}

/* The keys that may come next, as the screen stands: those of the grid, of the day, or of the
 * menu's rows. */
static void list_next(struct typist *t, struct str *keys)
{
    bool menu = typist_sees(t, "Enter Choose");
    for (int row = 1; menu && row < typist_rows(t); row++) {
        struct str line = STR_EMPTY;
        typist_row(t, row, &line);
        const char *text = str_text(&line);
        if (text[0] == ' ' && isalnum((unsigned char)text[1]) &&
            strncmp(text + 2, "  ", 2) == 0) {
            str_add_byte(keys, text[1]);
        }
        str_finish(&line);
    }
    enum mode mode = typist_sees(t, "g Goal") ? MODE_GRID : MODE_DAY;
    bool shown = mode == MODE_GRID || typist_sees(t, "Welcome");
    for (char key = 'A'; !menu && shown && key <= 'z'; key++) {
        if (isalpha((unsigned char)key) && goes_on(mode, key)) {
            str_add_byte(keys, key);
        }
    }
    str_add(keys, shown || menu ? " " ESC : "");
}

/* Plays those keys, and behind them each of the next; before the room, P goes back from there. */
static void play(struct typist *t, const char *keys, const char *next, int pace_ms)
{
    const char *back = strpbrk(keys, "Pp") ? BACK "P" : BACK;
    struct str timed = STR_EMPTY;
    for (const char *at = next; *at; at++) {
        str_add(&timed, LATER "\x0c");
        for (const char *key = keys; *key; key++) {
            str_addf(&timed, "\x1f%d;%c", pace_ms, *key);
        }
        str_addf(&timed, "\x1f%d;%c" LATER "%s", pace_ms, *at, back);
    }
    typist_type(t, timed.bytes);
    str_finish(&timed);
}

/* As the list of what was said tells. */
static void expect_no_offer(struct typist *t, const char *keys, int pace_ms)
{
    typist_press(t, LATER "M", "What was said, the newest first");
    typist_type(t, LATER "Words?");
    typist_wait_row(t, 1, "Words?");
    typist_settle(t);
    struct str said = STR_EMPTY;
    typist_text(t, &said);
    cr_expect(typist_sees(t, "Nothing has these letters"), "behind %s, each %d ms:\n%s",
              keys, pace_ms, said.bytes);
    str_finish(&said);
    typist_press(t, CTRL_U LATER BACK, "? Keys");
}

static void expect_keys(struct typist *t, const char *keys, const char *next, int pace_ms)
{
    if (*next) {
        play(t, keys, next, pace_ms);
        expect_no_offer(t, keys, pace_ms);
    }
}

/* The keys that begin with these; three of them at one pace. */
static void expect_chains(struct typist *t, const char *keys, bool third)
{
    static const int paces_ms[] = {800, 300};
    struct str next = STR_EMPTY;
    typist_type(t, LATER "\x0c");
    typist_type(t, keys);
    typist_settle(t);
    list_next(t, &next);
    bool menu = typist_sees(t, "Enter Choose");
    typist_press(t, LATER BACK, "? Keys");
    for (size_t i = 0; i < LENGTH(paces_ms) - (keys[1] != '\0'); i++) {
        expect_keys(t, keys, str_text(&next), paces_ms[i]);
    }
    for (const char *at = str_text(&next); menu && third && *at; at++) {
        struct str more = str_of("%s%c", keys, *at);
        expect_chains(t, more.bytes, false);
        str_finish(&more);
    }
    str_finish(&next);
}

static void play_from(const char *keys)
{
    for (const char *at = keys; *at; at++) {
        char key[] = {*at, '\0'};
        struct typist *t = called_out_open();
        typist_press(t, "2", "▶ Availability");
        expect_chains(t, key, strchr("bm", *at));
        typist_free(t);
    }
}

Test(key_chains, of_small_letters_are_no_words)
{
    play_from("bdhimnrstuvwxf");
}

Test(key_chains, of_capitals_are_no_words)
{
    play_from("ABCDFGILNRSTVW");
}

/* What is exported there is of a kind that takes no time. */
Test(key_chains, before_the_room_and_behind_what_was_exported_are_no_words)
{
    static const char *const rows[][2] = {{"P", "GECDESbsx.,pijk"},
                                          {"p", "GECDESbsxijk"},
                                          {"PG", "Eps"},

                                          {"PE", "hx"},
                                          {"E", "h"},
                                          {"GV", "b"},
                                          {"GC", "C"}};
    static const int paces_ms[] = {400, 800, 1500};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        typist_press(t, "2", "▶ Availability");
        for (size_t n = 0; n < LENGTH(paces_ms); n++) {
            expect_keys(t, rows[i][0], rows[i][1], paces_ms[n]);
        }
        typist_free(t);
    }
}

/* Behind a key that asks and one that says how that is answered, at one quick pace, stands what is
 * asked, be it words that begin as no question does: but where those are none without the keys. */
Test(key_chains, of_how_a_question_is_answered_begin_no_word_with_what_is_asked)
{
    static const char *const places[] = {"", "P"}, *const kinds[] = {"sw", "sh", "ss"};
    static const char *const asked[] = {
        "are you hungry?", "is it warm?",     "who hurts?",    "what helps most?",
        "does it help?",   "how do you feel", "can you hear?", "ready to go?",
        "in town now?",    "old enough?"};
    for (size_t i = 0; i < LENGTH(places) * LENGTH(kinds); i++) {
        struct typist *t = called_out_open();
        typist_type(t, LATER);
        typist_type(t, places[i % LENGTH(places)]);
        for (size_t j = 0; j < LENGTH(asked); j++) {
            struct str keys = str_of("%s%s", kinds[i / LENGTH(places)], asked[j]);
            struct str stands = str_of("▶ %s", asked[j]);
            called_out_type_later(t, keys.bytes, 250);
            typist_wait(t, stands.bytes);
            typist_wait(t, "Ask everybody: Enter opens it");
            typist_type(t, LATER CTRL_U BACK);
            str_finish(&stands);
            str_finish(&keys);
        }
        typist_free(t);
    }
}

Test(key_chains, of_how_a_question_is_answered_may_be_of_a_word_that_is_none_without)
{
    static const char *const words[] = {"share food",    "shops shut", "shelter us",
                                        "swimming pool", "slow buses", "school run",
                                        "sweet shops",   "she is ill", "share\r"};
    struct typist *t = called_out_open();
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct str box = str_of("\n %.*s", (int)strcspn(words[i], "\r"), words[i]);
        called_out_type_later(t, words[i], 250);
        typist_wait(t, box.bytes);
        typist_wait(t, "You were typing, so this is a new goal");
        typist_type(t, LATER CTRL_U BACK);
        str_finish(&box);
    }
    typist_free(t);
}

/* Of two fingers they are offered as words, and Enter asks nobody yet. */
Test(key_chains, of_how_a_question_is_answered_are_offered_where_a_slow_word_has_them)
{
    static const char *const words[] = {"share food", "shout at us"};
    struct typist *t = called_out_open();
    for (size_t i = 0; i < LENGTH(words); i++) {
        called_out_type_later(t, words[i], 600);
        typist_wait(t, "Words? Ctrl-T writes");
        called_out_type(t, "\r", 900);
        typist_wait(t, "Nobody is asked yet: Enter once more asks everybody.");
        typist_type(t, LATER CTRL_U BACK);
    }
    typist_free(t);
}
