/* What is taken in as written by hand may be damage: it is told, and can be taken back. */

#include "store/file_inside.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/grids.h"
#include "support/texts.h"
#include "support/typist.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char top[] =
    SESSION("\"sessions\":[{\"id\":\"s\",\"title\":\"T\",\"goals\":[{\"id\":\"g\","
            "\"text\":\"Goal\",\"barriers\":[{\"id\":\"n\",\"text\":\"Advertising\"},"
            "{\"id\":\"m\",\"text\":\"Prices\"}]}]}]");

TestSuite(told, .init = enter_folder, .fini = end_test);

/* The faults of a text that has this in place of that; to free(). */
static char *faults_when(const char *text, const char *old, const char *new)
{
    char *changed = replaced(text, old, new), *faults = faults_of(changed, 0);
    free(changed);
    return faults;
}

Test(told, a_template_that_was_changed_or_damaged_is_told_of_and_older_files_are_not)
{
    struct session_file file = read_in(top);
    char *text = bytes_of(file.session);
    char *faults = faults_when(text, "Barriers to change", "Barriers to chanfe");
    cr_expect(strstr(faults, "the templates are not as they were written"), "%s", faults);
    cr_expect(strstr(faults,
                     "\"title\" is \"Barriers to chanfe\"; in the template \"rsa\" that "
                     "is known here it is \"Barriers to change\"\n"),
              "%s", faults);
    free(faults);
    faults = faults_when(text, "\"minutes\":15,", "");
    cr_expect(strstr(faults,
                     "\"minutes\" is missing; in the template \"rsa\" that is known "
                     "here it is 15"),
              "%s", faults);
    free(faults);
    faults = faults_when(text, "\"prompts\":[\"Who", "\"prompts\":[\"Why?\",\"Who");
    cr_expect(strstr(faults, "an item is "), "%s", faults);
    free(faults);
    faults = faults_when(text, "\"id\":\"rsa\",\"title\"", "\"id\":\"rsb\",\"title\"");
    cr_expect(strstr(faults, "the template \"rsb\" is not known here"), "%s", faults);
    cr_expect(strstr(faults, "perhaps its \"id\" was \"rsa\""), "%s", faults);
    free(faults);
    faults = faults_when(text, "\"forms\": \"", "\"forms\": \"x");
    cr_expect(strstr(faults, "so it is this checksum"), "%s", faults);
    free(faults);
    faults = faults_when(text, "    {\"format\":\"roundtable template\",",
                         "  { \"format\" : \"roundtable template\",\n");
    cr_expect_str_eq(faults, "", "another layout is no change: %s", faults);
    free(faults);
    char *forms = strstr(text, ",\n  \"forms\": ");
    memcpy(forms, "\n}\n", sizeof "\n}\n");
    faults = faults_of(text, 0);
    cr_expect_str_eq(faults, "", "an older program wrote none: %s", faults);
    cr_expect(file_parts(text, strlen(text)).sealed);
    free(faults);
    free(text);
    file_close(&file);
}

Test(told, what_was_taken_in_as_by_hand_is_told_with_both_wordings)
{
    static const char *const rows[][3] = {
        {"\"text\": \"Advertising\"", "\"text\": \"Advertisinf\"",
         ": by hand: \"text\" was \"Advertising\" and is \"Advertisinf\"\n"},
        {"\"title\": \"T\"", "\"title\": \"U\"",
         ": by hand: \"title\" was \"T\" and is \"U\"\n"},
        {"\"text\": \"Prices\" }", "\"text\": \"Prices\", \"votes\": 3 }",
         ": by hand: \"votes\" was 0 and is 3\n"},
        {"\"text\": \"Prices\" }", "\"text\": \"Prices\" }, \"Rents\"",
         ": by hand: a new note \"Rents\"\n"},
        {",\n            { \"id\": \"m\", \"text\": \"Prices\" }", "",
         ": by hand: the note \"Prices\" is removed\n"},
    };
    struct session_file file = read_in(top);
    char *text = bytes_of(file.session);
    char *faults = faults_of(top, 0);
    cr_expect_str_eq(faults, "", "what is written by hand alone is none: %s", faults);
    free(faults);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        faults = faults_when(text, rows[i][0], rows[i][1]);
        const char *told = strstr(faults, rows[i][2]);
        cr_expect(told && strchr(faults, '\n')[1] == '\0', "row %zu: %s", i, faults);
        free(faults);
    }
    free(text);
    file_close(&file);
}

Test(told, what_was_taken_in_is_said_on_opening_and_u_takes_it_back)
{
    char *path = test_path("hand.json"), *changed;
    struct session_file file = read_in(top);
    char *text = bytes_of(file.session);
    changed = replaced(text, "\"Advertising\"", "\"Advertisinf\"");
    text_file_write(path, changed);
    struct typist *t = typist_open(24, 80, WORDS("roundtable", path));
    typist_wait(t, "Advertisinf");
    typist_wait(t, "was \"Advertising\"");
    typist_type(t, "u");
    typist_wait(t, "Undid: took in what was written by hand");
    typist_wait_gone(t, "Advertisinf");
    typist_wait(t, "Advertising");
    typist_leave(t);
    file_close(&file);
    file = (struct session_file){0};
    cr_assert(file_open(path, &file, &err), "%s", err_text(&err));
    expect_grids(file.session, "Goal | barriers: Advertising; Prices\n");
    file_close(&file);
    free(path);
    free(text);
    free(changed);
}
