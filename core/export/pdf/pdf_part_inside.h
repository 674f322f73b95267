#ifndef ROUNDTABLE_EXPORT_PDF_PDF_PART_INSIDE_H
#define ROUNDTABLE_EXPORT_PDF_PDF_PART_INSIDE_H

#include "export/pdf/pdf_part.h"

/* What pdf_part.c and pdf_joins.c share; private to them. */

/* What becomes of an object of a part. */
enum fate {
    COPIED,
    ELSEWHERE, /* written on its own, or by another part */
    GONE,
    HEAD_OF_COLUMN,
    HEAD_OF_ROW,
    FIGURE,
};

/* A part while it is added. */
struct part {
    struct pdf_catalog *catalog;
    struct pdf_objects objects;
    const char *const *figures;   /* what is read instead of those still to come */
    const char *const *languages; /* that are told */
    struct copy {
        size_t number; /* in the one PDF; 0: none */
        enum fate fate;
        const char *language; /* NULL: that of the whole */
    } * copies;
    struct page {
        size_t id;
        struct pdf_value page;
    } * pages;
    size_t page_count, page_room;
    struct pdf_value document; /* what stands in the tree of what is told; or nothing */
    size_t first_mark, last_mark; /* of the highest level; 0: none */
    size_t first_table,
        last_table; /* of those that go on: the first from the part before,
                                           the last in the next; 0: none does */
    bool lost;      /* what is beside the words of a page cannot be drawn on it */
};

/** A value, or what stands in one, with the numbers that objects have now. */
void pdf_part_add_value(struct str *out, const struct part *part, struct pdf_value value);

/** A dictionary without its brackets, but for keys that have another value then, and for those
 *  it lacks.
 *
 * @keys  name and value by turns, ended by NULL; a value that is NULL: without it. */
void pdf_part_add_keys(struct str *out, const struct part *part,
                       struct pdf_value dictionary, const char *const *keys);
void pdf_part_add_object(const struct part *part, size_t number,
                         struct pdf_value dictionary, const char *const *keys);

void pdf_part_set_fate(const struct part *part, size_t id, enum fate fate);

/** That object is one of several parts, which has a number from now on. */
void pdf_part_is_shared(const struct part *part, size_t id, size_t *number);

/* pdf_joins.c */

/** Finds what goes on from the part before, and in the next. */
void pdf_joins_find(struct part *part, struct pdf_value catalog);

/** Adds what is told, and bookmarks, once all else of the part is written. */
void pdf_joins_add_told(struct part *part);
void pdf_joins_add_marks(struct part *part);

#endif
