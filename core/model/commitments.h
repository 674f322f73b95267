#ifndef ROUNDTABLE_MODEL_COMMITMENTS_H
#define ROUNDTABLE_MODEL_COMMITMENTS_H

#include "base/str.h"
#include "model/session.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * What people promised: notes that say who does it, by when, who is its messenger, or
 * what came of it.
 */

/** One note. Texts are borrowed from the session, "" where nothing is said. */
struct commitment {
    const struct record *note, *table;
    const char *who, *when, *messenger, *outcome;
    bool dated; /* when is a date, as in "2026-12-01", and no other words */
};

struct commitments {
    struct commitment *items;
    size_t count, room;
};

/** What a note says of it; false if nothing: then it is no commitment. */
bool commitment_of(const struct record *note, struct commitment *out);

/** Whether a promise stands: a note says any of that. What is half written of it says nothing
 *  yet; where one stands it is a change to it, else a promise that is to be. */
bool commitment_stands(const struct record *note);

/** Whether a note stands in the map of a form that has a plan for actions, and nothing is
 *  promised of it yet: somebody who begins may mean an action. */
bool commitment_is_misplaced(const struct session *session, const struct record *table,
                             const struct record *note);

/** Whether words for who does it say "me", "I" or "myself", which is nobody's name, and not which
 *  that is, as "me (Ana)" does; *alone: and nothing else. */
bool commitment_says_me(const char *who, bool *alone);

/** Whether somebody began to write who does it, by when or what came of it, and has not finished;
 *  how many of those there are among several; and how that is called: "promise", or "change to a
 *  promise" where one stands. */
bool commitment_half_written(const struct record *note);
size_t commitments_half_written(const struct commitments *commitments);
const char *commitment_half_called(const struct record *note);

/** Whether the words of such a draft say something in that field, "who" or "when"; and whether
 *  what was begun of a note does. */
bool commitment_draft_says(const char *draft, const char *field);
bool commitment_half_says(const struct record *note, const char *field);

/**
 * Adds the commitments of a table: by date, then those whose time is put in other words,
 * then those without; alike ones as the table reads. Start zeroed.
 */
void commitments_add(struct session *session, const struct record *table,
                     struct commitments *out);

/** Adds the actions of a table's plans of which nothing is promised yet, as the table
 *  reads; then those of the meetings before it whose words no later meeting said again. Each has
 *  no text said. */
void commitments_add_untaken(struct session *session, const struct record *table,
                             struct commitments *out);

/** Adds what was promised at that meeting or, if nothing was, at the last one before it at which
 *  something was, to an empty list. Returns that one; or the meeting itself. */
const struct record *commitments_add_last(struct session *session,
                                          const struct record *met,
                                          struct commitments *out);

/** Adds, in one such order, those of all tables, also of those that met again: what calendars,
 *  sheets for people and their counts are of. */
void commitments_add_all(struct session *session, struct commitments *out);

/** Adds, in one such order, those of all tables that no other follows up: there what came of
 *  them is told. */
void commitments_add_open(struct session *session, struct commitments *out);

/** Adds, in one such order, those of the others, which met again. */
void commitments_add_met(struct session *session, struct commitments *out);

/** Adds the actions of those tables, and of their meetings before, of which nothing is
 *  promised, table by table. */
void commitments_add_open_untaken(struct session *session, struct commitments *out);

/** Adds "2 promises are half written and not in it", behind "; " if anything stands there;
 *  false, with nothing added, if none is. */
bool commitments_add_half_written(struct session *session, struct str *said);

/** Puts what was added of several tables into one such order. */
void commitments_by_date(struct commitments *commitments);

void commitments_finish(struct commitments *commitments);

/** How many say what came of them. */
size_t commitments_answered(const struct commitments *commitments);

/** Whether its day has gone by without anybody saying what came of it. */
bool commitment_overdue(const struct commitment *commitment, const char *today);

/** Adds what was kept of it at one go, as undoing tells: "promised ‘Lend a bus’: Ana, by 1 December
 *  2026". @outcome  what came of it was said */
void commitment_say_kept(const struct commitment *commitment, bool outcome,
                         struct str *out);

/**
 * Adds who and when: "Ana, by 1 December 2026", "Ana, before Easter", "Ana"; nothing if
 * neither is said.
 *
 * @today  "2026-11-22": dates in short, "was due 1 Dec" where that is so; NULL: in full.
 * @names  whether to say who.
 */
void commitment_add_promise(const struct commitment *commitment, const char *today,
                            bool names, struct str *out);

/** Whether two said otherwise of one thing, unseen by each other, and both stand: a field of
 *  its note, "who"; false of a commitment without one. */
bool commitment_differs(const struct commitment *commitment, const char *field);

/** Whether that is so of who does it or by when: beside its entry, which shows its own other
 *  wordings.
 *  @names  whether who counts. */
bool commitment_unsettled(const struct commitment *commitment, bool names);

/** Whether that, or what is to be done, is so: where a list tells it with its words. */
bool commitment_unsettled_in_list(const struct commitment *commitment, bool names);

/** Adds all of it: "Ana, by 1 December 2026; messenger: …; came of it: …". */
void commitment_add_all(const struct commitment *commitment, bool names, struct str *out);

#endif
