/* A disk that fails, and a program that is killed, at every single system call of a
 * save: strace injects the fault, build/saver does the typing, and a program without
 * faults looks at what is left. */

#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/traces.h"

#include "base/hash.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WHAT "kill, EIO, ENOSPC, EDQUOT at every system call of a "

enum { GOALS = 2, KILLED = 128 + 9 };

/* A goal that the file or the journal holds before the faults come. */
static const char *const before[] = {"before 1", "before 2", "left 1"};

static const char *const faults[] = {"signal=KILL", "error=EIO", "error=ENOSPC",
                                     "error=EDQUOT"};

static struct {
    char *saver, *folder, *path, *journal, *log;
    char *older; /* what a sync service puts back after a save; or NULL */
    bool exists; /* the file, before each run */
    char *path_bytes, *journal_bytes; /* what both hold then */
    struct call *calls;               /* from the opening of the file on */
    size_t count;
    unsigned long runs, bad;
} bench;

/* The names of "inject=NAME,NAME:…" behind the others. */
static void add_names(const char *inject, struct str *names)
{
    const char *name = strchr(inject, '=') + 1;
    str_add(names, names->len_bytes ? "," : "trace=");
    str_add_bytes(names, name, strcspn(name, ":"));
}

/* inject_more may also be a path, to which the faults then are confined. The kernel tells
 * strace of calls of these names alone where it can, which takes half the time: a signal
 * would not come then. */
static struct ran save(const char *words, const char *goals, const char *seed,
                       const char *inject, const char *inject_more)
{
    const char *argv[20] = {"strace", "-q", "-o", bench.log};
    size_t at = 4;
    struct str names = STR_EMPTY;
    if (inject) {
        argv[at++] = "-e";
        argv[at++] = inject;
        add_names(inject, &names);
    }
    if (inject_more && *inject_more != '/') {
        add_names(inject_more, &names);
    }
    bool whole = !inject || strstr(inject, "signal=") ||
                 (inject_more && (*inject_more == '/' || strstr(inject_more, "signal=")));
    if (!whole) {
        const char *const few[] = {"-f", "--seccomp-bpf", "-e", names.bytes};
        memcpy(argv + at, few, sizeof few);
        at += LENGTH(few);
    }
    if (inject_more) {
        argv[at++] = *inject_more == '/' ? "-P" : "-e";
        argv[at++] = inject_more;
    }
    const char *const rest[] = {bench.saver, bench.path, words,      goals,
                                seed,        "0",        bench.older};
    memcpy(argv + at, rest, sizeof rest);
    struct ran ran = program_run(NULL, argv);
    str_finish(&names);
    return ran;
}

/* How many names in the folder end so; they are removed if asked to. */
static size_t names_ending(const char *ending, bool remove_them)
{
    size_t count = 0;
    DIR *dir = opendir(bench.folder);
    cr_assert(dir);
    for (const struct dirent *d; (d = readdir(dir));) {
        size_t len = strlen(d->d_name);
        if (len >= strlen(ending) && strcmp(d->d_name, ".") != 0 &&
            strcmp(d->d_name, "..") != 0 &&
            strcmp(d->d_name + len - strlen(ending), ending) == 0) {
            count++;
            if (remove_them) {
                unlinkat(dirfd(dir), d->d_name, 0);
            }
        }
    }
    closedir(dir);
    return count;
}

/* The state folder, too: what was rescued in one run must not help the next. */
static void make_anew(void)
{
    static unsigned long number;
    char name[32];
    snprintf(name, sizeof name, "state-%lu", number++);
    char *state = test_path(name);
    program_env("XDG_STATE_HOME", state);
    free(state);
    names_ending("", true);
    if (bench.exists) {
        text_file_write(bench.path, bench.path_bytes);
        text_file_write(bench.journal, bench.journal_bytes);
    }
    if (bench.older) {
        text_file_write(bench.older, bench.path_bytes);
    }
}

/* The calls of a clean run, from the first that has to do with the file. */
static void list_calls(void)
{
    make_anew();
    struct ran ran = save("typed", "2", "3", NULL, NULL);
    cr_assert(strstr(ran.out.bytes, "kept 1\nkept 2\nsaved\n"), "%s", ran.err.bytes);
    cr_assert_eq(ran.status, 0, "%s", ran.out.bytes);
    ran_finish(&ran);
    free(bench.calls);
    bench.calls = traced_calls(bench.log, "session.json", &bench.count);
}

