/* The stages of the day on the real screen: gone to and back, their clock, their prompts
 * and the plan. The clock stands still at 12:00 of 22 February 2017 but where it says. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(stages, .fini = folder_finish);
TestSuite(stage_screens, .fini = folder_finish);

/* A table of Leeds, with a first stage that was to begin then; NULL: nobody says. */
static void write_session(const char *starts)
{
    struct str text = STR_EMPTY;
    char *path = test_path("table.json");
    str_add(&text, "{\"format\": \"roundtable session\", \"version\": 1, \"sessions\": [{"
                   "\"place\": \"Leeds\", \"table\": \"4\", ");
    if (starts) {
        str_addf(&text, "\"starts\": \"%s\", ", starts);
    }
    str_add(&text, "\"goals\": [{\"text\": \"Less sugar\", \"barriers\": "
                   "[\"Advertising\", \"Habit\"], \"groups\": [\"Cook together\"]}]}]}");
    text_file_write(path, text.bytes);
    str_finish(&text);
    free(path);
}

/* Opens it at a time of that day. */
static struct typist *open_at(int rows, int cols, int hour, int minute)
{
    char epoch[32], *path = test_path("table.json");
    snprintf(epoch, sizeof epoch, "%d", 1487764800 + (hour - 12) * 3600 + minute * 60);
    program_env("SOURCE_DATE_EPOCH", epoch);
    struct typist *t = typist_start(rows, cols, WORDS("roundtable", "--by", "Ana", path));
    typist_wait(t, "q Leave");
    typist_wait(t, "saved");
    free(path);
    return t;
}

/* clang-format off: the pictures are wider than the page */

Test(stage_screens, stand_above_the_grid_at_80x24)
{
    write_session("11:29");
    struct typist *t = open_at(24, 80, 12, 0);
    typist_type(t, "]]]");
    typist_wait(t, "Mapping the system: 45 minutes");
    typist_type(t, "t2");
    typist_wait(t, "▶ Advertising");
    golden_screen(
        t,
        "\n"
        " Leeds · table 4 · Mapping the system                         45:00 left  "
        "saved\n"
        " Mapping the system · 45 minutes, from 11:49                       i shows "
        "more\n"
        " 11 minutes behind; Feedback and emerging themes would start 12:45\n"
        " · Barriers: what gets in the way, and how hard is it to move?\n"
        " · Stakeholders: who can help, and who is willing to start?\n"
        " · Social moments: what is coming up that could open the door?\n"
        " · 2 more: i shows them\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " 1 Goals 1          2 Barriers 2        3 Stakeholders 0    4 Social moments 0\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Less sugar         ▶ Advertising         Who has a stake     When might "
        "people\n"
        "                    · Habit               in this, and who    be most open to\n"
        "                                          can help?           change?\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        " Advertising\n"
        " written by hand\n"
        "\n"
        " a Add  g Goal  e Edit  d Delete  u Undo  ] Next  E Export  q Leave  ? Keys\n");
    typist_leave(t);
}

