/* How it ends, and stops for a while: nothing typed is lost, and the terminal is as it
 * was found. */

#include "screen/terminal_signals.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/job.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* With a goal that is saved, and half a thought in the box. */
static void half_a_thought(struct typist *t)
{
    typist_wait(t, "? Keys");
    typist_type(t, "gBus routes\r");
    typist_wait(t, "1 Goals 1");
    typist_wait(t, " saved");
    typist_type(t, "half a thou");
    typist_wait(t, "half a thou");
}

static struct typist *start(const char *file)
{
    char *path = job_session(file);
    struct typist *t = typist_start(24, 80, WORDS("roundtable", path));
    half_a_thought(t);
    free(path);
    return t;
}

static void expect_restored(const struct typist *t, const char *after)
{
    struct str changed = STR_EMPTY;
    typist_modes_changed(t, &changed);
    cr_expect_eq(changed.len_bytes, 0, "after %s: %s", after, str_text(&changed));
    str_finish(&changed);
}

/* Opened again, the goal is there, and the thought stands in its box. */
static void expect_thought(const char *file)
{
    char *path = test_path(file);
    struct typist *t = typist_start(24, 80, WORDS("roundtable", path));
    typist_wait(t, "1 Goals 1");
    typist_wait(t, "Bus routes");
    typist_type(t, "g");
    typist_wait(t, "Your draft is back");
    typist_wait(t, " half a thou");
    typist_free(t);
    free(path);
}

static void wait_for_draft(struct typist *t, const char *file)
{
    struct str name = STR_EMPTY;
    str_addf(&name, "%s.journal", file);
    char *journal = test_path(name.bytes);
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    bool kept = false;
    while (!kept && program_clock_ms() < until_ms) {
        char *text = text_file_read(journal);
        kept = text && strstr(text, "half a thou");
        free(text);
        typist_read(t, 10);
    }
    cr_assert(kept, "no draft in the journal");
    free(journal);
    str_finish(&name);
}

TestSuite(endings, .fini = folder_finish);

Test(endings, asked_for_save_all_and_restore_the_terminal)
{
    static const struct {
        int number;
        const char *name, *term;
    } rows[] = {
        {SIGTERM, "TERM", "xterm-256color"}, {SIGHUP, "HUP", "xterm-256color"},
        {SIGINT, "INT", "xterm-256color"},   {SIGTERM, "TERM", "xterm"},
        {SIGTERM, "TERM", "screen"},         {SIGTERM, "TERM", "tmux"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        program_env("TERM", rows[i].term);
        struct str file = STR_EMPTY;
        str_addf(&file, "asked-%zu.json", i);
        struct typist *t = start(file.bytes);
        typist_signal(t, rows[i].number);
        cr_expect_eq(typist_end(t), 0, "%s", rows[i].name);
        expect_restored(t, rows[i].name);
        typist_free(t);
        expect_thought(file.bytes);
        str_finish(&file);
    }
}

Test(endings, a_closed_window_saves_all)
{
    struct typist *t = start("closed.json");
    typist_hang_up(t);
    cr_expect_eq(typist_end(t), 0);
    typist_free(t);
    expect_thought("closed.json");
}

Test(endings, killed_in_the_middle_it_has_kept_every_entry)
{
    struct typist *t = start("killed.json");
    wait_for_draft(t, "killed.json");
    typist_signal(t, SIGKILL);
    cr_expect_eq(typist_end(t), 128 + SIGKILL);
    typist_free(t);
    expect_thought("killed.json");
}

Test(endings, a_crash_restores_the_terminal_and_says_so)
{
    static const struct {
        int number;
        const char *name, *term;
    } rows[] = {
        {SIGSEGV, "(SIGSEGV)", "xterm-256color"},
        {SIGABRT, "(SIGABRT)", "screen"},
        {SIGBUS, "(SIGBUS)", "xterm"},
        {SIGFPE, "(SIGFPE)", "tmux"},
        {SIGILL, "(SIGILL)", "xterm-256color"},
    };
    program_crashes_as_itself();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        program_env("TERM", rows[i].term);
        struct str file = STR_EMPTY;
        str_addf(&file, "crash-%zu.json", i);
        struct typist *t = start(file.bytes);
        wait_for_draft(t, file.bytes);
        typist_signal(t, rows[i].number);
        cr_expect_eq(typist_end(t), 128 + rows[i].number, "%s", rows[i].name);
        expect_restored(t, rows[i].name);
        cr_expect(typist_sees(t, rows[i].name), "it says what happened");
        cr_expect(typist_sees(t, "comes back when that is opened again"));
        cr_expect_not(typist_sees(t, "Bus routes"), "the screen is the shell's again");
        typist_free(t);
        expect_thought(file.bytes);
        str_finish(&file);
    }
}

