#ifndef ROUNDTABLE_STORE_TRUST_H
#define ROUNDTABLE_STORE_TRUST_H

#include "base/err.h"

#include <stdbool.h>

/**
 * Who else could put something in the place of what the program reads or writes. Trusted
 * are this person, root, and whom the root folder belongs to (in a container, root may be
 * called otherwise).
 */

/**
 * Whether nobody else could put something of theirs into a folder, or in its place: it is
 * ours, only we may write there, and no folder above it and no link on the way is in
 * others' hands. One that is not there, or cannot be, is trusted.
 *
 * @ours  it has to be ours; else one of root's will do, too: it is only read.
 * False with err "FOLDER: it belongs to somebody else", or "others may write there
 * (chmod go-w FOLDER puts that right)".
 */
bool folder_is_trusted(const char *path, bool ours, struct err *err);

/**
 * Whether a path may be written to, as far as what it leads through goes: a link or a pipe
 * of somebody else in a folder that all may write, such as /tmp, was put there by whoever
 * knew that name. What fs.protected_symlinks and fs.protected_fifos do where they are on.
 * False with err set.
 */
bool path_is_trusted(const char *path, struct err *err);

#endif
