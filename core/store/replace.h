#ifndef ROUNDTABLE_STORE_REPLACE_H
#define ROUNDTABLE_STORE_REPLACE_H

#include "base/err.h"
#include "base/str.h"
#include "store/whole_file.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

/**
 * Whole files, replaced: at every moment the file of that name is the old one or the new
 * one, complete.
 */

enum replace_how {
    REPLACE_NEVER = 0,
    REPLACE_EXISTING = 1,
    REPLACE_SHARED = 2, /* with either: what is given away; */
    REPLACE_OWN = 4,    /* or what the program keeps for itself: no link is followed */
    REPLACE_SOON =
        8, /* with that: nothing is synced, so that it costs little; it outlives
                         * the program, but may not outlive the power */
};

/**
 * Writes a file: a temporary one beside the target (symbolic links followed), written,
 * synced, read back and compared, then renamed over it, and its folder synced. A new
 * file is for its owner only, with REPLACE_SHARED for whom the umask lets; an existing one
 * keeps its permissions.
 *
 * REPLACE_NEVER fails if the file exists. On failure the target is as it was and no temporary file is left.
 */
bool replace_file(const char *path, const char *bytes, size_t len_bytes,
                  enum replace_how how, struct err *err);

/** A text that is written piece by piece, so that it need not be in memory as a whole. */
struct pouring {
    int fd;
    struct str piece; /* what comes next: whoever writes adds to it, and calls pour() */
    size_t len_bytes; /* of what was poured */
    uint32_t crc;     /* and its crc32 */
    int error;        /* what errno said when it could not be; else 0 */
};

/** Writes what is in the piece, and empties it. False if that, or one before it, failed. */
bool pour(struct pouring *p);

/** The same, and then these bytes, which need not be copied. */
bool pour_bytes(struct pouring *p, const char *bytes, size_t len_bytes);

/** What is to be written, by whoever can pour it: false if that cannot be, or with err if it
 *  should not be. */
struct poured {
    bool (*write)(void *with, struct pouring *p, struct err *err);
    void *with;
};

/** What is to be replaced, and what became of that. */
struct replacing {
    struct stamp known;  /* what was looked at last: a file in that state, or none */
    bool whatever_came;  /* what came in its place since is replaced as well */
    struct stat written; /* takes what the new file is, asked before it got its name, so
                            that nobody else's file is mistaken for it; */
    int fd; /* and that file, to be read and closed, if it was written; else -1; and */
    bool overtaken; /* whether what is there now came since: it is left as it is */
};

/**
 * The same with REPLACE_EXISTING, of a file that others write, too, without asking. Where
 * the system can exchange two names, nothing is lost that came since it was looked at: then
 * false, and r->overtaken.
 */
bool replace_known_file(const char *path, const struct poured *text, struct replacing *r,
                        struct err *err);

/** The folder that a path is in, "." if it names none; to free(). */
char *folder_of(const char *path);

/** What a file is called in its folder: the end of path, borrowed. */
const char *path_name(const char *path);

/** Whether an absolute path's folder is there; false for other paths. */
bool folder_exists(const char *path);

/** Puts the names in the folder of a path on the disk: a new file's is not before. */
bool folder_sync(const char *path);

/**
 * What a path leads to when its links are followed, whether that exists yet or not: an
 * absolute path unless the working folder is gone. To free(). A circle of links ends at
 * one of them.
 */
char *path_resolve(const char *path);

/** What a link says, as a path from where its own path begins; to free(). NULL if it is no
 *  link. */
char *link_target(const char *path);

/** Writes a new file for its owner only; false if there is one, or it cannot. Not
 *  synced: for what can be done without after a crash. */
bool write_new_file(const char *path, const char *bytes, size_t len_bytes);

/** The same, as a copy of an open file, whose place is not moved. */
bool copy_new_file(const char *path, int from);

#endif
