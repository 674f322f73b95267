/* How roundtable-pdf parts rows into pages: nothing is cut, lost or left alone. */
#include "support/pages.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(pdf_pages, .init = enter_folder, .timeout = 120);

/* Every word of 5,000 notes, each note on one page, heads and foot on every page. */
static void expect_all(const char *paper, int notes, int goals, const char *head)
{
    char foot[64], begins[16], ends[16];
    pages_write_notes(notes, goals);
    pages_export(WORDS("--paper", paper));
    char *text = pages_text(), **pages = pages_cut(text);
    int found = 0, count = 0;
    while (pages[count]) {
        count++;
    }
    for (int p = 0; p < count - 1; p++) {
        snprintf(foot, sizeof foot, "page %d of %d\n", p + 1, count);
        expect_part(pages[p], foot);
        expect_part(pages[p], "Many notes · Leeds · 7 March 2017");
        expect_part(pages[p], head);
    }
    char *plain = output_of(WORDS("pdftotext", "out.pdf", "-"));
    pages = pages_cut(plain);
    for (int n = 0, p = 0; n < notes; n++) {
        snprintf(begins, sizeof begins, "n%d ", n);
        snprintf(ends, sizeof ends, "e%d\n", n);
        for (p = 0; p < count && !strstr(pages[p], begins); p++) {
        }
        cr_expect(p < count && strstr(pages[p], ends), "note %d is not whole", n);
        found += p < count;
    }
    cr_expect_eq(found, notes);
    free(text);
    free(plain);
}

Test(pdf_pages, of_5000_notes_none_is_missing_or_parted)
{
    expect_all("a4", 5000, 125, "Barriers to change");
    char *text = pages_text();
    expect_part(text, "(continued)");
    free(text);
}

Test(pdf_pages, of_a_goal_with_900_notes_none_is_missing)
{
    expect_all("a4", 900, 1, "Barriers to change");
    expect_all("a3", 900, 2, "Stakeholders");
    expect_all("report", 900, 3, "Goal g");
}

/* Everything stands between the margins, the foot in the lower one. */
static void expect_between(double width, double height, double margin)
{
    char *words = output_of(WORDS("pdftotext", "-bbox", "out.pdf", "-"));
    double x[2], y[2];
    size_t count = 0, outside = 0;
    for (const char *at = words; (at = strstr(at, "<word ")); at++) {
        int got = sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                         &x[0], &y[0], &x[1], &y[1]);
        bool foot = y[0] > height - margin;
        bool in = got == 4 && x[0] > margin - 1 && x[1] < width - margin + 1 &&
                  y[0] > margin - 3 && y[1] < height - (foot ? 10 : margin - 3);
        outside += !in;
        cr_expect(in, "%.*s", (int)strcspn(at, "\n"), at);
        count++;
    }
    cr_expect_gt(count, 0);
    cr_expect_eq(outside, 0);
    free(words);
}

Test(pdf_pages, nothing_stands_beyond_the_margins)
{
    struct str session = STR_EMPTY;
    str_add(&session, "{ \"sessions\": [ { \"goals\": [ { \"text\": \"");
    for (int i = 0; i < 300; i++) {
        str_add_byte(&session, (char)('a' + i % 26));
    }
    str_add(&session, "\", \"barriers\": [\"");
    for (int i = 0; i < 2500; i++) {
        str_addf(&session, "w%d ", i);
    }
    str_add(&session, "\", \"last\"], \"stakeholders\": [\"");
    for (int i = 0; i < 300; i++) {
        str_add_byte(&session, 'M');
    }
    str_add(&session, "\"] } ] } ] }");
    char *text = pages_of_session(session.bytes, WORDS("--paper", "a4"));
    char *plain = output_of(WORDS("pdftotext", "out.pdf", "-"));
    expect_between(841.89, 595.28, 42.52);
    for (int i = 0; i < 2500; i++) {
        char word[16];
        snprintf(word, sizeof word, "w%d", i);
        cr_expect(strstr(plain, word), "%s is missing", word);
    }
    pages_squeeze(text);
    cr_expect_eq(parts_in(text, "M"), 300);
    expect_part(text, "last");
    free(text);
    free(plain);
    pages_write_notes(300, 7);
    pages_export(WORDS("--paper", "report"));
    expect_between(595.28, 841.89, 56.69);
    str_finish(&session);
}

