#ifndef ROUNDTABLE_STORE_REPLACE_H
#define ROUNDTABLE_STORE_REPLACE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * Whole files, read and replaced: at every moment the file of that name is the old
 * one or the new one, complete.
 */

enum replace_how { REPLACE_NEVER, REPLACE_EXISTING };

/**
 * Writes a file: a temporary one beside the target (symbolic links followed), written,
 * synced, read back and compared, then renamed over it, and its folder synced. A new
 * file is for its owner only; an existing one keeps its permissions.
 *
 * REPLACE_NEVER fails if the file exists, and says how to get past that. On failure
 * the target is as it was and no temporary file is left.
 */
bool replace_file(const char *path, const char *bytes, size_t len_bytes,
                  enum replace_how how, struct err *err);

/** Reads a whole file, at most 64 MiB and one byte, into out. False also for folders,
 *  devices and the like. */
bool read_file(const char *path, struct str *out, struct err *err);

#endif
