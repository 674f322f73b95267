#ifndef ROUNDTABLE_TESTS_HOST_H
#define ROUNDTABLE_TESTS_HOST_H

#include "base/str.h"
#include "support/program.h"

/**
 * People's phones, and the program that serves them: roundtable-phones on a file, at any free
 * port, and what they send and get over HTTP at 127.0.0.1. What does not come before the
 * deadline fails the test.
 */

/** The program. */
struct host {
    char *path; /* of the session file */
    pid_t pid;  /* 0: none runs */
    int output;
    struct str said; /* on standard output; the first line is the address */
    int port;
    char token[64];
};

/** Begins it with these further words, ended by NULL, and waits for its address. */
struct host host_begin(const char *path, const char *const *more);

/** Begins it again, without any words, as somebody does after it ended. */
void host_begin_again(struct host *host);

/** Waits until it has said that. */
void host_hear(struct host *host, const char *words);

/** Ends it by that signal; its exit status. */
int host_end(struct host *host, int sig);
void host_finish(struct host *host);

/** What came back: NULL for nothing at all. */
struct reply {
    int status; /* 0: it was hung up */
    struct str all;
    const char *body; /* of all; "" if there is none */
};

void reply_finish(struct reply *reply);

/** The value of a header, to free(); NULL if there is none. */
char *reply_header(const struct reply *reply, const char *name);

/** Sends these bytes to a port and reads to the end. */
struct reply http_say(int port, const char *bytes, size_t len_bytes);

/** A connection to it; the caller closes it. */
int http_connect(int port);

/** Somebody's phone, with its cookie and the form that it was shown last. */
struct visitor {
    const struct host *host;
    char cookie[64], once[64];
};

struct visitor visitor_of(const struct host *host);

/** Looks at the page. @query  "lang=cy" or "". */
struct reply visitor_get(struct visitor *visitor, const char *query);

/** Sends the form with these fields, "name", "value", … NULL; "once" is that of the page seen
 *  last if it is not among them. Does not go on to where the answer says. */
struct reply visitor_post(struct visitor *visitor, const char *const *fields);
#define VISITOR_POST(visitor, ...) visitor_post((visitor), WORDS(__VA_ARGS__))

/** Looks at the page, sends that as an entry, and expects to be told that it was sent. */
void visitor_send(struct visitor *visitor, const char *text);

#endif