/* Recursion that no compiler can turn into a loop. */
static int run_over(volatile char *below)
{
    volatile char room[4096];
    room[0] = *below;
    int deeper = *below ? run_over(room) : 0;
    return deeper + room[0];
}

Test(endings, a_stack_that_ran_over_is_told_as_well)
{
    int said[2];
    char words[512] = "";
    cr_assert_eq(pipe(said), 0);
    pid_t pid = fork();
    if (pid == 0) {
        struct rlimit no_core = {0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        signal(SIGSEGV, SIG_DFL);
        dup2(said[1], STDOUT_FILENO);
        dup2(said[1], STDERR_FILENO);
        signals_watch();
        signals_taken_over("given back, ", 12);
        _exit(run_over((volatile char[]){1}));
    }
    close(said[1]);
    size_t len = 0;
    ssize_t got;
    while (len < sizeof words - 1 &&
           (got = read(said[0], words + len, sizeof words - 1 - len)) > 0) {
        len += (size_t)got;
    }
    close(said[0]);
    int how = 0;
    cr_assert_eq(waitpid(pid, &how, 0), pid);
    cr_expect(WIFSIGNALED(how) && WTERMSIG(how) == SIGSEGV, "status %d", how);
    cr_expect_eq(strncmp(words, "given back, roundtable: ended", 29), 0, "%s", words);
    cr_expect(strstr(words, "(SIGSEGV)"), "%s", words);
}

/* What may be on while it runs, in words. */
static void modes_now(const struct typist *t, struct str *out)
{
    static const int numbers[] = {1, 7, 25, 1000, 1002, 1003, 1006, 1049, 2004};
    struct str changed = STR_EMPTY;
    for (size_t i = 0; i < LENGTH(numbers); i++) {
        str_addf(out, "%d %s, ", numbers[i], typist_mode(t, numbers[i]) ? "on" : "off");
    }
    typist_modes_changed(t, &changed);
    const char *termios = strstr(str_text(&changed), "termios");
    str_addf(out, "keypad %s, %s", strstr(str_text(&changed), "keypad") ? "on" : "off",
             termios ? termios : "termios as found");
    str_finish(&changed);
}

static void finish_thought(struct typist *t)
{
    typist_type(t, "ght\r");
    typist_wait(t, "1 Goals 2");
    typist_wait(t, "half a thought");
    typist_wait(t, " saved");
    job_end(t);
}

enum how { BY_KEY = -1 };

/* Stops it, by its key or by a signal, and lets it go on, with the window's size another
 * by then if resized; all has to be as it was. */
static void stop_and_go_on(const char *file, int how, const char *stopped,
                           const char *told, bool resized)
{
    struct str before = STR_EMPTY, after = STR_EMPTY;
    char *path = job_session(file);
    struct typist *t = job_start(path, "", stopped);
    half_a_thought(t);
    modes_now(t, &before);
    if (how == BY_KEY) {
        typist_type(t, ALT_Z);
    } else {
        kill(job_pid(), how);
    }
    typist_wait(t, told);
    if (how != SIGSTOP) {
        expect_restored(t, told);
        cr_expect_not(typist_sees(t, "Bus routes"), "the screen is the shell's");
        wait_for_draft(t, file);
    }
    if (resized) {
        typist_resize(t, 30, 100);
    }
    typist_type(t, "\n");
    typist_wait(t, "half a thou");
    typist_wait(t, "Bus routes");
    typist_wait_row(t, resized ? 29 : 23, "Enter Save");
    typist_wait_gone(t, told);
    typist_wait_mode(t, 2004);
    typist_wait_mode(t, 1);
    modes_now(t, &after);
    cr_expect_str_eq(after.bytes, before.bytes);
    finish_thought(t);
    str_finish(&before);
    str_finish(&after);
    free(path);
}

Test(endings, stopped_by_its_key_it_goes_on_as_it_was)
{
    stop_and_go_on("job.json", BY_KEY, ":", "stopped with 148", false);
}

Test(endings, stopped_by_tstp_it_goes_on_as_it_was)
{
    stop_and_go_on("job.json", SIGTSTP, ":", "stopped with 148", false);
}

/* What a shell does to a terminal that a stopped program left in its state. */
#define SANE                                                                             \
    "stty sane; printf '\\033[?1006l\\033[?1000l\\033[?2004l\\033[?1l\\033>"             \
    "\\033[?25h\\033[?1049l'"

Test(endings, stopped_without_warning_it_takes_the_terminal_again)
{
    stop_and_go_on("job.json", SIGSTOP, ":", "stopped with 147", false);
    stop_and_go_on("again.json", SIGSTOP, SANE, "stopped with 147", false);
}

Test(endings, stopped_it_learns_of_another_size_of_the_window)
{
    stop_and_go_on("job.json", SIGTSTP, ":", "stopped with 148", true);
    stop_and_go_on("again.json", SIGSTOP, SANE, "stopped with 147", true);
}

Test(endings, sent_to_the_background_it_waits_to_be_fetched)
{
    stop_and_go_on("job.json", SIGTSTP, "bg >/dev/null", "stopped with 148", false);
}

Test(endings, stopped_and_never_going_on_nothing_is_lost)
{
    char *path = job_session("job.json");
    struct typist *t = job_start(path, "", ":");
    half_a_thought(t);
    typist_type(t, ALT_Z);
    typist_wait(t, "stopped with 148");
    char *text = text_file_read(path);
    cr_expect(text && strstr(text, "Bus routes"), "the file is whole when it stops");
    job_end(t);
    expect_thought("job.json");
    free(text);
    free(path);
}

Test(endings, asked_for_while_stopped_come_when_it_goes_on)
{
    char *path = job_session("job.json");
    struct typist *t = job_start(path, "", ":");
    half_a_thought(t);
    typist_type(t, ALT_Z);
    typist_wait(t, "stopped with 148");
    kill(job_pid(), SIGTERM);
    typist_type(t, "\n");
    cr_expect_eq(typist_end(t), 0);
    expect_restored(t, "TERM");
    typist_free(t);
    expect_thought("job.json");
    free(path);
}

Test(endings, with_no_shell_to_go_to_it_says_so_and_goes_on)
{
    struct typist *t = start("alone.json");
    typist_type(t, ALT_Z);
    typist_wait(t, "There is no shell");
    typist_type(t, "g");
    typist_wait_gone(t, "There is no shell");
    typist_signal(t, SIGTSTP);
    typist_wait(t, "There is no shell");
    typist_type(t, "ht\r");
    typist_wait(t, "half a thought");
    typist_type(t, ESC);
    typist_wait(t, "q Leave");
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 0);
    expect_restored(t, "leaving");
    typist_free(t);
    char *path = job_session("ignored.json");
    t = job_start(path, "trap '' TSTP; ", ":");
    half_a_thought(t);
    typist_type(t, ALT_Z);
    typist_wait(t, "There is no shell");
    kill(job_pid(), SIGTSTP);
    finish_thought(t);
    free(path);
}

