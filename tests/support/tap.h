#ifndef ROUNDTABLE_TESTS_TAP_H
#define ROUNDTABLE_TESTS_TAP_H

#include <sys/types.h>

/**
 * Somebody on the wire: listens at a port, hands on to another whatever comes, both ways,
 * and keeps a copy of every byte in a file.
 */
struct tap {
    pid_t process;
    int port;
};

/** @to  the port of this machine to hand on to. @copy  a path. Ends with tap_stop(), or with
 *  the test. */
struct tap tap_start(int to, const char *copy);
void tap_stop(struct tap *tap);

#endif