Test(stage_screens, stand_beside_the_grid_at_120x40)
{
    write_session("11:29");
    struct typist *t = open_at(40, 120, 12, 0);
    typist_type(t, "]]");
    typist_wait(t, "Understanding the system: 15 minutes");
    golden_screen(
        t, "\n"
           " Leeds · table 4 · Understanding the system                                  "
           "                                     saved\n"
           " 1 Goals 1            2 Barriers 2          3 Stakeholders 0     4 Social "
           "moments 0     Understanding the system\n"
           "─────────────────────────────────────────────────────────────────────────────"
           "────────── 15 minutes, from 11:34\n"
           "▶Less sugar           · Advertising           Who has a stake in   When "
           "might people    26 minutes behind; Mapping the\n"
           "                      · Habit                 this, and who can    be most "
           "open to      system would start 12:15\n"
           "                                              help?                change?\n"
           "─────────────────────────────────────────────────────────────────────────────"
           "────────── · Actors: who takes part in\n"
           "                                                                             "
           "             this, and whose lives does it\n"
           "                                                                             "
           "             touch?\n"
           "                                                                             "
           "           · Actors: who holds power, and\n"
           "                                                                             "
           "             what kind of power is it?\n"
           "                                                                             "
           "           · Priorities: what drives each\n"
           "                                                                             "
           "             of them?\n"
           "                                                                             "
           "           · Priorities: which of these\n"
           "                                                                             "
           "             pull against one another?\n"
           "                                                                             "
           "           · Barriers: which rules or\n"
           "                                                                             "
           "             policies tie people's hands?\n"
           "                                                                             "
           "           · Barriers: which problems come\n"
           "                                                                             "
           "             back, whatever we try?\n"
           "                                                                             "
           "           · Opportunities: where are\n"
           "                                                                             "
           "             people already keen to change\n"
           "                                                                             "
           "             things?\n"
           "                                                                             "
           "           · Opportunities: which levers\n"
           "                                                                             "
           "             could we pull?\n"
           "                                                                             "
           "           · Opportunities: where could we\n"
           "                                                                             "
           "             set a challenge?\n"
           "                                                                             "
           "           · Opportunities: which social\n"
           "                                                                             "
           "             moments are on their way?\n"
           "\n"
           "                                                                             "
           "           For example: Reducing social\n"
           "                                                                             "
           "           isolation\n"
           "\n"
           "                                                                             "
           "           i hides this\n"
           "─────────────────────────────────────────────────────────────────────────────"
           "───────────────────────────────────────────\n"
           " Less sugar\n"
           "\n"
           "\n"
           " written by hand\n"
           " Understanding the system: 15 minutes. t starts the clock. 26 minutes "
           "behind; Mapping the system would start 12:15.\n"
           " a Add  g Goal  e Edit  d Delete  u Undo  ] Next  E Export  q Leave  m Move  "
           "x Mark  v Vote  / Search  ? Keys\n");
    golden_keep(t, "stage-120x40",
                "A stage of the day, its prompts and its plan, at 120 by 40");
    typist_leave(t);
}

Test(stage_screens, the_day_is_a_list_of_them)
{
    write_session("11:29");
    struct typist *t = open_at(24, 80, 12, 0);
    typist_type(t, "]]]");
    typist_wait(t, "Mapping the system: 45 minutes");
    typist_type(t, "D");
    typist_wait(t, "The day: Enter goes");
    golden_screen(t,
                  "\n"
                  " The day: Enter goes to a stage                                       "
                  "    saved\n"
                  " ▶\n"
                  " 11:29  Welcome · 5 min\n"
                  " 11:34  Understanding the system · 15 min\n"
                  " 11:49  now: Mapping the system · 45 min\n"
                  " 12:34  Feedback and emerging themes · 15 min · would start 12:45\n"
                  " 12:49  Lunch · 45 min · would start 13:00\n"
                  " 13:34  Ideas in response · 45 min · would start 13:45\n"
                  " 14:19  Next steps · 30 min · would start 14:30\n"
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
                  " 11 minutes behind; Feedback and emerging themes would start 12:45\n"
                  " Enter Choose  Esc Back\n");
    typist_type(t, "\x1b[B\x1b[B\r");
    typist_wait(t, "Leeds · table 4 · Lunch");
    typist_wait(t, "Lunch: 45 minutes.");
    typist_leave(t);
}

/* clang-format on */

Test(stages, go_on_and_back_and_lose_nothing)
{
    static const struct {
        const char *key, *title, *heading;
    } rows[] = {
        {"]", "Welcome", "2 Barriers 2"},
        {"]", "Understanding the system", "2 Barriers 2"},
        {"]", "Mapping the system", "2 Barriers 2"},
        {"]", "Feedback and emerging themes", "2 Barriers 2"},
        {"]", "Lunch", "2 Barriers 2"},
        {"]", "Ideas in response", "3 For groups 1"},
        {"]", "Next steps", "3 For groups 1"},
        {"[", "Ideas in response", "3 For groups 1"},
        {"[", "Lunch", "3 For groups 1"}, /* whatever grid is there stays */
        {"[", "Feedback and emerging themes", "2 Barriers 2"},
        {"[", "Mapping the system", "2 Barriers 2"},
        {"[", "Understanding the system", "2 Barriers 2"},
        {"[", "Welcome", "2 Barriers 2"},
    };
    write_session(NULL);
    struct typist *t = open_at(24, 80, 12, 0);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str title = STR_EMPTY;
        str_addf(&title, "Leeds · table 4 · %s", rows[i].title);
        typist_type(t, rows[i].key);
        typist_wait_row(t, 0, title.bytes);
        typist_wait(t, rows[i].heading);
        str_finish(&title);
    }
    typist_type(t, "[");
    typist_wait(t, "The day has not begun; ] begins it.");
    typist_wait_row(t, 0, "Leeds · table 4 · System map");
    typist_type(t, "]]]]]]]]");
    typist_wait(t, "This is the last stage of the day; [ goes back.");
    typist_leave(t);
}

