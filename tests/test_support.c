/* The support of the tests, tried on ordinary programs. */

#include "base/str.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/golden.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct ran sh_run(const char *input, const char *script)
{
    return program_run(input, WORDS("sh", "-c", script));
}

static struct typist *sh(const char *script)
{
    return typist_start(6, 40, WORDS("sh", "-c", script));
}

static bool has(const struct str *text, const char *part)
{
    return strstr(str_text(text), part) != NULL;
}

/* Running programs */

Test(program, out_err_and_status_are_told_apart)
{
    struct ran ran = sh_run(NULL, "echo to out; echo to err >&2; exit 3");
    cr_assert_eq(ran.status, 3);
    cr_assert_str_eq(ran.out.bytes, "to out\n");
    cr_assert_str_eq(ran.err.bytes, "to err\n");
    ran_finish(&ran);
}

Test(program, a_signal_is_128_and_its_number)
{
    struct ran ran = sh_run(NULL, "kill -TERM $$");
    cr_assert_eq(ran.status, 128 + SIGTERM);
    ran_finish(&ran);
}

Test(program, silence_is_an_empty_text)
{
    struct ran ran = sh_run(NULL, "cat");
    cr_assert_eq(ran.status, 0);
    cr_assert_str_eq(ran.out.bytes, "");
    cr_assert_str_eq(ran.err.bytes, "");
    ran_finish(&ran);
}

Test(program, much_goes_in_and_out_without_a_deadlock)
{
    struct str much = STR_EMPTY;
    for (int i = 0; i < 100000; i++) {
        str_addf(&much, "line %d\n", i);
    }
    struct ran ran = sh_run(much.bytes, "tee /dev/stderr");
    cr_assert_eq(ran.status, 0);
    cr_assert_str_eq(ran.out.bytes, much.bytes);
    cr_assert_str_eq(ran.err.bytes, much.bytes);
    ran_finish(&ran);
    str_finish(&much);
}

Test(program, one_that_does_not_read_is_no_harm)
{
    struct str much = STR_EMPTY;
    for (int i = 0; i < 20000; i++) {
        str_add(&much, "nobody reads this line\n");
    }
    struct ran ran = sh_run(much.bytes, "exec <&-; echo done");
    cr_assert_eq(ran.status, 0);
    cr_assert_str_eq(ran.out.bytes, "done\n");
    ran_finish(&ran);
    str_finish(&much);
}

Test(program, what_cannot_be_run_is_127)
{
    struct ran ran = program_run(NULL, WORDS("no-such-command"));
    cr_assert_eq(ran.status, 127);
    cr_assert_str_eq(ran.err.bytes,
                     "cannot run no-such-command: No such file or directory\n");
    ran_finish(&ran);
}

Test(program, roundtable_is_the_program_under_test)
{
    setenv("ROUNDTABLE_PROGRAM", "/bin/echo", 1);
    struct ran ran = program_run(NULL, WORDS("roundtable", "hello"));
    cr_assert_str_eq(ran.out.bytes, "hello\n");
    ran_finish(&ran);
}

Test(program, its_path_is_absolute_even_after_a_change_of_folder)
{
    setenv("ROUNDTABLE_PROGRAM", "some/where", 1);
    char *expected = repo_path("some/where");
    enter_folder();
    cr_assert_str_eq(program_path(), expected);
    free(expected);
}

