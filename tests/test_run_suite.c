/* What failed is at the end of a log, whatever sanitizers reported before it. */
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

TestSuite(run_suite, .init = enter_folder, .fini = folder_finish);

/* Tests of which one failed and, left in the middle, kept its memory. */
static const char leaking[] = "#!/bin/sh\n"
                              "reports=${ASAN_OPTIONS#log_path=}\n"
                              "reports=${reports%%:*}\n"
                              "for n in $(seq 12); do seq 300 >$reports.$n; done\n"
                              "echo '[----] tests/test_x.c:1: Assertion Failed'\n"
                              "echo '[FAIL] x::a_thing: (0.01s)'\n"
                              "exit 1\n";

static struct ran run_leaking(const char *tests)
{
    char *build = test_path("build"), *path = test_path("build/roundtable-tests");
    struct str script = str_of("%s/tests/run-suite.sh", repo_root());
    mkdir(build, 0700);
    text_file_write(path, tests);
    chmod(path, 0700);
    struct ran ran = program_run(NULL, WORDS("sh", script.bytes, build));
    str_finish(&script);
    free(path);
    free(build);
    return ran;
}

Test(run_suite, failures_are_told_last_behind_the_beginnings_of_reports)
{
    static const char last[] = "roundtable: what failed, as told above:\n"
                               "[----] tests/test_x.c:1: Assertion Failed\n"
                               "[FAIL] x::a_thing: (0.01s)\n";
    struct ran ran = run_leaking(leaking);
    cr_expect_eq(ran.status, 1);
    const char *end = strstr(ran.out.bytes, last);
    cr_expect(end && !end[strlen(last)], "%s", ran.out.bytes);
    expect_part(ran.out.bytes, "roundtable: a report of the sanitizers, 300 lines:\n1\n");
    expect_part(ran.out.bytes, "\n100\nroundtable: ");
    expect_no_part(ran.out.bytes, "\n101\n");
    expect_part(ran.out.bytes, "the sanitizers reported faults, 12 (above, 10 at most)");
    ran_finish(&ran);
}

Test(run_suite, a_report_alone_is_a_failure)
{
    struct ran ran = run_leaking("#!/bin/sh\n"
                                 "reports=${ASAN_OPTIONS#log_path=}\n"
                                 "echo leak >${reports%%:*}.1\n");
    cr_expect_eq(ran.status, 1);
    expect_part(ran.out.bytes, "the sanitizers reported faults, 1 ");
    ran_finish(&ran);
    ran = run_leaking("#!/bin/sh\n");
    cr_expect_eq(ran.status, 0);
    cr_expect_str_eq(str_text(&ran.out), "");
    ran_finish(&ran);
}
