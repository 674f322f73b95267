#ifndef ROUNDTABLE_TESTS_WALK_H
#define ROUNDTABLE_TESTS_WALK_H

#include "support/typist.h"

#include <stddef.h>
#include <stdint.h>

/**
 * A walk of tests/test_walks.c: the windows that have one file open, the words that were
 * typed into them, and which of those are promised to be there at the end.
 */

enum { STEPS = 9, MOST_WORDS = STEPS + 2, WINDOWS = 2 };

struct window {
    struct typist *typist; /* NULL: not open */
    bool full;             /* nothing can be written by it */
    bool has[MOST_WORDS];
};

extern struct walk {
    uint64_t seed, random;
    const char *path, *older, *other;
    struct window windows[WINDOWS];
    int lock;      /* the folder's, held; -1: not */
    bool was_full; /* one of them, at some time */
    size_t words;
    bool promised[MOST_WORDS];
    struct str told; /* the steps so far, for people */
} walk;

/** A number below sides, by the seed. */
unsigned walk_dice(unsigned sides);

/** The word of that number; valid until the next is asked for. */
const char *walk_word(size_t number);

bool walk_stands_in(const char *name, const char *what);

/** Whether the word was said, not only begun, in what opening takes in. */
bool walk_is_on_disk(size_t number);

bool walk_any_open(void);

/** Whether the first row calls it that now. */
bool walk_is_called(struct typist *t, const char *state);

/** After something that no window could notice, or after what was said to be gone. */
void walk_promise_what_is_left(void);

/** What each window has by now, and whether it calls that saved. */
void walk_look(void);

/** Gives the lock of the folder back. */
void walk_let_go(unsigned unused);

/** A file that was emptied while none was open says so, and how to mend that. */
void walk_restore_the_empty(void);

/** Types a word into a window, which is opened first, as the next goal. */
void walk_type(unsigned which);

/** Waits until the program of a window has ended, as it may; its status. */
int walk_end(unsigned which);

void walk_close(unsigned which);

#endif
