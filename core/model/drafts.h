#ifndef ROUNDTABLE_MODEL_DRAFTS_H
#define ROUNDTABLE_MODEL_DRAFTS_H

#include "base/str.h"
#include "model/session.h"

/**
 * What is half written: words that were left in a box, of entries that are to be or to be called
 * otherwise, who does it and by when, and the details of a session. They stand in no entry, and
 * so on no paper; what stood there before does.
 */

/*
 * A box may have several drafts, each in a field of its own, so that none is joined to another:
 * "draft:barriers" is the first of that box, by whose name the box is known, "draft:barriers~2"
 * the second. Of new goals, and of other words for an entry, the box is "draft", and its second
 * "draft:~2". Behind the box stands where it was begun, as far as that is known: the map and
 * the plan have the same goals, and so the one box, and a draft that was written on the plan
 * names that, "draft:@actions", "draft:@actions~2"; and one of a new entry names the one that was
 * selected then, "draft:@^goal-7", "draft:@actions^goal-7", "draft:barriers:@^note-3~2".
 */
#define DRAFT_PLACE_MARK ":@"
#define DRAFT_ENTRY_MARK '^'

/** The box of which a field keeps a draft, into out (cleared first); returns its text. */
const char *draft_box(const char *field, struct str *out);

/** The grid that a field names, into out (cleared first); false if it names none. */
bool draft_grid(const char *field, struct str *out);

/** The entry at which a draft was begun that a field of that record keeps, or the table: at its
 *  vision; NULL: it names none, or that does not stand there any more. */
const struct record *draft_begun_at(const struct session *session,
                                    const struct record *of, const char *field);

/** Adds where it is begun to the name of a box: the grid ("": none is named), and the entry, or
 *  NULL. One that is hidden is not named. */
void draft_add_place(const char *grid, const struct record *at, struct str *field);

/** Whether a field keeps a draft of that box. */
bool draft_is_of(const char *field, const char *box);

/** The next field of a box in which a draft is kept, behind that one, or NULL to begin with;
 *  NULL: there is no more. In no order. */
const struct field *draft_next(const struct record *of, const char *box,
                               const struct field *after);

/** The column that a box is of, of a row; NULL: it is of new goals, of the vision, or of other
 *  words for the record itself. */
const char *draft_column(const struct record *of, const char *box);

/** Whose the draft in that field is, and as of when; NULL: there is none. Who brought back what
 *  somebody else had written by undoing is not its writer. */
const struct edit *draft_author(const struct record *of, const char *field);

/** Whether a draft of a field of a box came later than another. */
bool draft_is_later(const struct field *one, const struct field *other);

/** The first field of a box in which none is kept, into out (cleared first).
 *
 *  @first  the box, with its place if it is to name that; a number behind it is left out */
void draft_free_field(const struct record *of, const char *first, struct str *out);

/** Whether it is a count from paper that the room is not to see, as long as counts are hidden. */
bool draft_is_hidden(const struct record *of, const char *field);

/** Adds "1 entry is half written and left out: ‘No bu’ in Barriers of ‘Less sugar’" and the same
 *  of promises and details, the latest first, some of them; while entries are written alone only
 *  how many. False if there are none. */
bool drafts_say(struct session *session, struct str *out);

#endif
