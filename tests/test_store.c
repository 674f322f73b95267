/* Whole files replaced and read, and one session file saved by two programs. */

#include "store/file.h"
#include "store/replace.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"

#include "base/json.h"
#include "base/memory.h"
#include "model/author.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static bool replace(const char *path, const char *text, enum replace_how how)
{
    return replace_file(path, text, strlen(text), how, &err);
}

/* How many names a folder has, hidden ones too. */
static size_t names_in(const char *folder)
{
    size_t count = 0;
    DIR *dir = opendir(folder);
    cr_assert(dir, "%s", folder);
    while (readdir(dir)) {
        count++;
    }
    closedir(dir);
    return count - 2;
}

TestSuite(replace, .fini = end_test);

Test(replace, a_new_file_is_for_its_owner_only)
{
    char *path = test_path("new.json");
    umask(0);
    cr_assert(replace(path, "text", REPLACE_EXISTING), "%s", err_text(&err));
    expect_file(path, "text");
    cr_expect_eq(permissions_of(path), 0600, "%o", permissions_of(path));
    unlink(path);
    cr_assert(replace(path, "", REPLACE_NEVER), "%s", err_text(&err));
    expect_file(path, "");
    cr_expect_eq(permissions_of(path), 0600, "%o", permissions_of(path));
    cr_expect_eq(names_in(test_folder()), 1, "nothing else is left");
    free(path);
}

Test(replace, what_is_given_away_is_for_whom_the_umask_lets)
{
    static const mode_t rows[][2] = {
        {0, 0666}, {022, 0644}, {002, 0664}, {077, 0600}, {027, 0640}};
    char *path = test_path("new.html");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        umask(rows[i][0]);
        cr_assert(replace(path, "text", REPLACE_SHARED | (i % 2)), "%s", err_text(&err));
        cr_expect_eq(permissions_of(path), rows[i][1], "%o", permissions_of(path));
        cr_assert_eq(chmod(path, 0604), 0);
        cr_assert(replace(path, "text", REPLACE_SHARED | REPLACE_EXISTING));
        cr_expect_eq(permissions_of(path), 0604, "%o", permissions_of(path));
        cr_assert_eq(unlink(path), 0);
    }
    free(path);
}

Test(replace, what_is_the_program_s_own_is_not_written_through_a_link)
{
    char *path = test_path("recent"), *other = test_path("session.json");
    text_file_write(other, "precious");
    cr_assert_eq(symlink(other, path), 0);
    cr_expect_not(replace(path, "text", REPLACE_OWN | REPLACE_EXISTING));
    cr_expect(strstr(err_text(&err), "recent: a link, which is not followed"), "%s",
              err_text(&err));
    expect_file(other, "precious");
    cr_expect(replace(path, "text", REPLACE_EXISTING), "a session's is followed");
    expect_file(other, "text");
    free(path);
    free(other);
}

Test(replace, an_existing_file_keeps_its_permissions)
{
    static const mode_t rows[] = {0600, 0644, 0640, 0666, 0400, 0755};
    char *path = test_path("kept.json");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        text_file_write(path, "old");
        cr_assert_eq(chmod(path, rows[i]), 0);
        cr_expect(replace(path, "new", REPLACE_EXISTING), "%s", err_text(&err));
        expect_file(path, "new");
        cr_expect_eq(permissions_of(path), rows[i], "%o", permissions_of(path));
        unlink(path);
    }
    free(path);
}

Test(replace, bytes_are_bytes)
{
    enum { MANY = 200001 };
    char *path = test_path("bytes"), *bytes = memory_get(MANY);
    struct str read = STR_EMPTY;
    for (size_t i = 0; i < MANY; i++) {
        bytes[i] = (char)(i * 31 >> 3);
    }
    cr_assert(replace_file(path, bytes, MANY, REPLACE_EXISTING, &err));
    cr_assert(read_file(path, &read, &err), "%s", err_text(&err));
    cr_expect_eq(read.len_bytes, MANY);
    cr_expect_arr_eq(read.bytes, bytes, MANY);
    str_finish(&read);
    free(bytes);
    free(path);
}

