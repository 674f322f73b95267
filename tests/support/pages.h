#ifndef ROUNDTABLE_TESTS_PAGES_H
#define ROUNDTABLE_TESTS_PAGES_H

#include <stddef.h>

/**
 * What roundtable-pdf makes of a session, as poppler reads it. In the test's folder, which
 * pages_enter() goes to, in.json becomes out.pdf.
 */

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

void pages_enter(void);

/** Runs a command that must not fail; what it wrote, for free(). */
char *pages_output_of(const char *const argv[]);

/** Exports in.json to out.pdf with these options; returns the exit status, 0 or 3. */
int pages_export(const char *const words[]);

/** Writes in.json and exports it; the text of out.pdf, laid out, for free(). */
char *pages_of_session(const char *session, const char *const words[]);

/** The text of out.pdf as it is laid out, for free(). */
char *pages_text(void);

/** Cuts a text into its pages, in place: a static array, ended by NULL. */
char **pages_cut(char *text);

/** A session of that many notes, "n7 … e7", evenly in so many goals, "Goal g0" …; for
 *  free(). */
char *pages_notes(int notes, int goals);

/** How often it stands there. */
size_t pages_count(const char *text, const char *part);

/** Takes all blanks out: where lines were broken does not matter then. */
void pages_squeeze(char *text);

/** Fails the test if the text lacks that part, or has it. */
void pages_expect(const char *text, const char *part);
void pages_expect_not(const char *text, const char *part);

#endif
