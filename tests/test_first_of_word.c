/* The first letter of a word, at a key that opens a box, and abbreviations of two keys: offered as
 * words at least, but not to whoever presses the key, looks, and types. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(first_of_word, .init = called_out_begin, .fini = called_out_finish);

#define LATER "\0373000;"
#define BACK "\x07\x07\x07"

static struct typist *begin(void)
{
    return called_out_at("2", "▶ Availability");
}

/* All keys at one pace, and Enter when it was seen what came of them. */
static void type_and_enter(struct typist *t, const char *keys, int pace_ms)
{
    called_out_type_later(t, keys, pace_ms);
    typist_type(t, "\037700;\r");
}

Test(first_of_word, what_goes_on_with_its_key_at_one_pace_is_offered_with_it)
{
    static const char *const rows[] = {"gabapentin (300mg)", "amitriptyline 10mg",
                                       "apixaban"};
    struct typist *t = begin();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        type_and_enter(t, rows[i], i % 2 ? 250 : 110);
        struct str offer = str_of("Ctrl-T writes ‘%s’", rows[i]);
        typist_wait_wrapped(t, offer.bytes);
        str_finish(&offer);
        called_out_take(t, rows[i]);
        typist_press(t, CTRL_U BACK, "? Keys");
    }
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

/* Be the rest one, too, as "rents" is. */
Test(first_of_word, keys_at_one_pace_with_what_makes_a_word_of_them_are_offered)
{
    static const int paces_ms[] = {350, 450, 600};
    for (size_t i = 0; i < LENGTH(paces_ms); i++) {
        struct typist *t = begin();
        typist_type(t, i % 2 ? "P" : "");
        called_out_type_later(t, "parents", paces_ms[i]);
        typist_wait_wrapped(t, "Keys before this: p a. Words? Ctrl-T writes");
        typist_press(t, "\037900;\x14", " parents");
        typist_wait_wrapped(t, "You were typing, so this is a new note");
        typist_free(t);
    }
    struct typist *t = begin();
    typist_type(t, LATER "\x0c");
    called_out_type_after(t, "pa", 900, "rents", 350); /* who looks first */
    typist_press(t, "\037700;\r", "Added ‘rents’");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Words?"));
    typist_free(t);
}

Test(first_of_word, a_key_before_a_pause_a_name_or_a_word_is_a_key)
{
    static const struct {
        const char *key, *words;
        int pause_ms;
    } rows[] = {{"a", "gabapentin", 300}, {"a", "gabapentin", 600},
                {"g", "apixaban", 300},   {"a", "DNAs", 110},
                {"a", "-ve scan", 600},   {"g", "Emis", 110},
                {"a", "carers", 110}};
    struct typist *t = begin();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str added = str_of("Added ‘%s’", rows[i].words);
        typist_type(t, LATER "\x0c");
        called_out_type_after(t, rows[i].key, rows[i].pause_ms, rows[i].words, 110);
        typist_press(t, "\037700;\r", added.bytes);
        cr_expect_not(typist_sees(t, "Ctrl-T writes"), "behind %s: ‘%s’", rows[i].key,
                      rows[i].words);
        typist_press(t, BACK, "? Keys");
        str_finish(&added);
    }
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

Test(first_of_word, an_abbreviation_of_keys_is_offered_as_enter_ends_it)
{
    static const char *const rows[] = {"hx", "dx", "Rx", "pt", "mh", "&c"};
    struct typist *t = begin();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        type_and_enter(t, rows[i], 110);
        typist_wait(t, "Words?");
        called_out_take(t, rows[i]);
        typist_press(t, CTRL_U BACK, "? Keys");
    }
    typist_type(t, "\x1fr;");
    typist_leave(t);
}

Test(first_of_word, what_a_form_of_numbers_takes_none_of_is_of_the_word)
{
    struct typist *t = begin();
    typist_type(t, LATER "\x0c");
    called_out_type_after(t, "b w", 400, "eight", 110);
    typist_type(t, "\037700;\r");
    typist_wait(t, "\n b weight");
    called_out_end(t);
}

Test(first_of_word, a_search_from_an_empty_cell_that_is_left_goes_back_there)
{
    struct typist *t = begin();
    typist_press(t, LATER "g", "── New goal");
    typist_press(t, "\037900;xxyyzz\r", "Added");
    typist_press(t, "\x07", "▶xxyyzz");
    typist_press(t, "4", "When might people");
    typist_press(t, LATER "/", "── Search");
    typist_press(t, "Avail", "1 of ");
    typist_press(t, "\x07", "a Add");
    typist_press(t, LATER "a", "── New note in 4 Social moments");
    typist_free(t);
}

