/* What a PDF says to those who hear it is written behind its end, as an update of the file
 * (ISO 32000-1, 7.5.6); all of it written by qpdf would take a third of the time that the
 * pages take. What is laid out otherwise than cairo 1.16 does it, qpdf lays out plainly
 * first. */

#include "export/pdf/pdf_catalog.h"

#include "base/html.h"
#include "base/memory.h"
#include "export/pdf/pdf_objects.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* An update: objects written anew, or new ones. */
struct update {
    struct pdf_objects objects;
    struct str bytes;
    size_t begins;              /* where in the file */
    const char *const *figures; /* what is read instead of those still to come */
    struct place {
        size_t id, at;
    } * places;
    size_t count, room;
    size_t size;        /* the number of the next new object */
    size_t before, art; /* what stands around the words of a page */
    bool lost;          /* what is beside the words of a page cannot be drawn on it */
};

static void begin_object(struct update *u, size_t id)
{
    ARRAY_ADD(u->places, u->count, u->room,
              (struct place){id, u->begins + u->bytes.len_bytes});
    str_addf(&u->bytes, "%zu 0 obj\n", id);
}

/* Returns its number. */
static size_t begin_new(struct update *u)
{
    begin_object(u, u->size);
    return u->size++;
}

static void end_object(struct update *u)
{
    str_add(&u->bytes, "\nendobj\n");
}

static void add_value(struct str *out, struct pdf_value value)
{
    str_add_bytes(out, value.at, (size_t)(value.end - value.at));
}

/* A dictionary anew, but for keys that have another value then, and for those it lacks.
 *
 * @keys  name and value by turns, ended by NULL. */
static void add_dictionary(struct str *out, struct pdf_value dictionary,
                           const char *const *keys)
{
    struct pdf_value rest = pdf_inside(dictionary), name, value;
    str_add(out, "<<");
    while (pdf_next(&rest, &name) && pdf_next(&rest, &value)) {
        size_t i = 0;
        while (keys[i] && !pdf_is(name, keys[i])) {
            i += 2;
        }
        if (!keys[i]) {
            str_add(out, " ");
            add_value(out, name);
            str_add(out, " ");
            add_value(out, value);
        }
    }
    for (size_t i = 0; keys[i]; i += 2) {
        str_addf(out, " %s %s", keys[i], keys[i + 1]);
    }
    str_add(out, " >>");
}

static void add_object(struct update *u, size_t id, struct pdf_value dictionary,
                       const char *const *keys)
{
    begin_object(u, id);
    add_dictionary(&u->bytes, dictionary, keys);
    end_object(u);
}

/* A stream, which is a new object, that has those bytes behind a dictionary with their
 * length. */
static void add_bytes(struct update *u, struct pdf_value bytes)
{
    str_add(&u->bytes, "\nstream\n");
    add_value(&u->bytes, bytes);
    str_add(&u->bytes, "\nendstream");
    end_object(u);
}

static size_t add_stream(struct update *u, const char *keys, const char *bytes,
                         size_t len_bytes)
{
    size_t id = begin_new(u);
    str_addf(&u->bytes, "<< %s/Length %zu >>", keys, len_bytes);
    add_bytes(u, (struct pdf_value){bytes, bytes + len_bytes});
    return id;
}

static int by_id(const void *a, const void *b)
{
    size_t one = ((const struct place *)a)->id, other = ((const struct place *)b)->id;
    return (one > other) - (one < other);
}

