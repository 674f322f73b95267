/* What stands in forms, over tables: counted by row, and neither theme, map nor plan. */

#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(forms_found, .init = enter_folder, .fini = end_without_fault, .timeout = 120);

/* A table of Leeds whose people chose that of the sign "sharing power". */
static void write_table(const char *number, const char *chosen, const char *more)
{
    struct str text = STR_EMPTY, path = str_of("%s.json", number);
    str_addf(&text,
             "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{"
             "\"title\":\"Day\",\"place\":\"Leeds\",\"table\":\"%s\","
             "\"here:lifecycle\":\"emergence\",\"goals\":["
             "{\"text\":\"Less isolation\",\"barriers\":[\"Bus fares\"],"
             "\"frames\":[\"It is the buses\"]},"
             "{\"grid\":\"signs\",\"row\":\"sharing-power\",\"strength\":\"%s\","
             "\"signs_seen\":[\"Carers on the board of %s\"]}%s]}]}",
             number, chosen, number, more);
    text_file_write(str_text(&path), str_text(&text));
    str_finish(&text);
    str_finish(&path);
}

static void write_seminar(void)
{
    write_table("1", "clear", "");
    write_table("2", "none", "");
    write_table("3", "clear", "");
    free(OUTPUT_OF("merge", "-o", "all.json", "1.json", "2.json", "3.json"));
}

static void expect_piece(const char *text, const char *piece)
{
    cr_expect(strstr(text, piece), "no \"%s\" in:\n%s", piece, text);
}

static void expect_none(const char *text, const char *piece)
{
    cr_expect_not(strstr(text, piece), "\"%s\" in:\n%s", piece, text);
}

Test(forms_found, rows_are_counted_by_what_tables_chose_with_the_words_under_them)
{
    write_seminar();
    char *text = OUTPUT_OF("themes", "all.json");
    expect_piece(text, "Eight signs of success\n"
                       "----------------------\n"
                       "\n"
                       "  Sharing power\n"
                       "    Seen: Carers on the board of 1 (Leeds 1)\n"
                       "    Seen: Carers on the board of 2 (Leeds 2)\n"
                       "    Seen: Carers on the board of 3 (Leeds 3)\n"
                       "    How far we are: Not yet at 1 table (Leeds 2), Clearly at 2 "
                       "(Leeds 1, 3)\n");
    expect_piece(text, "We are here at 3 tables (Leeds 1, 2, 3)\n");
    free(text);
    text = OUTPUT_OF("themes", "-f", "json", "all.json");
    expect_piece(text, "{\"form\": \"signs\", \"row\": \"sharing-power\", \"title\": "
                       "\"Sharing power\", \"chosen\": {\"none\": [");
    free(text);
}

Test(forms_found, nothing_of_a_lens_is_a_theme)
{
    write_seminar();
    char *text = OUTPUT_OF("themes", "all.json");
    expect_none(text, "It is the buses"); /* under a goal, in a lens */
    expect_none(text, "Said at one table only");
    expect_piece(text, "  3 ██████████ Less isolation\n");
    free(text);
}

Test(forms_found, nothing_of_a_lens_is_a_plan)
{
    write_table("1", "clear",
                ",{\"grid\":\"pledges\",\"row\":\"all\",\"pledges\":[\"Cheaper bus "
                "fares\"]}");
    char *text = OUTPUT_OF("missing", "1.json");
    cr_expect_str_eq(text,
                     "- ‘Less isolation’ has no stakeholder and no social moment yet.\n"
                     "- There are no actions yet.\n");
    free(text);
}

Test(forms_found, whoever_makes_a_plan_alone_is_not_asked_for_a_map)
{
    static const char plan[] =
        "{\"format\":\"roundtable "
        "session\",\"version\":1,\"sessions\":[{\"vision\":\"All "
        "well\",\"goals\":[{\"text\":\"Less isolation\",\"groups\":[\"A choir\"]}%s]}]}";
    struct str text = STR_EMPTY;
    str_addf(&text, plan, "");
    text_file_write("plan.json", str_text(&text));
    char *said = OUTPUT_OF("missing", "plan.json");
    expect_none(said, "has no barrier");
    free(said);
    str_finish(&text);
    str_addf(&text, plan, ",{\"text\":\"Warm homes\",\"barriers\":[\"Rents\"]}");
    text_file_write("both.json", str_text(&text));
    said = OUTPUT_OF("missing", "both.json");
    expect_piece(said, "‘Less isolation’ has no barrier");
    free(said);
    str_finish(&text);
}

Test(forms_found, a_table_that_meets_again_counts_once_with_last_time_beside)
{
    write_table("1", "none", "");
    free(OUTPUT_OF("new", "--after", "1.json", "--date", "2017-05-22", "again.json"));
    char *text = text_file_read("again.json");
    const char *id = strstr(text, "\"after\"");
    cr_assert(id, "the new table follows the earlier one:\n%s", text);
    free(text);
    text = OUTPUT_OF("themes", "again.json");
    expect_piece(text, "Last time: Not yet at 1 table");
    free(text);
}

/* Under sanitizers, a cell without words would be told of. */
Test(forms_found, rows_are_told_in_every_medium)
{
    static const char *const formats[] = {"text", "markdown", "html", "csv", "json"};
    write_seminar();
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *text = exported("all.json", formats[i]);
        expect_piece(text, "Carers on the board of 2");
        free(text);
    }
}
