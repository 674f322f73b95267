#include "fuzz.h"

#include "base/memory.h"
#include "store/file.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void fuzz_found(const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%d: ", file, line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    abort();
}

char *fuzz_copy(const uint8_t *bytes, size_t len_bytes)
{
    char *copy = memory_get(len_bytes + 1);
    if (len_bytes) {
        memcpy(copy, bytes, len_bytes);
    }
    return copy;
}

unsigned choose(struct choices *choices, unsigned below)
{
    if (!choices->len_bytes) {
        return 0;
    }
    choices->len_bytes--;
    return *choices->bytes++ % below;
}

char *fuzz_written(struct session *session)
{
    struct str out = STR_EMPTY;
    file_write(session, &out);
    return str_take(&out);
}
