#ifndef ROUNDTABLE_LIVE_BRIDGE_INSIDE_H
#define ROUNDTABLE_LIVE_BRIDGE_INSIDE_H

/* What a bridge is made of; private to bridge*.c. Below, each file calls only what stands
 * before it; bridge.c calls all of them. */

#include "live/bridge.h"
#include "live/broker.h"
#include "live/exchange.h"
#include "live/keeping.h"
#include "live/pace.h"
#include "live/seal.h"
#include "live/server.h"
#include "store/company.h"
#include "store/places.h"
#include "store/room.h"
#include "store/watch.h"

enum { NONCES = 64 }; /* what we published of late: its echo is known by them */

enum { MOST_CHANNELS = 2000 }; /* of a seminar; a national one had a thousand tables */

struct bridge;

/** Where those who have one file meet. */
struct channel {
    struct bridge *bridge;
    char *prefix; /* of its topics, "rt/ROOM/CHANNEL/" */
    struct exchange *exchange;
    /* For an organiser: */
    const struct record *table; /* that it is of; NULL: it is not here yet, */
    char *called;    /* or nobody has said; what somebody there called it last, or NULL */
    int64_t said_ms; /* the time of day when the last edit came; 0: none did */
};

/** Of a table, what an organiser's file held when it was looked through. */
struct known_table {
    const struct record *table;
    int64_t said_ms; /* the time of its last edit */
};

/** What others did of late to what was here. */
struct by_others {
    size_t count;
    int64_t last_ms;
    char *by; /* who says that they did it all; NULL: not known, or several */
};

struct bridge {
    const struct bridge_options *options;
    char id[EXCHANGE_ID_BYTES]; /* who we are in the room */
    struct session_file file;
    struct company company;
    struct watch watch;
    struct dice dice;

    struct invitation invitation;
    struct paths hosts; /* addresses of this machine, the likeliest first */
    struct seal seal;
    struct server server;    /* keeper 0: the broker is somebody else's */
    int64_t server_begun_ms; /* again: it ended, killed perhaps */
    int64_t server_ms;       /* when to begin it again, unless it lets us in; 0: it did */
    bool stood;              /* the room stood at that port before, */
    int taken_port;          /* and something else does now: where; 0: nothing */
    struct err unkept;       /* why it will be another the next time */
    struct broker *broker;
    /* The one of our file, or, of an organiser, those of all tables heard of so far. */
    struct channel **channels;
    size_t channel_count, channel_room;
    struct known_table *known; /* of an organiser */
    size_t known_count;
    const struct record
        *own_table; /* of a file that is of one; NULL: of none, or several */
    bool at_once;   /* what is heard is said just now, not given because it was missing */
    bool tableless; /* the file has no table yet whose channel could be entered */
    unsigned char nonces[NONCES][SEAL_NONCE_BYTES];
    size_t nonce_count;

    size_t arrived;       /* for session_next_arrival(): what the exchange knows of */
    struct pace taking;   /* of what comes from the room, */
    size_t unsaved_bytes; /* and how much came that is not in the file yet */
    bool flooded;         /* more came than is taken: that is told once */

    struct keeping keeping;    /* of what came from the room */
    size_t too_long;           /* edits that no room carries */
    size_t refused;            /* edits from the room that are none, told once */
    struct by_others redacted; /* edits whose words somebody in the room took out here */
    struct by_others clashing; /* and such as have the key of another */
    char *why;                 /* there is no connection; NULL: there is */
    struct str told;           /* the last event, */
    struct str shown;          /* and what of the room was told those here, */
    int64_t shown_ms;          /* when */
    struct str coded;          /* the invitation as text, */
    struct paths code;         /* and its QR: rows of half blocks */
    int64_t fetch_until_ms;    /* for what it had; INT64_MAX: once there is somebody */
    struct str going;          /* somebody said that the room does, and why; */
    int64_t going_ms;          /* when, */
    bool going_for_good;       /* and that it does not come back */
    bool fetched;              /* what the room had is here: the invitation was printed */
    bool shown_connected;      /* there was a connection when that was told */
    bool unshown;              /* there may be more to tell, when it is due */
    bool ended;                /* so it was: why says by whom */
    bool echoed;               /* what we published last came back */
    bool ends;                 /* somebody here ended the room for everybody */
    bool done;
};

