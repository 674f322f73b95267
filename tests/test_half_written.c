/* A promise that somebody began and did not finish: at the next meeting it is what it was, told
 * of, and nobody's promise. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/promises.h"
#include "support/tables.h"
#include "support/typist.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(half_written, .init = promises_enter, .fini = folder_finish);

/* A name and no more, of an action of that file. */
static void begin_promise(const char *path, const char *action)
{
    struct typist *t = promises_open(path, 120);
    struct str find = str_of("/%s\r", action), found = str_of("▶ %s", action);
    typist_press(t, find.bytes, found.bytes);
    typist_press(t, "c", "Who and when");
    typist_press(t, "Cleo" ESC, "Put aside");
    typist_leave(t);
    str_finish(&find);
    str_finish(&found);
}

/* It stands in the list once, and the words that stand there are gone on with. */
Test(half_written, a_promise_is_none_at_the_next_meeting_until_it_is_saved_there)
{
    begin_promise("plan.json", "Only an idea");
    EXPECT_RUN(0, "", "", "new", "--after", "plan.json", "next.json");
    struct typist *t = promises_open("next.json", 100);
    typist_wait_wrapped(t, "1 was begun and not finished; C shows it.");
    typist_press(t, "C", "half written          Only an idea");
    cr_expect_not(typist_sees(t, "Half written: 1")); /* and under no other heading */
    typist_press(t, DOWN DOWN DOWN DOWN DOWN "\r", "Who and when: ‘Only an idea’");
    typist_wait_wrapped(t,
                        "Begun at an earlier meeting and not finished: it is no promise "
                        "until it is saved here.");
    typist_wait(t, "Cleo");
    typist_press(t, CTRL_U TAB TAB TAB "do" ESC, "Put aside");
    typist_press(t, "\r", "What was typed here and not finished stands here again.");
    typist_press(t, TAB TAB TAB "ne" CTRL_S, "What came of ‘Only an idea’: done");
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
    expect_field("next.json", "Only an idea", "outcome", "done");
    expect_field("next.json", "Only an idea", "who", "");
}

Test(half_written, a_promise_is_one_where_the_next_meeting_saves_it)
{
    begin_promise("plan.json", "Only an idea");
    EXPECT_RUN(0, "", "", "new", "--after", "plan.json", "next.json");
    EXPECT_RUN(0, "", "", "new", "--after", "next.json", "third.json");
    struct typist *t = promises_open("third.json", 100);
    typist_press(t, "C", "half written          Only an idea");
    struct str screen = STR_EMPTY;
    typist_text(t, &screen);
    const char *once = strstr(screen.bytes, "Only an idea");
    cr_expect(once && !strstr(once + 1, "Only an idea"), "%s", screen.bytes);
    str_finish(&screen);
    typist_press(t, DOWN DOWN DOWN DOWN DOWN "\r", "Who and when: ‘Only an idea’");
    typist_press(t, CTRL_S, "Cleo");
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
    expect_field("third.json", "Only an idea", "who", "Cleo");
}

Test(half_written, alone_is_not_nothing_and_a_meeting_without_a_date_heads_no_days)
{
    tables_write("bare.json", "{\"place\":\"Leeds\",\"table\":\"4\",\"goals\":[{\"text\":"
                              "\"Less sugar\",\"groups\":[\"Swap coats\"]}]}");
    begin_promise("bare.json", "Swap coats");
    EXPECT_RUN(0, "", "", "new", "--after", "bare.json", "next.json");
    struct typist *t = promises_open("next.json", 100);
    typist_wait_wrapped(t, "nothing was promised. T shows what was said. 1 was begun and "
                           "not finished; C shows it.");
    typist_press(t, "C", "A session without a date, Leeds, table 4");
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
}

#define LONG_ACTION                                                                      \
    "Swap coats that children have grown out of at the gates of all five primary "       \
    "schools, each autumn"

