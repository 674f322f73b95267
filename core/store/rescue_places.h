#ifndef ROUNDTABLE_STORE_RESCUE_PLACES_H
#define ROUNDTABLE_STORE_RESCUE_PLACES_H

/**
 * Where a session is rescued to: beside its file; else in the state folder; else, should
 * both disks be full, in a folder of one's own in $TMPDIR, in /dev/shm, which is memory,
 * or in /tmp.
 */
enum { RESCUE_PLACES = 5 };

/** The paths of all places, the first of which is 0; NULL if it is none here: not there, or in
 *  others' hands. Nothing is made. To rescue_places_finish(). */
struct rescue_places {
    char *at[RESCUE_PLACES];
};

struct rescue_places rescue_places(const char *session_path);
void rescue_places_finish(struct rescue_places *places);

#endif
