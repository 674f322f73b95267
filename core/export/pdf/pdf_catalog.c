/* PDFs of some pages become one. What is laid out otherwise than cairo 1.16 does it, qpdf
 * lays out plainly first; all of it written by qpdf would take a third of the time that the
 * pages take. */

#include "export/pdf/pdf_catalog.h"

#include "base/html.h"
#include "base/memory.h"
#include "export/pdf/pdf_part.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* Words as PDF writes them: those of one byte a letter, or UTF-16. */
char *pdf_written(const char *words)
{
    qpdf_data qpdf = qpdf_init();
    char *as =
        memory_copy_text(qpdf_oh_unparse(qpdf, qpdf_oh_new_unicode_string(qpdf, words)));
    qpdf_cleanup(&qpdf);
    return as;
}

size_t pdf_add_stream(struct pdf_catalog *c, const char *keys, const char *bytes)
{
    size_t number = pdf_number(&c->numbered), len_bytes = strlen(bytes);
    pdf_object_begin(&c->numbered, number);
    str_addf(&c->numbered.bytes, "<< %s/Length %zu >>", keys, len_bytes);
    pdf_object_end_stream(&c->numbered, bytes, len_bytes);
    return number;
}

/* What is said about it for programs that collect files (XMP, ISO 16684-1). That it is
 * PDF/UA is not said: our own English among words in another language does not say that it
 * is. Returns its number. */
