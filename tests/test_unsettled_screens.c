/* What two organisers decided differently in two copies of a file: on the screen. */

#include "support/folder.h"
#include "support/program.h"
#include "support/seminar.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(unsettled_screen, .init = seminar_write, .fini = folder_finish);

#define BARRIERS "S" TAB TAB "2"

/* Decides that about "Dark streets", in a copy of the file. */
static void decide_in_copy(const char *path, const char *keys, const char *asked,
                           const char *answer, const char *shown)
{
    free(OUTPUT_OF("merge", "-o", path, "all.json"));
    struct typist *t = typist_start(24, 80, WORDS("roundtable", path));
    typist_wait(t, "This file holds 4 tables");
    typist_type(t, BARRIERS);
    typist_wait(t, "▶ Bus fares");
    typist_type(t, "/dark\r");
    typist_wait(t, "▶ Dark streets");
    typist_type(t, keys);
    typist_wait(t, asked);
    typist_type(t, answer);
    typist_wait(t, shown);
    typist_type(t, "\r");
    typist_wait_wrapped(t, "u undoes it.");
    typist_leave(t);
}

static struct typist *open_both(int rows, int cols)
{
    EXPECT_RUN(0, "1 theme is not settled, since people decided differently", NULL,
               "merge", "-o", "both.json", "one.json", "other.json");
    struct typist *t = typist_start(rows, cols, WORDS("roundtable", "both.json"));
    typist_wait(t, "This file holds 4 tables");
    return t;
}

/* One put it to the stigma, the other to the bus fares. */
static struct typist *open_moved(int rows, int cols)
{
    decide_in_copy("one.json", "J", "into which?", "stigma", "3 tables");
    decide_in_copy("other.json", "J", "into which?", "high bus", "2 tables");
    return open_both(rows, cols);
}

Test(unsettled_screen, the_list_the_title_and_the_selected_one_say_it)
{
    struct typist *t = open_moved(24, 80);
    typist_type(t, "S" TAB "2");
    typist_wait(t, "What recurs · 4 tables · 1 not settled");
    typist_wait(t, " (not settled)");
    typist_type(t, "/dark\r");
    typist_wait_wrapped(t, "not settled: somebody put ‘Dark streets’ into ‘");
    typist_leave(t);
}

Test(unsettled_screen, n_goes_to_it_from_another_column_and_y_keeps_it_as_it_is)
{
    struct typist *t = open_moved(24, 80);
    typist_type(t, "S" TAB);
    typist_wait(
        t, "1 theme is not settled: people decided differently; n goes to the next.");
    typist_type(t, "n");
    typist_wait_wrapped(t, "not settled: somebody put ‘Dark streets’ into ‘");
    typist_wait_row(t, 23, "y Keep");
    typist_wait_gone(t, "n goes to the next");
    typist_type(t, "y");
    typist_wait(t, "is settled as it is shown.");
    typist_wait_gone(t, "1 not settled");
    typist_wait_gone(t, "y Keep");
    typist_type(t, "n");
    typist_wait(t, "All is settled here: nobody has decided differently.");
    typist_type(t, "y");
    typist_wait(t, "Nobody has decided differently about this one.");
    typist_leave(t);
}

Test(unsettled_screen, two_names_of_a_lone_voice_stand_until_one_is_kept)
{
    static const char asked[] = "What shall they be called?";
    decide_in_copy("one.json", "c", asked, CTRL_U "No lamps", "No lamps");
    decide_in_copy("other.json", "c", asked, CTRL_U "Night", "Night");
    struct typist *t = open_both(24, 80);
    typist_type(t, "S" TAB);
    typist_wait(t, "1 not settled");
    typist_type(t, "n");
    typist_wait_wrapped(t, "not settled: somebody called it ‘");
    typist_wait(t, "▶ Lone voices");
    typist_type(t, "y");
    typist_wait(t, "is settled as it is shown.");
    typist_leave(t);
}

Test(unsettled_screen, who_joined_and_who_kept_apart_are_both_told)
{
    free(OUTPUT_OF("merge", "-o", "one.json", "all.json"));
    free(OUTPUT_OF("merge", "-o", "other.json", "all.json"));
    static const char *const copies[] = {"one.json", "other.json"};
    static const char *const keys[] = {"y", "n"};
    for (size_t i = 0; i < 2; i++) {
        struct typist *t = typist_start(24, 80, WORDS("roundtable", copies[i]));
        typist_wait(t, "This file holds 4 tables");
        typist_type(t, "S\x0c");
        typist_wait(t, "1 of 2");
        typist_type(t, keys[i]);
        typist_wait_wrapped(t, "u undoes it.");
        typist_leave(t);
    }
    struct typist *t = open_both(24, 80);
    typist_type(t, "S" TAB "n");
    typist_wait_wrapped(t, "not settled: somebody kept ‘");
    typist_type(t, "y");
    typist_wait_gone(t, "1 not settled");
    typist_type(t, "u");
    typist_wait(t, "1 not settled");
    typist_type(t, "\rj");
    typist_wait_row(t, 23, "s Split");
    typist_wait_row(t, 23, "? Keys");
    typist_type(t, "s");
    typist_wait_wrapped(t, "from the others. u undoes it.");
    typist_wait_gone(t, "1 not settled");
    typist_leave(t);
}
