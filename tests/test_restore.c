/* roundtable restore: a damaged or missing session is put together again. */

#include "store/generations.h"
#include "store/restore.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/writer.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GOALS = 6 };

/* A session that was saved twice, and all that belongs to it. */
struct desk {
    char *path, *aside, *second;
    char *whole, *grids; /* as it was saved last, and as it shows */
};

static void add_goal_and_save(const char *path, uint64_t seed, const char *words)
{
    struct writer w;
    writer_open(&w, path, seed);
    writer_goal(&w, words);
    writer_save(&w);
    writer_close(&w);
}

static struct desk desk_make(void)
{
    struct desk d = {.path = test_path("s.json"),
                     .aside = test_path("s.damaged.json"),
                     .second = test_path("s-2.damaged.json")};
    writer_make(d.path, 1, GOALS);
    add_goal_and_save(d.path, 2, "the latest");
    d.whole = text_file_read(d.path);
    d.grids = writer_grids(d.path);
    cr_assert(d.grids && strstr(d.grids, "the latest"));
    return d;
}

static void desk_free(struct desk *d)
{
    free(d->path);
    free(d->aside);
    free(d->second);
    free(d->whole);
    free(d->grids);
    err_finish(&err);
    folder_finish();
}

/* The same, cut in the middle of its top: no word of it can be read. */
static void cut_to_nothing(const struct desk *d)
{
    char *edits = strstr(d->whole, "\n  \"edits\": ["), before = *edits;
    *edits = '\0';
    text_file_write(d->path, d->whole);
    *edits = before;
}

static void forget_generations(const struct desk *d)
{
    struct generations all = {0};
    generations_list(d->path, &all);
    for (size_t i = 0; i < all.count; i++) {
        unlink(all.items[i].path);
    }
    generations_finish(&all);
}

/* What stands there is a whole session and shows these grids; nothing is to be done. */
static void expect_whole(const struct desk *d, const char *grids)
{
    struct restored again;
    char *bytes = text_file_read(d->path), *shown = writer_grids(d->path);
    cr_assert(bytes && shown, "%s is not there", d->path);
    cr_expect_str_eq(shown, grids);
    cr_assert(file_restore(d->path, &again, &err), "%s", err_text(&err));
    cr_expect(again.needless, "restored twice");
    restored_finish(&again);
    expect_file(d->path, bytes);
    free(bytes);
    free(shown);
}

static struct restored restore(const struct desk *d)
{
    struct restored restored;
    cr_assert(file_restore(d->path, &restored, &err), "%s", err_text(&err));
    cr_assert_not(restored.needless);
    return restored;
}

Test(restore, a_file_that_is_gone_comes_back_from_its_generation)
{
    struct desk d = desk_make();
    unlink(d.path);
    struct restored r = restore(&d);
    cr_expect_eq(r.number, 2);
    cr_expect_null(r.aside);
    cr_expect_eq(r.from_journal + r.from_file, 0);
    restored_finish(&r);
    expect_file(d.path, d.whole);
    expect_whole(&d, d.grids);
    desk_free(&d);
}

Test(restore, a_cut_file_comes_back_and_is_kept_aside)
{
    struct desk d = desk_make();
    cut_to_nothing(&d);
    char *cut = text_file_read(d.path);
    struct restored r = restore(&d);
    cr_expect_eq(r.number, 2);
    cr_assert(r.aside);
    cr_expect_str_eq(r.aside, d.aside);
    restored_finish(&r);
    expect_file(d.aside, cut);
    expect_file(d.path, d.whole);
    expect_whole(&d, d.grids);
    cr_expect_neq(access(d.second, F_OK), 0, "set aside twice");
    free(cut);
    desk_free(&d);
}

Test(restore, a_damaged_file_is_no_generation)
{
    struct desk d = desk_make();
    struct generations all = {0};
    cut_to_nothing(&d);
    struct restored r = restore(&d);
    restored_finish(&r);
    generations_list(d.path, &all);
    cr_expect_eq(all.count, 2, "the restored bytes are the newest already");
    generations_finish(&all);
    desk_free(&d);
}

