#ifndef ROUNDTABLE_TESTS_TRACES_H
#define ROUNDTABLE_TESTS_TRACES_H

#include <stdbool.h>
#include <stddef.h>

/**
 * What a program asks of the system, as strace lists it: each call can be made to fail, or the
 * program be killed there.
 */

/** The n-th system call of that name in a run. */
struct call {
    char name[32];
    int nth;
};

/** Whether strace may do its work here; if not, says so in the table of figures and aloud. */
bool traces_possible(const char *what);

/** The calls of a run in its log, from the first that names that file; what asks for memory or
 *  who it is left out. Fails the test if they are few. An array to free(). */
struct call *traced_calls(const char *log, const char *file, size_t *count);

#endif
