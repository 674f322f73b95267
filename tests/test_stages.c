/* The stages of the day on the real screen: gone to and back, their clock, their prompts
 * and the plan. The clock stands still at 12:00 of 22 February 2017 but where it says. */

#include "support/day.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(stages, .fini = folder_finish);

Test(stages, go_on_and_back_and_lose_nothing)
{
    static const struct {
        const char *key, *title, *heading;
    } rows[] = {
        {"]", "Welcome", "2 Barriers 2"},
        {"]", "Overview", "2 Barriers 2"}, /* its form is empty: the grid stays */
        {"]", "Presentations and Q&A", "2 Barriers 2"},
        {"]", "Break", "2 Barriers 2"},
        {"]", "Mapping the system", "2 Barriers 2"},
        {"]", "What are your challenges?", "2 Barriers 2"},
        {"]", "Feedback: emerging themes", "2 Barriers 2"},
        {"]", "Lunch", "2 Barriers 2"},
        {"]", "Idea generation: responding to the challenges", "3 Groups 1"},
        {"]", "Feedback and next steps", "3 Groups 1"},
        {"]", "Close", "3 Groups 1"},
        {"[", "Feedback and next steps", "3 Groups 1"},
        {"[", "Idea generation: responding to the challenges", "3 Groups 1"},
        {"[", "Lunch", "3 Groups 1"},
        {"[", "Feedback: emerging themes", "2 Barriers 2"},
        {"[", "What are your challenges?", "2 Barriers 2"},
        {"[[[[[", "Welcome", "2 Barriers 2"},
    };
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str title = STR_EMPTY;
        str_addf(&title, "Leeds · table 4 · %s", rows[i].title);
        typist_each(t, rows[i].key);
        typist_wait_row(t, 0, title.bytes);
        typist_wait(t, rows[i].heading);
        str_finish(&title);
    }
    typist_type(t, "[");
    typist_wait(t, "The day has not begun; ] begins it.");
    typist_wait_row(t, 0, "Leeds · table 4 · System map");
    typist_each(t, "]]]]]]]]]]]]");
    typist_wait(t, "This is the last stage of the day; [ goes back.");
    typist_leave(t);
}

Test(stages, without_a_form_keep_one_that_somebody_chose_meanwhile_and_no_longer)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_each(t, "]]]");
    typist_wait_row(t, 0, "Leeds · table 4 · Presentations and Q&A  ");
    typist_type(t, "Bstrong\r");
    typist_wait(t, "1 Spaces 0");
    typist_type(t, "]");
    typist_wait_row(t, 0, "Leeds · table 4 · Break");
    typist_wait(t, "1 Spaces 0");
    typist_each(t, "[[[");
    typist_wait_row(t, 0, "Leeds · table 4 · Welcome");
    typist_wait(t, "2 Barriers 2");
    typist_each(t, "]]]]]]]]]]");
    typist_wait_row(t, 0, "Leeds · table 4 · Close");
    typist_wait(t, "3 Groups 1");
    typist_leave(t);
    t = day_open(24, 80, 12, 30); /* the plan, which the day had reached */
    typist_wait(t, "3 Groups 1");
    typist_leave(t);
}

Test(stages, are_gone_on_with_when_the_file_is_opened_again)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_each(t, "]]]]]]]]]");
    typist_wait(t, "Idea generation: responding to the challenges · 45 minutes. t");
    typist_leave(t);
    t = day_open(24, 80, 12, 30);
    typist_wait_row(t, 0, "Leeds · table 4 · Idea generation: responding");
    typist_wait(t, "3 Groups 1");
    typist_leave(t);
}

Test(stages, are_no_steps_that_undo_takes_back)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
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
    day_write(NULL);
    struct typist *ana = day_open(24, 80, 12, 0);
    char *path = test_path("table.json");
    struct typist *ben = typist_start(24, 80, WORDS("roundtable", "--by", "Ben", path));
    typist_wait(ben, "with Ana");
    typist_type(ben, "2");
    typist_wait(ben, "▶ Advertising");
    typist_each(ana, "]]]]]]]]]t");
    typist_wait(ana, "3 Groups 1");
    typist_wait(ben,
                "Ana began ‘Idea generation: responding to the challenges’. Your grid");
    typist_wait_row(ben, 0, "Idea generation: respon");
    typist_wait_row(ben, 0, "45:00 left");
    cr_expect(typist_sees(ben, "▶ Advertising"));
    typist_type(ben, "G");
    typist_wait(ben, "3 Groups 1");
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
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_type(t, "t");
    typist_wait(t, "The clock is the stage's: ] begins the day");
    typist_each(t, "]]]]]");
    typist_wait(t, "Mapping the system · 15 minutes. t starts the clock");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        typist_each(t, rows[i].key);
        typist_wait_row(t, 0, rows[i].shown);
    }
    typist_type(t, "]");
    typist_wait(t, "Feedback: emerging themes · 15 minutes. t starts the clock");
    typist_wait_row(t, 0, "themes   ");
    typist_wait_gone(t, "paused"); /* a clock that was paused waits for t */
    typist_leave(t);
}

