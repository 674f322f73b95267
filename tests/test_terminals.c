/* Terminals of all kinds: their letters, colours and modes, and what they lack. */

#include "screen/background.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* A session with a goal and a barrier, the barrier selected. */
static struct typist *open_with(const char *option, const char *value)
{
    char *path = test_path("session.json");
    const char *argv[5] = {"roundtable", path, option, value, NULL};
    struct typist *t = typist_open(24, 80, argv);
    typist_type(t, "gRéunion\r" ESC);
    typist_wait(t, "1 Goals 1");
    typist_wait_gone(t, "New goal");
    typist_type(t, "2aBus fares\r" ESC);
    typist_wait(t, "2 Barriers 1");
    typist_wait_gone(t, "New note");
    typist_wait(t, " saved");
    typist_settle(t);
    free(path);
    return t;
}

static void expect_no_colour(const struct typist *t)
{
    for (int row = 0; row < typist_rows(t); row++) {
        for (int col = 0; col < typist_cols(t); col++) {
            cr_assert(typist_cell_fg(t, row, col) == TYPIST_COLOUR_DEFAULT &&
                          typist_cell_bg(t, row, col) == TYPIST_COLOUR_DEFAULT,
                      "row %d, column %d has a colour", row, col);
        }
    }
}

static void expect_bold_heading_and_reverse_selection(const struct typist *t)
{
    int row, col;
    cr_assert(typist_find(t, "2 Barriers", &row, &col));
    cr_expect(typist_cell_bold(t, row, col));
    cr_assert(typist_find(t, "▶ Bus fares", &row, &col));
    cr_expect(typist_cell_reverse(t, row, col + 2), "the selection is to be seen");
}

TestSuite(terminals, .fini = folder_finish);

Test(terminals, the_c_locale_still_shows_every_letter)
{
    program_env("LC_ALL", "C");
    program_env("LANG", "C");
    struct typist *t = open_with(NULL, NULL);
    cr_expect(typist_sees(t, "Réunion"));
    cr_expect(typist_sees(t, "▶ Bus fares"));
    typist_leave(t);
    char *path = test_path("session.json"), *file = text_file_read(path);
    cr_expect(strstr(file, "\"Réunion\""), "%s", file);
    free(file);
    free(path);
}

Test(terminals, without_colours_bold_and_reverse_say_the_same)
{
    static const struct {
        const char *term, *no_color, *option, *value;
    } rows[] = {
        {"xterm", NULL, NULL, NULL},
        {"xterm-256color", "1", NULL, NULL},
        {"xterm-256color", "1", "--theme", "dark"},
        {"xterm-256color", NULL, "--theme", "mono"},
        {"vt100", NULL, NULL, NULL},
        {"screen", NULL, NULL, NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        program_env("TERM", rows[i].term);
        program_env("NO_COLOR", rows[i].no_color);
        struct typist *t = open_with(rows[i].option, rows[i].value);
        expect_no_colour(t);
        expect_bold_heading_and_reverse_selection(t);
        typist_leave(t);
        folder_finish();
    }
}

static const char *const headings[] = {"1 Goals", "2 Barriers", "3 Stakeholders",
                                       "4 Social"};

Test(terminals, each_heading_has_its_colour_on_dark_and_on_light)
{
    static const struct {
        const char *theme, *colorfgbg, *no_color;
        int colours[4];
    } rows[] = {
        {"dark", NULL, NULL, {75, 220, 107, 211}},
        {"light", NULL, NULL, {21, 94, 23, 127}},
        {"auto", "0;15", NULL, {21, 94, 23, 127}},
        {"auto", "15;0", NULL, {75, 220, 107, 211}},
        {"dark", "0;15", NULL, {75, 220, 107, 211}},
        {"auto",
         "15;0",
         "",
         {75, 220, 107, 211}}, /* only a NO_COLOR that says something */
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        program_env("COLORFGBG", rows[i].colorfgbg);
        program_env("NO_COLOR", rows[i].no_color);
        struct typist *t = open_with("--theme", rows[i].theme);
        for (size_t c = 0; c < 4; c++) {
            int row, col;
            cr_assert(typist_find(t, headings[c], &row, &col));
            cr_expect_eq(typist_cell_fg(t, row, col), rows[i].colours[c], "%s, ‘%s’: %d",
                         rows[i].theme, headings[c], typist_cell_fg(t, row, col));
            cr_expect_eq(typist_cell_bg(t, row, col), TYPIST_COLOUR_DEFAULT);
        }
        int row, col;
        cr_assert(typist_find(t, "Réunion", &row, &col));
        cr_expect_eq(typist_cell_fg(t, row, col), TYPIST_COLOUR_DEFAULT,
                     "words have the terminal's own colour");
        typist_leave(t);
        folder_finish();
    }
}

Test(terminals, are_asked_for_their_background_where_nothing_says_it)
{
    static const struct {
        const char *answer;
        int colour; /* of the first heading */
    } rows[] = {
        {"rgb:ffff/ffff/dddd", 21},           {"rgb:f/f/f", 21},
        {"rgb:0000/2b2b/3636", 75},           {"rgba:1e/1e/2e/ff", 75},
        {"no colour", TYPIST_COLOUR_DEFAULT}, {NULL, TYPIST_COLOUR_DEFAULT},
    };
    program_env("COLORFGBG", NULL);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        typist_background(rows[i].answer);
        struct typist *t = open_with("--theme", "auto");
        int row, col;
        cr_assert(typist_find(t, headings[0], &row, &col));
        cr_expect_eq(typist_cell_fg(t, row, col), rows[i].colour, "%s: %d",
                     rows[i].answer, typist_cell_fg(t, row, col));
        cr_expect_not(typist_sees(t, "does nothing"));
        typist_leave(t);
        folder_finish();
    }
}

