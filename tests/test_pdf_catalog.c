/* A PDF says its language, however cairo lays it out. */
#include "base/err.h"
#include "base/str.h"
#include "export/pdf/pdf_catalog.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/pages.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

TestSuite(pdf_catalog, .init = enter_folder, .timeout = 60);

static const char *const none[] = {NULL};
static const struct pdf_told nothing = {none, none};

static const char welsh[] =
    "{ \"sessions\": [ { \"language\": \"cy\", \"goals\": [ \"Llai o unigrwydd\" ] } ] }";

static void read_whole(struct str *pdf)
{
    size_t len;
    char *bytes = text_file_read_bytes("out.pdf", &len);
    str_add_bytes(pdf, bytes, len);
    free(bytes);
}

/* The value of a key of a dictionary, as PDF writes it. */
static const char *value(qpdf_data qpdf, qpdf_oh in, const char *key)
{
    return qpdf_oh_unparse(qpdf, qpdf_oh_get_key(qpdf, in, key));
}

/* pdf_tell_readers() on bytes, which are then what it makes of them. */
static bool tell(struct str *pdf, const char *language, struct err *err)
{
    struct spool bytes = {0};
    spool_add(&bytes, str_text(pdf), pdf->len_bytes);
    bool ok = pdf_tell_readers(&bytes, language, "Title", &nothing, err);
    str_clear(pdf);
    str_add_bytes(pdf, spool_text(&bytes), bytes.len_bytes);
    spool_finish(&bytes);
    return ok;
}

/* Without a word of mending, a reader finds the language and that the title is shown. */
static void expect_language(const struct str *pdf, const char *language)
{
    qpdf_data qpdf = qpdf_init();
    qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
    cr_assert_eq(qpdf_read_memory(qpdf, "out.pdf", pdf->bytes, pdf->len_bytes, NULL),
                 QPDF_SUCCESS);
    qpdf_oh catalog = qpdf_get_root(qpdf);
    cr_expect_str_eq(value(qpdf, catalog, "/Lang"), language);
    cr_expect_str_eq(value(qpdf, qpdf_oh_get_key(qpdf, catalog, "/ViewerPreferences"),
                           "/DisplayDocTitle"),
                     "true");
    cr_expect_str_eq(value(qpdf, catalog, "/Type"), "/Catalog");
    cr_expect_eq(qpdf_get_num_pages(qpdf), 1);
    cr_expect_str_eq(value(qpdf, qpdf_get_page_n(qpdf, 0), "/Tabs"), "/S");
    cr_expect_eq(qpdf_check_pdf(qpdf), QPDF_SUCCESS);
    qpdf_cleanup(&qpdf);
}

/* The same PDF laid out anew, its catalog packed in a stream of objects or plain. */
static void lay_out_anew(struct str *pdf, enum qpdf_object_stream_e streams)
{
    qpdf_data qpdf = qpdf_init();
    qpdf_read_memory(qpdf, "out.pdf", pdf->bytes, pdf->len_bytes, NULL);
    qpdf_oh catalog = qpdf_get_root(qpdf);
    qpdf_oh_remove_key(qpdf, catalog, "/Lang");
    qpdf_oh_remove_key(qpdf, catalog, "/ViewerPreferences");
    qpdf_oh_remove_key(qpdf, catalog, "/Metadata");
    qpdf_init_write_memory(qpdf);
    qpdf_set_static_ID(qpdf, QPDF_TRUE);
    qpdf_set_object_stream_mode(qpdf, streams);
    cr_assert_eq(qpdf_write(qpdf), QPDF_SUCCESS);
    str_clear(pdf);
    str_add_bytes(pdf, (const char *)qpdf_get_buffer(qpdf), qpdf_get_buffer_length(qpdf));
    qpdf_cleanup(&qpdf);
}

Test(pdf_catalog, an_export_says_its_language_and_shows_its_title)
{
    struct str pdf = STR_EMPTY;
    text_file_write("in.json", welsh);
    pages_export(WORDS("--paper", "a4"));
    read_whole(&pdf);
    expect_language(&pdf, "(cy)");
    char *info = output_of(WORDS("pdfinfo", "out.pdf"));
    expect_part(info, "Pages:           1\n");
    free(info);
    str_finish(&pdf);
}

Test(pdf_catalog, its_language_does_not_depend_on_how_the_objects_are_laid_out)
{
    static const enum qpdf_object_stream_e streams[] = {qpdf_o_disable, qpdf_o_generate};
    struct str pdf = STR_EMPTY;
    struct err err = ERR_NONE;
    text_file_write("in.json", welsh);
    pages_export(WORDS("--paper", "a4"));
    read_whole(&pdf);
    for (size_t i = 0; i < 2; i++) {
        lay_out_anew(&pdf, streams[i]);
        cr_assert(tell(&pdf, i ? "zh-Hant" : "en", &err), "%s", err_text(&err));
        expect_language(&pdf, i ? "(zh-Hant)" : "(en)");
    }
    str_finish(&pdf);
}