/* Be it held for a second, or a third of one: quick words are behind what led there, as they stand,
 * and nothing of it is offered with them. */
Test(first_of_word, quick_words_behind_a_key_that_led_there_are_whole)
{
    static const struct {
        const char *key, *words;
        int pause_ms;
    } rows[] = {{"2", "ok i think", 1000},        {"2", "appointments gone", 1000},
                {".", "more appontments", 350},   {".", "online bookng", 600},
                {"4", "turn up or cancel", 400},  {"P", "ok i think", 350},
                {"P", "appointments gone", 1000}, {"[", "turnover of staff", 700},
                {"+", "turnover of staff", 1000}, {"2-", "no money left", 1200},
                {"=", "cold halls", 900}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        typist_type(t, LATER "\x0c");
        called_out_type_after(t, rows[i].key, rows[i].pause_ms, rows[i].words, 150);
        struct str box = str_of(" %s\n", rows[i].words);
        typist_wait(t, box.bytes);
        typist_settle(t);
        cr_expect(typist_sees(t, "You were typing"), "%s", rows[i].words);
        cr_expect_not(typist_sees(t, "Ctrl-T"), "behind %s: ‘%s’", rows[i].key,
                      rows[i].words);
        str_finish(&box);
        typist_free(t);
    }
}

/* No name goes on faster than it began. */
Test(first_of_word, quick_words_behind_a_capital_and_the_key_of_a_box_are_no_name)
{
    static const int paces_ms[] = {350, 400, 500};
    for (size_t i = 0; i < 2 * LENGTH(paces_ms); i++) {
        const char *words = i % 2 ? "kids out late" : "more buses";
        struct typist *t = called_out_at("2" DOWN, "▶ Advertising");
        called_out_type_later(t, "K", 3000);
        called_out_type(t, "a", paces_ms[i / 2]);
        called_out_type_after(t, "", 310, words, 150);
        struct str box = str_of(" %s\n", words);
        typist_wait(t, box.bytes);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Ctrl-T"), "%s %d", words, paces_ms[i / 2]);
        str_finish(&box);
        typist_free(t);
    }
}

/* And where its first letter opened a box, which may be meant, the foot has both. */
Test(first_of_word, quick_words_whose_first_letter_opened_a_box_are_offered_behind_a_key)
{
    for (size_t i = 0; i < 4; i++) {
        const char *words = i % 2 ? "apointments on line" : "e consult is bad";
        struct typist *t = called_out_open();
        typist_type(t, LATER "\x0c");
        called_out_type_after(t, i / 2 ? "." : "2", 1000, words, 150);
        called_out_take_hinted(t, words);
        typist_free(t);
    }
}

/* With e alone: a blank at their pace is no beginning of what is added to an entry, unless a word
 * behind it goes on with that. */
Test(first_of_word, a_letter_that_edits_and_a_blank_are_of_words_that_go_on_with_it)
{
    static const struct {
        const char *words;
        int pace_ms;
        bool offered;
    } rows[] = {{"e consult is bad", 150, true},    {"e consult is bad", 450, true},
                {"e bikes cost a lot", 250, true},  {"o pain is bad", 150, true},
                {"e at weekends only", 150, false}, {"e without a car", 150, false}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        typist_press(t, "2", "2 Barriers 12");
        called_out_type_later(t, rows[i].words, rows[i].pace_ms);
        typist_wait(t, rows[i].words + 1);
        if (rows[i].offered) {
            called_out_take_hinted(t, rows[i].words);
        } else {
            typist_settle(t);
            cr_expect_not(typist_sees(t, "Ctrl-T"), "%s", rows[i].words);
        }
        typist_free(t);
    }
}

/* No entry begins with a blank: right behind the key that opened its box that was a word. */
static const char *const of_one_letter[] = {
    "a funeral nobody came to", "a heatwave", "A new boiler",
    "i mewn i'r dref",          "g force",    "a 'safe' space"};
