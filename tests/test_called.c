/* A file is what it is called: no text is written into x.pdf, and no page into x.csv. */

#include "export/export.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

static void enter(void)
{
    enter_folder();
    text_file_write("s.json",
                    "{\"format\": \"roundtable session\", \"version\": 1, \"sessions\": "
                    "[{\"place\": \"Leeds\", \"goals\": [{\"text\": \"More walking\", "
                    "\"barriers\": [\"Bad paths\"], \"individuals\": "
                    "[{\"text\": \"Walk\", \"who\": \"Ana\"}]}]}]}\n");
}

TestSuite(called, .init = enter, .fini = folder_finish);

/* What comes of a format in a file of an ending: not done, with what to do instead. */
static void expect_refused(const char *command, const char *format, const char *ending)
{
    struct str path = str_of("out.%s", ending);
    struct ran ran = program_run(
        NULL, WORDS("roundtable", command, "s.json", "-f", format, "-o", path.bytes));
    cr_expect_eq(ran.status, 2, "%s in %s: %d", format, path.bytes, ran.status);
    expect_part(str_text(&ran.err), "writes another kind of file; call it out.");
    cr_expect_neq(access(path.bytes, F_OK), 0, "%s", path.bytes);
    ran_finish(&ran);
    str_finish(&path);
}

static bool fits(const struct export_format *format, const char *ending)
{
    return export_has_ending(format, ending) ||
           (format->write && export_has_ending(&export_formats[0], ending));
}

static void expect_no_other(const char *command, const struct export_format *formats)
{
    for (const struct export_format *f = formats; f->name; f++) {
        for (const struct export_format *by = export_formats; by->name; by++) {
            for (size_t i = 0; by->endings[i]; i++) {
                if (!fits(f, by->endings[i])) {
                    expect_refused(command, f->name, by->endings[i]);
                }
            }
        }
    }
}

Test(called, every_format_refuses_a_name_that_ends_as_another_ones)
{
    expect_no_other("export", export_formats);
    expect_no_other("themes", themes_formats);
}

Test(called, what_fits_is_written_and_so_is_what_we_know_nothing_of)
{
    static const char *const rows[][2] = {{"promises", "p.txt"}, {"csv", "c.txt"},
                                          {"text", "T.TXT"},     {"html", "page.htm"},
                                          {"markdown", "m.md"},  {"json", "j.json"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        free(OUTPUT_OF("export", "s.json", "-f", rows[i][0], "-o", rows[i][1]));
    }
    EXPECT_RUN(2, NULL,
               "roundtable: p.pdf would be no pdf: -f promises writes another kind "
               "of file; call it p.txt, or -f pdf writes a pdf",
               "export", "s.json", "-f", "promises", "-o", "p.pdf");
}

Test(called, a_merged_file_is_a_session_and_called_so)
{
    EXPECT_RUN(
        2, NULL,
        "roundtable: all.pdf would be no pdf, but a session file: call it all.json; "
        "roundtable export writes a pdf of that",
        "merge", "-o", "all.pdf", "s.json");
    cr_expect_neq(access("all.pdf", F_OK), 0);
    free(OUTPUT_OF("merge", "-o", "all.json", "s.json"));
    free(OUTPUT_OF("merge", "-o", "all.session", "s.json"));
}
