/* The session that follows up another: how it begins, and what it shows of last time. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/promises.h"
#include "support/tables.h"
#include "support/typist.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(follow_up, .init = promises_enter, .fini = folder_finish);

Test(follow_up, a_new_file_holds_the_earlier_one_and_a_table_that_follows_it)
{
    char *before = text_file_read("plan.json");
    EXPECT_RUN(0, "next.json: a new session that follows up plan.json", "", "new",
               "--after", "plan.json", "next.json");
    char *after = text_file_read("plan.json");
    cr_expect_str_eq(after, before, "the earlier file was changed");
    free(before);
    free(after);
    EXPECT_RUN(0, "next.json: tables 2, goals 2, notes 6", "", "check", "next.json");
    EXPECT_RUN(
        0, "began the table: title ‘Warmth’, place ‘Leeds’, date ‘2017-02-22’, table ‘4’",
        "", "log", "next.json");
    EXPECT_RUN(0, "followed up Leeds, table 4, 2017-01-11, Warmth", "", "log",
               "next.json");
    EXPECT_RUN(0, "only in next.json: this table", "", "diff", "plan.json", "next.json");
    EXPECT_RUN(0, "next.json: tables 2", "", "merge", "-o", "next.json", "next.json",
               "plan.json");
    EXPECT_RUN(1, "", "next.json: exists already", "new", "--after", "plan.json",
               "next.json");
    EXPECT_RUN(1, "", "plan.json: exists already", "new", "--after", "plan.json",
               "plan.json");
    EXPECT_RUN(1, "", "none.json", "new", "--after", "none.json", "other.json");
    text_file_write("empty.json", "{\"sessions\":[]}");
    EXPECT_RUN(1, "", "empty.json: holds no session that could be followed up", "new",
               "--after", "empty.json", "other.json");
    EXPECT_RUN(0, "", "", "new", "--after", "next.json", "--place", "Hull", "--date",
               "2017-06-01", "-t", "rsa-deck", "third.json");
    EXPECT_RUN(0, "followed up Leeds, table 4, 2017-02-22, Warmth", "", "log",
               "third.json");
    EXPECT_RUN(0,
               "place ‘Hull’, date ‘2017-06-01’, table ‘4’, template ‘System map and "
               "action plan, stakeholders first’",
               "", "log", "third.json");
}

Test(follow_up, a_table_that_met_twice_is_one_when_its_file_is_opened)
{
    EXPECT_RUN(0, "", "", "new", "--after", "plan.json", "next.json");
    struct typist *t = promises_open("next.json", 80);
    typist_wait(t, "Last time, 11 January 2017");
    typist_press(t, "M", "What was said, the newest first");
    cr_expect_not(typist_sees(t, "This file holds"));
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
}

Test(follow_up, it_says_what_is_known_of_last_time)
{
    static const char *const rows[][2] = {
        {"{\"date\":\"2017-01-11\",\"goals\":[{\"text\":\"g\",\"groups\":["
         "{\"text\":\"Sew\",\"who\":\"Ben\"}]}]}",
         "Last time, 11 January 2017: 1 promise, nobody said yet what came of it. C\n "
         "shows it."},
        {"{\"title\":\"no day\",\"goals\":[{\"text\":\"g\",\"groups\":["
         "{\"text\":\"Sew\",\"outcome\":\"sewn\"}]}]}",
         "Last time: 1 promise, 1 with what came of it. C shows it."},
        {"{\"date\":\"2017-01-11\"}",
         "Last time, 11 January 2017, nothing was promised. T shows what was said."},
        {"{\"id\":\"a\",\"date\":\"2017-01-11\",\"goals\":[{\"text\":\"g\",\"groups\":["
         "{\"text\":\"Sew\",\"who\":\"Ben\"}]}]},"
         "{\"id\":\"b\",\"after\":\"a\",\"date\":\"2017-02-11\"}",
         "At an earlier meeting, 11 January 2017: 1 promise, nobody said yet what came"},
        {"{\"table\":\"1\",\"date\":\"2017-01-11\",\"goals\":[{\"text\":\"g\",\"groups\":"
         "["
         "{\"text\":\"Sew\",\"who\":\"Ben\"}]}]},{\"table\":\"2\",\"date\":\"2017-01-"
         "11\"}",
         "Last time, 11 January 2017, nothing was promised at this table; other tables\n "
         "made 1 promise. T shows what was said."},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        tables_write("before.json", rows[i][0]);
        unlink("after.json");
        EXPECT_RUN(0, "", "", "new", "--after", "before.json", "after.json");
        struct typist *t = typist_start(24, 80, WORDS("roundtable", "after.json"));
        typist_wait(t, rows[i][1]);
        typist_leave(t);
    }
}

Test(follow_up, the_journal_of_the_earlier_file_counts)
{
    struct writer w;
    writer_open(&w, "busy.json", 7);
    writer_goal(&w, "said early");
    writer_save(&w);
    writer_journal_goal(&w, "said late");
    EXPECT_RUN(0, "", "", "new", "--after", "busy.json", "next.json");
    writer_close(&w);
    EXPECT_RUN(0, "said late", "", "export", "next.json");
}

Test(follow_up, it_opens_at_the_new_table_and_takes_what_came_of_the_promises)
{
    EXPECT_RUN(0, "", "", "new", "--after", "plan.json", "next.json");
    struct typist *t = typist_start(24, 80, WORDS("roundtable", "next.json"));
    typist_wait(t, "Last time, 11 January 2017: 5 promises, 1 with what came of them. C "
                   "shows\n them.");
    typist_wait(t, "1 Goals 0");
    typist_type(t, "C");
    typist_wait(t, " 11 January 2017, Leeds, table 4\n▶was due 21 Feb  nobody yet");
    typist_wait(t, "‘Taste | water’ of ‘Less sugar’");
    typist_type(t, "\x1b[A"); /* a heading is not to be selected */
    typist_type(t, "\r");
    typist_wait(t, "Who and when: ‘Taste | water’");
    typist_type(t, TAB TAB TAB "thirty came" CTRL_S);
    typist_wait(t, "21 Feb          nobody yet      Taste | water: thirty came");
    typist_type(t, ESC);
    typist_wait(t, "What came of ‘Taste | water’: thirty came");
    typist_wait(t, "1 Goals 0");
    typist_type(t, "gNew goal\r" ESC);
    typist_wait(t, "1 Goals 1");
    typist_type(t, "G2aLend tools\r" ESC);
    typist_wait(t, "Organisations 1");
    typist_type(t, "cAna" CTRL_S);
    typist_wait(t, "Ana, for ‘Lend tools’.");
    typist_type(t, "C");
    typist_wait(t, " 22 February 2017, Leeds, table 4\n no date         Ana             "
                   "Lend tools");
    typist_type(t, DOWN DOWN DOWN DOWN DOWN);
    typist_wait(t, "‘Lend tools’ of ‘New goal’: Ana");
    typist_type(t, "\x1b[A"); /* over the heading */
    typist_wait(t, "‘Swap coats’ of ‘Warmer homes’");
    typist_type(t, ESC);
    typist_type(t, "T");
    typist_wait(t, "2017-01-11");
    typist_type(t, ESC);
    typist_wait(t, "? Keys");
    typist_leave(t);
    expect_field("next.json", "Taste | water", "outcome", "thirty came");
    expect_field("plan.json", "Taste | water", "outcome", "");
    EXPECT_RUN(0, "", "", "merge", "-o", "plan.json", "plan.json", "next.json");
    expect_field("plan.json", "Taste | water", "outcome", "thirty came");
}