Test(restore, the_damaged_file_gets_a_name_that_is_free)
{
    struct desk d = desk_make();
    char *third = test_path("s-3.damaged.json");
    text_file_write(d.aside, "mine");
    cr_assert_eq(symlink("nowhere", d.second), 0);
    cut_to_nothing(&d);
    struct restored r = restore(&d);
    cr_expect_str_eq(r.aside, third);
    restored_finish(&r);
    expect_file(d.aside, "mine");
    expect_whole(&d, d.grids);
    free(third);
    desk_free(&d);
}

Test(restore, a_flipped_word_comes_back_as_it_was)
{
    struct desk d = desk_make();
    char *bytes = text_file_read(d.path);
    char *word = strstr(strstr(bytes, "\n  \"edits\": ["), "note <2.1>");
    word[0] = 'v';
    text_file_write(d.path, bytes);
    struct restored r = restore(&d);
    cr_expect_eq(r.number, 2);
    restored_finish(&r);
    expect_file(d.aside, bytes);
    expect_whole(&d, d.grids);
    free(bytes);
    desk_free(&d);
}

Test(restore, without_a_generation_all_that_can_be_read_comes_back)
{
    struct desk d = desk_make();
    forget_generations(&d);
    d.whole[strlen(d.whole) - 200] = '\0';
    text_file_write(d.path, d.whole);
    struct restored r = restore(&d);
    cr_expect_eq(r.number, 0);
    cr_expect(r.from_file > GOALS);
    restored_finish(&r);
    expect_file(d.aside, d.whole);
    expect_whole(&d, d.grids);
    desk_free(&d);
}

Test(restore, words_newer_than_the_generation_come_from_the_damaged_file)
{
    struct desk d = desk_make();
    struct generations all = {0};
    generations_list(d.path, &all);
    unlink(all.items[0].path); /* the one that has "the latest" */
    char *torn = strstr(strstr(d.whole, "\n  \"edits\": ["), "the latest");
    for (int whole = 1; whole >= 0; whole--) {
        memcpy(torn - 40, whole ? "" : "\x01", !whole); /* then its line is torn, too */
        d.whole[strlen(d.whole) - 30] = '\0';
        text_file_write(d.path, d.whole);
        struct restored r = restore(&d);
        cr_expect_eq(r.number, 1);
        cr_expect(r.from_file > 0);
        restored_finish(&r);
        expect_whole(&d, d.grids);
        generations_finish(&all);
        generations_list(d.path, &all);
        while (all.count && all.items[0].number > 1) {
            unlink(all.items[0].path);
            generations_finish(&all);
            generations_list(d.path, &all);
        }
    }
    generations_finish(&all);
    desk_free(&d);
}

Test(restore, a_generation_that_is_damaged_is_passed_over)
{
    struct desk d = desk_make();
    struct generations all = {0};
    generations_list(d.path, &all);
    cr_assert_eq(all.count, 2);
    d.whole[strlen(d.whole) - 200] = '\0';
    text_file_write(all.items[0].path, d.whole); /* the newest */
    text_file_write(d.path, "");
    struct restored r = restore(&d);
    cr_expect_eq(r.number, 1);
    restored_finish(&r);
    char *grids = writer_grids(d.path);
    cr_expect(strstr(grids, "note <5.1>") && !strstr(grids, "the latest"), "%s", grids);
    expect_file(d.aside, "");
    free(grids);
    generations_finish(&all);
    desk_free(&d);
}

