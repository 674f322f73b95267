/* The pages of what recurs as pictures. With ROUNDTABLE_SCREENS=FOLDER, those that have a
 * name are written there as SVG. */

#include "support/folder.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/seminar.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(synthesis_screens, .init = seminar_write, .fini = folder_finish);

/* clang-format off: the pictures are wider than the page */

Test(synthesis_screens, proposal_80x24)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, "2");
    typist_wait(t, "1 of 1");
    golden_screen(
        t,
        "\n"
        " What recurs · 4 tables                                                   "
        "saved\n"
        " ▶ Proposals 2   Themes 3   Lone voices 6\n"
        " 0 All  1 Goals 1  2 Barriers 1  3 Stakeholders  4 Moments  5 Organisations\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " 1 of 1 · Barriers to change · alike: high, bus, fares\n"
        "\n"
        " High bus fares                           Bus fares are too high for families\n"
        "\n"
        " 2 tables                                 1 table, 3 votes\n"
        " · Leeds, table 2 · under ‘less           · Leeds, table 1 · under ‘Less\n"
        "   loneliness’                              loneliness’\n"
        " · Hull, table 1 · under ‘Healthy food\n"
        "   for families’\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Do these two say the same? y takes them for one, n keeps them apart.\n"
        " y Same  n Apart  l Later  c Call it  Tab Page  Esc Back  u Undo  ? Keys\n");
    golden_keep(t, "proposal-80x24", "Two barriers that may say the same, at 80 by 24");
    typist_leave(t);
}

Test(synthesis_screens, what_a_proposal_is_about_has_the_whole_row)
{
    struct typist *t = seminar_open_themes(24, 61);
    typist_type(t, "2");
    typist_wait(t, "\n 1 of 1 · Barriers to change · alike: high, bus, fares\n");
    typist_leave(t);
}

Test(synthesis_screens, home_and_end_go_to_the_first_and_the_last)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, TAB "2");
    typist_wait(t, "▶ ████████████   3  Stigma");
    typist_type(t, "\x1b[F");
    typist_wait(t, "▶ ████████       2  High bus fares");
    typist_type(t, "\x1b[H");
    typist_wait(t, "▶ ████████████   3  Stigma");
    typist_leave(t);
}

Test(synthesis_screens, themes_80x24)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_type(t, TAB "2\r");
    typist_wait(t, "· Leeds, table 2");
    golden_screen(
        t,
        "\n"
        " What recurs · 4 tables                                            "
        "       saved\n"
        "   Proposals 2 ▶ Themes 3   Lone voices 6\n"
        " 1 Goals 1  2 Barriers 2  3 Stakeholders  4 Moments  5 Organisations  6 Groups\n"
        "───────────────────────────────────────────────────────────────────"
        "─────────────\n"
        " ▶ ████████████   3  Stigma\n"
        "                   · Leeds, table 1\n"
        "                   · Leeds, table 2\n"
        "                   · Hull, table 1\n"
        "   ████████       2  High bus fares\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "───────────────────────────────────────────────────────────────────"
        "─────────────\n"
        " Stigma\n"
        " 3 tables: Leeds, table 1 · Leeds, table 2 · Hull, table 1\n"
        "\n"
        "\n"
        " Enter Open  J Join  Space Mark  c Call it  Tab Page  Esc Back  u "
        "Undo  ? Keys\n");
    typist_leave(t);
}

Test(synthesis_screens, proposal_120x40)
{
    struct typist *t = seminar_open_themes(40, 120);
    typist_type(t, "2");
    typist_wait(t, "1 of 1");
    golden_screen(
        t,
        "\n"
        " What recurs · 4 tables                                                         "
        "                                  saved\n"
        " ▶ Proposals 2   Themes 3   Lone voices 6\n"
        " 0 All  1 Goals 1  2 Barriers 1  3 Stakeholders  4 Moments  5 Organisations  6 "
        "Groups  7 Individuals  8 Other\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "────────────────────────────────────────\n"
        " 1 of 1 · Barriers to change · alike: high, bus, fares\n"
        "\n"
        " High bus fares                                               Bus fares are too "
        "high for families\n"
        "\n"
        " 2 tables                                                     1 table, 3 votes\n"
        " · Leeds, table 2 · under ‘less loneliness’                   · Leeds, table 1 "
        "· under ‘Less loneliness’\n"
        " · Hull, table 1 · under ‘Healthy food for families’\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Do these two say the same? y takes them for one, n keeps them apart.\n"
        " y Same  n Apart  l Later  c Call it  Tab Page  Esc Back  u Undo  E Export  q "
        "Leave  p Place  / Search  D Date  ? Keys\n");
    typist_leave(t);
}

