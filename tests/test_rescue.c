/* What happens to words while their file cannot be written, on the real program. */

#include "base/memory.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A session in a folder of its own, which may go. Messages with paths in them break where
 * the length of those has it: one word of each is waited for. */
static char *folder, *away, *path;
static struct typist *typist;

static void begin(void)
{
    folder = test_path("work");
    away = test_path("away");
    path = test_path("work/s.json");
    cr_assert_eq(mkdir(folder, 0700), 0);
}

static void end(void)
{
    typist_free(typist);
    typist = NULL;
    free(folder);
    free(away);
    free(path);
    folder_finish();
}

TestSuite(rescue, .init = begin, .fini = end, .timeout = 120);

static struct typist *open_with(const char *const argv[])
{
    return typist_open(24, 80, argv);
}

static struct typist *open_session(void)
{
    return open_with(WORDS("roundtable", path));
}

/* A goal that is added and safe; the box is left. */
static void add_goal(struct typist *t, const char *words)
{
    typist_type(t, "g");
    typist_wait(t, "New goal");
    typist_type(t, words);
    typist_type(t, "\r\x1b");
    typist_wait_gone(t, "New goal");
    typist_wait(t, words);
}

static void remove_folder(void)
{
    cr_assert_eq(rename(folder, away), 0);
}

/* A session with a goal on the disk, and a second one that came once its folder had gone. */
static struct typist *keep_elsewhere(void)
{
    typist = open_session();
    add_goal(typist, "Bus routes");
    typist_wait(typist, " saved");
    remove_folder();
    add_goal(typist, "Healthy food");
    typist_wait(typist, "kept");
    return typist;
}

/* Not moved, so that a program that stands in it stands nowhere. */
static void remove_all(void)
{
    struct ran ran = program_run(NULL, WORDS("rm", "-rf", folder));
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
}

/* The only file in the folder of states that a session was rescued to; to free(). */
static char *rescued_path(void)
{
    glob_t found;
    char *pattern = test_path(".local/state/roundtable/rescued/*.json"), *only = NULL;
    if (glob(pattern, 0, NULL, &found) == 0) {
        cr_expect_eq(found.gl_pathc, 1);
        only = memory_copy_text(found.gl_pathv[0]);
        globfree(&found);
    }
    free(pattern);
    return only;
}

/* Waits for a text in a file while the program runs. */
static void wait_in_file(struct typist *t, const char *file, const char *text)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    bool found = false;
    while (!found && program_clock_ms() < until_ms) {
        char *bytes = text_file_read(file);
        found = bytes && strstr(bytes, text);
        free(bytes);
        typist_read(t, 10);
    }
    if (!found) {
        typist_fail(t, file, text);
    }
}

/* Leaves with y, though not all is saved. */
static void leave_unsaved(struct typist *t)
{
    typist_type(t, "q");
    typist_wait(t, "stays.");
    typist_type(t, "y");
    cr_expect_eq(typist_end(t), 1);
    cr_expect(typist_modes_restored(t));
}

static void leave(struct typist *t)
{
    typist_leave(t);
    typist = NULL;
}

/* Whether it is on the screen, wherever a terminal breaks its lines. */
static bool says(const struct typist *t, const char *text)
{
    struct str screen = STR_EMPTY;
    typist_text(t, &screen);
    for (size_t i = screen.len_bytes; i-- > 0;) {
        if (screen.bytes[i] == '\n') {
            str_remove(&screen, i, 1);
        }
    }
    bool found = strstr(str_text(&screen), text) != NULL;
    str_finish(&screen);
    return found;
}

