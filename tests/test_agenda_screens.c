/* The day on the screen: changed for a session, won back when it is late, put on a wall. */

#include "support/day.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(agenda_screens, .fini = folder_finish);

#define DOWN "\x1b[B"

/* At twelve, by an agenda that began at 9:49: eleven minutes late in the map. */
static struct typist *open_late(int rows, int cols)
{
    day_write("09:49");
    struct typist *t = day_open(rows, cols, 12, 0);
    typist_type(t, "]]]]]]");
    typist_wait_wrapped(t, "What are your challenges? · 45 minutes. t starts");
    typist_wait_wrapped(t, "would start 12:45. D wins it back.");
    typist_type(t, "D");
    typist_wait(t, "+ More");
    return t;
}

Test(agenda_screens, a_late_day_offers_two_stages_to_shorten_at_80x24)
{
    struct typist *t = open_late(24, 80);
    golden_screen(
        t,
        "\n"
        " The day                                                              "
        "    saved\n"
        " 11 minutes behind; Feedback: emerging themes would start 12:45\n"
        " 1 takes 11 minutes from ‘Lunch’\n"
        " 2 takes 11 minutes from ‘Idea generation: responding to the challenges’\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        "   09:49 Welcome                                         5 min\n"
        "   09:54 Overview                                       25 min\n"
        "   10:19 Presentations and Q&A                          60 min\n"
        "   11:19 Break                                          15 min\n"
        "   11:34 Mapping the system                             15 min\n"
        " ▶ 11:49 What are your challenges?                      45 min now, to 12:45\n"
        "   12:34 Feedback: emerging themes                      15 min likely 12:45\n"
        "   12:49 Lunch                                          45 min likely 13:00\n"
        "   13:34 Idea generation: responding to the challenges  45 min likely 13:45\n"
        "   14:19 Feedback and next steps                        30 min likely 14:30\n"
        "   14:49 Close                                                 likely 15:00\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        "\n"
        " Enter Go  + More  - Less  x Skip  Esc Back  a Add  b Began  u Undo  ? "
        "Keys\n");
    typist_type(t, "2");
    typist_wait_wrapped(t,
                        "‘Idea generation: responding to the challenges’ has 34 minutes "
                        "now: the day is in time again. The day would end 14:49.");
    typist_wait(t, "13:45 Idea generation");
    typist_wait(t, "14:19 Feedback and next steps");
    typist_wait_gone(t, "11 minutes behind");
    typist_type(t, "2");
    typist_wait(t, "The day is not late: there is nothing to win back.");
    typist_type(t, "u");
    typist_wait_wrapped(t,
                        "Undid: made ‘Idea generation: responding to the challenges’ 11 "
                        "minutes shorter");
    typist_wait(t, "11 minutes behind");
    typist_type(t, DOWN DOWN "\r");
    typist_wait(t, "Leeds · table 4 · Lunch");
    typist_leave(t);
}

Test(agenda_screens, every_change_says_what_it_changed_and_is_undone)
{
    static const struct {
        const char *keys, *said, *row, *undone;
    } rows[] = {
        {"+", "‘What are your challenges?’ has 50 minutes now, 45 before.", " 50 min",
         "Undid: gave ‘What are your challenges?’ 50 minutes"},
        {DOWN DOWN "-", "‘Lunch’ has 40 minutes now, 45 before. The day would end 14:55.",
         " 40 min", "Undid: gave ‘Lunch’ 40 minutes"},
        {"x", "‘Lunch’ is skipped today; x takes it in again.", "skipped",
         "Undid: skipped ‘Lunch’"},
        {"K", "‘Lunch’ comes before ‘Feedback: emerging themes’ now.", "12:34 Lunch",
         "Undid: moved ‘Lunch’"},
        {"aWalk outside 10\r", "Added ‘Walk outside’, 10 minutes, behind ‘Lunch’.",
         "Walk outside", "Undid: added the stage ‘Walk outside’"},
        {"e\x15Picnic, 50 minutes\r", "Changed ‘Lunch’ to ‘Picnic’, 50 minutes.",
         "Picnic", "Undid: changed the stage ‘Lunch’"},
        {"b\x15"
         "10.00\r",
         "The day began at 10:00: all times go by that.", "12:00 What are your",
         "Undid: said that the day began at 10:00"},
    };
    struct typist *t = open_late(24, 80);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        typist_type(t, rows[i].keys);
        typist_wait_wrapped(t, rows[i].said);
        typist_wait(t, rows[i].row);
        typist_type(t, "u");
        typist_wait_wrapped(t, rows[i].undone);
    }
    typist_type(t, "b\x15noon\r");
    typist_wait(t, "That is no time of day. Write it as 10:20.");
    typist_type(t, ESC);
    typist_wait(t, "Nothing was changed.");
    typist_type(t, "1");
    typist_wait_wrapped(t, "minutes now: the day is in time again.");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
}

