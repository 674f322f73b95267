#ifndef ROUNDTABLE_FINDINGS_MISSING_H
#define ROUNDTABLE_FINDINGS_MISSING_H

#include "base/arena.h"
#include "base/str.h"
#include "model/session.h"

/**
 * What a table has not thought of yet, in sentences that can be read out to a room.
 *
 * Nothing is called missing that could not be there yet: while a table has no action,
 * nothing is said of answers, owners and the like, but only, at the end, that there is
 * no plan. Of a goal without an action that is said once.
 *
 * The template says what there is to miss: an entry in each column of its map; and where
 * it has the columns and marks of the method, what these ask (see model/plan.h). A
 * barrier is answered if somebody has said by which action, or if the words of an action
 * of the same goal name what it is about (see mentions.h). A stakeholder is named if the
 * words stand in any action of the table.
 */

enum missing_kind {
    MISSING_ENTRIES, /* a goal has no barrier, no stakeholder … */
    MISSING_OWNERS,  /* nobody has taken on some moments of a goal */
    MISSING_ACTIONS, /* a goal has none, though another has */
    MISSING_ANSWER,  /* no action answers a barrier */
    MISSING_NAMES,   /* no action names some stakeholders of a goal */
    MISSING_LEVELS,  /* all actions of a goal are for organisations */
    MISSING_WAYS,    /* all marked actions of a goal are to be made to happen */
    MISSING_VISION,
    MISSING_PLAN, /* there is no action at all */
    MISSING_GOALS,
    MISSING_KIND_COUNT
};

struct missing {
    enum missing_kind kind;
    const char *sentence;        /* as people typed their words: to be sanitised */
    const struct record *record; /* where to go: a goal, a note, or the table itself */
    const char *column;          /* and if it is a goal, to which cell; NULL: none */
};

/** Borrowed from the session; holds until it changes. */
struct missing_list {
    struct missing *items; /* goal by goal, map before plan; then the table as a whole */
    size_t count, room;
    struct arena arena;
};

/** Finds all that one table misses, in a time that grows with its notes. */
void missing_find(struct session *session, const struct record *table,
                  struct missing_list *out);
void missing_finish(struct missing_list *list);

/** What kind of thing it is, in one or two words: "No answer". */
const char *missing_kind_title(enum missing_kind kind);

/** Adds what is there, where nothing is missing: "Nothing is missing: every goal has a
 *  barrier, …" */
void missing_say_none(const struct session *session, const struct record *table,
                      struct str *out);

/** Adds what an entry of a column is called: "barrier", or, where the template does not
 *  say, "entry under ‘Barriers’". */
void missing_add_entry(const struct column *column, struct str *out);

#endif
