#ifndef ROUNDTABLE_FINDINGS_MISSING_INSIDE_H
#define ROUNDTABLE_FINDINGS_MISSING_INSIDE_H

/* A table that is looked through for what is missing; private to missing*.c. */

#include "findings/guesses.h"
#include "findings/mentions.h"
#include "findings/missing.h"

struct look {
    struct session *session;
    const struct record *table;
    const struct template *form;
    const char *language; /* of the table's words */
    const struct grid *map;
    struct missing_list *list;
    struct mentions named;  /* stakeholders and moments, by all actions of the table */
    struct mentions about;  /* what barriers are about, goal by goal, */
    struct guesses guesses; /* and for what each may be */
    size_t actions;         /* in the whole table, */
    size_t taken;           /* and those that somebody has taken on */
    bool mapped;            /* some goal has entries in the map */
};

/** Adds one, whose sentence it takes. */
void missing_add(struct look *l, struct missing what, struct str *sentence);

/** Those words of a record, kept. */
const char *missing_kept(struct look *l, const struct record *record);

/** As many words of a record as can be said in a breath. */
void missing_quote(const struct record *record, struct str *out);

/** Calls with every action of a goal, if there is something to call; returns how many
 *  there are. */
size_t missing_each_action(struct look *l, const struct record *goal,
                           void (*with)(struct look *l, const struct record *action,
                                        const struct column *column, void *context),
                           void *context);

/** Adds "barrier" or "barriers", as template_calls() has it. */
void missing_add_noun(const struct look *l, const struct column *column, size_t count,
                      struct str *out);

/* missing_asked.c: what no action is for, and what nobody has taken on */

/** Reads all actions for what they name. */
void missing_read_plan(struct look *l, const struct record *const *goals, size_t count);

/** What is asked of a goal that has actions; and of its moments, which any may have. */
void missing_find_answers(struct look *l, const struct record *goal);
void missing_find_names(struct look *l, const struct record *goal);
void missing_find_takers(struct look *l, const struct record *goal);

/** What nobody took on when the table met before. */
void missing_find_left(struct look *l);
void missing_find_owners(struct look *l, const struct record *goal);

#endif