enum { EMPTY_CELL, BEHIND_ENTRY, BEFORE_ALL, BEHIND_DRAFT, PLACES };
static const char *const ways_there[PLACES] = {
    [EMPTY_CELL] = LATER "gNo way home\r" BACK LATER "2",
    [BEHIND_ENTRY] = LATER "2",
    [BEFORE_ALL] = LATER "2" LATER "P",
    [BEHIND_DRAFT] = LATER "2" LATER "astairs without a ra" LATER ESC LATER};

Test(first_of_word,
     a_letter_and_a_blank_at_their_pace_are_words_wherever_that_opened_a_box)
{
    static const int paces_ms[] = {120, 200, 280};
    for (size_t i = 0; i < PLACES * LENGTH(of_one_letter); i++) {
        const char *words = of_one_letter[i / PLACES];
        struct str box = str_of(" %s\n", words), added = str_of("Added ‘%s", words);
        struct typist *t = called_out_open();
        typist_type(t, ways_there[i % PLACES]);
        called_out_type_later(t, words, paces_ms[i % LENGTH(paces_ms)]);
        typist_wait_wrapped(t, "You were typing, so this is a new note");
        typist_wait(t, box.bytes);
        typist_press(t, "\037700;\r", "Added ‘");
        typist_wait_wrapped(t, added.bytes);
        if (i % PLACES == BEHIND_DRAFT) {
            typist_press(t, BACK LATER "a", " stairs without a ra\n");
        }
        typist_free(t);
        str_finish(&added);
        str_finish(&box);
    }
}

Test(first_of_word, a_letter_and_a_blank_are_words_behind_the_figure_of_a_column)
{
    static const int pauses_ms[] = {150, 400, 900};
    for (size_t i = 0; i < LENGTH(pauses_ms); i++) {
        struct typist *t = called_out_open();
        typist_type(t, LATER "\x0c");
        called_out_type_after(t, "4", pauses_ms[i], "a funeral nobody came to", 150);
        typist_wait(t, " a funeral nobody came to\n");
        typist_wait(t, "── New note in 4 Social moments");
        typist_free(t);
    }
}

Test(first_of_word, a_letter_and_a_blank_are_an_answer_whole)
{
    static const char *const rows[] = {"a mess", "a funeral", "i mewn"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        struct str answered = str_of("Added ‘%s’", rows[i]);
        called_out_ask(t, "w", "What is it?");
        called_out_type_later(t, rows[i], 150);
        typist_type(t, "\037700;\r");
        typist_wait(t, answered.bytes);
        typist_free(t);
        str_finish(&answered);
    }
}

static struct typist *on_action(void)
{
    struct typist *t = called_out_open();
    typist_press(t, LATER "G", "Action plan");
    typist_press(t, LATER "3a", "New note in 3");
    typist_press(t, "\037900;Lend the hall\r", "Added");
    typist_press(t, LATER BACK, "? Keys");
    typist_type(t, LATER);
    return t;
}

/* Who looks at the form types who does it; nobody who means a word waits behind its first letter. */
Test(first_of_word, what_is_whole_behind_the_key_of_a_form_is_for_its_line)
{
    static const struct {
        const char *words;
        int pause_ms, pace_ms;
    } rows[] = {
        {"everyone", 600, 150},    {"everyone", 1000, 150},    {"everyone", 500, 500},
        {"all", 600, 150},         {"us", 500, 150},           {"mum", 400, 150},
        {"the council", 600, 200}, {"volunteers", 450, 300},   {"nobody yet", 700, 350},
        {"parents", 400, 250},     {"the council", 1400, 600}, {"mum", 600, 600}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = on_action();
        called_out_type_after(t, "c", rows[i].pause_ms, rows[i].words, rows[i].pace_ms);
        struct str line = str_of("Who does it     ▶ %s\n", rows[i].words);
        typist_wait(t, line.bytes);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Ctrl-T"), "‘%s’ %d %d", rows[i].words,
                      rows[i].pause_ms, rows[i].pace_ms);
        called_out_type(t, "\r", 200);
        typist_wait(t, "By when         ▶");
        called_out_type_after(t, "", 300, "friday", 200);
        typist_press(t,
                     "\x1f"
                     "900;" CTRL_S,
                     "Lend the hall");
        cr_expect_not(typist_sees(t, "Ctrl-T"), "‘%s’", rows[i].words);
        str_finish(&line);
        typist_free(t);
    }
}

