#ifndef ROUNDTABLE_STORE_SAMPLES_H
#define ROUNDTABLE_STORE_SAMPLES_H

#include "model/session.h"
#include "store/places.h"

/** Adds the ids of all tables of those worked samples, in the folders of data, of which the first
 *  table is in a session, as in a copy that somebody looked at and that was merged with others. */
void samples_in(const struct session *session, struct paths *ids);

/** The first table that is of no worked sample; of samples alone the first; NULL: there is none. */
const struct record *table_of_people(struct session *session);

#endif
