/* What papers say of their own is in the table's language, from the data of one place. */
#include "export/paper_words.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/papers.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Its data lies beside the program, which a test in this process is not. */
static void enter(void)
{
    setenv("ROUNDTABLE_DATA", repo_root(), 1);
    enter_folder();
}

TestSuite(paper_words, .init = enter, .timeout = 120);

static void write_welsh(void)
{
    text_file_write(
        "cy.json", "{\"sessions\":[{\"template\":\"rsa-cy\",\"language\":\"cy\","
                   "\"title\":\"Gwres\",\"goals\":[{\"text\":\"Cartrefi\",\"barriers\":[{"
                   "\"text\":\"Rhent\",\"votes\":3}]}]}]}");
}

Test(paper_words, a_day_page_in_welsh_has_no_english_on_it)
{
    static const char *const english[] = {"The day", ">From<", "What",       "Takes",
                                          " min",    " to ",   "lang=\"en\""};
    static const char *const formats[] = {"text", "markdown", "html"};
    write_welsh();
    for (size_t f = 0; f < LENGTH(formats); f++) {
        char *page = OUTPUT_OF("export", "-f", formats[f], "--day", "cy.json");
        const char *body = strstr(page, "<body>");
        for (size_t i = 0; i < LENGTH(english); i++) {
            cr_expect(!strstr(body ? body : page, english[i]), "%s: %s\n%s", formats[f],
                      english[i], body ? body : page);
        }
        expect_part(page, "Y diwrnod");
        expect_part(page, "5 mun");
        free(page);
    }
}

Test(paper_words, votes_are_counted_in_the_language_of_the_table)
{
    write_welsh();
    char *text = OUTPUT_OF("export", "cy.json");
    expect_part(text, "Rhent [3 pleidlais]");
    expect_part(text, "\nPleidleisiau\n");
    expect_part(text, "\nDim byd yma eto.\n");
    expect_no_part(text, "vote");
    free(text);
    char *page = OUTPUT_OF("export", "-f", "html", "cy.json");
    expect_part(page, "Pleidleisiau</h2>");
    free(page);
}

Test(paper_words, a_few_are_counted_as_the_language_has_it)
{
    static const struct {
        long n;
        const char *said;
    } rows[] = {{1, "1 głos"},     {2, "2 głosy"},   {5, "5 głosów"},
                {12, "12 głosów"}, {22, "22 głosy"}, {112, "112 głosów"}};
    const struct paper_words *words = paper_words_of("pl");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str said = STR_EMPTY;
        paper_say(words, paper_counted(words, PAPER_VOTES_ONE, rows[i].n),
                  (struct paper_said){.n = rows[i].n}, &said);
        cr_expect_str_eq(str_text(&said), rows[i].said);
        str_finish(&said);
    }
}

/* What stands on each paper of a table, but for people's words, which are not read here. */
Test(paper_words, a_welsh_table_has_its_facts_and_what_is_empty_in_welsh)
{
    static const char session[] =
        "{\"sessions\":[{\"template\":\"rsa-cy\",\"title\":\"Gwres\",\"place\":\"Bala\","
        "\"date\":\"2026-08-03\",\"table\":\"4\",\"facilitator\":\"Siwan\","
        "\"goals\":[{\"text\":\"Cartrefi\",\"barriers\":[{\"text\":\"Rhent\","
        "\"votes\":3}]}]}]}";
    text_file_write("cy.json", session);
    char *text = OUTPUT_OF("export", "cy.json");
    expect_part(text, "\nLle: Bala\nDyddiad: 3 Awst 2026\nBwrdd: 4\nHwylusydd: Siwan\n");
    expect_part(text, "   – dim eto\n");
    expect_no_part(text, "yet");
    free(text);
    char *page = OUTPUT_OF("export", "-f", "html", "cy.json");
    expect_part(page, "<dd><bdi>3 Awst 2026</bdi></dd>");
    expect_part(page, "<span class=\"aloud\">dim eto</span>");
    expect_part(page, "1 â phleidleisiau, 1 heb</caption>");
    free(page);
    char *pages = pages_of_session(session, WORDS("--paper", "report"));
    expect_part(pages, "Bala · 3 Awst 2026 · bwrdd 4 · hwylusydd Siwan");
    expect_part(pages, "tudalen 1 o ");
    expect_no_part(pages, "page ");
    free(pages);
}

