/* What others could put in the place of the program's own files is neither written through
 * nor believed. */

#include "base/memory.h"
#include "store/places.h"
#include "store/replace.h"
#include "store/settings.h"
#include "store/trust.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SOMEBODY_ELSE = 12345 };

static struct err err;

static void begin(void)
{
    cr_assert_eq(chdir(test_folder()), 0);
    umask(022);
}

static void end(void)
{
    err_finish(&err);
    folder_finish();
}

TestSuite(trust, .init = begin, .fini = end, .timeout = 120);

static void needs_root(void)
{
    if (geteuid() != 0) {
        cr_skip_test("only root can give a file away");
    }
}

static char *make_folder(const char *name, mode_t mode)
{
    char *path = test_path(name);
    cr_assert(mkdir(path, 0700) == 0 && chmod(path, mode) == 0);
    return path;
}

static void give_away(const char *path)
{
    cr_assert_eq(lchown(path, SOMEBODY_ELSE, SOMEBODY_ELSE), 0);
}

Test(trust, a_folder_in_which_others_may_write_is_refused)
{
    static const struct {
        mode_t mode;
        bool trusted;
    } rows[] = {{0700, true},  {0755, true},   {0770, false},
                {0775, false}, {01777, false}, {0777, false}};
    char *path = make_folder("state", 0700);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_assert_eq(chmod(path, rows[i].mode), 0);
        cr_expect_eq(folder_is_trusted(path, true, &err), rows[i].trusted, "%o",
                     rows[i].mode);
        cr_expect(rows[i].trusted || strstr(err_text(&err), "chmod go-w "), "%s",
                  err_text(&err));
    }
    free(path);
}

Test(trust, so_is_one_below_such_a_folder_unless_that_is_sticky)
{
    char *above = make_folder("above", 0700), *path = make_folder("above/state", 0700);
    cr_assert_eq(chmod(above, 0777), 0);
    cr_expect_not(folder_is_trusted(path, true, &err));
    cr_assert_eq(chmod(above, 01777), 0);
    cr_expect(folder_is_trusted(path, true, &err));
    cr_assert_eq(chmod(above, 0775), 0); /* one's own group, mostly */
    cr_expect(folder_is_trusted(path, true, &err));
    cr_assert(chmod(above, 0777) == 0 && rmdir(path) == 0);
    cr_expect_not(folder_is_trusted(path, true, &err), "before it is made, too");
    free(above);
    free(path);
}

Test(trust, and_one_of_somebody_else_by_whatever_link)
{
    needs_root();
    char *above = make_folder("above", 01777), *path = make_folder("above/state", 0700);
    char *link = test_path("above/link"), *own = make_folder("own", 0700);
    give_away(path);
    cr_expect_not(folder_is_trusted(path, true, &err));
    cr_expect(strstr(err_text(&err), "belongs to somebody else"), "%s", err_text(&err));
    cr_assert_eq(symlink(path, link), 0);
    cr_expect_not(folder_is_trusted(link, true, &err));
    cr_assert(unlink(link) == 0 && symlink(own, link) == 0);
    cr_expect(folder_is_trusted(link, true, &err), "of ours, to what is ours");
    give_away(link);
    cr_expect_not(folder_is_trusted(link, true, &err));
    free(above);
    free(path);
    free(link);
    free(own);
}

Test(trust, templates_are_not_taken_from_where_others_may_write)
{
    char *data = make_folder("data", 0700), *own = make_folder("data/roundtable", 0755);
    program_env("XDG_DATA_HOME", data);
    text_file_write(
        "data/roundtable/templates/mine.json",
        "{\"id\": \"mine\", \"title\": \"Mine\", \"grids\": [{\"id\": \"map\", "
        "\"title\": \"Map\", \"columns\": [{\"id\": \"barriers\", \"title\": "
        "\"What stands in the way\"}]}]}");
    EXPECT_RUN(0, "mine", NULL, "templates");
    cr_assert_eq(chmod(own, 0777), 0);
    EXPECT_RUN(3, "rsa", "roundtable: others may write there", "templates");
    EXPECT_RUN(2, NULL, "there is no template", "new", "-t", "mine", "s.json");
    free(data);
    free(own);
}

