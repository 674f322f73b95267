#ifndef ROUNDTABLE_TESTS_JOB_H
#define ROUNDTABLE_TESTS_JOB_H

#include "support/typist.h"

#include <sys/types.h>

/**
 * The program as the job of a shell, so that it can stop and go on. One at a time: its
 * number is kept in the test's folder.
 */

/** A new session in a file of the test's folder, without goals; its path, for free().
 *  Where there is no file yet, "saved" takes a second. */
char *job_session(const char *file);

/**
 * Starts the program under a shell with job control, and waits for its screen. Other than
 * people's, this shell goes on with what has stopped by itself.
 *
 * @first    what the program's own sh does before; "" is nothing.
 * @stopped  what the shell does when it stopped; it then says "stopped with STATUS" and
 *           waits for a line ("\n": the terminal may be raw). ":" is nothing more than
 *           that; with "" it says nothing and goes on at once.
 */
struct typist *job_start(const char *path, const char *first, const char *stopped);

/** Starts the program with no shell to go to; path may be NULL. */
struct typist *job_start_alone(const char *path);

/** The program's own number, which is not the shell's. */
pid_t job_pid(void);

/** Kills the program and ends the shell, so that nothing is left that could still write
 *  into the test's folder. */
void job_end(struct typist *t);

#endif
