#ifndef ROUNDTABLE_LIVE_PHONES_PHONES_H
#define ROUNDTABLE_LIVE_PHONES_PHONES_H

#include "base/err.h"

#include <stdbool.h>

/**
 * Serves one page of a session file to people's phones: one more member of the file's company
 * here, a web server there. It draws nothing. What phones send is in the journal before they
 * are told that it was sent, and in the file when it was quiet.
 *
 * On standard output stands the address first, then a line an event, never what was sent:
 *
 *     http://192.168.1.20:8080/3k0s7d5h2xq9a
 *     3 phones
 *     12 sent
 *     not saved: …
 */
struct phones_options {
    const char *path; /* of the session file */
    const char
        *host;     /* that is to stand in the address; NULL: an address of this machine */
    int port;      /* to listen on; 0: as the last time, or any free one */
    bool any_port; /* any free one, whatever it was */
    bool with_screen; /* leaves when standard input ends */
};

/** Runs until it is left: by a signal, at the end of standard input, or since somebody here
 *  asked for it. False with err if it could not begin, or if something could not be saved. */
bool phones_run(const struct phones_options *options, struct err *err);

#endif