/* @draft  what of it is half written */
static void write_long_action(const char *draft)
{
    struct str text = str_of("{\"place\":\"Leeds\",\"date\":\"2017-01-11\",\"goals\":["
                             "{\"text\":\"Warmth\",\"groups\":[{%s\"text\":\"%s\","
                             "\"who\":\"Ben\",\"when\":\"2017-03-01\"}]}]}",
                             draft, LONG_ACTION);
    tables_write("long.json", text.bytes);
    str_finish(&text);
}

/* In the list of promises, from which the form was opened. */
static void begin_outcome(struct typist *t)
{
    typist_press(t, "C", "What was promised");
    typist_press(t, "\r", "What came of it ▶");
    typist_press(t, "ten came", "▶ ten came");
    typist_press(t, ESC, "Put aside: Enter on ‘Swap coats");
}

/* Whatever else is told there, the words are cut and the mark is not. */
Test(half_written,
     a_change_is_marked_as_soon_as_its_form_is_left_behind_words_of_any_length)
{
    static const int cols[] = {60, 80, 120};
    for (size_t i = 0; i < LENGTH(cols); i++) {
        write_long_action("");
        struct typist *t = promises_open("long.json", cols[i]);
        begin_outcome(t);
        typist_wait(t, "… (half written)\n");
        typist_press(t, "\r", "stands here again.");
        typist_press(t, CTRL_U ESC, "Enter Choose");
        typist_wait_gone(t, "half written");
        typist_press(t, ESC, "? Keys");
        typist_leave(t);
    }
}

Test(half_written, a_change_is_marked_beside_what_is_not_settled_and_what_came_of_it)
{
    tables_write("plan.json", promises);
    promise_apart("Ask the council", "text", "Ask the whole council", "Ask the mayor");
    promise_apart("Ask the mayor", "outcome", "they said yes and paid", "they said no");
    struct typist *t = promises_open("plan.json", 60);
    typist_press(t, "C", "What was promised");
    typist_press(t, DOWN "\r", "Who and when: ‘Ask the mayor’");
    typist_press(t, "\x05 now" ESC, "Put aside");
    typist_wait(t, "(not settled; half written)");
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
}

/* One row of several in a narrow column. */
Test(half_written, a_change_is_marked_in_the_grid_before_the_promise_that_stands)
{
    write_long_action("");
    struct typist *t = promises_open("long.json", 80);
    begin_outcome(t);
    typist_press(t, ESC, "? Keys");
    typist_wait_wrapped(t, "(half written; Ben, by 1 Mar)");
    typist_press(t, "/gates\r", "▶ Swap coats");
    typist_wait_wrapped(t, "change to a promise half written: ten came; c goes on, "
                           "Backspace puts it aside · Ben, by 1 Mar");
    typist_leave(t);
}

/* In the grid, above the details: every mark, whatever it tells besides. */
static void expect_whole_marks(const struct typist *t)
{
    static const char *const whole[] = {"(half)", "(half written", "(half\n"};
    struct str screen = STR_EMPTY;
    typist_text(t, &screen);
    *strstr(screen.bytes, "more below") = '\0';
    for (const char *mark = screen.bytes; (mark = strstr(mark, "(half")); mark++) {
        bool is = false;
        for (size_t i = 0; i < LENGTH(whole); i++) {
            is = is || strncmp(mark, whole[i], strlen(whole[i])) == 0;
        }
        cr_expect(is, "%s", screen.bytes);
    }
    cr_expect_not(strstr(screen.bytes, "written; …") || strstr(screen.bytes, "writt…"),
                  "%s", screen.bytes);
    str_finish(&screen);
}

