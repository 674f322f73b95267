/* Signs among words that are typed where letters are keys: before them, within and behind, be they
 * keys there or not. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(typed_signs, .init = called_out_begin, .fini = called_out_finish);

#define BACK "\x07\x07\x1a\x1a"

static const char *const signs[] = {
    " ", "!", "\"", "#", "$", "%", "&", "'", "(", ")", "*", "+",  ",", "-",
    ".", "/", ":",  ";", "<", "=", ">", "?", "@", "[", "]", "\\", "^", "_",
    "`", "{", "|",  "}", "~", "“", "”", "‘", "’", "£", "€", "•",  "–", "…"};

static const struct {
    const char *keys, *there;
} places[] = {
    {DOWN, "▶Reducing social"}, {"2" DOWN, "▶ Advertising"}, {"G2", "▶ a adds"}};

static const char *const forms[] = {"%sequity gap", "equi%sty gap", "equity%s gap"};

/* What is sought is typed behind some, and others close what nobody began. */
static bool may_stand(size_t sign, size_t form)
{
    return form || !strchr("/:?],", *signs[sign]);
}

static void expect_kept(struct typist *t, size_t sign, size_t form, int pace_ms)
{
    const char *where = strstr(forms[form], "%s");
    struct str words = str_of("%.*s%s%s", (int)(where - forms[form]), forms[form],
                              signs[sign], where + 2);
    called_out_type_later(t, words.bytes, pace_ms);
    called_out_take(t, words.bytes + strspn(words.bytes, " "));
    typist_press(t, CTRL_U BACK, "? Keys");
    str_finish(&words);
}

/* Each sign in each place, at one pace or the other, before, within or behind. */
static void expect_place(size_t place)
{
    static const int paces_ms[] = {120, 500};
    struct typist *t = called_out_open();
    typist_press(t, places[place].keys, places[place].there);
    for (size_t sign = 0; sign < LENGTH(signs); sign++) {
        size_t form = (sign + place) % LENGTH(forms);
        form += !may_stand(sign, form);
        expect_kept(t, sign, form, paces_ms[(sign / 3 + place) % 2]);
    }
    called_out_end(t);
}

Test(typed_signs, are_of_the_words_on_a_goal)
{
    expect_place(0);
}

Test(typed_signs, are_of_the_words_on_a_note)
{
    expect_place(1);
}

Test(typed_signs, are_of_the_words_in_an_empty_cell)
{
    expect_place(2);
}

/* As people write them. */
Test(typed_signs, stand_before_figures_and_words_and_blanks_before_them_do_not)
{
    static const char *const rows[] = {
        ".5 WTE nurse", "<4hr A&E",   ">65s frail", "-ve swabs",         "%DNA high",
        "@home team",   "=equity",    "*flag it",   "'cos nobody asks",  "'Sdim bws",
        "(GP) letters", "1/52 waits", "7/7 access", " (halal food too)", "~50% DNA"};
    struct typist *t = called_out_on_note();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        called_out_type_later(t, rows[i], i % 2 ? 120 : 500);
        called_out_take(t, rows[i] + strspn(rows[i], " "));
        typist_press(t, CTRL_U BACK, "▶ Advertising");
    }
    called_out_end(t);
}

Test(typed_signs, that_are_keys_end_no_run_of_keys_with_an_alarm)
{
    static const char *const rows[] = {"]2aFirst", ",aFirst", ".aFirst",
                                       "+aFirst",  "/Avail",  "?quit"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = called_out_open();
        called_out_type_later(t, rows[i], 200);
        typist_wait(t, rows[i] + strcspn(rows[i], "FAq"));
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Words"), "%s", rows[i]);
        called_out_end(t);
    }
}
