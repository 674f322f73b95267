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

#include "store/rescue_places.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"
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

enum { STEPS = 9, MOST_WORDS = STEPS + 2, WINDOWS = 2 };

struct window {
    struct typist *typist; /* NULL: not open */
    bool full;             /* nothing can be written by it */
    bool has[MOST_WORDS];
};

static struct {
    uint64_t seed, random;
    const char *path, *older, *other;
    struct window windows[WINDOWS];
    int lock;      /* the folder's, held; -1: not */
    bool was_full; /* one of them, at some time */
    size_t words;
    bool promised[MOST_WORDS];
    struct str told; /* the steps so far, for people */
} walk;

static unsigned dice(unsigned sides)
{
    walk.random = walk.random * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(walk.random >> 33) % sides;
}

static const char *word(size_t number)
{
    static char words[32];
    snprintf(words, sizeof words, "word-%02zu-", number);
    return words;
}

static bool stands_in(const char *name, const char *what)
{
    char *text = name ? text_file_read(name) : NULL;
    bool stands = text && strstr(text, what);
    free(text);
    return stands;
}

/* Whether the word was said, not only begun, in what opening takes in. */
static bool is_on_disk(size_t number)
{
    char said[64], journal[64];
    snprintf(said, sizeof said, "\"text\":\"%s", word(number));
    snprintf(journal, sizeof journal, "%s.journal", walk.path);
    bool is = stands_in(walk.path, said) || stands_in(journal, said);
    for (int i = 0; i < RESCUE_PLACES && !is; i++) {
        char *place = rescue_place(walk.path, i);
        is = stands_in(place, said);
        free(place);
    }
    return is;
}

static bool any_open(void)
{
    return walk.windows[0].typist || walk.windows[1].typist;
}

/* Whether the first row calls it that now. */
static bool is_called(struct typist *t, const char *state)
{
    struct str row = STR_EMPTY;
    typist_read(t, 0);
    typist_row(t, 0, &row);
    const char *last = strrchr(str_text(&row), state[0]);
    bool is = last && strcmp(last, state) == 0;
    str_finish(&row);
    return is;
}

/* After something that no window could notice, or after what was said to be gone. */
static void promise_what_is_left(void)
{
    for (size_t i = 0; i < walk.words; i++) {
        bool left = is_on_disk(i);
        for (size_t w = 0; w < WINDOWS; w++) {
            left = left || (walk.windows[w].typist && walk.windows[w].has[i]);
        }
        walk.promised[i] = walk.promised[i] && left;
    }
}

/* What each window has by now, and whether it calls that saved. */
static void look(void)
{
    for (size_t w = 0; w < WINDOWS; w++) {
        struct window *window = &walk.windows[w];
        bool saved = window->typist && is_called(window->typist, " saved");
        for (size_t i = 0; window->typist && i < walk.words; i++) {
            window->has[i] = window->has[i] || is_on_disk(i);
            walk.promised[i] = walk.promised[i] || (saved && window->has[i]);
        }
    }
}

/* Waits until one of the two is on the screen; which. */
static bool says(struct typist *t, const char *one, const char *other)
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (program_clock_ms() < until_ms) {
        if (typist_sees(t, other) || typist_sees(t, one)) {
            return !typist_sees(t, other);
        }
        typist_read(t, 50);
    }
    typist_fail(t, "waited in vain for this, or that it is not saved:", one);
}

static void let_go(unsigned unused)
{
    (void)unused;
    if (walk.lock >= 0) {
        close(walk.lock);
        walk.lock = -1;
    }
}

static bool is_empty(void)
{
    struct stat about;
    return stat(walk.path, &about) == 0 && about.st_size == 0;
}

/* A file that was emptied while none was open says so, and how to mend that. */
static void restore_the_empty(void)
{
    if (is_empty()) {
        let_go(0);
        EXPECT_RUN(0, "", "", "restore", walk.path);
    }
}

/* False if there is nothing to open yet: another window is to write it again. No message is
 * wrapped in a window so wide. */
static bool open_window(unsigned which)
{
    struct window *window = &walk.windows[which];
    if (!window->typist && any_open() && is_empty()) {
        return false;
    }
    if (!window->typist) {
        restore_the_empty();
        *window = (struct window){
            .typist = typist_open(24, 400, WORDS("roundtable", "--no-mouse", walk.path))};
    }
    return true;
}

/* The grid shows only so many goals, so the message is waited for. */
static void type(unsigned which)
{
    struct window *window = &walk.windows[which];
    char said[64];
    if (!open_window(which)) {
        return;
    }
    struct typist *t = window->typist;
    size_t number = walk.words++;
    snprintf(said, sizeof said, "Added ‘%s", word(number));
    typist_type(t, "g");
    typist_wait(t, "New goal");
    typist_type(t, CTRL_U);
    typist_type(t, word(number));
    typist_type(t, "\r");
    window->has[number] = true;
    walk.promised[number] = says(t, said, "NOT SAVED") && says(t, " saved", "NOT SAVED");
    typist_type(t, ESC);
    typist_wait_gone(t, "New goal");
}