Test(program, the_environment_is_built_from_nothing)
{
    setenv("LC_ALL", "de_DE.UTF-8", 1);
    setenv("NO_COLOR", "1", 1);
    setenv("PATH", "/usr/bin:/bin", 1);
    unsetenv("ASAN_OPTIONS");
    unsetenv("LSAN_OPTIONS");
    unsetenv("LLVM_PROFILE_FILE");
    setenv("UBSAN_OPTIONS", "print_stacktrace=1", 1);
    struct ran ran = program_run(NULL, WORDS("env"));
    struct str expected = STR_EMPTY;
    const char *home = test_folder();
    str_addf(&expected,
             "HOME=%s\nXDG_CONFIG_HOME=%s/tests/support/config\nXDG_STATE_HOME=%s/.local/"
             "state\n"
             "XDG_DATA_HOME=%s/.local/share\nXDG_CACHE_HOME=%s/.cache\n"
             "ROUNDTABLE_DATA=%s\nTZ=UTC\nLANG=C.UTF-8\nTERM=xterm-256color\n"
             "COLORFGBG=15;0\nSOURCE_DATE_EPOCH=1487764800\nPATH=/usr/bin:/bin\n"
             "UBSAN_OPTIONS=print_stacktrace=1\n",
             home, repo_root(), home, home, home, repo_root());
    cr_assert_str_eq(ran.out.bytes, expected.bytes);
    ran_finish(&ran);
    str_finish(&expected);
}

Test(program, variables_can_be_set_and_taken_out)
{
    program_env("NO_COLOR", "1");
    program_env("TERM", NULL);
    program_env("TZ", "Asia/Tehran");
    program_env("NEVER_SET", NULL);
    struct ran ran = sh_run(NULL, "env | grep -c '^TERM='; echo $NO_COLOR $TZ");
    cr_assert_str_eq(ran.out.bytes, "0\n1 Asia/Tehran\n");
    ran_finish(&ran);
}

Test(program, there_is_no_terminal_and_no_stray_descriptor)
{
    struct ran ran =
        sh_run(NULL, "test -t 0 || test -t 1 || test -t 2 || (: </dev/tty) 2>/dev/null "
                     "|| echo none; ls /proc/self/fd | tr '\\n' ' '; umask");
    cr_assert_str_eq(ran.out.bytes, "none\n0 1 2 3 0022\n"); /* 3 is that of ls itself */
    ran_finish(&ran);
}

/* Folders */

Test(folder, is_empty_private_and_one_only)
{
    struct stat stat_of;
    cr_assert_eq(stat(test_folder(), &stat_of), 0);
    cr_assert_eq(stat_of.st_mode & 07777, 0700);
    char *path = test_path("x");
    cr_assert_eq(strncmp(path, test_folder(), strlen(test_folder())), 0);
    cr_assert_null(text_file_read(path));
    free(path);
}

Test(folder, what_is_written_can_be_read)
{
    char *path = test_path("a/b/c.txt");
    text_file_write(path, "Bus fares\n");
    text_file_write(path, "Fares\n");
    char *text = text_file_read(path);
    cr_assert_str_eq(text, "Fares\n");
    free(text);
    struct ran ran = sh_run(NULL, "printf 'a\\0b' >\"$HOME/nul\"");
    ran_finish(&ran);
    char *nul = test_path("nul");
    size_t len_bytes = 0;
    text = text_file_read_bytes(nul, &len_bytes);
    cr_assert_eq(len_bytes, 3);
    cr_assert_arr_eq(text, "a\0b", 4);
    free(text);
    free(nul);
    free(path);
}

Test(folder, goes_with_all_in_it)
{
    char *was = strdup(test_folder());
    char *path = test_path("a/b/c.txt");
    text_file_write(path, "text");
    char *outside = repo_path("LICENSE");
    char *link = test_path("a/link");
    cr_assert_eq(symlink(repo_root(), link), 0);
    struct ran ran = sh_run(NULL, "chmod 0 $HOME/a/b; chmod 500 $HOME/a");
    ran_finish(&ran);
    folder_finish();
    folder_finish();
    cr_assert_neq(access(was, F_OK), 0, "%s is still there", was);
    cr_assert_eq(access(outside, F_OK), 0, "the link was followed");
    free(was);
    free(path);
    free(outside);
    free(link);
}

/* Pictures */

Test(golden, the_same_screen_passes)
{
    struct typist *t =
        sh("printf '  Goals   \\n\\n\\033[1m· Bus\\033[m 日本\\n'; read x");
    golden_screen(t, "\n"
                     "  Goals\n"
                     "\n"
                     "· Bus 日本\n");
    golden_screen(t, "  Goals  \n\n· Bus 日本");
    typist_free(t);
}

