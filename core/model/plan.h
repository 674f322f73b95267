#ifndef ROUNDTABLE_MODEL_PLAN_H
#define ROUNDTABLE_MODEL_PLAN_H

#include "base/str.h"
#include "model/session.h"

/**
 * What a template's grids are to one another: the map, that of its barriers, stakeholders or
 * moments, or else the first; the plans, whose notes are actions; and lenses, which say
 * nothing of what is missing (enum grid_use).
 * And which action answers a barrier: the field "answered" of the barrier names it,
 * "note:ID". Which one is for another entry of the map, a stakeholder or a moment, its
 * field "named" says in the same way. Where somebody was asked whether an action is, and
 * said no, the field says "not:ID", or "not:ID,ID" of several.
 */

/** The ids of the columns of the map that the method asks more about. */
extern const char plan_barriers[], plan_stakeholders[], plan_moments[];

/** The colour of a column, wherever it has one: 1 as barriers have it on the map, 2 as
 *  stakeholders, 3 as moments; columns that the map does not know take turns by their place, from
 *  0. */
size_t plan_colour(const char *column, size_t at);

/** The map; never NULL. */
const struct grid *plan_map(const struct template *form);

/** The first plan, or NULL. */
const struct grid *plan_first(const struct template *form);

/** Whether notes of the column of that id are actions, or barriers that an action could
 *  answer; false if the template lacks it. */
bool plan_has_action(const struct template *form, const char *column);
bool plan_has_barrier(const struct template *form, const char *column);

/** The action that was said to answer a barrier; NULL if none was, or it is not shown. */
const struct record *plan_answer(const struct session *session,
                                 const struct record *barrier);

/** The field of an entry of the map that says which action is for it: "answered" or
 *  "named". */
const char *plan_field(const struct record *entry);

/** The action that was said to be for an entry of the map, or to answer it if it is a
 *  barrier; NULL likewise. */
const struct record *plan_action_for(const struct session *session,
                                     const struct record *entry);

/** Whether somebody said that an action is not for an entry. */
bool plan_refused(const struct record *entry, const struct record *action);

/** Adds what that field says once it is said of one more action, too. */
void plan_add_refusal(const struct record *entry, const struct record *action,
                      struct str *out);

/** The form of a table that is called so: by its id, or by its title, whatever its case; NULL:
 *  there is none. */
const struct grid *plan_form_called(struct session *session, const struct record *table,
                                    const char *name);

#endif
