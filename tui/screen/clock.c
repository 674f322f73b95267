#include "screen/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MINUTE_MS = 60000 };

/* Nobody sets it; on Linux it counts the time that a laptop sleeps. */
#ifdef CLOCK_BOOTTIME
#define STEADY CLOCK_BOOTTIME
#else
#define STEADY CLOCK_MONOTONIC
#endif

static int64_t ms_of(const struct timespec *time)
{
    return (int64_t)time->tv_sec * 1000 + time->tv_nsec / 1000000;
}

static int64_t read_frozen_ms(void)
{
    const char *frozen = getenv("SOURCE_DATE_EPOCH");
    if (frozen && *frozen) {
        char *end;
        errno = 0;
        long long seconds = strtoll(frozen, &end, 10);
        if (!*end && errno == 0 && seconds >= 0 && seconds < 253402300800) {
            return (int64_t)seconds * 1000;
        }
    }
    return -1;
}

/* Where the clock stands still, in milliseconds; negative if it goes. Each key asks many times. */
static int64_t frozen_ms(void)
{
    static bool known;
    static int64_t ms;
    if (!known) {
        ms = read_frozen_ms();
        known = true;
    }
    return ms;
}

bool clock_stands_still(void)
{
    return frozen_ms() >= 0;
}

int64_t clock_now_ms(void)
{
    int64_t frozen = frozen_ms();
    if (frozen >= 0) {
        return frozen;
    }
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return instant_hold(
        ms_of(&now)); /* what was said is read again as it is known here */
}

int64_t clock_edit_ms(void)
{
    static int64_t latest_ms;
    int64_t now_ms = clock_now_ms();
    latest_ms = now_ms > latest_ms ? now_ms : latest_ms;
    return latest_ms;
}

int64_t clock_set_by_ms(void)
{
    enum { LEAST_MS = 2000 };
    static int64_t between_ms, set_by_ms;
    static bool known;
    struct timespec steady;
    if (clock_stands_still() || clock_gettime(STEADY, &steady) != 0) {
        return 0;
    }
    int64_t now_ms = clock_now_ms() - ms_of(&steady), moved_ms = now_ms - between_ms;
    if (known && (moved_ms >= LEAST_MS || moved_ms <= -LEAST_MS)) {
        set_by_ms += moved_ms;
    }
    between_ms = now_ms;
    known = true;
    return set_by_ms;
}

/* Each key asks for it. */
void clock_today(char iso[DATE_SIZE_BYTES])
{
    static struct {
        int64_t minute;
        char iso[DATE_SIZE_BYTES];
        bool known;
    } kept;
    int64_t minute = clock_now_ms() / MINUTE_MS;
    if (!kept.known || kept.minute != minute) {
        time_t now = (time_t)(minute * MINUTE_MS / 1000);
        struct tm here;
        if (!localtime_r(&now, &here) ||
            !strftime(kept.iso, sizeof kept.iso, "%Y-%m-%d", &here)) {
            kept.iso[0] = '\0'; /* no day, which nothing is relative to */
        }
        kept.minute = minute;
        kept.known = true;
    }
    memcpy(iso, kept.iso, sizeof kept.iso);
}

int64_t clock_ticks_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return ms_of(&now);
}

uint64_t clock_seed(void)
{
    const char *given = getenv("ROUNDTABLE_SEED");
    if (given && *given && getenv("SOURCE_DATE_EPOCH")) {
        return strtoull(given, NULL, 10);
    }
    uint64_t seed = 0;
    int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    if (fd < 0 || read(fd, &seed, sizeof seed) != (ssize_t)sizeof seed) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        seed ^= (uint64_t)now.tv_sec * 1000003u ^ (uint64_t)now.tv_nsec ^
                (uint64_t)getpid() << 32;
    }
    if (fd >= 0) {
        close(fd);
    }
    return seed;
}

static int64_t find_day_ms(int64_t at_ms, int minutes)
{
    time_t at = (time_t)(at_ms / 1000);
    struct tm here;
    if (!localtime_r(&at, &here)) {
        return at_ms;
    }
    here.tm_hour = minutes / 60;
    here.tm_min = minutes % 60;
    here.tm_sec = 0;
    here.tm_isdst = -1;
    time_t then = mktime(&here);
    return then == (time_t)-1 ? at_ms : (int64_t)then * 1000;
}

/* Few times of the day are asked for, at every key. */
int64_t clock_day_ms(int64_t at_ms, int minutes)
{
    enum { KEPT = 8 };
    static struct kept {
        int64_t at_minute, then_ms;
        int minutes;
        bool known;
    } kept[KEPT];
    struct kept *k = &kept[(unsigned)(minutes / 30) % KEPT];
    int64_t at_minute = at_ms / MINUTE_MS;
    if (!k->known || k->at_minute != at_minute || k->minutes != minutes) {
        *k = (struct kept){at_minute, find_day_ms(at_ms, minutes), minutes, true};
    }
    return k->then_ms;
}

int clock_zone_minutes(int64_t at_ms)
{
    time_t at = (time_t)(at_ms / 1000);
    struct tm here;
    return localtime_r(&at, &here) ? (int)(here.tm_gmtoff / 60) : 0;
}

void clock_say(int64_t at_ms, enum clock_words words, struct str *out)
{
    time_t at = (time_t)(at_ms / 1000), now = (time_t)(clock_now_ms() / 1000);
    struct tm then, today;
    char text[32];
    if (!(words == CLOCK_DAY ? gmtime_r(&at, &then) : localtime_r(&at, &then)) ||
        !localtime_r(&now, &today)) {
        return;
    }
    bool same_day = then.tm_year == today.tm_year && then.tm_yday == today.tm_yday;
    size_t day = 0, time_of_day = 0;
    if ((!same_day && words != CLOCK_HOUR) || words == CLOCK_DAY) {
        day = strftime(text, sizeof text, "%d.%m.%Y", &then);
        str_add_bytes(out, text, day);
    }
    if (words == CLOCK_FULL || words == CLOCK_HOUR ||
        (same_day && words == CLOCK_SHORT)) {
        time_of_day = strftime(text, sizeof text, "%H:%M", &then);
        str_add(out, day ? " " : "");
        str_add_bytes(out, text, time_of_day);
    }
}