/* The last action of the second goal has one row, or two where they are wide. */
Test(half_written, is_marked_whole_where_no_row_is_left_to_tell_of_what)
{
    static const char *const marks[] = {"ch… (half)", "… (half)", "… (half written)"};
    tables_write("long.json",
                 "{\"place\":\"Leeds\",\"goals\":[{\"text\":\"Warmth\",\"groups\":["
                 "{\"text\":\"" LONG_ACTION "\",\"who\":\"Ben\",\"when\":\"2017-03-01\","
                 "\"draft:form:promise\":\"outcome: ten came\"},{\"text\":\"Sew curtains "
                 "for all who are old\",\"draft:form:promise\":\"who: Be\"}]},{\"text\":"
                 "\"Two\",\"groups\":[{\"text\":\"Bake with all who would like to\","
                 "\"who\":\"Ben\",\"when\":\"2017-03-01\",\"draft:form:promise\":"
                 "\"outcome: ten came\"},{\"text\":\"Tea\"},{\"text\":\"Cake\"},"
                 "{\"text\":\"Sew curtains for all in the old street who would like "
                 "some\",\"draft:form:promise\":\"who: Be\"}]},{\"text\":\"Three\"},"
                 "{\"text\":\"Four\"},{\"text\":\"Five\"},{\"text\":\"Six\"}]}");
    for (size_t i = 0; i < LENGTH(marks); i++) {
        struct typist *t = promises_open("long.json", 80 + 20 * (int)i);
        typist_wait(t, marks[i]);
        expect_whole_marks(t);
        typist_leave(t);
    }
}

Test(half_written, a_change_is_told_at_the_next_meeting_and_by_what_leaves)
{
    write_long_action("\"draft:form:promise\":\"outcome: ten came\",");
    EXPECT_RUN(0, "", "", "new", "--after", "long.json", "next.json");
    struct typist *t = promises_open("next.json", 80);
    typist_wait_wrapped(t, "1 promise, nobody said yet what came of it; a change to 1 is "
                           "half written. C shows it.");
    typist_press(t, "C", "… (half written)\n");
    typist_press(t, ESC, "? Keys");
    typist_type(t, "q");
    typist_end(t);
    cr_expect(typist_sees(t, "A change to a promise is half written: C, then Enter on"));
    typist_free(t);
    EXPECT_RUN(3, "", "1 change to a promise is half written and not in it", "export",
               "-f", "promises", "next.json");
}

/* Opened again it is told as it was on leaving: of who does it came nothing yet. */
Test(half_written, a_promise_begun_at_the_next_meeting_is_told_when_that_is_opened_again)
{
    static const char *const told = "promise is half written: C, then Enter on";
    EXPECT_RUN(0, "", "", "new", "--after", "plan.json", "next.json");
    program_env("SOURCE_DATE_EPOCH", "1487764860"); /* a minute later */
    struct typist *t = promises_open("next.json", 100);
    typist_press(t, "gWarm homes\r", "Added ‘Warm homes’"); /* so it has met */
    typist_press(t, ESC, "? Keys");
    typist_press(t, "C", "Only an idea");
    typist_press(t, DOWN DOWN DOWN DOWN DOWN "\r", "Who and when: ‘Only an idea’");
    typist_press(t, "Cleo" ESC, "Put aside");
    typist_press(t, ESC, "? Keys");
    typist_type(t, "q");
    typist_end(t);
    cr_expect(typist_sees(t, told));
    typist_free(t);
    t = promises_open("next.json", 100);
    typist_wait(t, told);
    cr_expect_not(typist_sees(t, "What came of"));
    typist_leave(t);
}

/* As where the table is chosen that meets again, with what was begun of a promise that is to be. */
Test(half_written, is_counted_where_the_promises_of_several_tables_are)
{
    tables_write("long.json",
                 "{\"place\":\"Leeds\",\"table\":\"1\",\"goals\":[{\"text\":\"Warmth\","
                 "\"groups\":[{\"text\":\"" LONG_ACTION "\",\"who\":\"Ben\"},"
                 "{\"text\":\"Only an idea\"}]}]},"
                 "{\"place\":\"Hull\",\"table\":\"2\",\"goals\":[]}");
    begin_promise("long.json", "Only an idea");
    struct typist *t = promises_open("long.json", 80);
    begin_outcome(t);
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
    t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "▶ long.json");
    typist_press(t, "f", "Which table meets again?");
    typist_wait(t, "1 promise      Leeds, table 1 (2 half written)");
    typist_wait(t, "0 promises     Hull, table 2\n");
    typist_press(t, ESC, "▶ long.json");
    typist_leave(t);
}