/* What came of a promise is written at the table that meets now; there one goes on. */
Test(follow_up, it_opens_again_where_it_meets_and_not_where_the_promise_was)
{
    EXPECT_RUN(0, "", "", "new", "--after", "plan.json", "next.json");
    struct typist *t = typist_start(24, 80, WORDS("roundtable", "next.json"));
    typist_wait(t, "Last time, 11 January 2017");
    typist_enter(t, "gNew goal", "1 Goals 1");
    typist_press(t, "C", " 11 January 2017, Leeds, table 4");
    typist_press(t, "\r", "Who and when: ‘Taste | water’");
    typist_press(t, TAB TAB TAB "thirty came" CTRL_S, "water: thirty came");
    typist_press(t, ESC, "1 Goals 1");
    typist_leave(t);
    t = typist_start(24, 80, WORDS("roundtable", "next.json"));
    typist_wait(t, "▶New goal");
    typist_press(t, "C", " 11 January 2017, Leeds, table 4");
    typist_press(t, "\r", "Who and when: ‘Taste | water’");
    typist_press(t, TAB TAB TAB CTRL_U "forty" ESC, /* over the list, by its keys */
                 "Put aside: Enter on ‘Taste | water’ goes on with it.");
    cr_expect_not(typist_sees(t, "Backspace"));
    typist_press(t, "\r", "not finished stands here again");
    typist_press(t, ESC, "Put aside: Enter on");
    typist_press(t, ESC, "1 Goals 1");
    typist_leave(t);
    t = typist_start(24, 80, WORDS("roundtable", "next.json"));
    typist_wait(t, "▶New goal");
    typist_leave(t);
}

