/* What a peer with the words but bad intent publishes: any texts of any kind, at any time.
 * Nobody is known more often than is allowed, what is taken is what a file may hold, and
 * whoever asks afterwards is given all that is here. */

#include "fuzz.h"

#include "live/exchange.h"
#include "store/edits.h"

#include <stdlib.h>
#include <string.h>

struct desk {
    struct session *session;
    struct exchange *exchange;
    size_t arrived, given;
    int64_t now_ms;
    bool counting;
};

static void publish(void *context, enum exchange_kind kind, const char *to,
                    const char *text, size_t len_bytes)
{
    struct desk *desk = context;
    MUST((kind == EXCHANGE_TO) == (to != NULL), "to whom?");
    const char *lines = memchr(text, '\n', len_bytes);
    if (desk->counting && kind == EXCHANGE_TO && lines &&
        (strncmp(text, "give", 4) == 0 || strncmp(text, "last", 4) == 0)) {
        for (const char *at = lines + 1;
             (at = memchr(at, '\n', len_bytes - (size_t)(at - text))); at++) {
            desk->given++;
        }
    }
}

static void take(void *context, char *line, size_t len_bytes)
{
    struct desk *desk = context;
    struct err err = ERR_NONE;
    const struct edit *edit;
    edits_take_line("the room", line, len_bytes, desk->session, NULL, &err);
    err_finish(&err);
    while ((edit = session_next_arrival(desk->session, &desk->arrived))) {
        exchange_has(desk->exchange, edit, false, desk->now_ms);
    }
}

static void say(struct desk *desk, enum exchange_kind kind, const char *text)
{
    char *copy = fuzz_copy((const uint8_t *)text, strlen(text));
    exchange_hear(desk->exchange, kind, copy, strlen(copy), desk->now_ms);
    free(copy);
}

/* Messages: the kind, how many thousandths pass, the length, the text. */
static void hear_all(struct desk *desk, struct choices *choices)
{
    while (choices->len_bytes) {
        enum exchange_kind kind = (enum exchange_kind)choose(choices, 4);
        desk->now_ms += choose(choices, 256) * 40;
        size_t len_bytes = choose(choices, 256);
        len_bytes = len_bytes < choices->len_bytes ? len_bytes : choices->len_bytes;
        char *text = fuzz_copy(choices->bytes, len_bytes);
        exchange_hear(desk->exchange, kind, text, len_bytes, desk->now_ms);
        free(text);
        choices->bytes += len_bytes;
        choices->len_bytes -= len_bytes;
        if (exchange_due_ms(desk->exchange) <= desk->now_ms) {
            exchange_wake(desk->exchange, desk->now_ms);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len_bytes)
{
    struct choices choices = {bytes, len_bytes};
    struct dice dice = {1};
    struct desk desk = {.session = session_new(), .now_ms = 1};
    struct exchange_needs needs = {
        .context = &desk, .publish = publish, .take = take, .session = desk.session};
    size_t count;
    desk.exchange = exchange_new("0000000000001", &dice, &needs);
    exchange_connected(desk.exchange, desk.now_ms);
    say(&desk, EXCHANGE_EDITS,
        "{\"key\":\"a.1\",\"at\":\"2017-02-22T12:00:00.000Z\",\"of\":\"note:n\","
        "\"set\":{\"text\":\"Bus fares\"}}\n");
    hear_all(&desk, &choices);
    exchange_peers(desk.exchange, &count);
    MUST(count <= EXCHANGE_MOST_PEERS, "%zu peers", count);
    MUST(session_edit_count(desk.session) >= 1, "an edit was lost");
    desk.counting = true;
    desk.now_ms += 1000;
    say(&desk, EXCHANGE_TO, "ask zzzzzzzzzzzzz\n");
    MUST(desk.given >= session_edit_count(desk.session), "gave %zu of %zu", desk.given,
         session_edit_count(desk.session));
    exchange_free(desk.exchange);
    session_free(desk.session);
    return 0;
}
