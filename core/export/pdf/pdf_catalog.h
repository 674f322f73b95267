#ifndef ROUNDTABLE_EXPORT_PDF_PDF_CATALOG_H
#define ROUNDTABLE_EXPORT_PDF_PDF_CATALOG_H

#include "base/err.h"
#include "export/pdf/pdf_bytes.h"

#include <stdbool.h>

/**
 * Adds to a whole PDF what cairo cannot say, as far as ISO 14289-1 (PDF/UA) asks for it: its
 * language, that a window shows its title, not the file's name, the order of fields, of what
 * a table's heads are heads, and what programs that collect files read (XMP).
 *
 * @language  a tag of RFC 5646.
 * @title     sanitised, of one line.
 * @figures   what is read instead of each of its pictures, tagged Figure, in their order;
 *            ended by NULL.
 * @in_pairs  each page is followed by another of its size, untagged, with what is beside its
 *            words: feet, rules, heads said before. That is drawn on it, and told to be an
 *            artifact; there are half as many pages then. cairo 1.16 cannot say so, and
 *            unpacking pages to mark it would take a thirtieth of what all of it takes.
 * Returns false with err, and the PDF as it was, if qpdf finds a fault in it.
 */
bool pdf_tell_readers(struct pdf_bytes *pdf, const char *language, const char *title,
                      const char *const *figures, bool in_pairs, struct err *err);

/** The version of the qpdf that does that. */
const char *pdf_catalog_library(void);

#endif