/* Half a pair, or a page in pieces, is none whose feet could be kept. */
Test(pdf_catalog, a_page_without_what_is_beside_it_is_refused_and_left_as_it_was)
{
    struct str pdf = STR_EMPTY;
    struct spool bytes = {0}, out = {0};
    struct pdf_catalog catalog;
    struct err err = ERR_NONE;
    text_file_write("in.json", welsh);
    pages_export(WORDS("--paper", "a4"));
    read_whole(&pdf);
    lay_out_anew(&pdf, qpdf_o_disable);
    spool_add(&bytes, pdf.bytes, pdf.len_bytes);
    pdf_catalog_init(&catalog, "en", "Title", &out);
    cr_expect_not(pdf_catalog_add(&catalog, &bytes, PDF_PAIRS, &nothing, &err));
    cr_expect_eq(bytes.len_bytes, pdf.len_bytes);
    expect_part(err_text(&err), "a page of it is laid out otherwise");
    pdf_catalog_finish(&catalog);
    spool_finish(&out);
    err_finish(&err);
    spool_finish(&bytes);
    str_finish(&pdf);
}

Test(pdf_catalog, a_language_said_before_is_replaced)
{
    struct str pdf = STR_EMPTY;
    struct err err = ERR_NONE;
    text_file_write("in.json", welsh);
    pages_export(WORDS("--paper", "a4"));
    read_whole(&pdf);
    cr_assert(tell(&pdf, "en-GB", &err), "%s", err_text(&err));
    expect_language(&pdf, "(en-GB)");
    str_finish(&pdf);
}

Test(pdf_catalog, what_cannot_be_read_is_refused_with_a_reason_and_left_as_it_was)
{
    static const struct {
        const char *why, *whole;
    } rows[] = {
        {"nothing", ""},
        {"no PDF", "words\n"},
        {"nothing behind the head", "%PDF-1.5\n"},
        {"no table where the end says", "%PDF-1.5\nstartxref\n3\n%%EOF\n"},
        {"a table beyond the end", "%PDF-1.5\nstartxref\n99999\n%%EOF\n"},
        {"no catalog",
         "%PDF-1.5\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\n"
         "startxref\n9\n%%EOF\n"},
        {"a catalog that is not there",
         "%PDF-1.5\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n"
         "<< /Size 2 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str pdf = STR_EMPTY;
        struct err err = ERR_NONE;
        str_add(&pdf, rows[i].whole);
        cr_expect_not(tell(&pdf, "en", &err), "%s", rows[i].why);
        cr_expect_str_eq(str_text(&pdf), rows[i].whole, "%s", rows[i].why);
        expect_part(err_text(&err), "the PDF cannot be told its language: ");
        err_finish(&err);
        str_finish(&pdf);
    }
}

/* Who hears the page is told what is a head of what, which points a list has, and where a
 * table is. */
Test(pdf_catalog, heads_of_tables_and_points_of_lists_are_told)
{
    char *sample = repo_path("sessions/write-up.json"), *session = text_file_read(sample);
    text_file_write("in.json", session);
    free(session);
    free(sample);
    pages_export(WORDS("--paper", "a4"));
    char *told = output_of(WORDS("pdfinfo", "-struct-text", "out.pdf"));
    pages_squeeze(told);
    expect_part(told, "Table(block)TRTH:/Scope/ColumnP(block)\"Goals\"TH:/Scope/Column");
    expect_part(told, "TRTH:/Scope/RowP(block)\"Reducingchildhoodobesity\"TDL(block)"
                      "LI(block)Lbl(block)\"•\"LBody(block)\"Availability");
    expect_no_part(told, "P(block)\"\"");
    free(told);
    told = output_of(WORDS("pdfinfo", "-meta", "out.pdf"));
    expect_part(told, "<rdf:li xml:lang=\"x-default\">Worked example: system map");
    expect_no_part(told, "pdfuaid"); /* it is not yet */
    free(told);
}

Test(pdf_catalog, a_title_is_no_markup_in_it)
{
    text_file_write("in.json",
                    "{ \"sessions\": [ { \"title\": \"A <b> & \\\"c\\\"\" } ] }");
    pages_export(WORDS("--paper", "a4"));
    char *told = output_of(WORDS("pdfinfo", "-meta", "out.pdf"));
    expect_part(told, "A &lt;b&gt; &amp; &quot;c&quot;</rdf:li>");
    free(told);
}

/* A picture is read as the table that it is drawn from. */
Test(pdf_catalog, the_maps_picture_says_in_words_what_it_shows)
{
    struct str pdf = STR_EMPTY;
    char *sample = repo_path("sessions/write-up.json");
    EXPECT_RUN(0, NULL, NULL, "export", "-f", "map", "-o", "out.pdf", sample);
    read_whole(&pdf);
    qpdf_data qpdf = qpdf_init();
    cr_assert_eq(qpdf_read_memory(qpdf, "out.pdf", pdf.bytes, pdf.len_bytes, NULL),
                 QPDF_SUCCESS);
    qpdf_oh catalog = qpdf_get_root(qpdf);
    cr_expect_str_eq(value(qpdf, catalog, "/Lang"), "(en)");
    qpdf_oh document = qpdf_oh_get_array_item(
        qpdf,
        qpdf_oh_get_key(qpdf, qpdf_oh_get_key(qpdf, catalog, "/StructTreeRoot"), "/K"),
        0);
    qpdf_oh figure =
        qpdf_oh_get_array_item(qpdf, qpdf_oh_get_key(qpdf, document, "/K"), 1);
    cr_expect_str_eq(value(qpdf, figure, "/S"), "/Figure");
    const char *words =
        qpdf_oh_get_utf8_value(qpdf, qpdf_oh_get_key(qpdf, figure, "/Alt"));
    expect_part(words, "goal: Reducing social isolation. ");
    expect_part(words, "stakeholder: Carer companies");
    qpdf_cleanup(&qpdf);
    str_finish(&pdf);
    free(sample);
}
