/* What lies beside a session and cannot be read is said with its name by whatever reads
 * sessions: words may stand in it. */

#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *path, *journal, *rescued;

static void begin(void)
{
    cr_assert_eq(chdir(test_folder()), 0);
    path = test_path("s.json");
    journal = test_path("s.json.journal");
    rescued = test_path("s.rescued.json");
    writer_make(path, 1, 1);
}

static void end(void)
{
    free(path);
    free(journal);
    free(rescued);
    folder_finish();
}

TestSuite(left_out, .init = begin, .fini = end, .timeout = 120);

static void make_too_large(const char *name)
{
    int fd = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    cr_assert(fd >= 0 && ftruncate(fd, (64 << 20) + 2) == 0 && close(fd) == 0);
}

static void make_folder(const char *name)
{
    cr_assert_eq(mkdir(name, 0700), 0);
}

static void make_damaged(const char *name)
{
    text_file_write(name, "{\"format\":\"roundtable session\",\"version\":1,\"sess");
}

/* A journal is found under a name that anybody may take who may write in the folder. */
static void make_link(const char *name)
{
    text_file_write("private", "");
    cr_assert_eq(symlink("private", name), 0);
}

/* Each reader says both, with the names of the files, and ends with 3. */
static void expect_both_told(const char *name, const char *other)
{
    static const char *const readers[][8] = {
        {"check", "s.json"},
        {"export", "s.json"},
        {"export", "-f", "html", "--force", "-o", "s.html", "s.json"},
        {"missing", "s.json"},
        {"themes", "s.json"},
        {"log", "s.json"},
        {"redact", "--dry-run", "--entry", "goal <0>", "s.json"},
        {"diff", "s.json", "other.json"},
        {"diff", "other.json", "s.json"},
        {"restore", "s.json"},
        {"s.json"},
        {"merge", "-o", "m.json", "s.json", "other.json"},
        {"merge", "-o", "s.json", "s.json", "other.json"},
        {"new", "--after", "s.json", "later.json"},
    };
    writer_make("other.json", 2, 1);
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        const char *argv[9] = {"roundtable"};
        memcpy(argv + 1, readers[i], 7 * sizeof *argv);
        struct ran ran = program_run(NULL, argv);
        const char *said =
            strcmp(argv[1], "check") ? str_text(&ran.err) : str_text(&ran.out);
        cr_expect_eq(ran.status, 3, "%s: %d", argv[1], ran.status);
        cr_expect(strstr(said, name), "%s: %s", argv[1], said);
        cr_expect(strstr(said, other), "%s: %s", argv[1], said);
        cr_expect(strstr(said, "move it away"), "%s: %s", argv[1], said);
        ran_finish(&ran);
    }
}

static void expect_told(const char *name)
{
    expect_both_told(name, name);
}

Test(left_out, a_journal_that_is_too_large_is_told_by_every_reader)
{
    make_too_large(journal);
    expect_told("s.json.journal: larger than 64 MiB");
}

Test(left_out, a_journal_that_is_no_file_is_told_by_every_reader)
{
    make_folder(journal);
    expect_told("s.json.journal: a folder");
}

Test(left_out, a_journal_that_is_a_link_is_told_by_every_reader)
{
    make_link(journal);
    expect_told("s.json.journal: a link");
}

Test(left_out, a_journal_is_told_of_though_its_file_is_not_there)
{
    make_folder(journal);
    cr_assert_eq(unlink(path), 0);
    EXPECT_RUN(1, NULL, "s.json.journal: a folder", "export", "s.json");
    EXPECT_RUN(1, NULL, "s.json.journal: a folder", "merge", "-o", "m.json", "s.json");
}

Test(left_out, a_rescued_session_that_is_damaged_is_told_by_every_reader)
{
    make_damaged(rescued);
    expect_told("s.rescued.json:1:");
}

Test(left_out, a_rescued_session_that_is_a_link_is_told_by_every_reader)
{
    make_link(rescued);
    expect_told("s.rescued.json: a link");
}

Test(left_out, so_is_one_that_is_a_link_to_nowhere)
{
    cr_assert_eq(symlink("on-a-disk-that-is-gone", rescued), 0);
    expect_told("s.rescued.json: a link");
}

Test(left_out, both_are_told_where_both_lie_there)
{
    make_folder(journal);
    make_damaged(rescued);
    expect_both_told("s.json.journal: a folder", "s.rescued.json:1:");
}