/* Whoever leaves it for the home screen is told as whoever leaves for the shell is. */
Test(half_written, what_is_left_for_the_home_screen_is_told_there)
{
    write_long_action("");
    typist_leave(promises_open("long.json", 80)); /* which makes it a recent one */
    struct typist *t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "▶ long.json");
    typist_press(t, "\r", "? Keys");
    begin_outcome(t);
    typist_press(t, ESC, "? Keys");
    typist_press(t, "q", "All is saved; q leaves roundtable.");
    typist_wait_wrapped(t,
                        "Left in that session: A change to a promise is half written: ");
    typist_leave(t);
}

/* As it does what others promise: at the row that is selected, as long as it is there. */
Test(half_written, what_another_window_begins_comes_into_the_list_that_is_open)
{
    struct typist *one = window_of("Kemi F", "plan.json");
    struct typist *other = window_of("Sam F", "plan.json");
    typist_wait(one, "with Sam F");
    typist_press(one, "C", "What was promised");
    typist_press(one, DOWN, "▶1 Mar");
    typist_press(other, "/Only\r", "▶ Only an");
    typist_press(other, "c", "Who and when");
    typist_press(other, "Zoe" ESC, "Put aside");
    typist_wait(one, "Half written: 1; 1 has a name but no date");
    typist_wait(one, "▶1 Mar");
    typist_press(one, "Habit",
                 "▶1 Mar           Zoe"); /* what is typed here stays, too */
    typist_press(other, "c", "stands here again.");
    typist_press(other, TAB "tomorrow" CTRL_S, "Zoe, by 23 February 2017, for");
    typist_wait(other, "Zoe, by 23 Feb");
    typist_settle(one);
    cr_expect(typist_sees(one, "Habit\n") && !typist_sees(one, "Only an idea"));
    typist_press(one, "\x15", "23 Feb ");
    typist_wait_gone(one, "Half written:");
    typist_press(one, DOWN DOWN, "▶1 Mar           Ana");
    typist_press(other, "/council\r", "▶ Ask the");
    typist_press(other, "d", "Deleted ‘Ask the council’");
    typist_settle(one);
    cr_expect(
        typist_sees(one, "▶1 Mar           Ana")); /* what Enter chooses stays there */
    typist_press(one, DOWN, "▶1 Mar           Zoe");
    typist_wait_gone(one, "Ana");
    typist_press(other, "u", "Undid");
    typist_wait(one, "Ana");
    typist_press(one, UP "\r", "Who and when: ‘Ask the council’");
    typist_press(one, ESC, "What was promised");
    typist_press(one, ESC, "? Keys");
    typist_leave(one);
    typist_wait_gone(other, "with Kemi F");
    typist_leave(other);
}