Test(trust, without_a_home_or_with_a_relative_one_the_system_says_which_it_is)
{
    static const char *const values[] = {NULL, "", "home", "./home"};
    const struct passwd *we = getpwuid(getuid());
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        cr_assert_eq(values[i] ? setenv("HOME", values[i], 1) : unsetenv("HOME"), 0);
        unsetenv("XDG_CONFIG_HOME");
        char *path = config_path("settings.json");
        cr_expect_eq(strncmp(path, "/tmp/", 5) == 0,
                     we && strncmp(we->pw_dir, "/tmp/", 5) == 0, "%s", path);
        cr_expect_eq(path[0], '/');
        cr_expect(!we || strncmp(path, we->pw_dir, strlen(we->pw_dir)) == 0, "%s", path);
        free(path);
    }
}

Test(trust, who_has_no_home_works_without_and_makes_nothing_in_tmp)
{
    needs_root();
    struct stat about;
    cr_assert_eq(chmod(test_folder(), 0777), 0);
    if (stat("/tmp/.local", &about) == 0 || getpwuid(SOMEBODY_ELSE)) {
        cr_skip_test("here it would not show");
    }
    struct ran ran =
        program_run(NULL, WORDS("setpriv", "--reuid=12345", "--regid=12345",
                                "--clear-groups", "env", "-u", "HOME", "-u",
                                "XDG_STATE_HOME", program_path(), "new", "s.json"));
    if (ran.status == 127 || ran.status == 126) {
        cr_skip_test("nobody else may run the program from here");
    }
    cr_expect_eq(ran.status, 0, "%s", str_text(&ran.err));
    cr_expect_neq(stat("/tmp/.local", &about), 0);
    cr_expect_eq(stat("s.json", &about), 0);
    ran_finish(&ran);
}

/* A state folder like this is said, and neither read nor written. */
static void expect_refused(const char *state, const char *why)
{
    program_env("XDG_STATE_HOME", state);
    EXPECT_RUN(3, "", why, "export", "s.json");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "s.json"));
    typist_wait(t, "earlier states are kept");
    typist_type(t, "gBus routes\r\x1b");
    typist_wait_gone(t, "New goal");
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 3); /* as commands do */
    typist_free(t);
    EXPECT_RUN(3, "Bus routes", why, "export", "s.json");
}

Test(trust, a_state_folder_that_others_may_write_is_left_alone_and_that_is_said)
{
    char *state = make_folder("state", 0700);
    char *own = make_folder("state/roundtable", 0777);
    char *recent = test_path("state/roundtable/recent");
    writer_make("s.json", 1, 1);
    cr_assert_eq(symlink("../../precious", recent), 0);
    text_file_write("precious", "words");
    expect_refused(state, "roundtable: others may write there");
    char *precious = text_file_read("precious");
    cr_expect_str_eq(precious, "words");
    cr_assert(unlink(recent) == 0 && rmdir(own) == 0, "something was kept there");
    free(precious);
    free(recent);
    free(own);
    free(state);
}

Test(trust, a_state_folder_of_somebody_else_is_left_alone_and_that_is_said)
{
    needs_root();
    char *state = make_folder("state", 0700);
    char *own = make_folder("state/roundtable", 0700);
    writer_make("s.json", 1, 1);
    give_away(own);
    expect_refused(state, "roundtable: it belongs to somebody else");
    cr_expect_eq(rmdir(own), 0, "something was kept there");
    free(own);
    free(state);
}

/* On opening, once; words are saved all the same. */
Test(trust, a_state_folder_that_cannot_be_made_is_named_with_what_does_not_work)
{
    writer_make("s.json", 1, 1);
    text_file_write("file", "");
    char *below = test_path("file/state");
    program_env("XDG_STATE_HOME", below);
    struct typist *t = typist_open(24, 200, WORDS("roundtable", "s.json"));
    typist_wait_wrapped(t, "No earlier states are kept, and no list of recent sessions:");
    typist_wait_wrapped(
        t, "file/state/roundtable/generations: cannot make this folder: Not a directory");
    typist_type(t, "gBus routes\r\x1b");
    typist_wait_gone(t, "New goal");
    typist_leave(t);
    EXPECT_RUN(0, "Bus routes", NULL, "export", "s.json");
    free(below);
}

