/* Pages, maps, workbooks, calendars and sheets say what they say of their own in the language of
 * most tables. */
#include "support/expect.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/papers.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Its data lies beside the program, which a test in this process is not. */
static void enter(void)
{
    setenv("ROUNDTABLE_DATA", repo_root(), 1);
    enter_folder();
}

TestSuite(paper_media, .init = enter, .timeout = 120);

/* The words of a page or of a picture, those that are only heard with them. */
static const char words_of_page[] =
    "import sys, re, html\n"
    "page = re.sub(r'<style>.*?</style>', '', sys.stdin.read(), flags=re.S)\n"
    "heard = re.findall(r'(?:aria-label|data-of)=\"([^\"]*)\"', page)\n"
    "print(html.unescape(re.sub(r'<[^>]*>', '\\n', page) + '\\n'.join(heard)))\n";

static const char words_of_book[] =
    "import sys, openpyxl\n"
    "book = openpyxl.load_workbook(sys.argv[1])\n"
    "for s in book:\n"
    "    print('==', s.title, s.oddFooter.right.text, s.sheet_view.rightToLeft)\n"
    "    for row in s.iter_rows():\n"
    "        print(' | '.join(str(c.value or '') for c in row))\n";

/* What an export has, made to be read, for free(). */
static char *page_read(const char *const export[])
{
    char *page = output_of(export);
    char *words = output_on(page, WORDS("/usr/bin/python3", "-c", words_of_page));
    free(page);
    return words;
}

static char *book_read(void)
{
    EXPECT_RUN(0, "", NULL, "export", "--force", "-o", "out.xlsx", "seminar.json");
    return output_of(WORDS("/usr/bin/python3", "-c", words_of_book, "out.xlsx"));
}

Test(paper_media, of_a_page_ways_and_pictures_are_welsh)
{
    papers_write_seminar(NULL);
    char *words = page_read(WORDS("roundtable", "export", "-f", "html", "seminar.json"));
    papers_expect_no_english("the page", words);
    expect_part(words, "Ewch i'r themâu");
    expect_part(words, "\n3 bwrdd\n");
    expect_part(words, "\nBeth mae byrddau'n ei rannu, fel llun\n");
    expect_part(words, "\nFel llun\n");
    expect_part(words,
                "Mae'r hyn y mae'n ei ddangos wedi'i ddweud o dan y themâu ac yn y "
                "tablau hefyd.");
    free(words);
}

Test(paper_media, words_on_a_map_are_welsh)
{
    papers_write_seminar(NULL);
    char *words = page_read(
        WORDS("roundtable", "export", "-f", "map", "--seminar", "seminar.json"));
    papers_expect_no_english("the map", words);
    expect_part(words, "\nnod · 3 bwrdd\n");
    expect_part(words, "Mwy: dywedodd mwy o fyrddau hynny.");
    expect_part(words, "3 bwrdd, 2 lle, 1 Awst 2026 – 3 Awst 2026");
    free(words);
}

Test(paper_media, sheets_and_their_heads_are_welsh)
{
    papers_write_seminar(NULL);
    char *words = book_read();
    papers_expect_no_english("the workbook", words);
    expect_part(words, "== Themâu Tudalen &P o &N ");
    expect_part(words, "== Pob nodyn ");
    expect_part(words, "== Byrddau ");
    expect_part(words, "Bwrdd | Cwestiwn | Ateb | Faint | Pob ateb\n");
    expect_part(words, "Eto? | Ie | 5 | 5 ateb\n");
    free(words);
}

Test(paper_media, calendars_and_sheets_of_promises_are_welsh)
{
    papers_write_seminar(NULL);
    char *days = OUTPUT_OF("export", "-f", "ics", "seminar.json");
    expect_part(days, "Dyddiad: 1 Awst 2026\\nBwrdd: 1");
    expect_part(days, "Pwy sy'n ei wneud: Non");
    papers_expect_no_english("the calendar", days);
    free(days);
    char *sheets = OUTPUT_OF("export", "-f", "promises", "seminar.json");
    expect_part(sheets, "\nDywedoch y byddech yn:\n\n- erbyn 1 Mawrth 2027: Cawl\n"
                        "  ar gyfer y nod: Cartrefi\n  Dolgellau, bwrdd 1, ");
    papers_expect_no_english("the sheets", sheets);
    free(sheets);
}

/* What concerns all of them, wherever it stands. */
Test(paper_media, an_english_table_among_three_has_all_told_in_welsh)
{
    papers_write_seminar("en");
    char *page = page_read(WORDS("roundtable", "export", "-f", "html", "seminar.json")),
         *map = page_read(
             WORDS("roundtable", "export", "-f", "map", "--seminar", "seminar.json")),
         *book = book_read(),
         *sheets = OUTPUT_OF("export", "-f", "promises", "seminar.json");
    expect_part(page, "Beth glywsom");
    expect_part(page, "Beth mae byrddau'n ei rannu, fel llun");
    expect_part(page, "As a picture"); /* the table's own */
    expect_no_part(page, "What we heard");
    expect_part(map, "beth mae byrddau'n ei rannu · 3 bwrdd, 2 lle");
    expect_part(book, "== Byrddau ");
    expect_part(sheets, "Dywedoch y byddech yn:");
    free(page);
    free(map);
    free(book);
    free(sheets);
}

/* That a goal is called otherwise in another language makes it no row of a form. */
Test(paper_media, rows_are_headed_as_the_form_of_most_tables_calls_them)
{
    static const char welsh[] =
        "{\"template\":\"rsa-cy\",\"goals\":[{\"text\":\"Cartrefi\","
        "\"barriers\":[\"Rhent\"]}]}";
    struct str all = str_of("{\"sessions\":[{\"goals\":[{\"text\":\"Warmth\"}]},%s,%s]}",
                            welsh, welsh);
    text_file_write("seminar.json", all.bytes);
    char *words = book_read();
    expect_part(words, "Bwrdd | Nod | Rhan | Colofn | Nodyn | ");
    free(words);
    str_finish(&all);
}