/* Forms are boxes, too: none of two takes the other's lines. */
Test(half_written, a_form_of_another_window_stays_theirs)
{
    struct typist *one = window_of("Kemi F", "plan.json");
    struct typist *other = window_of("Sam F", "plan.json");
    typist_wait(one, "with Sam F");
    typist_press(one, "o", "Details of this session");
    typist_press(one,
                 "\x15"
                 "Sugar" ESC,
                 "Put aside");
    typist_press(one, "g", "New goal");
    typist_press(one, "Trees\r", "Added ‘Trees’");
    typist_wait(other, "Trees"); /* and what came before it is known there, too */
    typist_press(other, "o", "What Kemi F has half written here stays as it is.");
    typist_wait(other, "This is your own.");
    cr_expect_not(typist_sees(other, "Sugar"));
    typist_press(other,
                 "\x15"
                 "Salt" ESC,
                 "Put aside");
    typist_leave_box(one);
    typist_press(one, "o", "What was typed here and not finished stands here again.");
    cr_expect(typist_sees(one, "Sugar") && !typist_sees(one, "Salt"));
    typist_press(one, ESC, "Put aside");
    typist_leave(one);
    typist_wait_gone(other, "with Kemi F");
    typist_press(other, "o", "stands here again. 1 more waits here.");
    typist_wait(other, "Salt");
    typist_press(other, CTRL_S, "Changed the details: title");
    typist_press(other, "o", "What Kemi F typed here and did not finish");
    typist_wait(other, "Sugar");
    typist_press(other, ESC, "Put aside");
    typist_leave(other);
}

/* The clock of the laptop that met before may have been ahead. */
Test(half_written, a_draft_that_was_left_draws_nobody_back_to_the_earlier_table)
{
    text_file_write(
        "ahead.json",
        "{\"edits\":[{\"key\":\"aaaa.1\",\"at\":\"2017-02-22T21:00:00.000Z\",\"by\":"
        "\"Ana\","
        "\"of\":\"session:s\",\"set\":{\"title\":\"Warmth\",\"date\":\"2017-02-22\"}},{"
        "\"key\":"
        "\"aaaa.2\",\"at\":\"2017-02-22T21:01:00.000Z\",\"by\":\"Ana\",\"of\":\"goal:g\","
        "\"set\":"
        "{\"session\":\"session:s\",\"place\":\"V\",\"text\":\"Less "
        "waste\"}},{\"key\":\"aaaa.3\","
        "\"at\":\"2017-02-22T21:02:00.000Z\",\"by\":\"Ana\",\"of\":\"goal:g\",\"set\":{"
        "\"draft:barriers\":\"14/12\"}}]}");
    EXPECT_RUN(0, "", "", "new", "--after", "ahead.json", "next.json");
    for (int again = 0; again < 2; again++) {
        struct typist *t =
            typist_start(24, 80, WORDS("roundtable", "--by", "Ana", "next.json"));
        typist_wait(t, "Last time, 22 February 2017");
        typist_wait(t, "1 Goals 0");
        cr_expect_not(typist_sees(t, "14/12"));
        typist_leave(t);
    }
}

/* Until what the other window did has come. */
static void choose_until_gone(struct typist *t)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    typist_press(t, "\r", "");
    while (!typist_sees(t, "deleted meanwhile.") && program_clock_ms() < until_ms) {
        typist_press(t, typist_sees(t, "Who and when") ? ESC : "\r", "");
        typist_settle(t);
    }
    typist_wait(t, "deleted meanwhile.");
}

/* Enter on a row whose entry is there no more ended the program. */
Test(half_written,
     what_another_window_took_away_under_the_selected_row_is_said_to_be_gone)
{
    struct typist *one = window_of("Kemi F", "plan.json");
    struct typist *other = window_of("Sam F", "plan.json");
    typist_wait(one, "with Sam F");
    typist_press(other, "/Only\r", "▶ Only an");
    typist_press(other, "aFlu jabs\r" ESC, "▶ Flu jabs");
    typist_settle(one);
    typist_press(one, "C", "What was promised");
    typist_press(one, "Flu", "Flu jabs");
    typist_press(other, "u", "Undid: added");
    choose_until_gone(one);
    typist_press(one, ESC, "? Keys");
    typist_press(one, "C", "What was promised");
    typist_press(one, "Only", "Only an");
    typist_press(other, "/Only\rd", "Deleted ‘Only an");
    choose_until_gone(one);
    typist_press(one, ESC, "? Keys");
    typist_leave(one);
    typist_leave(other);
}