static size_t add_metadata(struct pdf_catalog *c)
{
    const char *language = c->language, *title = c->title;
    struct str xmp = STR_EMPTY;
    str_add(&xmp, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                  "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                  "<rdf:Description rdf:about=\"\" "
                  "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
                  "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    html_escape(&xmp, title);
    str_add(&xmp, "</rdf:li></rdf:Alt></dc:title>\n<dc:language><rdf:Bag><rdf:li>");
    html_escape(&xmp, language);
    str_add(&xmp, "</rdf:li></rdf:Bag></dc:language>\n</rdf:Description>\n"
                  "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    size_t number = pdf_add_stream(c, "/Type /Metadata /Subtype /XML ", xmp.bytes);
    str_finish(&xmp);
    return number;
}

static bool cannot(const char *why, struct err *err)
{
    err_set(err, "the PDF cannot be told its language: %s", why);
    return false;
}

/* Whatever a PDF is packed in, plainly; false with err if qpdf finds a fault in it. */
static bool lay_out_plainly(const struct spool *pdf, const char *bytes,
                            struct spool *plain, struct err *err)
{
    qpdf_data qpdf = qpdf_init();
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
    bool ok =
        qpdf_read_memory(qpdf, "the PDF", bytes, pdf->len_bytes, NULL) == QPDF_SUCCESS &&
        qpdf_oh_is_dictionary(qpdf, qpdf_get_root(qpdf)) &&
        qpdf_init_write_memory(qpdf) == QPDF_SUCCESS;
    if (ok) {
        qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
        qpdf_set_object_stream_mode(qpdf, qpdf_o_disable);
        qpdf_set_stream_data_mode(qpdf, qpdf_s_preserve);
        ok = qpdf_write(qpdf) == QPDF_SUCCESS;
    }
    if (ok) {
        ok = spool_add(plain, (const char *)qpdf_get_buffer(qpdf),
                       qpdf_get_buffer_length(qpdf));
    }
    if (!ok) {
        qpdf_error fault = qpdf_get_error(qpdf);
        cannot(fault ? qpdf_get_error_message_detail(qpdf, fault) : "it has a fault",
               err);
    }
    qpdf_cleanup(&qpdf);
    return ok;
}

void pdf_catalog_init(struct pdf_catalog *c, const char *language, const char *title,
                      struct spool *out)
{
    *c = (struct pdf_catalog){.language = language, .title = title};
    pdf_numbered_init(&c->numbered, out);
}

void pdf_catalog_finish(struct pdf_catalog *c)
{
    pdf_numbered_finish(&c->numbered);
    str_finish(&c->page_kids);
    str_finish(&c->document_kids);
    str_finish(&c->parents);
    str_finish(&c->mark.bytes);
    str_finish(&c->below.bytes);
    str_finish(&c->table_rows);
    free(c->feet);
    *c = (struct pdf_catalog){0};
}

bool pdf_catalog_add(struct pdf_catalog *c, struct spool *pdf, enum pdf_pages_of kind,
                     const struct pdf_told *told, struct err *err)
{
    struct pdf_objects objects;
    struct spool plain = {0};
    const char *bytes = spool_text(pdf);
    bool ok = bytes || cannot("it cannot be read again", err);
    if (ok && !pdf_objects_open(&objects, bytes, pdf->len_bytes)) {
        ok = lay_out_plainly(pdf, bytes, &plain, err);
        bytes = ok ? spool_text(&plain) : NULL;
        ok = ok && ((bytes && pdf_objects_open(&objects, bytes, plain.len_bytes)) ||
                    cannot("qpdf lays it out otherwise", err));
    }
    if (ok) {
        ok = pdf_part_add(c, &objects, kind, told) ||
             cannot("a page of it is laid out otherwise", err);
    }
    spool_finish(&plain);
    return ok;
}

/* What is the same for all parts. */
static void add_told(struct pdf_catalog *c)
{
    struct pdf_numbered *n = &c->numbered;
    size_t parents = pdf_number(n);
    pdf_object_begin(n, c->document);
    str_addf(&n->bytes, "<< /Type /StructElem /S /Document /P %zu 0 R /K [ ", c->tree);
    str_add_bytes(&n->bytes, str_text(&c->document_kids), c->document_kids.len_bytes);
    str_add(&n->bytes, "] >>");
    pdf_object_end(n);
    pdf_object_begin(n, parents);
    str_add(&n->bytes, "<< /Nums [");
    str_add_bytes(&n->bytes, str_text(&c->parents), c->parents.len_bytes);
    str_add(&n->bytes, " ] >>");
    pdf_object_end(n);
    pdf_object_begin(n, c->tree);
    str_addf(&n->bytes, "<< /Type /StructTreeRoot /ParentTree %zu 0 R /K [ %zu 0 R ] >>",
             parents, c->document);
    pdf_object_end(n);
}

static void add_outlines(struct pdf_catalog *c)
{
    size_t last = c->mark.number;
    pdf_let_marks_go(c, 0);
    pdf_object_begin(&c->numbered, c->outlines);
    str_addf(&c->numbered.bytes,
             "<< /Type /Outlines /First %zu 0 R /Last %zu 0 R /Count %ld >>",
             c->first_mark, last, c->mark_count);
    pdf_object_end(&c->numbered);
}

static size_t add_catalog(struct pdf_catalog *c)
{
    struct pdf_numbered *n = &c->numbered;
    size_t metadata = add_metadata(c), number = pdf_number(n);
    char *language = pdf_written(c->language);
    pdf_object_begin(n, c->pages);
    str_add(&n->bytes, "<< /Type /Pages /Kids [");
    str_add_bytes(&n->bytes, str_text(&c->page_kids), c->page_kids.len_bytes);
    str_addf(&n->bytes, " ] /Count %zu >>", c->page_count);
    pdf_object_end(n);
    pdf_object_begin(n, number);
    str_addf(&n->bytes,
             "<< /Type /Catalog /Pages %zu 0 R /Lang %s /ViewerPreferences "
             "<< /DisplayDocTitle true >> /Metadata %zu 0 R",
             c->pages, language, metadata);
    if (c->document) {
        str_addf(&n->bytes, " /StructTreeRoot %zu 0 R /MarkInfo << /Marked true >>",
                 c->tree);
    }
    if (c->outlines) {
        str_addf(&n->bytes, " /Outlines %zu 0 R", c->outlines);
    }
    str_add(&n->bytes, " >>");
    pdf_object_end(n);
    free(language);
    return number;
}

bool pdf_catalog_end(struct pdf_catalog *c, struct err *err)
{
    if (c->document) {
        add_told(c);
    }
    if (c->outlines) {
        add_outlines(c);
    }
    size_t catalog = add_catalog(c);
    return pdf_numbered_end(&c->numbered, catalog, c->info) ||
           cannot("it cannot be written", err);
}

bool pdf_tell_readers(struct spool *pdf, const char *language, const char *title,
                      const struct pdf_told *told, struct err *err)
{
    struct pdf_catalog catalog;
    struct spool out = {0};
    pdf_catalog_init(&catalog, language, title, &out);
    bool ok = pdf_catalog_add(&catalog, pdf, PDF_PLAIN, told, err) &&
              pdf_catalog_end(&catalog, err);
    pdf_catalog_finish(&catalog);
    if (ok) {
        spool_finish(pdf);
        *pdf = out;
    } else {
        spool_finish(&out);
    }
    return ok;
}

const char *pdf_catalog_library(void)
{
    return qpdf_get_qpdf_version();
}
