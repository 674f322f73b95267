/* The day on the screen: changed for a session, won back when it is late, put on a wall. */

#include "support/day.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/tables.h"

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
    typist_each(t, "]]]]]]");
    typist_wait_wrapped(t, "What are your challenges? · 45 minutes. t starts");
    typist_wait_wrapped(t, "would start 12:45. D wins it back.");
    typist_type(t, "D");
    typist_wait(t, "+ More");
    return t;
}

/* What stands behind the title in the row that begins so. */
static void expect_note(struct typist *t, const char *begins, const char *note)
{
    struct str row = STR_EMPTY;
    bool found = false;
    for (int i = 0; i < typist_rows(t) && !found; i++) {
        str_clear(&row);
        typist_row(t, i, &row);
        found = strncmp(str_text(&row), begins, strlen(begins)) == 0;
    }
    const char *end = str_text(&row) + row.len_bytes;
    while (end > str_text(&row) && end[-1] == ' ') {
        end--;
    }
    size_t len = strlen(note), all = (size_t)(end - str_text(&row));
    cr_expect(found && all > len && strncmp(end - len, note, len) == 0 &&
                  (*note || !strstr(str_text(&row), "planned")),
              "%s: %s", begins, str_text(&row));
    str_finish(&row);
}

Test(agenda_screens, a_late_day_offers_two_stages_to_shorten_at_80x24)
{
    struct typist *t = open_late(24, 80);
    golden_screen(
        t,
        "\n"
        " The day                                                              "
        "    saved\n"
        " 11 minutes behind; the day would end 15:00\n"
        " 1 takes 11 minutes from ‘Lunch’\n"
        " 2 takes 11 minutes from ‘Idea generation: responding to the challenges’\n"
        "────────────────────────────────────────────────────────────────────────────────"
        "\n"
        "         Welcome                                         5 min passed over\n"
        "         Overview                                       25 min passed over\n"
        "         Presentations and Q&A                          60 min passed over\n"
        "         Break                                          15 min passed over\n"
        "         Mapping the system                             15 min passed over\n"
        " ▶ 12:00 What are your challenges?                      45 min now, to 12:45\n"
        "   12:45 Feedback: emerging themes                      15 min planned 12:34\n"
        "   13:00 Lunch                                          45 min planned 12:49\n"
        "   13:45 Idea generation: responding to the challenges  45 min planned 13:34\n"
        "   14:30 Feedback and next steps                        30 min planned 14:19\n"
        "   15:00 Close                                                 planned 14:49\n"
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
                        "now: the day is in time again.");
    typist_wait_row(t, 1, "The day would end 14:49");
    typist_wait_gone(t, "11 minutes behind");
    expect_note(t, "   13:45 Idea generation", "34 min planned 13:34"); /* as it was */
    expect_note(t, "   14:19 Feedback and next steps", "30 min"); /* and in time again */
    expect_note(t, "   14:49 Close", "");
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
        {DOWN DOWN "-", "‘Lunch’ has 40 minutes now, 45 before.", " 40 min",
         "Undid: gave ‘Lunch’ 40 minutes"},
        {"x", "‘Lunch’ is skipped today; x takes it in again.", "skipped",
         "Undid: skipped ‘Lunch’"},
        {"K", "‘Lunch’ comes before ‘Feedback: emerging themes’ now.", "12:45 Lunch",
         "Undid: moved ‘Lunch’"},
        {"aWalk outside 10\r", "Added ‘Walk outside’, 10 minutes, behind ‘Lunch’.",
         "Walk outside", "Undid: added the stage ‘Walk outside’"},
        {"e\x15Picnic, 50 minutes\r", "Changed ‘Lunch’ to ‘Picnic’, 50 minutes.",
         "Picnic", "Undid: changed the stage ‘Lunch’"},
        {"b\x15"
         "10.00\r",
         "The day began at 10:00: all times go by that.", "12:00 What are your",
         "Undid: said that the day began at 10:00"},
        {"b\x15"
         "14:30\r",
         "14:30 is still to come: it is 12:00 now. All times go by 14:30 all the same; u "
         "takes that back.",
         "12:00 What are your", "Undid: said that the day began at 14:30"},
        {"b\x15"
         "12:04\r",
         "The day began at 12:04: all times go by that.", "12:00 What are your",
         "Undid: said that the day began at 12:04"},
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

/* And not when it would have begun with all the stages before the one that it began with. */
Test(agenda_screens, when_the_day_began_stands_there_as_it_was_said)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_type(t, "D");
    typist_each(t, DOWN DOWN DOWN "\r"); /* to the break */
    typist_wait(t, "· Break");
    typist_type(t, "Db");
    typist_wait(t, "The day began at: 10:30"); /* nobody said */
    typist_type(t, "\x15"
                   "11.40\r");
    typist_wait(t, "The day began at 11:40: all times go by that.");
    typist_type(t, "b");
    typist_wait(t, "The day began at: 11:40");
    typist_type(t, "\r");
    typist_wait(t, "The day began at 11:40, as before: nothing was changed.");
    typist_type(t, "u");
    typist_wait(t, "Undid: said that the day began at 11:40");
    typist_type(t, "b");
    typist_wait(t, "The day began at: 10:30");
    typist_type(t, ESC);
    typist_wait(t, "Nothing was changed.");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
}

