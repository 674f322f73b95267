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
 */
void check_top(const struct json *top, struct session *session, struct fault_sink *sink);

/** Whether the value of a field is nested too deep. */
bool is_too_deep(const struct json *value);

/**
 * A field whose value is nested too deep is fatal: it stands in the top and in the
 * edits, at different depths, and neither may become one that no reader takes.
 */
void check_depth(const struct json *value, struct fault_sink *sink);

#endif
