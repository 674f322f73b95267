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
    const struct str *pdf;
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

static bool is_well(const struct update *u)
{
    return !qpdf_has_error(u->qpdf) && !qpdf_more_warnings(u->qpdf);
}

/* Reads the file, without what was replaced so far; false if that had a fault, or it has. */
static bool read_anew(struct update *u)
{
    if (u->qpdf) {
        if (!is_well(u)) {
            return false;
        }
        qpdf_cleanup(&u->qpdf);
    }
    u->qpdf = qpdf_init();
    qpdf_silence_errors(u->qpdf);
    qpdf_set_suppress_warnings(u->qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(u->qpdf, QPDF_FALSE);
    return qpdf_read_memory(u->qpdf, "the PDF", str_text(u->pdf), u->pdf->len_bytes,
                            NULL) == QPDF_SUCCESS;
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
        qpdf_oh_release_all(u->qpdf);
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

/* What stands in the document; nothing if it is not tagged. */
static qpdf_oh parts_of(const struct update *u)
{
    qpdf_oh tree = qpdf_oh_get_key(u->qpdf, qpdf_get_root(u->qpdf), "/StructTreeRoot");
    if (!qpdf_oh_is_dictionary(u->qpdf, tree)) {
        return qpdf_oh_new_null(u->qpdf);
    }
    qpdf_oh root = kids_of(u, tree);
    return kids_of(u, qpdf_oh_is_array(u->qpdf, root)
                          ? qpdf_oh_get_array_item(u->qpdf, root, 0)
                          : root);
}

static void tell_table(struct update *u, qpdf_oh table)
{
    qpdf_oh rows = kids_of(u, table);
    int count = count_kids(u, rows);
    for (int i = 0; i < count; i++) {
        tell_row(u, kid(u, rows, i));
    }
}

/* Tables and pictures stand in the document, not below anything else. qpdf keeps whatever was
 * asked for, a tenth of a megabyte a table: after so many, it begins anew. */
static bool tell_parts(struct update *u)
{
    enum { TABLES_AT_ONCE = 256 };
    int count = count_kids(u, parts_of(u)), tables = 0;
    for (int i = 0; i < count; i++) {
        if (tables == TABLES_AT_ONCE) {
            tables = 0;
            if (!read_anew(u)) {
                return false;
            }
        }
        qpdf_oh part = kid(u, parts_of(u), i);
        if (is_of_kind(u, part, "/Table")) {
            tell_table(u, part);
            tables++;
        }
        if (is_of_kind(u, part, "/Figure")) {
            tell_figure(u, part);
        }
        qpdf_oh_release_all(u->qpdf);
    }
    return true;
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
static bool add_update(struct update *u, const char *language, const char *title)
{
    size_t size = size_of(u->qpdf);
    add_metadata(u, size, language, title);
    tell_pages(u);
    if (!tell_parts(u)) {
        return false;
    }
    qpdf_data qpdf = u->qpdf;
    qpdf_oh catalog = qpdf_get_root(qpdf), viewer = qpdf_oh_new_dictionary(qpdf);
    qpdf_oh_replace_key(qpdf, viewer, "/DisplayDocTitle",
                        qpdf_oh_new_bool(qpdf, QPDF_TRUE));
    qpdf_oh_replace_key(qpdf, catalog, "/ViewerPreferences", viewer);
    qpdf_oh_replace_key(qpdf, catalog, "/Lang",
                        qpdf_oh_new_unicode_string(qpdf, language));
    qpdf_oh_remove_key(qpdf, catalog, "/Metadata");
    begin_object(u, (size_t)qpdf_oh_get_object_id(qpdf, catalog));
    const char *said = qpdf_oh_unparse_resolved(qpdf, catalog);
    str_addf(&u->bytes, "%.*s/Metadata %zu 0 R >>", (int)(strlen(said) - strlen(">>")),
             said, size);
    end_object(u);
    add_table(u, u->pdf, size + 1);
    return is_well(u);
}

bool pdf_tell_readers(struct str *pdf, const char *language, const char *title,
                      const char *const *figures, struct err *err)
{
    struct update update = {.pdf = pdf, .begins = pdf->len_bytes, .figures = figures};
    bool ok = read_anew(&update) &&
              qpdf_oh_is_dictionary(update.qpdf, qpdf_get_root(update.qpdf)) &&
              table_of(pdf) < pdf->len_bytes && add_update(&update, language, title);
    if (ok) {
        str_add_bytes(pdf, update.bytes.bytes, update.bytes.len_bytes);
    } else {
        qpdf_error fault = qpdf_get_error(update.qpdf);
        err_set(err, "the PDF cannot be told its language: %s",
                fault ? qpdf_get_error_message_detail(update.qpdf, fault)
                      : "it has a fault");
    }
    str_finish(&update.bytes);
    free(update.places);
    qpdf_cleanup(&update.qpdf);
    return ok;
}

const char *pdf_catalog_library(void)
{
    return qpdf_get_qpdf_version();
}