Test(golden, differences_are_seen)
{
    struct typist *t = sh("printf 'Goals\\nBarriers'; read x");
    typist_wait(t, "Barriers");
    struct str report = STR_EMPTY;
    cr_assert_not(golden_matches(t, "Goals\nBarrier\n\n\n\n\n\nmore", &report));
    cr_assert_str_eq(report.bytes, "    0|Goals\n"
                                   "-   1|Barrier\n+   1|Barriers\n"
                                   "    2|\n    3|\n    4|\n    5|\n    6|\n"
                                   "-   7|more\n+   7|\n");
    str_clear(&report);
    cr_assert_not(golden_matches(t, "Goals", &report), "a row more than expected");
    str_clear(&report);
    cr_assert_not(golden_matches(t, " Goals\nBarriers", &report), "blanks before");
    str_finish(&report);
    typist_free(t);
}

Test(golden, a_screen_can_be_pasted_into_a_test)
{
    struct typist *t = sh("printf '\\n say \"a\\\\b\" ???\\n\\nend'; read x");
    typist_wait(t, "end");
    struct str source = STR_EMPTY;
    golden_as_source(t, &source);
    cr_assert_str_eq(source.bytes, "    \"\\n\"\n"
                                   "    \"\\n\"\n"
                                   "    \" say \\\"a\\\\b\\\" ?\\?\\?\\n\"\n"
                                   "    \"\\n\"\n"
                                   "    \"end\\n\"\n");
    str_finish(&source);
    typist_free(t);
}

Test(svg, is_complete_escaped_and_the_same_each_time)
{
    struct typist *t =
        typist_start(2, 12,
                     (const char *const[]){"printf",
                                           "a<\\033[1;7;38;5;75mb&\\033[m  c日\\n"
                                           "\\033[4m>",
                                           NULL});
    typist_end(t);
    struct str svg = STR_EMPTY, again = STR_EMPTY;
    typist_svg(t, "Goals & <barriers>", &svg);
    typist_svg(t, "Goals & <barriers>", &again);
    cr_assert_str_eq(svg.bytes, again.bytes);
    cr_assert_str_eq(
        svg.bytes,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"136\" "
        "height=\"66\" viewBox=\"0 0 136 66\">\n"
        "<title>Goals &amp; &lt;barriers&gt;</title>\n"
        "<rect width=\"136\" height=\"66\" rx=\"8\" fill=\"#14161b\"/>\n"
        "<g font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" "
        "font-size=\"15\" fill=\"#e8eaed\" shape-rendering=\"crispEdges\" "
        "style=\"white-space:pre\" xml:space=\"preserve\">\n"
        "<text x=\"14\" y=\"28\" textLength=\"18\">a&lt;</text>\n"
        "<rect x=\"32\" y=\"14\" width=\"18\" height=\"19\" fill=\"#5fafff\"/>\n"
        "<text x=\"32\" y=\"28\" textLength=\"18\" fill=\"#14161b\" "
        "font-weight=\"bold\">b&amp;</text>\n"
        "<text x=\"68\" y=\"28\" textLength=\"9\">c</text>\n"
        "<text x=\"77\" y=\"28\" textLength=\"18\">日</text>\n"
        "<text x=\"14\" y=\"47\" textLength=\"9\" "
        "text-decoration=\"underline\">&gt;</text>\n"
        "<rect x=\"23\" y=\"33\" width=\"9\" height=\"19\" fill=\"none\" "
        "stroke=\"#ffb454\"/>\n"
        "</g>\n</svg>\n");
    str_finish(&svg);
    str_finish(&again);
    typist_free(t);
}

/* Failing: these do nothing, unless the tests below run them in a process of their own,
 * with a short deadline, and read what they say. */

