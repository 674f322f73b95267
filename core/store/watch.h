#ifndef ROUNDTABLE_STORE_WATCH_H
#define ROUNDTABLE_STORE_WATCH_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Tells when something may have happened to a file or to the folders above it, without
 * anybody having to look: by the kernel, where that can. On a disk of another machine it
 * knows only of what is done here, and elsewhere it may not be there at all: then the file
 * has to be looked at now and then.
 */
struct watch {
    int fd;            /* to be polled for input; -1: there is none */
    int files, mounts; /* what it is made of: what happens in folders, and to disks */
    bool tells_all;    /* nothing can happen that it does not tell */
};

/**
 * @path    as the file was named: its folder is watched as well, for that may be a link,
 * @target  and what it led to.
 */
void watch_start(struct watch *watch, const char *path, const char *target);

/** Whether something stirred since it was asked last: then look. */
bool watch_stirred(struct watch *watch);

void watch_stop(struct watch *watch);

#endif
