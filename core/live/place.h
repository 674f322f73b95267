#ifndef ROUNDTABLE_LIVE_PLACE_H
#define ROUNDTABLE_LIVE_PLACE_H

#include "live/broker.h"
#include "live/invitation.h"

/**
 * Where a broker is, as it stands in an invitation or behind --broker:
 *
 *     192.168.1.20    laptop.local:1884    [fe80::1]:1884
 *     mqtts://one.example,two.example:8884
 */

enum { PLACE_PORT = 1883, PLACE_TLS_PORT = 8883 }; /* as IANA has them */

/** The hosts of one broker. */
struct places {
    struct broker_host *hosts; /* owned, and so are their names */
    size_t count;
    bool tls;
};

/** Reads "HOST", "HOST:PORT", "[ADDRESS]" or "[ADDRESS]:PORT". False with err.
 *
 * @text  is written into; *host is a part of it.
 * @port  untouched where none is given.
 */
bool place_read(char *text, char **host, int *port, struct err *err);

/** What stands behind "mqtt://" or "mqtts://", in any case; *tls: it was the latter. */
const char *scheme_pass(const char *text, bool *tls);

/** Reads one or more, with commas between them. False with err. */
bool places_read(const char *text, struct places *out, struct err *err);
void places_finish(struct places *places);

#endif
