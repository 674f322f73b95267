#include "live/exchange.h"

#include "base/memory.h"
#include "live/exchange_inside.h"

#include <stdlib.h>
#include <string.h>

enum {
    /* An answer to a hello comes after so long, so that not all answer at once. */
    ANSWER_SOONEST_MS = 20,
    ANSWER_SPREAD_MS = 400,
    /* After a change one says how one stands once it is quiet, and so often at least. */
    QUIET_MS = 700,
    LONGEST_UNSAID_MS = 3000,
    /* While somebody differs it is said again, ever less often, and not before all others
     * have said it once: that takes them twice QUIET_MS. */
    AGAIN_MS = 800,
    AGAIN_LONGEST_MS = 1500,
    SILENT_MS = 30000, /* whoever differs and says nothing for so long is not there */
    MOST_REPEATS = 3,  /* of what was said already, for those who did not hear it */
    /* All together are given so much at once, and then so much a second, whatever names
     * they ask by: sixty who come at once have a day's words, and nobody has us do nothing
     * else than give. Who is not answered asks somebody else. */
    GIVE_AT_ONCE_BYTES = 64 << 20,
    GIVE_BYTES_A_MS = 8 << 10,
};

static int64_t at_random(struct exchange *x, int64_t spread_ms)
{
    return (int64_t)(dice_roll(x->dice) % (uint64_t)spread_ms);
}

/* Says who we are then, unless that is to be said sooner. */
static void say_by(struct exchange *x, int64_t at_ms)
{
    x->who_ms = at_ms < x->who_ms ? at_ms : x->who_ms;
}

/* The same, if somebody differs even then. */
static void say_again_by(struct exchange *x, int64_t at_ms)
{
    x->again_at_ms = at_ms < x->again_at_ms ? at_ms : x->again_at_ms;
}

void exchange_answer_soon(struct exchange *x, int64_t now_ms)
{
    say_by(x, now_ms + ANSWER_SOONEST_MS + at_random(x, ANSWER_SPREAD_MS));
}

struct exchange *exchange_new(const char *id, struct dice *dice,
                              const struct exchange_needs *needs)
{
    struct exchange *x = memory_get(sizeof *x);
    *x = (struct exchange){
        .dice = dice,
        .needs = *needs,
        .who_ms = INT64_MAX,
        .again_at_ms = INT64_MAX,
        .ask_until_ms = INT64_MAX,
        .giving = {.most_bytes = GIVE_AT_ONCE_BYTES, .bytes_a_ms = GIVE_BYTES_A_MS},
        .again_ms = AGAIN_MS};
    memcpy(x->id, id, sizeof x->id);
    return x;
}

void exchange_free(struct exchange *x)
{
    if (x) {
        peers_forget_all(x);
        free(x->peers);
        digest_finish(&x->digest);
        str_finish(&x->own);
        str_finish(&x->called);
        free(x);
    }
}

bool exchange_knows(const struct exchange *x, const char *actor)
{
    return digest_find(&x->digest, actor);
}

size_t exchange_edits(const struct exchange *x)
{
    return digest_edits(&x->digest);
}

static void add_line(struct str *out, const char *text)
{
    size_t start = out->len_bytes;
    str_addf(out, "%.*s", EXCHANGE_NAME_BYTES, text ? text : "");
    for (size_t i = start; i < out->len_bytes; i++) {
        if (out->bytes[i] == '\n') {
            out->bytes[i] = ' ';
        }
    }
    str_add(out, "\n");
}

void exchange_call(struct exchange *x, const struct exchange_name *name, int64_t now_ms)
{
    struct str called = STR_EMPTY;
    add_line(&called, name->name);
    add_line(&called, name->table);
    add_line(&called, name->writing);
    if (strcmp(str_text(&called), str_text(&x->called)) == 0) {
        str_finish(&called);
        return;
    }
    str_finish(&x->called);
    x->called = called;
    if (x->connected) {
        say_by(x, now_ms + ANSWER_SOONEST_MS);
    }
}

uint64_t exchange_sum(struct exchange *x)
{
    uint64_t sum = digest_total(&x->digest);
    if (sum != x->sums[x->sum_count % PAST_SUMS]) {
        x->sums[++x->sum_count % PAST_SUMS] = sum;
    }
    return sum;
}

