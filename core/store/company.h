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
 *     ~Barriers               to a room: somebody writes there; "~" alone: not any more
 *     ~Ben is writing in …    from a room, to be shown as it is; "~" alone: nobody is
 *     ?end                    to a room, or to phones: somebody asks for that
 *
 * A room is the program that carries what is said to other laptops and back. Its pipe is
 * told by its name, "room-3k0s7d5h2xq9a", and so is that of one that only follows,
 * "follow-3k0s7d5h2xq9a", and of the program that serves people's phones,
 * "phones-3k0s7d5h2xq9a". A room, and phones, have a file in the same folder in which they
 * say how they stand: see room.h.
 *
 * A line has PIPE_BUF bytes at most, so that it is written in one piece; what is longer is
 * cut. A program that ends, in whatever way, closes its end of the pipe, which the others
 * see. Nobody has to wake up to find out. SIGPIPE must be ignored.
 */

enum member_kind {
    MEMBER_WRITES,
    MEMBER_FOLLOWS,   /* shows what others say, and says nothing */
    MEMBER_IS_ROOM,   /* carries what is said between here and other laptops */
    MEMBER_IS_PHONES, /* says what people's phones say; its name is how many there are */
};

struct member {
    char *actor;
    char *name; /* "" if nobody said */
    int fd;     /* of their pipe, for writing */
    enum member_kind kind;
};

enum { COMPANY_MOST_ASKED = 8 }; /* and not taken yet: what comes then is dropped */

/** Start zeroed; company_leave() ends it. */
struct company {
    char *folder, *path, *said; /* the pipes of this file; ours; who we are */
    char *actor;
    enum member_kind kind;
    int in, keep_open; /* our pipe: read, and written by nobody but held */
    bool joined;
    struct str heard; /* the beginning of a line */
    struct member *members;
    size_t count, room;
    char
        *writing; /* for a room, the column in which somebody here writes; for others what
                      the room says of that. "": nobody; NULL before joining */
    char *writes; /* what we said of that ourselves, for whoever comes */
    char *asked[COMPANY_MOST_ASKED];
    size_t asked_count;
};

/**
 * Comes in and tells the others. What fails has no consequence but that others' words
 * are seen later: when something is saved.
 *
 * @actor  as in the keys of our edits; copied.
 * @by     our name, or NULL; of a room, who is in it, "" if
 *              nobody is.
 */
void company_join(struct company *company, const char *session_path, const char *actor,
                  const char *by, enum member_kind kind);

/** Whether somebody, we perhaps, may have the file open. */
bool company_is_there(const char *session_path);

/** A room, and phones, take their file along. */
void company_leave(struct company *company);

/** We have this name from now on, which everybody is told: HEARD_COMING. From a room, also
 *  if it is the same: then its file says something else than before. */
void company_call(struct company *company, const char *name);

/** Tells who is concerned that somebody writes: of a screen, the title of the column; of a
 *  room, "Ben is writing in Barriers". "": nobody does. Said again only if it changed. */
void company_write(struct company *company, const char *words);

/** Asks the room for something: "end", "words", "host 192.168.1.5"; "look": to say anew how it
 *  stands. False if there is none. */
bool company_ask(struct company *company, const char *words);

/** Asks the phones for something: "end", "host 192.168.1.5"; "look": at which addresses this
 *  machine is by now, which a hotspot changes; or says which grid of which table, and which goal
 *  in it, is in front of the room, "front 3k0s plan 7f2a". False if there are none. */
bool company_ask_phones(struct company *company, const char *words);

/** For a room, and phones: what it was asked for longest ago, to free(); NULL: nothing more. */
char *company_asked(struct company *company);

/** Whose actor stands for what is begun here while there is no file yet: of all that are here
 *  at once it is the same one; to free(). */
char *company_first(const struct company *company);

/** Tells everybody that something was said. */
void company_tell(struct company *company);

/** The same by somebody who only passes by, and is told to nobody: whoever has the file open
 *  looks into its journal. SIGPIPE must be ignored. */
void company_knock(const char *session_path);

/** What came in since the last time. */
enum heard {
    HEARD_NEWS = 1,   /* something was said: look into the journal and the file */
    HEARD_COMING = 2, /* somebody is here, or is called otherwise */
    HEARD_LEAVING = 4,
    HEARD_WRITING = 8,  /* company->writing has changed */
    HEARD_ASKED = 16,   /* company_asked() has something */
    HEARD_OPENING = 32, /* somebody opens the file just now: HEARD_COMING, too */
};

unsigned company_hear(struct company *company);

/** The descriptors to poll for input: when one is ready, company_hear(). At most room. */
size_t company_descriptors(const struct company *company, int *out, size_t room);

/** Whether the author of these edits has the file open now. */
bool company_has(const struct company *company, const char *actor);

/** Whether it is the program that says what people's phones say. */
bool company_serves_phones(const struct company *company, const char *actor);

/** Adds who is there, as in "Ana", "2 others" or "Ana and 1 other", and behind them who is
 *  in each room, as it says it: "Ana, Ben (table 3), 12 phones"; nothing if nobody. Who only
 *  follows is not among them: it is nobody, but a second screen. */
void company_names(const struct company *company, struct str *out);

/** Whether somebody of that name has the file open. */
bool company_has_name(const struct company *company, const char *name);

/** How many of that kind are here. */
size_t company_count(const struct company *company, enum member_kind kind);

/** How many others may say something, rooms among them. */
size_t company_writers(const struct company *company);

/** How many rooms there are: none, or one, or two if a table is told to its seminar as well.
 */
size_t company_rooms(const struct company *company);

/** Of several rooms, puts the n-th in the place of the first, and that in its place: the first
 *  is asked, and its file is that of company_room_path(). n is less than company_rooms(). */
void company_prefer_room(struct company *company, size_t n);

/** The path of the file in which the first room says how it stands, to free(): of a room,
 *  its own; NULL if there is no room. */
char *company_room_path(const struct company *company);

/** The path of the file in which the phones say how they stand, to free(): of phones, their
 *  own; NULL if there are none. */
char *company_phones_path(const struct company *company);

/** For phones: the path of the file in which others that were here before say how they stand,
 *  to free(); NULL: there are none. Of two that come at once one comes first. */
char *company_earlier_phones(const struct company *company);

/** Whether somebody follows. */
bool company_followed(const struct company *company);

#endif
