#include "support/notes.h"

#include "model/author.h"
#include "store/file.h"

#include <criterion/criterion.h>

void notes_write(const char *path, const struct notes *notes)
{
    struct session_file file;
    struct author author;
    const struct record *goal = NULL;
    int columns = 0, in_a_goal = notes->in_a_goal ? notes->in_a_goal : notes->count;
    while (notes->columns[columns]) {
        columns++;
    }
    cr_assert_gt(columns, 0);
    file_new(path, &file);
    author_init(&author, file.session, 1, "Ana");
    author.now_ms = INT64_C(1487755800000);
    const struct record *table =
        author_add_table(&author, NULL, "Seminar", "Birmingham", "2017-02-22", "7", NULL);
    for (int i = 0; i < notes->count; i++) {
        struct str text = str_of("%s, %d", i % 2 ? notes->odd : notes->even, i);
        if (i % in_a_goal == 0) {
            goal = author_add_goal(&author, table, NULL, "A first job for all", NULL);
        }
        author.now_ms += 20000;
        cr_assert(author_add_note(&author, goal, notes->columns[i % columns], NULL,
                                  text.bytes, NULL));
        str_finish(&text);
    }
    cr_assert(file_save(&file, NULL));
    author_finish(&author);
    file_close(&file);
}
