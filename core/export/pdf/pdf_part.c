/* The objects of a PDF of some pages go into the one PDF. */

#include "export/pdf/pdf_part_inside.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static struct str *bytes_of(const struct part *p)
{
    return &p->catalog->numbered.bytes;
}

static void add_reference_to(struct str *out, const struct part *p, size_t id)
{
    size_t number = id < p->objects.count ? p->copies[id].number : 0;
    if (number) {
        pdf_add_reference(out, number);
    } else {
        str_add(out, "null");
    }
}

/* A value, or what stands in one, with the numbers that objects have now. */
void pdf_part_add_value(struct str *out, const struct part *p, struct pdf_value value)
{
    struct pdf_value before;
    size_t id;
    while (pdf_next_reference(&value, &before, &id)) {
        str_add_bytes(out, before.at, (size_t)(before.end - before.at));
        if (id) {
            add_reference_to(out, p, id);
        }
    }
}

/* A dictionary without its brackets, but for keys that have another value then, and for those
 * it lacks.
 *
 * @keys  name and value by turns, ended by NULL. */
void pdf_part_add_keys(struct str *out, const struct part *p, struct pdf_value dictionary,
                       const char *const *keys)
{
    struct pdf_value rest = pdf_inside(dictionary), name, value;
    while (pdf_next(&rest, &name) && pdf_next(&rest, &value)) {
        size_t i = 0;
        while (keys[i] && !pdf_is(name, keys[i])) {
            i += 2;
        }
        if (!keys[i]) {
            str_add_byte(out, ' ');
            str_add_bytes(out, name.at, (size_t)(name.end - name.at));
            str_add_byte(out, ' ');
            pdf_part_add_value(out, p, value);
        }
    }
    for (size_t i = 0; keys[i]; i += 2) {
        if (keys[i + 1]) {
            str_addf(out, " %s %s", keys[i], keys[i + 1]);
        }
    }
}

static void add_dictionary(struct str *out, const struct part *p,
                           struct pdf_value dictionary, const char *const *keys)
{
    str_add(out, "<<");
    pdf_part_add_keys(out, p, dictionary, keys);
    str_add(out, " >>");
}

void pdf_part_add_object(const struct part *p, size_t number, struct pdf_value dictionary,
                         const char *const *keys)
{
    pdf_object_begin(&p->catalog->numbered, number);
    add_dictionary(bytes_of(p), p, dictionary, keys);
    pdf_object_end(&p->catalog->numbered);
}

static bool is_object(const struct part *p, size_t id)
{
    return id && id < p->objects.count;
}

void pdf_part_set_fate(const struct part *p, size_t id, enum fate fate)
{
    if (is_object(p, id)) {
        p->copies[id].fate = fate;
    }
}

/* That object is one of all parts, which has a number from now on. */
void pdf_part_is_shared(const struct part *p, size_t id, size_t *number)
{
    *number = *number ? *number : pdf_number(&p->catalog->numbered);
    pdf_part_set_fate(p, id, ELSEWHERE);
    if (is_object(p, id)) {
        p->copies[id].number = *number;
    }
}

/* What will happen. */

static void find_pages(struct part *p, size_t tree, unsigned depth)
{
    enum { DEEPEST = 32 };
    struct pdf_value kids = pdf_kids(&p->objects, pdf_object(&p->objects, tree), "/Kids"),
                     kid;
    size_t id;
    pdf_part_is_shared(p, tree, &p->catalog->pages);
    while (pdf_next_kid(&p->objects, &kids, &id, &kid)) {
        if (pdf_is(pdf_key(kid, "/Type"), "/Page")) {
            ARRAY_ADD(p->pages, p->page_count, p->page_room, (struct page){id, kid});
        } else if (depth < DEEPEST && id) {
            find_pages(p, id, depth + 1);
        }
    }
}

static bool is_of_kind(struct pdf_value element, const char *kind)
{
    return pdf_is(pdf_key(element, "/S"), kind);
}

/* A head says of what it is one: of columns in a row of nothing but heads, else of its
 * row (14289-1, 7.5). */
