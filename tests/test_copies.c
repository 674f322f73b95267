/* Copies of a session file that lie beside it: on the real program. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char *path;
static struct typist *typist;

static void begin(void)
{
    char *folder = test_path("work");
    path = test_path("work/s.json");
    cr_assert_eq(mkdir(folder, 0700), 0);
    writer_make(path, 1, 1);
    free(folder);
}

static void end(void)
{
    typist_free(typist);
    typist = NULL;
    free(path);
    folder_finish();
}

TestSuite(copies, .init = begin, .fini = end, .timeout = 120);

/* Leaves with one q: nothing is asked. */
static void leave(struct typist *t)
{
    typist_type(t, "q");
    cr_expect_eq(typist_end(t), 0);
}

Test(copies, copies_that_a_sync_service_left_are_named_on_opening)
{
    static const struct {
        const char *name;
        bool named;
    } rows[] = {
        {"s (conflicted copy 2026-11-28).json", true},
        {"s (Ana's conflicted copy 2026-11-28).json", true},
        {"s (In Konflikt stehende Kopie 2026-11-28).json", true},
        {"s.sync-conflict-20261128-101500-ABCDEF7.json", true},
        {"s_conflict-20261128-101500.json", true},
        {"s-LAPTOP-4F3K2.json", true},
        {"s (1).json", true},
        {"s 2.json", true},
        {"Copy of s.json", true},
        {"s - Copy.json", true},
        {"S (Conflicted Copy).json", true},
        {"S-ben.json", false},
        {"s.json.sync-conflict-20261128-101500-ABCDEF7", true},
        {"s (Ben's CONFLICTED copy).JSON", true},
        {"copy of S.json", true},
        {"s.rescued-of-old.json", false},
        {"s-old.json", false},
        {"s2.json", false},
        {"s-10.json", false},
        {"s.json~", true},
        {"s~1.json", true},
        {"tables (conflicted copy 2026-11-28).json", false},
        {"s (conflicted copy 2026-11-28).txt", false},
    };
    char *bytes = text_file_read(path);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char name[80];
        snprintf(name, sizeof name, "work/%s", rows[i].name);
        char *copy = test_path(name);
        text_file_write(copy, bytes);
        struct typist *t = typist = typist_open(24, 100, WORDS("roundtable", path));
        typist_wait(t, "goal <0>");
        typist_settle(t);
        cr_expect_eq(typist_sees(t, "Beside it lies"), rows[i].named, "%s", rows[i].name);
        leave(t);
        typist_free(t);
        typist = NULL;
        unlink(copy);
        free(copy);
    }
    free(bytes);
}

/* Another table of the day, which may be large. */
Test(copies, what_only_begins_alike_is_not_read)
{
    static const char *const names[] = {"work/s2.json", "work/s-10.json",
                                        "work/s-ben.json", "work/s_b.json"};
    enum { LONG_AGO_S = 1000 };
    const struct timespec long_ago[] = {{.tv_sec = LONG_AGO_S}, {.tv_nsec = UTIME_OMIT}};
    char *bytes = text_file_read(path);
    for (size_t i = 0; i < LENGTH(names); i++) {
        char *other = test_path(names[i]);
        text_file_write(other, bytes);
        cr_assert_eq(utimensat(AT_FDCWD, other, long_ago, 0), 0);
        free(other);
    }
    struct typist *t = typist = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait(t, "goal <0>");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Beside it lies"));
    leave(t);
    for (size_t i = 0; i < LENGTH(names); i++) {
        struct stat about;
        char *other = test_path(names[i]);
        cr_assert_eq(stat(other, &about), 0);
        cr_expect_eq(about.st_atime, LONG_AGO_S, "%s was read", names[i]);
        free(other);
    }
    free(bytes);
}

/* All that it takes to know is at the head. */
Test(copies, a_copy_is_known_by_its_head)
{
    char *bytes = text_file_read(path), *copy = test_path("work/s (1).json");
    bytes[strlen(bytes) / 2] = '\0'; /* not all of it is there yet */
    text_file_write(copy, bytes);
    struct typist *t = typist = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait_wrapped(t, "Beside it lies ‘s (1).json’");
    leave(t);
    free(copy);
    free(bytes);
}

Test(copies, of_many_copies_as_many_are_named_as_are_read_at_a_glance)
{
    char *bytes = text_file_read(path);
    for (int i = 1; i <= 5; i++) {
        struct str name = str_of("work/s (Ben's conflicted copy 2026-11-0%d).json", i);
        char *copy = test_path(name.bytes);
        text_file_write(copy, bytes);
        free(copy);
        str_finish(&name);
    }
    struct typist *t = typist = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait_wrapped(
        t, "Beside it lie 5 copies: ‘s (Ben's conflicted copy 2026-11-01).json’, "
           "‘s (Ben's conflicted copy 2026-11-02).json’ and 3 more. roundtable "
           "merge puts them together.");
    leave(t);
    free(bytes);
}

Test(copies, a_copy_that_comes_while_the_file_is_open_is_named_once)
{
    char *bytes = text_file_read(path);
    static const char *const names[] = {"work/s (conflicted copy 2026-11-28).json",
                                        "work/s.sync-conflict-20261128-101500-ABC.json",
                                        "work/s (1).json"};
    struct typist *t = typist = typist_open(24, 100, WORDS("roundtable", path));
    typist_wait(t, "goal <0>");
    for (size_t i = 0; i < LENGTH(names); i++) {
        char *copy = test_path(names[i]);
        text_file_write(copy, bytes);
        typist_wait_wrapped(t, names[i] + strlen("work/"));
        typist_wait_wrapped(t, "roundtable merge puts them together");
        typist_type(t, DOWN UP);
        typist_wait_gone(t, "Beside it lies");
        text_file_write(copy, "");
        text_file_write(copy, bytes);
        free(copy);
    }
    typist_type(t, "gOne more\r" ESC);
    typist_wait(t, "One more");
    typist_type(t, CTRL_S);
    typist_wait(t, "Saved to");
    cr_expect_not(typist_sees(t, "Beside it lies"));
    leave(t);
    free(bytes);
}

Test(copies, one_among_very_many_sessions_is_named_all_the_same)
{
    enum { MANY = 4000 };
    char *bytes = text_file_read(path);
    char *copy = test_path("work/s (conflicted copy 2026-11-28).json");
    for (int i = 0; i < MANY; i++) {
        struct str name = str_of("work/s-%d.json", i);
        char *other = test_path(name.bytes);
        text_file_write(other, "{}");
        free(other);
        str_finish(&name);
    }
    text_file_write(copy, bytes);
    struct typist *t = typist = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait(t, "Beside it lies");
    leave(t);
    free(copy);
    free(bytes);
}

Test(copies, another_session_of_such_a_name_is_no_copy)
{
    char *other = test_path("work/s (1).json");
    writer_make(other, 2, 1);
    struct typist *t = typist = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait(t, "goal <0>");
    typist_settle(t);
    cr_expect_not(typist_sees(t, "Beside it lies"));
    leave(t);
    free(other);
}
