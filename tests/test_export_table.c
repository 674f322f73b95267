/* Hand-outs of one table of several: of the one that met again, or that was asked for. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/tables.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

static void add(const char *path, const char *goal, const char *words)
{
    free(OUTPUT_OF("add", "--goal", goal, "--column", "barriers", path, words));
}

/* Two tables in one file, of which Blue met again. */
static void enter(void)
{
    enter_folder();
    text_file_write("green.json",
                    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{"
                    "\"title\":\"Hillside\",\"table\":\"Green\",\"date\":\"2017-01-11\","
                    "\"goals\":[{\"text\":\"Less waste\"}]}]}");
    text_file_write("blue.json",
                    "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{"
                    "\"title\":\"Hillside\",\"table\":\"Blue\",\"date\":\"2017-01-11\","
                    "\"goals\":[{\"text\":\"More walking\"}]}]}");
    add("green.json", "Less waste", "No bins");
    add("blue.json", "More walking", "Dark streets");
    free(OUTPUT_OF("merge", "-o", "day.json", "green.json", "blue.json"));
    free(OUTPUT_OF("new", "--after", "day.json", "--table", "Blue", "again.json"));
}

TestSuite(export_table, .init = enter, .fini = folder_finish);

Test(export_table, has_nothing_of_the_others_in_any_format)
{
    static const char *const formats[] = {"text", "markdown", "html", "csv", "json"};
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *out =
            OUTPUT_OF("export", "-f", formats[i], "--table", "blue", "again.json");
        expect_part(out, "Dark streets");
        expect_no_part(out, "No bins");
        expect_no_part(out, "Less waste");
        free(out);
        out = OUTPUT_OF("export", "-f", formats[i], "--table", "Green", "again.json");
        expect_part(out, "No bins");
        expect_no_part(out, "Dark streets");
        free(out);
    }
    EXPECT_RUN(1, "", "again.json: there is no table \"Red\"", "export", "--table", "Red",
               "again.json");
    EXPECT_RUN(2, "", "are all that the file holds", "export", "-f", "edits", "--table",
               "Blue", "again.json");
}

Test(export_table, is_the_one_that_met_again_unless_all_are_asked_for)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "again.json"));
    typist_press(t, "E", "Enter Choose");
    typist_wait(t, "s  Tables                      the one on the screen alone");
    typist_press(t, "m", "Exported to again.md");
    typist_press(t, "E", "the one on the screen alone");
    typist_press(t, "s", "all of this file");
    typist_press(t, "m", "Exported to again-all-tables.md");
    typist_leave(t);
    char *one = text_file_read("again.md"), *all = text_file_read("again-all-tables.md");
    expect_part(one, "Dark streets");
    expect_no_part(one, "No bins");
    expect_part(all, "No bins");
    free(one);
    free(all);
}

Test(export_table, is_asked_for_where_none_met_again)
{
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "day.json"));
    typist_press(t, "E", "all of this file");
    typist_press(t, "s", "the one on the screen alone");
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
    t = typist_open(24, 80, WORDS("roundtable", "blue.json"));
    typist_press(t, "E", "Enter Choose");
    cr_expect_not(typist_sees(t, "s  Tables"));
    typist_press(t, ESC, "? Keys");
    typist_leave(t);
}

/* What a paper of both tables says of each, and one of each alone, in every kind of hand-out. */
static void expect_numbers(const char *path, const char *elm, const char *oak)
{
    static const char *const formats[] = {"text", "markdown", "html", "csv"};
    struct str of_elm = str_of("Table: %s", elm), of_oak = str_of("Table: %s", oak);
    char *page = OUTPUT_OF("export", "-f", "text", path);
    expect_part(page, of_elm.bytes);
    expect_part(page, of_oak.bytes);
    free(page);
    page = OUTPUT_OF("export", "-f", "csv", path);
    expect_part(page, elm);
    expect_part(page, oak);
    free(page);
    for (size_t i = 0; i < LENGTH(formats); i++) {
        page = OUTPUT_OF("export", "-f", formats[i], "--table", "elm", path);
        expect_part(page, elm);
        expect_no_part(page, oak);
        free(page);
        page = OUTPUT_OF("export", "-f", formats[i], "--table", "oak", path);
        expect_part(page, oak);
        expect_no_part(page, elm);
        free(page);
    }
    str_finish(&of_elm);
    str_finish(&of_oak);
}

#define ALIKE(id)                                                                        \
    "{\"id\":\"" id "\",\"place\":\"Leeds\",\"table\":\"Green\",\"goals\":[\"" id "s\"]" \
    "}"

/* Whichever command is asked for a table whose name two have asks which; a paper of both says
 * which is which. */
Test(export_table, of_two_that_are_called_the_same_none_is_taken_unasked)
{
    static const char which[] = "which table? There are Leeds, table Green, 1 of 2 "
                                "(--table elm), Leeds, table Green, 2 of 2 (--table oak)";
    tables_write("two.json", ALIKE("elm") "," ALIKE("oak"));
    EXPECT_RUN(2, "", which, "export", "-f", "text", "-o", "-", "--table", "Green",
               "two.json");
    EXPECT_RUN(2, "", which, "export", "-o", "-", "-f", "text", "--table",
               "Leeds, table Green", "two.json");
    EXPECT_RUN(2, "", which, "add", "--table", "green", "--goal", "new", "two.json",
               "it");
    EXPECT_RUN(1, "", which, "new", "--after", "two.json", "--table", "Green", "n.json");
    EXPECT_RUN(0, "It follows up Leeds, table Green, 2 of 2", "", "new", "--after",
               "two.json", "--table", "oak", "n.json");
    EXPECT_RUN(0, "oaks", "", "export", "-f", "text", "-o", "-", "--table",
               "Leeds, table Green, 2 of 2", "two.json");
    expect_numbers("two.json", "Green (1/2)", "Green (2/2)");
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "two.json"));
    typist_wait(t, "table Green (1/2)");
    typist_press(t, "T", "Leeds, table Green, 2 of 2");
    typist_press(t, ESC, "table Green (1/2)");
    typist_leave(t);
    EXPECT_RUN(0, "Leeds, table Green, 1 of 2\n", "", "missing", "two.json");
    unlink("n.json");
}

/* Pages of several tables are apart from each other on the floor of a hall. */
Test(export_table, is_named_at_the_foot_of_each_page_as_well)
{
    tables_write("two.json", ALIKE("elm") "," ALIKE("oak"));
    EXPECT_RUN(0, "", NULL, "export", "--table", "oak", "-o", "oak.pdf", "two.json");
    char *text = output_of(WORDS("pdftotext", "-layout", "oak.pdf", "-"));
    cr_expect_eq(parts_in(text, "Leeds · table Green (2/2)"), 2, "%s", text);
    free(text);
}

/* Of two without a number, too: nothing else on a paper tells them from each other. */
Test(export_table, without_a_number_says_which_it_is_all_the_same)
{
    tables_write("two.json", "{\"id\":\"elm\",\"place\":\"Leeds\",\"goals\":[\"elms\"]},"
                             "{\"id\":\"oak\",\"place\":\"Leeds\",\"goals\":[\"oaks\"]}");
    expect_numbers("two.json", "(1/2)", "(2/2)");
}
