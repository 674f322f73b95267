#ifndef ROUNDTABLE_LIVE_SEAL_H
#define ROUNDTABLE_LIVE_SEAL_H

#include "base/str.h"
#include "live/invitation.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * What a broker carries: sealed, so that it reads neither words nor names and can put
 * nothing in. The key comes of the invitation's words by Argon2id (RFC 9106); payloads are
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) with the topic authenticated, so that none
 * can be moved to another topic. Before sealing, what is 512 bytes or longer is deflated.
 *
 *     nonce (24) | sealed: kind of packing (1: 0 plain, 1 zlib) | the text
 */

enum {
    SEAL_NONCE_BYTES = 24,
    SEAL_MOST_PLAIN_BYTES = 1 << 20, /* of a text; what would unpack to more is refused */
    /* What is longer need not be looked at. */
    SEAL_MOST_SEALED_BYTES = SEAL_MOST_PLAIN_BYTES + 1024,
    SEAL_ROOM_BYTES = 14,     /* of the room's name, with its NUL: base32 */
    SEAL_PASSWORD_BYTES = 27, /* likewise: two of them */
};

struct seal {
    unsigned char key[32];
    char room[SEAL_ROOM_BYTES];         /* as in topics "rt/ROOM/…" */
    char password[SEAL_PASSWORD_BYTES]; /* of its own broker, whose user is the room */
};

/** Takes 64 MB and about a tenth of a second. False if there is not that much memory. */
bool seal_init(struct seal *seal, const unsigned char secret[INVITATION_SECRET_BYTES]);

/** Overwrites it. */
void seal_finish(struct seal *seal);

/** Adds the sealed text; its first SEAL_NONCE_BYTES tell one's own echo. At most
 *  SEAL_MOST_PLAIN_BYTES; false for more. */
bool seal_close(const struct seal *seal, const char *topic, const char *text,
                size_t len_bytes, struct str *out);

/** Adds what was sealed. False, and nothing added, for whatever was not sealed with that key
 *  for that topic, or is too much. */
bool seal_open(const struct seal *seal, const char *topic, const void *sealed,
               size_t len_bytes, struct str *out);

#endif
