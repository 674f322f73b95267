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

/** Looks through what check_top() does not: the file's own members, its templates and its
 *  edits. Nothing of that is fatal once it was read. */
void check_rest(const struct json *root, const struct session *session,
                struct fault_sink *sink);

/** Whether of a session's edits check_rest() surely tells nothing, and none is later than
 *  that: they are looked at without the text that they were read from. */
bool check_edits_quickly(const struct session *session, int64_t latest_ms);

/**
 * Looks through a template in a file of its own for whoever writes it: what cannot be taken
 * in is fatal; told of are, besides, each member that no template has, and ids that come
 * twice. False, with err set, if it cannot be read at all.
 */
bool check_own_template(const char *path, struct faults *faults, struct err *err);

/** Tells how the templates of a file, whose checksum `sum` is not that of them, differ from
 *  those of the same id that are compiled in or installed. */
void check_forms_as_known(const struct json *list, const struct json *sum,
                          struct fault_sink *sink);

#endif
