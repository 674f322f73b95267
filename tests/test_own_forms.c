/* A form of one's own: what README shows works, and each slip is told with its place. */

#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(own_forms, .init = enter_folder, .fini = end_without_fault, .timeout = 120);

/* Writes the form that README shows to garden.json. */
static void write_readme_form(void)
{
    char *path = repo_path("README.md");
    char *readme = text_file_read(path);
    char *start = strstr(readme, "    { \"format\": \"roundtable template\"");
    cr_assert(start, "README shows no template");
    char *end = strstr(start, "\n\n");
    cr_assert(end);
    *end = '\0';
    text_file_write("garden.json", start);
    free(readme);
    free(path);
}

static void expect_check(const char *text, int status, const char *expected)
{
    text_file_write("form.json", text);
    struct ran ran =
        program_run(NULL, WORDS("roundtable", "templates", "--check", "form.json"));
    cr_expect_eq(ran.status, status, "%d for %s", ran.status, text);
    cr_expect_str_eq(str_text(&ran.out), expected);
    ran_finish(&ran);
}

Test(own_forms, that_readme_shows_is_sound_and_begins_a_session)
{
    write_readme_form();
    char *said = OUTPUT_OF("templates", "--check", "garden.json");
    cr_expect_str_eq(said, "garden.json: template garden, grids 2, marks 1, stages 1\n");
    free(said);
    free(OUTPUT_OF("new", "-t", "./garden.json", "plot.json"));
    said = OUTPUT_OF("check", "plot.json");
    cr_expect_str_eq(said, "plot.json: tables 1, goals 0, notes 0, edits 2\n");
    free(said);
}

Test(own_forms, have_rows_called_as_they_are_and_no_goals)
{
    write_readme_form();
    free(OUTPUT_OF("new", "-t", "./garden.json", "plot.json"));
    struct typist *t = typist_open(24, 80, WORDS("roundtable", "plot.json"));
    typist_type(t, "G");
    typist_wait(t, "1 Senses 2");
    typist_type(t, "G");
    typist_wait(t, "g adds a plot");
    typist_type(t, "2a");
    typist_wait(t, "A note belongs to a plot: type the first");
    typist_wait(t, "New plot in 1 Plots");
    typist_type(t, "Behind the school\tBeans\r" ESC);
    typist_wait(t, "2 What grows 1");
    typist_type(t, "H");
    typist_wait(t, "A note cannot become a plot; g adds a plot.");
    typist_type(t, "cAna\r2017-03-01" CTRL_S);
    typist_wait(t, "? Keys");
    typist_leave(t);
    static const struct {
        const char *format, *part;
    } rows[] = {
        {"ics", "DESCRIPTION:Plot: Behind the school"},
        {"promises", "for the plot: Behind the school"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *text = OUTPUT_OF("export", "-f", rows[i].format, "-o", "-", "plot.json");
        expect_part(text, rows[i].part);
        cr_expect_null(strstr(text, "oal"), "%s", text);
        free(text);
    }
    char *text = OUTPUT_OF("export", "-f", "text", "--for", "commissioners", "-o", "-",
                           "plot.json");
    expect_part(text, "1  Plots\n");
    cr_expect_null(strstr(text, "Goals"), "%s", text);
    free(text);
    char *log = OUTPUT_OF("log", "plot.json");
    expect_part(log, "added the plot ‘Behind the school’");
    free(log);
}

#define FORM(members)                                                                    \
    "{\"format\":\"roundtable template\",\"version\":1,\"id\":\"x\"," members "}"
#define GRID(members) FORM("\"grids\":[{\"id\":\"g\"," members "}]")

Test(own_forms, are_told_of_each_slip_with_its_place)
{
    expect_check(GRID("\"columns\":[{\"id\":\"c\",\"promt\":\"?\"}]"), 3,
                 "form.json:1:94: a column has no member \"promt\"; did you mean "
                 "\"prompt\"?\n"
                 "form.json: template x, grids 1, marks 0, stages 0\n");
    expect_check(GRID("\"colour\":\"red\",\"columns\":[{\"id\":\"c\"}]"), 3,
                 "form.json:1:73: a grid has no member \"colour\"\n"
                 "form.json: template x, grids 1, marks 0, stages 0\n");
    expect_check(GRID("\"use\":\"lense\",\"columns\":[{\"id\":\"c\"}]"), 3,
                 "form.json:1:73: \"use\" of a grid should be \"map\", \"plan\" or "
                 "\"lens\"\n"
                 "form.json: template x, grids 1, marks 0, stages 0\n");
    expect_check(
        GRID("\"rows\":[],\"columns\":[{\"id\":\"c\"}]"), 1,
        "form.json:1:73: \"rows\" of a grid must be \"own\" or a list of rows\n");
    expect_check(GRID("\"rows\":[{\"id\":\"a\"},{\"id\":\"a\"}],\"columns\":[]"), 1,
                 "form.json:1:93: another row of this list has the id \"a\"\n"
                 "form.json:1:92: a row of that \"id\" stands there already\n");
    expect_check(
        FORM("\"grids\":[{\"id\":\"g\",\"goals\":{\"marks\":[\"m\"]}}]"), 1,
        "form.json:1:91: a column offers the mark \"m\", which the template lacks\n");
    expect_check(
        FORM("\"marks\":[{\"id\":\"m\"},{\"id\":\"m\"}],\"grids\":[{\"id\":\"g\"}]"), 3,
        "form.json:1:75: another mark of this list has the id \"m\"\n"
        "form.json: template x, grids 1, marks 2, stages 0\n");
    expect_check("{\"format\":", 1, "");
}

/* Rows typed in such a form would be seen among the questions only. */
Test(own_forms, are_told_of_names_that_the_short_questions_have)
{
    expect_check(
        FORM("\"grids\":[{\"id\":\"questions\",\"rows\":\"own\"},{\"id\":\"g\"}]"), 3,
        "form.json:1:64: a grid with rows cannot be called \"questions\": the "
        "short questions are\n"
        "form.json: template x, grids 2, marks 0, stages 0\n");
    expect_check(
        GRID("\"columns\":[{\"id\":\"answers\"}]"), 3,
        "form.json:1:85: a column cannot be called \"answers\": those of the short "
        "questions are\n"
        "form.json: template x, grids 1, marks 0, stages 0\n");
    expect_check(FORM("\"grids\":[{\"id\":\"questions\"}]"), 0,
                 "form.json: template x, grids 1, marks 0, stages 0\n");
}
