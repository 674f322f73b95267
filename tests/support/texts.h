#ifndef ROUNDTABLE_TESTS_TEXTS_H
#define ROUNDTABLE_TESTS_TEXTS_H

#include "store/file.h"

/* Session files as the text that they are. */

/** A session file of these members. */
#define SESSION(text) "{\"format\":\"roundtable session\",\"version\":1," text "}"

/** One with one edit of these members, and what such an edit of a note begins with. */
#define EDIT(members) SESSION("\"edits\":[{" members "}]")
#define OF_NOTE "\"at\":\"2017-02-22T12:14:03.512Z\",\"of\":\"note:n\""

/** The file that such a text is; it must be readable. */
struct session_file read_in(const char *text);

/** What wants a look in it, as "LINE:COLUMN: message\n", for free(). */
char *faults_of(const char *text, int64_t now_ms);

/** The file, saved and opened, is the same, to the byte. */
void expect_round_trip(struct session_file *file);

/** Whether the session can be saved, and what is then there be read, and is the same; adds
 *  what is wrong. */
bool survives(struct session *session, struct str *wrong);

#endif
