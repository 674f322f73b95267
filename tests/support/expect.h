#ifndef ROUNDTABLE_TESTS_EXPECT_H
#define ROUNDTABLE_TESTS_EXPECT_H

#include <stddef.h>

/**
 * What tests of all kinds expect, and what they begin with.
 */

/** How many there are in an array. */
#define LENGTH(array) (sizeof(array) / sizeof *(array))

/** Goes to the test's folder; meant as .init. */
void enter_folder(void);

/** Fails the test if the text lacks that part, or is no text at all; or if it has it. */
void expect_part(const char *text, const char *part);
void expect_no_part(const char *text, const char *part);

/** How often the part stands in the text. */
size_t parts_in(const char *text, const char *part);

/** Fails the test if the file is another, or is not there; or if it lacks that part. */
void expect_file(const char *path, const char *text);
void expect_in_file(const char *path, const char *part);

#endif
