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

/* Beside the tables' files it would be a table among theirs, unsaid. */
Test(home_slips, a_sample_that_was_looked_at_is_named_before_it_is_merged)
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
                    "\"table\":\"4\",\"goals\":[{\"text\":\"More benches\"}]}]}");
    typist_press(t, ESC, "Enter Choose");
    typist_press(t, "m", "Merge this folder: 2 here");
    typist_press(t, "\r", "a worked sample is among them, ");
    typist_press(t, ESC, "Merge this folder");
    typist_press(t, ESC, "q Leave");
    typist_leave(t);
    free(path);
}
