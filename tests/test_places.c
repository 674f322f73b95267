/* Where sessions, lists and data files live, and what they are called. */

#include "store/file.h"
#include "store/places.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"

#include "base/memory.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A home of the test's own, without anything in it. */
static void move_home(void)
{
    static const char *const names[] = {"ROUNDTABLE_DATA", "XDG_DATA_HOME",
                                        "XDG_DATA_DIRS", "XDG_STATE_HOME",
                                        "XDG_CONFIG_HOME"};
    cr_assert_eq(setenv("HOME", test_folder(), 1), 0);
    for (size_t i = 0; i < LENGTH(names); i++) {
        unsetenv(names[i]);
    }
}

TestSuite(places, .init = move_home, .fini = end_test);

Test(places, file_names_are_slugs_whatever_a_session_is_called)
{
    static const char *const rows[][5] = {
        /* title, place, date, table: the name */
        {NULL, "Manchester", "2017-02-22", "4", "2017-02-22-manchester-table-4.json"},
        {"Ageing Well!", NULL, NULL, NULL, "ageing-well.json"},
        {"../../etc/passwd", "/", "..", "", "etc-passwd.json"},
        {"健康", "مانشستر", NULL, NULL, "session.json"},
        {"健康", "Leeds", NULL, "९", "leeds-table.json"},
        {NULL, "Luton", NULL, "Green table", "luton-green-table.json"},
        {NULL, "Luton", NULL, "Bwrdd 3", "luton-bwrdd-3.json"},
        {NULL, "Luton", NULL, "7 and 8", "luton-tables-7-and-8.json"},
        {"", "", "", "", "session.json"},
        {NULL, NULL, NULL, NULL, "session.json"},
        {"a\nb\x1b[31m\u202e.json\xff", NULL, NULL, NULL, "a-b-31m-json.json"},
        {"-rf *", "~", NULL, NULL, "rf.json"},
        {".hidden", NULL, NULL, NULL, "hidden.json"},
        {"ÉCOLE été", NULL, NULL, NULL, "ecole-ete.json"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str wanted = STR_EMPTY;
        str_addf(&wanted, "%s/roundtable/%s", test_folder(), rows[i][4]);
        char *path =
            session_path_for(rows[i][0], rows[i][1], rows[i][2], rows[i][3], &err);
        cr_assert(path, "%s", err_text(&err));
        cr_expect_str_eq(path, wanted.bytes);
        free(path);
        str_finish(&wanted);
    }
    char *folder = test_path("roundtable");
    cr_expect_eq(permissions_of(folder), 0700);
    free(folder);
}

Test(places, a_name_is_never_that_of_a_file_that_exists)
{
    static const char *const names[] = {"leeds.json", "leeds-2.json", "leeds-3.json"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        char *path = session_path_for(NULL, "Leeds", NULL, NULL, &err);
        cr_assert(path, "%s", err_text(&err));
        cr_expect_str_eq(strrchr(path, '/') + 1, names[i]);
        text_file_write(path, "{}");
        char *beside = free_path_beside(path, "md"),
             *same = free_path_beside(path, "json");
        cr_expect_str_eq(strrchr(beside, '.'), ".md");
        cr_expect_neq(access(beside, F_OK), 0);
        cr_expect_neq(access(same, F_OK), 0);
        free(beside);
        free(same);
        free(path);
    }
}

Test(places, the_longest_name_can_still_be_saved_twice)
{
    char title[400];
    memset(title, 'x', sizeof title - 1);
    title[sizeof title - 1] = '\0';
    char *before = NULL;
    for (int i = 0; i < 3; i++) {
        char *path = session_path_for(title, title, title, title, &err);
        struct session_file file;
        cr_assert(path, "%s", err_text(&err));
        file_new(path, &file);
        cr_expect(file_save(&file, &err), "%s", err_text(&err));
        file_close(&file);
        cr_expect(!before || strcmp(before, path) != 0, "a name is given twice");
        free(before);
        before = path;
    }
    free(before);
}

Test(places, the_newest_of_the_recent_comes_first_and_the_missing_are_dropped)
{
    struct paths recent = {0};
    for (int i = 0; i < 30; i++) {
        char name[16];
        snprintf(name, sizeof name, "s%d.json", i % 25);
        char *path = test_path(name);
        text_file_write(path, "{}");
        recent_add(path);
        recent_add(path);
        free(path);
    }
    recent_sessions(&recent);
    cr_assert_eq(recent.count, 20, "%zu", recent.count);
    for (size_t i = 0; i < recent.count; i++) {
        char name[16];
        snprintf(name, sizeof name, "/s%zu.json", i < 5 ? 4 - i : 29 - i);
        cr_expect_str_eq(strrchr(recent.items[i], '/'), name);
    }
    unlink(recent.items[0]);
    char *second = memory_copy_text(recent.items[1]);
    paths_finish(&recent);
    recent_add("/no/such/file");
    recent_sessions(&recent);
    cr_expect_eq(recent.count, 19);
    cr_expect_str_eq(recent.items[0], second);
    paths_finish(&recent);
    char *list = test_path(".local/state/roundtable/recent");
    cr_expect_eq(permissions_of(list), 0600);
    free(list);
    free(second);
}

Test(places, a_data_file_found_earlier_hides_its_name_later)
{
    static const char *const made[] = {
        "own/templates/b.json",
        "own/templates/.hidden.json",
        "own/templates/x.schema.json",
        "own/templates/notes.txt",
        "home/roundtable/templates/b.json",
        "home/roundtable/templates/a.json",
        "dir1/roundtable/templates/a.json",
        "dir1/roundtable/templates/d.json",
        "dir2/roundtable/templates/d.json",
        "dir2/roundtable/templates/c.json",
        "dir2/roundtable/templates/phone.cy.json",
        "own/templates/phone.cy.json",
    };
    static const char *const found[] = {
        "home/roundtable/templates/a.json", "own/templates/b.json",
        "dir2/roundtable/templates/c.json", "dir1/roundtable/templates/d.json"};
    struct str dirs = STR_EMPTY;
    struct paths paths = {0};
    for (size_t i = 0; i < LENGTH(made); i++) {
        char *path = test_path(made[i]);
        text_file_write(path, "{}");
        free(path);
    }
    char *own = test_path("own"), *home = test_path("home");
    str_addf(&dirs, "relative:%s/dir1::%s/dir2:", test_folder(), test_folder());
    setenv("ROUNDTABLE_DATA", own, 1);
    setenv("XDG_DATA_HOME", home, 1);
    setenv("XDG_DATA_DIRS", dirs.bytes, 1);
    data_files("templates", &paths);
    cr_expect_geq(paths.count, LENGTH(found));
    for (size_t i = 0; i < LENGTH(found) && i < paths.count; i++) {
        char *wanted = test_path(found[i]);
        cr_expect_str_eq(paths.items[i], wanted);
        free(wanted);
    }
    paths_finish(&paths);
    str_finish(&dirs);
    free(own);
    free(home);
}
