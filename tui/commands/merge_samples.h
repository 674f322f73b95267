#ifndef ROUNDTABLE_COMMANDS_MERGE_SAMPLES_H
#define ROUNDTABLE_COMMANDS_MERGE_SAMPLES_H

#include "model/session.h"
#include "store/places.h"

/**
 * Says on standard output which tables merging comes to, if it was only tried, and which of the
 * files are copies of a worked sample, as the home screen makes them beside the tables' files:
 * where people's are there, too.
 *
 * @merged  what the files came to
 */
void tell_tables(const struct paths *inputs, struct session *merged, bool dry);

#endif
