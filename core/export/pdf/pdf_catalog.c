/* What a PDF says to those who hear it is written behind its end, as an update of the file
 * (ISO 32000-1, 7.5.6). qpdf reads what stands there, however cairo lays it out; all of it written by
 * qpdf would take a third of the time that the pages take. */

#include "export/pdf/pdf_catalog.h"

#include "base/html.h"
#include "base/memory.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* Where the file's last table of objects begins, as its end says. */
static size_t table_of(const struct str *pdf)
{
    static const char word[] = "startxref";
    size_t len = strlen(word), at = pdf->len_bytes < len ? 0 : pdf->len_bytes - len;
    while (at > 0 && memcmp(pdf->bytes + at, word, len) != 0) {
        at--;
    }
    return strtoul(pdf->bytes + at + len, NULL, 10);
}

static void add_number(struct str *out, size_t number, int len_bytes)
{
    while (len_bytes-- > 0) {
        str_add_byte(out, (char)(number >> 8 * len_bytes & 0xff));
    }
}

static void add_value(qpdf_data qpdf, qpdf_oh from, const char *key, struct str *out)
{
    if (qpdf_oh_has_key(qpdf, from, key)) {
        str_addf(out, " %s %s", key,
                 qpdf_oh_unparse(qpdf, qpdf_oh_get_key(qpdf, from, key)));
    }
}

/* What a trailer says but for where the tables are. */
static void add_trailer(qpdf_data qpdf, size_t size, size_t earlier, struct str *out)
{
    qpdf_oh trailer = qpdf_get_trailer(qpdf);
    str_addf(out, "/Size %zu /Prev %zu", size, earlier);
    add_value(qpdf, trailer, "/Root", out);
    add_value(qpdf, trailer, "/Info", out);
    add_value(qpdf, trailer, "/ID", out);
}

/* An update: objects written anew, or new ones. */
struct update {
    qpdf_data qpdf;
    struct str bytes;
    size_t begins;              /* where in the file */
    const char *const *figures; /* what is read instead of those still to come */
    struct place {
        size_t id, at;
    } * places;
    size_t count, room;
};

static void begin_object(struct update *u, size_t id)
{
    ARRAY_ADD(u->places, u->count, u->room,
              (struct place){id, u->begins + u->bytes.len_bytes});
    str_addf(&u->bytes, "%zu 0 obj\n", id);
}

static void end_object(struct update *u)
{
    str_add(&u->bytes, "\nendobj\n");
}

/* As it is now, after its keys were replaced. */
static void add_object(struct update *u, qpdf_oh object)
{
    begin_object(u, (size_t)qpdf_oh_get_object_id(u->qpdf, object));
    str_add(&u->bytes, qpdf_oh_unparse_resolved(u->qpdf, object));
    end_object(u);
}

static int by_id(const void *a, const void *b)
{
    size_t one = ((const struct place *)a)->id, other = ((const struct place *)b)->id;
    return (one > other) - (one < other);
}

static size_t size_of(qpdf_data qpdf)
{
    return (size_t)qpdf_oh_get_int_value_as_int(
        qpdf, qpdf_oh_get_key(qpdf, qpdf_get_trailer(qpdf), "/Size"));
}

static void add_stream_table(struct update *u, size_t id, size_t begin, size_t earlier)
{
    ARRAY_ADD(u->places, u->count, u->room, (struct place){id, begin});
    str_addf(&u->bytes, "%zu 0 obj\n<< /Type /XRef /W [1 8 1] /Index [", id);
    for (size_t i = 0; i < u->count; i++) {
        str_addf(&u->bytes, "%s%zu 1", i ? " " : "", u->places[i].id);
    }
    str_addf(&u->bytes, "] /Length %zu ", 10 * u->count);
    add_trailer(u->qpdf, id + 1, earlier, &u->bytes);
    str_add(&u->bytes, " >>\nstream\n");
    for (size_t i = 0; i < u->count; i++) {
        add_number(&u->bytes, 1, 1);
        add_number(&u->bytes, u->places[i].at, 8);
        add_number(&u->bytes, 0, 1);
    }
    str_add(&u->bytes, "\nendstream\nendobj\n");
}

