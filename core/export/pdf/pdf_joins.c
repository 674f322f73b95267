/* Where one part ends and the next begins: bookmarks stand in chains over all parts, and a table
 * may begin in one part and end in another. */

#include "export/pdf/pdf_part_inside.h"

#include <stdlib.h>

/* What is found. */

static void find_marks(struct part *p, struct pdf_value catalog)
{
    struct pdf_catalog *c = p->catalog;
    size_t outlines = pdf_reference(pdf_key(catalog, "/Outlines"));
    struct pdf_value root = pdf_object(&p->objects, outlines), count;
    p->first_mark = pdf_reference(pdf_key(root, "/First"));
    p->last_mark = pdf_reference(pdf_key(root, "/Last"));
    if (!pdf_is_there(&p->objects, p->first_mark) ||
        !pdf_is_there(&p->objects, p->last_mark)) {
        p->first_mark = p->last_mark = 0;
        return;
    }
    pdf_part_is_shared(p, outlines, &c->outlines);
    pdf_part_set_fate(p, p->first_mark, ELSEWHERE);
    pdf_part_set_fate(p, p->last_mark, ELSEWHERE);
    struct pdf_value last = pdf_object(&p->objects, p->last_mark);
    pdf_part_set_fate(p, pdf_reference(pdf_key(last, "/First")), ELSEWHERE);
    pdf_part_set_fate(p, pdf_reference(pdf_key(last, "/Last")), ELSEWHERE);
    count = pdf_key(root, "/Count");
    c->mark_count += pdf_is_nothing(count) ? 0 : strtol(count.at, NULL, 10);
    if (c->seam.mark_again) {
        struct pdf_value first = pdf_object(&p->objects, p->first_mark);
        pdf_part_is_shared(p, p->first_mark, &c->mark.number);
        pdf_part_set_fate(p, pdf_reference(pdf_key(first, "/First")), ELSEWHERE);
        c->mark_count += c->mark_count < 0 ? 1 : -1; /* it was counted before */
    }
}

/* The first and the last of what is told. */
static void find_tables(struct part *p)
{
    struct pdf_catalog *c = p->catalog;
    struct pdf_value kids = pdf_kids(&p->objects, p->document, "/K"), kid;
    size_t id, first = 0, last = 0;
    while (pdf_next_kid(&p->objects, &kids, &id, &kid)) {
        first = first ? first : id;
        last = id;
    }
    if (c->table_number) {
        p->first_table = first;
        pdf_part_is_shared(p, first, &c->table_number);
    }
    if (c->seam.table_goes_on) {
        p->last_table = last;
        pdf_part_set_fate(p, last, ELSEWHERE);
    }
}

void pdf_joins_find(struct part *p, struct pdf_value catalog)
{
    find_marks(p, catalog);
    find_tables(p);
}

/* What is told. */

static void add_rows(struct part *p, size_t table)
{
    struct str *rows = &p->catalog->table_rows;
    str_add_byte(rows, ' ');
    pdf_part_add_value(rows, p,
                       pdf_kids(&p->objects, pdf_object(&p->objects, table), "/K"));
}

/* All its rows are there. */
static void end_table(struct part *p, size_t table)
{
    struct pdf_catalog *c = p->catalog;
    struct str rows = STR_EMPTY, language = STR_EMPTY;
    str_addf(&rows, "[%s ]", str_text(&c->table_rows));
    if (p->copies[table].language) {
        str_addf(&language, "(%s)", p->copies[table].language);
    }
    pdf_part_add_object(
        p, c->table_number, pdf_object(&p->objects, table),
        (const char *const[]){"/K", rows.bytes, "/Lang", language.bytes, NULL});
    str_finish(&language);
    str_finish(&rows);
    str_clear(&c->table_rows);
    c->table_number = 0;
}

void pdf_joins_add_told(struct part *p)
{
    struct pdf_catalog *c = p->catalog;
    struct pdf_value kids = pdf_kids(&p->objects, p->document, "/K"), first;
    if (p->first_table) {
        add_rows(p, p->first_table);
        pdf_next(&kids, &first); /* the part that it began in has told it */
        if (p->first_table == p->last_table) {
            return;
        }
        end_table(p, p->first_table);
    }
    pdf_part_add_value(&c->document_kids, p, kids);
    str_add_byte(&c->document_kids, ' ');
    if (p->last_table) {
        c->table_number = p->copies[p->last_table].number;
        add_rows(p, p->last_table);
    }
}

