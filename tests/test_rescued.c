/* What was rescued, beside a file that could not be replaced. */

#include "store/file.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A session that somebody opened, said something in, and cannot save, for the file was
 * cut meanwhile. */
static void rescue_beside(const char *file, uint64_t seed, const char *words)
{
    struct writer w;
    struct err err = ERR_NONE;
    writer_open(&w, file, seed);
    writer_goal(&w, words);
    char *whole = text_file_read(file); /* NULL: there is none yet */
    text_file_write(file, "{");
    cr_expect_not(file_save(&w.file, &err));
    cr_assert(file_rescue(&w.file, &err), "%s", err_text(&err));
    if (whole) {
        text_file_write(file, whole);
    } else {
        unlink(file);
    }
    writer_close(&w);
    err_finish(&err);
    free(whole);
}

TestSuite(rescued, .fini = folder_finish);

Test(rescued, beside_the_file_is_taken_in_by_it_and_by_no_other)
{
    char *path = test_path("s.json"), *own = test_path("s.rescued.json");
    char *plain = test_path("s"), *of_plain = test_path("s.rescued");
    writer_make(path, 1, 1);
    writer_make(plain, 2, 1);
    rescue_beside(path, 3, "of s.json");
    rescue_beside(path, 4, "of s.json, too"); /* what stands there stays in it */
    rescue_beside(plain, 5, "of s");
    EXPECT_WORDS(own, "goal <0>", "of s.json", "of s.json, too");
    EXPECT_WORDS(of_plain, "goal <0>", "of s");
    struct writer w;
    writer_open(&w, path, 6);
    writer_save(&w);
    writer_close(&w);
    cr_expect_neq(access(own, F_OK), 0, "it is left");
    cr_expect_eq(access(of_plain, F_OK), 0, "that of another is gone");
    EXPECT_WORDS(path, "goal <0>", "of s.json", "of s.json, too");
    char *grids = writer_grids(path);
    cr_expect_not(strstr(grids, "of s\n"), "%s", grids);
    EXPECT_WORDS(plain, "goal <0>", "of s");
    free(grids);
    free(plain);
    free(path);
    free(own);
    free(of_plain);
}

Test(rescued, of_which_nothing_can_be_read_is_never_removed_nor_overwritten)
{
    char *path = test_path("s.json"), *own = test_path("s.rescued.json");
    writer_make(path, 1, 1);
    text_file_write(own, "{ damaged");
    struct writer w;
    writer_open(&w, path, 2);
    writer_goal(&w, "Bus routes");
    writer_save(&w);
    writer_close(&w);
    rescue_beside(path, 3, "Healthy food");
    char *after = text_file_read(own);
    cr_expect_str_eq(after, "{ damaged");
    EXPECT_WORDS(path, "goal <0>", "Bus routes", "Healthy food");
    free(after);
    free(path);
    free(own);
}

Test(rescued, says_inside_from_which_file)
{
    char *path = test_path("s.json"), *own = test_path("s.rescued.json");
    writer_make(path, 1, 1);
    rescue_beside(path, 2, "Bus routes");
    char *text = text_file_read(own);
    cr_expect(strstr(text, "\n  \"rescued_from\": \"s.json\",\n"), "%s", text);
    EXPECT_RUN(0, "", NULL, "check", own);
    free(text);
    free(path);
    free(own);
}

Test(rescued, of_a_session_that_was_never_saved_is_taken_in)
{
    char *path = test_path("s.json"), *own = test_path("s.rescued.json");
    rescue_beside(path, 2, "Bus routes");
    struct writer w;
    writer_open(&w, path, 3);
    writer_save(&w);
    writer_close(&w);
    EXPECT_WORDS(path, "Bus routes");
    cr_expect_neq(access(own, F_OK), 0, "it is left");
    free(path);
    free(own);
}

Test(rescued, of_a_file_that_holds_another_session_by_now_is_taken_in)
{
    char *path = test_path("s.json");
    writer_make(path, 1, 1);
    rescue_beside(path, 2, "Bus routes");
    unlink(path);
    writer_make(path, 7, 2);
    EXPECT_WORDS(path, "Bus routes", "goal <1>");
    free(path);
}

/* Whatever it holds: it may be what somebody keeps under that name. */
Test(rescued, is_not_what_does_not_say_so_though_it_tells_of_the_same_table)
{
    char *path = test_path("s.json"), *own = test_path("s.rescued.json");
    writer_make(path, 1, 1);
    rescue_beside(path, 2, "Bus routes");
    struct writer w;
    writer_open(&w, own, 3);
    writer_save(&w); /* from now on it is a session of its own */
    writer_close(&w);
    char *before = text_file_read(own);
    cr_expect_not(strstr(before, "rescued_from"));
    EXPECT_WORDS(path, "goal <0>");
    EXPECT_RUN(0, "left alone", NULL, "check", path);
    writer_open(&w, path, 4);
    writer_save(&w);
    writer_close(&w);
    char *after = text_file_read(own);
    cr_expect_str_eq(before, after);
    free(before);
    free(after);
    free(path);
    free(own);
}

Test(rescued, is_not_what_only_has_such_a_name)
{
    char *path = test_path("s.json"), *other = test_path("s.rescued.json");
    writer_make(path, 1, 1);
    writer_make(other, 7, 2);
    char *before = text_file_read(other);
    struct writer w;
    writer_open(&w, path, 2);
    cr_expect_str_eq(w.file.news.stranger, other);
    writer_goal(&w, "Bus routes");
    writer_save(&w);
    writer_close(&w);
    char *grids = writer_grids(path);
    cr_expect(strstr(grids, "Bus routes") && !strstr(grids, "goal <1>"), "%s", grids);
    EXPECT_RUN(0, "left alone", NULL, "check", path);
    rescue_beside(path, 4, "Healthy food");
    char *after = text_file_read(other);
    cr_expect_str_eq(after, before, "it was written over");
    EXPECT_WORDS(path, "Bus routes", "Healthy food");
    free(grids);
    free(before);
    free(after);
    free(path);
    free(other);
}
