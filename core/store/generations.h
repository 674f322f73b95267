#ifndef ROUNDTABLE_STORE_GENERATIONS_H
#define ROUNDTABLE_STORE_GENERATIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <time.h>

/**
 * Earlier states of a session file, kept in the state folder against what no journal
 * helps with: a disk that flips bits, an editor that cuts, a file deleted by mistake.
 */

/** At most so many are kept of a file: the newest always, older ones the further apart
 *  the longer ago they are. */
enum { MOST_GENERATIONS = 10 };

struct generation {
    char *path;
    unsigned long number; /* counts up */
    time_t at;
    off_t size_bytes;
};

/** The generations of one file, newest first. Start zeroed. */
struct generations {
    struct generation *items;
    size_t count, room;
};

/** Those that are kept of a session file, whether it still exists or not. */
void generations_list(const char *session_path, struct generations *out);
void generations_finish(struct generations *generations);

/** The one of that number, or NULL; borrowed. */
const struct generation *generations_find(const struct generations *generations,
                                          unsigned long number);

/** The number of the newest; 0 if none is kept. */
unsigned long generations_newest(const char *session_path);

/** Keeps these bytes as the newest, unless they are the newest already. What fails here
 *  has no consequence but that it is not kept. Returns the number of the newest. */
unsigned long generation_keep(const char *session_path, const char *bytes,
                              size_t len_bytes);

/** The same of what is in an open file, whose place is not moved. */
unsigned long generation_keep_open(const char *session_path, int fd);

#endif