Test(replace, a_link_stays_a_link_to_what_was_replaced)
{
    char *target = test_path("far/target.json"), *link = test_path("link.json");
    struct stat about;
    text_file_write(target, "old");
    cr_assert_eq(symlink("far/target.json", link), 0);
    cr_assert(replace(link, "new", REPLACE_EXISTING), "%s", err_text(&err));
    cr_expect(lstat(link, &about) == 0 && S_ISLNK(about.st_mode), "the link is gone");
    expect_file(target, "new");
    unlink(target); /* now it leads to nowhere: the file belongs there */
    cr_assert(replace(link, "newer", REPLACE_EXISTING), "%s", err_text(&err));
    cr_expect(lstat(link, &about) == 0 && S_ISLNK(about.st_mode), "the link is gone");
    expect_file(target, "newer");
    free(target);
    free(link);
}

Test(replace, never_means_never)
{
    char *path = test_path("old.json");
    text_file_write(path, "old");
    cr_expect_not(replace(path, "new", REPLACE_NEVER));
    cr_expect(strstr(err_text(&err), "exists already"), "%s", err_text(&err));
    expect_file(path, "old");
    cr_expect_eq(names_in(test_folder()), 1);
    free(path);
}

Test(replace, what_cannot_be_written_is_as_it_was)
{
    static const struct {
        const char *name, *piece;
    } rows[] = {{"missing/new.json", "No such file"},
                {"file/new.json", "Not a directory"},
                {"folder", "a folder, not a file"},
                {"pipe", "a device or the like, not a file"},
                {"loop", "links in a circle"}};
    char *folder = test_path("folder"), *file = test_path("file"),
         *pipe = test_path("pipe"), *loop = test_path("loop");
    text_file_write(file, "a file");
    cr_assert(mkdir(folder, 0700) == 0 && mkfifo(pipe, 0600) == 0);
    cr_assert_eq(symlink("loop", loop), 0);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *path = test_path(rows[i].name);
        for (int how = REPLACE_NEVER; how <= REPLACE_EXISTING; how++) {
            cr_expect_not(replace(path, "new", (enum replace_how)how), "%s",
                          rows[i].name);
            cr_expect(strstr(err_text(&err), path), "%s", err_text(&err));
            cr_expect(how == REPLACE_NEVER || strstr(err_text(&err), rows[i].piece), "%s",
                      err_text(&err));
            cr_expect_eq(names_in(test_folder()), 4, "%s left something", rows[i].name);
        }
        free(path);
    }
    expect_file(file, "a file");
    cr_expect_eq(names_in(folder), 0);
    char *const made[] = {folder, file, pipe, loop};
    for (size_t i = 0; i < LENGTH(made); i++) {
        free(made[i]);
    }
}

/* For a folder that may not be written, root must be somebody else for a while. */
static void give_up_rights(bool give_up)
{
    static uid_t me;
    if (give_up && (me = geteuid()) == 0) {
        cr_assert_eq(seteuid(65534), 0);
    } else if (!give_up && me == 0) {
        cr_assert_eq(seteuid(0), 0);
    }
}

Test(replace, a_folder_that_may_not_be_written_keeps_its_file)
{
    char *path = test_path("closed/old.json"), *closed = test_path("closed");
    text_file_write(path, "old");
    cr_assert_eq(chmod(test_folder(), 0755), 0);
    cr_assert(chmod(path, 0666) == 0 && chmod(closed, 0555) == 0);
    give_up_rights(true);
    bool replaced_it = replace(path, "new", REPLACE_EXISTING);
    give_up_rights(false);
    cr_expect_not(replaced_it);
    cr_expect(strstr(err_text(&err), "cannot write in this folder: Permission denied"),
              "%s", err_text(&err));
    expect_file(path, "old");
    cr_expect_eq(names_in(closed), 1);
    free(path);
    free(closed);
}

