#ifndef ROUNDTABLE_TESTS_PAGES_H
#define ROUNDTABLE_TESTS_PAGES_H

#include "support/expect.h"
#include "support/program.h"

/**
 * What roundtable-pdf makes of a session, as poppler reads it. In the test's folder, where
 * the test has to be, in.json becomes out.pdf.
 */

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

/** The same as in.json. */
void pages_write_notes(int notes, int goals);

/** Takes all blanks out: where lines were broken does not matter then. */
void pages_squeeze(char *text);

#endif