Test(trust, so_is_one_in_which_no_earlier_states_can_be_kept)
{
    char *state = make_folder("state", 0700);
    writer_make("s.json", 1, 1);
    text_file_write("state/roundtable/generations", "");
    program_env("XDG_STATE_HOME", state);
    struct typist *t = typist_open(24, 200, WORDS("roundtable", "s.json"));
    typist_wait_wrapped(t, "No earlier states are kept, and no list of recent sessions:");
    typist_wait_wrapped(t, "state/roundtable/generations: ");
    typist_leave(t);
    free(state);
}

Test(trust, no_own_file_is_written_through_a_link)
{
    char *list = state_path("recent"), *folder = memory_copy_text(list);
    char *settings = test_path("config/roundtable/settings.json");
    *strrchr(folder, '/') = '\0';
    writer_make("s.json", 1, 1);
    text_file_write("precious", "words");
    char *precious = test_path("precious");
    cr_assert(folder_make(folder, &err) && symlink(precious, list) == 0);
    recent_add("s.json");
    text_file_write("config/roundtable/other", "");
    cr_assert_eq(symlink(precious, settings), 0);
    text_file_write("precious", "{}");
    cr_expect_not(settings_keep(settings, SETTING_TIPS, 1, &err));
    cr_expect(strstr(err_text(&err), "settings.json: a link"), "%s", err_text(&err));
    char *words = text_file_read(precious);
    cr_expect_str_eq(words, "{}");
    free(words);
    free(precious);
    free(folder);
    free(settings);
    free(list);
}

Test(trust, settings_are_not_kept_where_others_may_write)
{
    char *folder = make_folder("config", 0777), *path = test_path("config/settings.json");
    cr_expect_not(settings_keep(path, SETTING_TIPS, 1, &err));
    cr_expect(strstr(err_text(&err), "others may write there"), "%s", err_text(&err));
    free(folder);
    free(path);
}

Test(trust, what_somebody_else_planted_where_all_may_write_is_not_written_to)
{
    needs_root();
    char *shared = make_folder("shared", 01777);
    char *link = test_path("shared/out.html"), *pipe = test_path("shared/out.txt");
    writer_make("s.json", 1, 1);
    text_file_write("precious", "words");
    cr_assert(symlink("../precious", link) == 0 && mkfifo(pipe, 0666) == 0);
    give_away(link);
    give_away(pipe);
    cr_assert_eq(chown(shared, 0, 0), 0);
    EXPECT_RUN(1, NULL, "out.html: a link of somebody else", "export", "--force", "-o",
               link, "s.json");
    EXPECT_RUN(1, NULL, "out.txt: a pipe of somebody else", "export", "-o", pipe,
               "s.json");
    cr_assert(unlink("precious") == 0); /* one that leads nowhere yet is no better */
    EXPECT_RUN(1, NULL, "a link of somebody else", "export", "-o", link, "s.json");
    EXPECT_RUN(1, NULL, "a link of somebody else", "new", link);
    char *file = test_path("shared/out.json");
    cr_assert(symlink("../precious", file) == 0);
    give_away(file);
    EXPECT_RUN(1, NULL, "a link of somebody else", "merge", "-o", file, "s.json");
    free(file);
    cr_expect_neq(access("precious", F_OK), 0);
    char *ours = test_path("shared/ours.html");
    cr_assert_eq(symlink("../page.html", ours), 0);
    EXPECT_RUN(0, NULL, NULL, "export", "-o", ours, "s.json");
    cr_expect_eq(access("page.html", F_OK), 0, "a link of one's own is followed");
    cr_assert(chmod(shared, 0755) == 0);
    EXPECT_RUN(0, NULL, NULL, "export", "-o", link, "s.json");
    free(shared);
    free(link);
    free(pipe);
    free(ours);
}
