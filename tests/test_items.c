/* The items of a list in a hand-out, each on a line of its own. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(items, .init = enter_folder, .fini = folder_finish);

/* A goal in two wordings, and a barrier that was reworded and deleted at once. */
static const char unsettled[] =
    "{\"edits\":["
    "{\"key\":\"a.1\",\"at\":\"2017-02-22T12:00:00Z\",\"by\":\"Ana\",\"of\":\"session:"
    "t\",\"set\":{\"title\":\"U\",\"place\":\"Leeds\"}},"
    "{\"key\":\"a.2\",\"at\":\"2017-02-22T12:00:00Z\",\"by\":\"Ana\",\"of\":\"goal:g\","
    "\"set\":{\"session\":\"session:t\",\"text\":\"Warm\"}},"
    "{\"key\":\"a.3\",\"at\":\"2017-02-22T12:00:00Z\",\"by\":\"Ana\",\"of\":\"note:n\","
    "\"set\":{\"goal\":\"goal:g\",\"text\":\"Rent\",\"column\":\"barriers\"}},"
    "{\"key\":\"b.1\",\"at\":\"2017-02-22T12:00:01Z\",\"by\":\"Ben\",\"of\":\"goal:g\","
    "\"set\":{\"text\":\"Warmth for all\"},\"over\":[\"a.2\"]},"
    "{\"key\":\"c.1\",\"at\":\"2017-02-22T12:00:02Z\",\"by\":\"Cleo\",\"of\":\"goal:g\","
    "\"set\":{\"text\":\"Warm all\"},\"over\":[\"a.2\"]},"
    "{\"key\":\"b.2\",\"at\":\"2017-02-22T12:00:01Z\",\"by\":\"Ben\",\"of\":\"note:n\","
    "\"set\":{\"text\":\"High rent\"},\"over\":[\"a.3\"]},"
    "{\"key\":\"c.2\",\"at\":\"2017-02-22T12:00:02Z\",\"by\":\"Cleo\",\"of\":\"note:n\","
    "\"set\":{\"gone\":true}}]}";

/* For each table of a page that has rows of another length than its heads: both. */
static const char rows_of_page[] =
    "import html.parser\n"
    "class Reader(html.parser.HTMLParser):\n"
    "    heads, cells, tables = 0, 0, 0\n"
    "    def handle_starttag(self, name, attrs):\n"
    "        if name == 'table': self.heads, self.tables = 0, self.tables + 1\n"
    "        if name == 'tr': self.cells = 0\n"
    "        if name in ('td', 'th'): self.cells += int(dict(attrs).get('colspan', 1))\n"
    "    def handle_endtag(self, name):\n"
    "        if name == 'tr':\n"
    "            self.heads = self.heads or self.cells\n"
    "            if self.cells != self.heads: print(self.heads, self.cells)\n"
    "reader = Reader()\n"
    "reader.feed(open('out.html').read())\n"
    "print(reader.tables > 5)\n";

Test(items, of_a_page_s_tables_have_a_cell_for_each_head)
{
    static const char *const audiences[] = {"participants", "commissioners", "public"};
    char *path = repo_path("sessions/seminar.json");
    for (size_t i = 0; i < LENGTH(audiences); i++) {
        free(OUTPUT_OF("export", "--force", "--for", audiences[i], "-o", "out.html",
                       path));
        char *said = output_of(WORDS("python3", "-c", rows_of_page));
        cr_expect_str_eq(said, "True\n", "%s: %s", audiences[i], said);
        free(said);
    }
    free(path);
}

Test(items, of_what_is_not_settled_stand_each_on_a_line)
{
    static const char *const rows[][2] = {
        {"markdown", "\n## Not settled\n"
                     "\n"
                     "- Warm all<br>*other wording:* Warmth for all<br>*Goals*\n"
                     "- High rent<br>*deleted by somebody who had not seen these "
                     "words*<br>*Barriers to change, Warm all*\n"
                     "\n## System map\n"},
        {"text", "\nNot settled\n"
                 "-----------\n"
                 "\n"
                 "  - Warm all (Goals)\n"
                 "    other wording: Warmth for all\n"
                 "  - High rent (Barriers to change, Warm all)\n"
                 "    deleted by somebody who had not seen these words\n"
                 "\nSystem map\n"},
        {"html",
         "<h2 dir=\"auto\">Not settled</h2>\n"
         "<ul class=\"lists\">\n"
         "<li dir=\"auto\">Warm all <span class=\"other\" dir=\"auto\">other "
         "wording: <bdi>Warmth for all</bdi></span> <span class=\"other\" "
         "dir=\"auto\"><bdi>Goals</bdi></span></li>\n"
         "<li dir=\"auto\">High rent <span class=\"other\" dir=\"auto\">deleted by "
         "somebody who had not seen these words</span> <span class=\"other\" "
         "dir=\"auto\"><bdi>Barriers to change, Warm all</bdi></span></li>\n"
         "</ul>\n"},
    };
    text_file_write("in.json", unsettled);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *out =
            OUTPUT_OF("export", "--for", "commissioners", "-f", rows[i][0], "in.json");
        expect_part(out, rows[i][1]);
        free(out);
    }
}
