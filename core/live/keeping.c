#include "live/keeping.h"

#include "base/memory.h"

#include <stdlib.h>
#include <time.h>

enum {
    QUIET_MS = 1500,
    LONGEST_BEHIND_MS = 30000,
    AGAIN_MS = 5000, /* what could not be written is tried again */
};

static int64_t clock_ms(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t ticks_ms(void)
{
#ifdef CLOCK_BOOTTIME
    return clock_ms(CLOCK_BOOTTIME);
#else
    return clock_ms(CLOCK_MONOTONIC);
#endif
}

int64_t wall_ms(void)
{
    return clock_ms(CLOCK_REALTIME);
}

void keeping_note(struct keeping *k, const struct edit *edit)
{
    ARRAY_ADD(k->heard.edits, k->heard.count, k->heard.room, edit);
}

void keeping_fall_behind(struct keeping *k)
{
    int64_t now_ms = ticks_ms();
    k->unsaved_ms = k->unsaved ? k->unsaved_ms : now_ms;
    k->changed_ms = now_ms;
    k->unsaved = true;
}

bool keeping_keep(struct keeping *k, struct err *err)
{
    if (!k->heard.count) {
        return true;
    }
    bool ok = journal_append(&k->file->journal, k->heard.edits, k->heard.count, err);
    keeping_fall_behind(k);
    if (ok) {
        k->heard.count = 0;
        company_tell(k->company);
    } else {
        k->changed_ms = 0;
    }
    return ok;
}

int64_t keeping_due_ms(const struct keeping *k)
{
    if (!k->unsaved) {
        return INT64_MAX;
    }
    int64_t quiet = k->changed_ms + QUIET_MS, longest = k->unsaved_ms + LONGEST_BEHIND_MS;
    int64_t due = quiet < longest ? quiet : longest;
    return k->failed_ms && due < k->failed_ms + AGAIN_MS ? k->failed_ms + AGAIN_MS : due;
}

bool keeping_save(struct keeping *k, struct err *err)
{
    if (!k->unsaved) {
        return true;
    }
    if (!file_save(k->file, err)) {
        k->failed_ms = ticks_ms();
        return false;
    }
    k->heard.count = 0;
    k->unsaved = false;
    k->failed_ms = 0;
    company_tell(k->company);
    return true;
}

void keeping_finish(struct keeping *k)
{
    free(k->heard.edits);
    *k = (struct keeping){0};
}
