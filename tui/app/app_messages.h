#ifndef ROUNDTABLE_TUI_APP_MESSAGES_H
#define ROUNDTABLE_TUI_APP_MESSAGES_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MOST_MESSAGES = 100 };

/** Something that was said; the text is to be freed. */
struct message {
    char *text;
    int64_t at_ms;
    bool inbox;            /* said there, perhaps with words that nobody has taken */
    bool own;              /* or in one's own view, perhaps with words that had to go */
    bool warning, passing; /* of a search: what comes next of one takes its place */
};

/* What is said: the message row, and what it said before. */
struct messages {
    struct str text;    /* "" if nothing is */
    size_t done_bytes;  /* of it: what was done, before how to undo it; 0: all */
    struct str tip;     /* stands there while nothing is said, until a key is pressed */
    struct str opening; /* what is said on opening, until what lay over it is closed */
    bool warning, why_not; /* it is a view that did nothing, and said why */
    struct message before[MOST_MESSAGES]; /* the latest, in a ring; never on a disk */
    size_t count;                         /* of all that were said */
    size_t number; /* of what was said last, be it what was said before */
};

#endif
