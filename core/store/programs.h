#ifndef ROUNDTABLE_STORE_PROGRAMS_H
#define ROUNDTABLE_STORE_PROGRAMS_H

#include <stddef.h>

/** Where programs lie, this one and others; each result is to free(). */

/** The file of that name in a folder, if it is a program; else NULL. */
char *program_in(const char *folder, size_t len_bytes, const char *name);

/** A program of that name in PATH; NULL if there is none. */
char *program_in_path(const char *name);

/**
 * This program's own file, all links followed: what the system says, if it does, else what it
 * was called as, by its path or by its name in PATH. NULL if that leads nowhere.
 *
 * @called  argv[0]; may be NULL
 */
char *program_self(const char *called);

#endif
