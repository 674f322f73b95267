/* What helps somebody who has read nothing: tips, help that is searched, messages that
 * can be read again, a sample one key away. */

#include "support/folder.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ESC "\x1b"

static void enter(void)
{
    cr_assert_eq(chdir(test_folder()), 0);
}

static void end(void)
{
    folder_finish();
}

TestSuite(first_minutes, .init = enter, .fini = end);

static struct typist *open_at(int rows, int cols, const char *path)
{
    struct typist *t =
        typist_start(rows, cols, (const char *const[]){"roundtable", path, NULL});
    typist_wait(t, path ? "Goals" : "Enter Choose");
    return t;
}

static void leave(struct typist *t)
{
    typist_type(t, "q");
    cr_assert_eq(typist_end(t), 0);
    cr_expect(typist_modes_restored(t));
    typist_free(t);
}

Test(first_minutes, where_nothing_was_said_nothing_recurs_and_it_says_where_to_go)
{
    struct typist *t = open_at(24, 80, "new.json");
    typist_type(t, "S");
    typist_wait(t, "Nothing has been said yet that could recur. Esc goes back to the");
    typist_type(t, ESC);
    typist_wait(t, "g adds a goal");
    leave(t);
}

Test(first_minutes, a_wrong_date_is_told_where_it_was_typed)
{
    struct typist *t = open_at(24, 80, NULL);
    typist_type(t, "n");
    typist_wait(t, "Enter on the last line begins");
    typist_type(t, "\t\t\x15"
                   "31.2.2017\t");
    typist_wait(t, "That is no date.");
    typist_type(t, "\x15"
                   "28.2.2017\t");
    typist_wait(t, "2017-02-28");
    typist_wait_gone(t, "That is no date.");
    typist_type(t, "7\r");
    typist_wait(t, "table 7");
    leave(t);
}
