/* Programs beside this one, that write a format each. */

#include "app/beside.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char map[] = "{ \"sessions\": [ { \"place\": \"Leeds\", \"goals\": [\n"
                          "    { \"text\": \"More walking\" } ] } ] }\n";

/* Each test stands in its own folder, with a session, and bin/ is in PATH. */
static void enter(void)
{
    struct str path = STR_EMPTY;
    enter_folder();
    text_file_write("map.json", map);
    str_addf(&path, "%s/bin:%s", test_folder(), getenv("PATH"));
    setenv("PATH", path.bytes, 1);
    program_env("PATH", path.bytes);
    str_finish(&path);
}

TestSuite(beside, .init = enter);

static void add_program(const char *name, const char *script)
{
    struct str path = STR_EMPTY, text = STR_EMPTY;
    str_addf(&path, "bin/%s", name);
    str_addf(&text, "#!/bin/sh\n%s\n", script);
    text_file_write(path.bytes, text.bytes);
    cr_assert_eq(chmod(path.bytes, 0755), 0);
    str_finish(&path);
    str_finish(&text);
}

#define EXPORT(status, out, said, ...)                                                   \
    EXPECT_RUN(status, out, said, "export", __VA_ARGS__)

Test(beside, a_program_in_path_adds_a_format)
{
    add_program("roundtable-shout", "tr a-z A-Z");
    EXPORT(0, "MORE WALKING", NULL, "-f", "shout", "map.json");
    EXPORT(0, "MORE WALKING", NULL, "-f", "SHOUT", "map.json");
    EXPORT(0, "", NULL, "-o", "out.shout", "map.json");
    char *text = text_file_read("out.shout");
    cr_expect(text && strstr(text, "MORE WALKING"), "%s", text ? text : "nothing there");
    free(text);
    EXPORT(1, "", "--force", "-o", "out.shout", "map.json");
}

Test(beside, it_reads_the_whole_session_with_its_journal_and_gets_the_options_as_words)
{
    add_program("roundtable-words", "cat; echo \"got: $*\"");
    struct ran made = program_run(
        NULL, WORDS("roundtable", "export", "-f", "words", "--without-names", "--paper",
                    "a3", "--cover", "--answer", "to us", "map.json"));
    cr_expect(strstr(str_text(&made.out), "\"edits\": ["), "no session file");
    cr_expect(strstr(str_text(&made.out), "\"checksum\""), "not as it is written");
    cr_expect(strstr(str_text(&made.out),
                     "got: --without-names --paper a3 --cover --answer to us\n"),
              "%s", str_text(&made.out));
    ran_finish(&made);
}

Test(beside, a_program_that_fails_leaves_no_file_and_is_heard)
{
    add_program("roundtable-sour", "echo half; echo 'roundtable-sour: no lemons' >&2; "
                                   "exit 1");
    add_program("roundtable-dead", "echo half; kill -9 $$");
    EXPORT(1, "", "roundtable-sour: no lemons\n", "-o", "out.sour", "map.json");
    cr_expect_neq(access("out.sour", F_OK), 0);
    EXPORT(1, "", "signal 9", "-o", "out.dead", "map.json");
    cr_expect_neq(access("out.dead", F_OK), 0);
}

/* As one that was installed without the libraries that it needs. */
Test(beside, a_program_that_cannot_run_says_why_with_one_of_our_exit_statuses)
{
    add_program("roundtable-bare", "echo 'bare: error while loading shared libraries: "
                                   "libx.so.1' >&2; exit 127");
    EXPORT(1, "",
           "bin/roundtable-bare does not run, perhaps since what it needs is not "
           "installed: bare: error while loading shared libraries: libx.so.1\n",
           "-f", "bare", "map.json");
}

/* Where a parent lets nobody wait for children, nobody knows how one has ended. */
Test(beside, a_program_whose_end_is_not_told_is_no_success)
{
    struct str script = STR_EMPTY;
    add_program("roundtable-shout", "tr a-z A-Z");
    str_addf(&script,
             "import os, signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN); "
             "os.execv('%s', ['roundtable', 'export', '-o', 'out.shout', "
             "'map.json'])",
             program_path());
    struct ran ran = program_run(NULL, WORDS("python3", "-c", script.bytes));
    cr_expect_eq(ran.status, 1, "%d", ran.status);
    expect_part(str_text(&ran.err), "bin/roundtable-shout: lost: No child processes\n");
    cr_expect_neq(access("out.shout", F_OK), 0);
    ran_finish(&ran);
    str_finish(&script);
}

