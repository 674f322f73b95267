#ifndef ROUNDTABLE_FOREIGN_TAKING_H
#define ROUNDTABLE_FOREIGN_TAKING_H

#include "foreign/foreign.h"
#include "model/author.h"

/**
 * What another program's map says, put into a table by its author:
 *
 * - an entry of the kind "goal" becomes a goal; any other an entry of the column that has its
 *   kind as its id, title or singular, or, where the form has none, of one of that name;
 * - it stands under each goal that a line joins it to; under the one that its row names; or
 *   else under one goal for all others.
 *
 * Goals and entries get ids that follow from the table and from what the program calls them,
 * else from their words: what was taken in before, here or on another copy, is there, however it
 * was changed since, and comes no second time. So are goals and entries of the same words.
 */
enum { FOREIGN_MOST_KINDS = 40 };

struct foreign_wish {
    /** Which kinds go to which columns, "KIND=COLUMN;KIND=COLUMN": COLUMN is "goal", or a
     *  column by its id or title, or one of its own; empty: that kind is left out. Or NULL. */
    const char *columns;
    const char
        *goal; /* for entries without one; NULL: where such were put before, else */
    const char *title; /* one called so; never blank */
    bool details;      /* descriptions stand behind the words */
    bool again;        /* what was taken in, and deleted since, comes back */
};

struct foreign_kind {
    const char *name;   /* as it is called there */
    const char *column; /* "": goals; NULL: left out */
    const char *title;  /* of the column */
    bool strange;       /* the form has no such column */
    size_t count;
};

/** What came of it. Start zeroed; foreign_taken_finish() ends it. */
struct foreign_taken {
    struct foreign_kind kinds[FOREIGN_MOST_KINDS];
    size_t kind_count;
    size_t goals, entries, votes; /* that are new */
    size_t there;                 /* that were there already */
    size_t alike;                 /* that say again, without an id, what another says */
    size_t deleted;               /* that were deleted since, and stay so */
    size_t loose;                 /* entries without a goal of their own */
    size_t unheld;                /* lines that join no entry to a goal */
    size_t details;               /* descriptions that are not taken in */
    const struct record **made;   /* the goals and entries, in order; those of a goal
                                     need not be together */
    size_t made_count, made_room;
};

/**
 * All of it, or, with err set, a part, which is then for nobody to keep.
 *
 * @foreign  its kinds are looked up; what is in the arena of it must live as long as `taken`
 */
bool foreign_take(struct foreign *foreign, const struct foreign_wish *wish,
                  struct author *author, const struct record *table,
                  struct foreign_taken *taken, struct err *err);

void foreign_taken_finish(struct foreign_taken *taken);

#endif
