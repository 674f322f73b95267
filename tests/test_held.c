/* Whoever may read a folder may hold its lock for as long as he likes. Nobody waits for him
 * without end, and no word is lost meanwhile. */

#include "screen/clock.h"
#include "store/lock.h"
#include "store/rescue_places.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static char *folder, *path;
static int held = -1;

static void begin(void)
{
    folder = test_path("work");
    path = test_path("work/s.json");
    char *first = test_path("work/first");
    text_file_write(first, "");
    unlink(first);
    free(first);
    writer_make(path, 1, 1);
}

static void let_go(void)
{
    close(held);
    held = -1;
}

static void end(void)
{
    let_go();
    free(folder);
    free(path);
    folder_finish();
}

TestSuite(held, .init = begin, .fini = end, .timeout = 120);

/* As another program does, or one of ours that is stopped while it writes. */
static void hold(const char *what)
{
    held = open(what, O_RDONLY | O_CLOEXEC);
    cr_assert(held >= 0 && flock(held, LOCK_EX | LOCK_NB) == 0);
}

static struct typist *open_held(const char *goal)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait(t, " saved");
    hold(folder);
    typist_type(t, "g");
    typist_wait(t, "New goal");
    typist_type(t, goal);
    typist_type(t, "\r");
    typist_wait(t, goal);
    return t;
}

Test(held, a_folder_s_lock_keeps_no_key_waiting_and_the_screen_says_who_holds_it)
{
    char number[24];
    struct typist *t = open_held("Bus routes");
    typist_type(t, "Healthy food\r");
    typist_wait(t, "Healthy food");
    typist_wait_row(t, 0, "NOT SAVED");
    typist_wait(t, "held by another");
    snprintf(number, sizeof number, "%ld", (long)getpid());
    if (access("/proc/locks", R_OK) == 0) {
        typist_wait(t, number);
    }
    typist_type(t, "Cleaner air\r");
    typist_wait(t, "Cleaner air");
    typist_signal(t, SIGTERM);
    cr_expect_eq(typist_end(t), 1);
    cr_expect(typist_sees(t, "roundtable: not saved: "));
    cr_expect(typist_modes_restored(t));
    EXPECT_WORDS(path, "Bus routes", "Healthy food", "Cleaner air");
    typist_free(t);
}

/* Where nobody can look, nobody knows what is saved. */
Test(held, a_file_that_is_emptied_under_a_lock_is_not_called_saved)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait_row(t, 0, " saved");
    hold(folder);
    text_file_write(path, "");
    typist_wait_row(t, 0, "NOT SAVED");
    typist_wait(t, "kept in");
    let_go();
    typist_wait_row(t, 0, " saved");
    typist_leave(t);
    EXPECT_WORDS(path, "goal <0>");
}

Test(held, a_file_that_was_missing_just_before_the_lock_is_told_of_as_well)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait_row(t, 0, " saved");
    unlink(path);
    typist_wait_row(t, 0, " saving");
    hold(folder);
    text_file_write(path, "");
    typist_wait_row(t, 0, "NOT SAVED");
    let_go();
    typist_wait_row(t, 0, " saved");
    typist_leave(t);
    EXPECT_WORDS(path, "goal <0>");
}

Test(held, a_file_that_is_emptied_under_a_lock_is_not_left_in_silence)
{
    char *rescued = rescue_place(path, 1);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait_row(t, 0, " saved");
    hold(folder);
    text_file_write(path, "");
    typist_type(t, "q");
    typist_wait(t, "Leave? ");
    typist_type(t, "y");
    cr_expect_eq(typist_end(t), 1);
    EXPECT_WORDS(rescued, "goal <0>");
    typist_free(t);
    free(rescued);
}

/* And whether to leave is asked where a window is small, and answered by no word. */
Test(held, that_something_is_not_saved_is_asked_whole_in_every_window)
{
    static const int sizes[][2] = {{12, 40}, {6, 20}, {24, 80}};
    char *rescued = rescue_place(path, 1);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait_row(t, 0, " saved");
    hold(folder);
    text_file_write(path, "");
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        typist_resize(t, sizes[i][0], sizes[i][1]);
        typist_type(t, "q");
        typist_wait_wrapped(t, "Leave? y leaves, n stays. Not saved");
        typist_type(t, "Hilly no");
        typist_type(t, "\x1fr;" ESC);
        typist_wait_gone(t, "Leave? y");
    }
    typist_type(t, "q");
    typist_wait(t, "Leave? ");
    typist_type(t, "y");
    cr_expect_eq(typist_end(t), 1);
    typist_free(t);
    free(rescued);
}

/* What stands in the box comes back with what was entered. */
static void end_by(int signal_number)
{
    struct typist *t = open_held("Bus routes");
    typist_type(t, "half a thou");
    typist_wait(t, "half a thou");
    typist_signal(t, signal_number);
    cr_expect_eq(typist_end(t), 1);
    typist_free(t);
    EXPECT_WORDS(path, "Bus routes");
    let_go();
    t = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait(t, "Bus routes");
    typist_wait_row(t, 0, " saved");
    typist_type(t, "g");
    typist_wait(t, "half a thou");
    typist_type(t, "\x1b");
    typist_wait_gone(t, "New goal");
    typist_leave(t);
}

Test(held, asked_to_end_at_once_it_ends_with_all_that_was_typed)
{
    end_by(SIGTERM);
}

Test(held, and_so_it_does_when_its_window_is_closed)
{
    end_by(SIGHUP);
}