static void find_heads(const struct part *p, struct pdf_value row)
{
    struct pdf_value cells = pdf_kids(&p->objects, row, "/K"), again = cells, cell;
    size_t id;
    bool heads = true;
    while (heads && pdf_next_kid(&p->objects, &cells, &id, &cell)) {
        heads = is_of_kind(cell, "/TH");
    }
    while (pdf_next_kid(&p->objects, &again, &id, &cell)) {
        if (is_of_kind(cell, "/TH")) {
            pdf_part_set_fate(p, id, heads ? HEAD_OF_COLUMN : HEAD_OF_ROW);
        }
    }
}

/* Which language stands below a heading, where another did. */
static const char *next_language(const struct part *p, const char *const **rest)
{
    const char *language = **rest;
    *rest += language != NULL;
    bool own = language && *language && strcasecmp(language, p->catalog->language) != 0;
    return own ? language : NULL;
}

/* Headings, tables and pictures stand in the document, not below anything else. Nothing is told
 * if it is not tagged. */
static void find_told(struct part *p, struct pdf_value catalog)
{
    size_t tree = pdf_reference(pdf_key(catalog, "/StructTreeRoot")), id;
    struct pdf_value root = pdf_object(&p->objects, tree), part, row,
                     roots = pdf_kids(&p->objects, root, "/K");
    if (!pdf_next_kid(&p->objects, &roots, &id, &p->document)) {
        return;
    }
    pdf_part_is_shared(p, tree, &p->catalog->tree);
    pdf_part_is_shared(p, id, &p->catalog->document);
    pdf_part_set_fate(p, pdf_reference(pdf_key(root, "/ParentTree")), GONE);
    struct pdf_value parts = pdf_kids(&p->objects, p->document, "/K");
    const char *const *rest = p->languages, **language = &p->catalog->part_language;
    while (pdf_next_kid(&p->objects, &parts, &id, &part)) {
        struct pdf_value rows = pdf_kids(&p->objects, part, "/K");
        *language = is_of_kind(part, "/H1") ? next_language(p, &rest) : *language;
        if (is_object(p, id)) {
            p->copies[id].language = *language;
        }
        if (is_of_kind(part, "/Figure")) {
            pdf_part_set_fate(p, id, FIGURE);
        }
        while (is_of_kind(part, "/Table") &&
               pdf_next_kid(&p->objects, &rows, &id, &row)) {
            find_heads(p, row);
        }
    }
}

/* Pages are written on their own. What is drawn on a page of feet has the number that its
 * page knows. */
static void find_drawn(struct part *p, enum pdf_pages_of kind)
{
    struct pdf_catalog *c = p->catalog;
    p->lost = (kind == PDF_PAIRS || kind == PDF_FOOTLESS) && p->page_count % 2;
    for (size_t i = 0; i < p->page_count; i++) {
        size_t drawn = pdf_reference(pdf_key(p->pages[i].page, "/Contents"));
        bool beside = kind == PDF_FEET || (kind != PDF_PLAIN && i % 2);
        pdf_part_set_fate(p, p->pages[i].id, beside ? GONE : ELSEWHERE);
        if (beside) {
            pdf_part_set_fate(p, drawn, ELSEWHERE);
        }
        if (kind == PDF_FEET && c->feet_drawn < c->feet_count) {
            pdf_part_is_shared(p, drawn, &c->feet[c->feet_drawn++]);
        }
    }
}

/* Each object has its number in the one PDF before the first is written. */
static void number_all(struct part *p, enum pdf_pages_of kind)
{
    struct pdf_catalog *c = p->catalog;
    size_t root = pdf_reference(pdf_key(p->objects.trailer, "/Root")),
           info = pdf_reference(pdf_key(p->objects.trailer, "/Info"));
    struct pdf_value catalog = pdf_object(&p->objects, root);
    p->copies = memory_get((p->objects.count + 1) * sizeof *p->copies);
    pdf_part_set_fate(p, root, GONE);
    pdf_part_set_fate(p, pdf_reference(pdf_key(catalog, "/Metadata")), GONE);
    pdf_part_set_fate(p, info, c->info ? GONE : COPIED);
    find_pages(p, pdf_reference(pdf_key(catalog, "/Pages")), 0);
    find_told(p, catalog);
    pdf_joins_find(p, catalog);
    find_drawn(p, kind);
    for (size_t id = 1; id < p->objects.count; id++) {
        struct copy *copy = &p->copies[id];
        if (!copy->number && copy->fate != GONE && pdf_is_there(&p->objects, id)) {
            copy->number = pdf_number(&c->numbered);
        }
    }
    if (!c->info && info < p->objects.count) {
        c->info = p->copies[info].number;
    }
}

