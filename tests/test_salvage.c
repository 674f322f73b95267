/* What can be read of a damaged file, and that it is never overwritten. */

#include "base/memory.h"
#include "store/file.h"
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
#include <unistd.h>

enum { GOALS = 12 };

static char *copy_bytes(const char *bytes, size_t len_bytes)
{
    char *copy = memory_get(len_bytes + 1);
    memcpy(copy, bytes, len_bytes);
    return copy;
}

/* Whether the words of every whole line of edits stand in the grids. */
static size_t words_missing(const char *bytes, const char *grids)
{
    static const char member[] = "\"text\":\"";
    size_t missing = 0;
    const char *line = strstr(bytes, "\n  \"edits\": [");
    while (line && (line = strchr(line, '\n'))) {
        const char *stop = strchr(++line, '\n'), *at = strstr(line, member);
        if (stop && at && at < stop) {
            char *words =
                copy_bytes(at + sizeof member - 1, strcspn(at + sizeof member - 1, "\""));
            missing += strstr(grids, words) == NULL;
            free(words);
        }
    }
    return missing;
}

/* The last error is "PATH:LINE:COLUMN: …". */
static bool names_a_place(const char *path)
{
    unsigned long line, column;
    size_t len = strlen(path);
    return strncmp(err_text(&err), path, len) == 0 &&
           sscanf(err_text(&err) + len, ":%lu:%lu: ", &line, &column) == 2;
}

/* Opened, it is damaged and cannot be saved over. */
static void expect_read_only(struct session_file *file, const char *bytes)
{
    cr_expect(file->damaged && file->read_only);
    cr_expect(strstr(file->read_only_why, "damaged") &&
                  strstr(file->read_only_why, "could be read"),
              "%s", file->read_only_why);
    cr_expect_not(file_save(file, &err), "a damaged file was written over");
    char *after = text_file_read(file->path);
    cr_expect(strcmp(after, bytes) == 0, "its bytes are not as they were");
    free(after);
}

/* A session of GOALS goals at that path: its bytes, and its grids, for free(). */
static char *make(const char *path, char **grids)
{
    writer_make(path, 1, GOALS);
    *grids = writer_grids(path);
    cr_assert(*grids && strstr(*grids, "note <11.1>"));
    return text_file_read(path);
}

TestSuite(salvage, .fini = end_test);

Test(salvage, a_file_cut_anywhere_opens_with_every_whole_line_or_is_refused)
{
    enum { STEP_BYTES = 97 };
    char *path = test_path("s.json"), *whole_grids;
    char *whole = make(path, &whole_grids);
    size_t top_bytes = (size_t)(strstr(whole, "\n  \"edits\": [") - whole), opened = 0;
    for (size_t cut = strlen(whole) - 3; cut > 0;
         cut = cut > STEP_BYTES ? cut - STEP_BYTES : 0) {
        struct session_file file;
        char *bytes = copy_bytes(whole, cut);
        text_file_write(path, bytes);
        if (!file_open(path, &file, &err)) {
            cr_expect(names_a_place(path), "cut at %zu: %s", cut, err_text(&err));
            cr_expect(cut < top_bytes + 100, "cut at %zu: refused", cut);
        } else {
            char *grids = grids_of(file.session);
            cr_expect_eq(words_missing(bytes, grids), 0, "cut at %zu", cut);
            cr_expect(strcmp(grids, whole_grids) == 0,
                      "cut at %zu, behind the top, and it is\n%s", cut, grids);
            expect_read_only(&file, bytes);
            file_close(&file);
            free(grids);
            opened++;
        }
        free(bytes);
    }
    cr_expect(opened > 20, "only %zu were opened", opened);
    free(whole_grids);
    free(whole);
    free(path);
}

Test(salvage, without_the_top_every_whole_line_is_there)
{
    char *path = test_path("s.json"), *whole_grids;
    char *whole = make(path, &whole_grids), *stop = strrchr(whole, '{');
    struct session_file file;
    memset(whole + 40, 'x', 20); /* the top is no JSON now, */
    *stop = '\0';                /* and the last edit is torn off */
    text_file_write(path, whole);
    cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
    char *grids = grids_of(file.session);
    cr_expect_eq(words_missing(whole, grids), 0);
    cr_expect(strstr(grids, "goal <0>") && !strstr(grids, "note <11.1>"), "%s", grids);
    expect_read_only(&file, whole);
    file_close(&file);
    free(grids);
    free(whole_grids);
    free(whole);
    free(path);
}

Test(salvage, a_flipped_bit_in_an_edit_is_seen_and_costs_no_other)
{
    char *path = test_path("s.json"), *whole_grids;
    char *whole = make(path, &whole_grids);
    char *edits = strstr(whole, "\n  \"edits\": [");
    size_t len = strlen(whole), refused = 0, tried = 0;
    for (char *at = edits + 15; at < whole + len - 60; at += 31) {
        for (int bit = 0; bit < 7; bit += 3) {
            struct session_file file;
            char before = *at;
            *at ^= (char)(1 << bit);
            if (*at) {
                text_file_write(path, whole);
                tried++;
                if (file_open(path, &file, &err)) {
                    char *grids = grids_of(file.session);
                    cr_expect(strcmp(grids, whole_grids) == 0,
                              "byte %td, bit %d: it is\n%s", at - whole, bit, grids);
                    expect_read_only(&file, whole);
                    file_close(&file);
                    free(grids);
                } else {
                    refused++;
                }
            }
            *at = before;
        }
    }
    cr_expect(tried > 500 && refused == 0, "%zu of %zu refused", refused, tried);
    free(whole_grids);
    free(whole);
    free(path);
}

