#ifndef ROUNDTABLE_TESTS_SCAN_H
#define ROUNDTABLE_TESTS_SCAN_H

#include "support/typist.h"

/** Photographs the screen once it is at rest, and fails the test if what a reader of codes
 *  makes of that is not this text. */
void expect_scanned(struct typist *t, const char *text);

#endif
