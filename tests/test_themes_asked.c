/* What an organiser is asked about twenty tables, and what she is told while she answers. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

/* Three that say the same in pairs, each under a goal of its own. */
static void write_shame(void)
{
    enter_folder();
    tables_write("1.json", "{\"place\": \"Leeds\", \"table\": \"1\", \"goals\": ["
                           "{\"text\": \"Learn English\", \"barriers\": ["
                           "{\"text\": \"Stigma\"}, {\"text\": \"Dark streets\"}]}]}");
    tables_write("2.json", "{\"place\": \"Leeds\", \"table\": \"2\", \"goals\": ["
                           "{\"text\": \"Less loneliness\", \"barriers\": ["
                           "{\"text\": \"What people might say\"},"
                           "{\"text\": \"Lack of time\"}]}]}");
    tables_write("3.json", "{\"place\": \"Hull\", \"table\": \"1\", \"goals\": ["
                           "{\"text\": \"Healthy food for families\", \"barriers\": ["
                           "{\"text\": \"embarrassed to say\"},"
                           "{\"text\": \"Long distances\"}]}]}");
    free(OUTPUT_OF("merge", "-o", "all.json", "1.json", "2.json", "3.json"));
}

TestSuite(themes_asked, .init = write_shame, .fini = folder_finish);

static struct typist *open_themes(int rows, int cols)
{
    struct typist *t = typist_start(rows, cols, WORDS("roundtable", "all.json"));
    typist_wait(t, "This file holds 3 tables");
    typist_type(t, "S\x0c");
    typist_wait(t, "What recurs");
    return t;
}

/* "embarrassed to say" is not "What people might say"; but "Stigma" is. */
static struct typist *keep_apart_and_join(void)
{
    struct typist *t = open_themes(24, 80);
    typist_wait(t, "1 of 3 · Barriers to change · alike: embarrassed, say");
    typist_type(t, "n");
    typist_wait(t, "Kept ‘embarrassed to say’ and ‘What people might say’ apart.");
    typist_wait(t, "1 of 2");
    typist_wait(t, "Stigma                                   What people");
    typist_type(t, UP "y"); /* it was read */
    typist_wait(t, "2 tables now. u undoes it.");
    return t;
}

Test(themes_asked, what_joins_a_theme_later_is_asked_about_though_a_part_was_kept_apart)
{
    struct typist *t = keep_apart_and_join();
    typist_wait(t, "1 of 1 · Barriers to change · kept apart from a part of it · ");
    typist_wait(t, "embarrassed to say");
    typist_type(t, UP "n");
    typist_wait(t, "Proposals 0");
    typist_type(t, "u");
    typist_wait(t, "1 of 1");
    typist_leave(t);
}

Test(themes_asked, who_joins_what_was_kept_apart_is_told)
{
    struct typist *t = keep_apart_and_join();
    typist_type(t, UP "y");
    typist_wait(t, "3 tables now, though some of it was\n kept apart. u undoes it.");
    typist_leave(t);
}

Test(themes_asked, joining_by_hand_what_was_kept_apart_says_so)
{
    struct typist *t = open_themes(24, 80);
    typist_type(t, "n");
    typist_wait(t, "apart. u undoes it.");
    typist_type(t, TAB TAB "2/embarr\r");
    typist_wait(t, "▶ embarrassed to say");
    typist_type(t, "J");
    typist_wait(t, "into which?");
    typist_type(t, "people");
    typist_wait_gone(t, "Dark streets");
    typist_type(t, "\r");
    typist_wait(t, "though\n some of it was kept apart. u undoes it.");
    typist_leave(t);
}

Test(themes_asked, a_proposal_shows_the_goals_and_uses_the_rows_there_are)
{
    struct typist *t = open_themes(24, 80);
    typist_wait(
        t, "\n · Hull, table 1 · under ‘Healthy food    · Leeds, table 2 · under ‘Less");
    typist_wait(t, "\n   for families’                            loneliness’\n");
    typist_leave(t);
}

Test(themes_asked, a_new_search_begins_empty_and_selects_the_first_it_finds)
{
    struct typist *t = open_themes(24, 80);
    typist_type(t, TAB TAB "2/long\r");
    typist_wait(t, "▶ Long distances");
    typist_wait(t, "with ‘long’");
    typist_type(t, "/");
    typist_wait(t, "\n /\n");
    typist_wait(t, "with ‘long’");
    typist_type(t, "a\r");
    typist_wait(t, "with ‘a’");
    typist_wait_row(t, 4, " ▶ ");
    typist_leave(t);
}

Test(themes_asked, a_search_goes_to_the_column_that_has_it_and_names_it)
{
    struct typist *t = open_themes(24, 80);
    typist_type(t, TAB TAB "1/distances");
    typist_wait(t, "1 Goals 0  2 Barriers 1  3 Stak");
    typist_wait(t, "Nothing with these words in Goals; Enter goes to Barriers to change, "
                   "which has\n 1.");
    typist_type(t, "\r");
    typist_wait(t, "▶ Long distances");
    typist_wait(t, "Nothing with these words in Goals: this is Barriers to change.");
    typist_type(t, "1");
    typist_wait(t, "in Goals; 2 goes to Barriers to change, which has 1.");
    typist_type(t, "\x1b[Z");
    typist_wait(t, "on this page; Tab goes on to the others: Lone voices\n has 1.");
    typist_leave(t);
}