/* Once it is quiet, or after a while at the latest, it is said how we stand. */
static void say_when_quiet(struct exchange *x, int64_t now_ms)
{
    if (!x->unsaid_ms) {
        x->unsaid_ms = now_ms;
    }
    int64_t quiet = now_ms + QUIET_MS + at_random(x, QUIET_MS);
    int64_t longest = x->unsaid_ms + LONGEST_UNSAID_MS;
    x->changed = true;
    x->repeats_left = MOST_REPEATS;
    x->again_ms = AGAIN_MS;
    x->who_ms = quiet < longest ? quiet : longest;
}

bool exchange_has(struct exchange *x, const struct edit *edit, bool own, int64_t now_ms)
{
    struct str line = STR_EMPTY;
    edit_write(edit, &line);
    bool fits = line.len_bytes <= EXCHANGE_LONGEST_BYTES;
    if (fits) {
        digest_add(&x->digest, edit);
        say_when_quiet(x, now_ms);
    }
    if (fits && own) {
        str_add_bytes(&x->own, line.bytes, line.len_bytes);
        str_add(&x->own, "\n");
    }
    str_finish(&line);
    return fits;
}

/* In messages of whole lines, each as long as it may be. */
static void publish_lines(struct exchange *x, const struct str *lines)
{
    size_t start = 0;
    while (start < lines->len_bytes) {
        size_t end = start, next;
        do {
            const char *stop = memchr(lines->bytes + end, '\n', lines->len_bytes - end);
            next = stop ? (size_t)(stop - lines->bytes) + 1 : lines->len_bytes;
            if (end > start && next - start > EXCHANGE_CHUNK_BYTES) {
                break;
            }
            end = next;
        } while (end < lines->len_bytes);
        struct str text = STR_EMPTY;
        str_addf(&text, "%s\n", x->id);
        str_add_bytes(&text, lines->bytes + start, end - start);
        x->needs.publish(x->needs.context, EXCHANGE_EDITS, NULL, text.bytes,
                         text.len_bytes);
        str_finish(&text);
        start = end;
    }
}

void exchange_flush(struct exchange *x)
{
    exchange_sum(x); /* is one that we had, from now on */
    if (x->connected) {
        publish_lines(x, &x->own);
    }
    str_clear(&x->own); /* digests bring what was said without a connection */
}

void exchange_hello(struct exchange *x)
{
    x->needs.publish(x->needs.context, EXCHANGE_HELLO, NULL, x->id, strlen(x->id));
}

static void say_who(struct exchange *x, int64_t now_ms)
{
    struct str text = STR_EMPTY;
    unsigned long long sum = exchange_sum(x);
    str_addf(&text, "%s %zu %llx\n%s", x->id, digest_edits(&x->digest), sum,
             str_text(&x->called));
    x->needs.publish(x->needs.context, EXCHANGE_WHO, NULL, text.bytes, text.len_bytes);
    str_finish(&text);
    x->who_ms = x->again_at_ms = INT64_MAX;
    x->unsaid_ms = 0;
    x->said_ms = now_ms;
}

void exchange_connected(struct exchange *x, int64_t now_ms)
{
    x->connected = true;
    exchange_hello(x);
    exchange_answer_soon(x, now_ms);
}

void exchange_lost(struct exchange *x)
{
    x->connected = false;
    x->who_ms = x->again_at_ms = x->ask_until_ms = INT64_MAX;
    peers_forget_all(x);
}

void exchange_leave(struct exchange *x, enum exchange_going how)
{
    struct str text = STR_EMPTY;
    str_addf(&text, "%s%s%s", x->id, how ? " " : "", peer_goings[how]);
    x->needs.publish(x->needs.context, EXCHANGE_WHO, NULL, text.bytes, text.len_bytes);
    str_finish(&text);
}

const struct exchange_peer *exchange_speaker(const struct exchange *x)
{
    return x->speaker;
}

bool exchange_differs(struct exchange *x, const struct exchange_peer *peer)
{
    return peer->has_sum && peer->sum != exchange_sum(x);
}