static void add_plain_table(struct update *u, size_t size, size_t earlier)
{
    str_add(&u->bytes, "xref\n");
    for (size_t i = 0; i < u->count; i++) {
        str_addf(&u->bytes, "%zu 1\n%010zu 00000 n \n", u->places[i].id, u->places[i].at);
    }
    str_add(&u->bytes, "trailer\n<< ");
    add_trailer(u->qpdf, size, earlier, &u->bytes);
    str_add(&u->bytes, " >>\n");
}

/* The table of an update must be of the kind that the file has. */
static void add_table(struct update *u, const struct str *pdf, size_t size)
{
    size_t earlier = table_of(pdf), begin = u->begins + u->bytes.len_bytes;
    qsort(u->places, u->count, sizeof *u->places, by_id);
    if (strncmp(pdf->bytes + earlier, "xref", 4) != 0) {
        add_stream_table(u, size, begin, earlier);
    } else {
        add_plain_table(u, size, earlier);
    }
    str_addf(&u->bytes, "startxref\n%zu\n%%%%EOF\n", begin);
}

/* Those who go from field to field go in the order of what is said (14289-1, 7.18.3). */
static void tell_pages(struct update *u)
{
    size_t count = (size_t)qpdf_get_num_pages(u->qpdf);
    for (size_t i = 0; i < count; i++) {
        qpdf_oh page = qpdf_get_page_n(u->qpdf, i);
        qpdf_oh_replace_key(u->qpdf, page, "/Tabs", qpdf_oh_new_name(u->qpdf, "/S"));
        add_object(u, page);
    }
}

static bool is_of_kind(const struct update *u, qpdf_oh element, const char *kind)
{
    return qpdf_oh_is_dictionary(u->qpdf, element) &&
           strcmp(qpdf_oh_unparse(u->qpdf, qpdf_oh_get_key(u->qpdf, element, "/S")),
                  kind) == 0;
}

static qpdf_oh kids_of(const struct update *u, qpdf_oh element)
{
    return qpdf_oh_get_key(u->qpdf, element, "/K");
}

/* An only one stands without a list, and numbers among them are words on the page. */
static int count_kids(const struct update *u, qpdf_oh kids)
{
    return qpdf_oh_is_array(u->qpdf, kids) ? qpdf_oh_get_array_n_items(u->qpdf, kids)
           : qpdf_oh_is_dictionary(u->qpdf, kids) ? 1
                                                  : 0;
}

static qpdf_oh kid(const struct update *u, qpdf_oh kids, int n)
{
    return qpdf_oh_is_array(u->qpdf, kids) ? qpdf_oh_get_array_item(u->qpdf, kids, n)
                                           : qpdf_oh_new_object(u->qpdf, kids);
}

/* A head says of what it is one: of columns in a row of nothing but heads, else of its
 * row (14289-1, 7.5). */
static void tell_row(struct update *u, qpdf_oh row)
{
    qpdf_oh cells = kids_of(u, row);
    int count = count_kids(u, cells);
    bool heads = true;
    for (int i = 0; i < count; i++) {
        heads = heads && is_of_kind(u, kid(u, cells, i), "/TH");
    }
    for (int i = 0; i < count; i++) {
        qpdf_oh cell = kid(u, cells, i);
        if (is_of_kind(u, cell, "/TH")) {
            qpdf_oh_replace_key(
                u->qpdf, cell, "/A",
                qpdf_oh_parse(u->qpdf, heads ? "<< /O /Table /Scope /Column >>"
                                             : "<< /O /Table /Scope /Row >>"));
            add_object(u, cell);
        }
        qpdf_oh_release(u->qpdf, cell);
    }
}

static void tell_figure(struct update *u, qpdf_oh figure)
{
    if (*u->figures) {
        qpdf_oh_replace_key(u->qpdf, figure, "/Alt",
                            qpdf_oh_new_unicode_string(u->qpdf, *u->figures++));
        add_object(u, figure);
    }
}

