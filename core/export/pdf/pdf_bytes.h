#ifndef ROUNDTABLE_EXPORT_PDF_PDF_BYTES_H
#define ROUNDTABLE_EXPORT_PDF_PDF_BYTES_H

#include "base/str.h"

#include <stdbool.h>
#include <stdio.h>

/**
 * A PDF as it is written: in memory while it is small, as nearly all are; from
 * PDF_SPILLED_BYTES on in a temporary file without a name, if there can be one, for
 * thousands of tables make more bytes than all else takes. Where the disk is full, it goes
 * on in memory.
 *
 * Start with {0}; end with pdf_bytes_finish(), after which it is empty again.
 */
struct pdf_bytes {
    struct str kept; /* all of them, or, once there is a file, none */
    FILE *file;
    size_t len_bytes;
    void *map; /* of as much of the file as was there when it was asked for */
    size_t map_bytes;
    bool stays; /* in memory, whatever it comes to */
};

enum { PDF_SPILLED_BYTES = 2 << 20 };

/** False if what is in the file cannot be had any more; then there is no PDF. */
bool pdf_bytes_add(struct pdf_bytes *pdf, const char *bytes, size_t len_bytes);

/** All of them, borrowed until more are added; there are len_bytes. NULL if what is in the
 *  file cannot be had any more. */
const char *pdf_bytes_text(struct pdf_bytes *pdf);

/** Writes them to another file, a piece at a time. False if what is in the file cannot be had any
 *  more; whether all could be written, ferror() says. */
bool pdf_bytes_write(const struct pdf_bytes *pdf, FILE *to);

void pdf_bytes_finish(struct pdf_bytes *pdf);

#endif
