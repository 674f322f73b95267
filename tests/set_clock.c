/* Sets the clock on the wall, for tests/test_clocks.c: preloaded, it adds to what the
 * system says so many seconds as the file that ROUNDTABLE_CLOCK_SET_BY names has in it,
 * which may change at any time. The clocks that nobody sets are left alone.
 *
 * With ROUNDTABLE_LATE_KEYS set, poll() that waited in vain for the terminal says so only
 * when a key has come: what may happen between the two at any time. */

#define _GNU_SOURCE
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long set_by_s(void)
{
    const char *path = getenv("ROUNDTABLE_CLOCK_SET_BY");
    FILE *file = path ? fopen(path, "r") : NULL;
    long seconds = 0;
    if (file) {
        if (fscanf(file, "%ld", &seconds) != 1) {
            seconds = 0;
        }
        fclose(file);
    }
    return seconds;
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
    long result = syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && clock == CLOCK_REALTIME) {
        time->tv_sec += set_by_s();
    }
    return (int)result;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out) {
        *out = now.tv_sec;
    }
    return now.tv_sec;
}

static int poll_for(struct pollfd *inputs, nfds_t count, int timeout_ms)
{
    struct timespec time = {timeout_ms / 1000, timeout_ms % 1000 * 1000000L};
    return (int)syscall(SYS_ppoll, inputs, count, timeout_ms < 0 ? NULL : &time, NULL, 0);
}

int poll(struct pollfd *inputs, nfds_t count, int timeout_ms)
{
    int ready = poll_for(inputs, count, timeout_ms);
    if (ready == 0 && timeout_ms > 0 && getenv("ROUNDTABLE_LATE_KEYS") && count &&
        inputs->fd == STDIN_FILENO) {
        poll_for(inputs, 1, 3000);
        inputs->revents = 0;
    }
    return ready;
}
