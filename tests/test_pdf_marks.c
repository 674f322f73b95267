/* All that is drawn on a page is told to those who hear it, or is marked as an artifact: the
 * content of each page is walked (ISO 32000-1, 14.6). */

#include "base/str.h"
#include "export/pdf/pdf_objects.h"
#include "support/folder.h"
#include "support/pages.h"

#include <criterion/criterion.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

TestSuite(pdf_marks, .init = enter_folder, .timeout = 120);

/* What was met on the way through a page. */
struct walk {
    int marks, kept;      /* how many are open: BDC and BMC, q */
    int before_words;     /* how many marks were open where words began, at BT */
    size_t drawn, beside; /* within marks, of them in artifacts; */
    size_t unmarked;      /* outside */
    bool artifact;        /* what is open now */
};

/* @words  a blank before and behind each */
static bool is_one_of(struct pdf_value word, const char *words)
{
    struct str sought = str_of(" %.*s ", (int)(word.end - word.at), word.at);
    bool is = strstr(words, sought.bytes) != NULL;
    str_finish(&sought);
    return is;
}

static void step(struct walk *w, struct pdf_value word, struct pdf_value before)
{
    if (is_one_of(word, " BDC BMC ")) {
        w->artifact = w->marks++ == 0 && pdf_is(before, "/Artifact");
    } else if (pdf_is(word, "EMC")) {
        w->marks--;
    } else if (is_one_of(word, " q Q ")) {
        w->kept += pdf_is(word, "q") ? 1 : -1;
    } else if (is_one_of(word, " BT ET ")) {
        cr_expect(pdf_is(word, "BT") || w->marks == w->before_words, "cut by ET");
        w->before_words = pdf_is(word, "BT") ? w->marks : 0;
    } else if (is_one_of(word, " f F f* B B* b b* S s sh Do Tj TJ ' \" EI ")) {
        w->drawn += w->marks > 0;
        w->beside += w->marks > 0 && w->artifact;
        w->unmarked += w->marks == 0;
    }
    cr_expect(w->marks >= w->before_words && w->kept >= 0);
}

static struct walk walk_page(qpdf_data qpdf, qpdf_oh page)
{
    struct walk w = {0};
    unsigned char *bytes;
    size_t len_bytes;
    cr_assert_eq(qpdf_oh_get_page_content_data(qpdf, page, &bytes, &len_bytes),
                 QPDF_SUCCESS);
    struct pdf_value rest = {(char *)bytes, (char *)bytes + len_bytes}, word,
                     before = {NULL, NULL};
    while (pdf_next(&rest, &word)) {
        step(&w, word, before);
        before = word;
    }
    cr_expect_eq(w.marks, 0);
    cr_expect_eq(w.kept, 0);
    free(bytes);
    return w;
}

/* out.pdf is whole, and nothing is drawn on its pages outside of marks. */
static void expect_all_marked(const char *what)
{
    qpdf_data qpdf = qpdf_init();
    qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
    cr_assert_eq(qpdf_read(qpdf, "out.pdf", NULL), QPDF_SUCCESS, "%s", what);
    int pages = qpdf_get_num_pages(qpdf);
    size_t drawn = 0;
    for (int i = 0; i < pages; i++) {
        struct walk w = walk_page(qpdf, qpdf_get_page_n(qpdf, (size_t)i));
        cr_expect_eq(w.unmarked, 0, "%s, page %d: %zu unmarked", what, i + 1, w.unmarked);
        drawn += w.drawn;
    }
    cr_expect(pages > 0 && drawn > (size_t)pages, "%s: %zu drawn", what, drawn);
    cr_expect_eq(qpdf_check_pdf(qpdf), QPDF_SUCCESS, "%s", what);
    qpdf_cleanup(&qpdf);
}

static void expect_papers_marked(const char *what)
{
    static const char *const papers[] = {"a4", "a3", "report", "large", "page"};
    for (size_t i = 0; i < LENGTH(papers); i++) {
        struct str where = str_of("%s on %s", what, papers[i]);
        pages_export(WORDS("--paper", papers[i], "--cover"));
        expect_all_marked(where.bytes);
        str_finish(&where);
    }
    pages_export(WORDS("--day"));
    expect_all_marked(what);
}

Test(pdf_marks, nothing_is_drawn_outside_of_them)
{
    static const char *const samples[] = {"sessions/write-up.json",
                                          "sessions/action-plan.json",
                                          "sessions/deck.json", "sessions/seminar.json"};
    for (size_t i = 0; i < LENGTH(samples); i++) {
        char *path = repo_path(samples[i]), *text = text_file_read(path);
        text_file_write("in.json", text);
        free(path);
        free(text);
        expect_papers_marked(samples[i]);
    }
}

Test(pdf_marks, nor_is_it_in_letters_of_any_kind)
{
    text_file_write(
        "in.json",
        "{ \"sessions\": [ { \"title\": \"Türkçe 👩‍👧 שלום\", "
        "\"language\": \"cy\", \"goals\": [ \"مرحبا بالعالم 12\", "
        "\"שלום (עולם)\", \"e\u0301\u0323 👍🏽 𒀀𒁀 \u0f40\u0fb5\", "
        "\"a ( b \\\\ c ) EMC BDC % <\" ] } ] }");
    expect_papers_marked("letters");
}

Test(pdf_marks, are_round_all_of_the_maps_picture)
{
    char *sample = repo_path("sessions/write-up.json");
    EXPECT_RUN(0, NULL, NULL, "export", "-f", "map", "-o", "out.pdf", sample);
    expect_all_marked("map");
    free(sample);
}

/* The foot of each page, the rules and the heads that are said again. */
Test(pdf_marks, say_what_is_an_artifact)
{
    pages_write_notes(120, 3);
    pages_export(WORDS("--paper", "a4"));
    qpdf_data qpdf = qpdf_init();
    qpdf_read(qpdf, "out.pdf", NULL);
    int pages = qpdf_get_num_pages(qpdf);
    cr_assert(pages > 1);
    for (int i = 0; i < pages; i++) {
        struct walk w = walk_page(qpdf, qpdf_get_page_n(qpdf, (size_t)i));
        cr_expect_eq(w.beside, 1, "page %d: %zu", i + 1, w.beside);
    }
    qpdf_cleanup(&qpdf);
    char *text = pages_text(),
         *told = output_of(WORDS("pdfinfo", "-struct-text", "out.pdf"));
    expect_part(text, "page 2 of ");
    expect_no_part(told, "page 2 of ");
    free(told);
    free(text);
}
