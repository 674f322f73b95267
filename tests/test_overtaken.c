/* What others put in the file's place in the very moment in which it is saved: after it
 * was looked at last, and before it is replaced. */

#include "store/generations.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *path, *late, *none, *saver;

/* The file has goal <0>; what comes late, "Said elsewhere" besides. */
static void begin(void)
{
    char *preload = program_beside("late_sync.so");
    struct writer w;
    if (program_is_sanitized()) {
        cr_skip_test("preloading is not for this build");
    }
    path = test_path("s.json");
    late = test_path("s.json.late");
    none = test_path("s.json.none");
    saver = program_beside("saver");
    writer_make(path, 1, 1);
    char *bytes = text_file_read(path);
    text_file_write(late, bytes);
    free(bytes);
    writer_open(&w, late, 7);
    writer_goal(&w, "Said elsewhere");
    writer_save(&w);
    writer_close(&w);
    program_env("ROUNDTABLE_LATE_SYNC", path);
    program_env("LD_PRELOAD", preload);
    free(preload);
}

static void end(void)
{
    program_env("LD_PRELOAD", NULL);
    program_env("ROUNDTABLE_LATE_SYNC", NULL);
    free(path);
    free(late);
    free(none);
    free(saver);
    folder_finish();
}

TestSuite(overtaken, .init = begin, .fini = end, .timeout = 60);

/* Somebody saves "Typed 1" over it, and something comes late. */
static void save(int status, const char *said)
{
    expect_run(status, said, NULL, WORDS(saver, path, "Typed", "1", "3"));
    cr_expect_neq(access(late, F_OK), 0, "nothing came late");
    cr_expect_neq(access(none, F_OK), 0, "it was not deleted");
}

Test(overtaken, what_comes_while_it_is_saved_is_taken_in_and_written_again)
{
    save(0, "saved");
    EXPECT_WORDS(path, "goal <0>", "Typed 1");
    EXPECT_WORDS(path, "Said elsewhere");
}

Test(overtaken, what_comes_while_it_is_saved_is_kept_as_a_generation)
{
    struct generations all = {0};
    bool found = false;
    char *came = text_file_read(late);
    save(0, "saved");
    generations_list(path, &all);
    for (size_t i = 0; i < all.count; i++) {
        char *bytes = text_file_read(all.items[i].path);
        found = found || strcmp(bytes, came) == 0;
        free(bytes);
    }
    cr_expect(found);
    generations_finish(&all);
    free(came);
}

Test(overtaken, what_comes_while_it_is_saved_and_is_no_session_stays_as_it_is)
{
    text_file_write(late, "Dear all,\n");
    save(1, "rescued: ");
    char *bytes = text_file_read(path);
    cr_expect_str_eq(bytes, "Dear all,\n");
    free(bytes);
}

Test(overtaken, a_file_that_comes_where_there_was_none_is_taken_in)
{
    unlink(path);
    save(0, "saved");
    EXPECT_WORDS(path, "Typed 1");
    EXPECT_WORDS(path, "Said elsewhere");
}

Test(overtaken, a_file_that_is_deleted_while_it_is_saved_is_written_again)
{
    unlink(late);
    text_file_write(none, "");
    save(0, "saved");
    EXPECT_WORDS(path, "goal <0>", "Typed 1");
}

Test(overtaken, no_temporary_file_is_left_beside_it)
{
    save(0, "saved");
    char *names = output_of(WORDS("ls", "-A", test_folder()));
    cr_expect_not(strstr(names, ".tmp"), "%s", names);
    free(names);
}

Test(overtaken, the_screen_says_what_came)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait(t, "goal <0>");
    typist_type(t, "g");
    typist_wait(t, "New goal");
    typist_type(t, "Bus routes\r\x1b");
    typist_wait(t, "from outside");
    typist_wait(t, "Said elsewhere");
    typist_wait_row(t, 0, " saved");
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 0);
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
    EXPECT_WORDS(path, "Said elsewhere");
    typist_free(t);
}

Test(overtaken, where_names_cannot_be_exchanged_it_is_saved_as_ever)
{
    unlink(late);
    program_env("LD_PRELOAD", NULL);
    struct ran can = program_run(NULL, WORDS("strace", "-o", "/dev/null", "true"));
    for (int i = 0; can.status == 0 && i < 2; i++) {
        expect_run(
            0, "saved", NULL,
            WORDS("strace", "-q", "-o", "/dev/null", "-e",
                  i ? "inject=renameat2:error=ENOSYS" : "inject=renameat2:error=EINVAL",
                  saver, path, i ? "Later" : "Typed", "1", i ? "4" : "3"));
    }
    if (can.status == 0) {
        EXPECT_WORDS(path, "goal <0>", "Typed 1", "Later 1");
    }
    ran_finish(&can);
}
