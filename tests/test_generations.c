/* Earlier states of a session file: which are kept, and how many. */

#include "base/memory.h"
#include "store/generations.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static size_t count_of(const char *path)
{
    struct generations all = {0};
    generations_list(path, &all);
    size_t count = all.count;
    generations_finish(&all);
    return count;
}

/* The bytes of a generation, 0 being the newest, for free(); NULL if there is none. */
static char *generation(const char *path, size_t index)
{
    struct generations all = {0};
    generations_list(path, &all);
    char *bytes = index < all.count ? text_file_read(all.items[index].path) : NULL;
    generations_finish(&all);
    return bytes;
}

static void expect_newest_is_the_file(const char *path)
{
    char *newest = generation(path, 0), *file = text_file_read(path);
    cr_assert(newest, "no generation is kept");
    cr_assert(file);
    cr_expect_str_eq(newest, file);
    free(newest);
    free(file);
}

TestSuite(generations, .fini = folder_finish);

Test(generations, each_save_with_other_bytes_is_one)
{
    char *path = test_path("s.json");
    struct writer w;
    writer_open(&w, path, 1);
    cr_expect_eq(count_of(path), 0);
    for (size_t i = 1; i <= 3; i++) {
        writer_goal(&w, i == 1 ? "one" : i == 2 ? "two" : "three");
        writer_save(&w);
        cr_expect_eq(count_of(path), i);
        writer_save(&w);
        cr_expect_eq(count_of(path), i, "the same bytes are no other generation");
        expect_newest_is_the_file(path);
    }
    char *oldest = generation(path, 2), *middle = generation(path, 1);
    cr_expect(strstr(oldest, "\"one\"") && !strstr(oldest, "\"two\""));
    cr_expect(strstr(middle, "\"two\"") && !strstr(middle, "\"three\""));
    writer_close(&w);
    free(oldest);
    free(middle);
    free(path);
}

Test(generations, are_for_their_owner_only)
{
    char *path = test_path("s.json");
    struct generations all = {0};
    struct stat about;
    umask(0);
    writer_make(path, 1, 1);
    generations_list(path, &all);
    cr_assert_eq(all.count, 1);
    cr_assert_eq(stat(all.items[0].path, &about), 0);
    cr_expect_eq(about.st_mode & 0777, 0600);
    *strrchr(all.items[0].path, '/') = '\0';
    cr_assert_eq(stat(all.items[0].path, &about), 0);
    cr_expect_eq(about.st_mode & 0777, 0700);
    generations_finish(&all);
    free(path);
}

Test(generations, saves_in_one_second_keep_the_first_and_the_newest_of_ten)
{
    char *path = test_path("s.json"), words[32];
    struct writer w;
    writer_open(&w, path, 1);
    for (int i = 0; i < 3 * MOST_GENERATIONS; i++) {
        snprintf(words, sizeof words, "goal <%d>", i);
        writer_goal(&w, words);
        writer_save(&w);
        cr_expect_eq(count_of(path), i < MOST_GENERATIONS ? i + 1 : MOST_GENERATIONS);
        expect_newest_is_the_file(path);
    }
    char *first = generation(path, MOST_GENERATIONS - 1);
    cr_expect(strstr(first, "<0>") && !strstr(first, "<1>"), "the first is not kept");
    writer_close(&w);
    free(first);
    free(path);
}

/* Lets time pass: all that is kept is that much older. */
static void make_older(const char *path, time_t seconds)
{
    struct generations all = {0};
    generations_list(path, &all);
    for (size_t i = 0; i < all.count; i++) {
        struct timespec at = {.tv_sec = all.items[i].at - seconds};
        cr_assert_eq(
            utimensat(AT_FDCWD, all.items[i].path, (struct timespec[]){at, at}, 0), 0);
    }
    generations_finish(&all);
}

Test(generations, of_a_long_day_lie_further_apart_the_longer_ago_they_are)
{
    enum { MINUTES = 600, MINUTE = 60 };
    char *path = test_path("s.json"), text[32];
    struct generations all = {0};
    for (int i = 0; i <= MINUTES; i++) {
        make_older(path, MINUTE);
        snprintf(text, sizeof text, "%d", i);
        generation_keep(path, text, strlen(text));
    }
    generations_list(path, &all);
    cr_assert_eq(all.count, MOST_GENERATIONS);
    double age[MOST_GENERATIONS];
    for (size_t i = 0; i < all.count; i++) {
        age[i] = difftime(all.items[0].at, all.items[i].at) / MINUTE;
    }
    cr_expect_eq((int)age[all.count - 1], MINUTES, "the first is not kept");
    cr_expect(age[2] <= 10, "the latest but two is %.0f minutes old", age[2]);
    cr_expect(age[4] <= 60, "the latest but four is %.0f minutes old", age[4]);
    for (size_t i = 2; i < all.count; i++) {
        cr_expect(age[i] <= 5 * age[i - 1], "nothing between %.0f and %.0f minutes",
                  age[i - 1], age[i]);
    }
    generations_finish(&all);
    free(path);
}

