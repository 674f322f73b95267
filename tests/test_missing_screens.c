/* What is missing, and what answers it, on the screen. */

#include "store/file.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char file[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"place\":\"Leeds\","
    "\"table\":\"4\",\"goals\":["
    "{\"text\":\"Less isolation\",\"barriers\":[\"Stigma\",\"Bus fares\"],"
    "\"stakeholders\":[\"Carers\"],\"moments\":[{\"text\":\"Retirement\",\"who\":\"Us\"}]"
    ","
    "\"groups\":[\"Lunch club for carers\"]},"
    "{\"text\":\"More "
    "walking\",\"barriers\":[\"Rain\"],\"stakeholders\":[\"Carers\"]}]}]}";

static void enter(void)
{
    enter_folder();
    text_file_write("a.json", file);
}

TestSuite(missing_screens, .init = enter, .fini = folder_finish);

static struct typist *open_file(int rows, int cols)
{
    return typist_open(rows, cols, WORDS("roundtable", "--by=Ana", "a.json"));
}

/* What the file says of a barrier's answer. */
static void expect_answer(const char *expected)
{
    struct session_file f;
    struct err err = ERR_NONE;
    cr_assert(file_open("a.json", &f, &err), "%s", err_text(&err));
    const struct record *barrier = record_saying(f.session, "Stigma");
    struct str of = STR_EMPTY;
    if (*expected) {
        str_addf(&of, "note:%s", record_id(record_saying(f.session, expected)));
    }
    cr_expect_str_eq(record_words(barrier, "answered"), str_text(&of));
    str_finish(&of);
    file_close(&f);
}

/* clang-format off: the pictures are wider than the page */