Test(pdf_pages, twelve_columns_stand_side_by_side)
{
    struct str session = STR_EMPTY;
    str_add(&session, "{ \"templates\": [ { \"format\": \"roundtable template\", "
                      "\"version\": 1, \"id\": \"wide\", \"title\": \"Wide\", "
                      "\"grids\": [ { \"id\": \"g\", \"title\": \"Grid\", \"goals\": {"
                      "\"title\": \"Goals\" }, \"columns\": [");
    for (int i = 0; i < 12; i++) {
        str_addf(&session, "%s{ \"id\": \"c%d\", \"title\": \"Column %d\" }",
                 i ? ", " : "", i, i);
    }
    str_add(&session, "] } ] } ], \"sessions\": [ { \"template\": \"wide\", \"goals\": [ "
                      "{ \"text\": \"Go\"");
    for (int i = 0; i < 12; i++) {
        str_addf(&session, ", \"c%d\": [\"organisational%d\"]", i, i);
    }
    str_add(&session, "} ] } ] }");
    char *text = pages_of_session(session.bytes, WORDS("--paper", "a4"));
    expect_between(841.89, 595.28, 42.52);
    cr_expect_eq(parts_in(text, "•"), 12, "%s", text);
    free(text);
    str_finish(&session);
}

/* However much stands above it, a heading has its first row below it. */
Test(pdf_pages, no_heading_is_left_alone_at_the_foot_of_a_page)
{
    for (int goals = 1; goals < 16; goals++) {
        struct str session = STR_EMPTY;
        char *notes = pages_notes(goals * 9, goals);
        str_add(&session, notes);
        free(notes);
        char *first = strstr(session.bytes, "\"barriers\"");
        str_insert(&session, (size_t)(first - session.bytes),
                   "\"groups\": [\"A choir\"], ", strlen("\"groups\": [\"A choir\"], "));
        for (int report = 0; report < 2; report++) {
            char *text = pages_of_session(session.bytes,
                                          WORDS("--paper", report ? "report" : "a4"));
            char **page = pages_cut(text);
            while (*page && !strstr(*page, "Action plan")) {
                page++;
            }
            cr_assert(*page);
            cr_expect(strstr(*page, "For organisations") && strstr(*page, "A choir"),
                      "%d goals:\n%s", goals, *page);
            free(text);
        }
        str_finish(&session);
    }
}

/* Nor is it with the sentence about its table: who voted, and then on the next page for what. */
Test(pdf_pages, what_is_said_of_a_table_stands_on_its_page)
{
    static const int some[] = {2, 5, 9, 13};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        int goals = some[i];
        char *notes = pages_notes(goals * 9, goals);
        struct str session = str_of("%s", notes);
        free(notes);
        char *first = strstr(session.bytes, "\"goals\"");
        str_insert(&session, (size_t)(first - session.bytes), "\"voted\": 23, ",
                   strlen("\"voted\": 23, "));
        char *note = strstr(session.bytes, "\"n0 ");
        size_t at = (size_t)(note - session.bytes);
        size_t end = at + strcspn(note + 1, "\"") + 2;
        str_insert(&session, end, ", \"votes\": 7 }", strlen(", \"votes\": 7 }"));
        str_insert(&session, at, "{ \"text\": ", strlen("{ \"text\": "));
        static const char *const papers[] = {"a4", "report", "large"};
        for (size_t p = 0; p < sizeof papers / sizeof *papers; p++) {
            char *text = pages_of_session(session.bytes, WORDS("--paper", papers[p]));
            char **page = pages_cut(text);
            while (*page && !strstr(*page, "23 people voted")) {
                page++;
            }
            cr_assert(*page, "%d goals, %s", goals, papers[p]);
            cr_expect(strstr(*page, "Rank"), "%d goals, %s:\n%s", goals, papers[p],
                      *page);
            free(text);
        }
        str_finish(&session);
    }
}