/* Of whom nothing was heard in time, nothing is heard later. */
Test(terminals, that_answer_late_or_never_have_no_colours_and_no_stray_keys)
{
    program_env("COLORFGBG", NULL);
    typist_background("");
    struct typist *t = open_with("--theme", "auto");
    typist_type(t, "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "does nothing"));
    expect_no_colour(t);
    typist_type(t, "aKept words\r" ESC);
    typist_wait(t, "2 Barriers 2");
    typist_wait_gone(t, "New note");
    typist_leave(t);
}

/* What is typed before the answer comes is typed all the same. */
Test(terminals, lose_no_key_that_is_typed_while_they_are_asked)
{
    char *path = test_path("session.json");
    program_env("COLORFGBG", NULL);
    typist_background("");
    struct typist *t = typist_start(24, 80, WORDS("roundtable", path));
    typist_wait_mode(t, 2004);
    typist_type(t, "gLess \x1b]11;rgb:0/0/0\asugar\r" ESC);
    typist_wait(t, "1 Goals 1");
    typist_wait_gone(t, "New goal");
    typist_wait(t, "Less sugar");
    typist_leave(t);
    free(path);
}

Test(terminals, say_their_background_in_several_ways)
{
    static const struct {
        const char *bytes;
        bool told;
        enum background background;
    } rows[] = {
        {"", false, BACKGROUND_UNKNOWN},
        {"\x1b]11;", false, BACKGROUND_UNKNOWN},
        {"\x1b]11;rgb:ffff/ffff/ff", false, BACKGROUND_UNKNOWN},
        {"\x1b]11;rgb:ffff/ffff/ffff\a", true, BACKGROUND_LIGHT},
        {"keys\x1b]11;rgb:FF/FF/EE\x1b\\", true, BACKGROUND_LIGHT},
        {"\x1b]11;rgb:0/0/0\a", true, BACKGROUND_DARK},
        {"\x1b]11;rgb:0/0\a", true, BACKGROUND_UNKNOWN},
        {"\x1b]11;white\a", true, BACKGROUND_UNKNOWN},
        {"\x1b[?1;2c", true, BACKGROUND_UNKNOWN},
        {"\x1b[?1;2", false, BACKGROUND_UNKNOWN},
        {"c\x1b[A", false, BACKGROUND_UNKNOWN},
        {"\x1b[?6c\x1b]11;rgb:ffff/ffff/ffff\a", true, BACKGROUND_LIGHT},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        enum background background = BACKGROUND_UNKNOWN;
        cr_expect_eq(
            background_is_told(rows[i].bytes, strlen(rows[i].bytes), &background),
            rows[i].told, "row %zu", i);
        cr_expect_eq(background, rows[i].background, "row %zu", i);
    }
}

/* The program with its standard error in a file. */
static struct typist *start_quietly(const char *session, const char *errors)
{
    return typist_start(24, 80,
                        WORDS("sh", "-c", "exec \"$0\" \"$1\" 2>\"$2\"", program_path(),
                              session, errors));
}

Test(terminals, one_that_cannot_be_used_is_named)
{
    static const char *const terms[] = {"nonsense", "unknown", ""};
    char *session = test_path("session.json"), *errors = test_path("errors");
    /* newterm() that fails leaves memory behind, where nobody can free it. */
    const char *asan = getenv("ASAN_OPTIONS");
    struct str no_leaks = STR_EMPTY;
    str_addf(&no_leaks, "%s:detect_leaks=0", asan ? asan : "");
    program_env("ASAN_OPTIONS", no_leaks.bytes);
    str_finish(&no_leaks);
    for (size_t i = 0; i < LENGTH(terms); i++) {
        struct str quoted = STR_EMPTY;
        str_addf(&quoted, "\"%s\"", terms[i]);
        program_env("TERM", terms[i]);
        struct typist *t = start_quietly(session, errors);
        cr_expect_eq(typist_end(t), 1, "TERM=%s", terms[i]);
        cr_expect(typist_modes_restored(t), "TERM=%s", terms[i]);
        char *told = text_file_read(errors);
        cr_assert(told);
        cr_expect(strstr(told, quoted.bytes), "TERM=%s: %s", terms[i], told);
        cr_expect(strstr(told, "try"), "it says what to do: %s", told);
        cr_expect_not(strchr(told, ESC[0]), "an escape on standard error");
        free(told);
        typist_free(t);
        str_finish(&quoted);
    }
    free(session);
    free(errors);
}

Test(terminals, a_theme_that_is_none_is_wrong_usage)
{
    char *path = test_path("session.json");
    struct ran ran = program_run(NULL, WORDS("roundtable", "--theme", "wrong", path));
    cr_expect_eq(ran.status, 2);
    cr_expect(strstr(str_text(&ran.err), "there is no theme \"wrong\""), "%s",
              str_text(&ran.err));
    cr_expect(strstr(str_text(&ran.err), "light"), "it says which there are");
    cr_expect_eq(ran.out.len_bytes, 0);
    ran_finish(&ran);
    free(path);
}

static bool mouse_is_on(const struct typist *t)
{
    static const int numbers[] = {9, 1000, 1001, 1002, 1003, 1005, 1006, 1015};
    bool on = false;
    for (size_t i = 0; i < LENGTH(numbers); i++) {
        on = on || typist_mode(t, numbers[i]);
    }
    return on;
}

Test(terminals, the_mouse_is_taken_only_with_leave)
{
    struct typist *t = open_with(NULL, NULL);
    cr_expect(mouse_is_on(t));
    cr_expect(typist_mode(t, 2004) && typist_alt_screen(t));
    typist_leave(t);
    t = open_with("--no-mouse", NULL);
    cr_expect_not(mouse_is_on(t));
    cr_expect(typist_mode(t, 2004), "pasting does not depend on the mouse");
    typist_leave(t);
}

Test(terminals, while_nobody_types_nothing_is_sent)
{
    enum { A_WHILE_MS = 1500 };
    struct typist *t = open_with(NULL, NULL);
    typist_settle(t);
    typist_bytes(t);
    cr_expect_not(typist_read(t, A_WHILE_MS), "something came");
    cr_expect_eq(typist_bytes(t), 0);
    cr_expect(typist_at_rest(t));
    typist_leave(t);
}

Test(terminals, a_letter_that_comes_in_pieces_is_one_letter)
{
    struct typist *t = open_with(NULL, NULL);
    typist_type(t, "a");
    typist_wait(t, "New note");
    for (const char *p = "Zoë, 漢, 😀!"; *p; p++) {
        typist_type(t, (const char[]){*p, '\0'});
        typist_settle(t);
    }
    typist_wait(t, "Zoë, 漢, 😀!");
    typist_type(t, "\xc3"); /* and one that never gets whole */
    typist_settle(t);
    typist_type(t, "\r" ESC);
    typist_wait(t, "2 Barriers 2");
    typist_wait_gone(t, "New note");
    typist_leave(t);
    char *path = test_path("session.json"), *file = text_file_read(path);
    cr_expect(strstr(file, "\"Zoë, 漢, 😀!\uFFFD\""), "%s", file);
    free(file);
    free(path);
}
