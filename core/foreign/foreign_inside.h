#ifndef ROUNDTABLE_FOREIGN_FOREIGN_INSIDE_H
#define ROUNDTABLE_FOREIGN_FOREIGN_INSIDE_H

/* What the readers of foreign.h share; private to them. */

#include "base/str.h"
#include "foreign/foreign.h"

/** A text as it is kept: in the arena, without the blanks around it and without controls but
 *  line breaks; NULL if nothing is left. */
const char *foreign_words(struct foreign *f, const char *text);

/** Adds a name as it is compared: "What gets in the way? (tick all)" is "what gets in the way". */
void foreign_add_bare(const char *name, struct str *out);

/** Adds an entry. False with err where it has too many words, or there are too many. */
bool foreign_add(struct foreign *f, const char *name, size_t line,
                 struct foreign_entry entry, struct err *err);
bool foreign_add_link(struct foreign *f, const char *name, const char *from,
                      const char *to, struct err *err);

/** Says that such a column is not taken in. */
void foreign_leave_out(struct foreign *f, const char *head);

bool foreign_read_sheet(struct foreign *f, const char *name, const char *text,
                        const char *split, struct err *err);
bool foreign_read_json(struct foreign *f, const char *name, const char *bytes,
                       size_t len_bytes, struct err *err);

/** Unpacks what lz-string's compressToUTF16() made, as UTF-8; false if it is none, or more than
 *  FOREIGN_LARGEST_BYTES come of it. */
bool foreign_unpack(const char *bytes, size_t len_bytes, struct str *out);

#endif
