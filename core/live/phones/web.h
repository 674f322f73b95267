#ifndef ROUNDTABLE_LIVE_PHONES_WEB_H
#define ROUNDTABLE_LIVE_PHONES_WEB_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * A small web server: one address, http://HOST:PORT/TOKEN, GET and POST of forms; anything
 * else is 404, the same for all. One thread, over the caller's poll loop. Bounded: requests
 * of 16 KB at most, connections in all and by address, 10 seconds each; where there are too
 * many, the one that has waited longest gives way to the new one, so that nobody is kept out.
 * A connection is closed behind its answer: what else came in it is not looked at. It knows
 * nothing of sessions and keeps no log.
 */

enum { WEB_PHONE_BYTES = 32 }; /* of a cookie's name, of small letters and digits */

/** A request that was let in. Everything is borrowed and ends in "\0". Fields are UTF-8,
 *  what is not is refused before; line ends are "\n", and other control characters blanks. */
struct web_request {
    bool post;
    const char *phone;   /* the cookie's random name, "" if it has none */
    const char *accepts; /* Accept-Language, or "" */
    const struct web_field {
        const char *name, *value;
    } * fields; /* of the query, or of the form */
    size_t field_count;
};

/** The value of a field; "" if there is none. */
const char *web_field(const struct web_request *request, const char *name);

/** What is answered. */
struct web_answer {
    struct str body; /* HTML; unless it is to be looked for elsewhere: */
    struct str see;  /* 303: this address, what follows the token ("?sent=…") */
    int status;      /* 200, 303, 429 … */
    int again_s;     /* after so long the browser looks again by itself; 0: it does not */
    char phone
        [WEB_PHONE_BYTES]; /* a new name for this phone, for its cookie; "": it keeps its own */
};

struct web_options {
    const char *host; /* an address to listen at; NULL: all of this machine's */
    int port;         /* 0: any free one */
    const char *token;
    const char *policy; /* the Content-Security-Policy of all pages */
    /** Fills in an answer, zeroed before. */
    void (*answer)(void *context, const struct web_request *request,
                   struct web_answer *answer);
    void *context;
};

struct web;

/** Begins; NULL with err, such as that the port is in use. */
struct web *web_begin(const struct web_options *options, struct err *err);
void web_end(struct web *web);

int web_port(const struct web *web);

/** The descriptor to poll for input, and until when to wait at most (milliseconds;
 *  negative: for ever); then web_step(). */
int web_descriptor(const struct web *web);
int web_patience_ms(const struct web *web);
void web_step(struct web *web);

/** Adds the library that does it, with its version. */
void web_add_library(struct str *out);

#endif
