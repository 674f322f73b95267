/* Questions and answers between two: what one lacks is given. */

#include "base/memory.h"
#include "live/exchange_inside.h"

#include <stdlib.h>
#include <string.h>

enum {
    ASK_PATIENCE_MS = 1000, /* for an answer, or its next part */
    ASK_LONGEST_MS = 15000, /* for all of an answer: the rest is asked for anew */
    ASKED_AT_MOST_MS = 250, /* a peer that asks more often is not answered */
    LOOK_BYTES = 8, /* an edit that is looked at is as much work as giving so much */
};

bool exchange_had_sum(const struct exchange *x, uint64_t sum)
{
    for (size_t i = 0; i < PAST_SUMS; i++) {
        if (x->sums[i] == sum) {
            return true;
        }
    }
    return false;
}

/* Whether an edit of the session belongs into this channel. */
static bool is_of_it(const struct exchange *x, const struct edit *edit)
{
    return !x->needs.shared || exchange_knows(x, edit->key.actor);
}

static void tell(struct exchange *x, const char *to, const char *word,
                 const struct str *lines)
{
    struct str text = STR_EMPTY;
    str_addf(&text, "%s %s\n", word, x->id);
    str_add_bytes(&text, lines->bytes, lines->len_bytes);
    x->needs.publish(x->needs.context, EXCHANGE_TO, to, text.bytes, text.len_bytes);
    str_finish(&text);
}

/* The actors of one part of a digest, by their hashes. */
struct part {
    size_t number, of;
};

static bool is_in_part(const void *context, const char *actor)
{
    const struct part *part = context;
    return hash_end(hash_add_text(HASH_START, actor)) % part->of == part->number;
}

/* Adds the digest, or as much of it as may be sent at once: the part whose turn it is. */
static struct part write_part(const struct digest *digest, size_t turn, struct str *out)
{
    struct part part = {0, 1};
    digest_write(digest, NULL, NULL, out);
    if (out->len_bytes > EXCHANGE_DIGEST_BYTES) {
        part.of = out->len_bytes / (EXCHANGE_DIGEST_BYTES / 2) + 1;
        part.number = turn % part.of;
        str_clear(out);
        digest_write(digest, is_in_part, &part, out);
    }
    return part;
}

static void ask(struct exchange *x, const struct exchange_peer *peer, int64_t now_ms)
{
    struct str lines = STR_EMPTY, text = STR_EMPTY;
    exchange_sum(x);
    struct part asked = write_part(&x->digest, x->part++, &lines);
    str_addf(&text, "ask %s %zu %zu\n%s", x->id, asked.number, asked.of,
             str_text(&lines));
    memcpy(x->asked, peer->id, sizeof x->asked);
    x->ask_until_ms = now_ms + ASK_PATIENCE_MS;
    x->ask_longest_ms = now_ms + ASK_LONGEST_MS;
    x->parts_left = x->parts_left ? x->parts_left - 1 : asked.of - 1;
    x->needs.publish(x->needs.context, EXCHANGE_TO, peer->id, text.bytes, text.len_bytes);
    str_finish(&lines);
    str_finish(&text);
}

/* One question at a time, to the next in turn that has something new: the one asked last may
 * be gone. */
void exchange_ask(struct exchange *x, int64_t now_ms)
{
    if (x->ask_until_ms != INT64_MAX || !x->peer_count) {
        return;
    }
    uint64_t sum = exchange_sum(x);
    for (size_t i = 0; i < x->peer_count; i++) {
        const struct exchange_peer *peer = &x->peers[++x->turn % x->peer_count];
        if (peer->has_sum && peer->sum != sum && !exchange_had_sum(x, peer->sum)) {
            ask(x, peer, now_ms);
            return;
        }
    }
}

/* Gives what is named there: parts, the last of which is told as such. */
static void give(struct exchange *x, const char *to, const struct digest *lacks,
                 const struct part *part)
{
    struct str lines = STR_EMPTY;
    size_t at = 0;
    const struct edit *edit;
    pace_take(&x->giving, session_edit_count(x->needs.session) * LOOK_BYTES);
    while ((edit = session_next_arrival(x->needs.session, &at))) {
        if (!digest_names(lacks, edit->key) || !is_in_part(part, edit->key.actor) ||
            !is_of_it(x, edit)) {
            continue;
        }
        size_t before = lines.len_bytes;
        edit_write(edit, &lines);
        str_add(&lines, "\n");
        pace_take(&x->giving, lines.len_bytes - before);
        if (before && lines.len_bytes > EXCHANGE_CHUNK_BYTES) {
            struct str chunk = {.bytes = lines.bytes, .len_bytes = before};
            tell(x, to, "give", &chunk);
            str_remove(&lines, 0, before);
        }
    }
    tell(x, to, "last", &lines);
    str_finish(&lines);
}

