/* What it takes to carry an edit from one laptop to another, but for the broker and the
 * disks: published, sealed, opened, taken in. For tests/bench-live.sh.
 *
 *     live_edit NOTES COUNT
 *
 * Two have a session of NOTES notes; then COUNT more are carried, each alone. Prints how
 * many bytes of MQTT one took, there and back: the message and its acknowledgement. */

#include "live/exchange.h"
#include "live/seal.h"
#include "model/author.h"
#include "store/edits.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

enum { MQTT_HEADERS_BYTES = 2 + 1 + 2 + 2, ACKNOWLEDGEMENT_BYTES = 4 };

static const char topic[] = "rt/3k0s7d5h2xq9a/all/edits";

struct side {
    struct session *session;
    struct exchange *exchange;
    struct dice dice;
    size_t arrived;
};

static struct pair {
    struct side here, there;
    struct author author;
    const struct record *table;
    struct seal seal;
    size_t bytes;
} pair;

static void tell_arrivals(struct side *side)
{
    const struct edit *edit;
    while ((edit = session_next_arrival(side->session, &side->arrived))) {
        exchange_has(side->exchange, edit, false, 0);
    }
}

static void take(void *context, char *line, size_t len_bytes)
{
    struct side *side = context;
    struct json_document document = {0};
    struct arena arena = ARENA_EMPTY;
    struct edit edit;
    struct err err = ERR_NONE;
    if (!json_read(&document, "the room", line, len_bytes, &err) ||
        !edits_read(document.root, &arena, &edit, NULL, &err) ||
        !edits_take(side->session, &edit, NULL, &err)) {
        fprintf(stderr, "live_edit: %s\n", err_text(&err));
        exit(EXIT_FAILURE);
    }
    tell_arrivals(side);
    arena_finish(&arena);
    json_finish(&document);
}

/* What goes from here to there; of the rest nothing is needed. */
static void publish(void *context, enum exchange_kind kind, const char *to,
                    const char *text, size_t len_bytes)
{
    struct str sealed = STR_EMPTY, opened = STR_EMPTY;
    (void)to;
    if (context != &pair.here || kind != EXCHANGE_EDITS) {
        return;
    }
    if (!seal_close(&pair.seal, topic, text, len_bytes, &sealed) ||
        !seal_open(&pair.seal, topic, sealed.bytes, sealed.len_bytes, &opened)) {
        exit(EXIT_FAILURE);
    }
    pair.bytes += MQTT_HEADERS_BYTES + sizeof topic - 1 + sealed.len_bytes;
    exchange_hear(pair.there.exchange, kind, opened.bytes, opened.len_bytes, 0);
    str_finish(&sealed);
    str_finish(&opened);
}

static void begin(struct side *side, const char *id)
{
    struct exchange_needs needs = {.context = side, .publish = publish, .take = take};
    needs.session = side->session = session_new();
    side->exchange = exchange_new(id, &side->dice, &needs);
    exchange_connected(side->exchange, 0);
}

static void end(struct side *side)
{
    exchange_free(side->exchange);
    session_free(side->session);
}

static void add(long number)
{
    char text[100];
    struct err err = ERR_NONE;
    snprintf(text, sizeof text, "Nobody to ask when the last bus does not come, %ld",
             number);
    if (!author_add_goal(&pair.author, pair.table, NULL, text, &err)) {
        fprintf(stderr, "live_edit: %s\n", err_text(&err));
        exit(EXIT_FAILURE);
    }
}

/* What tests/bench-live.sh measures, by its name. */
static __attribute__((noinline)) void carry_edits(long count)
{
    struct side *here = &pair.here;
    for (long i = 0; i < count; i++) {
        const struct edit *edit = session_next_arrival(here->session, &here->arrived);
        exchange_has(here->exchange, edit, true, 0);
        exchange_flush(here->exchange);
    }
}

int main(int argc, char **argv)
{
    static const unsigned char secret[INVITATION_SECRET_BYTES] = "\1\2\3\4\5\6\7";
    struct err err = ERR_NONE;
    if (argc != 3) {
        fputs("usage: live_edit NOTES COUNT\n", stderr);
        return 2;
    }
    long notes = strtol(argv[1], NULL, 10), count = strtol(argv[2], NULL, 10);
    if (sodium_init() < 0 || !seal_init(&pair.seal, secret)) {
        return EXIT_FAILURE;
    }
    begin(&pair.here, "0000000000001");
    begin(&pair.there, "0000000000002");
    author_init(&pair.author, pair.here.session, 5, NULL);
    pair.author.now_ms = INT64_C(1487764800000);
    pair.table = author_add_table(&pair.author, NULL, "Bench", NULL, NULL, NULL, &err);
    for (long i = 0; i < notes; i++) {
        add(i);
    }
    tell_arrivals(&pair.here);
    session_add_all(pair.there.session, pair.here.session);
    tell_arrivals(&pair.there);
    for (long i = 0; i < count; i++) {
        add(i);
    }
    carry_edits(count);
    bool same =
        session_edit_count(pair.here.session) == session_edit_count(pair.there.session);
    printf("%zu\n", pair.bytes / (size_t)count + ACKNOWLEDGEMENT_BYTES);
    author_finish(&pair.author);
    end(&pair.here);
    end(&pair.there);
    return same ? EXIT_SUCCESS : EXIT_FAILURE;
}
