/* What recurs across tables that speak several languages. */

#include "findings/findings.h"
#include "model/author.h"
#include "model/themes.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/program.h"
#include "support/texts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(themes_languages, .init = enter_folder, .fini = end_without_fault);

#define TABLE(number, language, goal, barrier)                                           \
    "{\"table\":\"" number "\",\"language\":\"" language                                 \
    "\",\"goals\":[{\"text\":\"" goal "\",\"barriers\":[\"" barrier "\"]}]}"
#define PLACES "Mwy o lefydd i gwrdd â ffrindiau"

static const char mixed[] =
    "{\"sessions\":[" TABLE("1", "en", PLACES, "Dim arian") "," TABLE(
        "2", "cy", "mwy o lefydd, i gwrdd â ffrindiau",
        "Eira") "," TABLE("3", "cy", "Cars", "Dim  arian!") "," TABLE("4", "en", "Car",
                                                                      "Ice") "]}";

/* "2 Car; 1 Ice": how many tables say it, as the first of them has it. */
static void expect_themes(const struct themes *themes, const char *expected)
{
    struct str out = STR_EMPTY;
    for (size_t i = 0; i < themes->count; i++) {
        const struct theme *t = themes->items[i];
        str_addf(&out, "%s%zu %s", i ? "; " : "", t->tables, t->texts[0].words);
    }
    cr_expect_str_eq(str_text(&out), expected);
    str_finish(&out);
}

Test(themes_languages, the_same_letters_are_the_same_words_in_any)
{
    struct session_file file = read_in(mixed);
    struct themes themes = {0};
    struct author author;
    size_t count;
    const struct record *const *tables = session_tables(file.session, &count);
    author_init(&author, file.session, 1, "Ana");
    themes_follow(&themes, file.session);
    expect_themes(&themes, "2 " PLACES "; 1 Car; 1 Cars; 2 Dim arian; 1 Eira; 1 Ice");
    /* and what English knows of its words goes on from there, as long as they are there */
    const struct record *goal =
        author_add_goal(&author, tables[3], NULL, "The car", &err);
    cr_assert(author_add_goal(&author, tables[3], NULL, "Cars", &err));
    themes_follow(&themes, file.session);
    expect_themes(&themes, "2 Cars; 2 " PLACES "; 2 Dim arian; 1 Eira; 1 Ice");
    cr_expect_eq(theme_of(&themes, goal)->count, 4);
    cr_assert(author_set(&author, tables[0], "language", VALUE_OF_TEXT("pl"), &err));
    cr_assert(author_set(&author, tables[3], "language", VALUE_OF_TEXT("pl"), &err));
    themes_follow(&themes, file.session);
    expect_themes(&themes, "2 Cars; 2 " PLACES "; 1 Car; 1 The car; 2 Dim arian; "
                           "1 Eira; 1 Ice");
    themes_finish(&themes);
    author_finish(&author);
    file_close(&file);
}

/* Nor are they told as other words for it. */
Test(themes_languages, two_tables_of_which_each_has_its_own_hear_what_they_share)
{
    text_file_write("a.json", mixed);
    char *brief = OUTPUT_OF("themes", "--brief", "a.json");
    expect_part(brief, PLACES);
    expect_no_part(brief, "No two tables");
    cr_expect_eq(parts_in(brief, PLACES), 1, "%s", brief);
    free(brief);
}

/* What a person called it as some have it is no other word for it, whichever table is first. */
Test(themes_languages, a_theme_that_is_called_as_it_is_said_is_said_so_once)
{
    struct session_file file = read_in(mixed);
    struct findings findings;
    struct author author;
    struct themes themes;
    size_t count;
    const struct record *const *tables = session_tables(file.session, &count);
    author_init(&author, file.session, 1, "Ana");
    cr_assert(author_set(&author, tables[0], "language", VALUE_OF_TEXT("cy"), &err));
    cr_assert(author_set(&author, tables[1], "language", VALUE_OF_TEXT("en"), &err));
    themes_find(file.session, &themes);
    cr_assert(
        theme_name(&author, themes.items[0], "mwy o lefydd, i gwrdd â ffrindiau", &err));
    themes_finish(&themes);
    findings_find(file.session, NULL, &findings);
    const char **others =
        findings_wordings(&findings, findings.themes.items[0], FINDINGS_OTHER_WORDS);
    cr_expect_null(others[0], "%s", others[0]);
    free(others);
    findings_finish(&findings);
    author_finish(&author);
    file_close(&file);
}
