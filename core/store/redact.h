#ifndef ROUNDTABLE_STORE_REDACT_H
#define ROUNDTABLE_STORE_REDACT_H

#include "model/forget.h"
#include "store/file.h"
#include "store/places.h"

/**
 * What somebody asked to be forgotten, out of a session file and out of all that the
 * program keeps of it: the journal with its drafts, its generations, what was rescued.
 */

/**
 * Redacts in the session, then in every generation, then replaces the file, which empties
 * the journal and removes what was rescued. A generation that cannot be read goes; what is
 * redacted in the session already goes from the others as well. Ended in the middle, the
 * file is the old one or the new one; done again it does the rest, whatever the session
 * holds by then.
 *
 * @author  of file->session. No other program should have the file open.
 * @what    of nothing: only the rest is done.
 * False with err if something could not be written; then it is to be done again.
 */
bool file_redact(struct session_file *file, struct author *author,
                 const struct forget *what, struct err *err);

/** How many drafts in the journal are surely of that record, by that person or about them. */
size_t redact_drafts(const struct session_file *file, const struct forget *what);

/**
 * Finds the files, in the folder of the session and then in the state folder, in which the
 * words of one of these texts stand still, in whatever case; the session file itself, by its
 * resolved path, may be one.
 *
 * @name    of a person, among the texts: it is that in whatever words; or NULL
 * @out     where they stand for themselves
 * @within  where they stand only within more words
 */
void redact_find_left(const char *session_path, const struct paths *texts,
                      const char *name, struct paths *out, struct paths *within);

#endif
