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
static void add_row(const char *path, const struct str *line)
{
    int fd = path ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (fd >= 0 && write(fd, line->bytes, line->len_bytes) < 0) {
        /* a row less in the table */
    }
    if (fd >= 0) {
        close(fd);
    }
}

void figure(const char *what, unsigned long times, unsigned long bad, unsigned long seed)
{
    double now_s = clock_s();
    struct str line =
        str_of("%s\t%lu\t%lu\t%lu\t%.0f\n", what, times, bad, seed, now_s - began_s);
    add_row(getenv("ROUNDTABLE_FIGURES"), &line);
    began_s = now_s;
    str_finish(&line);
}

void measure(const char *what, double measured, double most)
{
    struct str line = str_of("%s\t%.1f\t", what, measured);
    if (most > 0) {
        str_addf(&line, "%.0f\n", most);
    } else {
        str_add(&line, "-\n");
    }
    add_row(getenv("ROUNDTABLE_MEASURES"), &line);
    str_finish(&line);
}