Test(themes_asked, space_on_the_last_row_says_what_it_does)
{
    struct typist *t = open_themes(24, 80);
    typist_type(t, TAB TAB "2\x1b[F");
    typist_wait(t, "▶ What people might say");
    typist_type(t, " ");
    typist_wait(t, "Marked, the last one here: ‘What people might say’.");
    typist_wait(t, "1 marked");
    typist_type(t, " ");
    typist_wait(t, "The mark is off: ‘What people might say’.");
    typist_wait_gone(t, "1 marked");
    typist_leave(t);
}

Test(themes_asked, esc_from_a_search_goes_on_with_what_was_not_put_off)
{
    struct typist *t = open_themes(24, 80);
    typist_wait(t, "embarrassed to say                       What people might say");
    typist_type(t, "l");
    typist_wait(t, "1 of 2, 1 put off");
    typist_wait(t, "Stigma                                   What people");
    typist_type(t, "\x1b[B");
    typist_wait(t, "2 of 2, 1 put off");
    typist_type(t, "l");
    typist_wait(t, "1 of 1, 2 put off");
    typist_type(t, "/embarrassed\r");
    typist_wait(t, "Put off: 1 of 2");
    typist_type(t, ESC);
    typist_wait(t, "1 of 1, 2 put off");
    typist_leave(t);
}

Test(themes_asked, columns_keep_their_names_where_a_page_has_nothing_of_them)
{
    struct typist *t = open_themes(24, 80);
    typist_wait(t, "\n 0 All  1 Goals  2 Barriers 3  3 Sta");
    typist_type(t, "/stigma");
    typist_wait(t, "with ‘stigma’");
    typist_wait(t, "\n 0 All  1 Goals  2 Barriers 2  3 Sta");
    typist_type(t, "\r");
    typist_wait(t, "y Same");
    typist_leave(t);
}

Test(themes_asked, esc_that_leaves_says_so_and_a_goal_that_moved_can_go_back)
{
    struct typist *t = open_themes(24, 80);
    typist_type(t, ESC);
    typist_wait(t, "Back in the grid; S opens what recurs again.");
    typist_type(t, "u");
    typist_wait(t, "Nothing to undo of what was done here today");
    typist_leave(t);
}

/* The two of time are as near as those of buses, of which three tables speak then. */
Test(themes_asked, what_an_answer_brings_before_the_next_is_not_left_behind)
{
    static const char *const buses[] = {"Lack of buses", "No buses", "Shortage of buses"};
    static const char *const time[] = {"Lack of time", "No time", "Dark streets"};
    static const char *const names[] = {"1.json", "2.json", "3.json"};
    for (size_t i = 0; i < 3; i++) {
        struct str top = str_of("{\"place\": \"Leeds\", \"table\": \"%zu\", \"goals\": ["
                                "{\"text\": \"Goal\", \"barriers\": ["
                                "{\"text\": \"%s\"}, {\"text\": \"%s\"}]}]}",
                                i + 1, buses[i], time[i]);
        tables_write(names[i], top.bytes);
        str_finish(&top);
    }
    cr_assert_eq(remove("all.json"), 0);
    free(OUTPUT_OF("merge", "-o", "all.json", names[0], names[1], names[2]));
    struct typist *t = open_themes(24, 80);
    typist_wait(t, "1 of 4");
    typist_type(t, "\x1b[B");
    typist_wait(t, "2 of 4");
    typist_type(t, "n");
    typist_wait(t, "2 of 3 · Barriers to change · alike: time");
    typist_type(t, "\x1b[A");
    typist_wait(t, "Lack of buses                            No buses");
    typist_type(t, "y");
    typist_wait(t, "1 of 2 · Barriers to change · came by your last answer · kept apart");
    typist_wait(t, "Shortage of buses");
    typist_type(t, UP "n");
    typist_wait(t, "1 of 1 · Barriers to change · alike: time");
    typist_leave(t);
}

/* As it leaves a list: all columns stand before the first of them. */
Test(themes_asked, the_arrow_leaves_from_the_first_column)
{
    struct typist *t = open_themes(24, 80);
    typist_press(t, "\x1b[D", "Back in the grid; S opens what recurs again.");
    typist_press(t, "S" TAB TAB "2\x1b[D", "▶ Lone");
    typist_press(t, "h\x0c", "▶ Lone"); /* a letter does not */
    typist_press(t, "\x1b[D", "Back in the grid; S opens what recurs again.");
    typist_leave(t);
}

/* "Soup", typed without a, opened this and took back what somebody had promised. */
Test(themes_asked, nothing_is_undone_there_that_was_done_to_an_entry)
{
    struct typist *t = open_themes(24, 80);
    typist_press(t, ESC, "Goals");
    typist_press(t, "g", "Enter Save");
    typist_type(t, "Warm halls\r");
    typist_press(t, ESC, "▶Warm halls");
    typist_press(t, "S\x0c", "What recurs");
    typist_press(t, "u",
                 "What was done last was not done here. Back in the grid, u undoes");
    typist_press(t,
                 "\x0c"
                 "n",
                 "Kept ‘embarrassed to say’ and");
    typist_press(t, "u", "Undid: kept");
    typist_press(t,
                 "\x0c"
                 "u",
                 "What was done last was not done here.");
    typist_press(t, ESC, "▶Warm halls");
    typist_press(t, "D", "The day");
    typist_press(t, "u", "What was done last was not done here.");
    typist_press(t, ESC, "▶Warm halls");
    typist_press(t, "u", "Undid: added ‘Warm halls’");
    typist_leave(t);
}
