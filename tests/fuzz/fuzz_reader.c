/* A session file of any bytes: it is refused with a place, or what was read is written
 * so that reading it again gives the same bytes. */

#include "fuzz.h"

#include "store/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The strict pass alone says what reading says. */
static void expect_agreement(const char *bytes, size_t len_bytes)
{
    struct json_document document = {0};
    struct err read_err = ERR_NONE, check_err = ERR_NONE;
    bool read = json_read(&document, "f", bytes, len_bytes, &read_err);
    bool checked = json_check("f", bytes, len_bytes, &check_err);
    MUST(read == checked, "json_read says \"%s\", json_check says \"%s\"",
         err_text(&read_err), err_text(&check_err));
    MUST(strcmp(err_text(&read_err), err_text(&check_err)) == 0,
         "json_read says \"%s\", json_check says \"%s\"", err_text(&read_err),
         err_text(&check_err));
    if (read) {
        json_finish(&document);
    }
    err_finish(&read_err);
    err_finish(&check_err);
}

static void expect_stable(struct session_file *file)
{
    struct session_file again = {0};
    struct err err = ERR_NONE;
    char *once = fuzz_written(file->session);
    MUST(file_read("written", once, strlen(once), 0, false, &again, NULL, &err),
         "what was written is refused: %s", err_text(&err));
    MUST(again.hand_edits == 0, "%zu edits are taken for a hand's", again.hand_edits);
    char *twice = fuzz_written(again.session);
    MUST(strcmp(once, twice) == 0, "written and read, it is another");
    file_close(&again);
    free(once);
    free(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len_bytes)
{
    char *text = fuzz_copy(bytes, len_bytes);
    struct session_file file = {0}, thorough = {0};
    struct faults faults = {0};
    struct err err = ERR_NONE, thorough_err = ERR_NONE;
    unsigned long line, column;
    expect_agreement(text, len_bytes);
    bool read = file_read("f", text, len_bytes, 0, false, &file, NULL, &err);
    if (read) {
        expect_stable(&file);
        file_close(&file);
    } else {
        MUST(sscanf(err_text(&err), "f:%lu:%lu: ", &line, &column) == 2,
             "\"%s\" names no place", err_text(&err));
    }
    /* As `roundtable check` reads it: what it takes, opening takes too. */
    if (file_read("f", text, len_bytes, 1, true, &thorough, &faults, &thorough_err)) {
        MUST(read, "check takes what opening refuses: %s", err_text(&err));
        file_close(&thorough);
    }
    faults_finish(&faults);
    err_finish(&err);
    err_finish(&thorough_err);
    free(text);
    return 0;
}
