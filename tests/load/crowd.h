#ifndef ROUNDTABLE_TESTS_LOAD_CROWD_H
#define ROUNDTABLE_TESTS_LOAD_CROWD_H

#include "live/bridge_inside.h"
#include "model/author.h"

/**
 * Many laptops at many tables, in one process: each is a bridge with a file of its own, and
 * somebody who writes into it. One more, the organiser's, may have all tables.
 */
struct desk {
    struct bridge bridge;
    struct bridge_options options;
    char *path;
    size_t table; /* the number of its table */
    struct author author;
    int64_t next_us;   /* when the next note is written; INT64_MAX: none */
    int64_t cpu_us;    /* what its bridge took, if it is measured */
    bool measured, in; /* its bridge is in the room */
};

struct crowd {
    char *folder;
    struct desk *desks; /* all writers, then the organiser, if there is one */
    size_t count;
    size_t writers, tables;
    size_t *expected;    /* edits of each table */
    struct session *all; /* of what the tables begin with: templates, which all share */
    size_t notes;        /* that were written in all */
    int64_t pause_us;    /* between two notes of one writer, on average */
    struct dice dice;
    struct places places; /* of the broker */
    unsigned char secret[INVITATION_SECRET_BYTES];
};

/** Makes folders and files, a table in each; nobody is in the room yet. The fields folder,
 *  writers, tables, pause_us, places and secret are set before. Ends the program if it
 *  cannot. */
void crowd_begin(struct crowd *crowd, bool with_organiser);

/** All go into the room. */
void crowd_enter(struct crowd *crowd);
void desk_enter(struct crowd *crowd, struct desk *desk);

/** Somebody adds that many notes, which stand in the file before anybody is told. */
void desk_write_before(struct crowd *crowd, struct desk *desk, size_t notes);

/** Waits for whatever comes, and does it; returns by then at the latest. */
void crowd_step(struct crowd *crowd, int64_t until_us);

/** All write from now on, or stop. */
void crowd_write(struct crowd *crowd, bool on);

bool crowd_is_connected(const struct crowd *crowd);

/** How many edits all lack, taken together, of those that their tables have. */
size_t crowd_missing(const struct crowd *crowd);

/** All save and leave the room. */
void crowd_leave(struct crowd *crowd);

/** How many files are not the same bytes as another of their table. */
size_t crowd_unlike(const struct crowd *crowd);

/** Frees all, and removes the folder. */
void crowd_finish(struct crowd *crowd);

#endif
