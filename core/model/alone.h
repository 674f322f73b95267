#ifndef ROUNDTABLE_MODEL_ALONE_H
#define ROUNDTABLE_MODEL_ALONE_H

#include "model/author.h"

/**
 * Written alone first, then together: while a round is on, entries and offers that are made
 * say so ("alone": the round), and are shown nowhere, on no screen, page or hand-out, not in
 * the readable top of the file, until the round ends. They are in the edits all the while, so
 * nothing can be lost; merging before the end keeps them hidden. A round's name is drawn at
 * random: what moved to another table stays hidden as well.
 *
 * A table's field "alone" is the round that is on. Where two laptops each began one, both are:
 * what was written in any of the rounds that stand is hidden. Ending one ends all that were
 * seen.
 */

/** The round that is on; NULL: none. table may be NULL. */
const char *table_alone(const struct record *table);

/** Whether an entry or an offer is hidden since it was written in a round that is on, and not
 *  by whom this session looks as. */
bool record_is_alone(const struct record *record);

/** Whether it is such an entry, of those under which notes stand (a goal, or another row),
 *  and shown for the sake of one that is not hidden: without words, until the round ends, for
 *  whoever asks what its fields say; row_words() has some in their place. */
bool record_is_veiled(const struct record *record);

/** Whether an entry, or an offer, was taken back by the phone that it came from before it stood
 *  where all see it: nobody took it, or it was written alone and hidden still. Its words are
 *  its writer's, and are told nowhere; the program that serves phones redacts them. */
bool record_was_withdrawn(const struct record *record);

/** What is hidden so far. */
struct alone {
    size_t entries; /* entries and offers, */
    size_t writers; /* of so many phones ("from") and openings of the file (actors) */
};

/** Counts a table's, one's own among them; all tables', if that is NULL. */
struct alone alone_count(struct session *session, const struct record *table);

/** Whether something of a table is hidden that came since that edit of its rounds. */
bool alone_since(struct session *session, const struct record *table,
                 const struct edit *edit);

/** Adds "12 entries are written alone, and hidden until they are revealed", of all tables;
 *  returns whether there are any. */
bool alone_say(struct session *session, struct str *out);

/** Begins a round, or ends all that are on: one step. */
bool author_begin_alone(struct author *author, const struct record *table,
                        struct err *err);
bool author_reveal(struct author *author, const struct record *table, struct err *err);

/** Whether an edit is by whom the session looks as: session_look_as(). */
bool edit_is_own(const struct session *session, const struct edit *edit);

/** From now on what that actor wrote alone is shown by this session all the same, since whoever
 *  looks at it wrote it; NULL: nothing is. */
void session_look_as(struct session *session, const char *actor);

/** The author is the same person as an earlier actor: sees what that wrote alone, and what it
 *  writes alone is of that writer, wherever it is counted: the entry's field "from". */
void author_is_also(struct author *author, const char *actor);

#endif