Test(stages, end_gently_when_time_is_up)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_each(t, "]]]]]]t");
    typist_wait_row(t, 0, "45:00 left");
    typist_leave(t);
    t = day_open(24, 80, 12, 45);
    typist_wait_row(t, 0, "time is up  saved");
    typist_leave(t);
    t = day_open(24, 80, 12, 47);
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
    t = day_open(24, 80, 12, 50);
    typist_wait_row(t, 0, "2 min over");
    typist_press(t, "t", "The clock is off");
    typist_wait_gone(t, "over");
    typist_press(t, "+", "A minute more."); /* as was said: not all of them and one */
    typist_wait_row(t, 0, "1:00 left");
    typist_press(t, "-t", "The clock is off; t starts it again, + gives a minute more.");
    typist_wait_gone(t, "time is up");
    typist_press(t, "t", "The clock runs");
    typist_wait_row(t, 0, "45:00 left");
    typist_leave(t);
}

Test(stages, of_an_old_file_say_no_nonsense)
{
    day_write("10:00");
    struct typist *t = day_open(24, 80, 12, 0);
    typist_each(t, "]]]]]]t");
    typist_wait_row(t, 0, "45:00 left");
    typist_leave(t);
    t = day_open(24, 80, 12 + 10 * 24, 0);
    typist_wait_row(t, 0, "What are your challenges?");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "over"));
    cr_expect_not(typist_sees(t, "behind"));
    typist_leave(t);
}

Test(stages, tick_by_a_few_cells_a_second_also_while_somebody_types)
{
    enum { MOST_BYTES = 80 };
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_each(t, "]]]]]");
    typist_wait(t, "Mapping the system · 15 minutes. t starts");
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

/* They go behind the last of them. */
static void hide_prompts(struct typist *t, const char *next)
{
    enum { MOST = 20 };
    for (int i = 0; i < MOST && (typist_sees(t, next) || typist_sees(t, "i hides"));
         i++) {
        typist_type(t, "i");
        typist_settle(t);
    }
    cr_expect_not(typist_sees(t, next) || typist_sees(t, "i hides"));
}

Test(stages, have_prompts_that_are_shown_when_one_has_begun_or_is_asked_for)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    cr_expect_not(typist_sees(t, "Who is at this table"), "the plain grid is plain");
    typist_type(t, "i");
    typist_wait(t, "Who is at this table");
    typist_wait(t, "] begins");
    hide_prompts(t, "] begins");
    typist_type(t, "]");
    typist_wait(t, "Who is at this table");
    typist_wait(t, "i next");
    hide_prompts(t, "i next");
    typist_each(t, "]]]]]]]]");
    typist_wait(t, "responding to the challenges · 45 minutes. t starts");
    cr_expect_not(typist_sees(t, "i next"), "hidden for this run");
    typist_type(t, "i2");
    typist_wait(t, "Organisations: what could they start");
    typist_wait_gone(t, "Vision: if this goes well");
    typist_type(t, "4");
    typist_wait(t, "Individuals: what could each");
    typist_resize(t, 15, 80);
    typist_wait_gone(t, "Individuals: what");
    typist_resize(t, 24, 100);
    typist_wait(t, "For example: ");
    typist_wait(t, "i shows more");
    typist_resize(t, 24, 45);
    typist_wait(t, "· Individuals: what could each of ");
    typist_wait(t, "   us do this week?"); /* it stands there whole */
    typist_leave(t);
}

Test(stages, have_more_prompts_than_room_and_i_shows_them_in_turn)
{
    static const char *const prompts[] = {
        "Actors: who takes", "Actors: who holds",     "Priorities: what",
        "Priorities: which", "Barriers: which rules", "Barriers: which problems",
        "where are people",  "which levers",          "set a challenge",
        "which social",      "Strengths: what",
    };
    enum { PROMPTS = LENGTH(prompts), WITH_EXAMPLE_AND_MINUTES = PROMPTS + 5 };
    bool seen[PROMPTS] = {false}, more = true;
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_each(t, "]]]]]");
    typist_wait(t, "Mapping the system · 15 minutes. t starts");
    typist_settle(t);
    for (int pages = 0; more; pages++) {
        cr_assert_lt(pages, WITH_EXAMPLE_AND_MINUTES);
        for (size_t i = 0; i < PROMPTS; i++) {
            seen[i] = seen[i] || typist_sees(t, prompts[i]);
        }
        more = typist_sees(t, "i next");
        typist_type(t, "i");
        typist_settle(t);
    }
    for (size_t i = 0; i < PROMPTS; i++) {
        cr_expect(seen[i], "%s", prompts[i]);
    }
    cr_expect_not(typist_sees(t, "i hides"), "behind the last page it goes");
    typist_type(t, "i");
    typist_wait(t, prompts[0]); /* and comes with the first again */
    typist_leave(t);
}

