#ifndef ROUNDTABLE_TESTS_MODES_H
#define ROUNDTABLE_TESTS_MODES_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/**
 * The modes of a terminal, read out of a program's output, because libvterm keeps them to
 * itself. Of their numbers, private ones are positive, ANSI ones negative.
 */
struct modes {
    int *on; /* owned */
    size_t count, room;
    /* Sequences may be cut anywhere between two reads. */
    enum { IN_TEXT, AFTER_ESCAPE, IN_CSI } state;
    char csi[64];
    size_t len_bytes;
};

/** As a terminal has them at first: it wraps, and shows its cursor. */
void modes_reset(struct modes *modes);
void modes_finish(struct modes *modes);

/** The program says another byte. */
void modes_read(struct modes *modes, char byte);

bool modes_has(const struct modes *modes, int number);

/** Adds what is not as at first, in words, a line each. */
void modes_changed(const struct modes *modes, struct str *out);

#endif
