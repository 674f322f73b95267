#ifndef ROUNDTABLE_EXPORT_PDF_PDF_DRAW_H
#define ROUNDTABLE_EXPORT_PDF_PDF_DRAW_H

#include "base/spool.h"
#include "export/pdf/pdf_flow.h"

/* Pages are drawn as PDFs of some of them, for pdf_catalog.h. */

struct pdf_about {
    const char *title; /* sanitised, of one line */
    const char *language;
    int64_t made_ms;
};

struct pdf_drawing {
    struct pdf_flow *flow;
    const struct pdf_pages *pages;
    cairo_surface_t *surface;
    cairo_t *cr;
    enum pdf_colour colour;
    unsigned table;  /* whose tag is open */
    int bookmark[3]; /* the last of each level */
    bool tagged;     /* what is drawn now is told to those who hear the page */
    bool beside;     /* what nobody is told has a page of its own: this one */
    bool inside;     /* what a bookmark of another PDF before heads goes on: one without a
                          name stands for that, if any is below it here */
    bool stands_in;  /* and it does */
    size_t page_count; /* that were drawn, each as a pair */
};

/** Whether a piece is a head that is said again: that is beside the words of its page. */
bool pdf_is_repeated(const struct pdf_flow *flow, const struct pdf_piece *piece);

/** Begins a PDF that goes to out, which is empty; the others are borrowed, too. */
void pdf_draw_begin(struct pdf_drawing *d, struct pdf_flow *flow,
                    const struct pdf_about *about, struct spool *out);

/** Draws the n-th of pages, from 0.
 *
 * @last  of this PDF: what is open of tables and all is closed then. */
void pdf_draw_page(struct pdf_drawing *d, const struct pdf_pages *pages, size_t n,
                   bool last);

/** Then what is beside its words; pdf_draw_page_end() follows. */
void pdf_draw_beside(struct pdf_drawing *d, const struct pdf_pages *pages, size_t n);
void pdf_draw_page_end(struct pdf_drawing *d);

/** Draws a foot: which page it is, from 1, at the right, at the left what it is a page of. */
void pdf_draw_foot(struct pdf_drawing *d, size_t page, size_t page_count);

/** Writes the rest; false with err if cairo would not. */
bool pdf_draw_end(struct pdf_drawing *d, struct err *err);

#endif
