/* The letters of a PDF are never smaller than its paper promises, whoever reads it. */

#include "base/utf8.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

TestSuite(pdf_letters, .init = enter_folder, .timeout = 120);

/* Of Noto Sans, whose lines pdftotext reports: ascent and descent, over the letters' size. */
static const double line_over_size = 1.362;

/* The smallest letters of out.pdf in points, and how many words there are. */
static double smallest(size_t *words)
{
    char *boxes = output_of(WORDS("pdftotext", "-bbox", "out.pdf", "-"));
    double least = 1000;
    *words = 0;
    for (char *at = boxes; (at = strstr(at, "<word ")) != NULL; at++) {
        double from, to;
        char *upper = strstr(at, "yMin=\""), *lower = strstr(at, "yMax=\"");
        cr_assert(upper && lower);
        from = strtod(upper + 6, NULL);
        to = strtod(lower + 6, NULL);
        double size = (to - from) / line_over_size;
        least = size < least ? size : least;
        ++*words;
    }
    free(boxes);
    return least;
}

static void take_sample(const char *name)
{
    char *path = repo_path(name), *text = text_file_read(path);
    text_file_write("in.json", text);
    free(path);
    free(text);
}

Test(pdf_letters, are_never_smaller_than_the_paper_promises)
{
    static const struct {
        const char *paper;
        double least;
    } papers[] = {{"a4", 10}, {"a3", 10}, {"report", 12}, {"page", 12}, {"large", 16}};
    static const char *const samples[] = {
        "sessions/write-up.json", "sessions/action-plan.json", "sessions/seminar.json"};
    for (size_t s = 0; s < LENGTH(samples); s++) {
        take_sample(samples[s]);
        for (size_t i = 0; i < LENGTH(papers); i++) {
            size_t words;
            pages_export(WORDS("--paper", papers[i].paper, "--cover"));
            double least = smallest(&words);
            cr_expect(words > 5, "%s: %zu words", papers[i].paper, words);
            cr_expect(least > papers[i].least - .02, "%s on %s: %.2f points", samples[s],
                      papers[i].paper, least);
        }
    }
}

/* What is read large is read down the page, not across it. */
Test(pdf_letters, of_large_print_stand_one_column_at_a_time)
{
    take_sample("sessions/write-up.json");
    pages_export(WORDS("--paper", "large"));
    char *text = pages_text();
    pages_squeeze(text);
    expect_part(text, "ReducingchildhoodobesityBarrierstochange"
                      "•Availabilityofaffordablehealthyfood•Advertising"
                      "Stakeholders•Schools•Parentsforums•Youngpeople");
    free(text);
}

/* So are promises: what, and below it who and when. */
Test(pdf_letters, of_large_print_stand_promises_one_line_below_the_other)
{
    char *text = pages_of_session(
        "{\"format\":\"roundtable session\",\"version\":1,\"sessions\":[{\"goals\":[{"
        "\"text\":\"Walk\",\"organisations\":[{\"text\":\"Paint it\",\"who\":\"Mrs "
        "Evans\","
        "\"when\":\"2027-02-03\"}]}]}]}",
        WORDS("--paper", "large"));
    pages_squeeze(text);
    expect_part(text, "Commitmentsbydate•PaintitBywhen:3February2027Who:MrsEvans");
    free(text);
}

/* Text for a narrow window, too. */
Test(pdf_letters, of_text_stand_forty_to_a_line_where_that_is_asked_for)
{
    take_sample("sessions/seminar.json");
    char *text = OUTPUT_OF("export", "--paper", "narrow", "in.json");
    for (const char *at = text; *at;) {
        size_t len = strcspn(at, "\n");
        cr_expect(text_width_cols(at, len) <= 40, "%.*s", (int)len, at);
        at += len + (at[len] == '\n');
    }
    expect_part(text, "  - Reduce loneliness and isolation (2\n    tables)\n");
    free(text);
    EXPECT_RUN(2, NULL, "there is no paper \"a4\" of text; it is wide or narrow",
               "export", "--paper", "a4", "in.json");
}