Test(left_out, a_journal_of_another_owner_is_told)
{
    if (geteuid() != 0) {
        cr_skip_test("only root can become somebody else");
    }
    text_file_write(journal, "");
    cr_assert(chmod(test_folder(), 0711) == 0 && chmod(path, 0644) == 0 &&
              chmod(journal, 0600) == 0);
    struct ran ran =
        program_run(NULL, WORDS("setpriv", "--reuid=12345", "--regid=12345",
                                "--clear-groups", program_path(), "export", "s.json"));
    if (ran.status == 127 || ran.status == 126) {
        cr_skip_test("nobody else may run the program from here");
    }
    cr_expect_eq(ran.status, 3);
    cr_expect(strstr(str_text(&ran.err), "s.json.journal: Permission denied"), "%s",
              str_text(&ran.err));
    cr_expect(strstr(str_text(&ran.out), "goal <0>"));
    ran_finish(&ran);
}

Test(left_out, exports_are_for_whom_the_umask_lets_and_sessions_for_their_owner)
{
    EXPECT_RUN(0, NULL, NULL, "export", "-o", "s.html", "s.json");
    EXPECT_RUN(0, NULL, NULL, "export", "-o", "s.pdf", "s.json");
    EXPECT_RUN(0, "", NULL, "merge", "-o", "m.json", "s.json");
    EXPECT_RUN(0, "", NULL, "new", "new.json");
    cr_expect_eq(permissions_of("s.html"), 0644); /* the umask is 022 */
    cr_expect_eq(permissions_of("s.pdf"), 0644);
    cr_expect_eq(permissions_of("m.json"), 0600);
    cr_expect_eq(permissions_of("new.json"), 0600);
}

Test(left_out, the_screen_tells_it_too)
{
    make_damaged(rescued);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "s.json"));
    typist_wait(t, "left out:");
    typist_wait(t, "not known");
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 3);
    typist_free(t);
    cr_expect_eq(access(rescued, F_OK), 0);
}

/* What is typed is in the session's file, and the journal is as it was. */
static void expect_not_appended_to(const char *why)
{
    EXPECT_RUN(3, why, NULL, "check", "s.json");
    char *before = text_file_read(journal);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "s.json"));
    typist_wait(t, "written each time");
    typist_type(t, "gBus routes\r\x1b");
    typist_wait_gone(t, "New goal");
    typist_leave(t);
    char *after = text_file_read(journal), *file = text_file_read(path);
    cr_expect_str_eq(after, before);
    cr_expect(strstr(file, "Bus routes"));
    free(before);
    free(after);
    free(file);
}

Test(left_out, a_journal_that_others_may_write_is_not_appended_to)
{
    struct writer w;
    writer_open(&w, path, 2);
    writer_journal_goal(&w, "Healthy food");
    writer_close(&w);
    cr_assert_eq(chmod(journal, 0666), 0);
    expect_not_appended_to("s.json.journal: others may write into it");
    EXPECT_WORDS(path, "goal <0>", "Healthy food", "Bus routes");
}

Test(left_out, nor_is_one_that_others_may_write_from_now_on)
{
    struct writer w;
    struct err err = ERR_NONE;
    writer_open(&w, path, 2);
    writer_journal_goal(&w, "Healthy food");
    cr_assert_eq(chmod(journal, 0620), 0);
    cr_expect_not(journal_append_draft(&w.file.journal, "a", NULL, "goal:x",
                                       "draft:barriers", "b", &err));
    cr_expect(strstr(err_text(&err), "others may write into it"), "%s", err_text(&err));
    err_finish(&err);
    writer_close(&w);
}

Test(left_out, a_journal_of_somebody_else_is_not_appended_to)
{
    text_file_write(journal, "");
    if (geteuid() != 0) {
        cr_skip_test("only root can give a file away");
    }
    cr_assert_eq(chown(journal, 12345, 12345), 0);
    expect_not_appended_to("s.json.journal: it belongs to somebody else");
}

/* Removing it, as one does of a journal that may be read, would lose the one copy of its words. */
Test(left_out, a_journal_of_another_owner_is_told_on_the_screen_and_not_to_be_removed)
{
    if (geteuid() != 0) {
        cr_skip_test("only root can become somebody else");
    }
    char *state = test_path("state");
    text_file_write(journal, "");
    make_folder(state);
    program_env("XDG_STATE_HOME", state);
    cr_assert(chmod(journal, 0600) == 0 && chown(path, 12345, 12345) == 0 &&
              chown(state, 12345, 12345) == 0 && chown(test_folder(), 12345, 12345) == 0);
    struct typist *t = typist_start(24, 100,
                                    WORDS("setpriv", "--reuid=12345", "--regid=12345",
                                          "--clear-groups", program_path(), path));
    typist_wait_wrapped(t,
                        "it is somebody else’s and cannot be read, so what it holds is "
                        "left out and not known; let its owner open the session.");
    cr_expect_not(typist_sees(t, "remove it"));
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 3);
    typist_free(t);
    free(state);
}