static void add_table(struct update *u)
{
    static const char *const kept[] = {"/Root", "/Info", "/ID"};
    size_t begin = u->begins + u->bytes.len_bytes;
    qsort(u->places, u->count, sizeof *u->places, by_id);
    str_add(&u->bytes, "xref\n");
    for (size_t i = 0; i < u->count; i++) {
        str_addf(&u->bytes, "%zu 1\n%010zu 00000 n \n", u->places[i].id, u->places[i].at);
    }
    str_addf(&u->bytes, "trailer\n<< /Size %zu /Prev %zu", u->size, u->objects.table_at);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        struct pdf_value value = pdf_key(u->objects.trailer, kept[i]);
        if (!pdf_is_nothing(value)) {
            str_addf(&u->bytes, " %s ", kept[i]);
            add_value(&u->bytes, value);
        }
    }
    str_addf(&u->bytes, " >>\nstartxref\n%zu\n%%%%EOF\n", begin);
}

/* What stands in an object, or on a page of the tree of pages: references to others. An only
 * one stands without a list, and numbers among them are words on the page. */
static struct pdf_value kids_of(const struct update *u, struct pdf_value object,
                                const char *key)
{
    struct pdf_value kids = pdf_key(object, key);
    size_t id = pdf_reference(kids);
    if (id && pdf_is_array(pdf_object(&u->objects, id))) {
        kids = pdf_object(&u->objects, id);
    }
    return pdf_is_array(kids) ? pdf_inside(kids) : kids;
}

/* Takes the next of them, *id 0 for what is no object of its own. */
static bool next_kid(const struct update *u, struct pdf_value *kids, size_t *id,
                     struct pdf_value *kid)
{
    struct pdf_value value;
    if (!pdf_next(kids, &value)) {
        return false;
    }
    *id = pdf_reference(value);
    *kid = *id ? pdf_object(&u->objects, *id) : value;
    return true;
}

struct pages {
    struct page {
        size_t id;
        struct pdf_value page;
    } * all;
    size_t count, room;
};

static void find_pages(const struct update *u, struct pdf_value tree, unsigned depth,
                       struct pages *found)
{
    enum { DEEPEST = 32 };
    struct pdf_value kids = kids_of(u, tree, "/Kids"), kid;
    size_t id;
    while (next_kid(u, &kids, &id, &kid)) {
        if (pdf_is(pdf_key(kid, "/Type"), "/Page")) {
            ARRAY_ADD(found->all, found->count, found->room, (struct page){id, kid});
        } else if (depth < DEEPEST) {
            find_pages(u, kid, depth + 1, found);
        }
    }
}

/* A page as a picture (8.10), which has fonts and names of its own. Returns its number. */
static size_t add_picture(struct update *u, struct pdf_value page)
{
    struct pdf_value drawn = pdf_key_object(&u->objects, page, "/Contents"),
                     bytes = pdf_stream(&u->objects, drawn);
    u->lost = u->lost || pdf_is_nothing(bytes);
    size_t id = begin_new(u);
    str_add(&u->bytes, "<< /Type /XObject /Subtype /Form /BBox ");
    add_value(&u->bytes, pdf_key(page, "/MediaBox"));
    str_add(&u->bytes, " /Resources ");
    add_value(&u->bytes, pdf_key(page, "/Resources"));
    str_add_byte(&u->bytes, ' ');
    add_value(&u->bytes, pdf_inside(drawn));
    str_add(&u->bytes, ">>");
    add_bytes(u, bytes);
    return id;
}

/* What is named on a page, and a picture more. */
static void add_names(const struct update *u, struct pdf_value page, size_t picture,
                      struct str *out)
{
    struct pdf_value names = pdf_key_object(&u->objects, page, "/Resources");
    struct str pictures = STR_EMPTY;
    str_add(&pictures, "<<");
    add_value(&pictures, pdf_inside(pdf_key_object(&u->objects, names, "/XObject")));
    str_addf(&pictures, " /Beside %zu 0 R >>", picture);
    add_dictionary(out, names, (const char *const[]){"/XObject", pictures.bytes, NULL});
    str_finish(&pictures);
}

