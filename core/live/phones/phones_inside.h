#ifndef ROUNDTABLE_LIVE_PHONES_PHONES_INSIDE_H
#define ROUNDTABLE_LIVE_PHONES_PHONES_INSIDE_H

/* What serves phones is made of; private to phones*.c. */

#include "live/keeping.h"
#include "live/phones/desk.h"
#include "live/phones/phones.h"
#include "store/places.h"
#include "store/watch.h"

enum { PHONES_TOKEN_BYTES = BASE32_SIZE_BYTES };

struct phones {
    const struct phones_options *options;
    struct session_file file;
    struct company company;
    struct watch watch;
    struct keeping keeping;
    struct author author;
    struct page_languages *languages;
    struct str policy;
    struct desk *desk;
    struct web *web;
    char token[PHONES_TOKEN_BYTES];
    char *host;         /* in the address */
    struct paths hosts; /* addresses of this machine, the likeliest first */
    size_t arrived;     /* for session_next_arrival() */
    size_t sent;        /* how many entries came */
    size_t shown_joined, shown_ready, shown_sent; /* as they were told last, */
    bool shown_failed;
    int64_t shown_ms; /* when; 0: never */
    bool done;
};

/* phones_address.c: the address, which stays when the program ends, however it does. */

/** Takes the token and the port of the last time, or draws a token; false with err if it
 *  could not begin to listen. */
bool phones_listen(struct phones *phones, struct err *err);

/** Finds anew at which addresses this machine is, and takes the likeliest if its own is none
 *  of them any more; one that was said at the beginning stays. */
void phones_look_at_hosts(struct phones *phones);

/** Adds "http://HOST:PORT/TOKEN". */
void phones_add_address(const struct phones *phones, struct str *out);

/* phones_tell.c: what those here are told. */

/** How many phones there are: to the company, to its file of them, and to standard output;
 *  five times a second at most. */
void phones_tell(struct phones *phones);

/** When that is due again; INT64_MAX: nothing waits. */
int64_t phones_tell_due_ms(const struct phones *phones);

/** Does what somebody here asked for. */
void phones_carry_out(struct phones *phones, const char *asked);

#endif