Test(salvage, two_edits_run_together_are_made_good_by_the_top)
{
    char *path = test_path("s.json"), *whole_grids;
    char *whole = make(path, &whole_grids);
    struct session_file file;
    char *words = strstr(strstr(whole, "\n  \"edits\": ["), "note <5.1>");
    *strchr(words, '\n') = '*';
    text_file_write(path, whole);
    cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
    expect_grids(file.session, whole_grids);
    expect_read_only(&file, whole);
    file_close(&file);
    free(whole_grids);
    free(whole);
    free(path);
}

Test(salvage, a_slip_in_the_top_loses_nothing_of_the_edits)
{
    static const struct {
        const char *old, *new;
    } slips[] = {{"\"text\": \"goal <3>\",", "\"text\": \"goal <3>\""},
                 {"\"goals\": [", "\"goals\": "},
                 {"{\n  \"format\"", "\n  \"format\""},
                 {"\"title\": \"Desk\"", "\"title\": \"De\nsk\""},
                 {"\"title\": \"Desk\"", "\"title\": \"Desk\", \"title\": \"Desk\""},
                 {"\"version\": 1", "\"version\": 01"}};
    char *path = test_path("s.json"), *whole_grids;
    char *whole = make(path, &whole_grids);
    for (size_t i = 0; i < LENGTH(slips); i++) {
        struct session_file file;
        char *bytes = replaced(whole, slips[i].old, slips[i].new);
        text_file_write(path, bytes);
        cr_assert(file_open(path, &file, &err), "slip %zu: %s", i, err_text(&err));
        expect_grids(file.session, whole_grids);
        cr_expect(strstr(file.read_only_why, ".json:"), "slip %zu: %s", i,
                  file.read_only_why);
        expect_read_only(&file, bytes);
        file_close(&file);
        free(bytes);
    }
    free(whole_grids);
    free(whole);
    free(path);
}

Test(salvage, a_file_damaged_while_it_is_open_is_not_overwritten)
{
    char *path = test_path("s.json"), *whole_grids;
    char *whole = make(path, &whole_grids);
    struct writer w;
    writer_open(&w, path, 2);
    writer_goal(&w, "said meanwhile");
    whole[strlen(whole) - 200] = '\0';
    text_file_write(path, whole);
    cr_expect_not(file_save(&w.file, &err));
    cr_expect(strstr(err_text(&err), "damaged"), "%s", err_text(&err));
    char *after = text_file_read(path);
    cr_expect(strcmp(after, whole) == 0, "its bytes are not as they were");
    cr_expect(file_rescue(&w.file, &err), "%s", err_text(&err));
    char *rescued = writer_grids(w.file.rescue);
    cr_expect(rescued && strstr(rescued, "said meanwhile"), "%s", rescued);
    writer_close(&w);
    free(rescued);
    free(after);
    free(whole_grids);
    free(whole);
    free(path);
}

Test(salvage, check_and_export_tell_of_a_damaged_file)
{
    char *path = test_path("s.json"), *grids;
    char *whole = make(path, &grids);
    EXPECT_RUN(0, "goals 12, notes 24", NULL, "check", path);
    whole[strlen(whole) - 400] = '\0';
    text_file_write(path, whole);
    EXPECT_RUN(1, "s.json:", NULL, "check", path);
    EXPECT_RUN(1, "could be read", NULL, "check", path);
    EXPECT_RUN(1, "roundtable restore", NULL, "check", path);
    EXPECT_RUN(3, "note <11.1>", "the file is damaged", "export", "-f", "text", path);
    EXPECT_RUN(3, "note &lt;11.1&gt;", "1 line could not", "export", "-f", "markdown",
               path);
    EXPECT_RUN(3, "goal <0>", "the file is damaged", path);
    char *after = text_file_read(path);
    cr_expect(strcmp(after, whole) == 0, "its bytes are not as they were");
    whole[300] = '\0'; /* nothing of it can be read */
    text_file_write(path, whole);
    EXPECT_RUN(1, "", "s.json:", "export", path);
    free(after);
    free(grids);
    free(whole);
    free(path);
}

Test(salvage, check_tells_what_stands_in_the_journal_alone)
{
    char *path = test_path("s.json"), *journal = test_path("s.json.journal");
    struct writer w;
    writer_make(path, 1, 2);
    char *before = text_file_read(path);
    writer_open(&w, path, 2);
    writer_journal_goal(&w, "one more");
    EXPECT_RUN(0, "1 change more in its journal", NULL, "check", path);
    writer_journal_goal(&w, "and one more");
    EXPECT_RUN(0, "2 changes more in its journal", NULL, "check", path);
    char *lines = text_file_read(journal);
    *strchr(lines, '{') = '('; /* the first is damaged, and the last torn */
    lines[strlen(lines) - 1] = '\0';
    text_file_write(journal, lines);
    EXPECT_RUN(3, "1 change more in its journal, 1 damaged line\n", NULL, "check", path);
    lines[strlen(lines) - 9] = '\0';
    text_file_write(journal, lines);
    EXPECT_RUN(3, "0 changes more in its journal, 2 damaged lines\n", NULL, "check",
               path);
    char *after = text_file_read(path);
    cr_expect_str_eq(after, before, "checking changed the file");
    writer_close(&w);
    free(after);
    free(lines);
    free(before);
    free(journal);
    free(path);
}