Test(agenda_screens, what_was_changed_is_there_again_in_the_log_and_on_the_wall)
{
    static const char *const logged[] = {
        "gave the stage ‘Lunch’ 34 minutes", "won back minutes after the stage ‘What are",
        "skipped the stage ‘Feedback and next steps’", "called a stage ‘Walk’"};
    static const char *const wall[] = {
        "09:49 to 14:29",         "11:49  What are your challenges? (45 min)",
        "13:00  Lunch (34 min)",  "13:34  Walk (10 min)",
        "13:44  Idea generation", "14:29  Close"};
    struct typist *t = open_late(40, 120);
    typist_type(t, "1");
    typist_wait(t, "‘Lunch’ has 34 minutes now: the day is in time again.");
    typist_type(t, DOWN DOWN "aWalk 10\r");
    typist_wait(t, "Added ‘Walk’");
    typist_type(t, DOWN DOWN DOWN "x");
    typist_wait(t, "‘Feedback and next steps’ is skipped today");
    typist_type(t, "q");
    typist_wait(t, "q does nothing here");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
    t = day_open(24, 80, 12, 1);
    typist_type(t, "D");
    typist_wait(t, "Walk");
    typist_wait(t, "skipped");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
    char *path = test_path("table.json");
    struct ran log = program_run(NULL, WORDS("roundtable", "log", path));
    struct ran day = program_run(NULL, WORDS("roundtable", "export", "--day", path));
    struct ran csv =
        program_run(NULL, WORDS("roundtable", "export", "--day", "-f", "csv", path));
    struct ran check = program_run(NULL, WORDS("roundtable", "check", path));
    for (size_t i = 0; i < LENGTH(logged); i++) {
        cr_expect(strstr(str_text(&log.out), logged[i]), "%s in\n%s", logged[i],
                  str_text(&log.out));
    }
    for (size_t i = 0; i < LENGTH(wall); i++) {
        cr_expect(strstr(str_text(&day.out), wall[i]), "%s in\n%s", wall[i],
                  str_text(&day.out));
    }
    cr_expect_not(strstr(str_text(&day.out), "next steps"), "it is skipped");
    cr_expect_eq(csv.status, 2);
    cr_expect_eq(check.status, 0, "%s%s", str_text(&check.out), str_text(&check.err));
    ran_finish(&log);
    ran_finish(&day);
    ran_finish(&csv);
    ran_finish(&check);
    free(path);
}

Test(agenda_screens, minutes_of_the_stage_at_hand_move_its_clock)
{
    struct typist *t = open_late(24, 80);
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_type(t, "t");
    typist_wait_row(t, 0, "45:00 left");
    typist_type(t, "D+");
    typist_wait_row(t, 0, "50:00 left");
    typist_wait(t, "‘What are your challenges?’ has 50 minutes now");
    typist_type(t, "u");
    typist_wait_row(t, 0, "45:00 left");
    typist_type(t, "x");
    typist_wait(t, "‘What are your challenges?’ is under way");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
}

Test(agenda_screens, another_laptop_has_the_same_day)
{
    struct typist *ana = open_late(24, 80);
    char *path = test_path("table.json");
    struct typist *ben = typist_start(24, 80, WORDS("roundtable", "--by", "Ben", path));
    typist_wait(ben, "q Leave");
    typist_type(ben, "D");
    typist_wait(ben, "2 takes");
    typist_type(ana, "1");
    typist_wait(ben, "‘Lunch’");
    typist_wait(ben, "13:00 Lunch                                          34 min");
    typist_wait_gone(ben, "2 takes");
    typist_type(ana, ESC);
    typist_wait(ana, "q Leave");
    typist_type(ben, ESC);
    typist_wait(ben, "q Leave");
    typist_leave(ana);
    typist_leave(ben);
    free(path);
}

Test(agenda_screens, a_narrow_window_says_in_the_foot_what_its_rows_have_no_room_for)
{
    day_write("09:49");
    struct typist *t = day_open(14, 42, 12, 0);
    typist_type(t, "]]]]]]");
    typist_wait(t, "challenges?");
    typist_type(t, "D" DOWN DOWN DOWN);
    typist_wait(t, "▶ 13:34 Idea generation: respo…  45 min");
    typist_wait_wrapped(t,
                        "Idea generation: responding to the challenges: likely 13:45.");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
}