Test(synthesis_screens, lone_voices_120x40)
{
    struct typist *t = seminar_open_themes(40, 120);
    typist_type(t, TAB TAB "2");
    typist_wait(t, "Dark streets");
    golden_screen(t, "\n"
                     " What recurs · 4 tables                                            "
                     "                                               saved\n"
                     "   Proposals 2   Themes 3 ▶ Lone voices 6\n"
                     " 1 Goals 2  2 Barriers 4  3 Stakeholders  4 Social moments  5 "
                     "Organisations  6 Groups  7 Individuals  8 Other ideas\n"
                     "───────────────────────────────────────────────────────────────────"
                     "─────────────────────────────────────────────────────\n"
                     " ▶ Bus fares are too high for families                             "
                     "                          Leeds, table 1\n"
                     "   Lack of time                                                    "
                     "                          Leeds, table 1\n"
                     "   Long distances                                                  "
                     "                          Hull, table 1\n"
                     "   Dark streets                                                    "
                     "                          Hull, table 2\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     "───────────────────────────────────────────────────────────────────"
                     "─────────────────────────────────────────────────────\n"
                     " Bus fares are too high for families\n"
                     " Leeds, table 1, 2017-02-22 · under ‘Less loneliness’ · 3 votes\n"
                     "\n"
                     "\n"
                     "\n"
                     "\n"
                     " Enter Open  J Join  Space Mark  c Call it  Tab Page  Esc Back  u "
                     "Undo  E Export  q Leave  p Place  / Search  ? Keys\n");
    typist_leave(t);
}

/* The page, the column and the row that are selected are told by a mark or by reverse
 * video, and a bar by the number beside it. */
Test(synthesis_screens, without_colours_nothing_is_lost)
{
    static const char *const terms[] = {"xterm-256color", "vt100"};
    for (size_t i = 0; i < 2; i++) {
        program_env("TERM", terms[i]);
        program_env("NO_COLOR", "1");
        struct typist *t = seminar_open_themes(24, 80);
        int row, col;
        typist_type(t, TAB "2"
                           "\x1b[B");
        typist_wait(t, "▶ ████████       2  High bus fares");
        cr_assert(typist_find(t, "High bus fares", &row, &col));
        cr_expect(typist_cell_reverse(t, row, col));
        cr_assert(typist_find(t, "2 Barriers", &row, &col));
        cr_expect(typist_cell_reverse(t, row, col));
        cr_assert(typist_find(t, "▶ Themes", &row, &col));
        cr_expect(typist_cell_reverse(t, row, col + 2));
        cr_assert(typist_find(t, "████████ ", &row, &col));
        cr_expect_eq(typist_cell_fg(t, row, col), TYPIST_COLOUR_DEFAULT);
        typist_leave(t);
    }
}

/* Behind "2 Barriers" a bare 3 would be read as how many there are. */
Test(synthesis_screens, no_column_is_left_with_its_number_alone)
{
    char *path = test_path("columns.json");
    tables_write(path,
                 "{\"table\":\"1\",\"goals\":[{\"text\":\"Less sugar\",\"barriers\":["
                 "\"Bus fares\",\"Adverts\"],\"moments\":[\"School starts\"]}]},"
                 "{\"table\":\"2\",\"goals\":[{\"text\":\"Fewer falls\",\"barriers\":["
                 "\"Bus fares\",\"Adverts\"],\"moments\":[\"School starts\"]}]}");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_press(t, "S", "What recurs");
    typist_press(t, TAB, "▶ Themes 3");
    struct str row = STR_EMPTY;
    typist_row(t, 2, &row);
    cr_expect_str_eq(row.bytes, " 1 Goals 0  2 Barriers 2  3 Stakeholders  4 Moments 1  "
                                "5 Organisations  6 Groups");
    str_finish(&row);
    typist_type(t, ESC);
    typist_leave(t);
    free(path);
}

/* The key that decided the pair before comes once more, before anybody can have read the next: that
 * is not decided, until a key tells that it is looked at. */
Test(synthesis_screens, the_next_pair_is_not_decided_before_it_can_be_read)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_wait(t, "1 of 2 · Goals");
    typist_type(t, "yy");
    typist_wait(t, "Nothing was done: this came too soon to be read before.");
    typist_wait(t, "1 of 1 · Barriers to change");
    typist_type(t, "n");
    typist_wait(t, "1 of 1 · Barriers to change");
    typist_type(t, UP "y");
    typist_wait(t, "Joined ‘High bus fares’");
    typist_leave(t);
}

/* What tells tables without names apart stands behind what they are called. */
Test(synthesis_screens, a_table_of_a_lone_voice_is_named_in_full_where_there_is_room)
{
    char *path = test_path("two.json");
    tables_write(path, "{\"goals\":[\"More buses\"]},{\"goals\":[\"Warm rooms\"]}");
    struct typist *t = typist_open(24, 120, WORDS("roundtable", path));
    typist_press(t, "S" TAB TAB, "▶ Lone voices 2");
    typist_wait(t, "a table without a name, 1 of 2\n");
    typist_wait(t, "a table without a name, 2 of 2\n");
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
    free(path);
}

/* One table said that as its own words: the others alone are told besides. */
Test(synthesis_screens, a_theme_named_as_one_table_said_it_has_the_other_words_also)
{
    struct typist *t = seminar_open_themes(24, 80);
    typist_press(t, "c", "What shall they be called?");
    typist_press(t, "Healthy foods for our families\r", "2 tables now");
    typist_press(t, TAB, "2  Healthy foods for our families");
    typist_wait(t, "also ‘Healthy food for families’");
    cr_expect_not(typist_sees(t, "said as"));
    typist_leave(t);
}
