/* How much a bridge takes that comes from a room. */

#include "live/bridge_inside.h"
#include "support/err.h"
#include "support/expect.h"
#include "support/folder.h"
#include "support/program.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

TestSuite(room_pace, .init = enter_folder, .fini = end_test);

Test(room_pace, so_much_is_had_at_once_and_the_rest_by_and_by)
{
    struct pace pace = {.most_bytes = 1000, .bytes_a_ms = 2};
    int64_t now_ms = 1000000;
    cr_expect(pace_allows(&pace, now_ms));
    pace_take(&pace, 1500);
    cr_expect_not(pace_allows(&pace, now_ms));
    cr_expect_not(pace_allows(&pace, now_ms + 250));
    cr_expect(pace_allows(&pace, now_ms + 251));
    pace_take(&pace, 500);
    cr_expect_not(pace_allows(&pace, now_ms + 251));
    cr_expect(pace_allows(&pace, now_ms + 10000));
    cr_expect(eq(sz, pace.taken_bytes, 0));
}

static void publish_nothing(void *context, enum exchange_kind kind, const char *to,
                            const char *text, size_t len_bytes)
{
    (void)context;
    (void)kind;
    (void)to;
    (void)text;
    (void)len_bytes;
}

/* A note of some 300 bytes; whether it is taken. */
static bool take_note(struct channel *channel, int number)
{
    struct str line = STR_EMPTY;
    size_t before = session_edit_count(channel->bridge->file.session);
    str_addf(&line,
             "{\"key\":\"0000000000001.%d\",\"at\":\"2017-02-22T12:00:00.000Z\","
             "\"of\":\"note:n%d\",\"set\":{\"text\":\"%0200d\"}}",
             number, number, number);
    bridge_take(channel, line.bytes, line.len_bytes);
    str_finish(&line);
    return session_edit_count(channel->bridge->file.session) > before;
}

/* One bridge with one channel, and nobody in it. */
struct desk {
    struct bridge_options options;
    struct bridge bridge;
    struct channel channel, *channels[1];
};

static void desk_begin(struct desk *d)
{
    *d = (struct desk){.options = {.path = "table.json"}};
    d->bridge.options = &d->options;
    cr_assert(bridge_open(&d->bridge, &err), "%s", err_text(&err));
    struct exchange_needs needs = {.publish = publish_nothing,
                                   .session = d->bridge.file.session};
    d->channel = (struct channel){
        .bridge = &d->bridge,
        .exchange = exchange_new("0000000000000", &d->bridge.dice, &needs)};
    d->channels[0] = &d->channel;
    d->bridge.channels = d->channels;
    d->bridge.channel_count = 1;
}

static void desk_finish(struct desk *d)
{
    exchange_free(d->channel.exchange);
    free(d->bridge.keeping.heard.edits);
    str_finish(&d->bridge.told);
    file_close(&d->bridge.file);
}

Test(room_pace, a_flood_is_no_end_of_what_is_taken)
{
    struct desk d;
    desk_begin(&d);
    d.bridge.taking = (struct pace){.most_bytes = 500, .bytes_a_ms = 5};
    cr_expect(take_note(&d.channel, 0));
    cr_expect(take_note(&d.channel, 1));
    cr_expect_not(take_note(&d.channel, 2));
    cr_expect(d.bridge.flooded);
    int64_t until_ms = program_clock_ms() + program_deadline_ms();
    while (!take_note(&d.channel, 2)) {
        cr_assert_lt(program_clock_ms(), until_ms);
        poll(NULL, 0, 1);
    }
    desk_finish(&d);
}

Test(room_pace, no_more_is_taken_than_a_file_holds)
{
    struct desk d;
    desk_begin(&d);
    cr_expect(take_note(&d.channel, 0));
    d.bridge.unsaved_bytes = JSON_LARGEST_BYTES;
    cr_expect_not(take_note(&d.channel, 1));
    d.bridge.unsaved_bytes = 0;
    d.bridge.file.stamp.size_bytes = JSON_LARGEST_BYTES;
    cr_expect_not(take_note(&d.channel, 1));
    d.bridge.file.stamp.size_bytes = 0;
    cr_expect(take_note(&d.channel, 1));
    desk_finish(&d);
}
