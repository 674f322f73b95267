#ifndef ROUNDTABLE_EXPORT_PDF_PDF_OBJECTS_H
#define ROUNDTABLE_EXPORT_PDF_PDF_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>

/* The objects of a PDF that is laid out plainly, as cairo 1.16 does and qpdf can: one table
 * at its end says where each begins, and none is packed in a stream (ISO 32000-1, 7.5). They
 * are read where they stand, and nothing is kept of them: qpdf takes 40,000 instructions
 * and a kilobyte for each of hundreds of thousands. Whatever the bytes are, nothing beyond
 * their end is read. */

/** A value as it is written, borrowed from the bytes; nothing: at is end. */
struct pdf_value {
    const char *at, *end;
};

struct pdf_objects {
    const char *bytes, *end;
    const char *entries; /* one of 20 bytes for each object from 0 */
    size_t count;
    size_t table_at; /* where the table begins */
    struct pdf_value trailer;
};

/** False if the PDF is not laid out so, or was updated since. */
bool pdf_objects_open(struct pdf_objects *objects, const char *bytes, size_t len_bytes);

/** The object of that number; nothing if there is none. */
struct pdf_value pdf_object(const struct pdf_objects *objects, size_t id);

/** Whether an object of that number is told to be there. */
bool pdf_is_there(const struct pdf_objects *objects, size_t id);

/** Which object is meant by "12 0 R"; 0 if the value is no such reference. */
size_t pdf_reference(struct pdf_value value);

/** The value of a dictionary's key, or the object that it refers to; nothing if the key is
 *  not there or it is no dictionary. */
struct pdf_value pdf_key(struct pdf_value dictionary, const char *key);
struct pdf_value pdf_key_object(const struct pdf_objects *objects,
                                struct pdf_value dictionary, const char *key);

/** The bytes of a stream, as they are packed, whose dictionary that object is; nothing if it
 *  is no stream. */
struct pdf_value pdf_stream(const struct pdf_objects *objects,
                            struct pdf_value dictionary);

bool pdf_is_nothing(struct pdf_value value);
bool pdf_is(struct pdf_value value, const char *word);

/** What stands between the brackets of a dictionary or an array, for pdf_next(). */
struct pdf_value pdf_inside(struct pdf_value value);

/** Takes the value, or the key, that stands first in rest; false if none does. */
bool pdf_next(struct pdf_value *rest, struct pdf_value *first);

/** What stands in an object, or on a page of the tree of pages: references to others. An only
 *  one stands without a list, and numbers among them are words on the page. */
struct pdf_value pdf_kids(const struct pdf_objects *objects, struct pdf_value object,
                          const char *key);

/** Takes the next of them, *id 0 for what is no object of its own; false if there is none. */
bool pdf_next_kid(const struct pdf_objects *objects, struct pdf_value *kids, size_t *id,
                  struct pdf_value *kid);

/** Takes what stands in rest before the next reference, however deep that stands, and the
 *  reference: which object it means; all of it and 0 if there is none any more. False if
 *  nothing was left. */
bool pdf_next_reference(struct pdf_value *rest, struct pdf_value *before, size_t *id);

#endif
