#ifndef ROUNDTABLE_STORE_ROOM_H
#define ROUNDTABLE_STORE_ROOM_H

#include "base/err.h"
#include "store/places.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * How the room of a session stands, as the program that carries it says it to those who
 * have the file open on this laptop: a small file of JSON for its owner only, which lives as
 * long as the room does (see company_room_path()).
 *
 *     {"invitation": "192.168.1.20/lusab-…", "hosts": ["192.168.1.20", "10.0.0.2"],
 *      "ours": true, "connected": true, "ended": false, "why": "", "behind": 0, "qr": ["█▀▀…", …],
 *      "people": [{"name": "Ben", "table": "3", "since": "2017-02-22T12:14:03.000Z",
 *                  "entries": 31, "behind": false, "writing": "Barriers"}]}
 *
 * That of people's phones is told by how many there are; the invitation is then the address
 * of their page, and "modules" are its code for whoever draws it at another size (see
 * company_phones_path()):
 *
 *      "phones": {"joined": 12, "ready": 3, "modules": ["#######.##…", …]}
 *
 * An organiser's has no people, but a row a table, also of those who have left:
 *
 *      "tables": [{"table": "Table 4", "people": "Ana and 1 other", "here": 2,
 *                  "entries": 31, "said": "2017-02-22T12:14:03.000Z", "behind": 0}]
 */

enum {
    ROOM_LARGEST_BYTES = 1 << 24, /* of the file; */
    ROOM_LONGEST_BYTES = 512, /* of a text in it: what is longer is cut when written, */
    ROOM_MOST_PEOPLE = 1000,  /* and what is more is left out */
    ROOM_MOST_TABLES = 3000,
    ROOM_MOST_HOSTS = 64,
    ROOM_MOST_ROWS = 200, /* of the QR; one of half blocks has two modules each */
};

/* What is added to its path while it is written. */
#define ROOM_BEING_WRITTEN ".new"

/** Somebody at another laptop. */
struct room_person {
    char *name, *table; /* "" if not said */
    char *writing;      /* the title of the column; "" if in none */
    int64_t since_ms;
    uint64_t entries; /* that stand in this person's words */
    bool behind;      /* they lack something that we have, or we of theirs */
};

/** A table of a seminar. */
struct room_table {
    char *table, *people; /* in words */
    uint64_t here;        /* so many laptops are, */
    uint64_t behind;      /* and so many of them lack something, or we of theirs */
    uint64_t entries;
    int64_t said_ms; /* when something came last; 0: not known */
};

/** Start zeroed; room_finish() ends it. A text that is NULL is written as "". */
struct room {
    char *invitation;
    struct paths hosts; /* what may stand in the invitation */
    bool ours;          /* the broker is of this laptop */
    bool connected;
    char *why;       /* there is no connection; "" */
    bool ended;      /* nor will there be: somebody ended the room, as why says */
    uint64_t behind; /* how many of the people are */
    struct paths qr; /* the invitation: rows of half blocks, dark modules drawn, with the
                        quiet zone of two modules around them; none: it has no code */
    struct room_person *people;
    size_t count, room;
    bool organised; /* a seminar's, of tables instead of people */
    struct room_table *tables;
    size_t table_count, table_room;
    bool phones;          /* these are people's phones: */
    uint64_t joined;      /* so many came since it began, */
    uint64_t ready;       /* and so many are done with what is written alone */
    struct paths modules; /* the code without a quiet zone: a row of modules each, dark
                             ones "#" and others "." */
};

void room_finish(struct room *room);

/** A new person, whose texts are copies. Valid until the next is added. */
struct room_person *room_add(struct room *room, const char *name, const char *table,
                             const char *writing);

/** A new table, likewise. */
struct room_table *room_add_table(struct room *room, const char *table,
                                  const char *people);

/** Writes the file anew: whoever reads it meanwhile has the old one or the new one. It is not
 *  synced, since nobody reads it after a crash. False with err. */
bool room_write(const char *path, const struct room *room, struct err *err);

/** Reads it, taking nothing on trust. *room is to be zeroed. False with err, and *room
 *  zeroed, if it is not there, or not as it should be. */
bool room_read(const char *path, struct room *room, struct err *err);

#endif
