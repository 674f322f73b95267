#ifndef ROUNDTABLE_FINDINGS_MISSING_H
#define ROUNDTABLE_FINDINGS_MISSING_H

#include "base/arena.h"
#include "base/str.h"
#include "model/session.h"

/**
 * What a table has not thought of yet, in sentences that can be read out to a room: so none
 * may be untrue. They say what stands there and what does not, and where the words leave
 * it open they ask.
 *
 * Nothing is called missing that could not be there yet: while a table has no action,
 * nothing is said of answers, owners and the like, but only that there is no plan. Of a
 * goal without an action that is said once.
 *
 * The template says what there is to miss: an entry in each column of its map; and where
 * it has the columns and marks of the method, what these ask (see model/plan.h). A
 * barrier is answered if somebody has said by which action, or if the words of an action
 * of the same goal name what it is about (see mentions.h). A stakeholder or a moment is
 * named if somebody has said by which action, or if its words stand in an action of the
 * table, or in who does it or its messenger. If only some of the words that say something
 * stand in an action, or others that mean the same (see guesses.h), that is a question:
 * yes or no is said of an entry and an action once, and not asked again.
 *
 * The weightiest come first, as the kinds stand here: what leaves a goal without a plan,
 * then what the plan leaves open (no owner, no answer; the barriers with more votes
 * first), then what the map lacks, then what may be looked at once more. Alike ones
 * stand as the table reads.
 */

enum missing_kind {
    MISSING_GOALS,
    MISSING_ACTIONS, /* a goal has none, though another has */
    MISSING_TAKERS,  /* nobody has taken on some actions of a goal, or any */
    MISSING_ANSWER,  /* no action answers a barrier */
    MISSING_ENTRIES, /* a goal has no barrier, no stakeholder … */
    MISSING_PLAN,    /* there is no action at all */
    MISSING_VISION,
    MISSING_NAMES,  /* no action names some stakeholders of a goal */
    MISSING_OWNERS, /* nobody has taken on some moments of a goal */
    MISSING_LEVELS, /* all actions of a goal are for organisations */
    MISSING_WAYS,   /* all marked actions of a goal are to be made to happen */
    MISSING_KIND_COUNT
};

/** What a sentence says, for who says it in another language. */
enum missing_sentence {
    MISSING_SAYS_NO_GOAL,
    MISSING_SAYS_NO_PLAN,
    MISSING_SAYS_NO_VISION,
    MISSING_SAYS_NONE_TAKEN, /* of all actions: count */
    MISSING_SAYS_NO_ACTION,  /* goal */
    MISSING_SAYS_NOT_TAKEN,  /* goal, names */
    MISSING_SAYS_NO_ANSWER,  /* goal, names: the barrier */
    MISSING_SAYS_NO_ENTRY,   /* goal, names: titles of columns */
    MISSING_SAYS_NOT_NAMED,  /* goal, names */
    MISSING_SAYS_ONE_LEVEL,  /* goal, names: the column */
    MISSING_SAYS_ONE_WAY,    /* goal */
    MISSING_ASKS_ANSWER,     /* names: the action; entry */
    MISSING_ASKS_FOR,        /* the same */
};

/** Of whom it is said. Texts are quoted, and in the list's arena; NULL: none. */
struct missing_facts {
    enum missing_sentence says;
    const char *goal, *names, *entry;
    size_t count; /* of actions; else how many more there are than are named */
};

/** Where all are too many at first, so many are shown. */
enum { MISSING_FIRST = 7 };

struct missing {
    enum missing_kind kind;
    const char *sentence;        /* as people typed their words: to be sanitised */
    struct missing_facts facts;  /* the same in parts */
    const struct record *record; /* where to go: a goal, a note, or the table itself */
    const char *column;          /* and if it is a goal, to which cell; NULL: none */
    const struct record *action; /* of a question: is it for that note? else NULL */
    long votes;                  /* of a barrier */
    size_t at;                   /* as the table reads */
};

/** Borrowed from the session; holds until it changes. */
struct missing_list {
    struct missing *items; /* the weightiest first */
    size_t count, room;
    struct arena arena;
};

/** Finds all that one table misses, in a time that grows with its notes, and with those
 *  of its entries by its actions that share words. */
void missing_find(struct session *session, const struct record *table,
                  struct missing_list *out);
void missing_finish(struct missing_list *list);

/** The entries that the same question asks of as of this one, since they say the same, and that
 *  no action is for yet; itself comes first. An array to free(); holds until the session
 *  changes. */
const struct record **missing_alike(struct session *session, const struct record *table,
                                    const struct record *entry, size_t *count);

/** What kind of thing it is, in one or two words: "No answer". */
const char *missing_kind_title(enum missing_kind kind);

/** Adds what is there, where nothing is missing: "Nothing is missing: every goal has a
 *  barrier, …" */
void missing_say_none(const struct session *session, const struct record *table,
                      struct str *out);

/** Adds what an entry of a column is called: "barrier", or, where the template does not
 *  say or is in another language, "entry under ‘Barriers’". */
void missing_add_entry(const struct template *form, const struct column *column,
                       struct str *out);

#endif
