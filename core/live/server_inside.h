#ifndef ROUNDTABLE_LIVE_SERVER_INSIDE_H
#define ROUNDTABLE_LIVE_SERVER_INSIDE_H

/* server.c starts a keeper and hears how it goes; keeper.c is that process, between the
 * program and mosquitto; keeper_folder.c is where its files are. Nobody else includes this. */

#include <stdbool.h>

/** What a keeper needs; borrowed, */
struct keeper_task {
    char *mosquitto, *passwd; /* but for the programs' paths */
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

/** The folder of a keeper, for its owner only. As long as that lives a file in it is locked:
 *  so it is known which folders nobody needs any more. */
struct keeper_folder {
    char *path; /* NULL until it is made */
    int lock;
};

/** False with errno. */
bool keeper_folder_make(const char *parent, struct keeper_folder *folder);

/** The path of a file in it, to free(). */
char *keeper_folder_file(const struct keeper_folder *folder, const char *name);

void keeper_folder_remove(struct keeper_folder *folder);

/** Removes those whose keepers were killed; of this user, in that folder. */
void keeper_folders_clear(const char *parent);

#endif
