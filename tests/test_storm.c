/* Whatever comes, at any moment: sizes, stops, letters, ends. */

#include "base/hash.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/job.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/windows.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define F12 "\x1b[24~"

static int any_of(struct dice *dice, int below)
{
    return (int)(dice_roll(dice) % (uint64_t)below);
}

static void any_size(struct typist *t, struct dice *dice)
{
    static const struct {
        int rows, cols;
    } most[] = {{1, 1}, {3, 10}, {12, 45}, {30, 120}, {200, 500}};
    int which = any_of(dice, 5);
    typist_resize(t, 1 + any_of(dice, most[which].rows),
                  1 + any_of(dice, most[which].cols));
}

static void any_letters(struct typist *t, struct dice *dice)
{
    static const char *const letters[] = {"a", "n", "é", "漢", "😀", " ", "\r", "word "};
    for (int i = any_of(dice, 6); i >= 0; i--) {
        typist_type(t, letters[any_of(dice, LENGTH(letters))]);
    }
}

/* Under a shell, that goes on with what has stopped; else CONT is ours to send. */
static void any_event(struct typist *t, struct dice *dice, pid_t pid, bool has_shell)
{
    switch (any_of(dice, 8)) {
    case 0:
    case 1:
    case 2:
        any_size(t, dice);
        break;
    case 3:
        kill(pid, SIGSTOP);
        typist_read(t, any_of(dice, 4));
        if (!has_shell) {
            kill(pid, SIGCONT);
        }
        break;
    case 4:
        kill(pid, SIGTSTP);
        break;
    case 5:
        typist_type(t, ALT_Z);
        break;
    case 6:
        kill(pid, SIGCONT);
        break;
    default:
        any_letters(t, dice);
        break;
    }
    typist_read(t, any_of(dice, 6));
}

static void goal_saved(struct typist *t, const char *words)
{
    struct str added = STR_EMPTY;
    typist_type(t, words);
    typist_type(t, "\r");
    str_addf(&added, "%s’. Type the next one", words);
    typist_wait(t, added.bytes);
    typist_wait(t, " saved");
    str_finish(&added);
}

static bool is_in_file(const char *path, const char *words)
{
    struct ran ran = program_run(NULL, WORDS("roundtable", "export", "-f", "text", path));
    bool is = ran.status == 0 && strstr(str_text(&ran.out), words);
    ran_finish(&ran);
    return is;
}

/* Until it has dealt with all that came before. Linux keeps what was typed while a shell
 * had the terminal until more is, so one key is not enough. */
static void wait_for_answer(struct typist *t)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!typist_sees(t, "F12 does nothing")) {
        if (program_clock_ms() > until_ms) {
            typist_wait(t, "F12 does nothing"); /* for its message */
        }
        typist_type(t, F12);
        typist_read(t, 20);
    }
}

/* Of some sizes that have a grid, from 40x10 to 500x200: for one, and for a room in both
 * ways. The box is closed for it. */
static int rows_left_empty_in_all_ways(struct typist *t, struct dice *dice)
{
    static const char *const ways[] = {ESC, "P", "p", "P"};
    int empty = 0;
    for (size_t i = 0; i < LENGTH(ways); i++) {
        int rows = 10 + any_of(dice, i % 2 ? 30 : 190);
        int cols = 40 + any_of(dice, i % 2 ? 80 : 460);
        typist_type(t, ways[i]);
        typist_resize(t, rows, cols);
        wait_for_answer(t);
        typist_type(t, DOWN);
        typist_settle(t);
        int here = rows_left_empty(t);
        if (here) {
            fprintf(stderr, "storm: %d rows are empty at %dx%d, way %zu\n", here, cols,
                    rows, i);
        }
        empty += here;
    }
    return empty;
}

static unsigned long storm_seed; /* of the storm that rages; 0: none does */

static void end_of_storm(void)
{
    if (storm_seed) {
        fprintf(stderr,
                "storm: again with ROUNDTABLE_STORM=20 ROUNDTABLE_STORM_SEED=%lu\n",
                storm_seed);
    }
    folder_finish();
}

/* One program, from its start to TERM; returns what went wrong, or NULL. */
static const char *storm(struct dice *dice, int events)
{
    bool has_shell = any_of(dice, 2), calm = any_of(dice, 2);
    char *path = job_session("storm.json");
    struct typist *t = has_shell ? job_start(path, "", "") : job_start_alone(path);
    pid_t pid = job_pid();
    int empty = 0;
    typist_type(t, "g");
    typist_wait(t, "New goal");
    goal_saved(t, "before the storm");
    for (int i = 0; i < events; i++) {
        any_event(t, dice, pid, has_shell);
    }
    if (calm) {
        typist_resize(t, 24, 80);
        wait_for_answer(t);
        empty = rows_left_empty(t) + rows_left_empty_in_all_ways(t, dice);
        typist_resize(t, 24, 80);
        typist_type(t, "g");
        typist_wait(t, "New goal");
        typist_type(t, "\r");
        goal_saved(t, "after the storm");
    }
    any_letters(t, dice);
    typist_read(t, any_of(dice, 10));
    kill(pid, SIGTERM);
    kill(pid, SIGCONT);
    int status = typist_end(t);
    const char *wrong =
        status != 0                                    ? "its status is not 0"
        : !typist_modes_restored(t)                    ? "the terminal is not restored"
        : !is_in_file(path, "before the storm")        ? "what was saved before is lost"
        : empty                                        ? "rows are left empty"
        : calm && !is_in_file(path, "after the storm") ? "what was saved after is lost"
                                                       : NULL;
    typist_free(t);
    remove(path);
    free(path);
    return wrong;
}

Test(storm, of_sizes_and_signals_loses_nothing, .fini = end_of_storm)
{
    enum { EVENTS_A_START = 20 };
    unsigned long times = times_asked("STORM", 200), bad = 0;
    unsigned long first = times_asked("STORM_SEED", 20170222);
    for (unsigned long done = 0; done < times; done += EVENTS_A_START) {
        storm_seed = first + done / EVENTS_A_START;
        struct dice dice = {storm_seed};
        unsigned long left = times - done;
        const char *wrong =
            storm(&dice, left < EVENTS_A_START ? (int)left : EVENTS_A_START);
        cr_expect_null(wrong, "seed %lu: %s", storm_seed, wrong);
        bad += wrong != NULL;
    }
    storm_seed = 0;
    figure("resize, STOP/CONT and TERM at random moments", times, bad, first);
}
