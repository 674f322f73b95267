#ifndef ROUNDTABLE_STORE_CHECK_H
#define ROUNDTABLE_STORE_CHECK_H

#include "model/session.h"
#include "store/faults.h"

/**
 * Looks through the readable top of a file for what cannot be taken in (fatal: lists
 * that are none), and for what wants a person to look at it: columns that the template
 * lacks, dates that are none, marks nobody offers.
 *
 * @session  what the file's edits and templates add up to.
 * @ours     the program wrote it, and nobody since: what it lists as notes are some.
 */
void check_top(const struct json *top, struct session *session, bool ours,
               struct fault_sink *sink);

#endif
