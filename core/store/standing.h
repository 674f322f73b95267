#ifndef ROUNDTABLE_STORE_STANDING_H
#define ROUNDTABLE_STORE_STANDING_H

#include "base/err.h"

#include <stdbool.h>

/**
 * What of a session stays the same when its room begins again, whatever ended it: a laptop
 * that died, too. So those who were in come back without being told anything anew. One small
 * file of JSON a session in the state folder, for its owner only, since whoever can read it
 * can come in:
 *
 *     ~/.local/state/roundtable/rooms/table-4-3k0s7d5h2xq9a.json
 *     {
 *       "room": "192.168.1.20/lusab-babad-gutih-tugad-dagoz"
 *     }
 *
 * It is of the file of that path: a copy of it elsewhere has a room of its own.
 */
enum standing {
    STANDING_ROOM,   /* of the room that was begun for it, the invitation */
    STANDING_JOINED, /* and of that of somebody else which it was in last */
    STANDING_PHONES, /* where phones come in, as roundtable-phones says it */
    STANDING_COUNT,
};

enum { STANDING_LONGEST_BYTES = 512 }; /* of a text */

/** What is kept, to be freed by standing_forget(); NULL: nothing, or nothing that could be
 *  read, or that others could have written. */
char *standing_read(const char *session_path, enum standing what);

/** Overwrites a text that lets people in, and frees it; takes NULL. */
void standing_forget(char *text);

/** Keeps that text in the place of what was kept, and leaves the rest as it is; NULL:
 *  nothing is kept any more. False with err if it could not: then what was kept still is. */
bool standing_keep(const char *session_path, enum standing what, const char *text,
                   struct err *err);

/** A session that is not the one of before begins at that path: phones that wrote into the other
 *  are not let into this one, and come in at an address of its own. */
void standing_begin_anew(const char *session_path);

#endif