Test(rescue, a_banner_stays_and_leaving_asks_while_nothing_can_be_saved)
{
    static const char *const keys[] = {"\x1b[A", "\x1b[B", "\x1b[C", "1"};
    struct typist *t = typist = open_session();
    add_goal(t, "Bus routes");
    typist_wait(t, " saved");
    remove_folder();
    add_goal(t, "Healthy food");
    typist_wait_row(t, 0, "NOT SAVED");
    typist_wait(t, "Not saved: ");
    typist_wait(t, "kept");
    for (size_t i = 0; i < LENGTH(keys); i++) {
        typist_type(t, keys[i]);
        typist_settle(t);
        cr_expect(typist_sees(t, "Not saved: ") && typist_sees(t, "NOT SAVED") &&
                      typist_sees(t, "tried"),
                  "key %zu takes the banner away", i);
    }
    typist_type(t, "q");
    typist_wait(t, "stays.");
    typist_type(t, "n");
    typist_wait_gone(t, "stays.");
    typist_wait(t, "tried");
    leave_unsaved(t);
    char *rescued = rescued_path();
    cr_assert(rescued);
    cr_expect(typist_sees(t, "roundtable: not saved: "));
    cr_expect(says(t, rescued), "%s is not named", rescued);
    EXPECT_WORDS(rescued, "Bus routes", "Healthy food");
    struct stat about;
    cr_expect(stat(rescued, &about) == 0 && (about.st_mode & 0777) == 0600);
    free(rescued);
}

Test(rescue, comes_back_when_the_folder_does_and_goes_once_it_is_saved)
{
    struct typist *t = keep_elsewhere();
    leave_unsaved(t);
    typist_free(t);
    cr_assert_eq(mkdir(folder, 0700), 0);
    t = typist = open_session();
    typist_wait(t, "Brought back");
    typist_wait(t, "Healthy food");
    typist_wait_row(t, 0, " saved");
    leave(t);
    EXPECT_WORDS(path, "Bus routes", "Healthy food");
    cr_expect_null(rescued_path(), "the rescued copy is left");
}

/* What stood in the box was dropped as soon as that was closed, by Esc or with the program. */
Test(rescue, what_is_in_the_box_is_a_draft_once_it_is_left_or_the_program_ended)
{
    for (int left = 0; left < 2; left++) {
        struct typist *t = keep_elsewhere();
        char *rescued = rescued_path();
        typist_press(t, "gNarrow gates", "Narrow gates");
        wait_in_file(t, rescued, "Narrow gates");
        free(rescued);
        typist_press(t, left ? "\x1bjk\x13" : "", "(draft)");
        typist_signal(t, SIGTERM);
        typist_end(t);
        cr_assert_eq(rename(away, folder), 0);
        typist_free(t);
        t = typist = open_session();
        typist_press(t, "g", "Narrow gates");
        typist_press(t, "\x1b", "(draft)");
        leave(t);
        remove_all();
        mkdir(folder, 0700);
    }
}

Test(rescue, joins_what_stands_in_the_file_that_came_back)
{
    struct typist *t = keep_elsewhere();
    leave_unsaved(t);
    typist_free(t);
    typist = NULL;
    cr_assert_eq(rename(away, folder), 0);
    struct writer w;
    writer_open(&w, path, 5);
    writer_goal(&w, "Cleaner air");
    writer_save(&w); /* takes it in as well */
    writer_close(&w);
    EXPECT_WORDS(path, "Bus routes", "Healthy food", "Cleaner air");
    cr_expect_null(rescued_path(), "the rescued copy is left");
}

Test(rescue, is_over_with_the_next_change_once_the_folder_is_there_again)
{
    struct typist *t = keep_elsewhere();
    cr_assert_eq(mkdir(folder, 0700), 0);
    add_goal(t, "Cleaner air");
    typist_wait_row(t, 0, " saved");
    typist_wait_gone(t, "Not saved");
    cr_expect_null(rescued_path(), "the rescued copy is left");
    EXPECT_WORDS(path, "Bus routes", "Healthy food", "Cleaner air");
    leave(t);
}

Test(rescue, ends_with_ctrl_s_and_says_so)
{
    struct typist *t = keep_elsewhere();
    typist_type(t, "\x13");
    typist_settle(t);
    cr_expect(typist_sees(t, "NOT SAVED") && typist_sees(t, "kept"));
    cr_assert_eq(mkdir(folder, 0700), 0);
    typist_type(t, "\x13");
    typist_wait(t, "Saved ");
    typist_wait_row(t, 0, " saved");
    EXPECT_WORDS(path, "Bus routes", "Healthy food");
    leave(t);
}