/* A page goes on with what is beside its words, said to be an artifact (14289-1, 7.1). */
static void add_page(struct update *u, size_t tree, const struct page *page,
                     const struct page *beside)
{
    struct str names = STR_EMPTY, contents = str_of("[%zu 0 R ", u->before),
               parent = str_of("%zu 0 R", tree);
    add_names(u, page->page, add_picture(u, beside->page), &names);
    add_value(&contents, kids_of(u, page->page, "/Contents"));
    str_addf(&contents, " %zu 0 R]", u->art);
    add_object(u, page->id, page->page,
               (const char *const[]){"/Tabs", "/S", "/Resources", names.bytes,
                                     "/Contents", contents.bytes, "/Parent", parent.bytes,
                                     NULL});
    str_finish(&parent);
    str_finish(&contents);
    str_finish(&names);
}

/* Of two pages each, one: all of them stand in the tree's root then. */
static void put_together(struct update *u, size_t tree, const struct pages *pages)
{
    static const char before[] = "q", art[] = "Q\n/Artifact BMC\n/Beside Do\nEMC";
    struct str kids = STR_EMPTY, count = str_of("%zu", pages->count / 2);
    u->before = add_stream(u, "", before, sizeof before - 1);
    u->art = add_stream(u, "", art, sizeof art - 1);
    u->lost = pages->count % 2;
    str_add_byte(&kids, '[');
    for (size_t i = 0; i + 1 < pages->count; i += 2) {
        add_page(u, tree, &pages->all[i], &pages->all[i + 1]);
        str_addf(&kids, " %zu 0 R", pages->all[i].id);
    }
    str_add(&kids, " ]");
    add_object(u, tree, pdf_object(&u->objects, tree),
               (const char *const[]){"/Kids", kids.bytes, "/Count", count.bytes, NULL});
    str_finish(&count);
    str_finish(&kids);
}

/* Those who go from field to field go in the order of what is said (14289-1, 7.18.3).
 *
 * @tree  the object that has all pages */
static void tell_pages(struct update *u, size_t tree, bool in_pairs)
{
    struct pages pages = {0};
    find_pages(u, pdf_object(&u->objects, tree), 0, &pages);
    if (in_pairs) {
        put_together(u, tree, &pages);
    }
    for (size_t i = 0; i < pages.count && !in_pairs; i++) {
        add_object(u, pages.all[i].id, pages.all[i].page,
                   (const char *const[]){"/Tabs", "/S", NULL});
    }
    free(pages.all);
}

static bool is_of_kind(struct pdf_value element, const char *kind)
{
    return pdf_is(pdf_key(element, "/S"), kind);
}

/* A head says of what it is one: of columns in a row of nothing but heads, else of its
 * row (14289-1, 7.5). */
static void tell_row(struct update *u, struct pdf_value row)
{
    static const char *const column[] = {"/A", "<< /O /Table /Scope /Column >>", NULL},
                             *const of_row[] = {"/A", "<< /O /Table /Scope /Row >>",
                                                NULL};
    struct pdf_value cells = kids_of(u, row, "/K"), again = cells, cell;
    size_t id;
    bool heads = true;
    while (heads && next_kid(u, &cells, &id, &cell)) {
        heads = is_of_kind(cell, "/TH");
    }
    while (next_kid(u, &again, &id, &cell)) {
        if (id && is_of_kind(cell, "/TH")) {
            add_object(u, id, cell, heads ? column : of_row);
        }
    }
}

static void tell_table(struct update *u, struct pdf_value table)
{
    struct pdf_value rows = kids_of(u, table, "/K"), row;
    size_t id;
    while (next_kid(u, &rows, &id, &row)) {
        tell_row(u, row);
    }
}

/* Words as PDF writes them: those of one byte a letter, or UTF-16. */
static char *written(const char *words)
{
    qpdf_data qpdf = qpdf_init();
    char *as =
        memory_copy_text(qpdf_oh_unparse(qpdf, qpdf_oh_new_unicode_string(qpdf, words)));
    qpdf_cleanup(&qpdf);
    return as;
}

