#ifndef ROUNDTABLE_FOREIGN_TAKING_INSIDE_H
#define ROUNDTABLE_FOREIGN_TAKING_INSIDE_H

/* Private to taking*.c. */

#include "foreign/taking.h"

/** The kind of that name, looked up the first time; NULL with err: there are too many, or its
 *  name is too long. */
struct foreign_kind *foreign_kind_of(struct foreign *f, struct session *session,
                                     const struct record *table, const char *name,
                                     struct foreign_taken *taken, struct err *err);

/** Has the kinds go where a wish says. False with err where it cannot be read, or names a kind
 *  that no entry has. */
bool foreign_follow_wish(struct foreign *f, const struct foreign_wish *wish,
                         struct session *session, const struct record *table,
                         struct foreign_taken *taken, struct err *err);

/** Whether the columns of a wish, or NULL, say where the kind of that name goes. */
bool foreign_wishes(const char *columns, const char *kind);

#endif
