#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

static void (*before_message)(void);

void memory_before_message(void (*hook)(void))
{
    before_message = hook;
}

static _Noreturn void out_of_memory(void)
{
    if (before_message) {
        before_message();
    }
    fputs("roundtable: out of memory; close other programs and open the file again\n",
          stderr);
    exit(EXIT_FAILURE);
}

void *memory_get(size_t size_bytes)
{
    void *memory = calloc(1, size_bytes ? size_bytes : 1);
    if (!memory) {
        out_of_memory();
    }
    return memory;
}

void *memory_resize(void *old, size_t size_bytes)
{
    void *memory = realloc(old, size_bytes ? size_bytes : 1);
    if (!memory) {
        out_of_memory();
    }
    return memory;
}

void *memory_resize_array(void *old, size_t count, size_t size_bytes)
{
    if (size_bytes && count > SIZE_MAX / size_bytes) {
        out_of_memory();
    }
    return memory_resize(old, count * size_bytes);
}

char *memory_copy_text(const char *text)
{
    if (!text) {
        return NULL;
    }
    size_t size_bytes = strlen(text) + 1;
    return memcpy(memory_get(size_bytes), text, size_bytes);
}

void *memory_room_for_one(void *items, size_t count, size_t *room, size_t size_bytes)
{
    if (count < *room) {
        return items;
    }
    *room = *room ? *room * 2 : 4;
    return memory_resize_array(items, *room, size_bytes);
}

void memory_give_back(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
