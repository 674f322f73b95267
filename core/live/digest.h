#ifndef ROUNDTABLE_LIVE_DIGEST_H
#define ROUNDTABLE_LIVE_DIGEST_H

#include "base/arena.h"
#include "base/lookup.h"
#include "base/str.h"
#include "model/edit.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Which edits somebody has, short enough to be sent: an actor a line, the numbers of their
 * edits as ranges, and a sum over what these say.
 *
 *     k7qmz2x9dn3fa 0-12,14 3k0s7d5h2xq9a
 *
 * Two that have the same edits have the same digest. An edit that was redacted has another
 * sum than before, in whose place it comes; so do edits whose keys clash.
 */

struct digest_range {
    uint64_t first, last;
};

struct digest_actor {
    const char *actor;
    struct digest_range *ranges; /* ascending, apart by one at least, but for those */
    size_t count, room;
    size_t loose; /* at the end that came out of order; 0 in what digest_find() gives */
    uint64_t sum; /* over the edits, in whatever order they came */
};

/** Start zeroed; digest_finish() ends it. */
struct digest {
    struct lookup actors; /* of struct digest_actor *, in the order of coming */
    struct lookup edits;  /* what digest_add() counted; private to digest.c, as is */
    struct arena arena;
    struct str line; /* room for one edit */
    uint64_t total;  /* of digest_total() */
};

enum {
    DIGEST_MOST_ACTORS = 20000, /* of one that somebody sent, */
    DIGEST_MOST_RANGES = 100000 /* and of all its actors together: more is refused */
};

void digest_finish(struct digest *digest);

/**
 * Counts an edit in, as session_next_arrival() tells it: once, however often it comes.
 *
 * A redacted one comes in place of all edits of its key, since from then on none of them
 * says anything. Edits that clash, with one key and other contents, are all counted. So the
 * digest of what arrived is the digest of what is in the session.
 */
void digest_add(struct digest *digest, const struct edit *edit);

/** NULL if there is none. Borrowed; its ranges hold until the next digest_add(). */
const struct digest_actor *digest_find(const struct digest *digest, const char *actor);

/** @actor  of digest_find(). */
bool digest_has(const struct digest_actor *actor, uint64_t number);

/** How many edits: twins, which share a key, count once. */
size_t digest_edits(const struct digest *digest);

/** Over all actors: equal for equal digests. */
uint64_t digest_total(const struct digest *digest);

/** Adds the lines of those actors that pass, sorted by their bytes; NULL: of all. */
void digest_write(const struct digest *digest,
                  bool (*passes)(const void *context, const char *actor),
                  const void *context, struct str *out);

/**
 * Reads such lines into one that is zeroed; text[len_bytes] must be a NUL. What
 * digest_write() wrote is read, and nothing else: sorted actors, ascending ranges. False,
 * and digest empty, for what is none, or more than the limits: nothing is taken on trust,
 * and the work is that of reading the text once.
 */
bool digest_read(const char *text, size_t len_bytes, struct digest *digest);

/**
 * What `there` has and `here` lacks, into one that is zeroed and whose sums do not count.
 * Where both have the same numbers of an actor but another sum (redacted, or clashing), all
 * of that actor. Whoever is given these, and gives in return, has the same after two turns.
 */
void digest_lacks(const struct digest *here, const struct digest *there,
                  struct digest *lacks);

/** Whether an edit is one of these. */
bool digest_names(const struct digest *lacks, struct edit_key key);

#endif
