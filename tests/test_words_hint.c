/* What the foot says of keys that may have been words: nothing but which key takes them for such,
 * and what it would write; as long as that is so, wherever they led. */

#include "support/called_out.h"
#include "support/expect.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(words_hint, .init = called_out_begin, .fini = called_out_finish);

enum { SLOW_MS = 600 };

static struct typist *begin(int cols)
{
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    called_out_sample("write-up");
    struct typist *t = typist_open(24, cols, WORDS("roundtable", "a.json"));
    typist_press(t, "\x1b[H2" DOWN, "▶ Advertising");
    return t;
}

/* With what is on top behind them. */
static const struct {
    const char *keys, *words, *there;
} rows[] = {
    {"PCN", "PCN", "P Projector"}, /* the projector, */
    {"Gs", "Gs", "Enter Choose"},  /* a list, */
    {"she", "she", "▶ e"},         /* a form, */
    {"IY", "IY", "Nothing waits"},
    {"GD", "GD", "10:00 Welcome"},            /* the day, */
    {"SC", "SC", "n Apart"},                  /* other tables, */
    {"gambling", "gambling", "── New goal"},  /* a key alone that is of a word, */
    {"hx", "hx", "Enter Choose"},             /* or of an abbreviation, */
    {"he/she", "he/she", "── Editing"},       /* a box with what stood there, */
    {"Wednesday", "Wednesday", "── Editing"}, /* or, be it a word or not, more */
    {"Webbster", "Webbster", "── Editing"},   /* than an ending to that; */
    {"Wendy House", "Wendy House", "── Editing"},
    {"e coli", "e coli", "── Editing"},
    {"3add", "add", "── New note in 3 Stake"}, /* or for what is new; */
    {"are we late", "are we late", "── New note"},
    {"a levels", "a levels", "── New note"},
    {"jklEid", "Eid", "Deleted ‘"}, /* and without what goes to and fro */
    {"Kasia", "Kasia", "Moved: ‘"}, /* names, which no list has, */
    {"Nadia", "Nadia", "── New note"},
    {"iPads", "iPads", "Enter Save"}, /* be their second letter high */
};

Test(words_hint, is_what_its_key_writes_wherever_the_keys_led)
{
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct typist *t = begin(i % 2 ? 80 : 60);
        called_out_type_later(t, rows[i].keys, SLOW_MS);
        typist_wait(t, rows[i].there);
        called_out_take_hinted(t, rows[i].words);
        typist_wait_gone(t, "Ctrl-T Words");
        typist_free(t);
    }
}

Test(words_hint, goes_with_the_keys_that_it_is_of)
{
    struct typist *t = begin(80);
    called_out_type_later(t, "Eid", SLOW_MS);
    typist_wait(t, "Deleted ‘Advertising’. u brings it back.");
    typist_wait(t, "Ctrl-T Words: Eid");
    typist_press(t, "u", "Undid: deleted");
    typist_wait(t, "Ctrl-T Words: Eidu"); /* which it would take as well */
    typist_type(t, DOWN);
    typist_wait_gone(t, "Ctrl-T");
    typist_free(t);
}

Test(words_hint, is_a_button)
{
    struct typist *t = begin(60);
    int row, col;
    called_out_type_later(t, "Wed", SLOW_MS);
    typist_wait(t, "Ctrl-T Words: Wed");
    cr_assert(typist_find(t, "Words: Wed", &row, &col));
    typist_click(t, row, col);
    typist_wait(t, "\n Wed");
    typist_wait(t, "2 Barriers 12");
    typist_free(t);
}

Test(words_hint, is_cut_where_it_would_take_more_room_than_the_other_keys_have)
{
    struct typist *t = begin(60);
    called_out_type_later(t, "he/she said ümlaute", SLOW_MS);
    typist_wait(t, "Ctrl-T Words: he/she said üm…");
    typist_wait(t, "Esc Close");
    typist_free(t);
}

/* With large letters; first goes the room that other keys have beside the way out, and the label. */
Test(words_hint, is_whole_in_a_narrow_window_where_the_way_out_leaves_room)
{
    static const char *const words[][2] = {
        {"kids out late", "\n Esc Back   Ctrl-T Words: kids out late"},
        {"she said he/she late", "\n Esc Back   Ctrl-T she said he/she late"},
        {"Eid at the mosque", "\n Esc Close     Ctrl-T Eid at the mosque"}};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = begin(80);
        typist_resize(t, 12, 40);
        typist_press(t, "1", "column 1 of 4");
        called_out_type_later(t, words[i][0], 700);
        typist_wait(t, words[i][1]);
        called_out_take(t, words[i][0]);
        typist_free(t);
    }
}

