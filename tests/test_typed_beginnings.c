/* Which keys are of the word that is typed behind them: what begins a word, and what stands for
 * itself. */

#include "app/typing/typed_words.h"
#include "model/english.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <string.h>

Test(typed_beginnings, what_no_ending_is_stands_for_itself_behind_a_word)
{
    static const char *const own[] = {"ndy", "bra", "b", "rm", "ouse"},
                             *const endings[] = {"s", "ing", "es", "e", "d", ""};
    for (size_t i = 0; i < LENGTH(own); i++) {
        cr_expect(typed_words_are_own(own[i], strlen(own[i])), "‘%s’", own[i]);
    }
    for (size_t i = 0; i < LENGTH(endings); i++) {
        cr_expect_not(typed_words_are_own(endings[i], strlen(endings[i])), "‘%s’",
                      endings[i]);
    }
}

Test(typed_beginnings, a_capital_behind_keys_begins_another_word)
{
    static const struct {
        const char *text;
        size_t keys;
        bool apart;
    } rows[] = {
        {"vEverybody", 1, true}, {"vIt is cold", 1, true}, {"vE", 1, false},
        {"2vvEve", 3, true},     {"aAsk", 1, true},        {"WiFi here", 2, false},
        {"eGFR low", 1, false},  {"kWh bills", 1, false},  {"McDonalds", 2, false},
        {"Everybody", 0, false}, {"every Bus", 5, false},  {"2Eid", 1, false},
        {"t4Mrs Dale", 2, true}, {"tt4All day", 3, true},  {"P2,pWet path", 4, true},
        {"vGP here", 1, true},   {"t4NHS cuts", 2, true},  {"v12Mb", 3, false},
        {"mRNA jabs", 1, false}, {"GvAll day", 2, true},   {"4Mrs", 1, false},
        {"iPads", 1, false},     {"eBay shop", 1, false},  {"aPads", 1, true},
        {"DxBus", 2, true},      {"PhDs", 2, false}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_eq(typed_words_are_apart(rows[i].text, rows[i].keys), rows[i].apart,
                     "‘%s’", rows[i].text);
    }
}

Test(typed_beginnings, keys_before_a_pause_begin_a_word_behind_the_figure_of_a_column)
{
    cr_expect(typed_words_begin_with("4Ei", "d", 1, false, NULL));
    cr_expect(typed_words_begin_with("4va", "ping", 1, false, NULL));
    cr_expect_not(typed_words_begin_with("4", "carers", 1, false, NULL));
    cr_expect_not(typed_words_begin_with("4vv", "ban", 1, false, NULL));
}

Test(typed_beginnings, words_typed_in_a_box_lack_keys_if_those_make_a_better_beginning)
{
    static const char *const lacking[][2] = {
        {"W", "rinkles"},       {"Write", " to the council"},
        {"da", "mp homes"},     {"Co", "ld hall"},
        {"2jda", "mp"},         {"Teen", "agers"},
        {"Lunch e", "very day"}};
    static const char *const whole[][2] = {
        {"G2a", "audit"}, {"a", "audit"},  {"G2a", "ok"}, {"", "ritual"},
        {"Db", "10:20"},  {"c", "Walter"}, {"a", ""},     {"b1vvbw", "8"}};
    for (size_t i = 0; i < LENGTH(lacking); i++) {
        cr_expect(typed_words_lack(lacking[i][0], false, lacking[i][1], true, NULL),
                  "‘%s’", lacking[i][1]);
    }
    for (size_t i = 0; i < LENGTH(whole); i++) {
        cr_expect_not(typed_words_lack(whole[i][0], false, whole[i][1], true, NULL),
                      "‘%s’", whole[i][1]);
    }
}

/* Which keys were meant that stand before words: with them no word begins, and they went somewhere. */
Test(typed_beginnings, keys_before_words_that_are_whole_without_them_are_none_of_those)
{
    static const struct {
        const char *text;
        size_t meant, keys;
    } rows[] = {{"Cchurch", 1, 1},
                {"Cchurch", 0, 0},
                {"BGP retiring", 1, 1},
                {"jklEid", 3, 3},
                {"aAsk the firm", 1, 1},
                {"aAsk the firm", 0, 0},
                {"jEid", 1, 1},
                {"jDeano's mum", 1, 1},
                {"2jdamp homes", 2, 2},
                {"ANEIGHBOURS", 0, 1},
                {"3ANEIGHBOURS", 1, 2},
                {"NEIGHBOURS", 1, 0},
                {"ANGRY", 1, 0},
                {"Aneighbours", 0, 0},
                {"kWh bills", 1, 0},
                {"Gwent", 1, 0},
                {"Trent", 1, 0},
                {"kids", 1, 0},
                {"language", 1, 0},
                {"NHS cuts", 1, 0},
                {"Mrs Shah", 1, 0},
                {"2church", 1, 0},
                {"jk", 2, 0},
                {"", 0, 0},
                {"CDeano's mum", 1, 1},
                {"BAisha", 1, 1},
                {"GPs", 1, 0},
                {"McDonalds", 1, 0},
                {"x box", 1, 0},
                {"llyfrgell", 2, 0},
                {"iPads", 2, 0},
                {"SNHS cuts", 0, 1},
                {"PNHS", 0, 1},
                {"2GNHS cuts", 0, 2},
                {"NHS cuts", 0, 0},
                {"PSHE lessons", 0, 0},
                {"CAMHS", 0, 0},
                {"CMHT", 0, 0},
                {"BANHS", 0, 0}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_eq(typed_words_keys_before(rows[i].text, rows[i].meant, NULL),
                     rows[i].keys, "‘%s’ %zu", rows[i].text, rows[i].meant);
    }
}

static void expect_english(const char *letters, const char *expected)
{
    struct english is = english_of(letters, strlen(letters));
    char told[] = {is.word ? 'w' : '-', is.often ? 'o' : '-', is.begins ? 'b' : '-',
                   is.begins_often ? 'o' : '-', '\0'};
    cr_expect_str_eq(told, expected, "‘%s’", letters);
}

Test(typed_beginnings, a_list_tells_english_words_and_what_begins_them)
{
    expect_english("", "--bo");
    expect_english("a", "wobo");
    expect_english("late", "wobo");
    expect_english("Late", "wobo");
    expect_english("zones", "wobo");
    expect_english("abacus", "w-b-");
    expect_english("exerci", "--bo");
    expect_english("ngr", "----");
    expect_english("zzz", "----");
    expect_english("LATE", "wobo"); /* with Caps Lock */
    expect_english("ZONES", "wobo");
    expect_english("AT", "----"); /* so short, it may be initials */
    expect_english("LAte", "----");
    expect_english("\xc5\xbc", "----");
}
