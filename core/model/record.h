#ifndef ROUNDTABLE_MODEL_RECORD_H
#define ROUNDTABLE_MODEL_RECORD_H

#include "model/edit.h"

/**
 * A record: what the edits of one "kind:id" add up to. Records, fields and versions
 * belong to their session, are read-only outside it, and never move or vanish while
 * it lives; what they hold changes with session_apply().
 *
 * Kinds: "session" (one table's session: title, place, date, table, vision, …),
 * "goal", "note", "template", "file" (what a file holds beside its sessions).
 *
 * A version of a redacted edit is nothing, and still covers what it covered: the words
 * before it do not come back of themselves. Beside it, any head with words is shown; a
 * note that has no such head is not shown, nor is a goal but for the notes under it,
 * and then without words of its own. Deletions need not have seen it.
 */

struct record;

/** One value that some edit gave to a field. */
struct version {
    const struct edit *edit;
    struct version *next, *prev; /* of the field, as <utlist.h> has it */
    uint32_t arrival;            /* how many edits had come before */
    uint32_t number : 31;        /* of edit->set, which of them it is */
    uint32_t
        covered : 1; /* another edit replaced it, having seen it; else it is a head. Of
                           * edits that replace one another in a circle none does, unless one
                           * that does not stand in the circle replaces any of them */
};

/** A field of a record. */
struct field {
    const char *name;         /* comes first */
    struct version *versions; /* first that shown, then the other heads, then those
                               * that were covered, in no particular order */
    struct field *next;
};

/** The head that is shown: the latest by (at, key), best one that was not redacted. NULL
 *  if there is none; field may be NULL. */
const struct version *field_shown(const struct field *field);

/** Whether heads of it replace one another in a circle. */
bool field_circled(const struct field *field);

/** The other heads, one after the other, in no particular order; then NULL. */
const struct version *head_next(const struct version *head);

/** The field that it is of. */
const struct field *version_field(const struct version *version);

/** What the edit gave to the field; VALUE_NOTHING once it is redacted. */
struct value version_value(const struct version *version);

const char *record_kind(const struct record *record);
const char *record_id(const struct record *record);
struct session *record_session(const struct record *record);
bool record_is(const struct record *record, const char *kind);

/** The first of its fields, in no particular order; NULL if it has none. */
const struct field *record_fields(const struct record *record);

/** The field, or NULL if nobody ever set it. */
const struct field *record_field(const struct record *record, const char *name);

/** Its fields in the order of their names, an array to free(). */
const struct field **record_fields_by_name(const struct record *record, size_t *count);

/** The value shown; VALUE_NOTHING if there is none. */
struct value record_value(const struct record *record, const char *name);

/** The value shown if it is a text, borrowed; else NULL. record may be NULL. */
const char *record_text(const struct record *record, const char *name);

/** The text shown, or "" if there is none. */
const char *record_words(const struct record *record, const char *name);

/** The same, also where a hand wrote a number. */
const char *record_says(const struct record *record, const char *name);

/** How many different values stand as heads: more than 1 means other wordings. One that
 *  was redacted is none. */
size_t field_wordings(const struct field *field);

/** Its heads that were not redacted, nor are hidden, in no particular order: an array to
 *  free(). */
const struct version **field_heads(const struct field *field, size_t *count);

/** All its versions: its heads, that shown first, then those that were covered, the newest
 *  arrival first: an array to free(). */
const struct version **field_versions(const struct field *field, size_t *count);

/** Of versions with the same value, keeps the first; returns how many are left. */
size_t versions_keep_different(const struct version **versions, size_t count);

/** A count of votes has at most so many digits; a sum of them stops at that. */
enum { VOTES_MOST_DIGITS = 6, VOTES_MOST = 1000000000 };

/** The votes that a value gives: it is a whole number of few digits, or gives none. */
long value_votes(struct value value);

/** Whether a voter's field can say that: nothing, or such a number, which only a hand's,
 *  "vote:hand", may have below 0. Anything else gives no votes. */
bool value_is_votes(struct value value, const char *field);

/**
 * The votes that a voter's field gives; field, here and below, may be NULL. Where copies
 * of a session counted unseen by each other, the votes of each are added to those that
 * both had seen: "person 1" of one copy is another than that of the other, but what one
 * gave before they were copied counts once. In whatever order edits come, it is the same.
 * Two may have taken the same vote back: it is never below 0. A hand writes down the sum of
 * all, and a phone, or the paper that somebody counted, is the same everywhere, so of their
 * numbers only that shown counts; a hand's may take others' votes back.
 */
long field_votes(const struct field *field);

/** Whether that is so: the votes of several copies, which nobody has seen together. */
bool field_votes_apart(const struct field *field);

/** Calls with what each of a field's versions adds to field_votes(), and who said it. */
void field_votes_each(const struct field *field,
                      void (*take)(void *to, const char *actor, long adds), void *to);

/** What a voter had given before an edit that sets the field, as far as its author saw. */
long field_votes_before(const struct field *field, const struct edit *edit);

/** Adds votes to a sum, neither of which is beyond VOTES_MOST; nor is what comes out. */
long votes_add(long sum, long votes);

/** The sum of everybody's votes, never below 0. */
long record_votes(const struct record *record);

/** The sum of the votes of all but that field, which may be below 0, for a hand may have
 *  taken some of the others' back. */
long record_votes_but(const struct record *record, const char *but);

/**
 * Whether a deletion of it stands against words that its author had not seen:
 * it is shown all the same, and somebody should settle it. Never of a row that a form gives,
 * which nobody deletes: whoever made it has but undone that.
 */
bool record_delete_disputed(const struct record *record);

/** Whether somebody should settle it: several wordings of an entry, or of a table's
 *  vision, stand, or its deletion is disputed. */
bool record_unsettled(const struct record *record);

/** The versions of a field that the edit replaced, the newest arrival first: an array to
 *  free(). */
const struct version **versions_seen(const struct edit *edit, const struct field *field,
                                     size_t *count);

/** The latest version with a value that is earlier than the edit, by (at, key), whether
 *  it was seen or not; NULL if there is none. */
const struct version *version_earlier(const struct edit *edit, const struct field *field);

/** The earliest of a record's edits by (at, key); NULL if it has none. */
const struct edit *record_first(const struct record *record);

/** What stood in the field before the edit: the latest of the values that it replaced,
 *  redacted only if nothing else is left of them; NULL if it replaced none. */
const struct version *version_before(const struct edit *edit, const struct field *field);

/** The latest deletion of the record that stands, whether it hides it or not (who
 *  deleted it, when); NULL if none does. */
const struct edit *record_deletion(const struct record *record);

/** The goal that a note was put under, or the table of a goal or an offer, also where they are
 *  deleted; NULL if no edit ever named it, and for all other records. */
const struct record *record_owner(const struct record *record);

/** Whose that is which an edit sets a field to (who wrote it, when): where it gives words again
 *  that the field had before, as an undo does, the edit that said them first; else itself. */
const struct edit *field_author(const struct field *field, const struct edit *edit);

/** The edit that said the text which is shown, field_author(); NULL if there is no text, or
 *  nobody is to see it yet. */
const struct edit *record_author(const struct record *record);

#endif
