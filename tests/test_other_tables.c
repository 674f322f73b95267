/* One file of several tables: found, moved and decided across them. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/seminar.h"
#include "support/typist.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(other_tables, .init = seminar_write, .fini = folder_finish);

static struct typist *open_grid(void)
{
    struct typist *t = typist_start(24, 80, WORDS("roundtable", "all.json"));
    typist_wait(t, "This file holds 4 tables");
    return t;
}

Test(other_tables, a_search_goes_on_to_them_and_says_where)
{
    struct typist *t = open_grid();
    typist_type(t, "/high bus");
    typist_wait(t, "‘high bus’ is in no entry at this table; 2 at other tables: Enter");
    typist_type(t, "\r");
    typist_wait(t, "1 of 1 with ‘high bus’ at Leeds, table 2");
    typist_type(t, "n");
    typist_wait(t, "at Hull, table 1, 2017-03-07 (n next, N back); 1 at");
    typist_type(t, "N");
    typist_wait(t, "1 of 1 with ‘high bus’ at Leeds, table 2");
    typist_leave(t);
}

Test(other_tables, a_search_says_how_many_more_they_have)
{
    struct typist *t = open_grid();
    typist_type(t, "/stigma");
    typist_wait(t, "1 of 1 with ‘stigma’ (n next, N back); 2 at other tables");
    typist_type(t, "\r");
    typist_wait(t, "e Edit");
    typist_leave(t);
}

Test(other_tables, a_note_is_moved_to_one_and_back)
{
    struct typist *t = open_grid();
    typist_type(t, "/lack\r");
    typist_wait(t, "e Edit");
    typist_type(t, "m");
    typist_wait(t, "Another table");
    typist_type(t, "0");
    typist_wait(t, "To a goal of which table?");
    typist_type(t, "healthy food for fam");
    typist_wait_gone(t, "less loneliness");
    typist_type(t, "\r");
    typist_wait(t, "Moved ‘Lack of time’ to Hull, table 1");
    typist_type(t, "/lack");
    typist_wait(t, "in no entry at this table; 1 at other tables");
    typist_type(t, "\x1b");
    typist_wait(t, "e Edit");
    typist_type(t, "u");
    typist_wait(t, "Lack of time");
    typist_leave(t);
}

/* Labels of a list take the room that there is: two tables of short names leave much. */
Test(other_tables, the_list_of_them_says_in_full_which_is_on_the_screen)
{
    struct typist *t = open_grid();
    typist_type(t, "T");
    typist_wait(t, "1 goal, shown now  Leeds, table 1");
    typist_press(t, "\x1b", "e Edit");
    typist_leave(t);
}

/* Of long names, too, in a window of 60 columns. */
Test(other_tables, the_list_of_many_says_in_full_which_is_shown)
{
    struct typist *t = sample_open(20, 60, "seminar");
    typist_press(t, "T", "2 goals, shown now  Exampleton, table 1, ");
    typist_press(t, "\x1b", "? Keys");
    typist_leave(t);
}

Test(other_tables, which_of_them_a_new_session_follows_up_is_said)
{
    text_file_write("day.json", "{\"sessions\":[{\"table\":\"1\",\"goals\":[\"Buses\"]},"
                                "{\"table\":\"3\",\"goals\":[\"Trees\"]}]}");
    EXPECT_RUN(0, "It follows up table 3; --table follows up that of another number.", "",
               "new", "--after", "day.json", "june.json");
    EXPECT_RUN(0, "It follows up table 1; --table", "", "new", "--after", "day.json",
               "--table", "1", "july.json");
    text_file_write("plan.json", "{\"sessions\":[{\"goals\":[\"Buses\"]}]}");
    char *one = OUTPUT_OF("new", "--after", "plan.json", "one.json");
    expect_no_part(one, "It follows up");
    free(one);
}