static int end(unsigned which)
{
    int status = typist_end(walk.windows[which].typist);
    cr_assert(status == 0 || status == 1 || status >= 128, "seed %llu:%s: status %d",
              (unsigned long long)walk.seed, walk.told.bytes, status);
    return status;
}

static void close_window(unsigned which)
{
    typist_free(walk.windows[which].typist);
    walk.windows[which] = (struct window){0};
}

/* Where the file is gone, q says so first, and where nothing can be saved, it asks. A slow
 * program may have asked before it is asked again, and stays then. */
static void leave(unsigned which)
{
    enum { AGAIN_MS = 3000 };
    struct typist *t = walk.windows[which].typist;
    int64_t until_ms = program_clock_ms() + program_deadline_ms(), again_ms = 0;
    bool lost = false, gone = false;
    while (t && !typist_silent(t)) {
        bool told = !gone && is_called(t, "FILE GONE");
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
        end(which);
        close_window(which);
    }
    if (lost) {
        promise_what_is_left();
    }
}

/* What can be kept nowhere is said. */
static void ask_to_end(unsigned which)
{
    struct typist *t = walk.windows[which].typist;
    if (t) {
        typist_signal(t, dice(2) ? SIGTERM : SIGHUP);
        if (end(which) == 1) {
            for (size_t i = 0; i < walk.words; i++) {
                walk.promised[i] = walk.promised[i] && !typist_sees(t, word(i));
            }
        }
        close_window(which);
    }
}

static bool says_so(struct typist *t)
{
    return is_called(t, "NOT SAVED") || is_called(t, "FILE GONE");
}

static bool does_not_say_saved(struct typist *t)
{
    return !is_called(t, " saved");
}

/* Whether every promised word is on the disk, or told by whoever has it. */
static bool all_is_there_or(bool (*is_told)(struct typist *))
{
    bool good = true, there = stands_in(walk.path, "edits");
    for (size_t w = 0; w < WINDOWS; w++) {
        struct window *window = &walk.windows[w];
        bool told = !window->typist || is_told(window->typist);
        good = good && (there || told);
        for (size_t i = 0; i < walk.words; i++) {
            good =
                good && (told || !walk.promised[i] || !window->has[i] || is_on_disk(i));
        }
    }
    return good;
}

static void await(bool (*is_told)(struct typist *))
{
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (any_open() && !all_is_there_or(is_told)) {
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
        bool saved = is_called(t, " saved");
        typist_signal(t, SIGKILL);
        end(which);
        close_window(which);
        if (!saved) {
            promise_what_is_left();
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
    if (dice(4)) {
        await(says_so);
    }
    promise_what_is_left();
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
        if (any_open()) {
            outside_is_done();
        } else if (walk.was_full) {
            restore_the_empty();
            promise_what_is_left();
        }
    }
}

static void lock(unsigned unused)
{
    (void)unused;
    if (walk.lock < 0 && any_open()) {
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
    {"type", type},
    {"type", type},
    {"type", type},
    {"type", type},
    {"leave", leave},
    {"end", ask_to_end},
    {"kill", kill_it},
    {"keep older", keep_older},
    {"keep older", keep_older},
    {"put back", put_back},
    {"put back", put_back},
    {"delete", take_away},
    {"empty", empty},
    {"lock", lock},
    {"let go", let_go},
    {"fill", fill_disk},
    {"room", empty_disk},
    {"merge", merge},
};

static void step(bool aloud)
{
    unsigned which = dice(3) == 0, what = dice(LENGTH(steps));
    str_addf(&walk.told, " %s %u", steps[what].name, which);
    if (aloud) {
        fprintf(stderr, "%s %u\n", steps[what].name, which);
    }
    steps[what].take(which);
    look();
}

/* How many of the promised words the file lacks at the end. */
static unsigned long count_missing(void)
{
    unsigned long missing = 0;
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "export", "-f", "text", walk.path));
    for (size_t i = 0; i < walk.words; i++) {
        if (walk.promised[i] && !strstr(str_text(&ran.out), word(i))) {
            cr_log_error("seed %llu:%s: %s is missing; %s", (unsigned long long)walk.seed,
                         str_text(&walk.told), word(i), str_text(&ran.err));
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
    dice(2);
    snprintf(name, sizeof name, "walk-%llu", (unsigned long long)seed);
    char *folder = test_path(name);
    cr_assert_eq(mkdir(folder, 0700), 0);
    cr_assert_eq(chdir(folder), 0);
    walk.path = "t.json", walk.older = "older", walk.other = "other.json";
    EXPECT_RUN(0, "", NULL, "new", "--table", "4", walk.path);
    EXPECT_RUN(0, "", NULL, "new", "--table", "5", walk.other);
    type(0);
    for (int i = 0; i < STEPS; i++) {
        step(aloud);
    }
    let_go(0);
    for (unsigned i = 0; i < WINDOWS; i++) {
        empty_disk(i);
        leave(i);
    }
    restore_the_empty();
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
