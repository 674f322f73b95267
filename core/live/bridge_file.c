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
    /* What a room may send us at once, and in a millisecond from then on. */
    TAKE_AT_ONCE_BYTES = 48 << 20,
    TAKE_BYTES_A_MS = 64,
    LARGEST_BYTES = JSON_LARGEST_BYTES / 10 * 9, /* of the file that is to hold it */
};

/* There is no file yet, and must be a place for it: nobody is to type into a room that
 * cannot be saved. */
static bool begin_file(struct bridge *b, struct err *err)
{
    char *folder = folder_of(b->options->path);
    bool ok = access(folder, W_OK | X_OK) == 0;
    if (ok) {
        file_new(b->options->path, &b->file);
    } else {
        err_system(err, "%s: nothing can be written into its folder", b->options->path);
    }
    free(folder);
    return ok;
}

bool bridge_open(struct bridge *b, struct err *err)
{
    b->taking =
        (struct pace){.most_bytes = TAKE_AT_ONCE_BYTES, .bytes_a_ms = TAKE_BYTES_A_MS};
    b->keeping = (struct keeping){.file = &b->file, .company = &b->company};
    if (access(b->options->path, F_OK) != 0 && errno == ENOENT) {
        return begin_file(b, err);
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

/* What is redacted is so in every channel that has it. */
static void tell_redacted(struct bridge *b, const struct edit *edit)
{
    for (size_t i = 0; i < b->channel_count; i++) {
        struct exchange *exchange = b->channels[i]->exchange;
        if (exchange_knows(exchange, edit->key.actor)) {
            exchange_has(exchange, edit, false, ticks_ms());
        }
    }
}

/* An edit came from there that was not known. */
static void note_edit(struct channel *from, const struct edit *edit)
{
    /* Of what was missing here it is not known when it was told, but by the clock there,
     * which may be any. */
    int64_t now_ms = wall_ms();
    int64_t said_ms =
        from->bridge->at_once || edit->at_ms > now_ms ? now_ms : edit->at_ms;
    from->said_ms = said_ms > from->said_ms ? said_ms : from->said_ms;
}

/* Tells what has arrived since to the channel that it came from; NULL: from here. What an
 * organiser says is of no table. */
static void tell_arrivals(struct bridge *b, struct channel *from)
{
    const struct edit *edit;
    int64_t now_ms = ticks_ms();
    struct channel *to = from || b->options->organise ? from : b->channels[0];
    while ((edit = session_next_arrival(b->file.session, &b->arrived))) {
        if (to && !exchange_has(to->exchange, edit, !from, now_ms)) {
            b->too_long++;
        }
        if (edit->redacted && b->options->organise) {
            tell_redacted(b, edit);
        }
        if (from) {
            note_edit(from, edit);
            keeping_note(&b->keeping, edit);
        }
    }
}

static void flush(struct bridge *b)
{
    for (size_t i = 0; i < b->channel_count; i++) {
        exchange_flush(b->channels[i]->exchange);
    }
}

void bridge_read_on(struct bridge *b)
{
    file_take_in_news(&b->file);
    tell_arrivals(b, NULL);
    flush(b);
}

/* Somebody in the room takes out words that stood here: nobody is to wonder where they are. */
static bool takes_words_out(const struct session *session, const struct edit *edit)
{
    const struct edit *here = edit->redacted ? session_edit(session, edit->key) : NULL;
    return here && !here->redacted;
}

static void note_by_others(struct by_others *noted, const struct channel *from)
{
    const struct exchange_peer *peer = exchange_speaker(from->exchange);
    const char *by = peer && *peer->name ? peer->name : NULL;
    if (noted->count++ == 0) {
        noted->by = memory_copy_text(by);
    } else if (noted->by && (!by || strcmp(noted->by, by) != 0)) {
        free(noted->by);
        noted->by = NULL;
    }
    noted->last_ms = ticks_ms();
}

static bool take(struct channel *from, const char *line, size_t len_bytes,
                 struct err *err)
{
    struct session *session = from->bridge->file.session;
    struct json_document document = {0};
    struct arena arena = ARENA_EMPTY;
    struct edit edit;
    bool ok = json_read(&document, "the room", line, len_bytes, err) &&
              edits_read(document.root, &arena, &edit, NULL, err);
    bool redacts = ok && takes_words_out(session, &edit);
    size_t clashes = session_clash_count(session);
    ok = ok && edits_take(session, &edit, NULL, err);
    if (ok) {
        if (redacts) {
            note_by_others(&from->bridge->redacted, from);
        }
        if (session_clash_count(session) > clashes) {
            note_by_others(&from->bridge->clashing, from);
        }
        tell_arrivals(from->bridge, from);
        /* It may have been known already, from another channel. */
        exchange_has(from->exchange, session_edit(session, edit.key), false, ticks_ms());
    }
    arena_finish(&arena);
    json_finish(&document);
    return ok;
}

/* What is not taken now is asked for again, later. */
static bool may_take(struct bridge *b, size_t len_bytes)
{
    size_t file_bytes = (size_t)b->file.stamp.size_bytes + b->unsaved_bytes + len_bytes;
    bool fits = file_bytes <= LARGEST_BYTES, now = pace_allows(&b->taking, ticks_ms());
    if ((!fits || !now) && !b->flooded) {
        bridge_print(b, fits
                            ? "the room sends more at once than anybody writes: the rest "
                              "is taken little by little"
                            : "the room sends more than a file can hold");
        b->flooded = true;
    }
    return fits && now;
}

void bridge_take(void *context, char *line, size_t len_bytes)
{
    struct channel *from = context;
    struct bridge *b = from->bridge;
    struct err err = ERR_NONE;
    size_t before = b->arrived;
    if (!may_take(b, len_bytes)) {
        return;
    }
    if (!take(from, line, len_bytes, &err) && !b->refused++) {
        bridge_print(b, err_text(&err));
    }
    if (b->arrived != before) {
        pace_take(&b->taking, len_bytes);
        b->unsaved_bytes += len_bytes;
    }
    err_finish(&err);
}

void bridge_keep(struct bridge *b)
{
    struct err err = ERR_NONE;
    keeping_keep(&b->keeping, &err); /* else the file is written at once */
    err_finish(&err);
}

bool bridge_save(struct bridge *b, struct err *err)
{
    if (!b->keeping.unsaved) {
        return true;
    }
    bool ok = keeping_save(&b->keeping, err);
    if (ok) {
        b->unsaved_bytes = 0;
        tell_arrivals(b, NULL); /* what stood there, and we had not seen */
        flush(b);
    }
    return ok;
}
