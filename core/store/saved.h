#ifndef ROUNDTABLE_STORE_SAVED_H
#define ROUNDTABLE_STORE_SAVED_H

#include "model/session.h"
#include "store/whole_file.h"

/**
 * What a session file held when a program of ours saved it last, told to those who have it
 * open as well: beside its generations lies which file that was, and what all its edits add
 * up to. Whoever finds that file, and holds the same, need not read it.
 *
 *     1 65024 3936281 4190233 1487764800 123456789 1f0c32a9 20412 3k0s7d5h2xq9a 17
 *
 * The version of this line; device, inode, size and time of the file; its
 * checksum; how many edits it has, their sum, and the generation that it is. It is a help and nothing else: where it is not
 * there, is of another file, or cannot be read, the file is read.
 */

/** What a session holds, added up. Start zeroed. */
struct holding {
    size_t edits;
    uint64_t sum; /* of edit_sum() of each: the same edits, the same sum */
    size_t seen;  /* for session_next_arrival() */
    bool begun;
};

/** Brings it up to date: the first time, and after a redaction, all edits are gone through,
 *  else those that came since. It is of one session for good. */
void holding_add_up(struct holding *holding, const struct session *session);

struct saved {
    struct stamp stamp;       /* of the file that was written, */
    uint32_t crc;             /* whose checksum is that; */
    size_t edits;             /* how many it holds, */
    uint64_t sum;             /* what they add up to, */
    unsigned long generation; /* and the newest of which it holds everything */
};

/** Tells it. The caller holds the lock of the folder from before it wrote the file. */
void saved_tell(const char *session_path, const struct saved *saved);

/** False unless what was told last is of a file in just that state. The caller holds the lock
 *  of the folder. */
bool saved_find(const char *session_path, const struct stamp *now, struct saved *saved);

#endif