static bool bench_make(const char *what, bool exists)
{
    if (program_is_sanitized() || !traces_possible(what)) {
        return false;
    }
    bench.saver = program_beside("saver");
    bench.folder = test_path("desk");
    bench.path = test_path("desk/session.json");
    bench.journal = test_path("desk/session.json.journal");
    bench.log = test_path("strace.log");
    text_file_write(bench.path, "");
    unlink(bench.path);
    if (exists) {
        struct ran first = save("before", "2", "1", NULL, NULL);
        cr_assert_eq(first.status, 0, "%s%s", first.out.bytes, first.err.bytes);
        struct ran killed =
            save("left", "1", "2", "inject=rename,renameat,renameat2:signal=KILL", NULL);
        cr_assert_str_eq(killed.out.bytes, "kept 1\n", "%s", killed.err.bytes);
        bench.path_bytes = text_file_read(bench.path);
        bench.journal_bytes = text_file_read(bench.journal);
        cr_assert(bench.path_bytes && bench.journal_bytes);
        bench.exists = true;
        ran_finish(&first);
        ran_finish(&killed);
    }
    list_calls();
    return true;
}

/* Before the save that is tried, all was saved, and an older state was put back. */
static bool bench_make_older(const char *what)
{
    if (!bench_make(what, true)) {
        return false;
    }
    bench.older = test_path("older.json");
    list_calls();
    return true;
}

static void bench_free(void)
{
    char *const all[] = {bench.saver,      bench.folder,       bench.path,
                         bench.journal,    bench.log,          bench.older,
                         bench.path_bytes, bench.journal_bytes};
    for (size_t i = 0; i < LENGTH(all); i++) {
        free(all[i]);
    }
    free(bench.calls);
    memset(&bench, 0, sizeof bench);
}

/* Goals that a program without faults does not find, as words; "" if it finds all. */
static void missing(const char *shown, const char *said, struct str *out)
{
    for (size_t i = 0; bench.exists && i < LENGTH(before); i++) {
        if (!strstr(shown, before[i])) {
            str_addf(out, "‘%s’ is lost; ", before[i]);
        }
    }
    for (int i = 1; i <= GOALS; i++) {
        char kept[24], goal[24];
        snprintf(kept, sizeof kept, "kept %d\n", i);
        snprintf(goal, sizeof goal, "typed %d", i);
        bool promised =
            strstr(said, kept) || strstr(said, "saved\n") || strstr(said, "rescued: ");
        if (promised && !strstr(shown, goal)) {
            str_addf(out, "‘%s’ is lost; ", goal);
        }
    }
}

static void look_at(const char *said, const char *how, struct str *wrong)
{
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "export", "-f", "text", bench.path));
    if (ran.status != 0) {
        str_addf(wrong, "%s does not open: %s; ", how, ran.err.bytes);
    } else {
        missing(ran.out.bytes, said, wrong);
    }
    ran_finish(&ran);
}

/* One run with faults and what is left of it; counts it. */
static void try(const char *inject, const char *inject_more, bool may_leave_temporary)
{
    struct str wrong = STR_EMPTY;
    make_anew();
    struct ran ran = save("typed", "2", "3", inject, inject_more);
    bool killed = strstr(inject, "KILL") || (inject_more && strstr(inject_more, "KILL"));
    if (ran.status >= 126 && !(killed && ran.status == KILLED)) {
        str_addf(&wrong, "it ended with %d; ", ran.status);
    }
    if (ran.status != KILLED && !may_leave_temporary && names_ending(".tmp", false)) {
        str_add(&wrong, "a temporary file is left; ");
    }
    if (bench.exists) {
        look_at(ran.out.bytes, "the file as it was left", &wrong);
    }
    struct ran again =
        program_run(NULL, WORDS(bench.saver, bench.path, "again", "0", "4"));
    if (strcmp(again.out.bytes, "saved\n") != 0) {
        str_addf(&wrong, "it cannot be saved again: %s; ", again.out.bytes);
    }
    look_at(ran.out.bytes, "the file saved again", &wrong);
    bench.runs++;
    bench.bad += wrong.len_bytes > 0;
    cr_expect(!wrong.len_bytes, "%s %s: %s\nit had said:\n%s%s", inject,
              inject_more ? inject_more : "", str_text(&wrong), ran.out.bytes,
              ran.err.bytes);
    ran_finish(&ran);
    ran_finish(&again);
    str_finish(&wrong);
}

static void name_fault(struct str *out, const struct call *call, const char *fault,
                       bool from_then_on)
{
    str_clear(out);
    str_addf(out, "inject=%s:%s:when=%d%s", call->name, fault, call->nth,
             from_then_on ? "+" : "");
}

/* Each call fails in each way, once, and from then on. */
static void try_all(void)
{
    struct str inject = STR_EMPTY;
    for (size_t i = 0; i < bench.count; i++) {
        for (size_t f = 0; f < LENGTH(faults); f++) {
            for (int more = 0; more < (f ? 2 : 1); more++) {
                name_fault(&inject, &bench.calls[i], faults[f], more);
                try(inject.bytes, NULL, strcmp(bench.calls[i].name, "unlink") == 0);
            }
        }
    }
    str_finish(&inject);
}

TestSuite(faults, .fini = folder_finish);

Test(faults, at_any_call_of_a_save_lose_nothing_that_was_kept)
{
    static const char what[] = WHAT "save";
    if (bench_make(what, true)) {
        try_all();
        figure(what, bench.runs, bench.bad, 0);
        bench_free();
    }
}