Test(rescue, holds_what_is_being_typed)
{
    struct typist *t = typist = open_session();
    add_goal(t, "Bus routes");
    typist_wait(t, " saved");
    remove_folder();
    typist_type(t, "ghalf a thou");
    typist_wait(t, "half a thou");
    typist_wait(t, "kept");
    char *rescued = rescued_path();
    cr_assert(rescued);
    wait_in_file(t, rescued, "half a thou");
    typist_signal(t, SIGKILL);
    typist_end(t);
    typist_free(t);
    cr_assert_eq(mkdir(folder, 0700), 0);
    t = typist = open_session();
    typist_wait(t, "Bus routes");
    typist_type(t, "g");
    typist_wait(t, " half a thou");
    typist_type(t, "ght\r\x1b");
    typist_wait(t, "1 Goals 2");
    leave(t);
    EXPECT_WORDS(path, "Bus routes", "half a thought");
    free(rescued);
}

Test(rescue, is_made_when_the_program_is_asked_to_end)
{
    struct typist *t = typist = open_session();
    add_goal(t, "Bus routes");
    remove_folder();
    typist_type(t, "ghalf a thou");
    typist_wait(t, "half a thou");
    typist_signal(t, SIGTERM);
    cr_expect_neq(typist_end(t), 0);
    cr_expect(typist_modes_restored(t));
    char *rescued = rescued_path();
    cr_assert(rescued);
    wait_in_file(t, rescued, "half a thou");
    EXPECT_WORDS(rescued, "Bus routes");
    free(rescued);
}

/* The path is given as someone types it who stands above, or in, the folder. */
static struct typist *open_from(const char *where, const char *name)
{
    return open_with(WORDS("sh", "-c", "cd \"$1\" && exec \"$0\" \"$2\"", program_path(),
                           where, name));
}

Test(rescue, of_a_file_named_from_where_one_stands_is_found_by_its_whole_name)
{
    static const char *const names[][2] = {
        {"", "work/s.json"}, {"work", "s.json"}, {"work", "./../work/s.json"}};
    for (size_t i = 0; i < LENGTH(names); i++) {
        char *where = test_path(names[i][0]);
        struct typist *t = typist = open_from(where, names[i][1]);
        add_goal(t, "Bus routes");
        remove_all();
        add_goal(t, "Healthy food");
        typist_wait(t, "kept");
        leave_unsaved(t);
        typist_free(t);
        cr_assert_eq(mkdir(folder, 0700), 0);
        t = typist = open_session();
        typist_wait(t, "Brought back");
        typist_wait(t, "Healthy food");
        leave(t);
        EXPECT_WORDS(path, "Bus routes", "Healthy food");
        cr_expect_null(rescued_path(), "the rescued copy is left");
        remove_all();
        cr_assert_eq(mkdir(folder, 0700), 0);
        free(where);
    }
}

Test(rescue, of_a_file_in_a_folder_still_to_be_made_is_found_when_it_is)
{
    cr_assert_eq(rmdir(folder), 0);
    struct typist *t = typist = open_from(test_folder(), "work/s.json");
    add_goal(t, "Bus routes");
    typist_wait(t, "kept");
    leave_unsaved(t);
    typist_free(t);
    cr_assert_eq(mkdir(folder, 0700), 0);
    t = typist = open_session();
    typist_wait(t, "Brought back");
    leave(t);
    EXPECT_WORDS(path, "Bus routes");
}

Test(rescue, by_two_programs_keeps_the_words_of_both)
{
    struct typist *one = typist = open_session();
    add_goal(one, "Bus routes");
    typist_wait(one, " saved");
    struct typist *two = open_session();
    typist_wait(two, "Bus routes");
    remove_folder();
    add_goal(one, "Healthy food");
    typist_wait(one, "kept");
    add_goal(two, "Cleaner air");
    typist_wait(two, "kept");
    add_goal(one, "Safer streets");
    leave_unsaved(one);
    leave_unsaved(two);
    typist_free(two);
    char *rescued = rescued_path();
    cr_assert(rescued);
    EXPECT_WORDS(rescued, "Cleaner air");
    EXPECT_WORDS(rescued, "Bus routes", "Healthy food", "Safer streets");
    free(rescued);
}

