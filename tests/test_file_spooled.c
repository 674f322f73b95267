/* A session's text that leaves memory while it is read is read as any other, whatever became of
 * it: of what is not as a program wrote it, all of it comes again. */

#include "model/author.h"
#include "store/file.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/notes.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(file_spooled, .init = enter_folder, .fini = folder_finish);

enum { NOTES = 3000 };

/* So large that it is spooled in a file. */
static void write_large(const char *path)
{
    static const char said[] = "Families do not know who to ask";
    notes_write(path,
                &(struct notes){
                    .count = NOTES, .columns = {"barriers"}, .even = said, .odd = said});
}

static void expect_read_alike(const char *text)
{
    struct spool spool = {0};
    struct session_file plain = {0}, spooled = {0};
    struct err said = ERR_NONE, spooled_said = ERR_NONE;
    cr_assert(spool_add(&spool, text, strlen(text)));
    cr_assert_not_null(spool.file);
    bool ok = file_read("x.json", text, strlen(text), 0, false, &plain, NULL, &said);
    cr_expect_eq(file_read_spooled("x.json", &spool, &spooled, &spooled_said), ok);
    cr_expect_str_eq(err_text(&spooled_said), err_text(&said));
    if (ok) {
        size_t count = session_edit_count(plain.session);
        cr_expect_gt(count, NOTES);
        cr_expect_eq(session_edit_count(spooled.session), count);
        cr_expect_eq(spooled.hand_edits, plain.hand_edits);
    }
    err_finish(&said);
    err_finish(&spooled_said);
    file_close(&plain);
    file_close(&spooled);
    spool_finish(&spool);
}

Test(file_spooled, whatever_became_of_it_it_is_read_as_any_other)
{
    static const struct {
        const char *behind, *to;
    } changes[] = {{"", ""},                         /* nothing */
                   {"\"title\": \"", "A"},           /* the top, by hand */
                   {"\"edits\": [", "\n    {[[[[["}, /* an edit, torn */
                   {"\"checksum\": \"", "zz"}};
    write_large("large.json");
    for (size_t i = 0; i < LENGTH(changes); i++) {
        char *text = text_file_read("large.json");
        char *at = strstr(text, changes[i].behind) + strlen(changes[i].behind);
        memcpy(at, changes[i].to, strlen(changes[i].to));
        expect_read_alike(text);
        free(text);
    }
}
