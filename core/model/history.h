#ifndef ROUNDTABLE_MODEL_HISTORY_H
#define ROUNDTABLE_MODEL_HISTORY_H

#include "model/session.h"

/**
 * The history of a session in words: what each edit did, and what was deleted. Texts
 * are as they were typed: whoever shows them sanitises.
 */

enum history_names {
    HISTORY_WITH_NAMES,
    HISTORY_WITHOUT_NAMES, /* leaves out who ran the table and whose votes they are */
};

/**
 * Adds one edit of the session as words to read aloud, without who and when: "reworded
 * ‘Bus fares’ to ‘No evening bus’". Entries are called by the words that they had then;
 * what this program does not know is named plainly. Never empty.
 */
void history_describe(struct session *session, const struct edit *edit,
                      enum history_names names, struct str *out);

/** All edits in the order of display, but for templates taken in, for what a phone took
 *  back (record_was_withdrawn()), for what is held back, and for those that only say again where an entry stands whose
 *  words are redacted. What a hand wrote at one time stands as the grid reads. An
 *  array to free(). */
const struct edit **history_edits(struct session *session, size_t *count);

/** The edits of one record by (at, key); an array to free(). */
const struct edit **history_of(const struct record *record, size_t *count);

/** The heads of a field that differ in value, the latest of each value; the one shown
 *  is the first, then the latest first. An array to free(). */
const struct version **history_wordings(const struct field *field, size_t *count);

/** Whether a record is a note or goal of that table which a deletion hides, and may be told of: not
 *  what a phone took back, nor what is written alone, nor what waits unread, since taking it was
 *  undone. */
bool history_tells_deleted(const struct record *record, const struct record *table);

/** Those of a table, latest deletion first; with a goal, only the notes of that. An array to
 *  free(). */
const struct record **history_deleted(struct session *session, const struct record *table,
                                      const struct record *goal, size_t *count);

/** The table that a record belongs to, also where it is deleted; NULL: to none. */
const struct record *history_table(const struct record *record);

/** Adds what a value of a field says: a column's title, a goal's words, a mark's
 *  choice, a text. */
void history_say_value(struct session *session, const struct record *record,
                       const char *field, struct value value, struct str *out);

/** Adds what people call a field: "draft of a new barrier", "who", "address to answer to". */
void history_say_field(struct session *session, const struct record *record,
                       const char *field, struct str *out);

/** What a field of a promise says, before its note: "by when to do"; NULL: it is none. */
const char *history_promise_phrase(const char *field);

/** Adds what an entry is, with its words: "the barrier ‘Bus fares’ of ‘Less isolation’". */
void history_name(struct session *session, const struct record *record, struct str *out);

enum { HISTORY_HOUR_BYTES = sizeof "13:14" };

/** Adds what is known of a table: "Manchester, table 4, 2017-02-22"; of those of its file that are
 *  called the same what tells them apart, "Manchester, table 4, begun 13:14, 2017-02-22". */
void history_name_table(const struct record *table, struct str *out);

/** Adds that: ", begun 13:14", as the log does, if not all were begun then, and of those of one
 *  hour or an unknown one which it is, "1 of 2"; not in words, as papers in any language have it:
 *  " (13:14, 1/2)". Adds nothing where no other is called the same. */
void history_tell_apart(const struct record *table, bool in_words, struct str *out);

/** The hour at which a table was begun, as the log tells it, "13:14"; false, with nothing
 *  touched, where nobody knows. */
bool history_table_begun(const struct record *table, char hour[HISTORY_HOUR_BYTES]);

/** The same as history_name_table() for whoever knows some of it, as tables in one room: its day only if dated, its
 *  title only if titled; word, before its number, "table" if NULL. Adds nothing where nothing
 *  of that is known. */
void history_name_table_as(const struct record *table, const char *word, bool dated,
                           bool titled, struct str *out);

/** By its place and number alone, if it has any: "Manchester, table 4". */
void history_name_table_short(const struct record *table, struct str *out);

/** Whether a number of a table is that of several: "7 and 8", "3-5", "1, 2"; they are
 *  called "tables" then. */
bool history_is_several(const char *number);

/** "table " or "tables ", to stand before it, wherever a table is named; "" before "Table 5" or
 *  "Green table", which say so themselves, in whatever language has words for papers. */
const char *history_table_word(const char *number);

/** Whose an edit is: "Ana", "by hand", or "" where nobody said, as of what a phone gave
 *  (edit_by()). Borrowed. */
const char *history_who(const struct edit *edit);

/** Whether an edit is told to nobody yet: of votes that are hidden. */
bool history_holds_back(const struct record *record, const struct edit *edit);

/** Whether the time of an edit is known to the minute: what was written by hand has that
 *  of the file or the day of its session, or none (at_ms is 0). */
bool history_knows_time(const struct edit *edit);

#endif
