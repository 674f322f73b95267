/* A PDF's catalog is written anew behind its end, as an update of the file (ISO 32000-1,
 * 7.5.6). qpdf reads what stands there, however cairo lays it out; all of it written by
 * qpdf would take a third of the time that the pages take. */

#include "export/pdf/pdf_catalog.h"

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

/* The table of an update must be of the kind that the file has. */
static void add_table(qpdf_data qpdf, size_t id, size_t place, size_t begin,
                      size_t earlier, bool as_stream, struct str *out)
{
    size_t size = (size_t)qpdf_oh_get_int_value_as_int(
        qpdf, qpdf_oh_get_key(qpdf, qpdf_get_trailer(qpdf), "/Size"));
    if (as_stream) {
        str_addf(out,
                 "%zu 0 obj\n<< /Type /XRef /W [1 8 1] /Index [%zu 1 %zu 1] "
                 "/Length 20 ",
                 size, id, size);
        add_trailer(qpdf, size + 1, earlier, out);
        str_add(out, " >>\nstream\n");
        for (int i = 0; i < 2; i++) {
            add_number(out, 1, 1);
            add_number(out, i ? begin : place, 8);
            add_number(out, 0, 1);
        }
        str_add(out, "\nendstream\nendobj\n");
    } else {
        str_addf(out, "xref\n%zu 1\n%010zu 00000 n \ntrailer\n<< ", id, place);
        add_trailer(qpdf, size, earlier, out);
        str_add(out, " >>\n");
    }
    str_addf(out, "startxref\n%zu\n%%%%EOF\n", begin);
}

/* qpdf reads the file as it goes, so it stays where it is until the update is written. */
static void add_update(qpdf_data qpdf, const char *language, const struct str *pdf,
                       struct str *update)
{
    qpdf_oh catalog = qpdf_get_root(qpdf), viewer = qpdf_oh_new_dictionary(qpdf);
    size_t earlier = table_of(pdf), place = pdf->len_bytes;
    size_t id = (size_t)qpdf_oh_get_object_id(qpdf, catalog);
    bool as_stream = strncmp(pdf->bytes + earlier, "xref", 4) != 0;
    qpdf_oh_replace_key(qpdf, viewer, "/DisplayDocTitle",
                        qpdf_oh_new_bool(qpdf, QPDF_TRUE));
    qpdf_oh_replace_key(qpdf, catalog, "/ViewerPreferences", viewer);
    qpdf_oh_replace_key(qpdf, catalog, "/Lang",
                        qpdf_oh_new_unicode_string(qpdf, language));
    str_addf(update, "%zu 0 obj\n%s\nendobj\n", id,
             qpdf_oh_unparse_resolved(qpdf, catalog));
    add_table(qpdf, id, place, place + update->len_bytes, earlier, as_stream, update);
}

bool pdf_say_language(struct str *pdf, const char *language, struct err *err)
{
    struct str update = STR_EMPTY;
    qpdf_data qpdf = qpdf_init();
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
    bool ok = qpdf_read_memory(qpdf, "the PDF", str_text(pdf), pdf->len_bytes, NULL) ==
              QPDF_SUCCESS;
    ok = ok && qpdf_oh_is_dictionary(qpdf, qpdf_get_root(qpdf)) &&
         table_of(pdf) < pdf->len_bytes;
    if (ok) {
        add_update(qpdf, language, pdf, &update);
        ok = !qpdf_has_error(qpdf) && !qpdf_more_warnings(qpdf);
    }
    if (ok) {
        str_add_bytes(pdf, update.bytes, update.len_bytes);
    } else {
        qpdf_error fault = qpdf_get_error(qpdf);
        err_set(err, "the PDF cannot be told its language: %s",
                fault ? qpdf_get_error_message_detail(qpdf, fault) : "it has a fault");
    }
    str_finish(&update);
    qpdf_cleanup(&qpdf);
    return ok;
}