Test(agenda_screens, what_was_changed_is_there_again_in_the_log_and_on_the_wall)
{
    static const char *const logged[] = {"gave the stage ‘Lunch’ 34 minutes",
                                         "skipped the stage ‘Feedback and next steps’",
                                         "  added the stage ‘Walk’, 10 minutes\n"};
    static const char *const wall[] = {"So far, at the times that it began",
                                       "12:00  What are your challenges? (45 min)",
                                       "To come, 12:45 to 14:29",
                                       "13:00  Lunch (34 min)",
                                       "13:34  Walk (10 min)",
                                       "13:44  Idea generation",
                                       "14:29  Close"};
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
    typist_each(t, "]]]]]]");
    typist_wait(t, "challenges?");
    typist_type(t, "D" DOWN DOWN DOWN);
    typist_wait(t, "▶ 13:45 Idea generation: respo…  45 min");
    typist_wait_wrapped(t,
                        "Idea generation: responding to the challenges: planned 13:34.");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
}

/* The end is told once, above the list, whatever is changed. */
static void expect_day(struct typist *t, const char *said, const char *head)
{
    struct str words = STR_EMPTY;
    typist_wait_wrapped(t, said);
    typist_wait_row(t, 1, head);
    typist_text(t, &words);
    const char *first = strstr(words.bytes, "would end");
    cr_expect(first && !strstr(first + 1, "would end"), "%s", words.bytes);
    str_finish(&words);
}

Test(agenda_screens, a_key_pressed_twice_or_its_opposite_gives_the_day_back)
{
    struct typist *t = open_late(24, 80);
    typist_type(t, DOWN DOWN);
    typist_wait(t, "▶ 13:00 Lunch");
    expect_day(t, "planned 12:49", "11 minutes behind; the day would end 15:00");
    typist_type(t, "x");
    expect_day(t, "‘Lunch’ is skipped today",
               "34 minutes ahead; the day would end 14:15");
    typist_type(t, "x");
    expect_day(t, "‘Lunch’ is in the day again.",
               "11 minutes behind; the day would end 15:00");
    typist_wait(t, "▶ 13:00 Lunch");
    typist_type(t, "---");
    expect_day(t, "‘Lunch’ has 30 minutes now, 35 before.",
               "4 minutes ahead; the day would end 14:45");
    typist_type(t, "+");
    expect_day(t, "‘Lunch’ has 35 minutes now, 30 before.",
               "1 minute behind; the day would end 14:50");
    typist_type(t, "++");
    expect_day(t, "‘Lunch’ has 45 minutes now, 40 before.",
               "11 minutes behind; the day would end 15:00");
    typist_type(t, "JK");
    expect_day(t, "‘Lunch’ comes before ‘Idea generation",
               "11 minutes behind; the day would end 15:00");
    typist_wait(t, "▶ 13:00 Lunch");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
}

Test(agenda_screens, words_typed_into_the_list_are_a_new_stage_and_no_keys)
{
    struct typist *t = open_late(24, 80);
    typist_type(t, DOWN "lunch 20 mins"); /* the D was long before */
    typist_wait(t, "New stage, and its minutes: lunch 20 mins");
    typist_wait_wrapped(t, "You were typing, so this is a new stage.");
    typist_wait_row(t, 1, "11 minutes behind; the day would end 15:00");
    typist_type(t, "\r");
    typist_wait_wrapped(t,
                        "Added ‘lunch’, 20 minutes, behind ‘Feedback: emerging themes’.");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
}

Test(agenda_screens, five_minutes_less_stop_before_a_stage_has_none)
{
    struct typist *t = open_late(24, 80);
    typist_type(t, DOWN "--");
    typist_wait(t, "‘Feedback: emerging themes’ has 5 minutes now, 10 before.");
    typist_type(t, "-");
    typist_wait_wrapped(
        t, "‘Feedback: emerging themes’ has only 5 minutes: e writes others, "
           "x leaves it out.");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
}

