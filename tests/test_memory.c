/* Memory runs out at every single allocation of a command: it ends in an orderly way,
 * and what it was to read or write is as it was, or whole. */

#include "support/expect.h"
#include "support/figures.h"
#include "support/folder.h"
#include "support/program.h"

#include "base/memory.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_NAME "desk/session.json"
#define OUT_NAME "desk/out.html"
#define NEW_NAME "desk/new.json"

enum { MOST_ARGUMENTS = 8 };

/* argv[0] "saver" is build/saver, and "roundtable" a copy that stands alone: programs
 * beside it are not what is tried here. Names in desk/ are paths there. */
static const char *const commands[][MOST_ARGUMENTS] = {
    {"roundtable", "export", "-f", "text", FILE_NAME},
    {"roundtable", "export", "-f", "html", FILE_NAME},
    {"roundtable", "export", "-f", "csv", FILE_NAME},
    {"roundtable", "export", "-f", "markdown", FILE_NAME},
    {"roundtable", "export", "-f", "json", FILE_NAME},
    {"roundtable", "export", "-o", OUT_NAME, FILE_NAME},
    {"roundtable", "check", FILE_NAME},
    {"roundtable", "new", "--title", "Ageing", NEW_NAME},
    {"saver", FILE_NAME, "typed", "2", "3"},
};

static struct {
    char *session;   /* what the file holds before each run */
    char *good_file; /* and after one where memory lasted, */
    char *good_out;  /* NULL if the command writes no other, */
    struct ran good; /* which went so */
    unsigned long runs, bad;
} bench;

/* Runs a command with its names made paths; n is the call that fails, 0 for none. */
static struct ran run(const char *const *command, unsigned long n, bool once)
{
    char *argv[MOST_ARGUMENTS + 1] = {0}, number[24];
    for (size_t i = 0; i < MOST_ARGUMENTS && command[i]; i++) {
        argv[i] = strcmp(command[i], "saver") == 0        ? program_beside("saver")
                  : strcmp(command[i], "roundtable") == 0 ? test_path("own/roundtable")
                  : strncmp(command[i], "desk/", 5) == 0  ? test_path(command[i])
                                                          : memory_copy_text(command[i]);
    }
    char *preload = program_beside("fail_allocation.so"), *count = test_path("count");
    snprintf(number, sizeof number, "%lu", n);
    program_env("LD_PRELOAD", preload);
    program_env("ROUNDTABLE_FAIL_ALLOCATION", number);
    program_env("ROUNDTABLE_FAIL_ONCE", once ? "1" : NULL);
    program_env("ROUNDTABLE_COUNT_ALLOCATIONS", n ? NULL : count);
    struct ran ran = program_run(NULL, (const char *const *)argv);
    program_env("LD_PRELOAD", NULL);
    for (size_t i = 0; i < MOST_ARGUMENTS; i++) {
        free(argv[i]);
    }
    free(preload);
    free(count);
    return ran;
}

static void copy_the_program(void)
{
    char *copy = test_path("own/roundtable");
    text_file_write(copy, "");
    struct ran ran = program_run(NULL, WORDS("cp", program_path(), copy));
    cr_assert_eq(ran.status, 0, "%s", ran.err.bytes);
    cr_assert_eq(chmod(copy, 0755), 0);
    program_env("PATH", "/none");
    ran_finish(&ran);
    free(copy);
}

static void remove_all_but_the_file(void)
{
    static unsigned long number;
    char name[32];
    snprintf(name, sizeof name, "state-%lu", number++);
    char *state = test_path(name);
    program_env("XDG_STATE_HOME", state);
    free(state);
    char *folder = test_path("desk"), *file = test_path(FILE_NAME);
    DIR *dir = opendir(folder);
    cr_assert(dir);
    for (const struct dirent *d; (d = readdir(dir));) {
        if (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0) {
            unlinkat(dirfd(dir), d->d_name, 0);
        }
    }
    closedir(dir);
    text_file_write(file, bench.session);
    free(folder);
    free(file);
}

static char *read_name(const char *name)
{
    char *path = test_path(name), *text = text_file_read(path);
    free(path);
    return text;
}

/* The file is what it was, or opens with all that it had and all that was kept. */
static void expect_session(const char *said, struct str *wrong)
{
    char *now = read_name(FILE_NAME), *path = test_path(FILE_NAME);
    bool kept = strstr(said, "kept ") && !strstr(said, "not kept");
    if (!now || strcmp(now, bench.session) != 0 || kept) {
        struct ran ran =
            program_run(NULL, WORDS("roundtable", "export", "-f", "text", path));
        if (ran.status != 0 || !strstr(ran.out.bytes, "before 2") ||
            (strstr(said, "\nkept 1\n") && !strstr(ran.out.bytes, "typed 1")) ||
            (strstr(said, "\nkept 2\n") && !strstr(ran.out.bytes, "typed 2"))) {
            str_addf(wrong, "the file is neither what it was nor the new one (%s); ",
                     ran.err.bytes);
        }
        ran_finish(&ran);
    }
    free(now);
    free(path);
}