Test(restore, what_stands_in_the_journal_alone_comes_back_and_is_counted)
{
    struct desk d = desk_make();
    char *journal = test_path("s.json.journal");
    struct writer w;
    struct stat about;
    writer_open(&w, d.path, 3);
    writer_journal_goal(&w, "in the journal");
    char *lines = text_file_read(journal);
    writer_close(&w);
    for (int there = 0; there <= 1; there++) {
        text_file_write(journal, lines);
        unlink(d.path);
        if (there) {
            cut_to_nothing(&d);
        }
        struct restored r = restore(&d);
        cr_expect_eq(r.from_journal, 1, "%zu", r.from_journal);
        cr_expect_eq(r.from_file, 0);
        restored_finish(&r);
        char *grids = writer_grids(d.path);
        cr_expect(strstr(grids, "in the journal") && strstr(grids, "the latest"));
        cr_expect(stat(journal, &about) != 0 || about.st_size == 0, "it is not emptied");
        free(grids);
        forget_generations(&d);
        text_file_write(d.path, d.whole);
        add_goal_and_save(d.path, 4, "kept again");
    }
    free(lines);
    free(journal);
    desk_free(&d);
}

Test(restore, by_a_link_restores_what_it_leads_to)
{
    struct desk d = desk_make();
    char *link = test_path("link.json");
    struct restored r;
    cr_assert_eq(symlink("s.json", link), 0);
    cut_to_nothing(&d);
    cr_assert(file_restore(link, &r, &err), "%s", err_text(&err));
    cr_expect_str_eq(r.aside, d.aside);
    restored_finish(&r);
    struct stat about;
    cr_expect(lstat(link, &about) == 0 && S_ISLNK(about.st_mode), "the link is gone");
    expect_whole(&d, d.grids);
    free(link);
    desk_free(&d);
}

/* Restoring fails, and says so in these words. */
static void expect_refusal(const char *path, const char *piece)
{
    struct restored r = {.number = 42};
    cr_expect_not(file_restore(path, &r, &err), "%s is restored", path);
    cr_expect(strstr(err_text(&err), piece), "%s", err_text(&err));
    cr_expect_eq(r.number, 42, "outputs are untouched");
    err_finish(&err);
}

Test(restore, with_nothing_to_bring_back_changes_nothing)
{
    struct desk d = desk_make();
    char *never = test_path("never.json");
    forget_generations(&d);
    cut_to_nothing(&d);
    char *cut = text_file_read(d.path);
    expect_refusal(d.path, "nothing of it is kept");
    expect_file(d.path, cut);
    cr_expect_neq(access(d.aside, F_OK), 0, "it was set aside all the same");
    expect_refusal(never, "nothing of it is kept");
    cr_expect_neq(access(never, F_OK), 0);
    free(cut);
    free(never);
    desk_free(&d);
}

Test(restore, what_is_no_file_is_left_where_it_is)
{
    struct desk d = desk_make();
    struct stat about;
    unlink(d.path);
    cr_assert_eq(mkdir(d.path, 0700), 0);
    expect_refusal(d.path, "not a file");
    cr_expect(stat(d.path, &about) == 0 && S_ISDIR(about.st_mode), "moved away");
    cr_expect_neq(access(d.aside, F_OK), 0);
    desk_free(&d);
}

Test(restore, a_file_that_one_may_not_read_is_not_damaged)
{
    if (geteuid() == 0) {
        cr_skip_test("root may read everything");
    }
    struct desk d = desk_make();
    cr_assert_eq(chmod(d.path, 0), 0);
    expect_refusal(d.path, "Permission denied");
    cr_expect_eq(chmod(d.path, 0600), 0);
    expect_file(d.path, d.whole);
    desk_free(&d);
}

#define RESTORE(status, out, said, ...)                                                  \
    EXPECT_RUN(status, out, said, "restore", __VA_ARGS__)

Test(restore, the_command_says_what_came_from_where)
{
    struct desk d = desk_make();
    char *never = test_path("never.json");
    RESTORE(0, "is whole: nothing was done", "", d.path);
    expect_file(d.path, d.whole);
    cut_to_nothing(&d);
    RESTORE(0, "restored, generation 2 of 20", "", d.path);
    expect_whole(&d, d.grids);
    forget_generations(&d);
    d.whole[strlen(d.whole) - 200] = '\0';
    text_file_write(d.path, d.whole);
    RESTORE(3, "no whole generation was kept", "", d.path);
    d.whole[strlen(d.whole) - 200] = '\0';
    text_file_write(d.path, d.whole);
    RESTORE(0, "The damaged file is kept as ", "", d.path);
    expect_whole(&d, d.grids);
    RESTORE(1, "", "nothing of it is kept", never);
    RESTORE(2, "", "which FILE?", "--");
    RESTORE(2, "", "one FILE", d.path, never);
    free(never);
    desk_free(&d);
}