Test(missing_screens, the_list_80x24)
{
    struct typist *t = open_file(24, 80);
    typist_type(t, "w");
    typist_wait(t, "What is missing");
    golden_screen(
        t,
        "\n"
        " What is missing: 5                                                       "
        "saved\n"
        " ▶\n"
        " No answer   The barrier ‘Stigma’ of ‘Less isolation’ is not answered by any "
        "a…\n"
        " No answer   The barrier ‘Bus fares’ of ‘Less isolation’ is not answered by "
        "an…\n"
        " Empty       ‘More walking’ has no social moment yet.\n"
        " No action   No action answers the one barrier of ‘More walking’ yet.\n"
        " No vision   There are actions, but no vision yet of what they are for.\n"
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
        " The barrier ‘Stigma’ of ‘Less isolation’ is not answered by any action yet.\n"
        " Enter Choose  Esc Back\n");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

/* clang-format on */

Test(missing_screens, enter_goes_there_and_w_comes_back_to_the_same_row)
{
    struct typist *t = open_file(24, 80);
    typist_type(t, "w" DOWN DOWN);
    typist_wait(t, "‘More walking’ has no social moment yet.");
    typist_type(t, "\r");
    typist_wait(t, "a adds one");
    typist_wait(t, "System map");
    typist_type(t, "aMay fair\r" ESC);
    typist_wait(t, "▶ May fair");
    typist_type(t, "w");
    typist_wait(t, "What is missing: 5");
    /* The third row is the next one now. */
    typist_wait_row(t, 22, "Nobody has taken on the social moment ‘May fair’");
    typist_type(t, DOWN "\r");
    typist_wait(t, "Action plan");
    typist_wait_row(t, 22, "No action answers the one barrier of ‘More walking’ yet.");
    typist_wait(t, "▶ a adds one");
    typist_leave(t);
}

Test(missing_screens, w_goes_to_the_vision)
{
    struct typist *t = open_file(24, 80);
    typist_type(t, "wvision\r");
    typist_wait(t, "Action plan");
    typist_wait(t, "e writes the vision");
    typist_leave(t);
}

Test(missing_screens, w_says_so_where_nothing_is_missing)
{
    text_file_write(
        "a.json", "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{"
                  "\"vision\":\"We sing.\",\"goals\":[{\"text\":\"Sing\",\"barriers\":["
                  "\"Stigma\"],\"stakeholders\":[\"Carers\"],\"moments\":[{\"text\":"
                  "\"May\",\"who\":\"Us\"}],\"groups\":[\"Carers sing of stigma\"]}]}]}");
    struct typist *t = open_file(24, 80);
    typist_type(t, "w");
    typist_wait(t, "Nothing is missing: every goal has a barrier, a stakeholder and a");
    typist_leave(t);
}

Test(missing_screens, a_barrier_is_answered_and_the_same_choice_takes_it_back)
{
    struct typist *t = open_file(24, 80);
    typist_type(t, "2A");
    typist_wait(t, "What answers ‘Stigma’?");
    typist_wait(t, "Lunch club for carers");
    typist_type(t, "\r");
    typist_wait(t, "‘Lunch club for carers’ answers ‘Stigma’. u undoes it.");
    typist_wait(t, "answered by ‘Lunch club for carers’");
    typist_type(t, "w");
    typist_wait(t, "What is missing");
    typist_wait_gone(t, "Stigma");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_type(t, "A");
    typist_wait(t, "Enter takes back that it answers.");
    typist_type(t, "\r");
    typist_wait(t, "‘Lunch club for carers’ no longer answers ‘Stigma’.");
    typist_wait_gone(t, "answered by");
    typist_type(t, "u");
    typist_wait(t, "Undid: took the answer off ‘Stigma’");
    typist_wait(t, "answered by ‘Lunch club for carers’");
    typist_type(t, "u");
    typist_wait(t, "Undid: answered ‘Stigma’");
    typist_type(t, "\x19");
    typist_wait(t, "answered by ‘Lunch club for carers’");
    typist_leave(t);
    expect_answer("Lunch club for carers");
}

Test(missing_screens, on_an_action_the_barrier_is_chosen_that_it_answers)
{
    struct typist *t = open_file(24, 80);
    typist_type(t, "G3A");
    typist_wait(t, "Which barrier does ‘Lunch club for carers’ answer?");
    typist_type(t, "stig");
    typist_wait_gone(t, "Bus fares");
    typist_type(t, "\r");
    typist_wait(t, "‘Lunch club for carers’ answers ‘Stigma’. u undoes it.");
    typist_wait(t, "Action plan");
    /* Next time, the first barrier that is open is offered. */
    typist_type(t, "A");
    typist_wait(t, "answers it      Stigma");
    typist_wait_row(t, 22, "Bus fares");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    expect_answer("Lunch club for carers");
}

Test(missing_screens, elsewhere_A_says_what_it_is_for)
{
    struct typist *t = open_file(24, 80);
    typist_type(t, "A");
    typist_wait(t, "A says which action answers a barrier");
    typist_type(t, "3");
    typist_wait_gone(t, "A says which action answers a barrier");
    typist_type(t, "A");
    typist_wait(t, "A says which action answers a barrier");
    typist_leave(t);
}

Test(missing_screens, A_says_so_where_there_is_nothing_to_choose)
{
    text_file_write("a.json",
                    "{\"format\":\"roundtable session\",\"version\":1,"
                    "\"sessions\":[{\"goals\":[{\"text\":\"Sing\",\"barriers\":["
                    "\"Stigma\"]},{\"text\":\"Go\"}]}]}");
    struct typist *t = open_file(24, 80);
    typist_type(t, "2A");
    typist_wait(t, "There is no action yet that could answer ‘Stigma’; write one in the");
    typist_type(t, "G2" DOWN "aWalk\r" ESC);
    typist_wait(t, "? Keys");
    typist_type(t, "A");
    typist_wait(t, "‘Go’ has no barrier that this could answer.");
    typist_leave(t);
}

Test(missing_screens, the_list_is_read_in_45_columns)
{
    struct typist *t = open_file(20, 45);
    typist_type(t, "w");
    typist_wait(t, "The barrier ‘Stigma’ of ‘Less …");
    typist_wait_row(t, 17, "The barrier ‘Stigma’ of ‘Less isolation’ is");
    typist_wait_row(t, 18, "not answered by any action yet.");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}
