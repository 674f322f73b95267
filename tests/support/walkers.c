#include "support/walkers.h"

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { AT_ONCE = 10, MOST_EACH = 10 };

/* What a run of the tests is to know of this one. */
static void pass_on(void)
{
    static const char *const names[] = {"TMPDIR", "ROUNDTABLE_TEST_DEADLINE_S"};
    program_env("ROUNDTABLE_PROGRAM", program_path());
    for (size_t i = 0; i < LENGTH(names); i++) {
        program_env(names[i], getenv(names[i]));
    }
}

static pid_t start(const char *test, unsigned long first, unsigned long walks, int output)
{
    char seed[24], count[24];
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    snprintf(seed, sizeof seed, "%lu", first);
    snprintf(count, sizeof count, "%lu", walks);
    program_env("ROUNDTABLE_WALKER", seed);
    program_env("ROUNDTABLE_WALKS", count);
    pid_t walker = program_start(WORDS("/proc/self/exe", "--filter", test),
                                 (int[]){nothing, output, output}, false);
    close(nothing);
    return walker;
}

static unsigned long run_all(const char *test, unsigned long first, unsigned long walks,
                             int output)
{
    pid_t walkers[AT_ONCE] = {0};
    unsigned long bad = 0, running = 0;
    do {
        for (size_t i = 0; i < AT_ONCE; i++) {
            unsigned long each = walks < MOST_EACH ? walks : MOST_EACH;
            int status;
            if (walkers[i] &&
                program_wait(walkers[i], program_clock_ms() + 10, &status)) {
                bad += status != 0;
                walkers[i] = 0;
                running--;
            }
            if (!walkers[i] && each) {
                walkers[i] = start(test, first, each, output);
                first += each;
                walks -= each;
                running++;
            }
        }
    } while (running);
    return bad;
}

unsigned long walkers_run(const char *test, unsigned long first, unsigned long walks,
                          struct str *said)
{
    char *name = test_path("walkers");
    int output = open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    cr_assert_geq(output, 0);
    pass_on();
    unsigned long bad = run_all(test, first, walks, output);
    close(output);
    if (bad) {
        char *text = text_file_read(name);
        str_add(said, text);
        free(text);
    }
    free(name);
    return bad;
}