static bool meant_to_fail(void)
{
    return getenv("ROUNDTABLE_TEST_FAILING") != NULL;
}

Test(failing, wait_in_vain)
{
    if (meant_to_fail()) {
        struct typist *t = sh("stty -echo; echo ready; sleep 60");
        typist_wait(t, "ready");
        typist_type(t, "keys\x1b[A");
        typist_wait(t, "what never comes");
    }
}

Test(failing, wait_for_the_dead)
{
    if (meant_to_fail()) {
        typist_wait(sh("echo bye"), "what never comes");
    }
}

Test(failing, endless_program)
{
    if (meant_to_fail()) {
        sh_run(NULL, "echo begun; sleep 60");
    }
}

Test(failing, golden)
{
    if (meant_to_fail()) {
        golden_screen(sh("printf Goals; read x"), "Barriers");
    }
}

Test(failing, click_without_mouse)
{
    if (meant_to_fail()) {
        typist_click(sh("read x"), 0, 0);
    }
}

Test(failing, folder)
{
    if (meant_to_fail()) {
        cr_assert_fail("folder=%s.", test_folder());
    }
}

/* The output of one of them; the caller ends it. */
static struct ran fail(const char *name)
{
    char self[4096] = {0}, filter[100];
    cr_assert_gt(readlink("/proc/self/exe", self, sizeof self - 1), 0);
    snprintf(filter, sizeof filter, "failing/%s", name);
    program_env("ROUNDTABLE_TEST_FAILING", "1");
    program_env("ASAN_OPTIONS", "detect_leaks=0"); /* a failing test leaks by right */
    program_env("ROUNDTABLE_TEST_DEADLINE_S", "1");
    program_env("ROUNDTABLE_SHOW_SCREENS", "1");
    struct ran ran = program_run(NULL, WORDS(self, "--filter", filter));
    cr_assert_eq(ran.status, 1, "it must fail:\n%s", str_text(&ran.err));
    return ran;
}

Test(fails, a_wait_in_vain_with_the_keys_and_the_screen)
{
    struct ran ran = fail("wait_in_vain");
    cr_assert(has(&ran.err, "waited in vain for \"what never comes\""));
    cr_assert(has(&ran.err, "typed last: keys\\x1b[A"));
    cr_assert(has(&ran.err, "the screen, 40x6, the cursor in row 1, column 0:"));
    cr_assert(has(&ran.err, "0|ready"));
    ran_finish(&ran);
}

Test(fails, a_wait_for_a_program_that_has_ended)
{
    struct ran ran = fail("wait_for_the_dead");
    cr_assert(has(&ran.err, "the program has ended"));
    cr_assert(has(&ran.err, "0|bye"));
    ran_finish(&ran);
}

Test(fails, a_program_that_does_not_end)
{
    struct ran ran = fail("endless_program");
    cr_assert(has(&ran.err, "did not end in time"));
    cr_assert(has(&ran.err, "begun"));
    ran_finish(&ran);
}

Test(fails, a_golden_screen_that_differs)
{
    struct ran ran = fail("golden");
    cr_assert(has(&ran.err, "-   0|Barriers"));
    cr_assert(has(&ran.err, "+   0|Goals"));
    cr_assert(has(&ran.err, "    \"\\n\"\n    \"Goals\\n\"\n"));
    ran_finish(&ran);
}

Test(fails, a_click_on_a_program_without_mouse)
{
    struct ran ran = fail("click_without_mouse");
    cr_assert(has(&ran.err, "to switch on mode \"?1006\""));
    ran_finish(&ran);
}

Test(fails, and_the_folder_goes_all_the_same)
{
    struct ran ran = fail("folder");
    char *folder = strstr(str_text(&ran.err), "folder=");
    cr_assert_not_null(folder);
    folder += strlen("folder=");
    *strchr(folder, '.') = '\0';
    cr_assert_eq(folder[0], '/');
    cr_assert_neq(access(folder, F_OK), 0, "%s is still there", folder);
    ran_finish(&ran);
}