Test(replace, a_disk_that_is_full_keeps_the_old_file)
{
    char *path = test_path("old.json"), *other = test_path("new.json");
    char *large = memory_get(300000);
    memset(large, 'x', 299999);
    text_file_write(path, "old");
    /* The largest file allowed stands for the disk's end: a write comes up short, the
     * next one fails. */
    struct rlimit limit, old;
    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
    limit = (struct rlimit){.rlim_cur = 100000, .rlim_max = old.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    bool replaced_it = replace(path, large, REPLACE_EXISTING);
    bool made = replace(other, large, REPLACE_NEVER);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
    cr_expect_not(replaced_it);
    cr_expect_not(made);
    cr_expect(strstr(err_text(&err), "not written"), "%s", err_text(&err));
    expect_file(path, "old");
    cr_expect_eq(names_in(test_folder()), 1, "no new file, no temporary one");
    free(large);
    free(path);
    free(other);
}

Test(replace, only_files_of_a_sensible_size_are_read)
{
    char *path = test_path("large"), *missing = test_path("missing");
    struct str out = STR_EMPTY;
    str_add(&out, "kept");
    text_file_write(path, "");
    cr_assert_eq(truncate(path, (off_t)JSON_LARGEST_KNOWN_BYTES + 1), 0);
    const char *const rows[][2] = {{path, "256 MiB"},
                                   {missing, "No such file"},
                                   {test_folder(), "a folder"},
                                   {"/dev/null", "a device"},
                                   {"/dev/zero", "a device"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        cr_expect_not(read_file(rows[i][0], &out, &err));
        cr_expect(strstr(err_text(&err), rows[i][1]), "%s", err_text(&err));
    }
    cr_expect_str_eq(out.bytes, "kept");
    str_finish(&out);
    free(path);
    free(missing);
}

/* One program with a session file open. */
struct desk {
    struct session_file file;
    struct author author;
};

static void sit_down(struct desk *desk, const char *path, uint64_t seed)
{
    cr_assert(file_open(path, &desk->file, &err), "%s", err_text(&err));
    author_init(&desk->author, desk->file.session, seed, NULL);
}

static void add_note(struct desk *desk, const char *text)
{
    const struct record *goal = record_saying(desk->file.session, "Less isolation");
    cr_assert(author_add_note(&desk->author, goal, "barriers", NULL, text, &err), "%s",
              err_text(&err));
}

static void stand_up(struct desk *desk)
{
    author_finish(&desk->author);
    file_close(&desk->file);
}

static const char small[] =
    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":"
    "[{\"goals\":[\"Less isolation\"]}]}";

TestSuite(store, .fini = end_test);

Test(store, two_programs_with_one_file_both_keep_what_was_typed)
{
    char *path = test_path("one.json");
    struct desk one, two, later;
    text_file_write(path, small);
    sit_down(&one, path, 1);
    sit_down(&two, path, 2);
    add_note(&one, "No evening bus");
    cr_assert(file_save(&one.file, &err), "%s", err_text(&err));
    add_note(&two, "Bus fares");
    cr_assert(file_save(&two.file, &err), "%s", err_text(&err));
    add_note(&one, "Dark streets");
    cr_assert(file_save(&one.file, &err), "%s", err_text(&err));
    sit_down(&later, path, 3);
    char *grids = grids_of(later.file.session);
    cr_expect(strstr(grids, "No evening bus") && strstr(grids, "Bus fares") &&
                  strstr(grids, "Dark streets"),
              "%s", grids);
    expect_grids(one.file.session, grids);
    cr_expect_eq(later.file.hand_edits, 0);
    free(grids);
    stand_up(&one);
    stand_up(&two);
    stand_up(&later);
    free(path);
}

Test(store, what_was_written_by_hand_meanwhile_is_taken_in)
{
    char *path = test_path("hand.json");
    struct desk desk;
    text_file_write(path, small);
    sit_down(&desk, path, 1);
    cr_assert(file_save(&desk.file, &err), "%s", err_text(&err));
    char *text = text_file_read(path);
    char *by_hand = replaced(text, "\"moments\": [", "\"moments\": [ \"Market day\"");
    text_file_write(path, by_hand);
    add_note(&desk, "Bus fares");
    cr_assert(file_save(&desk.file, &err), "%s", err_text(&err));
    expect_grids(desk.file.session,
                 "Less isolation | barriers: Bus fares | moments: Market day\n");
    stand_up(&desk);
    free(text);
    free(by_hand);
    free(path);
}

Test(store, garbage_put_in_its_place_is_not_overwritten)
{
    char *path = test_path("garbage.json");
    struct desk desk;
    text_file_write(path, small);
    sit_down(&desk, path, 1);
    add_note(&desk, "Bus fares");
    text_file_write(path, "Dear all,\n");
    cr_expect_not(file_save(&desk.file, &err));
    cr_expect(strstr(err_text(&err), "changed meanwhile") &&
                  strstr(err_text(&err), ":1:1:"),
              "%s", err_text(&err));
    expect_file(path, "Dear all,\n");
    unlink(path); /* out of the way, it is saved again */
    cr_expect(file_save(&desk.file, &err), "%s", err_text(&err));
    stand_up(&desk);
    free(path);
}

Test(store, a_new_file_does_not_overwrite_one_that_came_before)
{
    char *path = test_path("both.json");
    struct session_file file;
    file_new(path, &file);
    text_file_write(path, small);
    cr_assert(file_save(&file, &err), "%s", err_text(&err));
    expect_grids(file.session, "Less isolation\n");
    file_close(&file);
    free(path);
}
