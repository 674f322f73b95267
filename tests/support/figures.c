#include "support/figures.h"

#include "base/str.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* When the row that comes next was begun: Criterion gives each test its own process. */
static double began_s;

static double clock_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

__attribute__((constructor)) static void begin(void)
{
    began_s = clock_s();
}

unsigned long times_asked(const char *name, unsigned long otherwise)
{
    struct str variable = STR_EMPTY;
    str_addf(&variable, "ROUNDTABLE_%s", name);
    const char *asked = getenv(variable.bytes);
    str_finish(&variable);
    return asked && *asked ? strtoul(asked, NULL, 10) : otherwise;
}

bool all_asked(const char *name)
{
    struct str variable = STR_EMPTY;
    str_addf(&variable, "ROUNDTABLE_%s", name);
    const char *asked = getenv(variable.bytes);
    str_finish(&variable);
    return asked && strcmp(asked, "all") == 0;
}

/* One write, since tests run side by side. */
void figure(const char *what, unsigned long times, unsigned long bad, unsigned long seed)
{
    const char *path = getenv("ROUNDTABLE_FIGURES");
    int fd = path ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    struct str line = STR_EMPTY;
    double now_s = clock_s();
    str_addf(&line, "%s\t%lu\t%lu\t%lu\t%.0f\n", what, times, bad, seed, now_s - began_s);
    if (fd >= 0 && write(fd, line.bytes, line.len_bytes) < 0) {
        /* a row less in the table */
    }
    if (fd >= 0) {
        close(fd);
    }
    began_s = now_s;
    str_finish(&line);
}
