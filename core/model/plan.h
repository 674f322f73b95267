#ifndef ROUNDTABLE_MODEL_PLAN_H
#define ROUNDTABLE_MODEL_PLAN_H

#include "model/session.h"

/**
 * What a template's grids are to one another: the map, that of its barriers, stakeholders or
 * moments, or else the first; the plans, whose notes are actions; and lenses, which say
 * nothing of what is missing (enum grid_use).
 * And which action answers a barrier: the field "answered" of the barrier names it,
 * "note:ID".
 */

/** The ids of the columns of the map that the method asks more about. */
extern const char plan_barriers[], plan_stakeholders[], plan_moments[];

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

#endif
