/* A file may have more than the strict reader makes a tree of, as long as every byte is as our
 * programs write it. */

#include "base/memory.h"
#include "store/file.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(large, .init = enter_folder, .fini = folder_finish);

/* Edits that saw so much that together they are more than 2,000,000 values, in 20 MB. */
static struct session *make_large(void)
{
    enum { EDITS = 9, SEEN = 250000 };
    struct session *session = session_new();
    struct edit_key *seen = memory_get(SEEN * sizeof *seen);
    for (size_t i = 0; i < SEEN; i++) {
        seen[i] = (struct edit_key){"a", i};
    }
    for (size_t i = 0; i < EDITS; i++) {
        struct change set = {"title", VALUE_OF_TEXT(i ? "Leeds" : "Large")};
        struct edit edit = {.key = {"b", i},
                            .at_ms = 1487755800000 - (int64_t)i,
                            .kind = "session",
                            .id = "s",
                            .set = &set,
                            .set_count = 1,
                            .over = seen,
                            .over_count = SEEN};
        cr_assert(session_apply(session, &edit, NULL, NULL));
    }
    free(seen);
    return session;
}

static bool save(const char *path, struct session *session, struct err *err)
{
    struct session_file file;
    file_new(path, &file);
    session_add_all(file.session, session);
    bool ok = file_save(&file, err);
    file_close(&file);
    return ok;
}

Test(large, it_is_written_and_read_whole_by_whatever_reads_files, .timeout = 300)
{
    struct session *session = make_large();
    struct session_file file;
    struct err err = ERR_NONE;
    char *bytes = bytes_of(session);
    cr_assert(save("large.json", session, &err), "%s", err_text(&err));
    cr_expect_not(json_check("large.json", bytes, strlen(bytes), NULL));
    cr_assert(file_open("large.json", &file, &err), "%s", err_text(&err));
    cr_expect_not(file.read_only);
    char *read = bytes_of(file.session);
    cr_expect(strcmp(read, bytes) == 0, "it is another when read");
    EXPECT_RUN(0, "edits 9", NULL, "check", "large.json");
    EXPECT_RUN(0, "edits 9", NULL, "merge", "-o", "again.json", "large.json");
    char *again = text_file_read("again.json");
    cr_expect(strcmp(again, bytes) == 0, "it is another when merged");
    free(again);
    free(read);
    free(bytes);
    file_close(&file);
    session_free(session);
}

Test(large, what_somebody_changed_in_it_is_refused_as_too_much, .timeout = 300)
{
    struct session *session = make_large();
    struct session_file file;
    struct err err = ERR_NONE;
    char *bytes = bytes_of(session), *changed = replaced(bytes, "Large", "Other");
    cr_expect_not(
        file_read("x.json", changed, strlen(changed), 0, false, &file, NULL, &err));
    expect_part(err_text(&err), "more than 2,000,000 values");
    err_finish(&err);
    free(changed);
    free(bytes);
    session_free(session);
}

Test(large, where_two_edits_have_one_key_it_is_not_written, .timeout = 300)
{
    struct session *session = make_large();
    struct err err = ERR_NONE;
    struct change set = {"title", VALUE_OF_TEXT("another of that key")};
    struct edit edit = {
        .key = {"b", 0}, .kind = "session", .id = "s", .set = &set, .set_count = 1};
    cr_assert(session_apply(session, &edit, NULL, NULL));
    cr_expect_not(save("large.json", session, &err));
    expect_part(err_text(&err), "could not be read again");
    expect_part(err_text(&err), "the key of another");
    err_finish(&err);
    session_free(session);
}
