/* Sessions of tests/older, which earlier programs wrote by earlier templates: each carries
 * its own, and is read by that. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(older, .init = enter_folder, .fini = folder_finish);

static char *copy_older(const char *name)
{
    struct str path = STR_EMPTY;
    str_addf(&path, "tests/older/%s", name);
    char *older = repo_path(path.bytes), *text = text_file_read(older);
    text_file_write("older.json", text);
    free(older);
    str_finish(&path);
    return text;
}

/* Where somebody had a role or a place in the network, not both. */
Test(older, roles_are_told_as_their_own_template_has_them)
{
    free(copy_older("one-role.json"));
    EXPECT_RUN(0, "older.json: tables 1, goals 1, notes 5", NULL, "check", "older.json");
    char *text = exported("older.json", "text");
    expect_part(text, "- Faith groups [Hub]\n   - GPs [Opinion leader]\n"
                      "   - Barbers [Champion]\n");
    free(text);
}

Test(older, the_screen_and_the_day_are_as_they_were_and_the_file_keeps_its_bytes)
{
    char *before = copy_older("one-role.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "older.json"));
    typist_wait_row(t, 0, "Exampleton · table 1 · Mapping the system");
    typist_type(t, "3");
    typist_wait(t, "▶ Faith groups [H]");
    typist_type(t, "x");
    typist_wait(t, "h  Hub · now");
    typist_type(t, ESC);
    typist_wait(t, "▶ Faith groups [H]");
    typist_type(t, "D");
    typist_wait(t, "  1     Welcome ");
    typist_wait(t, "7     Next steps ");
    typist_type(t, ESC);
    typist_wait(t, "▶ Faith groups [H]");
    typist_leave(t);
    char *after = text_file_read("older.json");
    cr_expect_str_eq(after, before);
    free(after);
    free(before);
}

Test(older, one_merged_with_a_new_one_loses_nothing)
{
    free(copy_older("one-role.json"));
    EXPECT_RUN(0, "", "", "new", "--table", "2", "new.json");
    EXPECT_RUN(0, "all.json: tables 2, goals 1, notes 5", "", "merge", "-o", "all.json",
               "older.json", "new.json");
    char *csv = exported("all.json", "csv");
    expect_part(csv, "Faith groups,role=hub,");
    free(csv);
}
