/* What happens when the file changes under the open program: on the real one. */

#include "store/generations.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder, *path, *older;
static struct typist *typist;

static void begin(void)
{
    folder = test_path("work");
    path = test_path("work/s.json");
    older = test_path("older.json");
    cr_assert_eq(mkdir(folder, 0700), 0);
    writer_make(path, 1, 1);
    char *bytes = text_file_read(path);
    text_file_write(older, bytes);
    free(bytes);
}

static void end(void)
{
    typist_free(typist);
    typist = NULL;
    free(folder);
    free(path);
    free(older);
    folder_finish();
}

TestSuite(outside, .init = begin, .fini = end, .timeout = 120);

static void add_goal(struct typist *t, const char *words)
{
    typist_type(t, "g");
    typist_wait(t, "New goal");
    typist_type(t, words);
    typist_type(t, "\r\x1b");
    typist_wait_gone(t, "New goal");
    typist_wait(t, words);
}

/* Waits until the file holds a text, or does not. */
static void wait_in_file(struct typist *t, const char *text, bool wanted)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    bool found = !wanted;
    while (found != wanted && program_clock_ms() < until_ms) {
        char *bytes = text_file_read(path);
        found = bytes && strstr(bytes, text);
        free(bytes);
        typist_read(t, 10);
    }
    if (found != wanted) {
        typist_fail(t, path, text);
    }
}

/* The program, once a goal more than the older state stands in the file, the journal
 * being empty. */
static struct typist *open_with_more(void)
{
    struct typist *t = typist = typist_open(24, 80, WORDS("roundtable", path));
    char *journal = test_path("work/s.json.journal");
    add_goal(t, "Bus routes");
    wait_in_file(t, "Bus routes", true);
    struct stat about;
    do {
        typist_read(t, 10);
    } while (stat(journal, &about) == 0 && about.st_size > 0);
    free(journal);
    return t;
}

static void put_in_its_place(const char *bytes)
{
    char *beside = test_path("work/.beside");
    text_file_write(beside, bytes);
    cr_assert_eq(rename(beside, path), 0);
    free(beside);
}

static void put_older_back(void)
{
    char *bytes = text_file_read(older);
    put_in_its_place(bytes);
    free(bytes);
}

/* Leaves with one q: nothing is asked. */
static void leave(struct typist *t)
{
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 0);
}

Test(outside, an_older_state_put_back_is_written_again_at_once_and_said)
{
    struct typist *t = open_with_more();
    put_older_back();
    typist_wait(t, "written");
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
    typist_wait_row(t, 0, " saved");
    leave(t);
}

Test(outside, an_older_state_put_back_just_before_leaving_is_written_again)
{
    struct typist *t = open_with_more();
    put_older_back();
    leave(t);
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
}

Test(outside, an_older_state_written_over_in_place_is_noticed_as_well)
{
    struct typist *t = open_with_more();
    char *bytes = text_file_read(older);
    text_file_write(path, bytes);
    typist_wait(t, "written");
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
    leave(t);
    free(bytes);
}

Test(outside, what_another_machine_said_is_taken_in_and_what_it_lacks_written)
{
    struct writer w;
    writer_open(&w, older, 7);
    writer_goal(&w, "Said elsewhere");
    writer_save(&w);
    writer_close(&w);
    struct typist *t = open_with_more();
    put_older_back();
    typist_wait(t, "Said elsewhere");
    typist_wait(t, "from outside");
    wait_in_file(t, "Bus routes", true);
    EXPECT_WORDS(path, "goal <0>", "Bus routes"); /* in whatever order */
    EXPECT_WORDS(path, "Said elsewhere");
    leave(t);
}

Test(outside, what_a_command_puts_into_it_is_taken_in)
{
    struct typist *t = open_with_more();
    writer_make(older, 2, 2);
    free(OUTPUT_OF("merge", "-o", path, path, older));
    typist_wait(t, "from outside");
    leave(t);
    EXPECT_WORDS(path, "goal <0>", "Bus routes", "goal <1>");
}

Test(outside, a_deleted_file_is_said_to_be_gone_and_is_written_again_on_leaving)
{
    struct typist *t = open_with_more();
    unlink(path);
    typist_wait_row(t, 0, "FILE GONE");
    typist_wait(t, "gone: ");
    cr_expect_neq(access(path, F_OK), 0, "nobody was told, and it is there again");
    typist_type(t, "\x1b[A");
    typist_settle(t);
    cr_expect(typist_sees(t, "gone: "), "a key takes the banner away");
    leave(t);
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
}