Test(faults, at_any_call_of_a_first_save_lose_nothing_that_was_kept)
{
    static const char what[] = WHAT "first save";
    if (bench_make(what, false)) {
        try_all();
        figure(what, bench.runs, bench.bad, 0);
        bench_free();
    }
}

/* What was kept stands in the journal alone when the program is killed before it saves,
 * so a call that failed before is one that should have been noticed. */
Test(faults, before_a_save_that_never_comes_lose_nothing_that_was_kept)
{
    static const char what[] = "the same, killed before the file is replaced";
    struct str inject = STR_EMPTY;
    if (bench_make(what, true)) {
        for (size_t i = 0; i < bench.count; i++) {
            for (size_t f = 1; f < LENGTH(faults); f++) {
                if (strncmp(bench.calls[i].name, "rename", 6) != 0) {
                    name_fault(&inject, &bench.calls[i], faults[f], false);
                    try(inject.bytes, "inject=rename,renameat,renameat2:signal=KILL",
                        true);
                }
            }
        }
        figure(what, bench.runs, bench.bad, 0);
        bench_free();
    }
    str_finish(&inject);
}

/* Killed at each call; where that leaves a file that was written again, it is emptied, and
 * restored with all that it had. */
static void try_to_restore(const char *what)
{
    struct str inject = STR_EMPTY, wrong = STR_EMPTY;
    for (size_t i = 0; i < bench.count; i++) {
        name_fault(&inject, &bench.calls[i], "signal=KILL", false);
        make_anew();
        struct ran ran = save("typed", "2", "3", inject.bytes, NULL);
        char *bytes = text_file_read(bench.path);
        if (strcmp(bytes, bench.path_bytes) != 0) {
            text_file_write(bench.path, "");
            EXPECT_RUN(0, "", "", "restore", bench.path);
            look_at(ran.out.bytes, inject.bytes, &wrong);
            bench.runs++;
        }
        free(bytes);
        ran_finish(&ran);
    }
    cr_expect(!wrong.len_bytes, "%s", str_text(&wrong));
    figure(what, bench.runs, wrong.len_bytes > 0, 0);
    str_finish(&inject);
    str_finish(&wrong);
}

/* From the moment that the journal is emptied, a generation has what it had. */
Test(faults, at_any_call_of_a_save_leave_what_an_emptied_file_is_restored_from)
{
    static const char what[] = "killed at every call of a save, then the file emptied";
    if (bench_make(what, true)) {
        try_to_restore(what);
        bench_free();
    }
}

/* The journal was emptied before, and the older state is a generation as well. */
Test(faults,
     after_an_older_state_was_put_back_leave_what_an_emptied_file_is_restored_from)
{
    static const char what[] = "the same, with an older state put back before the save";
    if (bench_make_older(what)) {
        try_to_restore(what);
        cr_expect(bench.runs > 10, "%lu", bench.runs);
        bench_free();
    }
}

static bool is_first_of_name(size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (strcmp(bench.calls[i].name, bench.calls[at].name) == 0) {
            return false;
        }
    }
    return true;
}

/* One file (the session, its journal, their folder) where all calls of a name fail. */
Test(faults, of_one_file_at_every_call_lose_nothing_that_was_kept)
{
    static const char what[] = "one file that fails whatever is asked of it";
    struct str inject = STR_EMPTY;
    if (bench_make(what, true)) {
        const char *const paths[] = {bench.path, bench.journal, bench.folder};
        for (size_t i = 0; i < bench.count; i++) {
            for (size_t p = 0; is_first_of_name(i) && p < LENGTH(paths); p++) {
                for (size_t f = 1; f < LENGTH(faults); f++) {
                    str_clear(&inject);
                    str_addf(&inject, "inject=%s:%s", bench.calls[i].name, faults[f]);
                    try(inject.bytes, paths[p], true);
                }
            }
        }
        figure(what, bench.runs, bench.bad, 0);
        bench_free();
    }
    str_finish(&inject);
}

Test(faults, two_at_a_time_lose_nothing_that_was_kept)
{
    static const char what[] = "two faults in one save";
    unsigned long wanted = times_asked("FAULTS", 200);
    struct dice dice = {20170222};
    struct str one = STR_EMPTY, other = STR_EMPTY;
    if (wanted && bench_make(what, true)) {
        while (bench.runs < wanted) {
            const struct call *a = &bench.calls[dice_roll(&dice) % bench.count];
            const struct call *b = &bench.calls[dice_roll(&dice) % bench.count];
            uint64_t how = dice_roll(&dice);
            if (strcmp(a->name, b->name) != 0) { /* of one name, strace keeps the last */
                name_fault(&one, a, faults[1 + how % 3], how >> 8 & 1);
                name_fault(&other, b, faults[(how >> 16) % 4], how >> 24 & 1);
                try(one.bytes, other.bytes, true);
            }
        }
        figure(what, bench.runs, bench.bad, 20170222);
        bench_free();
    }
    str_finish(&one);
    str_finish(&other);
}
