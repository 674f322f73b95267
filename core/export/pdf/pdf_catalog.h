#ifndef ROUNDTABLE_EXPORT_PDF_PDF_CATALOG_H
#define ROUNDTABLE_EXPORT_PDF_PDF_CATALOG_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

/**
 * Adds to a whole PDF what cairo cannot say: its language, for those who hear it, and that
 * a window shows its title, not the file's name.
 *
 * @language  a tag of RFC 5646.
 * Returns false with err, and the PDF as it was, if qpdf finds a fault in it.
 */
bool pdf_say_language(struct str *pdf, const char *language, struct err *err);

#endif
