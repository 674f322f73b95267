/* Between a session file and a room: what is said here is told to the exchange, and what
 * comes from the room goes into the journal, then into the file. */

#include "base/memory.h"
#include "live/bridge_inside.h"
#include "store/edits.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    QUIET_MS = 1500,
    LONGEST_BEHIND_MS = 30000,
    AGAIN_MS = 5000,       /* what could not be written is tried again */
    MOST_BYTES = 48 << 20, /* of what a room may send us: a file has its limit */
};

bool bridge_open(struct bridge *b, struct err *err)
{
    if (access(b->options->path, F_OK) != 0 && errno == ENOENT) {
        file_new(b->options->path, &b->file);
        return true;
    }
    if (!file_open(b->options->path, &b->file, err)) {
        return false;
    }
    if (b->file.read_only) {
        err_set(err, "%s: %s", b->options->path, b->file.read_only_why);
        return false;
    }
    return true;
}

/* Tells the exchange what has arrived since; heard: from the room. */
static void tell_arrivals(struct bridge *b, bool heard)
{
    const struct edit *edit;
    int64_t now_ms = bridge_ticks_ms();
    while ((edit = session_next_arrival(b->file.session, &b->arrived))) {
        exchange_has(b->exchange, edit, !heard, now_ms);
        if (heard) {
            struct by_hand *list = &b->heard;
            list->edits = memory_room_for_one(list->edits, list->count, &list->room,
                                              sizeof(*list->edits));
            list->edits[list->count++] = edit;
        }
    }
}

void bridge_read_on(struct bridge *b)
{
    file_take_in_news(&b->file);
    tell_arrivals(b, false);
    exchange_flush(b->exchange);
}

void bridge_take(void *context, char *line, size_t len_bytes)
{
    struct bridge *b = context;
    struct err err = ERR_NONE;
    bool ok = b->taken_bytes + len_bytes <= MOST_BYTES;
    if (!ok) {
        err_set(&err, "the room sent more than a file can hold");
    } else {
        ok = edits_take_line("the room", line, len_bytes, b->file.session, NULL, &err);
        size_t before = b->arrived;
        tell_arrivals(b, true);
        b->taken_bytes += b->arrived == before ? 0 : len_bytes;
    }
    if (!ok && !b->refused++) {
        bridge_print(b, err_text(&err));
    }
    err_finish(&err);
}

static void fall_behind(struct bridge *b)
{
    int64_t now_ms = bridge_ticks_ms();
    b->unsaved_ms = b->unsaved ? b->unsaved_ms : now_ms;
    b->changed_ms = now_ms;
    b->unsaved = true;
}

void bridge_keep(struct bridge *b)
{
    if (!b->heard.count) {
        return;
    }
    struct err err = ERR_NONE;
    /* Where the journal cannot be had, the file is written: both say the same. */
    if (!journal_append(&b->file.journal, b->heard.edits, b->heard.count, &err)) {
        b->changed_ms = 0;
    }
    err_finish(&err);
    b->heard.count = 0;
    fall_behind(b);
    company_tell(&b->company);
}

int64_t bridge_save_due_ms(const struct bridge *b)
{
    if (!b->unsaved) {
        return INT64_MAX;
    }
    int64_t quiet = b->changed_ms + QUIET_MS, longest = b->unsaved_ms + LONGEST_BEHIND_MS;
    int64_t due = quiet < longest ? quiet : longest;
    return b->failed_ms && due < b->failed_ms + AGAIN_MS ? b->failed_ms + AGAIN_MS : due;
}

bool bridge_save(struct bridge *b, struct err *err)
{
    if (!b->unsaved) {
        return true;
    }
    if (!file_save(&b->file, err)) {
        b->failed_ms = bridge_ticks_ms();
        return false;
    }
    tell_arrivals(b, false); /* what stood there, and we had not seen */
    exchange_flush(b->exchange);
    b->unsaved = false;
    b->failed_ms = 0;
    company_tell(&b->company);
    return true;
}