/* Bookmarks. */

static void let_go(struct pdf_catalog *c, struct pdf_mark *mark, size_t next)
{
    if (!mark->number) {
        return;
    }
    pdf_object_begin(&c->numbered, mark->number);
    str_add_bytes(&c->numbered.bytes, mark->bytes.bytes, mark->bytes.len_bytes);
    if (mark->first) {
        str_addf(&c->numbered.bytes, " /First %zu 0 R /Last %zu 0 R /Count %ld",
                 mark->first, mark->last, mark->count);
    }
    if (next) {
        str_addf(&c->numbered.bytes, " /Next %zu 0 R", next);
    }
    str_add(&c->numbered.bytes, " >>");
    pdf_object_end(&c->numbered);
    str_clear(&mark->bytes);
    mark->number = mark->first = mark->last = 0;
    mark->count = 0;
}

void pdf_let_marks_go(struct pdf_catalog *c, size_t next)
{
    let_go(c, &c->below, 0);
    let_go(c, &c->mark, next);
}

/* A bookmark whose next one is not known yet. @before  the one before it; 0: as its part says. */
static void hold(struct part *p, struct pdf_mark *mark, size_t id, size_t before)
{
    struct str prev = STR_EMPTY;
    pdf_add_reference(&prev, before);
    str_add(&mark->bytes, "<<");
    pdf_part_add_keys(
        &mark->bytes, p, pdf_object(&p->objects, id),
        before
            ? (const char *const[]){"/First", NULL, "/Last", NULL, "/Count", NULL,
                                    "/Prev", prev.bytes, NULL}
            : (const char *const[]){"/First", NULL, "/Last", NULL, "/Count", NULL, NULL});
    mark->number = p->copies[id].number;
    str_finish(&prev);
}

static void write_mark(struct part *p, size_t id, size_t before)
{
    struct str prev = STR_EMPTY;
    pdf_add_reference(&prev, before);
    pdf_part_add_object(p, p->copies[id].number, pdf_object(&p->objects, id),
                        (const char *const[]){before ? "/Prev" : NULL, prev.bytes, NULL});
    str_finish(&prev);
}

/* The bookmarks below one that is held go below it; the last of them is held, too, unless
 * others of their part are known to stand behind the one above. */
static void add_below(struct part *p, size_t id, bool hold_last)
{
    struct pdf_catalog *c = p->catalog;
    struct pdf_value above = pdf_object(&p->objects, id),
                     count = pdf_key(above, "/Count");
    size_t first = pdf_reference(pdf_key(above, "/First")),
           last = pdf_reference(pdf_key(above, "/Last")), before = c->below.number;
    if (!pdf_is_there(&p->objects, first) || !pdf_is_there(&p->objects, last)) {
        return;
    }
    let_go(c, &c->below, p->copies[first].number);
    c->mark.first = c->mark.first ? c->mark.first : p->copies[first].number;
    c->mark.last = p->copies[last].number;
    c->mark.count += pdf_is_nothing(count) ? 0 : strtol(count.at, NULL, 10);
    if (first != last) {
        write_mark(p, first, before);
    }
    if (hold_last) {
        hold(p, &c->below, last, first == last ? before : 0);
    } else if (first == last) {
        write_mark(p, last, before);
    }
}

void pdf_joins_add_marks(struct part *p)
{
    struct pdf_catalog *c = p->catalog;
    size_t first = p->first_mark, last = p->last_mark, before = c->mark.number;
    if (!first) {
        return;
    }
    if (c->seam.mark_again) {
        add_below(p, first, first == last);
        if (first == last) {
            return;
        }
        struct pdf_value stands_in = pdf_object(&p->objects, first);
        size_t next = pdf_reference(pdf_key(stands_in, "/Next"));
        pdf_let_marks_go(c, next < p->objects.count ? p->copies[next].number : 0);
        hold(p, &c->mark, last, 0);
    } else {
        pdf_let_marks_go(c, p->copies[first].number);
        c->first_mark = c->first_mark ? c->first_mark : p->copies[first].number;
        if (first != last) {
            write_mark(p, first, before);
        }
        hold(p, &c->mark, last, first == last ? before : 0);
    }
    add_below(p, last, true);
}
