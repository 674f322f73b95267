#ifndef ROUNDTABLE_TESTS_TABLES_H
#define ROUNDTABLE_TESTS_TABLES_H

#include "export/export.h"
#include "support/expect.h"

/**
 * Tables of a test, written as a person would write them: what stands between the
 * brackets of "sessions": [ … ]. The caller owns the session.
 */
struct session *session_of_tables(const char *tables);

/** Writes them to a session file. */
void tables_write(const char *path, const char *tables);

/** Writes a.json of the test's folder: a table of Leeds, Health, with a vision and one goal, "Less
 *  sugar", under which stand the barriers "Adverts" and "Fares". */
void tables_write_health(void);

/** Three of them in two places: a goal and a barrier that all share, in several wordings
 *  and with different weights; what only one says; and one action. */
extern const char three_tables[];

/** The session in the format of that name; for free(). */
char *exported_as(struct session *session, const char *name);

/** Whether it is that text, or holds that part of one. */
void expect_export(struct session *session, const char *format, const char *expected);
void expect_in_export(struct session *session, const char *format, const char *part);

/** The same in a format of "roundtable themes". */
char *themes_as(struct session *session, const char *name);

/** The same in any format, with any options. */
char *written_as(struct session *session, const struct export_format *format,
                 const struct export_options *options);

#endif
