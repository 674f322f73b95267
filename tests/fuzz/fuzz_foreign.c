/* A map or a sheet of another program, of any bytes: what is read of it can be taken in, and
 * taken in again it brings nothing. */

#include "fuzz.h"

#include "foreign/taking.h"

#include <stdlib.h>
#include <string.h>

static const struct record *begin(struct author *author, struct session *session)
{
    author_init(author, session, 1, NULL);
    author->now_ms = 1487764800000;
    return author_add_table(author, NULL, "Fuzz", NULL, NULL, NULL, NULL);
}

/* The first byte says what the file is called, and whether cells are split. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len_bytes)
{
    static const struct foreign_wish wish = {.title = "Others", .details = true};
    if (!len_bytes) {
        return 0;
    }
    char *text = fuzz_copy(bytes + 1, len_bytes - 1);
    struct foreign f = {0};
    struct err err = ERR_NONE;
    const char *name = *bytes & 1 ? "a.prsm" : "a.csv";
    if (foreign_read(&f, name, text, len_bytes - 1, *bytes & 2 ? ";" : "", &err)) {
        struct session *session = session_new();
        struct author author;
        struct foreign_taken first = {0}, again = {0};
        const struct record *table = begin(&author, session);
        if (foreign_take(&f, &wish, &author, table, &first, &err)) {
            MUST(foreign_take(&f, &wish, &author, table, &again, &err), "%s",
                 err_text(&err));
            MUST(again.made_count == 0, "taken in again, %zu are new", again.made_count);
        }
        foreign_taken_finish(&first);
        foreign_taken_finish(&again);
        author_finish(&author);
        session_free(session);
    }
    foreign_finish(&f);
    err_finish(&err);
    free(text);
    return 0;
}
