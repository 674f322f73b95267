#ifndef ROUNDTABLE_LIVE_SERVER_H
#define ROUNDTABLE_LIVE_SERVER_H

#include "base/err.h"

#include <stdbool.h>
#include <sys/types.h>

/**
 * A mosquitto of our own, for one room: its configuration, password file and access list
 * stand in a fresh folder of mode 0700 and let one user in, to the topics of the room. It
 * ends with the program that started it, however that ends, and its folder goes with it:
 * a small process between them waits for the end of a pipe.
 */
struct server {
    pid_t keeper; /* the process between; 0: there is none */
    int pipe;     /* whose end ends it; poll() says POLLIN once it ended by itself */
    int port;
};

/**
 * Starts it and returns once it listens.
 *
 * @port  to listen on, on every address; 0: any free one, which server->port then says.
 * @room, @password  of its user: see seal.h. They stand in no argument.
 * False with err: there is no mosquitto (and what to install), the port is taken, or what
 * mosquitto said. $ROUNDTABLE_MOSQUITTO is another mosquitto than that of PATH, and $TMPDIR
 * where the folder is made, else /tmp.
 */
bool server_start(struct server *server, int port, const char *room, const char *password,
                  struct err *err);

/** The same without waiting: it listens soon, as whoever connects will see, or ends by itself.
 *  @port  not 0. */
bool server_begin(struct server *server, int port, const char *room, const char *password,
                  struct err *err);

/** Whether somebody listens at a port of this machine, such as one that is about to end. */
bool server_listens(int port);

/** What mosquitto said, of one that has ended by itself: once. */
void server_blame(const struct server *server, struct err *err);

/** Ends it, and waits until it has ended. */
void server_stop(struct server *server);

#endif