Test(stages, are_gone_on_with_when_the_file_is_opened_again)
{
    write_session(NULL);
    struct typist *t = open_at(24, 80, 12, 0);
    typist_type(t, "]]]]]]");
    typist_wait(t, "Ideas in response: 45 minutes");
    typist_leave(t);
    t = open_at(24, 80, 12, 30);
    typist_wait_row(t, 0, "Leeds · table 4 · Ideas in response");
    typist_wait(t, "3 For groups 1");
    typist_leave(t);
}

Test(stages, are_no_steps_that_undo_takes_back)
{
    write_session(NULL);
    struct typist *t = open_at(24, 80, 12, 0);
    typist_type(t, "2aBus fares\r\x1b");
    typist_wait(t, "e Edit");
    typist_type(t, "]t");
    typist_wait_row(t, 0, "5:00 left");
    typist_type(t, "u");
    typist_wait(t, "Undid: added ‘Bus fares’ (nothing more to undo)");
    typist_wait_row(t, 0, "Welcome");
    typist_wait_row(t, 0, "5:00 left");
    typist_leave(t);
}

Test(stages, of_another_program_are_told_and_its_clock_shown_but_the_grid_stays)
{
    write_session(NULL);
    struct typist *ana = open_at(24, 80, 12, 0);
    char *path = test_path("table.json");
    struct typist *ben = typist_start(24, 80, WORDS("roundtable", "--by", "Ben", path));
    typist_wait(ben, "with Ana");
    typist_type(ben, "2");
    typist_wait(ben, "▶ Advertising");
    typist_type(ana, "]]]]]]t");
    typist_wait(ana, "3 For groups 1");
    typist_wait(ben, "Ana began ‘Ideas in response’. Your grid stays; G changes it.");
    typist_wait_row(ben, 0, "Ideas in response · System map");
    typist_wait_row(ben, 0, "45:00 left");
    cr_expect(typist_sees(ben, "▶ Advertising"));
    typist_type(ben, "G");
    typist_wait(ben, "3 For groups 1");
    typist_wait_gone(ben, "System map");
    typist_leave(ben);
    typist_leave(ana);
    free(path);
}

Test(stages, have_a_clock_that_starts_pauses_and_takes_minutes)
{
    static const struct {
        const char *key, *shown;
    } rows[] = {
        {"t", "15:00 left"},   {"+", "16:00 left"},   {"=", "17:00 left"},
        {"-", "16:00 left"},   {"t", "paused 16:00"}, {"-", "paused 15:00"},
        {"+", "paused 16:00"}, {"t", "16:00 left"},   {"]", "45:00 left"},
        {"[", "16:00 left"}, /* it was by mistake */
        {"]", "45:00 left"},   {"t", "paused 45:00"},
    };
    write_session(NULL);
    struct typist *t = open_at(24, 80, 12, 0);
    typist_type(t, "t");
    typist_wait(t, "The clock is the stage's: ] begins the day");
    typist_type(t, "]]");
    typist_wait(t, "Understanding the system: 15 minutes. t starts the clock");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        typist_type(t, rows[i].key);
        typist_wait_row(t, 0, rows[i].shown);
    }
    typist_type(t, "]");
    typist_wait(t, "Feedback and emerging themes: 15 minutes. t starts the clock");
    typist_wait_row(t, 0, "themes   ");
    cr_expect_not(typist_sees(t, "paused"), "a clock that was paused waits for t");
    typist_leave(t);
}

