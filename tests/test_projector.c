/* The grid as a room sees it: few words, bold, the clock in large digits. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The pictures are wider than the page. */
/* clang-format off */

/* A table of three goals, with more members of its own; to free(). */
static char *write_table(const char *more)
{
    struct str text = STR_EMPTY;
    char *path = test_path("table.json");
    str_addf(&text,
             "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{"
             "\"place\":\"Leeds\",\"table\":\"4\",\"vision\":\"Nobody eats alone\",%s"
             "\"goals\":["
             "{\"text\":\"Less sugar\"},"
             "{\"text\":\"Reducing social isolation among people who care for others\","
             "\"barriers\":[\"Bus fares\",\"Social norms related to ageing, or to asking "
             "for help at all\",\"Dark streets\"],\"groups\":[\"A lunch club\"]},"
             "{\"text\":\"More walking\"}]}]}",
             more);
    text_file_write(path, text.bytes);
    str_finish(&text);
    return path;
}

static struct typist *open_table(int rows, int cols, const char *more)
{
    char *path = write_table(more);
    struct typist *t = typist_open(rows, cols, WORDS("roundtable", path));
    typist_wait(t, "saved");
    free(path);
    return t;
}

static struct typist *project(int rows, int cols, const char *more)
{
    struct typist *t = open_table(rows, cols, more);
    typist_press(t, "jP2", "Barriers");
    typist_wait(t, "P Projector");
    return t;
}

/* At noon, as SOURCE_DATE_EPOCH has it in tests. */
#define RUNNING "\"stage\":\"map\",\"clock\":\"2017-02-22T12:12:34.000Z\","

TestSuite(projector_screens, .fini = folder_finish);