/* An object with what cairo did not say of it; false if there is nothing of that. */
static bool copy_told(struct part *p, size_t id)
{
    const struct copy *copy = &p->copies[id];
    const char *keys[5] = {NULL};
    char *words = NULL;
    struct str language = STR_EMPTY;
    size_t count = 0;
    if (copy->fate == HEAD_OF_COLUMN || copy->fate == HEAD_OF_ROW) {
        keys[count++] = "/A";
        keys[count++] = copy->fate == HEAD_OF_ROW ? "<< /O /Table /Scope /Row >>"
                                                  : "<< /O /Table /Scope /Column >>";
    } else if (copy->fate == FIGURE && *p->figures) {
        keys[count++] = "/Alt";
        keys[count++] = words = pdf_written(*p->figures++);
    }
    if (copy->language) {
        keys[count++] = "/Lang";
        str_addf(&language, "(%s)", copy->language);
        keys[count++] = language.bytes;
    }
    if (count) {
        pdf_part_add_object(p, copy->number, pdf_object(&p->objects, id), keys);
    }
    free(words);
    str_finish(&language);
    return count;
}

static void copy(struct part *p, size_t id)
{
    if (copy_told(p, id)) {
        return;
    }
    struct pdf_value object = pdf_object(&p->objects, id);
    size_t number = p->copies[id].number;
    struct pdf_value stream = pdf_stream(&p->objects, object);
    pdf_object_begin(&p->catalog->numbered, number);
    pdf_part_add_value(bytes_of(p), p, object);
    if (pdf_is_nothing(stream)) {
        pdf_object_end(&p->catalog->numbered);
    } else {
        pdf_object_end_stream(&p->catalog->numbered, stream.at,
                              (size_t)(stream.end - stream.at));
    }
}

/* A page as a picture (8.10), which has fonts and names of its own. Returns its number. */
static size_t add_picture(struct part *p, struct pdf_value page)
{
    size_t id = pdf_reference(pdf_key(page, "/Contents"));
    struct pdf_value drawn = pdf_object(&p->objects, id),
                     bytes = pdf_stream(&p->objects, drawn);
    struct str *out = bytes_of(p);
    if (pdf_is_nothing(bytes)) {
        p->lost = true;
        return 0;
    }
    pdf_object_begin(&p->catalog->numbered, p->copies[id].number);
    str_add(out, "<< /Type /XObject /Subtype /Form /BBox ");
    pdf_part_add_value(out, p, pdf_key(page, "/MediaBox"));
    str_add(out, " /Resources ");
    pdf_part_add_value(out, p, pdf_key(page, "/Resources"));
    pdf_part_add_keys(out, p, drawn, (const char *const[]){NULL});
    str_add(out, " >>");
    pdf_object_end_stream(&p->catalog->numbered, bytes.at,
                          (size_t)(bytes.end - bytes.at));
    return p->copies[id].number;
}

/* What is named on a page, and more pictures: what is beside its words, and its foot; 0: that is
 * among what is beside them. */
static void add_names(const struct part *p, struct pdf_value page, size_t beside,
                      size_t foot, struct str *out)
{
    static const char *const no_keys[] = {NULL};
    struct pdf_value names = pdf_key_object(&p->objects, page, "/Resources");
    struct str pictures = STR_EMPTY;
    str_add(&pictures, "<<");
    pdf_part_add_keys(&pictures, p, pdf_key_object(&p->objects, names, "/XObject"),
                      no_keys);
    str_addf(&pictures, " /Beside %zu 0 R", beside);
    if (foot) {
        str_addf(&pictures, " /Foot %zu 0 R", foot);
    }
    str_add(&pictures, " >>");
    add_dictionary(out, p, names,
                   (const char *const[]){"/XObject", pictures.bytes, NULL});
    str_finish(&pictures);
}

static size_t number_in(struct pdf_value value)
{
    return pdf_is_nothing(value) ? 0 : strtoul(value.at, NULL, 10);
}

/* A page with all that it has.
 *
 * @beside  the page that is drawn on it; NULL: none.
 * @foot    what will be its foot; 0: none. */
