#ifndef ROUNDTABLE_EXPORT_PDF_PDF_CATALOG_H
#define ROUNDTABLE_EXPORT_PDF_PDF_CATALOG_H

#include "base/err.h"
#include "base/spool.h"
#include "export/pdf/pdf_numbered.h"

#include <stdbool.h>

/** How a part belongs to others. */
struct pdf_seam {
    bool
        mark_again; /* its first bookmark stands for the last of the highest level that was
                           before it: what is below it goes below that */
    bool table_goes_on; /* its last table does in the next part, which begins with it */
};

/**
 * One PDF of several that cairo wrote, each with some of its pages: their objects are
 * numbered anew and written at once, so that no more than one of them is in memory, for
 * cairo keeps a hundred bytes and more of all that is told to those who hear a page. Said
 * with it is what cairo cannot say, as far as ISO 14289-1 (PDF/UA) asks for it: the
 * language, that a window shows the title, not the file's name, the order of fields, of what
 * a table's heads are heads, and what programs that collect files read (XMP).
 */
struct pdf_catalog {
    struct pdf_numbered numbered;
    const char *language, *title;
    size_t pages, document, tree, outlines, info; /* their objects; 0: there is none */
    struct str page_kids, document_kids;
    struct str parents; /* what each page has in the tree, as that lists it */
    size_t parent_count;
    size_t before, behind, behind_footless; /* what stands around the words of a page */
    size_t page_count;
    size_t *feet; /* the objects that will be the feet of its pages */
    size_t feet_count, feet_room, feet_drawn;
    struct pdf_mark {
        struct str bytes;   /* its dictionary so far */
        size_t number;      /* 0: none */
        size_t first, last; /* of those below it, of which count are seen */
        long count;
    } mark, /* the last bookmark of the highest level, and the last below it: whether */
        below; /* others follow is seen with what is added */
    size_t first_mark;
    long mark_count;
    const char *part_language; /* of what goes on; NULL: that of the whole */
    size_t table_number;       /* of the table that goes on; 0: none does */
    struct str table_rows;     /* that it has so far */
    struct pdf_seam
        seam; /* what is added belongs together so; all false if it is not set */
};

enum pdf_pages_of {
    PDF_PLAIN, /* pages as they are */
    PDF_PAIRS, /* each page is followed by another of its size, untagged, with what is beside
                  its words: foot, rules, heads said before. That is drawn on it, and told to
                  be an artifact. cairo 1.16 cannot say so, and unpacking pages to mark it
                  would take a thirtieth of what all of it takes. */
    PDF_FOOTLESS, /* the same, but their feet come later: */
    PDF_FEET, /* of the pages whose feet did not come yet, in their order; untagged, they are
                  drawn as artifacts. They come last, for they say how many pages there are */
};

/** What is told of pages besides, in the order in which it stands there; each ended by NULL. */
struct pdf_told {
    const char *const *figures; /* what is read instead of each picture, tagged Figure */
    const char *const *languages; /* of what begins with each heading tagged H1, up to the
                                     next; "" and what is not told: that of the whole */
};

/** Begins one.
 *
 * @language  a tag of RFC 5646,
 * @title     sanitised, of one line: both, and out, which is empty, are borrowed until the
 *            end. */
void pdf_catalog_init(struct pdf_catalog *catalog, const char *language,
                      const char *title, struct spool *out);

/**
 * Adds pages.
 *
 * @part  a whole PDF, which is joined to those before and behind it as the seam says.
 * @told  its languages live until the end: the last goes on in what is added next.
 * Returns false with err if qpdf finds a fault in it, or it is laid out otherwise; nothing can
 * be added then.
 */
bool pdf_catalog_add(struct pdf_catalog *catalog, struct spool *part,
                     enum pdf_pages_of kind, const struct pdf_told *told,
                     struct err *err);

/** Writes the end, once as many feet as pages were added; false with err if anything could not
 *  be written. */
bool pdf_catalog_end(struct pdf_catalog *catalog, struct err *err);

void pdf_catalog_finish(struct pdf_catalog *catalog);

/** All that for a PDF of plain pages, which is then another; false with err, and the PDF as it
 *  was, if there is a fault in it. */
bool pdf_tell_readers(struct spool *pdf, const char *language, const char *title,
                      const struct pdf_told *told, struct err *err);

/** The version of the qpdf that does a part of it. */
const char *pdf_catalog_library(void);

#endif