Test(projector_screens, one_goal_and_one_column_of_it_at_80x24)
{
    struct typist *t = project(24, 80, RUNNING);
    golden_screen(t, 
        "\n"
        " What are your challenges? · 2 of 3 goals                                 saved\n"
        "\n"
        "      Reducing social isolation among     ██    ██████      ██████  ██  ██\n"
        "      people who care for others        ████        ██  ██      ██  ██  ██\n"
        "                                          ██    ██████      ██████  ██████\n"
        "      Barriers to change                  ██    ██      ██      ██      ██\n"
        "                                        ██████  ██████      ██████      ██\n"
        "\n"
        "      ────────────────────────────────────────────────────────────────────\n"
        "\n"
        "      ▶ Bus fares\n"
        "\n"
        "      · Social norms related to ageing, or to asking for help at all\n"
        "\n"
        "      · Dark streets\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "      a Add  P Projector  ? Keys\n");
    golden_keep(t, "projector-80x24", "The grid for the room, at 80 by 24");
    typist_leave(t);
}

Test(projector_screens, the_goals_alone_are_a_list)
{
    struct typist *t = project(20, 60, "");
    typist_press(t, "1", "Less sugar");
    golden_screen(
        t,
        "\n"
        " System map · 2 of 3 goals                            saved\n"
        "\n"
        "     Goals\n"
        "     ──────────────────────────────────────────────────\n"
        "\n"
        "     · Less sugar\n"
        "\n"
        "     ▶ Reducing social isolation among people who care\n"
        "       for others\n"
        "\n"
        "     · More walking\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "     a Add  P Projector  ? Keys\n");
    typist_leave(t);
}

Test(projector_screens, what_is_typed_stands_in_the_middle_and_lands_below)
{
    struct typist *t = project(24, 80, "");
    typist_press(t, "aThe last bus leaves at six, and nobody who works in the evening can come", "can come");
    golden_screen(
        t,
        "\n"
        " System map · 2 of 3 goals                                                saved\n"
        "\n"
        "      Reducing social isolation among people who care for others\n"
        "\n"
        "      New barrier\n"
        "      ────────────────────────────────────────────────────────────────────\n"
        "\n"
        "      The last bus leaves at six, and nobody who works in the evening\n"
        "      can come\n"
        "\n"
        "      ────────────────────────────────────────────────────────────────────\n"
        "\n"
        "      ▶ Bus fares\n"
        "\n"
        "      · Social norms related to ageing, or to asking for help at all\n"
        "\n"
        "      · Dark streets\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "      Enter Save  Esc Close  Alt-Enter New line\n");
    cr_expect(typist_cell_bold(t, 8, 6));
    typist_press(t, "\r", "▶ The last bus");
    typist_press(t, ESC, "a Add");
    typist_leave(t);
}

Test(projector_screens, on_many_rows_it_asks_for_larger_letters_once)
{
    struct typist *t = project(40, 120, RUNNING);
    cr_expect_not(typist_sees(t, "1 Goals"));
    golden_screen(t, 
        "\n"
        " What are your challenges? · 2 of 3 goals                                                                         saved\n"
        "\n"
        "          Reducing social isolation among people who care for others          ██    ██████      ██████  ██  ██\n"
        "                                                                            ████        ██  ██      ██  ██  ██\n"
        "          Barriers to change                                                  ██    ██████      ██████  ██████\n"
        "                                                                              ██    ██      ██      ██      ██\n"
        "                                                                            ██████  ██████      ██████      ██\n"
        "\n"
        "          ────────────────────────────────────────────────────────────────────────────────────────────────────\n"
        "\n"
        "          ▶ Bus fares\n"
        "\n"
        "          · Social norms related to ageing, or to asking for help at all\n"
        "\n"
        "          · Dark streets\n"
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
        "          a Add  P Projector  ? Keys\n");
    typist_press(t, "P", "1 Goals");
    typist_type(t, "P");
    typist_wait_gone(t, "1 Goals");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "enlarge the letters"), "that was said before");
    typist_leave(t);
    t = open_table(40, 120, "");
    typist_press(t, "P", "about 29 rows are legible; enlarge the letters");
    typist_leave(t);
}

Test(projector_screens, in_the_smallest_window_the_digits_are_plain)
{
    struct typist *t = project(10, 40, RUNNING);
    golden_screen(t, 
        "\n"
        " What are your…       12:34 left  saved\n"
        "   Reducing social isolation among\n"
        "   people who care for others\n"
        "   Barriers to change ───────────────\n"
        "   ▶ Bus fares\n"
        "   · Social norms related to ageing,\n"
        "     or to asking for help at all\n"
        "   · Dark streets\n"
        "\n"
        "   a Add  P Projector  ? Keys\n");
    typist_leave(t);
}

/* The dots of a clock this small stand apart from its digits. */
Test(projector_screens, what_is_over_grows_below_a_plus)
{
    struct typist *t =
        project(20, 60, "\"stage\":\"map\",\"clock\":\"2017-02-22T11:57:50.000Z\",");
    golden_screen(t, 
        "\n"
        " What are your challenges? · 2 of 3 goals             saved\n"
        "\n"
        "     Reducing social isolation          ███      █  ███\n"
        "     among people who care for       █    █  █  ██  █ █\n"
        "     others                         ███ ███      █  █ █\n"
        "                                     █  █    █   █  █ █\n"
        "     Barriers to change                 ███     ███ ███\n"
        "                                             time is up\n"
        "\n"
        "     ──────────────────────────────────────────────────\n"
        "\n"
        "     ▶ Bus fares\n"
        "\n"
        "     · Social norms related to ageing, or to asking for\n"
        "       help at all\n"
        "\n"
        "     · Dark streets\n"
        "\n"
        "\n"
        "     a Add  P Projector  ? Keys\n");
    typist_leave(t);
}

Test(projector_screens, a_clock_that_is_paused_says_so)
{
    struct typist *t = project(24, 80, "\"stage\":\"map\",\"clock\":\"540\",");
    typist_wait_row(t, 7, "paused");
    typist_wait_row(t, 2, "██████      ██████  ██████"); /* 9:00 */
    typist_wait_row(t, 0, "2 of 3 goals");
    typist_leave(t);
}

/* Every word is in the terminal's own colours, and what is said is bold. */
Test(projector_screens, nothing_is_dim_and_nothing_by_colour_alone)
{
    static const char *const themes[] = {"dark", "light", "mono"};
    for (size_t i = 0; i < LENGTH(themes); i++) {
        char *path = write_table(RUNNING);
        struct typist *t =
            typist_open(24, 80, WORDS("roundtable", "--theme", themes[i], path));
        typist_press(t, "jP2", "▶ Bus fares");
        typist_settle(t);
        for (int row = 0; row < 24; row++) {
            for (int col = 0; col < 80; col++) {
                struct typist_cell cell = typist_cell(t, row, col);
                bool rule = strcmp(cell.text, "─") == 0;
                cr_assert(rule || (cell.fg == TYPIST_COLOUR_DEFAULT &&
                                   cell.bg == TYPIST_COLOUR_DEFAULT && !cell.reverse),
                          "%s: %d, %d is in a colour", themes[i], row, col);
                bool said = row >= 10 && row < 22 && strcmp(cell.text, " ") != 0;
                cr_assert(!said || cell.bold, "%s: %d, %d", themes[i], row, col);
            }
        }
        typist_leave(t);
        free(path);
    }
}

Test(projector_screens, its_keys_are_those_of_the_grid)
{
    struct typist *t = project(24, 80, "");
    typist_wait(t, "▶ Bus fares");
    typist_press(t, "d", "▶ Social norms");
    typist_press(t, "u", "▶ Bus fares");
    typist_press(t, "J", "▶ Bus fares\n\n      · Dark streets");
    typist_press(t, "l", "Stakeholders");
    typist_wait(t, "Who has a stake");
    typist_press(t, "\t", "Opportunities");
    typist_type(t, "\x1b[6~"); /* PageDown */
    typist_wait(t, "3 of 3 goals");
    typist_type(t, ESC); /* what was moved is said no more */
    typist_press(t, "/dark", "Search: dark");
    typist_wait(t, "▶ Dark streets");
    typist_wait_cursor(t, 21, 18);
    typist_type(t, "\r");
    typist_wait_gone(t, "Search");
    typist_press(t, "gSafer parks", "New goal");
    typist_wait(t, "Safer parks");
    typist_press(t, ESC, "Kept as a draft");
    typist_press(t, "2e\x15Unlit streets", "Editing");
    typist_press(t, "\r", "▶ Unlit streets");
    typist_press(t, "P", "2 Barriers 3");
    typist_leave(t);
}

/* A question is none, nor is what was answered; and what stood between is said no more. */
Test(projector_screens, what_had_to_go_is_called_what_it_was_before_the_room)
{
    struct typist *t = project(24, 80, "");
    typist_press(t, "aTyrell sells weed\r", "▶ Tyrell");
    typist_press(t, ESC, "? Keys");
    typist_press(t, "P", "1 Goals");
    typist_leave(t);
    char *path = test_path("table.json");
    t = typist_open(24, 80, WORDS("roundtable", path));
    free(path);
    typist_press(t, "P", "P Projector");
    typist_press(t, "u", "Undid: added an entry (nothing more to undo)");
    typist_press(t, "sw", "Ask everybody: Enter opens it");
    typist_press(t, "Which way?\r", "Asked; the projector shows it");
    typist_press(t, "aUp\r", "Added ‘Up’.");
    typist_press(t, ESC, "s Show or hide");
    typist_press(t, "u", "Undid: added an answer (1 more to undo)");
    typist_press(t, "u", "Undid: asked a question (nothing more to undo)");
    typist_press(t, "\x19", "Redid: asked ‘Which way?’");
    typist_press(t, ESC, "P Projector");
    typist_press(t, "u", "Undid: asked a question (nothing more to undo)");
    typist_press(t, "s", "Ask everybody"); /* with its answers */
    typist_press(t, "h", "Ask everybody: Enter opens it");
    typist_press(t, "May we go?\r", "Asked; the projector shows it");
    typist_press(t, "u", "Undid: asked a question (nothing more to undo)");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(projector_screens, words_that_had_to_go_are_in_no_message_before_the_room)
{
    struct typist *t = project(24, 80, "");
    typist_press(t, "d", "Deleted the entry. u brings it back.");
    cr_expect_not(typist_sees(t, "Bus fares"));
    typist_press(t, "u", "Undid: deleted ‘Bus fares’");
    typist_press(t, "\x19", "Redid: deleted an entry"); /* Ctrl-Y */
    cr_expect_not(typist_sees(t, "Bus fares"));
    typist_press(t, "aTyrell sells weed\r", "▶ Tyrell");
    typist_press(t, ESC, "? Keys");
    typist_press(t, "u", "Undid: added an entry");
    cr_expect_not(typist_sees(t, "Tyrell"));
    typist_press(t, "aTyrell sings\r", "▶ Tyrell");
    typist_press(t, ESC, "? Keys");
    typist_press(t, "e\x15Somebody sings", "Editing");
    typist_press(t, "\r", "Changed the words to ‘Somebody sings’.");
    cr_expect_not(typist_sees(t, "Tyrell"));
    typist_press(t, "aTyrell", "New barrier");
    typist_press(t, ESC, "Kept as a draft");
    typist_press(t, "\x7f", "Put aside an entry, which was being written."); /* Backspace */
    cr_expect_not(typist_sees(t, "Tyrell"));
    typist_press(t, "P", "2 Barriers 3");
    typist_leave(t);
}

Test(projector_screens, above_the_plan_stands_its_vision)
{
    struct typist *t = project(24, 80, "");
    typist_press(t, "G", "Action plan");
    typist_wait(t, "Nobody eats alone");
    typist_press(t, UP UP, "Vision");
    typist_wait_gone(t, "More walking");
    typist_press(t, "e of us", "Nobody eats alone of us");
    typist_type(t, "\r");
    typist_wait_gone(t, "Enter Save");
    cr_expect(typist_sees(t, "Nobody eats alone of us"));
    typist_leave(t);
}

/* Wherever in a long list the selection is, its page is seen, and no row of it is empty. */
Test(projector_screens, of_a_long_list_the_page_is_shown_that_the_selection_is_on)
{
    enum { NOTES = 20 };
    struct str text = STR_EMPTY;
    char *path = test_path("long.json"), words[48];
    str_add(&text, "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{"
                   "\"goals\":[{\"text\":\"Less sugar\",\"barriers\":[");
    for (int i = 0; i < NOTES; i++) {
        str_addf(&text, "%s\"barrier number %02d%s\"", i ? "," : "", i,
                 i % 4 ? "" : ", with so many words that they will not go into a single row");
    }
    str_add(&text, "]}]}]}");
    text_file_write(path, text.bytes);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_type(t, "P2");
    for (int i = 0; i < NOTES; i++) {
        snprintf(words, sizeof words, "▶ barrier number %02d", i);
        typist_wait(t, words);
        int row, col;
        cr_assert(typist_find(t, words, &row, &col));
        typist_wait_cursor(t, row, col + 2);
        typist_settle(t);
        cr_expect(typist_sees(t, " of 2, Space turns"), "at %d", i);
        cr_expect_eq(rows_left_empty(t), 0, "at %d", i);
        typist_type(t, "j");
    }
    typist_leave(t);
    str_finish(&text);
    free(path);
}

Test(projector_screens, every_size_shows_the_goal_and_what_is_selected)
{
    static const struct {
        int rows, cols;
    } sizes[] = {{10, 40}, {24, 45}, {15, 60}, {16, 60}, {30, 100}, {50, 200}};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        struct typist *t = project(sizes[i].rows, sizes[i].cols, RUNNING);
        typist_wait(t, "Reducing social");
        typist_press(t, "jj", "▶ Dark streets");
        typist_press(t, "aBus", "New barrier");
        typist_wait(t, "Bus");
        typist_press(t, ESC, "Kept as a draft");
        typist_leave(t);
    }
}