Test(stages, of_a_new_session_are_the_agenda_that_was_printed)
{
    static const char *const agenda[] = {
        "10:00 Welcome",
        "10:05 Overview",
        "10:30 Presentations and Q&A",
        "11:30 Break",
        "11:45 Mapping the system",
        "12:00 What are your challenges?",
        "12:45 Feedback: emerging themes",
        "13:00 Lunch",
        "13:45 Idea generation: responding to the challenges",
        "14:30 Feedback and next steps",
        "15:00 Close",
    };
    day_write(NULL);
    struct typist *t = day_open(24, 80, 9, 30);
    typist_type(t, "D");
    for (size_t i = 0; i < LENGTH(agenda); i++) {
        typist_wait_row(t, 3 + (int)i, agenda[i]);
    }
    typist_type(t, "\x1b");
    typist_wait(t, "q Leave");
    typist_leave(t);
}

Test(stages, start_at_a_time_that_is_asked_for)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_type(t, "o" TAB TAB TAB TAB);
    typist_wait(t, "▶ when the first stage is to begin, as in 11:45");
    typist_type(t, "noon\r");
    typist_wait(t, "That is no time of day. Write it as 11:45");
    typist_type(t, UP "\x15"
                      "9.05" CTRL_S);
    typist_wait_gone(t, "Details of this session");
    typist_type(t, "D");
    typist_wait(t, "09:05 Welcome");
    typist_wait(t, "12:50 Idea generation"); /* 45, 15 and 45 minutes after 11:05 */
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
    static const char *const words[] = {"began the stage ‘Overview’", "started the clock",
                                        "paused the clock with 25:00 left",
                                        "put the clock away",
                                        "took the day back to its beginning"};
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_each(t, "]]tt][[[");
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

Test(stages, a_clock_that_never_ran_in_a_stage_begins_there_and_not_anew)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_type(t, "]]t");
    typist_wait(t, "25:00 left");
    typist_type(t, "[");
    typist_wait_wrapped(t, "5 minutes. Its clock has begun: t pauses it.");
    typist_leave(t);
}

Test(stages, a_clock_that_ran_begins_anew_in_the_next_and_both_are_told_what_it_does)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_type(t, "]t");
    typist_wait(t, "5:00 left");
    typist_type(t, "]");
    typist_wait_wrapped(t, "Overview · 25 minutes. Its clock has begun: t pauses it.");
    typist_wait(t, "25:00 left");
    typist_each(t, "][");
    typist_wait_wrapped(t, "Overview · 25 minutes. Its clock goes on.");
    typist_type(t, "[");
    typist_wait_wrapped(t, "5 minutes. Its clock has begun anew: t pauses it.");
    typist_each(t, "]]]]]]]]]]");
    typist_wait_wrapped(t, "Close. The clock is off: no minutes are planned here.");
    typist_leave(t);
}

Test(stages, that_is_at_hand_is_not_begun_again_from_the_day)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_each(t, "]ttD");
    typist_wait(t, "The day");
    typist_press(t, "\r", "’ is at hand already; its clock is paused.");
    typist_type(t, "tD");
    typist_wait(t, "The day");
    typist_press(t, "\r", "’ is at hand already; its clock goes on.");
    typist_leave(t);
    char *path = test_path("table.json");
    struct ran ran = program_run(NULL, WORDS("roundtable", "log", path));
    const char *begun = strstr(str_text(&ran.out), "began the stage");
    cr_expect(begun && !strstr(begun + 1, "began the stage"), "%s", str_text(&ran.out));
    cr_expect_not(strstr(str_text(&ran.out), "anew"), "%s", str_text(&ran.out));
    ran_finish(&ran);
    free(path);
}

Test(stages, have_their_form_by_two_keys_and_once_it_is_written_in_by_itself)
{
    day_write(NULL);
    struct typist *t = day_open(24, 80, 12, 0);
    typist_each(t, "]]");
    typist_wait_row(t, 0, "Leeds · table 4 · Overview  ");
    typist_type(t, "B");
    typist_wait(t, "Forms: type to find one");
    typist_type(t, "\r");
    typist_wait_row(t, 0, "Leeds · table 4 · Overview · What is a social movement?");
    typist_type(t, "aWe walk\r" ESC);
    typist_wait(t, "1 Understood 1");
    typist_type(t, "]");
    typist_wait_row(t, 0, "Leeds · table 4 · Presentations");
    typist_wait(t, "2 Barriers 2");
    typist_type(t, "[");
    typist_wait_row(t, 0, "Leeds · table 4 · Overview · What is a social movement?");
    typist_leave(t);
}