/* bridge_print.c */

/** Prints a line to standard output, unless it was the last. */
void bridge_print(struct bridge *bridge, const char *words);

/* bridge_file.c: between the file and the exchange. */

/** Opens the file, or begins one; false with err if nothing may be written to it. */
bool bridge_open(struct bridge *bridge, struct err *err);

/** Takes in what was said here, and publishes it. */
void bridge_read_on(struct bridge *bridge);

/** Takes an edit in that came from the room. @context  the channel. */
void bridge_take(void *context, char *line, size_t len_bytes);

/** What came goes into the journal, and those who have the file open are told. */
void bridge_keep(struct bridge *bridge);

/** Writes the file if it lacks something. */
bool bridge_save(struct bridge *bridge, struct err *err);

/* bridge_standing.c: where a room stands: the same as the last time, where it can be. */

/** Finds the addresses of this machine at which others may reach it, and makes the
 *  invitation: that of the room that is joined, or what was kept of ours, or a new one. */
void bridge_make_invitation(struct bridge *bridge);

/** Begins a broker of our own at the port of the invitation, or, unless that one was asked
 *  for, at another, which the invitation then has. */
bool bridge_begin_server(struct bridge *bridge, struct err *err);

/** The room is there, and will be the same the next time: before anybody sees the invitation,
 *  since from then on somebody may come by it. */
void bridge_keep_standing(struct bridge *bridge);

/** Prints what stands against that, and if it is not what it was the last time. */
void bridge_tell_standing(struct bridge *bridge);

/** It was ended: the next one is another. */
void bridge_forget_standing(struct bridge *bridge);

/* bridge_room.c: between the exchange and the broker. */

/** Makes the room of an invitation: seals with its words, and with a broker of our own,
 *  begins that. */
bool bridge_enter(struct bridge *bridge, struct err *err);

/** how: if the broker is ours. Else we leave. */
void bridge_leave_room(struct bridge *bridge, enum exchange_going how);

/** Waits for what the broker says, and for nothing else, until then at most. */
void bridge_hear_room(struct bridge *bridge, int64_t until_ms);

/** Our mosquitto ended, killed perhaps, or is due: begins it again at its port, so that all
 *  come back. Does not wait for it; if it lets nobody in, that is tried again when it is due;
 *  INT64_MAX: never. */
void bridge_tend_server(struct bridge *bridge, bool ended);
int64_t bridge_server_due_ms(const struct bridge *bridge);

/** Those who are in the room, channel by channel: *at is zeroed to begin with, NULL ends. */
struct peer_at {
    size_t channel, peer;
};
const struct exchange_peer *bridge_next_peer(const struct bridge *bridge,
                                             struct peer_at *at);

/** How many there are. */
size_t bridge_peers(const struct bridge *bridge);

/** "rt/ROOM/CHANNEL/" of a table in a seminar, to free(). */
char *bridge_prefix_of_table(const struct bridge *bridge, const struct record *table);

/* bridge_tables.c: the tables of a seminar, as its organiser sees them. */

/** A row a table: of those in the file, in their order, also where nobody is there (any
 *  more); then of those from which only a name is known so far. */
void bridge_fill_tables(struct bridge *bridge, struct room *room);

/* bridge_tell.c: what those here are told of the room. */

/** Who is there, or that there is no connection: to the company, to its file of the room,
 *  and to standard output. A room of hundreds has news every other millisecond: of those,
 *  unless the connection came or went, it is told five times a second, and for the rest
 *  again when that is due; INT64_MAX: nothing waits. */
void bridge_tell(struct bridge *bridge);
int64_t bridge_tell_due_ms(const struct bridge *bridge);

/** Tells the room what we are called, and where somebody here writes. */
void bridge_name(struct bridge *bridge);

#endif
