#ifndef ROUNDTABLE_LIVE_INVITATION_H
#define ROUNDTABLE_LIVE_INVITATION_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/**
 * What is said aloud, written on a flip chart or scanned so that somebody can join a room:
 * where its broker is, and the words that prove that one was asked in.
 *
 *     192.168.1.20/lusab-babad-gutih-tugad-dagoz
 *     laptop.local:1884/lusab-babad-gutih-tugad-dagoz
 *     [fe80::1]:1884/lusab-…
 *     mqtts://broker.example/lusab-…
 *
 * The words are proquints (Wilkerson 2009, arXiv:0901.4016), 16 bits each: four of chance,
 * 64 bits, and one by which a word heard wrongly is found out before anything is sent, but
 * once in 65,536 times.
 */

enum {
    INVITATION_WORDS = 5,
    INVITATION_SECRET_BYTES = 8, /* what the words stand for */
    /* Not the 1883 of a broker that a system may run for itself. */
    INVITATION_PORT = 1884,
    INVITATION_MOST_HOST_BYTES = 253, /* of a name (RFC 1035) */
};

struct invitation {
    char *host; /* a name or an address, without brackets */
    int port;
    bool tls; /* "mqtts://" stands before it: a broker elsewhere */
    unsigned char secret[INVITATION_SECRET_BYTES];
};

/**
 * Reads one as somebody typed it: in any case, with blanks around its parts, blanks, points
 * or dashes for hyphens, and "mqtt://" or "mqtts://" before it.
 *
 * False with err, which says what is wrong with which part: no host, no port, how many
 * words, the word that is none, or that one of them was heard wrongly. No message holds a
 * word that might be right.
 */
bool invitation_read(const char *text, struct invitation *out, struct err *err);

/** Makes one of chance. @host is copied. */
void invitation_make(const char *host, int port, struct invitation *out);

/** Another host and port with the same words. @host  may be its own. */
void invitation_move(struct invitation *invitation, const char *host, int port);

/** Adds it as text, the port only if it is not the usual one. */
void invitation_write(const struct invitation *invitation, struct str *out);

/** Adds the words alone. */
void invitation_write_words(const struct invitation *invitation, struct str *out);

/** Overwrites the secret and frees what it owns. */
void invitation_finish(struct invitation *invitation);

#endif
