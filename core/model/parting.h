#ifndef ROUNDTABLE_MODEL_PARTING_H
#define ROUNDTABLE_MODEL_PARTING_H

#include "base/hash.h"
#include "model/session.h"

/**
 * Copies of one file, each of which became a table of its own: merged, they are one table
 * that is called in several ways. To part them, each copy's whole history is said again of
 * a table of another id, and so is all that stands in it. Which id, and which keys and
 * actors the edits have then, is determined by what they were and by what the copy calls
 * itself: parted again, anywhere, it is the same table and the same edits. A row that a form
 * gives has the id that it has in that table (rows.h).
 */

/** What of a table tells copies from one another: its table, place and date, in that order. */
enum { PARTING_NAMES = 3 };
extern const char *const parting_names[PARTING_NAMES];

/** Whether a table is called in several ways by people who had not seen each other's. */
bool table_called_apart(const struct record *table);

/** What parts a table from the others of its id: that, and what it is called. */
uint64_t parting_tag(const struct record *table);

/** The id that a record gets where its table is parted by that tag. */
void parting_id(uint64_t tag, const char *id, char out[BASE32_SIZE_BYTES]);

/** The table that an edit is about, be it deleted; NULL if it is about none. */
const struct record *edit_table(const struct session *session, const struct edit *edit);

enum parting_how {
    PARTING_AS_IS,
    PARTING_TAG,  /* the table becomes one of its own */
    PARTING_DROP, /* all that it says stands in its copies, or none of it is wanted */
    PARTING_CALL, /* it is one of several that are called the same, and is called so, too */
};

struct parting_row {
    const char *id; /* of a table; comes first */
    enum parting_how how;
    uint64_t tag;
    const char *apart; /* what parts it from those, as history_tell_apart() says; NULL */
};

/** Adds all that a session says to another, its tables as the rows say. False with err, and
 *  perhaps a part of it added, if that takes no more edits. */
bool parting_add(struct session *to, const struct session *from,
                 const struct parting_row *rows, size_t count, struct err *err);

/** All that a session says of one table and those that it follows up, without the others. Of
 *  tables that are called the same its number says which it is, "Green (10:14)", since nothing
 *  there is left to see that by. The caller owns it: session_free(). */
struct session *session_of_table(struct session *from, const struct record *table);

#endif