Test(paper_words, promises_of_a_table_are_told_in_its_language)
{
    text_file_write(
        "cy.json",
        "{\"sessions\":[{\"template\":\"rsa-cy\",\"goals\":[{\"text\":\"Cartrefi\","
        "\"groups\":[{\"text\":\"Cawl\",\"who\":\"Siwan\",\"messenger\":\"Non\",\"when\":"
        "\"2027-03-01\"},"
        "{\"text\":\"Te\",\"who\":\"Mair\"}]}]}]}");
    char *page = OUTPUT_OF("export", "-f", "html", "cy.json");
    const char *list = strstr(page, "Ymrwymiadau yn ôl dyddiad</h2>");
    cr_assert(list, "%s", page);
    expect_part(list, "2 addewid</caption>");
    expect_part(list, ">Erbyn pryd</th>");
    expect_part(list, ">1 Mawrth 2027");
    expect_no_part(list, "lang=\"en\"");
    free(page);
    char *text = OUTPUT_OF("export", "cy.json");
    expect_part(text, "Dim dyddiad: Te (Mair");
    expect_part(text, "- 1 Mawrth 2027: Cawl (Siwan; negesydd: Non)");
    expect_part(text, "- Cawl (Siwan, erbyn 1 Mawrth 2027; negesydd: Non)");
    free(text);
}

Test(paper_words, two_languages_at_once_keep_their_words)
{
    const struct paper_words *welsh = paper_words_of("cy");
    const struct paper_words *polish = paper_words_of("pl");
    struct str said = STR_EMPTY;
    cr_expect(paper_say_date(polish, "2026-02-09", &said));
    cr_expect_str_eq(str_text(&said), "9 lutego 2026");
    cr_expect_not(paper_say_date(polish, "next week", &said));
    cr_expect_not(paper_say_date(polish, "2026-02-30", &said));
    cr_expect_str_eq(str_text(&said), "9 lutego 2026");
    cr_expect_str_eq(welsh->texts[PAPER_VOTES], "Pleidleisiau");
    cr_expect_str_eq(polish->texts[PAPER_VOTES], "Głosy");
    str_finish(&said);
}

/* A language without words of its own, and one that says where it is spoken. */
Test(paper_words, what_a_language_lacks_is_said_in_english)
{
    cr_expect_str_eq(paper_words_of("tlh")->texts[PAPER_VOTES], "Votes");
    cr_expect_str_eq(paper_words_of("")->texts[PAPER_VOTES], "Votes");
    cr_expect_str_eq(paper_words_of("cy-GB")->texts[PAPER_VOTES], "Pleidleisiau");
    cr_expect_str_eq(paper_words_of("en-GB")->texts[PAPER_VOTES], "Votes");
}

/* What somebody wrote as an answer stays as it is. */
Test(paper_words, hands_are_raised_in_the_language_of_the_table)
{
    static const char *const formats[] = {"text", "html", "markdown"};
    text_file_write("cy.json",
                    "{\"sessions\":[{\"template\":\"rsa-cy\",\"language\":\"cy-GB\","
                    "\"title\":\"Gwres\",\"goals\":[{\"text\":\"Cartrefi\"},"
                    "{\"grid\":\"questions\",\"text\":\"Saff?\",\"asks\":\"hands\","
                    "\"stands\":\"shown\",\"answers\":[{\"text\":\"Yes\",\"votes\":3},"
                    "{\"text\":\"No\",\"votes\":2},{\"text\":\"Not sure\",\"votes\":1}]},"
                    "{\"grid\":\"questions\",\"text\":\"Gair?\",\"asks\":\"words\","
                    "\"stands\":\"shown\",\"answers\":[\"Yes\"]}]}]}");
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *page = OUTPUT_OF("export", "-f", formats[i], "cy.json");
        const char *words = strstr(page, "Gair?");
        cr_assert(words, "%s", page);
        expect_part(words, "Yes");
        page[words - page] = '\0';
        expect_part(page, "Ie");
        expect_part(page, "Ddim yn siŵr");
        expect_no_part(page, "Yes");
        expect_no_part(page, "Not sure");
        free(page);
    }
}

