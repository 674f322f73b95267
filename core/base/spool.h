#ifndef ROUNDTABLE_BASE_SPOOL_H
#define ROUNDTABLE_BASE_SPOOL_H

#include "base/str.h"

#include <stdbool.h>
#include <stdio.h>

/**
 * Bytes that come piece by piece, such as those of a PDF: in memory while they are few, as
 * nearly always; from SPOOL_BYTES on in a temporary file without a name, if there can be one,
 * for what thousands of tables make is more than all else takes. Where the disk is full, it
 * goes on in memory.
 *
 * Start with {0}; end with spool_finish(), after which it is empty again.
 */
struct spool {
    struct str kept; /* all of them, or, once there is a file, none */
    FILE *file;
    size_t len_bytes;
    void *map; /* of as much of the file as was there when it was asked for */
    size_t map_bytes;
    bool stays; /* in memory, whatever it comes to */
};

enum { SPOOL_BYTES = 1 << 19 };

/** False if what is in the file cannot be had any more; then all is lost. */
bool spool_add(struct spool *spool, const char *bytes, size_t len_bytes);

/** Adds what a stream holds, to its end; false if it cannot be read, or as above. */
bool spool_read_all(struct spool *spool, FILE *from);

/** All of them, borrowed until more are added; there are len_bytes. NULL if what is in the
 *  file cannot be had any more. */
const char *spool_text(struct spool *spool);

/** What was read of the text, if that is in a file, leaves memory. It can be read again: then
 *  it comes back. */
void spool_let_go(const struct spool *spool);

/** Writes them to another file, a piece at a time. False if what is in the file cannot be had any
 *  more; whether all could be written, ferror() says. */
bool spool_write(const struct spool *spool, FILE *to);

void spool_finish(struct spool *spool);

#endif
