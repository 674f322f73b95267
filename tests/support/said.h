#ifndef ROUNDTABLE_TESTS_SAID_H
#define ROUNDTABLE_TESTS_SAID_H

/**
 * The program by ear, with lines on standard input: what it says of table.json in the test's
 * folder, which stays for the next lines. All of them expect that it ends well.
 */

/** All that it says; to free(). */
char *said_to(const char *lines);

void expect_said(const char *lines, const char *part);
void expect_unsaid(const char *lines, const char *part);

/* The same where each begins a table. */
char *said_anew(const char *lines);
void expect_said_anew(const char *lines, const char *part);
void expect_unsaid_anew(const char *lines, const char *part);

#endif