/* How many are not known to have what we have; *unknown: of these, how many did not say. */
static size_t count_others(struct exchange *x, size_t *unknown)
{
    size_t differ = 0;
    *unknown = 0;
    for (size_t i = 0; i < x->peer_count; i++) {
        *unknown += !x->peers[i].has_sum;
        differ += exchange_differs(x, &x->peers[i]);
    }
    return differ + *unknown;
}

bool exchange_is_held(struct exchange *x)
{
    for (size_t i = 0; i < x->peer_count; i++) {
        if (x->peers[i].has_sum && !exchange_differs(x, &x->peers[i])) {
            return true;
        }
    }
    return false;
}

/* "ID", or "ID EDITS SUM" and lines. */
static void hear_who(struct exchange *x, char *text, int64_t now_ms)
{
    bool is_new, changed;
    struct exchange_peer *peer = peer_read(x, text, now_ms, &is_new, &changed);
    if (!peer) {
        return;
    }
    if (is_new) {
        exchange_answer_soon(x, now_ms);
    }
    bool again = !changed && !exchange_differs(x, peer);
    if (again && x->repeats_left && now_ms - x->said_ms >= AGAIN_MS) {
        x->repeats_left--; /* it says so again: it may not have heard that we agree */
        exchange_answer_soon(x, now_ms);
    }
    if (exchange_differs(x, peer)) {
        x->again_ms = changed ? AGAIN_MS : x->again_ms;
        if (exchange_had_sum(x, peer->sum)) {
            say_again_by(x, now_ms + x->again_ms / 2 + at_random(x, x->again_ms));
        } else {
            exchange_ask(x, now_ms);
        }
    }
}

/* "ID", and lines; or lines alone. */
static void hear_edits(struct exchange *x, char *text)
{
    char *lines = *text == '{' ? NULL : strchr(text, '\n');
    if (lines) {
        *lines++ = '\0';
        x->speaker = peer_find(x, text);
    }
    exchange_take(x, lines ? lines : text);
    x->speaker = NULL;
}

void exchange_hear(struct exchange *x, enum exchange_kind kind, char *text,
                   size_t len_bytes, int64_t now_ms)
{
    if (!x->connected || strlen(text) != len_bytes) {
        return;
    }
    switch (kind) {
    case EXCHANGE_EDITS:
        hear_edits(x, text);
        break;
    case EXCHANGE_HELLO:
        if (peer_touch(x, text, now_ms)) {
            exchange_answer_soon(x, now_ms);
        }
        break;
    case EXCHANGE_WHO:
        hear_who(x, text, now_ms);
        break;
    case EXCHANGE_TO:
        exchange_hear_told(x, text, now_ms);
        break;
    }
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

int64_t exchange_due_ms(const struct exchange *x)
{
    return !x->connected ? INT64_MAX
                         : sooner(sooner(x->who_ms, x->again_at_ms), x->ask_until_ms);
}

/* Says how we stand, and again later to those who do not seem to know. */
static void say_and_look(struct exchange *x, int64_t now_ms)
{
    size_t unknown;
    say_who(x, now_ms);
    x->changed = false;
    exchange_ask(x, now_ms);
    if (count_others(x, &unknown)) {
        if (unknown) {
            exchange_hello(x);
        }
        say_again_by(x, now_ms + x->again_ms + at_random(x, x->again_ms));
        x->again_ms = sooner(x->again_ms * 2, AGAIN_LONGEST_MS);
    }
}

void exchange_wake(struct exchange *x, int64_t now_ms)
{
    if (!x->connected) {
        return;
    }
    if (now_ms >= x->ask_until_ms) {
        exchange_give_up(x, now_ms);
        exchange_ask(x, now_ms);
    }
    if (now_ms < x->who_ms && now_ms < x->again_at_ms) {
        return;
    }
    size_t unknown;
    peers_forget_silent(x, now_ms, SILENT_MS);
    if (now_ms >= x->who_ms || count_others(x, &unknown)) {
        say_and_look(x, now_ms);
    } else {
        x->again_at_ms = INT64_MAX; /* they have it meanwhile */
    }
}

const struct exchange_peer *exchange_peers(const struct exchange *x, size_t *count)
{
    *count = x->peer_count;
    return x->peers;
}