static void add_page(struct part *p, const struct page *page, const struct page *beside,
                     size_t foot, size_t first_parent)
{
    struct pdf_catalog *c = p->catalog;
    struct str names = STR_EMPTY, contents = STR_EMPTY, parents = STR_EMPTY;
    struct pdf_value in_tree = pdf_key(page->page, "/StructParents");
    size_t number = p->copies[page->id].number;
    const char *keys[9] = {"/Tabs", "/S"};
    size_t count = 2;
    if (!pdf_is_nothing(in_tree)) {
        str_addf(&parents, "%zu", first_parent + number_in(in_tree));
        keys[count++] = "/StructParents";
        keys[count++] = parents.bytes;
    }
    if (beside) {
        add_names(p, page->page, add_picture(p, beside->page), foot, &names);
        str_addf(&contents, "[%zu 0 R ", c->before);
        pdf_part_add_value(&contents, p, pdf_kids(&p->objects, page->page, "/Contents"));
        str_addf(&contents, " %zu 0 R]", foot ? c->behind_footless : c->behind);
        keys[count++] = "/Resources";
        keys[count++] = names.bytes;
        keys[count++] = "/Contents";
        keys[count++] = contents.bytes;
    }
    pdf_part_add_object(p, number, page->page, keys);
    str_finish(&parents);
    str_finish(&contents);
    str_finish(&names);
    str_add_byte(&c->page_kids, ' ');
    pdf_add_reference(&c->page_kids, number);
    c->page_count++;
}

/* What its pages have in the tree of what is told stands there behind what others have. */
static void add_parents(struct part *p, struct pdf_value catalog)
{
    struct pdf_catalog *c = p->catalog;
    struct pdf_value tree = pdf_key_object(&p->objects, catalog, "/StructTreeRoot"),
                     parents = pdf_key_object(&p->objects, tree, "/ParentTree"), key,
                     kids, rest = pdf_inside(pdf_key(parents, "/Nums"));
    size_t first = c->parent_count;
    while (pdf_next(&rest, &key) && pdf_next(&rest, &kids)) {
        size_t place = first + number_in(key);
        str_addf(&c->parents, " %zu ", place);
        pdf_part_add_value(&c->parents, p, kids);
        c->parent_count = place + 1;
    }
}

static void add_pages(struct part *p, enum pdf_pages_of kind, size_t first_parent)
{
    struct pdf_catalog *c = p->catalog;
    bool pairs = kind == PDF_PAIRS || kind == PDF_FOOTLESS;
    if (kind == PDF_FEET) {
        for (size_t i = 0; i < p->page_count; i++) {
            add_picture(p, p->pages[i].page);
        }
        return;
    }
    for (size_t i = 0; i + pairs < p->page_count; i += 1 + pairs) {
        size_t foot = 0;
        if (kind == PDF_FOOTLESS) {
            foot = pdf_number(&c->numbered);
            ARRAY_ADD(c->feet, c->feet_count, c->feet_room, foot);
        }
        add_page(p, &p->pages[i], pairs ? &p->pages[i + 1] : NULL, foot, first_parent);
    }
}

static void add_part(struct part *p, enum pdf_pages_of kind)
{
    struct pdf_catalog *c = p->catalog;
    size_t first_parent = c->parent_count;
    if (kind != PDF_PLAIN && !c->before) {
        c->before = pdf_add_stream(c, "", "q");
        c->behind = pdf_add_stream(c, "", "Q\n/Artifact BMC\n/Beside Do\nEMC");
        c->behind_footless =
            pdf_add_stream(c, "", "Q\n/Artifact BMC\n/Beside Do\n/Foot Do\nEMC");
    }
    number_all(p, kind);
    for (size_t id = 1; id < p->objects.count && !p->lost; id++) {
        if (p->copies[id].number && p->copies[id].fate != ELSEWHERE) {
            copy(p, id);
        }
    }
    pdf_joins_add_told(p);
    add_parents(p, pdf_key_object(&p->objects, p->objects.trailer, "/Root"));
    add_pages(p, kind, first_parent);
    pdf_joins_add_marks(p);
}

bool pdf_part_add(struct pdf_catalog *catalog, const struct pdf_objects *objects,
                  enum pdf_pages_of kind, const struct pdf_told *told)
{
    struct part part = {.catalog = catalog,
                        .objects = *objects,
                        .figures = told->figures,
                        .languages = told->languages};
    add_part(&part, kind);
    free(part.copies);
    free(part.pages);
    return !part.lost;
}
