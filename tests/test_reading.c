/* What was typed on different machines, compared, found and listed as people read it. */

#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(reading, .fini = end_test);

/* A file with one table: a goal, its barriers and its stakeholders, as JSON. */
static void write_table(const char *name, const char *goal, const char *barriers,
                        const char *stakeholders)
{
    struct str text = str_of("{\"sessions\":[{\"title\":\"S\",\"table\":\"%c\",\"goals\":"
                             "[{\"text\":\"%s\",\"barriers\":[%s],\"stakeholders\":[%s]}"
                             "]}]}",
                             *name, goal, barriers, stakeholders);
    text_file_write(name, text.bytes);
    str_finish(&text);
}

static char *themes_of_both(void)
{
    EXPECT_RUN(0, "", "", "merge", "-o", "m.json", "1.json", "2.json");
    return OUTPUT_OF("themes", "-f", "csv", "m.json");
}

Test(reading, letters_composed_by_one_machine_and_in_parts_by_another_are_one_theme)
{
    cr_assert_eq(chdir(test_folder()), 0);
    write_table("1.json", "Caf\xC3\xA9 i bawb",
                "\"Stra\xC3\x9F"
                "e\", \"D\xC5\xB7 oer\"",
                "\"\xEF\xAC\x81nance team\"");
    write_table("2.json", "Cafe\xCC\x81 i bawb", "\"STRASSE\", \"Dy\xCC\x82 oer\"",
                "\"Finance team\"");
    char *csv = themes_of_both();
    size_t lines = 0;
    for (const char *p = csv; (p = strchr(p, '\n')); p++) {
        lines++;
    }
    cr_expect_eq(lines, 5, "a heading and four themes of two tables: %s", csv);
    free(csv);
}

Test(reading, one_stakeholder_spelled_in_two_ways_is_one_node_of_the_map)
{
    cr_assert_eq(chdir(test_folder()), 0);
    write_table("1.json", "G", "\"B\"",
                "\"Si\xC3\xA2n\xE2\x80\x99s choir\", \"Sia\xCC\x82n's choir\"");
    char *map = OUTPUT_OF("export", "-f", "dot", "1.json");
    const char *first = strstr(map, "choir");
    cr_assert(first, "%s", map);
    cr_expect_not(strstr(first + 1, "choir"), "%s", map);
    free(map);
}

Test(reading, lists_stand_by_letters_and_not_by_code_points)
{
    static const char *const order[] = {"apathy", "\xC3\xA9lite views", "Transport",
                                        "\xC5\xB4yna", "Zoning"};
    cr_assert_eq(chdir(test_folder()), 0);
    write_table("1.json", "G", "\"Zoning\", \"apathy\", \"\xC5\xB4yna\"", "");
    write_table("2.json", "H", "\"Transport\", \"\xC3\xA9lite views\"", "");
    char *csv = themes_of_both();
    const char *last = csv;
    for (size_t i = 0; i < LENGTH(order); i++) {
        const char *here = strstr(csv, order[i]);
        cr_assert(here, "%s", csv);
        cr_expect_geq(here, last, "%s stands too early: %s", order[i], csv);
        last = here;
    }
    free(csv);
}

Test(reading, a_search_without_accents_finds_words_that_have_them)
{
    cr_assert_eq(chdir(test_folder()), 0);
    write_table("1.json", "Caf\xC3\xA9 rents", "\"Drop\xE2\x80\x91in centre\"", "");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "1.json"));
    typist_type(t, "/cafe");
    typist_wait(t, "1 of 1 with ‘cafe’");
    typist_type(t, "\r/drop-in");
    typist_wait(t, "1 of 1 with ‘drop-in’");
    typist_type(t, "\r/rènts");
    typist_wait(t, "‘rènts’ is in no entry at this table");
    typist_type(t, "\r");
    typist_leave(t);
}
