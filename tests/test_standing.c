/* What of a session's room is the same when it begins again. */

#include "store/standing.h"

#include "store/places.h"
#include "support/expect.h"
#include "support/folder.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define INVITATION "192.168.1.20/lusab-babad-gutih-tugad-dagoz"

TestSuite(standing, .init = enter_folder, .fini = folder_finish);

static void keep(const char *path, enum standing what, const char *text)
{
    struct err err = ERR_NONE;
    cr_expect(standing_keep(path, what, text, &err), "%s", err_text(&err));
    err_finish(&err);
}

static void expect_kept(const char *path, enum standing what, const char *text)
{
    char *kept = standing_read(path, what);
    if (text) {
        cr_assert_not_null(kept);
        cr_expect_str_eq(kept, text);
    } else {
        cr_expect_null(kept);
    }
    standing_forget(kept);
}

static char *file_of(const char *path)
{
    char *name = state_name_of(path);
    struct str below = str_of("rooms/%s.json", name);
    char *file = state_path(below.bytes);
    str_finish(&below);
    free(name);
    return file;
}

Test(standing, what_is_kept_is_there_again_and_the_rest_stays)
{
    expect_kept("a.json", STANDING_ROOM, NULL);
    keep("a.json", STANDING_ROOM, INVITATION);
    keep("a.json", STANDING_PHONES, "8080/\"token\"");
    keep("a.json", STANDING_ROOM, "10.0.0.2/lusab");
    expect_kept("a.json", STANDING_ROOM, "10.0.0.2/lusab");
    expect_kept("a.json", STANDING_PHONES, "8080/\"token\"");
    expect_kept("a.json", STANDING_JOINED, NULL);
    expect_kept("./a.json", STANDING_PHONES, "8080/\"token\"");
    expect_kept("copy.json", STANDING_ROOM, NULL);
}

Test(standing, once_nothing_is_kept_there_is_no_file)
{
    char *file = file_of("a.json");
    keep("a.json", STANDING_ROOM, INVITATION);
    keep("a.json", STANDING_JOINED, INVITATION);
    keep("a.json", STANDING_ROOM, NULL);
    cr_expect_eq(access(file, F_OK), 0);
    keep("a.json", STANDING_JOINED, NULL);
    keep("a.json", STANDING_JOINED, NULL);
    cr_expect_neq(access(file, F_OK), 0);
    free(file);
}

/* Whoever can read it can come in. */
Test(standing, it_is_for_its_owner_only)
{
    char *file = file_of("a.json"), *folder = state_path("rooms");
    keep("a.json", STANDING_ROOM, INVITATION);
    cr_expect_eq(permissions_of(file), 0600);
    cr_expect_eq(permissions_of(folder) & 0777, 0700);
    free(file);
    free(folder);
}

Test(standing, a_link_in_its_place_is_neither_read_nor_written_through)
{
    struct err err = ERR_NONE;
    char *file = file_of("a.json");
    keep("a.json", STANDING_ROOM, INVITATION);
    cr_assert_eq(rename(file, "elsewhere"), 0);
    char *target = test_path("elsewhere"), *before = text_file_read("elsewhere");
    cr_assert_eq(symlink(target, file), 0);
    expect_kept("a.json", STANDING_ROOM, NULL);
    standing_keep("a.json", STANDING_ROOM, "10.0.0.2/lusab", &err);
    expect_file("elsewhere", before);
    err_finish(&err);
    free(before);
    free(target);
    free(file);
}

Test(standing, of_what_is_damaged_nothing_is_kept_and_it_is_written_anew)
{
    char *file = file_of("a.json");
    keep("a.json", STANDING_ROOM, INVITATION);
    text_file_write(file, "{\"room\": 5, \"joined\"");
    expect_kept("a.json", STANDING_ROOM, NULL);
    keep("a.json", STANDING_JOINED, INVITATION);
    expect_kept("a.json", STANDING_JOINED, INVITATION);
    free(file);
}

Test(standing, where_others_may_write_nothing_is_kept_which_is_said)
{
    struct err err = ERR_NONE;
    char *state = state_path("");
    keep("a.json", STANDING_ROOM, INVITATION);
    cr_assert_eq(chmod(state, 0777), 0);
    expect_kept("a.json", STANDING_ROOM, NULL);
    cr_expect_not(standing_keep("a.json", STANDING_ROOM, INVITATION, &err));
    expect_part(err_text(&err), "others may write there");
    cr_assert_eq(chmod(state, 0700), 0);
    err_finish(&err);
    free(state);
}

/* As a backup may bring it back. */
Test(standing, what_others_could_have_written_is_not_read_and_is_closed_to_them)
{
    char *file = file_of("a.json");
    keep("a.json", STANDING_ROOM, INVITATION);
    cr_assert_eq(chmod(file, 0666), 0);
    expect_kept("a.json", STANDING_ROOM, NULL);
    keep("a.json", STANDING_ROOM, INVITATION);
    cr_expect_eq(permissions_of(file), 0600);
    cr_assert_eq(chmod(file, 0644), 0);
    expect_kept("a.json", STANDING_ROOM, INVITATION);
    keep("a.json", STANDING_JOINED, INVITATION);
    cr_expect_eq(permissions_of(file), 0600);
    free(file);
}

Test(standing, nothing_is_read_in_a_folder_in_which_others_may_write)
{
    char *folder = state_path("rooms");
    keep("a.json", STANDING_ROOM, INVITATION);
    cr_assert_eq(chmod(folder, 0777), 0);
    expect_kept("a.json", STANDING_ROOM, NULL);
    cr_assert_eq(chmod(folder, 0700), 0);
    expect_kept("a.json", STANDING_ROOM, INVITATION);
    free(folder);
}
