#include "base/hashes.h"

#include "base/memory.h"

#include <stdlib.h>

struct hashes hashes_for(size_t count)
{
    size_t words = 64;
    while (words < count) {
        words *= 2;
    }
    return (struct hashes){memory_get(words * sizeof(uint64_t)), words - 1};
}

void hashes_finish(struct hashes *hashes)
{
    free(hashes->words);
}
