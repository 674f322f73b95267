#include "live/ration.h"

#include <assert.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__) /* which ends the program then */
enum { HAS_BOUND = true };
#else
enum { HAS_BOUND = false };
#endif

static struct rlimit before;
static bool bounded;

/* What counts against RLIMIT_DATA: proc(5), statm, the sixth number, in pages. */
static bool find_taken(size_t *bytes)
{
    char text[256];
    unsigned long pages = 0;
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t got = fd >= 0 ? read(fd, text, sizeof text - 1) : -1;
    if (fd >= 0) {
        close(fd);
    }
    text[got > 0 ? got : 0] = '\0';
    bool ok = sscanf(text, "%*u %*u %*u %*u %*u %lu", &pages) == 1;
    *bytes = pages * (size_t)sysconf(_SC_PAGESIZE);
    return ok;
}

void ration_begin(size_t more_bytes)
{
    size_t taken_bytes;
    assert(!bounded);
    if (!HAS_BOUND || !find_taken(&taken_bytes) || getrlimit(RLIMIT_DATA, &before) != 0) {
        return;
    }
    rlim_t most = (rlim_t)taken_bytes + more_bytes;
    struct rlimit now = {most < before.rlim_cur ? most : before.rlim_cur,
                         before.rlim_max};
    bounded = setrlimit(RLIMIT_DATA, &now) == 0;
}

void ration_end(void)
{
    if (bounded) {
        setrlimit(RLIMIT_DATA, &before);
        bounded = false;
    }
}