/* Each language has every sentence, with the same put in. */
Test(paper_words, no_language_lacks_a_sentence)
{
    static const char *const languages[] = {"cy", "pl", "ur"};
    static const char *const put_in[] = {"{n}", "{all}", "{from}", "{to}"};
    for (size_t l = 0; l < LENGTH(languages); l++) {
        const struct paper_words *words = paper_words_of(languages[l]),
                                 *english = paper_words_of("en");
        for (size_t i = 0; i < PAPER_WORD_COUNT; i++) {
            cr_expect_neq(words->texts[i], english->texts[i], "%s lacks %s", languages[l],
                          english->texts[i]);
            for (size_t p = 0; p < LENGTH(put_in); p++) {
                cr_expect_eq(strstr(words->texts[i], put_in[p]) != NULL,
                             strstr(english->texts[i], put_in[p]) != NULL, "%s: %s",
                             languages[l], words->texts[i]);
            }
        }
    }
}

/* So that a sentence that is added is not forgotten in any. */
Test(paper_words, each_language_that_comes_with_the_program_has_them_all)
{
    static const char *const languages[] = {"cy", "pl", "ur"};
    const struct paper_words *english = paper_words_of("en");
    for (size_t i = 0; i < LENGTH(languages); i++) {
        const struct paper_words *words = paper_words_of(languages[i]);
        for (size_t n = 0; n < PAPER_WORD_COUNT; n++) {
            cr_expect_neq(words->texts[n], english->texts[n], "%s lacks \"%s\"",
                          languages[i], english->texts[n]);
        }
    }
}

Test(paper_words, a_welsh_seminar_is_told_in_welsh)
{
    static const char *const formats[] = {"text", "markdown"};
    static const char *const whom[] = {"participants", "commissioners", "politicians",
                                       "public"};
    papers_write_seminar(NULL);
    for (size_t f = 0; f < LENGTH(formats); f++) {
        for (size_t w = 0; w < LENGTH(whom); w++) {
            char *text = OUTPUT_OF("export", "-f", formats[f], "--cover", "--for",
                                   whom[w], "seminar.json");
            papers_expect_no_english(whom[w], text);
            free(text);
        }
        char *text = OUTPUT_OF("export", "-f", formats[f], "seminar.json");
        papers_expect_no_english(formats[f], text);
        expect_part(text, "Beth glywsom");
        expect_part(text, "3 bwrdd, 2 lle, 1 Awst 2026 – 3 Awst 2026");
        expect_part(text, "Carreg fach wrth 2 bwrdd");
        free(text);
    }
    char *page = OUTPUT_OF("export", "-f", "html", "seminar.json");
    expect_part(page, "<h1 dir=\"auto\">Beth glywsom</h1>");
    expect_part(page, "<p dir=\"auto\">3 bwrdd, 2 lle, 1 Awst 2026 – 3 Awst 2026</p>");
    free(page);
}

/* What is told of all tables has one language: that of most of them. */
Test(paper_words, a_seminar_of_several_languages_is_told_in_that_of_most)
{
    static const char *const formats[] = {"text", "markdown", "html"};
    papers_write_seminar("pl");
    for (size_t i = 0; i < LENGTH(formats); i++) {
        char *text = OUTPUT_OF("export", "-f", formats[i], "seminar.json");
        expect_part(text, "Beth glywsom");
        expect_part(text, "Rhwystrau i newid");
        expect_part(text, "3 bwrdd, 2 lle, 1 Awst 2026 – 3 Awst 2026");
        expect_part(text, "Pleidleisiau");
        expect_part(text, "Głosy");
        expect_no_part(text, "What we heard");
        free(text);
    }
}
