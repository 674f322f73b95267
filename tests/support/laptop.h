#ifndef ROUNDTABLE_TESTS_LAPTOP_H
#define ROUNDTABLE_TESTS_LAPTOP_H

#include "base/str.h"
#include "support/typist.h"

/**
 * A laptop in a room: a HOME and a folder of its own, a session file in it, a bridge that
 * carries it to the room, and perhaps a screen. What does not come before the deadline
 * fails the test.
 */
struct laptop {
    const char *owner; /* "Ana": what they are called in the room */
    char *folder, *path;
    pid_t bridge;      /* 0: none runs */
    int input, output; /* of the bridge: as long as input is open it stays */
    struct str said;   /* all that it said on standard output, */
    struct str told;   /* and on standard error, once it has ended */
    int errors;
    struct typist *screen; /* NULL: none */
};

/** @session  what stands in the file; NULL: there is none. laptop_finish() ends it. */
struct laptop laptop_of(const char *owner, const char *session);
/** Its file is of table 4 in Leeds: "Less sugar", with the barrier "Advertising". */
struct laptop laptop_with_table(const char *owner);
void laptop_finish(struct laptop *laptop);

/** Begins a room with a broker of its own at any free port; its invitation, to free(). */
char *laptop_begin(struct laptop *laptop);

/** The same at that port. */
char *laptop_begin_at(struct laptop *laptop, const char *port);

/** Begins the room of a seminar, whose organiser it is, at any free port; its invitation, to
 *  free(). */
char *laptop_organise(struct laptop *laptop);

/** Tells its table's file to a seminar's room, once that is reached. */
void laptop_tell_seminar(struct laptop *laptop, const char *invitation);

/** Joins a room, and waits until what is there is here. */
void laptop_join(struct laptop *laptop, const char *invitation);

/** Runs a bridge with these further words, ended by NULL, without waiting for anything;
 *  invitation may be NULL. */
void laptop_run(struct laptop *laptop, const char *invitation, const char *const *more);

/** Waits until its bridge has said that, which is then passed over. */
void laptop_hear(struct laptop *laptop, const char *words);

/** Waits until it has said that of how it stands, on standard error. */
void laptop_is_told(struct laptop *laptop, const char *words);

/** The next line that its bridge says, to free(). */
char *laptop_line(struct laptop *laptop);

/** The bridge leaves the room; its exit status. */
int laptop_leave(struct laptop *laptop);

/** It ends by itself; its exit status. What it said of it is in told. */
int laptop_end(struct laptop *laptop);

/** It is killed. */
void laptop_kill(struct laptop *laptop);

/** Opens the file on a screen of 24 by 80. */
struct typist *laptop_open(struct laptop *laptop);

/** Waits until the file holds those words. */
void laptop_holds(const struct laptop *laptop, const char *words);

/** Waits until the files of both are the same bytes. */
void laptops_agree(const struct laptop *one, const struct laptop *two);

/** A goal is typed at a screen, and the box left. */
void laptop_say_goal(struct typist *t, const char *words);

/** Kills the mosquitto that the laptop's bridge began. */
void laptop_kill_broker(const struct laptop *laptop);

/** Two laptops in one room: Ana began it with her table, Ben joined it with no file. */
struct laptops {
    struct laptop ana, ben;
    char *invitation;
};
struct laptops laptops_in_a_room(void);
void laptops_finish(struct laptops *laptops);

/** Both screens are left first. */
void laptops_leave(struct laptops *laptops);

/** Kills all that the laptop's room needs at once: as when it loses its power. */
void laptop_kill_all(struct laptop *laptop);

#endif
