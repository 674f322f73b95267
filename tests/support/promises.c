#include "support/promises.h"

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
