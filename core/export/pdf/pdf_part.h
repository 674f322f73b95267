#ifndef ROUNDTABLE_EXPORT_PDF_PDF_PART_H
#define ROUNDTABLE_EXPORT_PDF_PDF_PART_H

#include "export/pdf/pdf_catalog.h"
#include "export/pdf/pdf_objects.h"

/* What the files of pdf_catalog.h share. */

/** Adds pages as pdf_catalog_add() does; false if what is beside the words of one cannot be
 *  drawn on it. */
bool pdf_part_add(struct pdf_catalog *catalog, const struct pdf_objects *objects,
                  enum pdf_pages_of kind, const struct pdf_told *told);

/** Words as PDF writes them: those of one byte a letter, or UTF-16. To free(). */
char *pdf_written(const char *words);

/** A stream as a new object; returns its number.
 *
 * @keys  of its dictionary, but for its length, and a blank behind them; or "". */
size_t pdf_add_stream(struct pdf_catalog *catalog, const char *keys, const char *bytes);

/** Writes the last bookmarks that were kept, if any were, once it is known which of the highest
 *  level follows; 0: none does. */
void pdf_let_marks_go(struct pdf_catalog *catalog, size_t next);

#endif