Test(stages, end_gently_when_time_is_up)
{
    write_session(NULL);
    struct typist *t = open_at(24, 80, 12, 0);
    typist_type(t, "]]]t");
    typist_wait_row(t, 0, "45:00 left");
    typist_leave(t);
    t = open_at(24, 80, 12, 45);
    typist_wait_row(t, 0, "time is up  saved");
    typist_leave(t);
    t = open_at(24, 80, 12, 47);
    int row, col;
    typist_wait_row(t, 0, "time is up · 2 min over  saved");
    cr_assert(typist_find(t, "time is up", &row, &col));
    cr_expect(typist_cell_reverse(t, row, col));
    typist_type(t, "-");
    typist_wait(t, "No time is left that could be less.");
    typist_type(t, "2aBus fares\r\x1b"); /* nothing is locked */
    typist_wait(t, "2 Barriers 3");
    typist_type(t, "+");
    typist_wait_row(t, 0, "1:00 left");
    typist_leave(t);
    t = open_at(24, 80, 12, 50);
    typist_wait_row(t, 0, "2 min over");
    typist_type(t, "t");
    typist_wait(t, "The clock is off");
    typist_wait_gone(t, "over");
    typist_leave(t);
}

Test(stages, of_an_old_file_say_no_nonsense)
{
    write_session("11:40");
    struct typist *t = open_at(24, 80, 12, 0);
    typist_type(t, "]]]t");
    typist_wait_row(t, 0, "45:00 left");
    typist_leave(t);
    t = open_at(24, 80, 12 + 10 * 24, 0);
    typist_wait_row(t, 0, "Mapping the system");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "over"));
    cr_expect_not(typist_sees(t, "behind"));
    typist_leave(t);
}

Test(stages, tick_by_a_few_cells_a_second_also_while_somebody_types)
{
    enum { MOST_BYTES = 80 };
    write_session(NULL);
    struct typist *t = open_at(24, 80, 12, 0);
    typist_type(t, "]]");
    typist_wait(t, "Understanding the system: 15");
    typist_leave(t);
    program_env("SOURCE_DATE_EPOCH", NULL);
    char *path = test_path("table.json");
    t = typist_start(24, 80, WORDS("roundtable", path));
    typist_wait(t, "q Leave");
    typist_type(t, "t");
    typist_wait_row(t, 0, "14:59 left");
    typist_type(t, "2aBus");
    typist_wait(t, " Bus");
    typist_wait(t, "saved");
    typist_wait_row(t, 0, "14:57 left");
    typist_bytes(t);
    typist_wait_row(t, 0, "14:56 left");
    size_t bytes = typist_bytes(t);
    cr_expect(bytes > 0 && bytes <= MOST_BYTES, "%zu bytes a tick", bytes);
    typist_type(t, "\x1b");
    typist_wait(t, "e Edit");
    typist_type(t, "t");
    typist_wait_row(t, 0, "paused 14:5");
    typist_wait(t, "saved");
    typist_settle(t);
    typist_bytes(t);
    cr_expect_not(typist_read(t, 1500), "a clock that is paused wakes nobody");
    typist_leave(t);
    free(path);
}

Test(stages, have_prompts_that_are_shown_when_one_has_begun_or_is_asked_for)
{
    write_session(NULL);
    struct typist *t = open_at(24, 80, 12, 0);
    cr_expect_not(typist_sees(t, "Who is at this table"), "the plain grid is plain");
    typist_type(t, "i");
    typist_wait(t, "Who is at this table");
    typist_wait(t, "] begins the day");
    typist_type(t, "i");
    typist_wait_gone(t, "Who is at this table");
    typist_type(t, "]");
    typist_wait(t, "Who is at this table");
    typist_wait(t, "i hides this");
    typist_type(t, "i");
    typist_wait_gone(t, "Who is at this table");
    typist_type(t, "]");
    typist_wait(t, "Understanding the system: 15");
    cr_expect_not(typist_sees(t, "i hides this"), "hidden for this run");
    typist_type(t, "i2");
    typist_wait(t, "Barriers: which rules or policies");
    typist_wait_gone(t, "Actors: who takes part");
    typist_type(t, "4");
    typist_wait(t, "Opportunities: where are people already keen");
    typist_resize(t, 15, 80);
    typist_wait_gone(t, "Opportunities: where");
    typist_resize(t, 24, 100);
    typist_wait(t, "For example: Targeted support");
    typist_wait(t, "i shows more");
    typist_resize(t, 24, 45);
    typist_wait(t, "· Opportunities: where are people already");
    typist_leave(t);
}