/* Tables and pictures stand in the document, not below anything else. */
static void tell_parts(struct update *u)
{
    qpdf_oh tree = qpdf_oh_get_key(u->qpdf, qpdf_get_root(u->qpdf), "/StructTreeRoot");
    if (!qpdf_oh_is_dictionary(u->qpdf, tree)) {
        return;
    }
    qpdf_oh root = kids_of(u, tree);
    qpdf_oh document =
        qpdf_oh_is_array(u->qpdf, root) ? qpdf_oh_get_array_item(u->qpdf, root, 0) : root;
    qpdf_oh parts = kids_of(u, document);
    int count = count_kids(u, parts);
    for (int i = 0; i < count; i++) {
        qpdf_oh part = kid(u, parts, i);
        if (is_of_kind(u, part, "/Table")) {
            qpdf_oh rows = kids_of(u, part);
            int row_count = count_kids(u, rows);
            for (int n = 0; n < row_count; n++) {
                tell_row(u, kid(u, rows, n));
            }
        }
        if (is_of_kind(u, part, "/Figure")) {
            tell_figure(u, part);
        }
        qpdf_oh_release(u->qpdf, part);
    }
}

/* What is said about it for programs that collect files (XMP, ISO 16684-1). That it is
 * PDF/UA is not said: its feet and rules are no artifacts, which cairo 1.16 cannot say. */
static void add_metadata(struct update *u, size_t id, const char *language,
                         const char *title)
{
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
    begin_object(u, id);
    str_addf(&u->bytes, "<< /Type /Metadata /Subtype /XML /Length %zu >>\nstream\n",
             xmp.len_bytes);
    str_add_bytes(&u->bytes, xmp.bytes, xmp.len_bytes);
    str_add(&u->bytes, "\nendstream");
    end_object(u);
    str_finish(&xmp);
}

/* qpdf reads the file as it goes, so it stays where it is until the update is written. */
static void add_update(struct update *u, const char *language, const char *title,
                       const struct str *pdf)
{
    qpdf_data qpdf = u->qpdf;
    qpdf_oh catalog = qpdf_get_root(qpdf), viewer = qpdf_oh_new_dictionary(qpdf);
    struct str metadata = str_of("%zu 0 R", size_of(qpdf));
    add_metadata(u, size_of(qpdf), language, title);
    tell_pages(u);
    tell_parts(u);
    qpdf_oh_replace_key(qpdf, viewer, "/DisplayDocTitle",
                        qpdf_oh_new_bool(qpdf, QPDF_TRUE));
    qpdf_oh_replace_key(qpdf, catalog, "/ViewerPreferences", viewer);
    qpdf_oh_replace_key(qpdf, catalog, "/Lang",
                        qpdf_oh_new_unicode_string(qpdf, language));
    qpdf_oh_remove_key(qpdf, catalog, "/Metadata");
    begin_object(u, (size_t)qpdf_oh_get_object_id(qpdf, catalog));
    const char *said = qpdf_oh_unparse_resolved(qpdf, catalog);
    str_addf(&u->bytes, "%.*s/Metadata %s >>", (int)(strlen(said) - strlen(">>")), said,
             metadata.bytes);
    end_object(u);
    add_table(u, pdf, size_of(qpdf) + 1);
    str_finish(&metadata);
}

bool pdf_tell_readers(struct str *pdf, const char *language, const char *title,
                      const char *const *figures, struct err *err)
{
    qpdf_data qpdf = qpdf_init();
    struct update update = {.qpdf = qpdf, .begins = pdf->len_bytes, .figures = figures};
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
    bool ok = qpdf_read_memory(qpdf, "the PDF", str_text(pdf), pdf->len_bytes, NULL) ==
              QPDF_SUCCESS;
    ok = ok && qpdf_oh_is_dictionary(qpdf, qpdf_get_root(qpdf)) &&
         table_of(pdf) < pdf->len_bytes;
    if (ok) {
        add_update(&update, language, title, pdf);
        ok = !qpdf_has_error(qpdf) && !qpdf_more_warnings(qpdf);
    }
    if (ok) {
        str_add_bytes(pdf, update.bytes.bytes, update.bytes.len_bytes);
    } else {
        qpdf_error fault = qpdf_get_error(qpdf);
        err_set(err, "the PDF cannot be told its language: %s",
                fault ? qpdf_get_error_message_detail(qpdf, fault) : "it has a fault");
    }
    str_finish(&update.bytes);
    free(update.places);
    qpdf_cleanup(&qpdf);
    return ok;
}

const char *pdf_catalog_library(void)
{
    return qpdf_get_qpdf_version();
}