/* Nor of who goes to and fro, votes, or presses a key and types. */
Test(words_hint, is_not_said_of_what_is_no_word)
{
    static const char *const keys[] = {
        "jkjk",  "nn",      "JK",           "a",    "acarers",
        "gMore", "gcarers", "uu",           "3j",   "3aTargeted support",
        "2x",    "fonly",   "swHow",        "v3vv", "Da",
        "Db",    "Sc",      "Em",           "zi",   "jDb",
        "po20",  "aask",    "ago for walks"};
    for (size_t i = 0; i < LENGTH(keys); i++) {
        struct typist *t = begin(80);
        called_out_type_later(t, keys[i], SLOW_MS);
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Ctrl-T"), "%s", keys[i]);
        typist_free(t);
    }
}

/* Nor of who looks at what the key opened, as long as that takes, or types on as fast as it is known. */
Test(words_hint, is_not_said_of_what_goes_on_with_what_stood_there)
{
    static const int paces_ms[][2] = {{120, 120}, {400, 120}, {900, 500}, {1500, 900}};
    for (size_t i = 0; i < LENGTH(paces_ms); i++) {
        struct typist *t = begin(80);
        typist_type(t, "\0373000;\x0c");
        called_out_type_after(t, "e", paces_ms[i][0], " and transport", paces_ms[i][1]);
        typist_wait(t, "Advertising and transport");
        typist_press(t, "\037900;\r", "Changed ‘");
        typist_settle(t);
        cr_expect_not(typist_sees(t, "Words"), "%d", paces_ms[i][0]);
        typist_free(t);
    }
}

/* The row that offers them says the same. */
Test(words_hint, leaves_out_the_figure_of_a_column_as_its_key_does)
{
    static const char *const words[] = {"nah fr its dead", "?dementia", "(GP) hours"};
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct typist *t = begin(80);
        struct str row = str_of("writes ‘%s’", words[i]);
        struct str keys = str_of("2%s", words[i]);
        called_out_type_later(t, keys.bytes, 450);
        typist_type(t, "\037700;\r");
        typist_wait_wrapped(t, i ? "Words?" : row.bytes);
        called_out_take_hinted(t, words[i]);
        str_finish(&keys);
        str_finish(&row);
        typist_free(t);
    }
}

/* Be it in no dictionary: its keys deleted an entry, and it goes on in another. */
Test(words_hint, is_said_of_what_is_typed_on_unseen)
{
    struct typist *t = begin(80);
    called_out_type_later(t, "deadass adults dont", 400);
    called_out_take_hinted(t, "deadass adults dont");
    typist_wait(t, "2 Barriers 12");
    typist_free(t);
}

/* Quick hands that delete and go on mean it less often than they type. */
Test(words_hint, is_said_of_two_quick_keys_that_changed_something)
{
    struct typist *t = begin(80);
    called_out_type_later(t, "dv", 120);
    typist_wait(t, "Ctrl-T Words: dv");
    typist_free(t);
}

/* However long the list was looked at. */
Test(words_hint, has_what_was_sought_in_a_list_and_is_not_there)
{
    struct typist *t = begin(80);
    typist_press(t, "O", "Type to find one");
    typist_type(t, "\0373000;");
    called_out_type(t, "GP retiring", 120);
    called_out_take_hinted(t, "GP retiring");
    typist_wait(t, "2 Barriers 12");
    typist_free(t);
}

/* It is read, and what is pressed a while later is a key: it neither goes with that, nor stands in
 * the place of its own. */
Test(words_hint, goes_with_the_first_key_behind_a_pause)
{
    struct typist *t = begin(80);
    called_out_type_later(t, "Eid", SLOW_MS);
    typist_wait(t, "Ctrl-T Words: Eid");
    typist_press(t, "\03710000;u", "Undid: deleted");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Ctrl-T"));
    typist_press(t, "\0371000;E", "Enter Choose");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Ctrl-T"));
    typist_free(t);
}

/* Nor is what chooses in a list that stands open. */
Test(words_hint, has_no_key_that_chooses_behind_a_pause)
{
    struct typist *t = begin(80);
    called_out_type_later(t, "Ei", SLOW_MS);
    typist_wait(t, "Exported to a.ics");
    typist_type(t, "\03710000;j");
    called_out_type_later(t, "Eio", SLOW_MS);
    typist_wait(t, "Ctrl-T Words: Eio");
    typist_press(t, "\0374000;y\x1fr;", "y once more chooses");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Ctrl-T"));
    typist_free(t);
}

/* What is put right there is of the run, as it is in a box. */
Test(words_hint, outlives_the_list_in_which_a_slip_was_put_right)
{
    struct typist *t = begin(80);
    called_out_type_later(t, "O", SLOW_MS);
    called_out_type_after(t, "", 1200, "he came himsefl\x7f\x7flf", SLOW_MS);
    typist_wait(t, "Ctrl-T Words: he came himself");
    typist_type(t, "\037900;" ESC);
    typist_press(t, "\037900;\x14", "You were typing");
    typist_wait(t, "\n he came himself");
    typist_free(t);
}