static void tell_figure(struct update *u, size_t id, struct pdf_value figure)
{
    if (*u->figures) {
        char *words = written(*u->figures++);
        add_object(u, id, figure, (const char *const[]){"/Alt", words, NULL});
        free(words);
    }
}

/* Tables and pictures stand in the document, not below anything else. Nothing is told if it
 * is not tagged. */
static void tell_parts(struct update *u, struct pdf_value catalog)
{
    struct pdf_value tree = pdf_key_object(&u->objects, catalog, "/StructTreeRoot"),
                     roots = kids_of(u, tree, "/K"), document, part;
    size_t id;
    if (!next_kid(u, &roots, &id, &document)) {
        return;
    }
    struct pdf_value parts = kids_of(u, document, "/K");
    while (next_kid(u, &parts, &id, &part)) {
        if (is_of_kind(part, "/Table")) {
            tell_table(u, part);
        } else if (id && is_of_kind(part, "/Figure")) {
            tell_figure(u, id, part);
        }
    }
}

/* What is said about it for programs that collect files (XMP, ISO 16684-1). That it is
 * PDF/UA is not said: words in another language do not say in which. Returns its number. */
static size_t add_metadata(struct update *u, const char *language, const char *title)
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
    size_t id = add_stream(u, "/Type /Metadata /Subtype /XML ", xmp.bytes, xmp.len_bytes);
    str_finish(&xmp);
    return id;
}

static void add_update(struct update *u, const char *language, const char *title,
                       bool in_pairs)
{
    struct pdf_value catalog = pdf_key_object(&u->objects, u->objects.trailer, "/Root");
    char *lang = written(language);
    u->size = u->objects.count;
    struct str metadata = str_of("%zu 0 R", add_metadata(u, language, title));
    tell_pages(u, pdf_reference(pdf_key(catalog, "/Pages")), in_pairs);
    tell_parts(u, catalog);
    add_object(u, pdf_reference(pdf_key(u->objects.trailer, "/Root")), catalog,
               (const char *const[]){"/Lang", lang, "/ViewerPreferences",
                                     "<< /DisplayDocTitle true >>", "/Metadata",
                                     str_text(&metadata), NULL});
    add_table(u);
    str_finish(&metadata);
    free(lang);
}

static bool cannot(const char *why, struct err *err)
{
    err_set(err, "the PDF cannot be told its language: %s", why);
    return false;
}

/* Whatever a PDF is packed in, plainly; false with err if qpdf finds a fault in it. */
static bool lay_out_plainly(struct pdf_bytes *pdf, const char *bytes, struct err *err)
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
        pdf_bytes_finish(pdf);
        ok = pdf_bytes_add(pdf, (const char *)qpdf_get_buffer(qpdf),
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

bool pdf_tell_readers(struct pdf_bytes *pdf, const char *language, const char *title,
                      const char *const *figures, bool in_pairs, struct err *err)
{
    struct update update = {.figures = figures};
    const char *bytes = pdf_bytes_text(pdf);
    if (!bytes) {
        return cannot("it cannot be read again", err);
    }
    if (!pdf_objects_open(&update.objects, bytes, pdf->len_bytes)) {
        if (!lay_out_plainly(pdf, bytes, err)) {
            return false;
        }
        bytes = pdf_bytes_text(pdf);
        if (!bytes || !pdf_objects_open(&update.objects, bytes, pdf->len_bytes)) {
            return cannot("qpdf lays it out otherwise", err);
        }
    }
    update.begins = pdf->len_bytes;
    add_update(&update, language, title, in_pairs);
    bool ok = update.lost
                  ? cannot("a page of it is laid out otherwise", err)
                  : pdf_bytes_add(pdf, update.bytes.bytes, update.bytes.len_bytes) ||
                        cannot("it cannot be written", err);
    str_finish(&update.bytes);
    free(update.places);
    return ok;
}

const char *pdf_catalog_library(void)
{
    return qpdf_get_qpdf_version();
}
