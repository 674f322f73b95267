#ifndef ROUNDTABLE_EXPORT_PDF_PDF_PRESS_H
#define ROUNDTABLE_EXPORT_PDF_PDF_PRESS_H

#include "export/pdf/pdf_catalog.h"
#include "export/pdf/pdf_draw.h"

/**
 * Where pages go once they are full: they are drawn, and leave with all that stands on them,
 * so that what a seminar takes does not grow with its tables. How many pages there are is
 * known at the end; the feet that say it come then, if any page left before.
 */
struct pdf_press {
    struct pdf_flow *flow;
    struct pdf_about about;
    struct pdf_paginator paginator;
    struct pdf_pages pages; /* that did not leave yet */
    struct pdf_catalog catalog;
    struct pdf_drawing drawing;
    struct spool part;      /* what is drawn now, */
    const char **languages; /* and those of what begins with each title there */
    size_t language_count, language_room;
    size_t page_count; /* that left */
    unsigned items;    /* of a list, that were added since it was looked at */
    size_t all_pages;  /* 0: it is not known how many there will be */
    bool headed;       /* a bookmark of the highest level did */
    bool cover;        /* the first of them has no foot */
    bool failed;
    struct err err;
};

/** Sets it up for a flow, and begins a PDF in out; all are borrowed until the end. */
void pdf_press_init(struct pdf_press *press, struct pdf_flow *flow,
                    const struct pdf_about *about, struct spool *out);

/** What is added to the flow from now on begins with a heading of the highest kind: if it has a
 *  press, pages that are full go there. */
void pdf_press_on(struct pdf_flow *flow);

/** A row is to be added, and the last is as it will be; pages that are full without it go. */
void pdf_press_row(struct pdf_flow *flow);

/** The same for an item of a list that was begun: it may go page by page. */
void pdf_press_item(struct pdf_flow *flow);

/** Everything that stays goes; false with err if cairo would not draw it, or it could not be
 *  written. */
bool pdf_press_end(struct pdf_press *press, struct err *err);

void pdf_press_finish(struct pdf_press *press);

#endif
