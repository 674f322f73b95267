#ifndef ROUNDTABLE_STORE_COMPANY_H
#define ROUNDTABLE_STORE_COMPANY_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * Who else has a session file open, on this machine, as the same user: each program has
 * a named pipe in the state folder, in which the others tell that they came, and that
 * they said something. What they said stands in the journal; the pipe only wakes.
 *
 *     +3k0s7d5h2xq9a Ana      I am here; who are you?
 *     =3k0s7d5h2xq9a Ana      I am here, too
 *     !                       something was said: look
 *
 * The pipe of one that only follows is told by its name, "follow-3k0s7d5h2xq9a".
 *
 * A program that ends, in whatever way, closes its end of the pipe, which the others
 * see. Nobody has to wake up to find out. SIGPIPE must be ignored.
 */

struct member {
    char *actor;
    char *name;   /* "" if nobody said */
    int fd;       /* of their pipe, for writing */
    bool follows; /* they show what others say, and say nothing */
};

/** Start zeroed; company_leave() ends it. */
struct company {
    char *folder, *path, *said; /* the pipes of this file; ours; who we are */
    char *actor;
    int in, keep_open; /* our pipe: read, and written by nobody but held */
    bool joined;
    struct str heard; /* the beginning of a line */
    struct member *members;
    size_t count, room;
};

/**
 * Comes in and tells the others. What fails has no consequence but that others' words
 * are seen later: when something is saved.
 *
 * @actor  as in the keys of our edits; copied.
 * @by     our name, or NULL.
 * @follows  we only show what others say.
 */
void company_join(struct company *company, const char *session_path, const char *actor,
                  const char *by, bool follows);
void company_leave(struct company *company);

/** Whose actor stands for what is begun here while there is no file yet: of all that are here
 *  at once it is the same one; to free(). */
char *company_first(const struct company *company);

/** Tells everybody that something was said. */
void company_tell(struct company *company);

/** What came in since the last time. */
enum heard {
    HEARD_NEWS = 1, /* something was said: look into the journal and the file */
    HEARD_COMING = 2,
    HEARD_LEAVING = 4,
};

unsigned company_hear(struct company *company);

/** The descriptors to poll for input: when one is ready, company_hear(). At most room. */
size_t company_descriptors(const struct company *company, int *out, size_t room);

/** Whether the author of these edits has the file open now. */
bool company_has(const struct company *company, const char *actor);

/** Adds who is there, as in "Ana", "2 others" or "Ana and 1 other"; nothing if nobody.
 *  Who only follows is not among them: it is nobody, but a second screen. */
void company_names(const struct company *company, struct str *out);

/** How many others may say something. */
size_t company_writers(const struct company *company);

/** Whether somebody follows. */
bool company_followed(const struct company *company);

#endif