Test(first_of_word, what_lacks_the_key_of_a_form_is_a_word_with_that)
{
    static const struct {
        const char *words;
        int pace_ms;
    } rows[] = {{"clinic", 450},   {"carers meet", 450}, {"cooking", 600},
                {"call mum", 500}, {"clean up", 450},    {"cover for us", 600}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = on_action();
        called_out_type_later(t, rows[i].words, rows[i].pace_ms);
        called_out_take_hinted(t, rows[i].words);
        typist_free(t);
    }
}

/* A box that was looked at before it was typed into was meant, whatever key opened it. */
Test(first_of_word, what_is_whole_in_a_box_that_was_looked_at_is_of_no_word_with_its_key)
{
    static const struct {
        const char *key, *words;
        int pause_ms, pace_ms;
    } rows[] = {{"e", "Exams", 2000, 500},      {"e", "Exams", 4000, 500},
                {"e", "Exams", 1200, 300},      {"e", "GP visits", 2000, 500},
                {"e", "DWP", 2000, 400},        {"e", "row over parking", 2000, 500},
                {"g", "row over it", 2000, 500}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        typist_type(t, ways_there[EMPTY_CELL]);
        called_out_type_later(t, "2", 100);
        typist_type(t, LATER);
        called_out_type_after(t, rows[i].key, rows[i].pause_ms, rows[i].words,
                              rows[i].pace_ms);
        struct str box = str_of(" %s\n", rows[i].words);
        typist_wait(t, box.bytes);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Ctrl-T"), "%s ‘%s’ %d", rows[i].key, rows[i].words,
                      rows[i].pause_ms);
        typist_press(t, "\037700;\r", "Added ‘");
        cr_expect_not(typist_sees(t, "Ctrl-T"), "%s ‘%s’ %d", rows[i].key, rows[i].words,
                      rows[i].pause_ms);
        str_finish(&box);
        typist_free(t);
    }
}

Test(first_of_word, what_goes_on_with_e_at_one_pace_is_offered_with_it)
{
    static const char *const rows[] = {"eGFR", "eConsult", "eBay"};
    static const int paces_ms[] = {350, 500, 800};
    for (size_t i = 0; i < LENGTH(rows) * LENGTH(paces_ms); i++) {
        struct typist *t = called_out_open();
        typist_type(t, ways_there[EMPTY_CELL]);
        called_out_type_later(t, rows[i / LENGTH(paces_ms)],
                              paces_ms[i % LENGTH(paces_ms)]);
        called_out_take_hinted(t, rows[i / LENGTH(paces_ms)]);
        typist_free(t);
    }
}

/* With Caps Lock A for a is a key, and what is behind it whole, wherever its letters lead. */
static bool are_added(const char *key, const char *words, int pace_ms, int place)
{
    struct str all = str_of("%s%s", key, words), added = str_of("Added ‘%s", words);
    struct typist *t = called_out_open();
    typist_type(t, ways_there[place]);
    called_out_type_later(t, all.bytes, pace_ms);
    called_out_type(t, "\r", 700);
    typist_settle(t);
    bool are = typist_sees(t, added.bytes);
    typist_free(t);
    str_finish(&added);
    str_finish(&all);
    return are;
}

Test(first_of_word, capitals_behind_a_capital_a_are_whole_without_it)
{
    static const char *const rows[] = {
        "AFTER JUMMAH",   "AFTER SCHOOL", "NOWHERE WARM", "DAMP WALLS",  "GPS ARE FULL",
        "PARKING COSTS",  "ROADS FULL",   "SCHOOL RUN",   "MORE LIGHTS", "WARM SPACES",
        "EMPTY SHOPS",    "TAKES LONG",   "LIBRARY SHUT", "YOUTH CLUB",  "COLD HOUSES",
        "HEALTH VISITOR", "FOOD BANK",    "REPAIRS",      "LATE BUSES",  "UNSAFE PATHS"};
    static const int paces_ms[] = {150, 250, 300, 350, 390};
    struct str lost = STR_EMPTY;
    for (size_t i = 0; i < LENGTH(rows) * LENGTH(paces_ms); i++) {
        const char *words = rows[i / LENGTH(paces_ms)];
        int pace_ms = paces_ms[i % LENGTH(paces_ms)];
        if (!are_added("A", words, pace_ms, (int)(i % BEHIND_DRAFT))) {
            str_addf(&lost, " %s/%d", words, pace_ms);
        }
    }
    cr_expect(!lost.len_bytes, "%s", str_text(&lost));
    str_finish(&lost);
}
