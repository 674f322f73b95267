/* Whether letters that are pressed as keys are words, judged without a program. */

#include "app/typing/typed_words.h"
#include "model/english.h"
#include "support/expect.h"

#include <criterion/criterion.h>
#include <string.h>

enum { PACE_MS = 120, SLOW_MS = 800 };

/* What became of a letter: "m" it moved, "l" led elsewhere, "c" carried, "a" acted, "i" was
 * idle, "h" chose a row, "f" found one, "o" opened a box, "e" one with words in it, "s" a form; "t"
 * was typed there, as are all behind the last. */
static enum letter became(char sign)
{
    switch (sign) {
    case 'm':
        return LETTER_MOVES;
    case 'l':
        return LETTER_LEADS;
    case 'c':
        return LETTER_CARRIES;
    case 'a':
        return LETTER_ACTS;
    case 'i':
        return LETTER_IDLE;
    case 'h':
        return LETTER_CHOOSES;
    case 'f':
        return LETTER_FINDS;
    case 'o':
        return LETTER_OPENS;
    case 'e':
        return LETTER_EDITS;
    case 's':
        return LETTER_FILLS;
    default:
        return LETTER_TYPES;
    }
}

/* "\r" at the end is Enter. */
static bool are_words_at(struct typed_words w, int64_t pace_ms, const char *letters,
                         const char *signs)
{
    int64_t now_ms = 1000;
    bool words = false;
    for (const char *at = letters; *at && !words; at++) {
        char letter[] = {at[0], (*at & 0x80) ? at[1] : '\0', '\0'};
        at += letter[1] != '\0';
        now_ms += pace_ms;
        if (*at == '\r') {
            words = typed_words_end(&w, now_ms);
        } else {
            typed_words_go_on(&w, letter, now_ms);
            words = typed_words_hear(&w, letter, became(*signs));
        }
        signs += *signs != 0;
    }
    typed_words_finish(&w);
    return words;
}

static bool are_words_of(const char *language, const char *letters, const char *signs)
{
    struct typed_words w = {.pace_ms = TYPING_PACE_MS, .language = language};
    return are_words_at(w, PACE_MS, letters, signs);
}

static bool are_slow_words(const char *letters, const char *signs)
{
    return are_words_at((struct typed_words){.pace_ms = SLOW_PACE_MS}, SLOW_MS, letters,
                        signs);
}

static bool are_words(const char *letters, const char *signs)
{
    return are_words_of(NULL, letters, signs);
}

Test(typed_judge, of_welsh_and_polish_what_is_said_most_is_known)
{
    static const char *const welsh[] = {"gwaith ysgol", "gweithgareddau", "gofal plant",
                                        "addysg",       "amser",          "gofod",
                                        "2argyfwng",    "achos"};
    static const char *const polish[] = {"apteka", "gmina", "edukacja", "2godziny",
                                         "autobus"};
    for (size_t i = 0; i < LENGTH(welsh); i++) {
        const char *signs = welsh[i][0] == '2' ? "mo" : "o";
        cr_expect(are_words_of("cy", welsh[i], signs), "‘%s’", welsh[i]);
        cr_expect_not(are_words_of("pl", welsh[i], signs), "‘%s’", welsh[i]);
    }
    for (size_t i = 0; i < LENGTH(polish); i++) {
        const char *signs = polish[i][0] == '2' ? "mo" : "o";
        cr_expect(are_words_of("pl", polish[i], signs), "‘%s’", polish[i]);
    }
    /* the beginning of a word is another behind some words */
    cr_expect(are_words_of("cy", "gymuned", "o"));
    cr_expect(are_words_of("cy", "gefnogaeth", "o"));
    cr_expect(are_words_of("cy", "amgylchedd", "o"));
    cr_expect_not(are_words_of("pl", "gymuned", "o"));
    cr_expect_not(are_words_of("cy", "acymuned\r", "o"));
    cr_expect_not(are_words_of("cy", "ateulu\r", "o"));
    cr_expect_not(are_words_of("cy", "gplant\r", "o"));
    cr_expect(are_words_of("cy", "llai o", "mmo"));
    cr_expect(are_words_of("cy", "llai\r", "mmo"));
    cr_expect(are_words_of("cy", "2llai o", "mmmo"));
    cr_expect_not(are_words_of("pl", "llai o", "mmo"));
    cr_expect_not(are_words_of("cy", "gwythnos brysur\r", "o"));
    cr_expect_not(are_words_of("cy", "aysgol leol\r", "o"));
    cr_expect_not(are_words_of("cy", "gmina", "o"));
    cr_expect_not(are_words_of("pl", "azdrowie\r", "o"));
    cr_expect_not(are_words_of("pl", "gszkoły\r", "o"));
}

