/* Makes memory run out, for tests/test_memory.c: preloaded, it counts what a program
 * asks for.
 *
 *     ROUNDTABLE_FAIL_ALLOCATION=N   the N-th call fails, and every later one
 *     ROUNDTABLE_FAIL_ONCE=1         only that one
 *     ROUNDTABLE_COUNT_ALLOCATIONS=FILE   takes how many calls there were, at the end
 *
 * The libc's own calls, such as those of strdup() and fopen(), come by here too. */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The names under which glibc keeps what is replaced here. */
void *__libc_malloc(size_t size_bytes);
void *__libc_calloc(size_t count, size_t size_bytes);
void *__libc_realloc(void *old, size_t size_bytes);
void *__libc_memalign(size_t alignment, size_t size_bytes);

static unsigned long calls, failing_call;
static bool known, only_once;

static bool fails(void)
{
    if (!known) {
        known = true;
        const char *asked = getenv("ROUNDTABLE_FAIL_ALLOCATION");
        failing_call = asked ? strtoul(asked, NULL, 10) : 0;
        only_once = getenv("ROUNDTABLE_FAIL_ONCE") != NULL;
    }
    calls++;
    bool now =
        failing_call && (only_once ? calls == failing_call : calls >= failing_call);
    if (now) {
        errno = ENOMEM;
    }
    return now;
}

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): the libc's own
 * names of these are reserved ones */
void *malloc(size_t size_bytes)
{
    return fails() ? NULL : __libc_malloc(size_bytes);
}

void *calloc(size_t count, size_t size_bytes)
{
    return fails() ? NULL : __libc_calloc(count, size_bytes);
}

void *realloc(void *old, size_t size_bytes)
{
    return fails() ? NULL : __libc_realloc(old, size_bytes);
}

void *reallocarray(void *old, size_t count, size_t size_bytes)
{
    size_t all_bytes;
    if (__builtin_mul_overflow(count, size_bytes, &all_bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(old, all_bytes);
}

void *aligned_alloc(size_t alignment, size_t size_bytes)
{
    return fails() ? NULL : __libc_memalign(alignment, size_bytes);
}

int posix_memalign(void **memory, size_t alignment, size_t size_bytes)
{
    void *got = fails() ? NULL : __libc_memalign(alignment, size_bytes);
    if (!got) {
        return ENOMEM;
    }
    *memory = got;
    return 0;
}

/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("ROUNDTABLE_COUNT_ALLOCATIONS");
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
    if (fd >= 0) {
        dprintf(fd, "%lu\n", calls);
        close(fd);
    }
}