Test(paper_media, sheets_in_urdu_begin_at_the_right)
{
    text_file_write("seminar.json", "{\"sessions\":[{\"language\":\"ur\",\"goals\":[{"
                                    "\"text\":\"Warmth\"}]}]}");
    char *words = book_read();
    expect_part(words, " True\n");
    expect_no_part(words, " False\n");
    free(words);
    text_file_write("seminar.json",
                    "{\"sessions\":[{\"goals\":[{\"text\":\"Warmth\"}]}]}");
    words = book_read();
    expect_no_part(words, " True\n");
    free(words);
}

static const char in_urdu[] = "{\"sessions\":[{\"language\":\"ur\",\"title\":\"Garmi\","
                              "\"goals\":[{\"text\":\"Warmer "
                              "homes by 2030\",\"barriers\":[\"Damp walls "
                              "(all)\",\"\u06a9\u0631\u0627\u06cc\u06c1\"]}]}]}";

/* The right edges of words, by poppler: "map 806". */
static const char right_edges[] =
    "import sys, re\n"
    "for x, w in re.findall(r'xMax=\"([0-9.]+)\"[^>]*>([^<]*)<', sys.stdin.read()):\n"
    "    print(w, round(float(x)))\n";

Test(paper_media, on_urdu_paper_all_stands_at_the_right_each_in_its_direction)
{
    char *text = pages_of_session(in_urdu, WORDS("--paper", "a4"));
    expect_part(text, "Damp walls (all)"); /* not "(all) Damp walls" */
    char *words = output_of(WORDS("pdftotext", "-bbox", "out.pdf", "-"));
    char *edges = output_on(words, WORDS("/usr/bin/python3", "-c", right_edges));
    int of_heading, of_goal, of_column, of_entry;
    const char *at = strstr(edges, "map ");
    cr_assert(at && sscanf(at, "map %d", &of_heading) == 1, "%s", edges);
    at = strstr(edges, "2030 ");
    cr_assert(at && sscanf(at, "2030 %d", &of_goal) == 1, "%s", edges);
    at = strstr(edges, "change ");
    cr_assert(at && sscanf(at, "change %d", &of_column) == 1, "%s", edges);
    at = strstr(edges, "(all) ");
    cr_assert(at && sscanf(at, "(all) %d", &of_entry) == 1, "%s", edges);
    cr_expect_eq(of_heading, of_goal, "%s", edges);
    cr_expect(of_entry < of_column && of_entry > of_column - 20, "%s",
              edges); /* a bullet */
    free(edges);
    free(words);
    free(text);
}

Test(paper_media, columns_of_an_urdu_page_are_read_from_the_right)
{
    struct str all = str_of("{\"sessions\":[");
    for (int i = 1; i <= 3; i++) {
        str_addf(&all,
                 "%s{\"language\":\"ur\",\"table\":\"%d\",\"vision\":\"Nobody "
                 "%d\",\"goals\":[{"
                 "\"text\":\"Warmth\",\"barriers\":[\"Damp\",\"Rent "
                 "%d\"],\"groups\":[{\"text\":"
                 "\"Swap\",\"who\":\"Ana\",\"when\":\"2027-03-01\"}]}]}",
                 i > 1 ? "," : "", i, i, i);
    }
    str_add(&all, "]}");
    free(pages_of_session(all.bytes, WORDS("--paper", "a4")));
    char *words = output_of(WORDS("pdftotext", "-bbox", "-l", "1", "out.pdf", "-"));
    char *edges = output_on(words, WORDS("/usr/bin/python3", "-c", right_edges));
    int first, last;
    const char *at = strstr(edges, "Nobody ");
    cr_assert(at && sscanf(at, "Nobody %d", &first) == 1, "%s", edges);
    at = strstr(edges, "Swap ");
    cr_assert(at && sscanf(at, "Swap %d", &last) == 1, "%s", edges);
    cr_expect_gt(first, last + 100, "%s", edges);
    free(edges);
    free(words);
    str_finish(&all);
}

Test(paper_media, a_page_in_urdu_is_laid_out_from_the_right)
{
    text_file_write("ur.json", in_urdu);
    char *page = OUTPUT_OF("export", "-f", "html", "ur.json");
    expect_part(page, "<html lang=\"ur\" dir=\"rtl\">");
    expect_part(page, "<article id=\"t1\" lang=\"ur\" dir=\"rtl\">");
    expect_part(page,
                "article[dir=rtl] [dir=auto]{direction:rtl;unicode-bidi:plaintext}");
    expect_part(page, "content:\"صفحہ \" counter(page) \" از \" counter(pages) ");
    free(page);
    text_file_write("en.json", "{\"sessions\":[{\"goals\":[{\"text\":\"Warmth\"}]}]}");
    page = OUTPUT_OF("export", "-f", "html", "en.json");
    expect_part(page, "<html lang=\"en\">");
    expect_no_part(page, "dir=rtl");
    expect_no_part(page, "dir=\"rtl\"");
    free(page);
    text_file_write("two.json",
                    "{\"sessions\":[{\"language\":\"ur\",\"goals\":[{\"text\":\"A\""
                    "}]},{\"language\":\"ur\",\"goals\":[{\"text\":\"B\"}]},{"
                    "\"goals\":[{\"text\":\"C\"}]}]}");
    page = OUTPUT_OF("export", "-f", "html", "two.json");
    expect_part(page, "<article id=\"t3\" lang=\"en\" dir=\"ltr\">");
    free(page);
}
