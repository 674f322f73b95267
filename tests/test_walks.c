/* A day's accidents in any order: words are typed, the program is left, asked to end,
 * killed; a sync service puts an older state back, the file is deleted or emptied, its
 * folder is locked, its disk is full; a second window opens, other tables are merged in.
 *
 * One oracle: whatever the screen called saved is there for whoever opens the file at the
 * end, or was said to be missing. A word is said to be missing by the window that has it
 * and calls itself anything but saved, when that is killed; by the question whether to
 * leave and lose it; by standing in what the program says as it ends. What a window had
 * before and another one still has is promised on.
 *
 * What is done to a file that no window has open is nobody's to notice: what an older state
 * or a deletion takes then is gone. An emptied file says so, and restore brings it back. */

#include "support/err.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/walk.h"
#include "support/walkers.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where the file is gone, q says so first, and where nothing can be saved, it asks. A slow
 * program may have asked before it is asked again, and stays then. */
static void leave(unsigned which)
{
    enum { AGAIN_MS = 3000 };
    struct typist *t = walk.windows[which].typist;
    int64_t until_ms = program_clock_ms() + program_deadline_ms(), again_ms = 0;
    bool lost = false, gone = false;
    while (t && !typist_silent(t)) {
        bool told = !gone && walk_is_called(t, "FILE GONE");
        if (typist_sees(t, "y leaves")) {
            lost = typist_sees(t, "Leave and lose");
            typist_type(t, "y");
            typist_wait_gone(t, "y leaves");
        } else if (told || program_clock_ms() > again_ms) {
            typist_type(t, "q");
            again_ms = program_clock_ms() + AGAIN_MS;
            lost = false;
            gone = told;
        }
        typist_read(t, 50);
        if (program_clock_ms() > until_ms) {
            typist_fail(t, "q does not leave:", walk.told.bytes);
        }
    }
    if (t) {
        walk_end(which);
        walk_close(which);
    }
    if (lost) {
        walk_promise_what_is_left();
    }
}

/* What can be kept nowhere is said. */
static void ask_to_end(unsigned which)
{
    struct typist *t = walk.windows[which].typist;
    if (t) {
        typist_signal(t, walk_dice(2) ? SIGTERM : SIGHUP);
        if (walk_end(which) == 1) {
            for (size_t i = 0; i < walk.words; i++) {
                walk.promised[i] = walk.promised[i] && !typist_sees(t, walk_word(i));
            }
        }
        walk_close(which);
    }
}

static bool says_so(struct typist *t)
{
    return walk_is_called(t, "NOT SAVED") || walk_is_called(t, "FILE GONE");
}

static bool does_not_say_saved(struct typist *t)
{
    return !walk_is_called(t, " saved");
}

/* Whether every promised word is on the disk, or told by whoever has it. */
static bool all_is_there_or(bool (*is_told)(struct typist *))
{
    bool good = true, there = walk_stands_in(walk.path, "edits");
    for (size_t w = 0; w < WINDOWS; w++) {
        struct window *window = &walk.windows[w];
        bool told = !window->typist || is_told(window->typist);
        good = good && (there || told);
        for (size_t i = 0; i < walk.words; i++) {
            good = good &&
                   (told || !walk.promised[i] || !window->has[i] || walk_is_on_disk(i));
        }
    }
    return good;
}

static void await(bool (*is_told)(struct typist *))
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (walk_any_open() && !all_is_there_or(is_told)) {
        cr_assert_lt(program_clock_ms(), until_ms, "seed %llu:%s: not noticed",
                     (unsigned long long)walk.seed, walk.told.bytes);
        for (size_t i = 0; i < WINDOWS; i++) {
            if (walk.windows[i].typist) {
                typist_read(walk.windows[i].typist, 20);
            }
        }
    }
}

/* Who is killed while the title does not say saved had been told. */
static void kill_it(unsigned which)
{
    struct typist *t = walk.windows[which].typist;
    if (t) {
        await(does_not_say_saved);
        bool saved = walk_is_called(t, " saved");
        typist_signal(t, SIGKILL);
        walk_end(which);
        walk_close(which);
        if (!saved) {
            walk_promise_what_is_left();
        }
    }
}

static void keep_older(unsigned unused)
{
    (void)unused;
    char *text = text_file_read(walk.path);
    if (text) {
        text_file_write(walk.older, text);
    }
    free(text);
}

/* One time in four nobody waits until it is written again, or cannot be. */
static void outside_is_done(void)
{
    if (walk_dice(4)) {
        await(says_so);
    }
    walk_promise_what_is_left();
}

static void put_back(unsigned unused)
{
    (void)unused;
    char *text = text_file_read(walk.older);
    if (text && access(walk.path, F_OK) == 0) {
        char name[64];
        snprintf(name, sizeof name, "%s.sync", walk.path);
        text_file_write(name, text);
        cr_assert_eq(rename(name, walk.path), 0);
        outside_is_done();
    }
    free(text);
}

static void take_away(unsigned unused)
{
    (void)unused;
    unlink(walk.path);
    outside_is_done();
}

/* Of one that none has open, nothing is lost: it is to be restored; but where a disk was
 * full, there may have been no room for its latest state but in the file. */
