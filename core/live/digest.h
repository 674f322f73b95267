#ifndef ROUNDTABLE_LIVE_DIGEST_H
#define ROUNDTABLE_LIVE_DIGEST_H

#include "base/str.h"
#include "model/session.h"

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
    char *actor;
    struct digest_range *ranges; /* ascending, apart by one at least */
    size_t count, room;
    uint64_t sum; /* over the edits, in whatever order they came */
};

/** Start zeroed; digest_finish() ends it. */
struct digest {
    struct digest_actor *actors; /* sorted by name once digest_sort() was called */
    size_t count, room;
    void *by_name; /* finds an actor; private to digest.c */
};

enum {
    DIGEST_MOST_ACTORS = 20000, /* of one that somebody sent, */
    DIGEST_MOST_RANGES = 100000 /* and of all its actors together: more is refused */
};

void digest_finish(struct digest *digest);

/** What one edit adds to the sum of its actor. Equal for edits that say the same. */
uint64_t digest_sum(const struct edit *edit);

/** Counts an edit in. @old  its sum when it was counted before (it was redacted since), 0 if
 *  it never was: then its number is added, which may be there (keys clash). */
void digest_add(struct digest *digest, const struct edit *edit, uint64_t old);

/** NULL if there is none. */
const struct digest_actor *digest_find(const struct digest *digest, const char *actor);

bool digest_has(const struct digest_actor *actor, uint64_t number);

/** How many edits: twins, which share a key, count once. */
size_t digest_edits(const struct digest *digest);

/** Over all actors: equal for equal digests. */
uint64_t digest_total(const struct digest *digest);

/** Adds the lines of those actors that pass; NULL: of all. */
void digest_write(const struct digest *digest,
                  bool (*passes)(const void *context, const char *actor),
                  const void *context, struct str *out);

/** Reads such lines; text[len_bytes] must be a NUL. False, and digest empty, for what is
 *  none, or more than the limits: nothing is taken on trust. */
bool digest_read(const char *text, size_t len_bytes, struct digest *digest);

/**
 * What `there` has and `here` lacks, as a digest whose sums do not count. Where both have
 * the same numbers of an actor but another sum (redacted, or clashing), all of that actor.
 */
void digest_lacks(const struct digest *here, const struct digest *there,
                  struct digest *lacks);

/** Whether an edit is one of these. */
bool digest_names(const struct digest *lacks, struct edit_key key);

#endif