/* Of so many lines, the first are kept as they were set, and the others are set once more. */
Test(pdf_pages, of_very_many_notes_the_last_are_drawn_as_well)
{
    enum { NOTES = 17000, STEP = 499 };
    static const char hebrew[] = "\u05d9\u05dc\u05d3\u05d9\u05dd";
    struct str session = STR_EMPTY;
    str_add(&session, "{\"sessions\": [{\"goals\": [{\"text\": \"Go\", \"barriers\": [");
    for (int i = 0; i < NOTES; i++) {
        str_addf(&session, "%s\"n%d %s\"", i ? "," : "", i, i % 2 ? hebrew : "end");
    }
    str_add(&session, "]}]}]}");
    char *text = pages_of_session(session.bytes, WORDS("--paper", "large"));
    for (int i = 0; i < NOTES; i += STEP) {
        struct str note = str_of(i % 2 ? "n%d" : "n%d end", i);
        cr_expect(strstr(text, note.bytes), "%s", note.bytes);
        str_finish(&note);
    }
    free(text);
    str_finish(&session);
}

/* Of lines of every length the last word is the number's at some. */
Test(pdf_pages, a_number_is_not_torn_from_the_word_that_it_counts)
{
    struct str session = str_of("{ \"sessions\": [ { \"goals\": [ { \"text\": \"More\", "
                                "\"barriers\": [");
    for (int i = 1; i <= 60; i++) {
        str_addf(
            &session, "%s{ \"text\": \"Bus %.*s\", \"votes\": %d }", i > 1 ? "," : "", i,
            "arestoodearforallwholivebesidethecanalandworkonSundaysevenings", i % 4 + 1);
    }
    str_add(&session, "] } ] } ] }");
    char *text = pages_of_session(session.bytes, WORDS("--paper", "report"));
    size_t votes = 0;
    for (const char *at = text; (at = strstr(at, "vote")); at++) {
        const char *line = at;
        while (line > text && line[-1] == ' ') {
            line--;
        }
        cr_expect(line > text && line[-1] >= '0' && line[-1] <= '9', "%.80s", at);
        votes++;
    }
    cr_expect_geq(votes, 60);
    free(text);
    str_finish(&session);
}

/* In large print, too, each page says which goal it goes on with; one that begins within a column,
 * which column. */
Test(pdf_pages, in_large_print_a_page_says_what_it_goes_on_with)
{
    char *session = pages_notes(120, 2);
    char *text = pages_of_session(session, WORDS("--paper", "large"));
    char **pages = pages_cut(text);
    size_t within = 0;
    for (size_t i = 1; pages[i]; i++) {
        const char *first = pages[i] + strspn(pages[i], " \n");
        bool goes_on = strncmp(first, "Goal g", 6) == 0;
        bool begins = strncmp(first, "Action plan", 11) == 0;
        cr_expect(goes_on || begins, "page %zu: %.80s", i + 1, first);
        first += strcspn(first, "\n");
        first += strspn(first, " \n");
        bool column = strncmp(first, "Barriers", 8) == 0 ||
                      strncmp(first, "Stakeholders", 12) == 0 ||
                      strncmp(first, "Opportunities", 13) == 0 ||
                      strncmp(first, "For ", 4) == 0 || strncmp(first, "Other", 5) == 0;
        cr_expect(begins || column, "page %zu: %.80s", i + 1, first);
        within += goes_on && column;
    }
    cr_expect_gt(within, 2);
    free(text);
    free(session);
}
