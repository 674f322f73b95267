/* More than one session file can hold is refused before the work begins, and only if it is. */

#include "base/json.h"
#include "model/author.h"
#include "store/file.h"
#include "store/merged_size.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

TestSuite(merged_size, .init = enter_folder, .fini = folder_finish);

enum { LONG_LINES = 26, LONG_BYTES = 1400 * 1024, MANY_LINES = 130000 };

/* A file as large as 26 long words make it, 36 MiB, or one of 130,000 lines, 8 values each. */
static void write_file(const char *path, const char *actor, size_t lines,
                       size_t words_bytes, const char *more)
{
    FILE *file = fopen(path, "we");
    char *words = calloc(words_bytes + 1, 1);
    cr_assert(file && words);
    memset(words, 'w', words_bytes);
    fputs("{\n  \"edits\": [", file);
    for (size_t i = 0; i < lines; i++) {
        fprintf(file,
                "%s\n    {\"key\":\"%s.%zu\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":"
                "\"note:n%zu\",\"set\":{\"goal\":\"goal:g\",\"place\":\"V\",\"text\":"
                "\"a \\\"%s\\\": b\"}%s}",
                i ? "," : "", actor, i + 1, i, words, more);
    }
    fputs("\n  ]\n}\n", file);
    cr_assert_eq(fclose(file), 0);
    free(words);
}

/* A file may have more, which would take long to make. */
static const struct largest tried = {JSON_LARGEST_BYTES, JSON_MOST_VALUES};

static void expect_fit(bool fit, const char *why, const char *const *names)
{
    struct paths files = {0};
    struct err err = ERR_NONE;
    for (; *names; names++) {
        paths_add(&files, *names);
    }
    cr_expect_eq(files_fit_one(&files, "out.json", &tried, &err), fit, "%s",
                 err_text(&err));
    if (!fit) {
        expect_part(err_text(&err), "out.json: not begun");
        expect_part(err_text(&err), why);
        expect_part(err_text(&err), "as one a place");
    }
    err_finish(&err);
    paths_finish(&files);
}

Test(merged_size, too_many_bytes_are_told_of_and_one_file_named_often_is_not_many)
{
    write_file("a.json", "a", LONG_LINES, LONG_BYTES, "");
    write_file("b.json", "b", LONG_LINES, LONG_BYTES, "");
    expect_fit(false, "64 MiB", WORDS("a.json", "b.json"));
    expect_fit(true, NULL, WORDS("a.json", "a.json", "a.json", "none.json"));
}

Test(merged_size, too_many_values_are_told_of_where_bytes_are_not_too_many)
{
    write_file("a.json", "a", MANY_LINES, 120, "");
    write_file("b.json", "b", MANY_LINES, 120, "");
    write_file("c.json", "a", MANY_LINES, 125, ""); /* other words of the same keys */
    expect_fit(false, "2 million values", WORDS("a.json", "b.json", "c.json"));
    expect_fit(true, NULL, WORDS("a.json", "c.json", "a.json"));
}

Test(merged_size, where_words_were_redacted_there_is_no_telling)
{
    write_file("a.json", "a", LONG_LINES, LONG_BYTES, "");
    write_file("b.json", "b", LONG_LINES, LONG_BYTES, "");
    write_file("c.json", "a", 1, 1, ",\"redacted\":true");
    expect_fit(true, NULL, WORDS("a.json", "b.json", "c.json"));
    expect_fit(true, NULL, WORDS("c.json", "b.json", "a.json"));
}

/* A table of 13 long notes, in its edits and in its grid: 36 MB. */
static void write_table(const char *path, uint64_t seed, const char *last)
{
    enum { LONG_NOTES = 13 };
    struct session_file file;
    struct author author;
    struct err err = ERR_NONE;
    struct str words = STR_EMPTY;
    str_make_room(&words, LONG_BYTES);
    memset(words.bytes, 'w', LONG_BYTES);
    words.bytes[LONG_BYTES] = '\0';
    file_new(path, &file);
    author_init(&author, file.session, seed, "Ana");
    author.now_ms = 1487755800000;
    const struct record *table =
        author_add_table(&author, NULL, "Buses", "Leeds", "2017-02-22", "1", &err);
    const struct record *goal = author_add_goal(&author, table, NULL, "Fares", &err);
    cr_assert(goal, "%s", err_text(&err));
    for (int i = 0; i < LONG_NOTES; i++) {
        const char *text = i < LONG_NOTES - 1 || !last ? words.bytes : last;
        cr_assert(author_add_note(&author, goal, "barriers", NULL, text, &err), "%s",
                  err_text(&err));
    }
    cr_assert(file_save(&file, &err), "%s", err_text(&err));
    author_finish(&author);
    file_close(&file);
    str_finish(&words);
}

Test(merged_size, grids_count_where_they_stand_as_written_and_in_no_other_words)
{
    write_table("a.json", 1, NULL);
    write_table("b.json", 2, NULL);
    write_table("other.json", 1, "another last note of the first table");
    expect_fit(false, "64 MiB", WORDS("a.json", "b.json"));
    expect_fit(false, "64 MiB", WORDS("a.json", "b.json", "a.json"));
    expect_fit(true, NULL, WORDS("a.json", "a.json"));
    expect_fit(true, NULL, WORDS("a.json", "other.json", "b.json"));
    text_file_write("b.json.journal", "may take a note out");
    expect_fit(true, NULL, WORDS("a.json", "b.json"));
}