Test(outside, a_deleted_file_is_written_again_with_the_next_change)
{
    struct typist *t = open_with_more();
    unlink(path);
    typist_wait(t, "gone: ");
    add_goal(t, "Healthy food");
    wait_in_file(t, "Healthy food", true);
    typist_wait(t, "written");
    typist_wait_row(t, 0, " saved");
    leave(t);
    EXPECT_WORDS(path, "goal <0>", "Bus routes", "Healthy food");
}

Test(outside, a_deleted_file_that_nobody_was_told_of_keeps_the_first_q_from_leaving)
{
    struct typist *t = open_with_more();
    unlink(path);
    typist_type(t, "q");
    typist_wait(t, "gone: ");
    leave(t);
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
}

Test(outside, a_deleted_file_is_written_again_when_the_program_is_asked_to_end)
{
    struct typist *t = open_with_more();
    unlink(path);
    typist_signal(t, SIGTERM);
    typist_end(t);
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
}

Test(outside, a_deleted_file_can_be_restored_though_the_program_is_killed)
{
    struct typist *t = open_with_more();
    unlink(path);
    typist_wait(t, "gone: ");
    typist_signal(t, SIGKILL);
    typist_end(t);
    free(OUTPUT_OF("restore", path));
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
}

Test(outside, a_file_that_comes_back_is_no_longer_gone)
{
    struct typist *t = open_with_more();
    char *away = test_path("away.json");
    cr_assert_eq(rename(path, away), 0);
    typist_wait(t, "gone: ");
    cr_assert_eq(rename(away, path), 0);
    typist_wait(t, "there ");
    typist_wait_row(t, 0, " saved");
    leave(t);
    free(away);
}

Test(outside, an_emptied_file_is_written_again)
{
    struct typist *t = open_with_more();
    text_file_write(path, "");
    typist_wait(t, "written");
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
    leave(t);
}

Test(outside, what_is_no_session_stays_as_it_is_and_the_words_are_kept_beside_it)
{
    char *rescued = test_path("work/s.rescued.json");
    struct typist *t = open_with_more();
    put_in_its_place("Dear all,\n");
    typist_wait_row(t, 0, "NOT SAVED");
    typist_wait(t, "Not saved: ");
    EXPECT_WORDS(rescued, "goal <0>", "Bus routes");
    char *bytes = text_file_read(path);
    cr_expect_str_eq(bytes, "Dear all,\n");
    unlink(path);
    typist_wait(t, "Saved ");
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
    cr_expect_neq(access(rescued, F_OK), 0, "the rescued copy is left");
    leave(t);
    free(bytes);
    free(rescued);
}

Test(outside, a_folder_in_its_place_is_told_of)
{
    struct typist *t = open_with_more();
    unlink(path);
    cr_assert_eq(mkdir(path, 0700), 0);
    typist_wait_row(t, 0, "NOT SAVED");
    cr_assert_eq(rmdir(path), 0);
    typist_wait(t, "Saved ");
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
    leave(t);
}

Test(outside, when_its_folder_goes_the_words_are_kept_and_come_back_with_it)
{
    char *away = test_path("away");
    struct typist *t = open_with_more();
    cr_assert_eq(rename(folder, away), 0);
    typist_wait_row(t, 0, "NOT SAVED");
    typist_wait(t, "kept");
    cr_assert_eq(rename(away, folder), 0);
    typist_wait(t, "Saved ");
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
    leave(t);
    free(away);
}

Test(outside, a_link_that_leads_elsewhere_now_is_followed)
{
    char *there = test_path("there.json"), *link = test_path("work/link.json");
    cr_assert_eq(symlink(older, link), 0);
    struct typist *t = typist = typist_open(24, 80, WORDS("roundtable", link));
    add_goal(t, "Bus routes");
    writer_make(there, 2, 2);
    unlink(link);
    cr_assert_eq(symlink(there, link), 0);
    typist_wait(t, "from outside");
    leave(t);
    EXPECT_WORDS(there, "goal <1>", "Bus routes");
    free(there);
    free(link);
}

Test(outside, a_file_that_was_only_opened_has_a_generation)
{
    struct generations all = {0};
    struct typist *t = typist = typist_open(24, 80, WORDS("roundtable", older));
    typist_wait(t, "goal <0>");
    leave(t);
    generations_list(older, &all);
    cr_expect_eq(all.count, 1);
    generations_finish(&all);
}

