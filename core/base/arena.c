#include "base/arena.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Of all that is kept here, nothing is wider than these. */
union widest {
    void *pointer;
    uint64_t number;
    double real;
};

enum { FIRST_BLOCK_BYTES = 4096, LARGEST_BLOCK_BYTES = 1 << 20 };

struct arena_block {
    struct arena_block *older;
    size_t size_bytes, used_bytes;
    alignas(union widest) char bytes[];
};

static void add_block(struct arena *arena, size_t least_bytes)
{
    size_t size_bytes = arena->newest ? arena->newest->size_bytes * 2 : FIRST_BLOCK_BYTES;
    if (size_bytes > LARGEST_BLOCK_BYTES) {
        size_bytes = LARGEST_BLOCK_BYTES;
    }
    if (size_bytes < least_bytes) {
        size_bytes = least_bytes;
    }
    struct arena_block *block = memory_resize(NULL, sizeof *block + size_bytes);
    block->size_bytes = size_bytes;
    block->used_bytes = 0;
    block->older = arena->newest;
    arena->newest = block;
}

/* Memory of size_bytes at a multiple of align, a power of two. */
static void *get_aligned(struct arena *arena, size_t size_bytes, size_t align)
{
    struct arena_block *block = arena->newest;
    size_t at = block ? (block->used_bytes + align - 1) & ~(align - 1) : 0;
    if (!block || at > block->size_bytes || size_bytes > block->size_bytes - at) {
        add_block(arena, size_bytes);
        block = arena->newest;
        at = 0;
    }
    block->used_bytes = at + size_bytes;
    return block->bytes + at;
}

void *arena_get_unset(struct arena *arena, size_t size_bytes)
{
    return get_aligned(arena, size_bytes, alignof(union widest));
}

/* What is given out is zeroed, not whole blocks: much of them is texts, or never used. */
void *arena_get(struct arena *arena, size_t size_bytes)
{
    return memset(arena_get_unset(arena, size_bytes), 0, size_bytes);
}

char *arena_copy_bytes(struct arena *arena, const char *bytes, size_t len_bytes)
{
    char *copy = get_aligned(arena, len_bytes + 1, 1);
    memcpy(copy, bytes, len_bytes);
    copy[len_bytes] = '\0';
    return copy;
}

char *arena_copy_text(struct arena *arena, const char *text)
{
    return text ? arena_copy_bytes(arena, text, strlen(text)) : NULL;
}

void arena_take(struct arena *arena, struct arena *from)
{
    struct arena_block *oldest = from->newest, **behind = &arena->newest;
    while (oldest && oldest->older) {
        oldest = oldest->older;
    }
    if (!oldest) {
        return;
    }
    behind = *behind ? &(*behind)->older : behind; /* what is new has room left */
    oldest->older = *behind;
    *behind = from->newest;
    from->newest = NULL;
}

static void free_blocks(struct arena_block *block)
{
    while (block) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
}

void arena_clear(struct arena *arena)
{
    if (arena->newest) {
        free_blocks(arena->newest->older);
        arena->newest->older = NULL;
        arena->newest->used_bytes = 0;
    }
}

void arena_finish(struct arena *arena)
{
    free_blocks(arena->newest);
    arena->newest = NULL;
}
