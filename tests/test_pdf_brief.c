/* The one page to read out, which begins every longer report. */

#include "support/expect.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(pdf_brief, .init = enter_folder, .fini = folder_finish, .timeout = 120);

/* Three tables that say the same at length, and something of their own, and promise it. */
static void write_wordy_tables(const char *path)
{
    static const char *const columns[] = {"barriers", "moments", "stakeholders",
                                          "groups"};
    struct str out = str_of("{ \"sessions\": [");
    for (int table = 1; table <= 3; table++) {
        str_addf(&out, "%s{ \"title\": \"Wordy\", \"table\": \"%d\", \"goals\": [",
                 table > 1 ? "," : "", table);
        for (int goal = 1; goal <= 6; goal++) {
            str_addf(&out,
                     "%s{ \"text\": \"Aim %d of all of us who live along the canal\"",
                     goal > 1 ? "," : "", goal);
            for (size_t i = 0; i < LENGTH(columns); i++) {
                str_addf(
                    &out,
                    ", \"%s\": [ { \"text\": \"%s %d that a good many people told us "
                    "of\"%s }, \"Own %s %d%d of table %d\" ]",
                    columns[i], columns[i], goal, i == 3 ? ", \"who\": \"Ana\"" : "",
                    columns[i], goal, table, table);
            }
            str_add(&out, " }");
        }
        str_add(&out, "] }");
    }
    str_add(&out, "] }");
    text_file_write(path, out.bytes);
    str_finish(&out);
}

/* How many words stand in the right half of the first page, and in all of it. */
static void count_words(const char *path, double middle, size_t *right, size_t *all)
{
    struct ran ran = program_run(NULL, WORDS("pdftotext", "-l", "1", "-bbox", path, "-"));
    *right = *all = 0;
    for (const char *at = str_text(&ran.out); (at = strstr(at, "<word xMin=\"")); at++) {
        double x = strtod(at + strlen("<word xMin=\""), NULL);
        *right += x > middle;
        ++*all;
    }
    ran_finish(&ran);
}

/* On every paper, for everybody: its headings are all on the first page, of which no half is
 * empty, and the next begins with what follows. */
Test(pdf_brief, the_page_that_begins_a_report_is_one_on_every_paper)
{
    static const struct {
        const char *name;
        double middle;
    } papers[] = {{"a4", 421}, {"a3", 595}, {"report", 298}, {"page", 298}};
    static const char *const whom[] = {"participants", "commissioners", "politicians",
                                       "public"};
    write_wordy_tables("wordy.json");
    for (size_t i = 0; i < LENGTH(papers) * LENGTH(whom); i++) {
        const char *paper = papers[i / LENGTH(whom)].name,
                   *reader = whom[i % LENGTH(whom)];
        size_t right, all;
        EXPECT_RUN(0, "", NULL, "export", "--force", "--paper", paper, "--for", reader,
                   "wordy.json", "-o", "out.pdf");
        char *text = output_of(WORDS("pdftotext", "out.pdf", "-"));
        char **pages = pages_cut(text);
        expect_part(pages[0], "What we heard\n");
        expect_part(pages[0], "Said at one table only, for");
        expect_part(pages[0], "What was promised");
        if (strcmp(paper, "page") != 0) {
            cr_expect(strncmp(pages[1], "Themes across", 13) == 0 ||
                          strncmp(pages[1], "What several", 12) == 0 ||
                          strncmp(pages[1], "Wordy", 5) == 0,
                      "%s, %s: %.60s", paper, reader, pages[1]);
        }
        count_words("out.pdf", papers[i / LENGTH(whom)].middle, &right, &all);
        cr_expect_gt(right * 4, all, "%s, %s: %zu of %zu", paper, reader, right, all);
        free(text);
    }
}

/* In large print it is a sheet, printed on both sides. */
Test(pdf_brief, in_large_print_it_is_no_more_than_a_sheet)
{
    write_wordy_tables("wordy.json");
    EXPECT_RUN(0, "", NULL, "export", "--paper", "large", "wordy.json", "-o", "out.pdf");
    char *text = output_of(WORDS("pdftotext", "out.pdf", "-"));
    char **pages = pages_cut(text);
    cr_assert(pages[0] && pages[1] && pages[2]);
    expect_part(pages[1], "Said at one table only, for");
    cr_expect_eq(strncmp(pages[2], "Themes across", 13), 0, "%.60s", pages[2]);
    free(text);
}

/* The title yields: the day it was is told at the foot of every page. */
Test(pdf_brief, the_foot_of_a_page_has_the_whole_date_whatever_the_title)
{
    static const char *const papers[] = {"page", "report", "a4", "a3"};
    for (int tables = 1; tables <= 2; tables++) {
        struct str out = str_of("{ \"sessions\": [");
        for (int table = 1; table <= tables; table++) {
            str_addf(&out,
                     "%s{ \"title\": \"Neighbours and wellbeing along the whole of the "
                     "valley, a day of listening\", \"place\": \"Stratford-upon-Avon and "
                     "the villages around\", \"date\": \"2017-09-27\", \"table\": "
                     "\"%d\", \"goals\": [ { \"text\": \"Less loneliness\" } ] }",
                     table > 1 ? "," : "", table);
        }
        str_add(&out, "] }");
        text_file_write("long.json", out.bytes);
        str_finish(&out);
        for (size_t i = 0; i < LENGTH(papers); i++) {
            EXPECT_RUN(0, "", NULL, "export", "--force", "--paper", papers[i],
                       "long.json", "-o", "out.pdf");
            char *text = output_of(WORDS("pdftotext", "-layout", "out.pdf", "-"));
            char *foot = strstr(text, "page 1 of");
            cr_assert(foot);
            while (foot > text && foot[-1] != '\n') {
                foot--;
            }
            foot[strcspn(foot, "\n")] = '\0';
            expect_part(foot, "27 September 2017");
            free(text);
        }
    }
}
