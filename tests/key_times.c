/* Gives keys the times at which they come, for tests of what depends on them: preloaded,
 * the clock that nobody sets stands still but for what stands among the keys, as
 *
 *     "\x1f" MILLISECONDS ";"    so much later
 *     "\x1fr;"                   from here on the clock runs
 *
 * Until the first of these it runs as well. A key is read no sooner than its time has come,
 * so that what comes of it depends on no machine. */

#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { MARK = 0x1f, NS_IN_MS = 1000000 };

static bool held, among_marks;
static int64_t held_ms, ahead_ms;

static int64_t real_ms(void)
{
    struct timespec now;
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000L + now.tv_nsec / NS_IN_MS;
}

static int64_t ticks_ms(void)
{
    return held ? held_ms : real_ms() + ahead_ms;
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
    long result = syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && clock == CLOCK_MONOTONIC) {
        int64_t ms = ticks_ms();
        *time = (struct timespec){ms / 1000, ms % 1000 * NS_IN_MS};
    }
    return (int)result;
}

static bool is_there(void)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, 0) == 1;
}

static bool read_one(char *byte)
{
    return syscall(SYS_read, STDIN_FILENO, byte, (size_t)1) == 1;
}

/* What stands behind a mark. */
static void read_time(void)
{
    int64_t later_ms = 0;
    char byte;
    held_ms = ticks_ms();
    held = true;
    while (read_one(&byte) && byte != ';') {
        if (byte == 'r') {
            held = false;
            ahead_ms = held_ms - real_ms();
        } else {
            later_ms = later_ms * 10 + (byte - '0');
        }
    }
    held_ms += later_ms;
    among_marks = false;
}

ssize_t read(int fd, void *bytes, size_t room)
{
    size_t got = 0;
    bool marks = among_marks;
    if (fd != STDIN_FILENO) {
        return syscall(SYS_read, fd, bytes, room);
    }
    if (among_marks) {
        read_time();
    }
    while (got < room && (is_there() || (got == 0 && !marks))) {
        char byte;
        if (!read_one(&byte)) {
            return (ssize_t)got;
        }
        if (byte != MARK) {
            ((char *)bytes)[got++] = byte;
        } else if (got) { /* what stands before it first */
            among_marks = true;
            return (ssize_t)got;
        } else {
            read_time();
            marks = true;
        }
    }
    errno = EAGAIN;
    return got ? (ssize_t)got : -1;
}
