#ifndef ROUNDTABLE_LIVE_PHONES_WEB_VISITS_H
#define ROUNDTABLE_LIVE_PHONES_WEB_VISITS_H

#include <microhttpd.h>
#include <netinet/in.h>
#include <stdint.h>

/**
 * The connections of a web, the one that has waited longest first: who sends a byte now and
 * then, or nothing at all, neither stays nor keeps others out. Private to web*.c.
 */

enum {
    WEB_MOST_VISITS = 800,
    WEB_MOST_OF_ADDRESS = 250, /* behind a hotspot all may have one */
    WEB_PATIENCE_MS = 10000,
};

struct web_visit {
    struct in6_addr address; /* of IPv4, too */
    int fd;
    int64_t until_ms;
    int ended; /* its socket is shut, which the library finds out */
    struct web_visit *prev, *next;
};

struct web_visits {
    struct web_visit *first;
    size_t count; /* of those that have not ended */
};

/** One began: what is too many ends. Returns it. */
struct web_visit *web_visit_begin(struct web_visits *visits,
                                  struct MHD_Connection *connection);
void web_visit_finish(struct web_visits *visits, struct web_visit *visit);

/** Ends those that took too long; returns until when the next may, INT64_MAX: there is none.
 */
int64_t web_visits_end_slow(struct web_visits *visits);

#endif