Test(outside, a_banner_stays_while_what_lies_beside_cannot_be_read)
{
    char *rescued = test_path("work/s.rescued.json");
    text_file_write(rescued, "{ damaged");
    struct typist *t = open_with_more();
    typist_type(t, "\x1b[A");
    typist_wait(t, "eft out: ");
    typist_type(t, "\x1b[B");
    typist_settle(t);
    cr_expect(typist_sees(t, "eft out: "), "a key takes it away");
    unlink(rescued);
    add_goal(t, "Healthy food");
    wait_in_file(t, "Healthy food", true);
    typist_type(t, "\x1b[A");
    typist_wait_gone(t, "eft out: ");
    leave(t);
    free(rescued);
}

/* Somebody who has the file open, another who saves a goal and leaves, and an older state
 * before the first has looked. */
static struct writer look_too_late(void)
{
    struct writer there, gone;
    writer_open(&there, path, 2);
    writer_open(&gone, path, 3);
    writer_goal(&gone, "Bus routes");
    writer_save(&gone);
    writer_close(&gone);
    put_older_back();
    return there;
}

Test(outside,
     what_another_program_saved_and_left_is_found_though_an_older_state_came_first)
{
    struct writer w = look_too_late();
    cr_expect(file_take_in_news(&w.file), "it knows the older state");
    cr_expect(file_lacks_something(&w.file), "nothing is to be written again");
    writer_save(&w);
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
    writer_close(&w);
}

Test(outside, what_another_program_saved_is_found_though_a_third_opened_the_older_state)
{
    struct writer w = look_too_late(), third;
    writer_open(&third, path, 4);
    file_keep_former(&third.file);
    writer_close(&third);
    writer_save(&w);
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
    writer_close(&w);
}

Test(outside, what_another_program_saved_is_found_though_the_file_was_deleted_or_emptied)
{
    for (int emptied = 0; emptied < 2; emptied++) {
        struct writer w = look_too_late();
        unlink(path);
        if (emptied) {
            text_file_write(path, "");
        }
        writer_save(&w);
        EXPECT_WORDS(path, "goal <0>", "Bus routes");
        writer_close(&w);
    }
}

Test(outside, of_two_programs_one_writes_it_again_for_both)
{
    struct typist *one = open_with_more();
    struct typist *two = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait(two, "Bus routes");
    typist_wait(one, "with 1 other");
    unlink(path);
    typist_wait_row(one, 0, "FILE GONE");
    typist_wait_row(two, 0, "FILE GONE");
    leave(two);
    typist_wait(one, "there ");
    typist_wait_row(one, 0, " saved");
    put_older_back();
    typist_wait(one, "from outside");
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
    leave(one);
    typist_free(two);
}

Test(outside, whoever_opens_a_deleted_file_finds_what_another_window_has_of_it)
{
    struct typist *one = open_with_more();
    unlink(path);
    typist_wait_row(one, 0, "FILE GONE");
    struct typist *two = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait(two, "Bus routes");
    typist_wait_row(one, 0, " saved");
    leave(two);
    leave(one);
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
    typist_free(two);
}

Test(outside, what_the_file_lacks_by_now_is_not_called_saved)
{
    struct typist *t = open_with_more();
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!typist_sees(t, " saving")) { /* it waits until others are done with it */
        if (program_clock_ms() >= until_ms) {
            typist_fail(t, "saved, while the file lacks", "Bus routes");
        }
        put_older_back();
        typist_read(t, 100);
    }
    typist_wait_row(t, 0, " saved");
    leave(t);
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
}

Test(outside, an_emptied_file_on_a_full_disk_is_not_tried_without_end)
{
    struct typist *t = open_with_more();
    typist_fill_disk(t, true);
    text_file_write(path, "");
    typist_wait_row(t, 0, "NOT SAVED");
    typist_settle(t);
    typist_fill_disk(t, false);
    typist_wait(t, "Saved ");
    leave(t);
    EXPECT_WORDS(path, "goal <0>", "Bus routes");
}

Test(outside, a_window_that_follows_says_that_the_file_is_gone_and_writes_nothing)
{
    struct typist *t = typist =
        typist_open(24, 80, WORDS("roundtable", "--follow", path));
    typist_wait_row(t, 0, "following");
    unlink(path);
    typist_wait(t, "gone: ");
    leave(t);
    cr_expect_neq(access(path, F_OK), 0, "it was written");
}