/* A column that is too narrow for what stands in it takes from the others; where none has
 * enough, what stands side by side stands one below the other. */
Test(pdf_letters, no_word_and_no_date_is_broken_where_a_line_could_hold_it)
{
    static const char promised[] =
        "{\"sessions\":[{\"goals\":[{\"text\":\"Neighbourhoods\",\"barriers\":["
        "\"Intergenerational misunderstandings\"],\"groups\":[{\"text\":"
        "\"Responsibilities\",\"who\":\"Christopher Featherstonehaugh\",\"when\":"
        "\"2026-09-23\",\"messenger\":\"Wilberforce\",\"outcome\":"
        "\"Acknowledgements\"}]}]}]}";
    static const char *const words[] = {
        "23 September 2026", "Responsibilities", "Featherstonehaugh", "Wilberforce",
        "Acknowledgements",  "Neighbourhoods",   "Intergenerational"};
    static const char *const papers[] = {"a4", "a3", "report", "large"};
    for (size_t i = 0; i < LENGTH(papers); i++) {
        char *text = pages_of_session(promised, WORDS("--paper", papers[i]));
        const char *list = strstr(text, "Commitments by date");
        cr_assert(list, "%s: %s", papers[i], text);
        for (size_t n = 0; n < LENGTH(words); n++) {
            cr_expect(strstr(n < 5 ? list : text, words[n]), "%s lacks %s: %s", papers[i],
                      words[n], n < 5 ? list : text);
        }
        free(text);
    }
}

/* U+10FFFD is in no font: on a map and in a picture as in words it is told of, and stays in what
 * is copied and read. */
Test(pdf_letters, that_no_font_has_are_told_of_and_kept_wherever_they_stand)
{
    static const char *const formats[] = {"map", "pdf"};
    text_file_write("in.json",
                    "{\"sessions\":[{\"title\":\"Warmth\",\"goals\":[{\"text\":"
                    "\"Warm\",\"barriers\":[\"Rent\U0010FFFD cold\"]}]}]}");
    for (size_t i = 0; i < LENGTH(formats); i++) {
        struct ran ran = program_run(NULL, WORDS("roundtable", "export", "--force", "-f",
                                                 formats[i], "-o", "out.pdf", "in.json"));
        cr_expect_eq(ran.status, 3, "%s: %d", formats[i], ran.status);
        expect_part(str_text(&ran.err), "no font here has ");
        expect_part(str_text(&ran.err), "(U+10FFFD): 1 of the letters");
        ran_finish(&ran);
        char *text = pages_text();
        expect_part(text, "\U0010FFFD");
        free(text);
    }
}

/* In large print the number of the page takes more of the line. */
Test(pdf_letters, the_foot_does_not_run_into_the_number_of_the_page)
{
    static const char *const papers[] = {"a4", "report", "large"};
    take_sample("sessions/seminar.json");
    for (size_t i = 0; i < LENGTH(papers); i++) {
        pages_export(WORDS("--paper", papers[i]));
        char *boxes = output_of(WORDS("pdftotext", "-bbox", "-l", "1", "out.pdf", "-"));
        char *number = strstr(boxes, ">page</word>");
        cr_assert(number, "%s:\n%s", papers[i], boxes);
        *number = '\0';
        char *at = strrchr(boxes, '<');
        double begins = strtod(strstr(at, "xMin=\"") + 6, NULL);
        *at = '\0';
        double ends = 0;
        for (char *word = boxes; (word = strstr(word, "xMax=\"")) != NULL; word++) {
            ends = strtod(word + 6, NULL); /* of the last before it */
        }
        cr_expect_geq(begins - ends, 6, "%s: %g", papers[i], begins - ends);
        free(boxes);
    }
}
