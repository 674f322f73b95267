/* Where words go when neither the session's disk nor that of the state can be written. */

#include "base/memory.h"
#include "store/rescue_places.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder, *path, *temporary, *own;

static void begin(void)
{
    struct str name = STR_EMPTY;
    folder = test_path("work");
    path = test_path("work/s.json");
    temporary = test_path("tmp");
    str_addf(&name, "%s/roundtable-%ld", temporary, (long)geteuid());
    own = str_take(&name);
    cr_assert(mkdir(folder, 0700) == 0 && mkdir(temporary, 0700) == 0);
    program_env("XDG_STATE_HOME", "/dev/null/state");
    program_env("TMPDIR", temporary);
    setenv("XDG_STATE_HOME", "/dev/null/state", 1);
    setenv("TMPDIR", temporary, 1);
}

static void end(void)
{
    unsetenv("TMPDIR");
    free(folder);
    free(path);
    free(temporary);
    free(own);
    folder_finish();
}

TestSuite(last_place, .init = begin, .fini = end, .timeout = 120);

static void add_goal(struct typist *t, const char *words)
{
    typist_type(t, "g");
    typist_wait(t, "New goal");
    typist_type(t, words);
    typist_type(t, "\r");
    typist_wait(t, words);
}

Test(last_place, is_a_folder_of_one_s_own_where_everybody_has_things)
{
    static const int signals[] = {SIGTERM, SIGHUP};
    for (size_t i = 0; i < 2; i++) {
        struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
        char *away = test_path("away");
        cr_assert_eq(rename(folder, away), 0);
        add_goal(t, i ? "Cleaner air" : "Healthy food");
        typist_wait(t, "tmp/roundtable-");
        typist_signal(t, signals[i]);
        cr_expect_eq(typist_end(t), 1);
        typist_free(t);
        char *rescued = rescue_place(path, 2);
        cr_assert(rescued);
        cr_expect_eq(permissions_of(own), 0700);
        cr_expect_eq(permissions_of(rescued), 0600);
        EXPECT_WORDS(rescued, i ? "Cleaner air" : "Healthy food");
        cr_assert_eq(rename(away, folder), 0);
        t = typist_open(24, 80, WORDS("roundtable", path));
        typist_wait(t, i ? "Cleaner air" : "Healthy food");
        typist_wait_row(t, 0, " saved");
        typist_leave(t);
        cr_expect_neq(access(rescued, F_OK), 0, "it is left");
        free(rescued);
        free(away);
    }
    EXPECT_WORDS(path, "Healthy food", "Cleaner air");
}

Test(last_place, is_not_where_others_may_write)
{
    char *place = rescue_place(path, 2);
    cr_assert(place && strncmp(place, own, strlen(own)) == 0, "%s", place);
    cr_expect_neq(access(own, F_OK), 0, "it is made by asking");
    free(place);
    cr_assert(mkdir(own, 0700) == 0 && chmod(own, 0777) == 0);
    cr_expect_null(rescue_place(path, 2));
    setenv("TMPDIR", "tmp", 1);
    cr_expect_null(rescue_place(path, 2), "a relative one");
    setenv("TMPDIR", "/dev/null", 1);
    cr_expect_null(rescue_place(path, 2), "one that is no folder");
    unsetenv("TMPDIR");
    cr_expect_null(rescue_place(path, 2), "none");
}

Test(last_place, is_what_the_terminal_shows_where_nothing_can_be_written)
{
    struct typist *t = typist_open(
        24, 80,
        WORDS("sh", "-c", "ulimit -f 0 && exec \"$0\" \"$1\"", program_path(), path));
    add_goal(t, "Healthy food");
    typist_wait(t, "no other place");
    typist_type(t, "half a thou");
    typist_wait(t, "half a thou");
    typist_signal(t, SIGTERM);
    cr_expect_eq(typist_end(t), 1);
    cr_expect(typist_modes_restored(t));
    cr_expect(typist_sees(t, "Healthy food"));
    cr_expect(typist_sees(t, "half a thou"));
    cr_expect(typist_sees(t, "the words stand above"));
    typist_free(t);
}

/* Not only what was said since it was opened. */
Test(last_place, shows_all_words_of_a_file_that_was_deleted_where_nothing_can_be_written)
{
    writer_make(path, 1, 1);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    add_goal(t, "Healthy food");
    typist_wait_row(t, 0, " saved");
    typist_fill_disk(t, true);
    unlink(path);
    typist_type(t, ESC);
    typist_type(t, CTRL_S);
    typist_wait(t, "no other place");
    typist_signal(t, SIGTERM);
    cr_expect_eq(typist_end(t), 1);
    cr_expect(typist_sees(t, "goal <0>") && typist_sees(t, "Healthy food"));
    cr_expect(typist_sees(t, "the words stand above"));
    typist_free(t);
}