Test(generations, what_another_program_wrote_is_kept_before_it_goes)
{
    char *path = test_path("s.json");
    struct writer w;
    writer_open(&w, path, 1);
    writer_goal(&w, "ours");
    writer_save(&w);
    char *saved = text_file_read(path);
    char *ours = replaced(saved, "\"Desk\"", "\"Bank\""); /* by hand, in an editor */
    text_file_write(path, ours);
    free(saved);
    writer_goal(&w, "ours again");
    writer_save(&w);
    char *before = generation(path, 1), *file = text_file_read(path);
    cr_assert(before);
    cr_expect_str_eq(before, ours, "what the editor wrote is not as it was");
    cr_expect(strstr(file, "\"title\": \"Bank\"") && strstr(file, "ours again"));
    writer_close(&w);
    free(before);
    free(file);
    free(ours);
    free(path);
}

Test(generations, a_file_from_elsewhere_is_kept_before_the_first_save)
{
    static const char there[] = "{\"format\":\"roundtable session\",\"version\":1,"
                                "\"sessions\":[{\"goals\":[\"G\"]}]}";
    char *path = test_path("s.json");
    struct writer w;
    text_file_write(path, there);
    writer_open(&w, path, 1);
    cr_expect_eq(count_of(path), 0, "opening keeps nothing");
    writer_save(&w);
    char *before = generation(path, 1);
    cr_assert(before);
    cr_expect_str_eq(before, there);
    writer_close(&w);
    free(before);
    free(path);
}

Test(generations, files_of_one_name_in_two_folders_keep_theirs_apart)
{
    char *one = test_path("a/s.json"), *two = test_path("b/s.json");
    text_file_write(one, "");
    text_file_write(two, "");
    unlink(one);
    unlink(two);
    writer_make(one, 1, 1);
    writer_make(two, 2, 2);
    char *of_one = generation(one, 0), *of_two = generation(two, 0);
    cr_expect_eq(count_of(one), 1);
    cr_expect_eq(count_of(two), 1);
    cr_expect(of_one && !strstr(of_one, "goal <1>"));
    cr_expect(of_two && strstr(of_two, "goal <1>"));
    free(of_one);
    free(of_two);
    free(one);
    free(two);
}

Test(generations, a_link_and_what_it_leads_to_share_theirs)
{
    char *path = test_path("s.json"), *link = test_path("link.json");
    struct writer w;
    cr_assert_eq(symlink("s.json", link), 0);
    writer_make(link, 1, 1); /* what it leads to is made */
    cr_expect_eq(count_of(path), 1);
    writer_open(&w, path, 2);
    writer_goal(&w, "by its name");
    writer_save(&w);
    writer_close(&w);
    cr_expect_eq(count_of(link), 2);
    expect_newest_is_the_file(link);
    free(path);
    free(link);
}

Test(generations, that_cannot_be_kept_stop_no_save)
{
    char *path = test_path("s.json"), *state = test_path(".local/state/roundtable");
    text_file_write(state, "a file where a folder should be");
    writer_make(path, 1, 2);
    char *grids = writer_grids(path);
    cr_assert(grids);
    cr_expect(strstr(grids, "note <1.1>"));
    cr_expect_eq(count_of(path), 0);
    free(grids);
    free(state);
    free(path);
}

Test(generations, other_things_in_their_folder_are_left_alone)
{
    static const char *const names[] = {"notes.txt", "7.json", "000007.json.bak",
                                        "-00007.json", "00000x.json"};
    char *path = test_path("s.json");
    struct generations all = {0};
    writer_make(path, 1, 1);
    generations_list(path, &all);
    cr_assert_eq(all.count, 1);
    *strrchr(all.items[0].path, '/') = '\0';
    char *folder = memory_copy_text(all.items[0].path);
    generations_finish(&all);
    for (size_t i = 0; i < LENGTH(names); i++) {
        struct str other = STR_EMPTY;
        str_addf(&other, "%s/%s", folder, names[i]);
        text_file_write(other.bytes, "mine");
        cr_expect_eq(count_of(path), 1, "%s is taken for one", names[i]);
        str_finish(&other);
    }
    struct writer w;
    writer_open(&w, path, 2);
    for (int i = 0; i < 2 * MOST_GENERATIONS; i++) {
        writer_goal(&w, "more");
        writer_save(&w);
    }
    writer_close(&w);
    for (size_t i = 0; i < LENGTH(names); i++) {
        struct str other = STR_EMPTY;
        str_addf(&other, "%s/%s", folder, names[i]);
        char *text = text_file_read(other.bytes);
        cr_expect(text && strcmp(text, "mine") == 0, "%s is gone", names[i]);
        free(text);
        str_finish(&other);
    }
    free(folder);
    free(path);
}
