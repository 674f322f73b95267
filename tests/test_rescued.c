/* What was rescued, beside a file that could not be replaced. */

#include "store/file.h"
#include "support/folder.h"
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
    char *whole = text_file_read(file);
    text_file_write(file, "{");
    cr_expect_not(file_save(&w.file, &err));
    cr_assert(file_rescue(&w.file, &err), "%s", err_text(&err));
    text_file_write(file, whole);
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