static const char seminar[] =
    "{\"id\":\"a\",\"title\":\"Warmth\",\"place\":\"Leeds\",\"table\":\"1\","
    "\"date\":\"2017-01-11\",\"goals\":[{\"text\":\"Less waste\",\"groups\":["
    "{\"text\":\"Sew\",\"who\":\"Ben\"}]}]},"
    "{\"id\":\"b\",\"title\":\"Warmth\",\"place\":\"Leeds\",\"table\":\"2\","
    "\"date\":\"2017-01-11\",\"goals\":[]}";

/* Whichever was last would be followed up without a word, and the promises of the others not
 * be asked about. */
Test(follow_up, of_several_tables_the_one_that_meets_again_is_chosen)
{
    tables_write("seminar.json", seminar);
    struct typist *t = typist_start(24, 80, WORDS("roundtable", "seminar.json"));
    typist_leave(t);
    t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "▶ seminar.json");
    typist_press(t, "f", "Which table meets again?");
    typist_wait(t, "1 promise      Leeds, table 1");
    typist_wait(t, "0 promises     Leeds, table 2");
    typist_press(t, ESC, "? Keys");
    typist_wait(t, "▶ seminar.json");
    typist_press(t, "f", "Which table meets again?");
    typist_press(t, "\r", "Last time, 11 January 2017: 1 promise");
    typist_wait(t, "Leeds · table 1");
    typist_leave(t);
}

Test(follow_up, by_ear_the_number_of_a_table_is_told_from_that_of_its_promises)
{
    tables_write("seminar.json", seminar);
    free(output_of(WORDS("sh", "-c", "echo read | exec \"$0\" --accessible seminar.json",
                         program_path())));
    char *said = output_of(WORDS("sh", "-c",
                                 "exec \"$0\" --accessible <<!\n"
                                 "follow-up\n2\nwhere\n!\n",
                                 program_path()));
    expect_part(said, "\n1, 1 promise: Leeds, table 1, ");
    expect_part(said, "\n2, 0 promises: Leeds, table 2, ");
    expect_part(said, "No goal yet");
    free(said);
}

Test(follow_up, a_number_says_which_of_several_tables_meets_again)
{
    tables_write("seminar.json", seminar);
    EXPECT_RUN(0, "", "", "new", "--after", "seminar.json", "--table", "1", "one.json");
    EXPECT_RUN(0, "followed up Leeds, table 1, 2017-01-11, Warmth", "", "log",
               "one.json");
    EXPECT_RUN(0, "", "", "new", "--after", "seminar.json", "--table", "9", "nine.json");
    EXPECT_RUN(0, "followed up Leeds, table 2, 2017-01-11, Warmth", "", "log",
               "nine.json");
}

Test(follow_up, a_table_that_met_again_is_one_table_in_counts)
{
    tables_write(
        "met.json",
        "{\"id\":\"a\",\"place\":\"Leeds\",\"table\":\"1\",\"date\":\"2017-01-11\","
        "\"goals\":[\"Warmth\",\"Walking\"]},"
        "{\"id\":\"b\",\"place\":\"Leeds\",\"table\":\"2\",\"date\":\"2017-01-11\","
        "\"goals\":[\"Walking\"]},"
        "{\"place\":\"Leeds\",\"table\":\"1\",\"date\":\"2017-06-11\",\"after\":"
        "\"a\",\"goals\":[\"Warmth\",\"Walking\"]}");
    char *text = OUTPUT_OF("themes", "met.json");
    expect_part(text, "What we heard: 2 tables in Leeds, January to June 2017\n");
    expect_part(text, "  2 ██████████ Walking\n");
    expect_part(text, "\nSaid at one table only\n");
    expect_part(text, "\n  - Warmth (Leeds 1 (11 January 2017), 1 (11 June 2017))\n");
    free(text);
    text = OUTPUT_OF("export", "-f", "text", "--for", "commissioners", "met.json");
    expect_part(text, "\n     2  Tables\n");
    free(text);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "met.json"));
    typist_type(t, "S");
    typist_wait(t, "What recurs · 2 tables");
    typist_type(t, TAB);
    typist_wait(t, "2  Walking");
    typist_type(t, "p");
    typist_wait(t, "Leeds");
    typist_type(t, "Leeds\r"); /* counted anew, within that place */
    typist_wait(t, "What recurs · 2 tables · Leeds");
    typist_wait(t, "2  Walking");
    typist_type(t, ESC);
    typist_leave(t);
}

