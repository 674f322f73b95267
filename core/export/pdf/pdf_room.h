#ifndef ROUNDTABLE_EXPORT_PDF_PDF_ROOM_H
#define ROUNDTABLE_EXPORT_PDF_PDF_ROOM_H

#include "export/pdf/pdf_flow.h"

/* How much room rows need where they are parted into pages; private to pdf_pages.c. */

const struct pdf_cell *pdf_cell_of(const struct pdf_paginator *p,
                                   const struct pdf_row *row, unsigned n);
const struct pdf_item *pdf_item_of(const struct pdf_paginator *p,
                                   const struct pdf_cell *cell, unsigned n);

/** How high what is repeated above a row is, where a page begins with that. */
double pdf_head_height(const struct pdf_paginator *p, const struct pdf_row *row);

/** The height from which on an item of a row is parted. */
double pdf_parted_from(const struct pdf_paginator *p, const struct pdf_row *row);

/** Whether a row of that height goes to the next page as a whole. */
bool pdf_is_short(const struct pdf_paginator *p, const struct pdf_row *row,
                  double height);

/** How much of a cell fits into a room: whole items, and of one that is higher than @full its
 *  lines. At least one line if it must. *used is how high that is. */
struct pdf_place pdf_fit(const struct pdf_paginator *p, const struct pdf_cell *cell,
                         struct pdf_place from, double room, double full, bool must,
                         double *used);

/** Items run through the columns of a list: those that fit, filled to that height. @ends takes
 *  where each ends. */
struct pdf_place pdf_run(const struct pdf_paginator *p, const struct pdf_row *row,
                         struct pdf_place at, double height, bool must,
                         struct pdf_place *ends, double *used);

/** The height at which columns hold the rest of a list, each as high as the others; more than
 *  @room: they do not. @ends is left as pdf_run() leaves it. */
double pdf_list_height(const struct pdf_paginator *p, const struct pdf_row *row,
                       struct pdf_place at, double room, struct pdf_place *ends);

/** What a row needs of a page for standing there: with a heading goes what it heads. */
double pdf_needed(const struct pdf_paginator *p, size_t n);

/** How high a part is, from its heading to the next one of its kind or above. */
double pdf_part_height(const struct pdf_paginator *p, size_t n);

#endif