Test(rescue, a_draft_is_kept_where_no_journal_can_be_written)
{
    char *journal = test_path("work/s.json.journal");
    cr_assert_eq(mkdir(journal, 0700), 0);
    struct typist *t = typist = open_session();
    add_goal(t, "Bus routes");
    typist_wait(t, " saved");
    typist_type(t, "ghalf a thou");
    typist_wait(t, "half a thou");
    wait_in_file(t, path, "half a thou");
    typist_signal(t, SIGKILL);
    typist_end(t);
    typist_free(t);
    t = typist = open_session();
    typist_type(t, "g");
    typist_wait(t, "Your draft is back");
    typist_wait(t, " half a thou");
    typist_type(t, "ght\r\x1b");
    typist_wait(t, "1 Goals 2");
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 3); /* what stands there cannot be read */
    typist_free(t);
    typist = NULL;
    EXPECT_WORDS(path, "Bus routes", "half a thought");
    free(journal);
}

/* The program under a limit on the size of files, as on a full disk. */
static struct typist *open_with_limit(const char *blocks)
{
    return open_with(WORDS("sh", "-c", "ulimit -f \"$2\" && exec \"$0\" \"$1\"",
                           program_path(), path, blocks));
}

Test(rescue, without_any_place_says_that_leaving_loses_it_and_what)
{
    struct typist *t = typist = open_with_limit("0");
    add_goal(t, "Healthy food");
    typist_wait(t, "place");
    typist_type(t, "q");
    typist_wait(t, "lose");
    typist_type(t, "n");
    typist_wait_gone(t, "stays.");
    typist_type(t, "q");
    typist_wait(t, "lose");
    typist_type(t, "y");
    cr_expect_eq(typist_end(t), 1);
    cr_expect(typist_sees(t, "Healthy food") && typist_sees(t, "the words stand above"));
}

Test(rescue, on_a_full_disk_nothing_that_was_shown_as_saved_is_lost)
{
    enum { MOST = 60 };
    char words[32];
    int shown = 0;
    struct typist *t = typist = open_with_limit("8"); /* 4 or 8 KiB */
    while (shown < MOST && !typist_sees(t, "NOT SAVED")) {
        snprintf(words, sizeof words, "goal <%d>", shown++);
        add_goal(t, words);
        typist_wait_gone(t, " saving");
    }
    typist_wait(t, "NOT SAVED");
    cr_assert(shown > 3 && shown < MOST, "%d goals before the disk is full", shown);
    typist_type(t, "q");
    typist_wait(t, "stays.");
    typist_type(t, "y");
    cr_expect_eq(typist_end(t), 1, "it ended with %d", typist_end(t));
    cr_expect(typist_modes_restored(t));
    char *grids = writer_grids(path);
    cr_assert(grids);
    for (int i = 0; i < shown - 1; i++) {
        snprintf(words, sizeof words, "goal <%d>", i);
        cr_expect(strstr(grids, words), "%s is lost of %d", words, shown);
    }
    free(grids);
}

Test(rescue, a_file_too_large_to_be_written_leaves_all_in_its_journal)
{
    char *journal = test_path("work/s.json.journal");
    writer_make(path, 1, 12);
    char *before = text_file_read(path);
    struct typist *t = typist = open_with_limit("8");
    add_goal(t, "Bus routes");
    typist_wait(t, "kept");
    leave_unsaved(t);
    cr_expect(says(t, journal), "%s is not named", journal);
    typist_free(t);
    typist = NULL;
    char *after = text_file_read(path);
    cr_expect_str_eq(after, before, "the file that could not be written is another");
    EXPECT_WORDS(path, "goal <11>", "Bus routes");
    unlink(journal);
    EXPECT_WORDS(path, "goal <11>");
    free(before);
    free(after);
    free(journal);
}

Test(rescue, a_folder_that_one_may_not_write_in)
{
    if (geteuid() == 0) {
        cr_skip_test("root writes anyway");
    }
    struct typist *t = typist = open_session();
    add_goal(t, "Bus routes");
    leave(t);
    cr_assert_eq(chmod(folder, 0500), 0);
    t = typist = open_session();
    add_goal(t, "Healthy food");
    typist_wait(t, "kept");
    leave_unsaved(t);
    typist_free(t);
    typist = NULL;
    char *rescued = rescued_path();
    cr_assert(rescued);
    EXPECT_WORDS(rescued, "Bus routes", "Healthy food");
    cr_assert_eq(chmod(folder, 0700), 0);
    EXPECT_WORDS(path, "Bus routes", "Healthy food");
    free(rescued);
}
