#ifndef ROUNDTABLE_STORE_FOLDERS_H
#define ROUNDTABLE_STORE_FOLDERS_H

#include "store/places.h"

/** Whether a file could hold a session by its name: "*.json", but neither a schema nor what
 *  restore has set aside as damaged. */
bool is_session_name(const char *name);

/**
 * What stands in a folder, to be chosen from: the folders in it, and the files that could
 * hold a session, or all; both as whole paths, sorted. Hidden ones are left out. None is
 * opened, so thousands are no trouble.
 *
 * False with err if the folder cannot be read.
 */
bool folder_read(const char *folder, bool all, struct paths *folders, struct paths *files,
                 struct err *err);

/** Where somebody begins to look for a session: the folder that the program was started
 *  in, if a session is there, else that of the session opened last; to free(). */
char *folder_to_begin_in(void);

#endif
