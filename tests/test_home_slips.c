/* What is done on the home screen by mistake, or was. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(home_slips, .init = enter_folder, .fini = folder_finish);

static struct typist *open_home(int rows, int cols)
{
    struct typist *t = typist_start(rows, cols, WORDS("roundtable"));
    typist_wait(t, "Enter Choose");
    return t;
}

/* What merging would do with a sample that was looked at, and with a table of people. */
static struct typist *try_merging(void)
{
    struct typist *t = open_home(24, 80);
    typist_press(t, "s", "1 Goals 4");
    typist_press(t, "gMore benches\r", "Added");
    typist_leave_box(t);
    typist_press(t, "q", "q leaves roundtable");
    typist_press(t, "m", "Merge this folder: 1 here");
    typist_press(t, "\r", "What merging would do");
    cr_expect_not(typist_sees(t, "a worked sample is"), "it is all there is");
    typist_press(t, ESC, "Merge this folder");
    char *path = test_path("roundtable/one.json");
    text_file_write(path,
                    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{"
                    "\"table\":\"4\",\"date\":\"2026-01-31\",\"goals\":[{\"text\":\"More "
                    "benches\"}]}]}");
    typist_press(t, ESC, "Enter Choose");
    typist_press(t, "m", "Merge this folder: 2 here");
    typist_press(t, "\r", "a worked sample is among them,");
    free(path);
    return t;
}

/* Beside the tables' files it would be a table among theirs, unsaid. */
Test(home_slips, a_sample_that_was_looked_at_is_named_before_it_is_merged)
{
    struct typist *t = try_merging();
    typist_wait(t, "table: table 4, 2026-01-31");
    for (int cols = 80; cols >= 40; cols -= 20) { /* none of it is cut off */
        typist_resize(t, 24, cols);
        typist_wait_wrapped(t, "system map, from the write-up (a worked sample)");
        typist_wait_wrapped(t, "merge without it, unless your table wrote in it");
    }
    typist_resize(t, 24, 80);
    typist_press(t, ESC, "Merge this folder");
    typist_press(t, ESC, "q Leave");
    typist_leave(t);
}

/* Whose day is the first of all, so that it stands first. */
Test(home_slips, what_was_merged_with_a_sample_begins_at_a_table_of_people)
{
    struct typist *t = try_merging();
    typist_press(t, "\r", "What recurs · 2 tables");
    typist_press(t, ESC, "table 4 · System map");
    typist_leave(t);
}
