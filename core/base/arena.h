#ifndef ROUNDTABLE_BASE_ARENA_H
#define ROUNDTABLE_BASE_ARENA_H

#include <stddef.h>

/**
 * Memory that lives and dies together: what a session keeps is never freed one
 * by one, since edits only ever grow in number.
 *
 * Start with ARENA_EMPTY; end with arena_finish(), which invalidates all of it.
 * What arena_get() returns never moves.
 */
struct arena {
    struct arena_block *newest;
};

#define ARENA_EMPTY ((struct arena){0})

/** Zeroed memory, aligned for pointers, 64-bit numbers and doubles. */
void *arena_get(struct arena *arena, size_t size_bytes);

/** The same, holding whatever it holds: for who writes all of it. */
void *arena_get_unset(struct arena *arena, size_t size_bytes);

/** A copy of len_bytes bytes with a NUL behind them. */
char *arena_copy_bytes(struct arena *arena, const char *bytes, size_t len_bytes);

/** A copy of text; NULL stays NULL. */
char *arena_copy_text(struct arena *arena, const char *text);

/** Invalidates all of it, and keeps a part of the memory for what comes. */
void arena_clear(struct arena *arena);

/** All that another has is this one's from then on; the other is empty. */
void arena_take(struct arena *arena, struct arena *from);

void arena_finish(struct arena *arena);

#endif
