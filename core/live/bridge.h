#ifndef ROUNDTABLE_LIVE_BRIDGE_H
#define ROUNDTABLE_LIVE_BRIDGE_H

#include "live/invitation.h"
#include "live/place.h"
#include "store/file.h"

#include <stdbool.h>

/**
 * A bridge carries what is said between a session file and a room: one more member of the
 * file's company here, a client of a broker there. It draws nothing. What comes from the room
 * goes into the journal, and the file when it was quiet; what is said here is sealed and
 * published. Without a connection both go on, and meet again later.
 *
 * On standard output stands, once the room is there, the invitation, then a line an event:
 *
 *     192.168.1.20/lusab-babad-gutih-tugad-dagoz
 *     with Ben (table 3)
 *     no connection: …; all is kept here
 */
struct bridge_options {
    const char *path; /* of the session file, which need not be there */
    const char *by;   /* what we are called in the room; NULL: nobody said */
    bool join;        /* invitation is of somebody else's room; else one is made here */
    struct invitation *invitation; /* if so; taken over */
    const char *host; /* what is to stand in ours; NULL: an address of this machine */
    /* A broker that is there, for which all of this is borrowed; no hosts: one of our own,
     * or that of the invitation. */
    struct places places;
    const char *user, *password; /* NULL: as the words determine */
    const char *ca_file, *alpn;  /* see broker.h */
    int port;      /* to listen on; 0: INVITATION_PORT if it is free, else any */
    bool any_port; /* any free one */
    bool by_table; /* the room is a seminar's: the file's channel is that of its table */
    bool organise; /* the file is to hold all channels of the room */
    bool with_screen; /* leaves when standard input ends */
};

/** Runs until it is left: by a signal, at the end of standard input, or since somebody here
 *  asked for it. False with err if it could not begin, or if something could not be saved. */
bool bridge_run(const struct bridge_options *options, struct err *err);

#endif
