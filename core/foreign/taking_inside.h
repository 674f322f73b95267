#ifndef ROUNDTABLE_FOREIGN_TAKING_INSIDE_H
#define ROUNDTABLE_FOREIGN_TAKING_INSIDE_H

/* Private to taking*.c. */

#include "foreign/taking.h"

/** The kind of that name, looked up the first time; NULL with err: there are too many, or the
 *  wish cannot be read. */
struct foreign_kind *foreign_kind_of(struct foreign *f, const struct foreign_wish *wish,
                                     struct session *session, const struct record *table,
                                     const char *name, struct foreign_taken *taken,
                                     struct err *err);

/** Whether each kind of which a wish says where it goes is one; else err names those that are. */
bool foreign_wish_fits(const struct foreign_wish *wish, const struct foreign_taken *taken,
                       struct err *err);

#endif
