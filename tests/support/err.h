#ifndef ROUNDTABLE_TESTS_ERR_H
#define ROUNDTABLE_TESTS_ERR_H

#include "base/err.h"

/**
 * One error a test, for all it calls. Criterion runs each test in its own process.
 */
extern struct err err;

/** The end of a test, meant as .fini: err and the test's folder go. */
void end_test(void);

/** The same, where nothing may have gone wrong: it fails the test if err holds a fault. */
void end_without_fault(void);

#endif
