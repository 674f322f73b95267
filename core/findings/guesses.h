#ifndef ROUNDTABLE_FINDINGS_GUESSES_H
#define ROUNDTABLE_FINDINGS_GUESSES_H

#include "base/number_map.h"
#include "findings/reading.h"
#include "model/session.h"

/**
 * Which action may be for an entry, where that does not stand there word for word: the one
 * that shares most of the words that say something, read as for themes (findings/reading.h),
 * so that "doctors" may be meant by "GPs". What is found is only ever asked, never told.
 *
 * First entries and actions are told, then they are read, then entries are asked after.
 * Start zeroed; guesses_finish() ends it. Records and words are borrowed.
 */
struct guess_text {
    const struct record *record;
    char *words;
};

struct guesses {
    struct guess_text *entries, *actions;
    size_t entry_count, entry_room, action_count, action_room;
    struct number_map entry_numbers; /* of records, from 1 */
    struct wording *wordings;
    struct readings readings;
    uint64_t *with; /* which actions have each bit of a signature: a bit each, in */
    size_t words;   /* so many words for each of those */
};

/** An entry is its words; an action also who does it, and its messenger. */
void guesses_add_entry(struct guesses *g, const struct record *entry);
void guesses_add_action(struct guesses *g, const struct record *action);

void guesses_read(struct guesses *g, const char *language);

/** How an action is for an entry. */
enum guess {
    GUESS_NONE,  /* nothing of the entry stands in any action */
    GUESS_MAYBE, /* some of its words that say something do */
    GUESS_ALL,   /* all its words do, in whatever order */
};

/** The best action for an entry that was told into *action; the first of several alike.
 *  Those that somebody said it is not (plan_refused()) are passed over. The time grows with
 *  the actions, most of which a look at a few bits rules out. */
enum guess guesses_find(const struct guesses *g, const struct record *entry,
                        const struct record **action);

void guesses_finish(struct guesses *g);

#endif
