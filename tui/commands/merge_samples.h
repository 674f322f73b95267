#ifndef ROUNDTABLE_COMMANDS_MERGE_SAMPLES_H
#define ROUNDTABLE_COMMANDS_MERGE_SAMPLES_H

#include "model/session.h"
#include "store/places.h"

/**
 * Says on standard output which of the files that were merged are copies of a worked sample, as
 * the home screen makes them beside the tables' files. Says nothing where all are.
 *
 * @merged  what the files came to
 */
void tell_samples(const struct paths *inputs, struct session *merged);

#endif