Test(typed_judge, initials_begin_a_word_but_with_no_key_before_known_ones)
{
    static const struct {
        const char *text;
        bool begin;
    } rows[] = {{"GP visits", true}, {"GPs", true},        {"NHS cuts", true},
                {"A&E", true},       {"2DWP forms", true}, {"GPx", false},
                {"G visits", false}, {"SNHS cuts", false}, {"LGP visits", false}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_eq(typed_words_begin_word(rows[i].text, NULL), rows[i].begin, "‘%s’",
                     rows[i].text);
    }
}

/* Whatever goes on behind them. */
Test(typed_judge, initials_are_what_capitals_are_before_a_blank)
{
    static const struct {
        const char *letters;
        bool are;
    } rows[] = {
        {"GP", true}, {"GPs v", true}, {"TV v", true}, {"TVv", false}, {"T v", false}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typed_words w = {.pace_ms = SLOW_PACE_MS};
        for (const char *at = rows[i].letters; *at; at++) {
            const char letter[] = {*at, '\0'};
            typed_words_hear(&w, letter, LETTER_ACTS);
        }
        cr_expect_eq(typed_words_are_initials(&w), rows[i].are, "‘%s’", rows[i].letters);
        typed_words_finish(&w);
    }
}

/* No hand means so many keys, whatever they went to and chose. */
Test(typed_judge, letters_and_an_enter_in_one_go_are_words_if_they_are_many)
{
    cr_expect(are_words("zumba\r", "amahf"));
    cr_expect(are_words("zumba\r", "amaff")); /* no word begins with "mb" */
    cr_expect(are_words("lumbar\r", "mmahff"));
    cr_expect_not(are_words("xbjx\r", "ahma"));
    cr_expect_not(are_words("mba\r", "ahf"));
}

/* Such as what a list was asked for, and a key that edits: no ending makes a word of them. */
Test(typed_judge, keys_that_were_meant_are_of_the_word_that_ends_within_another)
{
    cr_expect(are_words("they smoke", "hme"));
    cr_expect_not(are_words("hjes now", "hme"));
    cr_expect_not(are_words("thed now", "hme"));
}

/* Behind the last letter of what stands there: a letter by itself is a word's end too rarely. */
Test(typed_judge, a_letter_and_a_blank_typed_on_behind_a_word_are_words)
{
    cr_expect(are_words("heb arian", "me"));
    cr_expect_not(are_words("hed now", "me"));
    cr_expect_not(are_words("hes\r", "me"));
    cr_expect(are_words("e.g. buses", "e"));
    cr_expect(are_words("e.g. buses", "o"));
    cr_expect_not(are_words("e. More", "e"));
    cr_expect_not(are_words("g... and more", "o"));
}

