#include "support/promises.h"

#include "model/author.h"
#include "store/file.h"
#include "support/expect.h"
#include "support/grids.h"
#include "support/tables.h"

#include <criterion/criterion.h>

const char promises[] =
    "{\"id\":\"t1\",\"title\":\"Warmth\",\"place\":\"Leeds\",\"date\":\"2017-01-11\","
    "\"table\":\"4\",\"goals\":["
    "{\"text\":\"Warmer homes\",\"who\":\"no promise of a goal\",\"groups\":["
    " {\"text\":\"Swap coats\",\"outcome\":\"forty coats\"},"
    " {\"text\":\"Sew curtains\",\"who\":\"Ben\",\"when\":\"before Easter\"},"
    " {\"text\":\"Only an idea\"}],"
    " \"individuals\":[{\"text\":\"Ask the council\",\"who\":\"Ana\","
    "  \"when\":\"2017-03-01\",\"messenger\":\"someone like me\"}]},"
    "{\"text\":\"Less sugar\",\"groups\":["
    " {\"text\":\"Taste | water\",\"when\":\"2017-02-21\"}],"
    " \"barriers\":[{\"text\":\"Habit\",\"who\":\"Zoe\",\"when\":\"2017-03-01\"}]}]}";

void promises_enter(void)
{
    enter_folder();
    tables_write("plan.json", promises);
}

struct typist *promises_open(const char *path, int cols)
{
    return typist_open(24, cols, WORDS("roundtable", path));
}

void expect_field(const char *path, const char *words, const char *field,
                  const char *wanted)
{
    struct session_file file;
    struct err err = ERR_NONE;
    cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
    cr_expect_str_eq(record_words(record_saying(file.session, words), field), wanted,
                     "%s of %s", field, words);
    file_close(&file);
}

void promise_apart(const char *words, const char *field, const char *ben, const char *zoe)
{
    static uint64_t seed;
    struct session_file file;
    struct author authors[2];
    struct err err = ERR_NONE;
    struct session *two = session_new();
    cr_assert(file_open("plan.json", &file, &err), "%s", err_text(&err));
    session_add_all(two, file.session);
    author_init(&authors[0], file.session, ++seed, "Ben");
    author_init(&authors[1], two, ++seed, "Zoe");
    for (size_t i = 0; i < LENGTH(authors); i++) {
        const struct record *note = record_saying(authors[i].session, words);
        authors[i].now_ms = 1487764800000 + 2000 * (int64_t)i;
        cr_assert(
            author_set(&authors[i], note, field, VALUE_OF_TEXT(i ? zoe : ben), &err));
    }
    session_add_all(file.session, two);
    cr_assert(file_save(&file, &err), "%s", err_text(&err));
    author_finish(&authors[0]);
    author_finish(&authors[1]);
    session_free(two);
    file_close(&file);
}