#ifndef __SANITIZE_ADDRESS__ /* which needs more room than a limit can leave it */
Test(endings, without_memory_its_last_words_can_be_read)
{
    enum { LARGE_BYTES = 3000000 };
    struct str large = STR_EMPTY, number = STR_EMPTY;
    char *path = test_path("large.json");
    struct typist *t = typist_start(24, 80, WORDS("roundtable", path));
    half_a_thought(t);
    typist_signal(t, SIGTERM);
    typist_end(t);
    typist_free(t);
    t = job_start_alone(NULL);
    typist_wait(t, "large.json");
    while (large.len_bytes < LARGE_BYTES) {
        str_add(&large, "                                                            ");
    }
    text_file_write(path, large.bytes);
    str_addf(&number, "%ld", (long)job_pid());
    struct ran ran =
        program_run(NULL, WORDS("prlimit", "--pid", number.bytes, "--as=4096"));
    cr_assert_eq(ran.status, 0, "%s", str_text(&ran.err));
    ran_finish(&ran);
    typist_type(t, "\r");
    cr_expect_eq(typist_end(t), 1);
    expect_restored(t, "the end of memory");
    cr_expect(typist_sees(t, "out of memory"), "it is to be read after the end");
    typist_free(t);
    str_finish(&large);
    str_finish(&number);
    free(path);
}
#endif