Test(follow_up, a_table_alone_with_its_follow_up_is_one_table)
{
    tables_write("met.json", "{\"id\":\"a\",\"table\":\"1\",\"goals\":[\"Warmth\"]},"
                             "{\"table\":\"1\",\"after\":\"a\",\"goals\":[\"Warmth\"]}");
    char *text = OUTPUT_OF("themes", "met.json");
    expect_part(text, "There is one table only, so nothing is shared with others.");
    free(text);
}

Test(follow_up, it_can_be_begun_on_the_home_screen)
{
    typist_leave(promises_open("plan.json", 80)); /* which makes it a recent one */
    struct typist *t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "f Follow up");
    typist_type(t, "f");
    typist_wait(t, "Last time, 11 January 2017: 5 promises");
    typist_wait_wrapped(t, "2017-02-22-leeds-table-4-warmth.json as you type.");
    typist_type(t, "gNight buses\r");
    typist_wait(t, "Added ‘Night buses’");
    typist_type(t, ESC);
    typist_leave(t);
    t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "table 4, Leeds, 2017-02-22, met 2 times: Warmth");
    typist_type(t, DOWN);
    typist_wait(t, "table 4, Leeds, 2017-01-11: Warmth");
    typist_leave(t);
    char *path = test_path("roundtable/2017-02-22-leeds-table-4-warmth.json");
    EXPECT_RUN(0, "tables 2, goals 3, notes 6", "", "check", path);
    free(path);
    t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "f Follow up");
    typist_type(t, DOWN DOWN DOWN "f");
    typist_wait(t, "Select a recent session; f then begins one that follows it up.");
    typist_leave(t);
}

/* Nobody has met, so no file says so. */
Test(follow_up, one_that_was_begun_in_vain_is_not_kept)
{
    typist_leave(promises_open("plan.json", 80));
    struct typist *t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "f Follow up");
    typist_type(t, "f");
    typist_wait(t, "Last time, 11 January 2017: 5 promises");
    typist_type(t, "q");
    typist_wait(t, "No follow-up was kept: nothing was said. All is saved; q leaves");
    cr_expect_not(typist_sees(t, "met 2 times"));
    typist_type(t, "f");
    typist_wait(t, "Last time, 11 January 2017: 5 promises");
    typist_leave(t);
    t = typist_start(24, 80, WORDS("roundtable"));
    typist_wait(t, "table 4, Leeds, 2017-01-11: Warmth");
    cr_expect_not(typist_sees(t, "met 2 times"));
    typist_leave(t);
    cr_expect(access("roundtable/2017-02-22-leeds-table-4-warmth.json", F_OK) != 0);
    cr_expect(access("plan.json", F_OK) == 0);
}

Test(follow_up, undoing_at_an_earlier_table_leaves_the_grid_as_it_is)
{
    EXPECT_RUN(0, "", "", "new", "--after", "plan.json", "next.json");
    struct typist *t = typist_start(24, 80, WORDS("roundtable", "next.json"));
    typist_wait(t, "Last time, 11 January 2017");
    typist_type(t, "C");
    typist_wait(t, "‘Taste | water’ of ‘Less sugar’");
    typist_type(t, "\rAna" CTRL_S);
    typist_wait(t, "Ana, by 21 February 2017, for ‘Taste | water’.");
    typist_type(t, ESC);
    typist_type(t, "u");
    typist_wait(t, "Undid: promised ‘Taste | water’: Ana");
    typist_wait(t, "System map");
    typist_wait(t, "1 Goals 0");
    typist_leave(t);
}