static void hear_ask(struct exchange *x, struct exchange_peer *peer,
                     const struct digest *theirs, const struct part *part)
{
    struct digest lacks = {0};
    exchange_sum(x);
    digest_lacks(theirs, &x->digest, &lacks);
    give(x, peer->id, &lacks, part);
    digest_finish(&lacks);
    digest_lacks(&x->digest, theirs, &lacks);
    if (digest_edits(&lacks)) {
        struct str lines = STR_EMPTY;
        write_part(&lacks, 0, &lines); /* what is left is found again */
        tell(x, peer->id, "want", &lines);
        str_finish(&lines);
    }
    digest_finish(&lacks);
}

void exchange_take(struct exchange *x, char *line)
{
    while (*line) {
        char *stop = strchr(line, '\n');
        size_t len = stop ? (size_t)(stop - line) : strlen(line);
        line[len] = '\0';
        if (len) {
            x->needs.take(x->needs.context, line, len);
        }
        line += len + (stop ? 1 : 0);
    }
}

/* " PART PARTS"; what is not given is all of it. */
static bool read_part(char *text, struct part *part)
{
    char *end;
    *part = (struct part){0, 1};
    if (!*text) {
        return true;
    }
    part->number = (size_t)strtoull(text, &end, 10);
    part->of = (size_t)strtoull(end, &end, 10);
    return !*end && part->number < part->of;
}

/* Somebody asks, or wants what they name. */
static void hear_question(struct exchange *x, struct exchange_peer *peer, bool asks,
                          const struct part *part, const char *lines, int64_t now_ms)
{
    static const struct part all = {0, 1};
    struct digest digest = {0};
    bool too_often = asks && peer->asked_ms &&
                     now_ms - peer->asked_ms < ASKED_AT_MOST_MS && part->of == 1;
    if (!too_often && pace_allows(&x->giving, now_ms) &&
        digest_read(lines, strlen(lines), &digest)) {
        if (asks) {
            peer->asked_ms = now_ms;
            hear_ask(x, peer, &digest, part);
        } else {
            give(x, peer->id, &digest, &all);
        }
    }
    digest_finish(&digest);
}

static void hear_answer(struct exchange *x, const char *from, bool last, char *lines,
                        int64_t now_ms)
{
    uint64_t before = exchange_sum(x);
    exchange_take(x, lines);
    /* Who gives nothing new is not waited for: others may have it. */
    bool new = exchange_sum(x) != before;
    if (x->ask_until_ms != INT64_MAX && strcmp(from, x->asked) == 0 && (last || new)) {
        int64_t until_ms = now_ms + ASK_PATIENCE_MS;
        until_ms = until_ms < x->ask_longest_ms ? until_ms : x->ask_longest_ms;
        x->ask_until_ms = last ? INT64_MAX : until_ms;
    }
    if (last && x->changed) {
        exchange_answer_soon(x, now_ms); /* the others see how far we are */
    }
    if (last && x->parts_left) {
        exchange_ask(x, now_ms);
    }
}

/* "WORD ID", and lines. */
void exchange_hear_told(struct exchange *x, char *text, int64_t now_ms)
{
    char *lines = strchr(text, '\n'), *id = strchr(text, ' ');
    struct part part;
    if (!lines || !id || id > lines) {
        return;
    }
    *lines++ = '\0';
    *id++ = '\0';
    size_t len = strcspn(id, " ");
    bool ok = read_part(id + len, &part);
    id[len] = '\0';
    struct exchange_peer *peer = ok ? peer_touch(x, id, now_ms) : NULL;
    bool asks = strcmp(text, "ask") == 0, last = strcmp(text, "last") == 0;
    if (peer && (asks || strcmp(text, "want") == 0)) {
        hear_question(x, peer, asks, &part, lines, now_ms);
    } else if (peer && (last || strcmp(text, "give") == 0)) {
        hear_answer(x, id, last, lines, now_ms);
    }
}

/* Whoever did not answer is asked again when they are heard: all are asked who is there. */
void exchange_give_up(struct exchange *x, int64_t now_ms)
{
    for (size_t i = 0; i < x->peer_count; i++) {
        if (strcmp(x->peers[i].id, x->asked) == 0) {
            x->peers[i].has_sum = false;
        }
    }
    x->ask_until_ms = INT64_MAX;
    exchange_hello(x);
    exchange_answer_soon(x, now_ms);
}
