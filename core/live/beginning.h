#ifndef ROUNDTABLE_LIVE_BEGINNING_H
#define ROUNDTABLE_LIVE_BEGINNING_H

#include "base/options.h"

/** How a program begins that opens a session file to others: which file that is, and where
 *  they are to come. */
struct beginning {
    const char *path;
    const char *host;       /* as --host says it; NULL: not said */
    const char *port_words; /* as --port does, */
    int port;               /* which is this; 0: not said, or any that is free: */
    bool any_port;
};

/**
 * Reads the command line, of which rows fill host and port_words. False if the program is done
 * with, as options_read(); *status says how.
 *
 * @is_host  whether the host can be one.
 *
 * No core file is ever written of the program: what others said would stand in it, and the
 * words that let them in.
 */
bool beginning_read(struct beginning *b, const struct program *program,
                    const struct option_row *rows, bool (*is_host)(const char *text),
                    int argc, char **argv, int *status);

#endif
