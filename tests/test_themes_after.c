/* What came of what the tables of last time shared. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(themes_after, .init = enter_folder);

/* Two tables had it last time, and one has it now. */
Test(themes_after, each_theme_of_last_time_stayed_or_is_named_no_more)
{
    static const char goal[] =
        "{\"id\":\"%s%d\",\"goals\":[{\"text\":\"%s\"},{\"text\":\"%s\"}]}";
    static const struct {
        const char *when, *one[2], *other[2];
    } rows[] = {{"last", {"Fewer falls", "Rain"}, {"Fewer falls", "Rain"}},
                {"now", {"Fewer falls", "Warm homes"}, {"Benches", "Warm homes"}}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str tables = STR_EMPTY, path = str_of("%s.json", rows[i].when);
        str_addf(&tables, goal, rows[i].when, 1, rows[i].one[0], rows[i].one[1]);
        str_add(&tables, ",");
        str_addf(&tables, goal, rows[i].when, 2, rows[i].other[0], rows[i].other[1]);
        tables_write(path.bytes, tables.bytes);
        str_finish(&tables);
        str_finish(&path);
    }
    char *text = OUTPUT_OF("themes", "--after", "last.json", "now.json");
    expect_part(text, "\nThemes that stayed: 1\n");
    expect_part(text, "\n  - Fewer falls (1 table)\n");
    expect_part(text, "\nNew themes: 1\n");
    expect_part(text, "\n  - Warm homes (2 tables)\n");
    expect_part(text, "\nThemes that nobody named any more: 1\n");
    expect_part(text, "\n  - Rain (2 tables)\n");
    free(text);
}
