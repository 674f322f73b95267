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
        t, "\n"
           " What is missing: 6                                                       "
           "saved\n"
           " Type to find one\n"
           "▶No action   ‘More walking’ has no action yet for its one barrier.\n"
           " Nobody yet  Nobody has taken on the one action yet.\n"
           " No answer   No action is said to answer the barrier ‘Stigma’ of ‘Less "
           "isolati…\n"
           " No answer   No action is said to answer the barrier ‘Bus fares’ of ‘Less "
           "isol…\n"
           " Empty       ‘More walking’ has no social moment yet.\n"
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
           " ‘More walking’ has no action yet for its one barrier.\n"
           " Enter Choose  Esc Back\n");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

/* clang-format on */

Test(missing_screens, enter_goes_there_and_w_comes_back_to_the_same_row)
{
    struct typist *t = open_file(24, 80);
    typist_type(t, "w" DOWN DOWN DOWN DOWN);
    typist_wait_row(t, 22, "‘More walking’ has no social moment yet.");
    typist_type(t, "\r");
    typist_wait(t, "a adds one");
    typist_wait(t, "System map");
    typist_type(t, "aMay fair\r" ESC);
    typist_wait(t, "▶ May fair");
    typist_type(t, "w");
    typist_wait(t, "What is missing: 6");
    /* The fifth row is the next one now. */
    typist_wait_row(t, 22, "There are actions, but no vision yet");
    typist_type(t, DOWN);
    typist_wait_row(t, 22, "Nobody has taken on the social moment ‘May fair’");
    typist_type(t, UP UP UP UP UP "\r");
    typist_wait(t, "Action plan");
    typist_wait_row(t, 22, "‘More walking’ has no action yet for its one barrier.");
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
    text_file_write("a.json",
                    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{"
                    "\"vision\":\"We sing.\",\"goals\":[{\"text\":\"Sing\",\"barriers\":["
                    "\"Stigma\"],\"stakeholders\":[\"Carers\"],\"moments\":[{\"text\":"
                    "\"May\",\"who\":\"Us\"}],\"groups\":[{\"text\":\"Carers sing of "
                    "stigma\",\"who\":\"Us\"}]}]}]}");
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
    typist_wait(t, "‘More walking’ has no action y…");
    typist_wait_row(t, 17, "‘More walking’ has no action yet for its");
    typist_wait_row(t, 18, "one barrier.");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

/* A plan whose actions name some of the map in part. */
static const char in_part[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"vision\":\"We "
    "sing.\",\"goals\":[{\"text\":\"Sing\",\"barriers\":[\"Stage fright\"],"
    "\"stakeholders\":[\"Age UK Manchester\",\"Choirs of Leeds\"],\"moments\":[{\"text\":"
    "\"May\",\"who\":\"Us\"}],\"groups\":[{\"text\":\"Hospital lends Age UK a desk\","
    "\"who\":\"Ana\"},{\"text\":\"Sing on a stage\",\"who\":\"Ben\"}]}]}]}";

static void expect_said_of(const char *words, const char *field, const char *begins)
{
    struct session_file f;
    struct err err = ERR_NONE;
    cr_assert(file_open("a.json", &f, &err), "%s", err_text(&err));
    const char *said = record_words(record_saying(f.session, words), field);
    cr_expect(strncmp(said, begins, strlen(begins)) == 0 && (*begins || !*said), "%s",
              said);
    file_close(&f);
}

/* Two phones sent the same words at one moment, and both were taken. */
Test(missing_screens, what_says_the_same_is_asked_once_and_settled_together)
{
    struct str twice = str_of("%s", in_part);
    const char *at = strstr(twice.bytes, "\"Age UK Manchester\"");
    cr_assert_not_null(at);
    str_insert(&twice, (size_t)(at - twice.bytes), "\"Age UK Manchester\",",
               strlen("\"Age UK Manchester\","));
    text_file_write("a.json", twice.bytes);
    str_finish(&twice);
    struct typist *t = open_file(24, 80);
    typist_press(t, "w", "What is missing: 3");
    typist_type(t, DOWN);
    typist_wait_row(t, 22, "Is ‘Hospital lends Age UK a desk’ for ‘Age UK Manchester’?");
    typist_press(t, "\r", "The action is for it.");
    typist_press(t, "\r", "‘Hospital lends Age UK a desk’ is for ‘Age UK Manchester’.");
    typist_wait(t, "What is missing: 2");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_press(t, "u", "Undid: said what is for ‘Age UK Manchester’");
    typist_press(t, "w", "What is missing: 3");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
}

Test(missing_screens, Enter_settles_a_question_and_the_next_is_there)
{
    text_file_write("a.json", in_part);
    struct typist *t = open_file(24, 80);
    typist_type(t, "w");
    typist_wait(t, "What is missing: 3");
    typist_type(t, DOWN);
    typist_wait_row(t, 22, "Is ‘Hospital lends Age UK a desk’ for ‘Age UK Manchester’?");
    typist_type(t, "\r");
    typist_wait(t, "The action is for it.");
    typist_type(t, "\r");
    typist_wait(t, "‘Hospital lends Age UK a desk’ is for ‘Age UK Manchester’. u undoes");
    typist_wait(t, "What is missing: 2");
    typist_type(t, UP);
    typist_wait_row(t, 22, "Does ‘Sing on a stage’ answer the barrier ‘Stage fright’ of");
    typist_type(t, "\r" DOWN "\r");
    typist_wait(t, "‘Sing on a stage’ does not answer ‘Stage fright’.");
    typist_wait(t, "No action is said to answer the barrier ‘Stage fright’");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_type(t, "u");
    typist_wait(t, "Undid: said what is not for ‘Stage fright’");
    typist_type(t, "\x19");
    typist_wait(t, "Redid: said what is not for ‘Stage fright’");
    typist_leave(t);
    expect_said_of("Age UK Manchester", "named", "note:");
    expect_said_of("Stage fright", "answered", "not:");
    struct ran ran = program_run(NULL, WORDS("roundtable", "log", "a.json"));
    expect_part(ran.out.bytes,
                "said that ‘Hospital lends Age UK a desk’ is for ‘Age UK Manchester’");
    expect_part(ran.out.bytes,
                "said that ‘Sing on a stage’ does not answer ‘Stage fright’");
    ran_finish(&ran);
}

Test(missing_screens, Esc_from_a_question_goes_back_to_the_list)
{
    text_file_write("a.json", in_part);
    struct typist *t = open_file(24, 80);
    typist_type(t, "w");
    typist_wait(t, "What is missing: 3");
    typist_type(t, "\r");
    typist_wait(t, "The action answers it.");
    typist_type(t, ESC);
    typist_wait(t, "What is missing: 3");
    typist_type(t, "\r" DOWN DOWN "\r");
    typist_wait(t, "(A: say");
    typist_wait(t, "▶ Stage fright");
    typist_leave(t);
    expect_said_of("Stage fright", "answered", "");
}

Test(missing_screens, the_weightiest_seven_come_first_and_then_the_rest)
{
    struct str json = STR_EMPTY;
    str_add(&json, "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{"
                   "\"goals\":[{\"text\":\"Sing\",\"groups\":[\"Sing\"],\"barriers\":[");
    for (int i = 0; i < 12; i++) {
        str_addf(&json, "%s\"Barrier %c\"", i ? "," : "", 'A' + i);
    }
    str_add(&json, "]}]}]}");
    text_file_write("a.json", json.bytes);
    struct typist *t = open_file(30, 80);
    typist_type(t, "w");
    typist_wait(t, "What is missing: 15");
    typist_wait(t, "‘Barrier F’");
    typist_wait(t, "8 more");
    cr_expect_not(typist_sees(t, "‘Barrier G’"));
    typist_type(t, "vision");
    typist_wait(t, "There are actions, but no vision yet");
    typist_type(t, CTRL_U);
    typist_wait(t, "8 more");
    for (int i = 0; i < 7; i++) {
        typist_type(t, DOWN);
    }
    typist_wait_row(t, 28, "Enter shows them, too.");
    typist_type(t, "\r");
    typist_wait(t, "‘Barrier L’");
    typist_wait_row(t, 28, "No action is said to answer the barrier ‘Barrier G’");
    cr_expect_not(typist_sees(t, "8 more"));
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    str_finish(&json);
}