Test(agenda_screens, minutes_that_no_stage_has_are_refused_or_told)
{
    static const struct {
        const char *line, *said;
    } refused[] = {
        {"Walk -5", "A stage has 0 to 600 whole minutes: write it as \"Energiser 10\"."},
        {"Walk 999", "A stage has 0 to 600 whole minutes: write it as \"Energiser 10\"."},
        {"Walk 2.5", "A stage has 0 to 600 whole minutes: write it as \"Energiser 10\"."},
        {"Walk ten minutes",
         "Minutes are read as a number: write it as \"Energiser 10\"."},
        {", 10", "A stage needs a title: write it as \"Energiser 10\"."},
    };
    struct typist *t = open_late(24, 80);
    for (size_t i = 0; i < LENGTH(refused); i++) {
        typist_type(t, "a");
        typist_type(t, refused[i].line);
        typist_type(t, "\r");
        typist_wait_wrapped(t, refused[i].said);
        typist_wait(t, refused[i].line); /* stays to be mended */
        typist_type(t, ESC);
        typist_wait(t, "Nothing was changed.");
    }
    typist_type(t, "aWalk 0\r");
    typist_wait_wrapped(t, "The day's plan has no time for it.");
    typist_type(t, "u");
    typist_wait(t, "Undid");
    typist_type(t, "aWalk\r");
    typist_wait_wrapped(t, "10 minutes, behind ‘What are your challenges?’. No minutes "
                           "stood behind its title: e writes others.");
    typist_type(t, DOWN "e\x15Walk 3\r");
    typist_wait(t, "Changed ‘Walk’: ‘Walk’ has 3 minutes now.");
    typist_type(t, "-");
    typist_wait_wrapped(t,
                        "‘Walk’ has only 3 minutes: e writes others, x leaves it out.");
    typist_type(t, "e\x15Walk 600\r");
    typist_wait(t, "Changed ‘Walk’: ‘Walk’ has 600 minutes now.");
    typist_type(t, "+");
    typist_wait_wrapped(t, "‘Walk’ has 600 minutes, and a stage has 600 at most.");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
}

/* What was is told as it was, and what is to come as it is planned; by the clocks of the
 * place. */
Test(agenda_screens, the_wall_tells_what_began_when_and_what_is_planned)
{
    static const char *const told[] = {"12:00  What are your challenges? (72 min)",
                                       "13:12  Feedback: emerging themes (15 min)",
                                       "To come, 13:27 to 15:27", "13:27  Lunch (45 min)",
                                       "15:27  Close"};
    program_env("TZ", "UTC");
    struct typist *t = open_late(24, 80);
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
    t = day_open(24, 80, 13, 12);
    typist_type(t, "]");
    typist_wait(t, "Feedback: emerging themes · 15 minutes");
    typist_leave(t);
    char *path = test_path("table.json");
    struct ran day = program_run(NULL, WORDS("roundtable", "export", "--day", path));
    program_env("TZ", "XYZ-5:30");
    struct ran east = program_run(
        NULL, WORDS("roundtable", "export", "--day", "-f", "html", "-o", "-", path));
    for (size_t i = 0; i < LENGTH(told); i++) {
        cr_expect(strstr(str_text(&day.out), told[i]), "%s in\n%s", told[i],
                  str_text(&day.out));
    }
    cr_expect(strstr(str_text(&east.out), ">17:30<"), "%s", str_text(&east.out));
    ran_finish(&day);
    ran_finish(&east);
    free(path);
}

Test(agenda_screens, the_wall_is_headed_by_the_title_of_the_session)
{
    char *path = test_path("wall.json");
    tables_write(path, "{\"title\": \"Healthy Leeds\", \"place\": \"Leeds\"}");
    struct ran day = program_run(NULL, WORDS("roundtable", "export", "--day", path));
    cr_expect(strncmp(str_text(&day.out), "Healthy Leeds\n=====", 19) == 0, "%s%s",
              str_text(&day.out), str_text(&day.err));
    cr_expect(strstr(str_text(&day.out), "The day · Leeds"), "%s", str_text(&day.out));
    ran_finish(&day);
    free(path);
}

/* Opens it at a minute of an evening, goes on by keys, and looks at the day. */
static struct typist *open_evening(const char *starts, int hour, int minute,
                                   const char *keys)
{
    day_write(starts);
    struct typist *t = day_open(24, 80, hour, minute);
    typist_each(t, keys);
    typist_wait(t, "t starts");
    typist_type(t, "D");
    typist_wait(t, "+ More");
    return t;
}

Test(agenda_screens, no_stage_that_was_passed_stands_later_than_now)
{
    struct typist *t = open_evening("19:20", 19, 22, "]]]]");
    typist_wait(t, "▶ 19:22 Break");
    typist_wait(t,
                "         Welcome                                         5 min passed");
    typist_wait(t,
                "         Overview                                       25 min passed");
    typist_wait(t,
                "         Presentations and Q&A                          60 min passed");
    cr_expect_not(typist_sees(t, "19:25"));
    cr_expect_not(typist_sees(t, "19:50"));
    typist_type(t, ESC);
    typist_wait_gone(t, "+ More");
    typist_leave(t);
}

Test(agenda_screens, an_evening_that_ends_past_midnight_has_its_times_whole)
{
    struct typist *t = open_evening("20:00", 20, 0, "]");
    typist_wait(t, "   00:30 Feedback and next steps");
    typist_wait(t, "   01:00 Close");
    typist_type(t, ESC);
    typist_wait_gone(t, "+ More");
    typist_leave(t);
}

Test(agenda_screens, a_narrow_window_still_says_how_one_goes_back)
{
    struct typist *t = open_late(20, 60);
    typist_wait_row(t, 19, " Enter Go  + More  - Less  Esc Back  a Add  u Undo  ? Keys");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_leave(t);
}
