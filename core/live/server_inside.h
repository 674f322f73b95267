#ifndef ROUNDTABLE_LIVE_SERVER_INSIDE_H
#define ROUNDTABLE_LIVE_SERVER_INSIDE_H

/* server.c starts a keeper and hears how it goes; keeper.c is that process, between the
 * program and mosquitto. Nobody else includes this. */

/** What a keeper needs; borrowed. */
struct keeper_task {
    const char *mosquitto, *passwd; /* the programs' paths */
    const char *room, *password;
    const char *parent_folder; /* where to make one of its own */
    int port;
};

/**
 * The life of a keeper, in a process forked for it: makes the folder, starts mosquitto, and
 * waits until the other end of the socket is closed or mosquitto ends. What mosquitto said
 * is then written to the socket, if it ended by itself. Leaves nothing behind.
 */
_Noreturn void keeper_live(int socket, const struct keeper_task *task);

#endif
