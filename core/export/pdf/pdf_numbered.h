#ifndef ROUNDTABLE_EXPORT_PDF_PDF_NUMBERED_H
#define ROUNDTABLE_EXPORT_PDF_PDF_NUMBERED_H

#include "base/spool.h"

/**
 * The objects of a PDF as they are written one behind the other: each has a number, taken
 * before it is written or with it, and where it begins is kept for the table at the end (ISO
 * 32000-1, 7.5). Of the objects themselves nothing stays here.
 *
 * Words of an object are added to bytes between pdf_object_begin() and pdf_object_end().
 */
struct pdf_numbered {
    struct spool *out;
    struct str bytes; /* that did not go out yet */
    size_t *places;   /* where each begins; 0: it is not written */
    size_t count, room;
    bool lost; /* some could not be written */
};

/** Begins a PDF; out is borrowed until the end. */
void pdf_numbered_init(struct pdf_numbered *n, struct spool *out);
void pdf_numbered_finish(struct pdf_numbered *n);

/** The number of the next new object. */
size_t pdf_number(struct pdf_numbered *n);

void pdf_object_begin(struct pdf_numbered *n, size_t number);
void pdf_object_end(struct pdf_numbered *n);

/** The same for a stream, whose dictionary, with the length in it, was added. */
void pdf_object_end_stream(struct pdf_numbered *n, const char *bytes, size_t len_bytes);

/** Adds "12 0 R". */
void pdf_add_reference(struct str *out, size_t number);

/** Writes the table; false if anything could not be written.
 *
 * @info  0: there is none. */
bool pdf_numbered_end(struct pdf_numbered *n, size_t catalog, size_t info);

#endif