Test(beside, a_program_that_does_not_read_on_is_no_fault)
{
    struct str large = STR_EMPTY;
    str_add(&large, "{ \"sessions\": [ { \"goals\": [ { \"text\": \"");
    for (int i = 0; i < 300000; i++) {
        str_add_byte(&large, 'a');
    }
    str_add(&large, "\" } ] } ] }\n");
    text_file_write("large.json", large.bytes);
    str_finish(&large);
    add_program("roundtable-curt", "echo enough");
    EXPORT(0, "enough\n", NULL, "-f", "curt", "large.json");
}

Test(beside, what_is_not_there_is_told_with_what_to_do)
{
    EXPORT(2, "", "there is no format \"shuot\"", "-f", "shuot", "map.json");
    EXPORT(2, "", "there is no format \"../x\"", "-f", "../x", "map.json");
    EXPORT(2, "", "not html", "--paper", "a3", "-f", "html", "map.json");
    EXPORT(2, "", "not xlsx", "--paper", "a3", "-f", "xlsx", "map.json");
    EXPORT(2, "", "not map", "--cover", "-o", "x.svg", "map.json");
}

Test(beside, a_link_to_the_program_finds_those_beside_the_program_itself)
{
    struct str copy = STR_EMPTY;
    add_program("roundtable-shout", "echo in PATH");
    text_file_write("own/roundtable-shout", "#!/bin/sh\necho beside\n");
    cr_assert_eq(chmod("own/roundtable-shout", 0755), 0);
    str_addf(&copy,
             "cp '%s' own/roundtable && ln -s ../own/roundtable bin/rt && "
             "rt export -f shout map.json && "
             "rm own/roundtable-shout && rt export -f shout map.json && "
             "PATH=$PWD/bin rt export -o x.PDF map.json",
             program_path());
    struct ran ran = program_run(NULL, WORDS("sh", "-c", copy.bytes));
    cr_expect_str_eq(str_text(&ran.out), "beside\nin PATH\n");
    cr_expect_eq(ran.status, 1);
    cr_expect(strstr(str_text(&ran.err), "make all"), "%s", str_text(&ran.err));
    ran_finish(&ran);
    str_finish(&copy);
}

/* As when all of a large seminar's files were marked to be merged. */
Test(beside, however_many_words_a_program_is_given_it_gets_all)
{
    enum { MANY = 500 };
    const char *words[MANY + 1] = {NULL};
    struct beside_ran ran = {.status = 0};
    struct str nothing = STR_EMPTY;
    struct err err = ERR_NONE;
    for (size_t i = 0; i < MANY; i++) {
        words[i] = "a";
    }
    add_program("count", "echo $#");
    cr_assert(beside_run("bin/count", words, &nothing, &ran, &err));
    cr_expect_str_eq(str_text(&ran.out), "500\n");
    beside_ran_finish(&ran);
}

/* Called by its bare name, too, it knows where it lies: its forms are found. */
Test(beside, what_lies_above_the_programs_folder_is_found_by_whatever_name_it_is_called)
{
    static const char *const calls[] = {"PATH=$PWD/own/bin:$PATH roundtable",
                                        "own/bin/roundtable", "$PWD/own/bin/roundtable",
                                        "PATH=own/bin:$PATH roundtable"};
    char *form = repo_path("templates/rsa.cy.json");
    for (size_t i = 0; i < LENGTH(calls); i++) {
        struct str script =
            str_of("unset ROUNDTABLE_DATA; mkdir -p own/bin own/templates\n"
                   "cp '%s' own/bin/roundtable; cp '%s' own/templates\n%s templates",
                   program_path(), form, calls[i]);
        struct ran ran = program_run(NULL, WORDS("/bin/sh", "-c", script.bytes));
        cr_expect(strstr(str_text(&ran.out), "/own/templates/rsa.cy.json)"), "%s: %s%s",
                  calls[i], ran.out.bytes, str_text(&ran.err));
        ran_finish(&ran);
        str_finish(&script);
    }
    free(form);
}
