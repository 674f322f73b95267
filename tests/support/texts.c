#include "support/texts.h"

#include "base/memory.h"
#include "store/file.h"
#include "support/err.h"
#include "support/folder.h"
#include "support/grids.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct session_file read_in(const char *text)
{
    struct session_file file = {0};
    cr_assert(file_read("f.json", text, strlen(text), 0, false, &file, NULL, &err), "%s",
              err_text(&err));
    return file;
}

void expect_round_trip(struct session_file *file)
{
    struct session_file again = {0};
    char *path = test_path("round.json"), *wanted = bytes_of(file->session);
    unlink(path); /* what stood there would be taken in */
    free(file->path);
    file->path = memory_copy_text(path);
    cr_assert(file_save(file, &err), "%s", err_text(&err));
    char *once = text_file_read(path);
    cr_expect(strcmp(once, wanted) == 0, "the file is what was written");
    cr_assert(file_open(path, &again, &err), "%s", err_text(&err));
    cr_expect_eq(again.hand_edits, 0);
    cr_assert(file_save(&again, &err), "%s", err_text(&err));
    char *twice = text_file_read(path);
    cr_expect(strcmp(twice, once) == 0, "saved twice, the bytes are the same");
    session_add_all(file->session, again.session);
    char *merged = bytes_of(file->session);
    cr_expect(strcmp(merged, once) == 0, "merged with itself, it is the same");
    file_close(&again);
    free(path);
    free(wanted);
    free(once);
    free(twice);
    free(merged);
}

char *faults_of(const char *text, int64_t now_ms)
{
    struct session_file file = {0};
    struct faults faults = {0};
    struct str out = STR_EMPTY;
    cr_assert(file_read("f.json", text, strlen(text), now_ms, true, &file, &faults, &err),
              "%s", err_text(&err));
    for (size_t i = 0; i < faults.count; i++) {
        const struct fault *f = &faults.items[i];
        cr_expect_not(f->fatal);
        str_addf(&out, "%lu:%lu: %s\n", f->place.line, f->place.column, f->message);
    }
    faults_finish(&faults);
    file_close(&file);
    return str_take(&out);
}

bool survives(struct session *session, struct str *wrong)
{
    struct str once = STR_EMPTY, twice = STR_EMPTY;
    struct session_file file;
    struct err why = ERR_NONE;
    bool ok = true;
    file_write(session, &once);
    for (int thorough = 0; thorough <= 1 && ok; thorough++) {
        ok = file_read("written", once.bytes, once.len_bytes, 0, thorough, &file, NULL,
                       &why);
        if (!ok) {
            str_addf(wrong, "%s\n%s", err_text(&why), once.bytes);
            break;
        }
        str_clear(&twice);
        file_write(file.session, &twice);
        ok = strcmp(once.bytes, twice.bytes) == 0;
        str_addf(wrong, "%s%s%s", ok ? "" : once.bytes, ok ? "" : "\nread again:\n",
                 ok ? "" : twice.bytes);
        file_close(&file);
    }
    err_finish(&why);
    str_finish(&once);
    str_finish(&twice);
    return ok;
}