Test(restore, the_command_takes_one_generation_out)
{
    struct desk d = desk_make();
    char *out = test_path("out.json");
    static const char *const wrong[] = {
        "0", "3", "-1", "1x", " 1", "", "+1", "18446744073709551617", "newest"};
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        RESTORE(2, "", "", "--generation", wrong[i], "-o", out, d.path);
        cr_expect_neq(access(out, F_OK), 0, "\"%s\" was taken out", wrong[i]);
    }
    RESTORE(2, "", "go together", "--generation", "1", d.path);
    RESTORE(2, "", "go together", "-o", out, d.path);
    RESTORE(0, "", "", "--generation", "1", "-o", out, d.path);
    char *grids = writer_grids(out);
    cr_assert(grids);
    cr_expect(strstr(grids, "note <5.1>") && !strstr(grids, "the latest"));
    char *bytes = text_file_read(out);
    RESTORE(1, "", "out.json: exists already; choose another name\n", "--generation", "2",
            "-o", out, d.path);
    expect_file(out, bytes);
    RESTORE(1, "", "exists already", "--generation", "1", "-o", d.path, d.path);
    expect_file(d.path, d.whole);
    unlink(out);
    unlink(d.path); /* nor does it have to be there */
    RESTORE(0, "", "", "--generation", "2", "-o", out, d.path);
    expect_file(out, d.whole);
    free(bytes);
    free(grids);
    free(out);
    desk_free(&d);
}

Test(restore, that_cannot_be_written_leaves_the_damaged_file_as_it_is)
{
    struct desk d = desk_make();
    cut_to_nothing(&d);
    char *cut = text_file_read(d.path);
    struct ran ran = program_run(
        NULL, (const char *const[]){"sh", "-c", "ulimit -f 1; exec \"$@\"", "sh",
                                    program_path(), "restore", d.path, NULL});
    cr_expect_eq(ran.status, 1, "%d", ran.status);
    cr_expect(strstr(str_text(&ran.err), "not written"), "%s", str_text(&ran.err));
    expect_file(d.path, cut);
    cr_expect_neq(access(d.aside, F_OK), 0, "its other name is left");
    RESTORE(0, "restored, generation 2", "", d.path);
    expect_whole(&d, d.grids);
    ran_finish(&ran);
    free(cut);
    desk_free(&d);
}

/* A slip of a hand in the top: its words are told, and how to have them. */
Test(restore, words_of_a_hand_that_made_a_slip_are_told_and_can_be_had)
{
    static const struct {
        const char *slip, *mended;
    } rows[] = {{"\"Pond\" \"Muddy path\", ", "\"Pond\", \"Muddy path\", "},
                {"\"Pond\", “Muddy path”, ", "\"Pond\", \"Muddy path\", "},
                {"\"Pond\", \"Muddy path, ", "\"Pond\", \"Muddy path\", "}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct desk d = desk_make();
        struct str list = str_of("\"barriers\": [ %s", rows[i].slip);
        char *slip = replaced(d.whole, "\"barriers\": [", list.bytes);
        text_file_write(d.path, slip);
        RESTORE(3, "restored, ", ": ‘Muddy path’\n", d.path);
        char *aside = text_file_read(d.aside);
        cr_expect_str_eq(aside, slip);
        char *mended = replaced(slip, rows[i].slip, rows[i].mended);
        text_file_write(d.aside, mended);
        EXPECT_RUN(0, "from 2 files", NULL, "merge", "-o", d.path, d.path, d.aside);
        char *grids = writer_grids(d.path);
        cr_expect(strstr(grids, "Muddy path") && strstr(grids, "Pond"), "%s", grids);
        free(grids);
        free(mended);
        free(aside);
        free(slip);
        str_finish(&list);
        desk_free(&d);
    }
}