static void empty(unsigned unused)
{
    (void)unused;
    if (access(walk.path, F_OK) == 0) {
        text_file_write(walk.path, "");
        if (walk_any_open()) {
            outside_is_done();
        } else if (walk.was_full) {
            walk_restore_the_empty();
            walk_promise_what_is_left();
        }
    }
}

static void lock(unsigned unused)
{
    (void)unused;
    if (walk.lock < 0 && walk_any_open()) {
        walk.lock = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        cr_assert_eq(flock(walk.lock, LOCK_EX), 0);
    }
}

static void fill_disk(unsigned which)
{
    struct window *window = &walk.windows[which];
    if (window->typist) {
        typist_fill_disk(window->typist, true);
        window->full = walk.was_full = true;
    }
}

static void empty_disk(unsigned which)
{
    struct window *window = &walk.windows[which];
    if (window->typist && window->full) {
        typist_fill_disk(window->typist, false);
        window->full = false;
        typist_type(window->typist, CTRL_S);
        if (walk.lock < 0) {
            typist_wait_row(window->typist, 0, " saved");
        }
    }
}

static void merge(unsigned unused)
{
    (void)unused;
    if (access(walk.path, F_OK) == 0 && walk.lock < 0) {
        struct ran ran = program_run(
            NULL, WORDS("roundtable", "merge", "-o", walk.path, walk.path, walk.other));
        cr_expect(ran.status == 0 || ran.status == 3 || ran.status == 1, "%s",
                  str_text(&ran.err));
        ran_finish(&ran);
    }
}

/* As often as it stands there. */
static const struct {
    const char *name;
    void (*take)(unsigned which);
} steps[] = {
    {"type", walk_type},        {"type", walk_type},
    {"type", walk_type},        {"type", walk_type},
    {"leave", leave},           {"end", ask_to_end},
    {"kill", kill_it},          {"keep older", keep_older},
    {"keep older", keep_older}, {"put back", put_back},
    {"put back", put_back},     {"delete", take_away},
    {"empty", empty},           {"lock", lock},
    {"let go", walk_let_go},    {"fill", fill_disk},
    {"room", empty_disk},       {"merge", merge},
};

static void step(bool aloud)
{
    unsigned which = walk_dice(3) == 0, what = walk_dice(LENGTH(steps));
    str_addf(&walk.told, " %s %u", steps[what].name, which);
    if (aloud) {
        fprintf(stderr, "%s %u\n", steps[what].name, which);
    }
    steps[what].take(which);
    walk_look();
}

/* How many of the promised words the file lacks at the end. */
static unsigned long count_missing(void)
{
    unsigned long missing = 0;
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "export", "-f", "text", walk.path));
    for (size_t i = 0; i < walk.words; i++) {
        if (walk.promised[i] && !strstr(str_text(&ran.out), walk_word(i))) {
            cr_log_error("seed %llu:%s: %s is missing; %s", (unsigned long long)walk.seed,
                         str_text(&walk.told), walk_word(i), str_text(&ran.err));
            missing++;
        }
    }
    ran_finish(&ran);
    return missing;
}

static unsigned long walk_from(uint64_t seed, bool aloud)
{
    char name[32];
    walk.seed = seed;
    walk.random = seed * 0x9e3779b97f4a7c15u;
    walk.words = 0;
    walk.lock = -1;
    walk.was_full = false;
    memset(walk.promised, 0, sizeof walk.promised);
    str_clear(&walk.told);
    memset(walk.windows, 0, sizeof walk.windows);
    walk_dice(2);
    snprintf(name, sizeof name, "walk-%llu", (unsigned long long)seed);
    char *folder = test_path(name);
    cr_assert_eq(mkdir(folder, 0700), 0);
    cr_assert_eq(chdir(folder), 0);
    walk.path = "t.json", walk.older = "older", walk.other = "other.json";
    EXPECT_RUN(0, "", NULL, "new", "--table", "4", walk.path);
    EXPECT_RUN(0, "", NULL, "new", "--table", "5", walk.other);
    walk_type(0);
    for (int i = 0; i < STEPS; i++) {
        step(aloud);
    }
    walk_let_go(0);
    for (unsigned i = 0; i < WINDOWS; i++) {
        empty_disk(i);
        leave(i);
    }
    walk_restore_the_empty();
    free(folder);
    return count_missing();
}

TestSuite(walks, .fini = end_test);

/* What the walkers run. By hand, the steps of one:
 * ROUNDTABLE_WALKER=161 ROUNDTABLE_WALKS=1 build/roundtable-tests --filter 'walks/one*' */
Test(walks, one_after_the_other)
{
    unsigned long first = times_asked("WALKER", 0), walks = times_asked("WALKS", 1);
    if (!first) {
        cr_skip_test("others run it");
    }
    for (unsigned long seed = first; seed < first + walks; seed++) {
        cr_expect_eq(walk_from(seed, walks == 1), 0, "words are lost");
    }
    str_finish(&walk.told);
}

Test(walks, lose_nothing_that_the_screen_called_saved)
{
    struct str said = STR_EMPTY;
    unsigned long first = times_asked("WALK", 1);
    unsigned long walks = times_asked("WALKS", program_is_sanitized() ? 100 : 200);
    unsigned long bad = walkers_run("walks/one_after_the_other", first, walks, &said);
    cr_expect_eq(bad, 0, "%s", str_text(&said));
    figure("random walks: killed, synced, deleted, locked, disk full, merged", walks, bad,
           first);
    str_finish(&said);
}