Test(typed_judge, keys_that_with_what_was_typed_are_a_word_are_of_it)
{
    static const char *const rows[][2] = {
        {"late letters", "mo"}, {"agree targets", "o"}, {"exercise", "o"},
        {"less paper", "mo"},   {"labour club", "mo"},  {"games", "o"},
        {"gotta go", "o"},      {"aunties", "o"},       {"jabs\r", "mo"},
        {"add benches", "o"},   {"go out more", "o"},   {"2angry", "mo"},
        {"hate crime", "mo"},   {"e-bikes", "o"},       {"eczema", "o"},
        {"Lack of care", "co"}, {"asks for\r", "o"},    {"gallery", "o"},
        {"lanes\r", "mo"},      {"lamps\r", "mo"},      {"ramps broken", "ao"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect(are_words(rows[i][0], rows[i][1]), "‘%s’", rows[i][0]);
    }
}

/* Nobody presses them and a slash upon them; but behind a key that edits one may be typed. */
Test(typed_judge, keys_that_are_a_word_are_one_where_it_goes_on_behind_a_slash)
{
    cr_expect(are_words("he/", "me"));
    cr_expect(are_words("2he/", "mme"));
    cr_expect(are_words("3agree targets", "mo")); /* it begins only with its key */
    cr_expect_not(are_words("e/", "e"));
    cr_expect_not(are_words("je/", "me"));
}

Test(typed_judge, keys_before_a_word_a_name_initials_or_another_language_are_keys)
{
    static const char *const rows[][2] = {
        {"alone parents", "o"}, {"anhs cuts", "o"},       {"act scans", "o"},
        {"agp hours", "o"},     {"aNgozi's shop", "o"},   {"ael y bryn\r", "o"},
        {"agents\r", "o"},      {"jaboats\r", "mo"},      {"lastreets\r", "mo"},
        {"haharvest\r", "mo"},  {"gmore walking\r", "o"}, {"azdrowie\r", "o"},
        {"aysgol leol\r", "o"}, {"axylophones\r", "o"},   {"gbetter sleep\r", "o"},
        {"amps\r", "o"},        {"3add\r", "mo"},         {"3and\r", "mo"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_not(are_words(rows[i][0], rows[i][1]), "‘%s’", rows[i][0]);
    }
}

Test(typed_judge, amounts_and_hours_are_words)
{
    static const char *const rows[][2] = {
        {"£5\r", "im"},      {"$20", "im"},       {"16-25s", "mmam"},  {"3pm\r", "maa"},
        {"7pm bus", "maaa"}, {"9am\r", "mo"},     {"50+ group", "mo"}, {"50%", "mo"},
        {"24/7", "mmo"},     {"10 minutes", "mo"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect(are_words(rows[i][0], rows[i][1]), "‘%s’", rows[i][0]);
    }
    cr_expect(are_words("1/52", "mo"));
    cr_expect(are_words("7/7 ", "mo"));
    cr_expect(are_words("<4", "im"));
    cr_expect(are_words("~50%", "imo"));
    cr_expect_not(are_words("2-3", "mam"));
    cr_expect_not(are_words("2/7", "mo"));
    cr_expect_not(are_words("3pj\r", "mam"));
}

Test(typed_judge, a_number_with_its_unit_is_a_word_where_it_ends)
{
    static const char *const rows[][2] = {
        {"10mg\r", "mo"},   {"50mg bd", "mo"}, {"50p\r", "mo"}, {"80s music", "mo"},
        {"24hr\r", "mmmc"}, {"4hr\r", "mma"},  {"2ww\r", "mll"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect(are_words(rows[i][0], rows[i][1]), "‘%s’", rows[i][0]);
    }
    cr_expect_not(are_words("30mugs\r", "mo"));
    cr_expect_not(are_words("3a10mg\r", "mo"));
    cr_expect_not(are_words("2x\r", "ma"));
}

/* Nobody presses keys one upon the other and Enter upon them, but those that go to and fro or
 * choose from a list, or one again and again. */
Test(typed_judge, keys_that_come_with_enter_at_once_are_words)
{
    static const char *const rows[][2] = {
        {"dx\r", "aa"}, {"hx\r", "ma"}, {"Rx\r", "la"},   {"Hx\r", "ca"},
        {"pm\r", "la"}, {"dw\r", "al"}, {"2tx\r", "maa"}, {"Dad\r", "lo"}};
    static const char *const keys[][2] = {{"vv\r", "aa"}, {"dj\r", "am"},  {"sw\r", "ah"},
                                          {"ma\r", "af"}, {"JK\r", "cc"},  {"ab\r", "o"},
                                          {"gd\r", "o"},  {"vdv\r", "aaa"}};
    struct typed_words w = {.pace_ms = TYPING_PACE_MS};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect(are_words(rows[i][0], rows[i][1]), "‘%s’", rows[i][0]);
    }
    for (size_t i = 0; i < LENGTH(keys); i++) {
        cr_expect_not(are_words(keys[i][0], keys[i][1]), "‘%s’", keys[i][0]);
    }
    cr_expect_not(are_words_at(w, 280, "dx\r", "aa"));
    cr_expect_not(are_words_at(w, 0, "dx\r", "aa"));
    cr_expect(are_words("Dŵ", "li"));
}

/* Of letters that opened a search, a box or a place with a slash behind them. */
Test(typed_judge, letters_with_a_slash_among_them_are_words)
{
    static const char *const rows[][2] = {
        {"d/c summary", "ao"}, {"h/o DNAs", "mo"}, {"c/o pain", "lo"},
        {"r/v meds", "lo"},    {"p/w pain", "li"}, {"a/w ref", "o"},
        {"o/p\r", "lo"},       {"u/s scan", "mo"}, {"#NOF", "iaco"},
        {"-ve scan", "aao"},   {"[rota", "aaoo"},  {"a&e\r", "o"},
        {"o/d\r", "s"},        {"c/w plan", "s"},  {"r&d\r", "o"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect(are_words(rows[i][0], rows[i][1]), "‘%s’", rows[i][0]);
    }
    cr_expect_not(are_words("j/pain\r", "mo"));
    cr_expect_not(are_words("2/gp\r", "mo"));
    cr_expect_not(are_words("ac/o pain\r", "o"));
    cr_expect_not(are_words("[[xx", "aaaa"));
}

Test(typed_judge, initials_are_words)
{
    static const char *const rows[][2] = {
        {"DWP", "lii"},   {"PIP\r", "aia"}, {"CCG\r", "lii"},      {"NHS", "ica"},
        {"CAB", "lii"},   {"EDL", "aii"},   {"A&E", "aia"},        {"B&B", "aia"},
        {"GP\r", "la"},   {"MP\r", "ai"},   {"MPs\r", "aii"},      {"GP hours", "laaa"},
        {"GP's", "laia"}, {"2DWP", "mlii"}, {"CCG cuts", "liiaa"}, {"HR\r", "cl"},
        {"LA\r", "ca"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect(are_words(rows[i][0], rows[i][1]), "‘%s’", rows[i][0]);
    }
}

Test(typed_judge, capitals_that_quick_hands_press_are_keys)
{
    static const char *const rows[][2] = {
        {"HJKL\r", "cccc"}, {"JKJK\r", "cccc"}, {"LLHH\r", "cccc"},
        {"GGG\r", "lll"},   {"GGB", "lll"},     {"GGBsigns\r", "lllfffff"},
        {"VVV\r", "aaa"},   {"VJV\r", "aca"},   {"NNN\r", "mmm"},
        {"NVN", "mam"},     {"GP", "la"},       {"JVJ\r", "cac"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_not(are_words(rows[i][0], rows[i][1]), "‘%s’", rows[i][0]);
    }
}

Test(typed_judge, short_words_that_a_key_opened_a_box_within_are_whole_where_they_end)
{
    cr_expect(are_words("dad\r", "aot"));
    cr_expect_not(are_words("dax\r", "mot"));
}

/* As of who counts dots on paper. */
Test(typed_judge, a_figure_in_a_form_that_was_chosen_is_no_letter)
{
    cr_expect_not(are_words("vbw8", "aaht"));
    cr_expect(are_words("vbwe", "aaht"));
}

Test(typed_judge, keys_that_are_a_common_word_are_words_where_it_ends)
{
    static const char *const rows[][2] = {
        {"Bus\r", "aii"}, {"yes\r", "iih"}, {"bus\r", "ami"},  {"idk\r", "aam"},
        {"Why?", "lmii"}, {"why?", "lmii"}, {"bus, ", "amiii"}};
    static const char *const keys[][2] = {
        {"ma\r", "ah"}, {"xb\r", "ah"}, {"xbj\r", "ahm"}, {"vjv\r", "ama"},
        {"du\r", "am"}, {"dud", "ama"}, {"jjj.", "mmmm"}, {"Bus", "aii"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect(are_words(rows[i][0], rows[i][1]), "‘%s’", rows[i][0]);
    }
    for (size_t i = 0; i < LENGTH(keys); i++) {
        cr_expect_not(are_words(keys[i][0], keys[i][1]), "‘%s’", keys[i][0]);
    }
}

/* However late Enter comes, and though one of them carried what is selected. */
Test(typed_judge, two_capitals_that_enter_ends_are_initials)
{
    enum { LATE_MS = 1000 };
    static const char *const rows[][2] = {{"HR", "ca"}, {"LA", "ca"}, {"GP", "aa"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typed_words w = {.pace_ms = TYPING_PACE_MS};
        for (size_t at = 0; at < 2; at++) {
            char letter[] = {rows[i][0][at], '\0'};
            typed_words_go_on(&w, letter, 1000 + (int64_t)at * PACE_MS);
            typed_words_hear(&w, letter, became(rows[i][1][at]));
        }
        cr_expect(typed_words_end(&w, 1000 + PACE_MS + LATE_MS), "%s", rows[i][0]);
        typed_words_finish(&w);
    }
}

Test(typed_judge, keys_with_capitals_may_look_like_words)
{
    static const char *const words[] = {"Wil", "WiFi", "HbA", "QoL", "McD",
                                        "G B", "Bus",  "A&",  "O'",  "999s"};
    static const char *const keys[] = {"",    "W",   "Wi",  "wif", "VjV",
                                       "Vjk", "Pj ", "G b", "SW",  "GjB",
                                       "jjV", "Xq",  "Syn", "12s", "999"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        cr_expect(typed_words_look_so(words[i]), "‘%s’", words[i]);
    }
    for (size_t i = 0; i < LENGTH(keys); i++) {
        cr_expect_not(typed_words_look_so(keys[i]), "‘%s’", keys[i]);
    }
}

/* Slow hands may have looked at what each key did, and opened the box by the last of them. */
Test(typed_judge, slow_keys_that_opened_a_box_are_of_words_that_they_begin_alone)
{
    static const char *const words[][2] = {
        {"damp homes", "aao"}, {"ddamp homes", "aao"}, {"Lunch every day", "aiao"},
        {"eating out", "aao"}, {"games\r", "lao"},     {"xmas lights", "aiao"}};
    static const char *const keys[][2] = {
        {"G2aaudit\r", "amot"},     {"G2aact 1\r", "amot"},    {"G2aok\r", "amot"},
        {"Paall pts\r", "aot"},     {"G4a2ww form\r", "amot"}, {"GG3agrp2\r", "aamot"},
        {"G0Nobody eats\r", "aot"}, {"b1vvbw8\r", "ahaaaot"},  {"DbCoffee now\r", "aot"}};
    for (size_t i = 0; i < LENGTH(words); i++) {
        cr_expect(are_slow_words(words[i][0], words[i][1]), "‘%s’", words[i][0]);
    }
    for (size_t i = 0; i < LENGTH(keys); i++) {
        cr_expect_not(are_slow_words(keys[i][0], keys[i][1]), "‘%s’", keys[i][0]);
    }
}

/* "bra" is a word, but none that goes on within what stood there; what goes on there may. */
Test(typed_judge, slow_keys_and_what_goes_on_within_a_word_are_one_if_they_are_known)
{
    cr_expect(are_slow_words("zebra crossing", "ae"));
    cr_expect(are_slow_words("zebra\r", "ae"));
    cr_expect_not(are_slow_words("zebra crossing", "ao"));
    cr_expect_not(are_slow_words("vegrounds\r", "ae"));
    cr_expect_not(are_slow_words("ze bra\r", "ae"));
}

/* Who puts a word right adds a letter or two to its end. */
Test(typed_judge, slow_letters_behind_a_word_that_enter_ends_are_one_only_with_their_key)
{
    static const char *const added[] = {"ex\r", "em\r", "ebs\r"};
    static const char *const words[] = {"eh\r", "egg\r", "exam\r", "empty\r"};
    for (size_t i = 0; i < LENGTH(added); i++) {
        cr_expect_not(are_slow_words(added[i], "e"), "‘%s’", added[i]);
    }
    for (size_t i = 0; i < LENGTH(words); i++) {
        cr_expect(are_slow_words(words[i], "e"), "‘%s’", words[i]);
    }
    cr_expect(are_words("ex\r", "e"));
}

/* With Caps Lock; keys one by one are slower, or begin none. */
Test(typed_judge, capitals_behind_an_a_that_begin_a_word_may_be_slower)
{
    enum { LATE_MS = 390 };
    static const char *const words[] = {"AAFTER", "ADAMP", "AFTER", "ASCHOOL"};
    static const char *const keys[] = {"AGCD", "AEpb", "AGDW", "Aftv"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typed_words w = {.pace_ms = TYPING_PACE_MS};
        cr_expect(are_words_at(w, LATE_MS, words[i], "aaaaaaaaa"), "‘%s’", words[i]);
    }
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct typed_words w = {.pace_ms = TYPING_PACE_MS};
        cr_expect_not(are_words_at(w, LATE_MS, keys[i], "aaaa"), "‘%s’", keys[i]);
    }
}