static void expect_folder(struct str *wrong)
{
    char *folder = test_path("desk");
    DIR *dir = opendir(folder);
    cr_assert(dir);
    for (const struct dirent *d; (d = readdir(dir));) {
        size_t len = strlen(d->d_name);
        if (len > 4 && strcmp(d->d_name + len - 4, ".tmp") == 0) {
            str_addf(wrong, "%s is left; ", d->d_name);
        }
    }
    closedir(dir);
    free(folder);
}

/* What is written anew is not there, or whole; only a new session is never the same. */
static void expect_output(const char *name, struct str *wrong)
{
    char *now = read_name(name);
    if (now && (!bench.good_out || !*now ||
                (strcmp(name, OUT_NAME) == 0 && strcmp(now, bench.good_out) != 0) ||
                strcmp(now + strlen(now) - 2,
                       bench.good_out + strlen(bench.good_out) - 2) != 0)) {
        str_addf(wrong, "%s is there and not whole; ", name);
    }
    free(now);
}

static void try(const char *const *command, unsigned long n, bool once)
{
    struct str wrong = STR_EMPTY, said = STR_EMPTY;
    remove_all_but_the_file();
    struct ran ran = run(command, n, once);
    str_addf(&said, "\n%s", ran.out.bytes);
    bool as_ever = ran.status == bench.good.status &&
                   strcmp(ran.out.bytes, bench.good.out.bytes) == 0;
    if (!as_ever && (ran.status != 1 || !*ran.err.bytes) &&
        !strstr(ran.out.bytes, "failed: ")) {
        str_addf(&wrong, "it ended with %d; ", ran.status);
    }
    expect_session(said.bytes, &wrong);
    expect_folder(&wrong);
    expect_output(OUT_NAME, &wrong);
    expect_output(NEW_NAME, &wrong);
    bench.runs++;
    bench.bad += wrong.len_bytes > 0;
    cr_expect(!wrong.len_bytes, "%s %s, allocation %lu%s fails: %s\nit said: %s%s",
              command[0], command[1], n, once ? "" : " and all later ones",
              wrong.bytes ? wrong.bytes : "", ran.out.bytes, ran.err.bytes);
    ran_finish(&ran);
    str_finish(&wrong);
    str_finish(&said);
}

/* How many allocations a command makes when memory lasts. */
static unsigned long learn(const char *const *command)
{
    remove_all_but_the_file();
    bench.good = run(command, 0, false);
    cr_assert(bench.good.status == 0 || bench.good.status == 3, /* the clock stands */
              "%s %s: %d %s", command[0], command[1], bench.good.status,
              bench.good.err.bytes);
    bench.good_file = read_name(FILE_NAME);
    bench.good_out = read_name(OUT_NAME);
    if (!bench.good_out) {
        bench.good_out = read_name(NEW_NAME);
    }
    char *count = read_name("count");
    unsigned long calls = count ? strtoul(count, NULL, 10) : 0;
    cr_assert(calls > 0, "nothing was counted");
    free(count);
    return calls;
}

static void forget(void)
{
    ran_finish(&bench.good);
    free(bench.good_file);
    free(bench.good_out);
}

Test(memory, that_runs_out_at_any_moment_damages_nothing, .fini = folder_finish)
{
    /* Every allocation where there are no more than that many, else so many of them. */
    unsigned long most = times_asked("ALLOCATIONS", 1000);
    if (program_is_sanitized()) {
        return; /* the sanitizers keep the heap themselves */
    }
    char *path = test_path(FILE_NAME), *saver = program_beside("saver");
    text_file_write(path, "");
    unlink(path);
    struct ran ran = program_run(NULL, WORDS(saver, path, "before", "2", "1"));
    cr_assert_eq(ran.status, 0, "%s%s", ran.out.bytes, ran.err.bytes);
    bench.session = text_file_read(path);
    copy_the_program();
    for (size_t i = 0; i < LENGTH(commands); i++) {
        unsigned long calls = learn(commands[i]), step = 1 + (calls - 1) / most;
        for (unsigned long n = 1; n <= calls; n += step) {
            try(commands[i], n, false);
            try(commands[i], n, true);
        }
        forget();
    }
    figure("allocations failing in load, save and export", bench.runs, bench.bad, 0);
    ran_finish(&ran);
    free(bench.session);
    free(path);
    free(saver);
}
