/* Commands that are suggested can be pasted into a shell, whatever the file is called. */

#include "base/shell.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(suggested, .init = enter_folder, .fini = folder_finish);

#define NAME "Ana's table.json"
#define PASTED "'Ana'\\''s table.json'"

static void write_table(void)
{
    text_file_write(NAME, "{\"sessions\":[{\"place\":\"Leeds\",\"goals\":["
                          "{\"text\":\"Less sugar\"}]}]}");
}

Test(suggested, a_shell_reads_the_path_that_was_written_for_it)
{
    static const char *const paths[] = {
        "a.json",  "Ana's table.json", "'", "two  blanks", "$HOME `ls` \"\\n\" *?[a]",
        "-x.json", "- y's.json",       "~", "#1; exit 3",  "Bögen\xe2\x80\xaf&c",
    };
    for (size_t i = 0; i < LENGTH(paths); i++) {
        struct str command = str_of("cat -- ");
        text_file_write(paths[i], paths[i]);
        shell_add_path(paths[i], &command);
        expect_run(0, paths[i], NULL, WORDS("sh", "-c", command.bytes));
        str_clear(&command);
        shell_add_path(paths[i], &command);
        cr_expect_neq(*command.bytes, '-', "an option: %s", command.bytes);
        str_finish(&command);
    }
}

Test(suggested, a_new_session_is_opened_by_what_is_said_of_it)
{
    EXPECT_RUN(0, "roundtable ./-y.json opens it", NULL, "new", "--", "-y.json");
    EXPECT_RUN(0, "; roundtable 'a b' opens it", NULL, "new", "a b");
    EXPECT_RUN(0, "; roundtable open log opens it", NULL, "new", "log");
}

Test(suggested, what_is_not_found_to_redact_is_looked_for_in_the_log)
{
    write_table();
    EXPECT_RUN(1, "roundtable log " PASTED " tells all", NULL, "redact", "--yes",
               "--entry", "Smith", NAME);
}

Test(suggested, an_earlier_state_is_taken_out_of_a_whole_file)
{
    write_table();
    EXPECT_RUN(0, "--generation N -o OUT " PASTED, NULL, "restore", NAME);
    EXPECT_RUN(2, NULL, "roundtable log --generations " PASTED " lists those that are",
               "restore", "--generation", "99", "-o", "out.json", NAME);
}

Test(suggested, entries_worded_in_several_ways_are_looked_for_in_the_log)
{
    text_file_write(
        "1.json", "{\"edits\":["
                  "{\"key\":\"a.1\",\"at\":\"2017-02-22T12:00:00Z\",\"of\":\"session:t\","
                  "\"set\":{\"title\":\"U\"}},"
                  "{\"key\":\"a.2\",\"at\":\"2017-02-22T12:00:00Z\",\"of\":\"goal:g\","
                  "\"set\":{\"session\":\"session:t\",\"text\":\"Warm\"}},"
                  "{\"key\":\"b.1\",\"at\":\"2017-02-22T12:00:01Z\",\"of\":\"goal:g\","
                  "\"set\":{\"text\":\"Warmth for all\"},\"over\":[\"a.2\"]},"
                  "{\"key\":\"c.1\",\"at\":\"2017-02-22T12:00:02Z\",\"of\":\"goal:g\","
                  "\"set\":{\"text\":\"Warm all\"},\"over\":[\"a.2\"]}]}");
    EXPECT_RUN(0, "roundtable log " PASTED " tells them", NULL, "merge", "-o", NAME,
               "1.json");
}

Test(suggested, what_wants_a_look_on_the_screen_is_told_by_check)
{
    text_file_write(NAME, "{\"sessions\":[{\"place\":\"Leeds\",\"goals\":["
                          "{\"text\":\"Less sugar\"},{\"text\":7}]}]}");
    struct typist *t = typist_open(24, 120, WORDS("roundtable", NAME));
    typist_wait_wrapped(t, "roundtable check " PASTED " tells all.");
    typist_leave(t);
}