Test(held, for_a_moment_only_it_costs_no_word_in_any_place)
{
    struct typist *t = open_held("Bus routes");
    let_go();
    typist_type(t, "\x1b");
    typist_wait_gone(t, "New goal");
    typist_wait_row(t, 0, " saved");
    typist_leave(t);
    EXPECT_WORDS(path, "Bus routes");
}

Test(held, for_less_than_a_second_nothing_is_said_of_it)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait(t, " saved");
    typist_type(t, "gBus rou");
    typist_wait(t, "Bus rou");
    int64_t since_ms = clock_ticks_ms();
    hold(folder);
    typist_type(t, "tes\r");
    typist_wait(t, "1 Goals 2");
    while (clock_ticks_ms() - since_ms < LOCK_PATIENCE_MS - 100) {
        typist_read(t, 50);
        cr_assert_not(typist_sees(t, "NOT SAVED"));
    }
    let_go();
    typist_wait_row(t, 0, " saved");
    typist_leave_box(t);
    typist_leave(t);
}

Test(held, a_lock_that_is_let_go_is_found_without_a_key)
{
    struct typist *t = open_held("Bus routes");
    typist_wait_row(t, 0, "NOT SAVED");
    let_go();
    typist_wait(t, "Saved again");
    typist_wait_row(t, 0, " saved");
    typist_type(t, "\x1b");
    typist_wait_gone(t, "New goal");
    typist_leave(t);
    EXPECT_WORDS(path, "Bus routes");
}

/* One of ours that adds a goal and is stopped while it replaces the file, with the lock. */
static pid_t start_and_stop(const char *goal)
{
    char *saver = program_beside("saver"), said[64];
    int out[2], null = open("/dev/null", O_RDWR | O_CLOEXEC);
    cr_assert(pipe(out) == 0);
    pid_t pid = program_start(WORDS("strace", "-f", "-q", "-o", "/dev/null", "-e",
                                    "inject=renameat2:signal=STOP:when=1", saver, path,
                                    goal, "1"),
                              (const int[]){null, out[1], null}, false);
    close(out[1]);
    ssize_t got = read(out[0], said, sizeof said - 1);
    cr_assert(got > 0 && strncmp(said, "kept 1", 6) == 0);
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    int folder_fd = open(folder, O_RDONLY | O_CLOEXEC);
    while (flock(folder_fd, LOCK_EX | LOCK_NB) == 0) {
        flock(folder_fd, LOCK_UN);
        cr_assert(program_clock_ms() < until_ms);
        poll(NULL, 0, 1);
    }
    close(folder_fd);
    close(out[0]);
    close(null);
    free(saver);
    return pid;
}

Test(held, one_of_ours_that_is_stopped_while_it_saves_does_no_more_harm)
{
    int status = -1;
    if (program_is_sanitized()) {
        cr_skip("strace and sanitizers do not go together");
    }
    pid_t other = start_and_stop("Stopped");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait(t, "Stopped 1"); /* from its journal */
    typist_type(t, "gBus routes\rHealthy food\r" ESC);
    typist_wait_row(t, 0, "NOT SAVED");
    typist_wait(t, "(saver, ");
    typist_type(t, "gCleaner air\r" ESC);
    typist_wait(t, "Cleaner air");
    EXPECT_RUN(1, NULL, "held by another program (saver, ", "merge", "-o", path, path);
    EXPECT_RUN(0, "Healthy food", NULL, "export", path);
    typist_signal(t, SIGTERM);
    cr_expect_eq(typist_end(t), 1);
    typist_free(t);
    kill(-other, SIGCONT);
    cr_assert(program_wait(other, program_clock_ms() + program_deadline_ms(), &status));
    EXPECT_WORDS(path, "Stopped 1", "Bus routes", "Healthy food", "Cleaner air");
    t = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait_row(t, 0, " saved");
    typist_leave(t);
    EXPECT_WORDS(path, "Stopped 1", "Bus routes", "Healthy food", "Cleaner air");
}

Test(held, q_asks)
{
    struct typist *t = open_held("Bus routes");
    typist_type(t, "\x1b");
    typist_wait_gone(t, "New goal");
    typist_type(t, "q");
    typist_wait(t, "stays.");
    typist_type(t, "y");
    cr_expect_eq(typist_end(t), 1);
    typist_free(t);
    EXPECT_WORDS(path, "Bus routes");
}

Test(held, a_journal_s_lock_is_no_other)
{
    struct writer w;
    writer_open(&w, path, 2);
    writer_journal_goal(&w, "Bus routes");
    char *journal = test_path("work/s.json.journal");
    struct err err = ERR_NONE;
    close(w.file.journal.fd);
    w.file.journal.fd = -1;
    hold(journal);
    w.file.journal.patience_ms = 0;
    cr_expect_not(
        journal_append_draft(&w.file.journal, "a", NULL, "goal:x", "text", "b", &err));
    cr_expect(w.file.journal.held);
    cr_expect(strstr(err_text(&err), "held by another program"), "%s", err_text(&err));
    cr_expect(file_save(&w.file, &err), "%s", err_text(&err));
    err_finish(&err);
    writer_close(&w);
    free(journal);
}

Test(held, merge_and_restore_say_so_and_fail)
{
    char *other = test_path("work/other.json");
    writer_make(other, 2, 1);
    char *whole = text_file_read(path);
    text_file_write(path, "{ damaged");
    hold(folder);
    EXPECT_RUN(1, NULL, "s.json: its folder is held by another program", "restore", path);
    char *after = text_file_read(path);
    cr_expect_str_eq(after, "{ damaged");
    text_file_write(path, whole);
    EXPECT_RUN(1, NULL, "held by another program", "merge", "-o", path, path, other);
    free(whole);
    free(after);
    free(other);
}
