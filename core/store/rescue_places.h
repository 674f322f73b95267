#ifndef ROUNDTABLE_STORE_RESCUE_PLACES_H
#define ROUNDTABLE_STORE_RESCUE_PLACES_H

/**
 * Where a session is rescued to: beside its file; else in the state folder; else, should
 * both disks be full, in a folder of one's own in $TMPDIR, in /dev/shm, which is memory,
 * or in /tmp.
 */
enum { RESCUE_PLACES = 5 };

/** The path of a place, the first of which is 0; to free(). NULL if it is none here: not
 *  there, or in others' hands. Nothing is made. */
char *rescue_place(const char *session_path, int place);

#endif