Test(stages, have_more_prompts_than_room_and_i_shows_them_in_turn)
{
    static const char *const prompts[] = {
        "Actors: who takes", "Actors: who holds",     "Priorities: what",
        "Priorities: which", "Barriers: which rules", "Barriers: which problems",
        "where are people",  "which levers",          "set a challenge",
        "which social",
    };
    enum { PROMPTS = LENGTH(prompts) };
    bool seen[PROMPTS] = {false}, more = true;
    write_session(NULL);
    struct typist *t = open_at(24, 80, 12, 0);
    typist_type(t, "]]");
    typist_wait(t, "Understanding the system: 15");
    for (int pages = 0; more; pages++) {
        cr_assert_lt(pages, PROMPTS);
        for (size_t i = 0; i < PROMPTS; i++) {
            seen[i] = seen[i] || typist_sees(t, prompts[i]);
        }
        more = typist_sees(t, "i shows more");
        typist_type(t, "i");
        typist_settle(t);
    }
    for (size_t i = 0; i < PROMPTS; i++) {
        cr_expect(seen[i], "%s", prompts[i]);
    }
    cr_expect_not(typist_sees(t, "i hides this"), "behind the last page it goes");
    typist_type(t, "i");
    typist_wait(t, prompts[0]); /* and comes with the first again */
    typist_leave(t);
}

Test(stages, start_at_a_time_that_is_asked_for)
{
    write_session(NULL);
    struct typist *t = open_at(24, 80, 12, 0);
    typist_type(t, "o\r\r\r\r");
    typist_wait(t, "▶ when the first stage is to begin, as in 11:45");
    typist_type(t, "noon\r");
    typist_wait(t, "That is no time of day. Write it as 11:45");
    typist_type(t, "\x15"
                   "9.05\r\r");
    typist_wait_gone(t, "Details of this session");
    typist_type(t, "D");
    typist_wait(t, "09:05  Welcome");
    typist_wait(t, "11:10  Ideas in response"); /* 45, 15 and 45 minutes after 09:25 */
    typist_type(t, "\x1b");
    typist_wait(t, "q Leave");
    typist_leave(t);
    char *path = test_path("table.json"), *file = text_file_read(path);
    cr_expect(strstr(file, "\"starts\": \"09:05\""));
    free(file);
    free(path);
}

Test(stages, of_a_new_session_start_when_the_command_says)
{
    char *path = test_path("new.json");
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "new", "--starts", "11:45", path));
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    char *file = text_file_read(path);
    cr_expect(file && strstr(file, "\"starts\": \"11:45\""));
    ran = program_run(NULL, WORDS("roundtable", "new", "--starts", "11:75", path));
    cr_expect_eq(ran.status, 2);
    cr_expect(strstr(str_text(&ran.err), "\"11:75\" is no time of day"));
    ran_finish(&ran);
    free(file);
    free(path);
}

Test(stages, stand_in_the_log_in_words)
{
    static const char *const words[] = {
        "began the stage ‘Understanding the system’", "started the clock",
        "paused the clock with 15:00 left", "put the clock away",
        "took the day back to its beginning"};
    write_session(NULL);
    struct typist *t = open_at(24, 80, 12, 0);
    typist_type(t, "]]tt][[[");
    typist_wait(t, "The day has not begun");
    typist_leave(t);
    char *path = test_path("table.json");
    struct ran ran = program_run(NULL, WORDS("roundtable", "log", path));
    for (size_t i = 0; i < LENGTH(words); i++) {
        cr_expect(strstr(str_text(&ran.out), words[i]), "%s in\n%s", words[i],
                  str_text(&ran.out));
    }
    ran_finish(&ran);
    free(path);
}
