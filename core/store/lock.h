#ifndef ROUNDTABLE_STORE_LOCK_H
#define ROUNDTABLE_STORE_LOCK_H

#include "base/err.h"

#include <stdbool.h>

/**
 * Locks by flock(2), which whoever may read a file or a folder may hold for as long as he
 * likes: no program of ours waits for one without end.
 */

/** So long a lock is waited for, where waiting keeps nobody from typing. */
enum { LOCK_PATIENCE_MS = 1000 };

/** Takes a lock, LOCK_EX or LOCK_SH, of an open file, and waits for it that long, at least
 *  once. False, with errno EWOULDBLOCK, if somebody else holds it until then. */
bool lock_take(int fd, int which, int patience_ms);

/**
 * Keeps other programs of ours from replacing files in the folder of a path, until
 * folder_unlock() of *lock, which is negative where a file system knows no locks: the
 * best is done without.
 *
 * False with err "…: its folder is held by another program (flock, 4711); try again" if
 * it is not had in time; *lock is then untouched.
 */
bool folder_lock(const char *path, int patience_ms, int *lock, struct err *err);

void folder_unlock(int lock);

#endif
