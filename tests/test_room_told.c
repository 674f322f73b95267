/* What a bridge tells those at its laptop, in a room where much is said. */

#include "live/bridge_inside.h"
#include "store/room.h"
#include "support/folder.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void publish_nothing(void *context, enum exchange_kind kind, const char *to,
                            const char *text, size_t len_bytes)
{
    (void)context;
    (void)kind;
    (void)to;
    (void)text;
    (void)len_bytes;
}

/* Ben has one more, and writes the next. */
static void hear_ben(struct bridge *b, int edits)
{
    struct str who = STR_EMPTY;
    str_addf(&who, "0000000000001 %d %x\nBen\n\nColumn %d\n", edits, edits, edits);
    exchange_hear(b->channels[0]->exchange, EXCHANGE_WHO, who.bytes, who.len_bytes,
                  ticks_ms());
    str_finish(&who);
    bridge_tell(b);
}

static bool is_another(const char *path, struct stat *before)
{
    struct stat now;
    cr_assert_eq(stat(path, &now), 0);
    bool another = now.st_ino != before->st_ino ||
                   now.st_mtim.tv_sec != before->st_mtim.tv_sec ||
                   now.st_mtim.tv_nsec != before->st_mtim.tv_nsec;
    *before = now;
    return another;
}

Test(room_told, many_entries_in_a_room_are_told_a_few_times_a_second)
{
    char *path = test_path("table.json");
    struct session *session = session_new();
    struct bridge_options options = {.path = path};
    struct bridge b = {.options = &options, .file.session = session};
    struct exchange_needs needs = {.publish = publish_nothing, .session = session};
    struct channel channel = {.bridge = &b,
                              .exchange = exchange_new("0000000000000", &b.dice, &needs)};
    struct channel *channels[] = {&channel};
    struct stat before = {0};
    int written = 0;
    invitation_make("127.0.0.1", 1884, &b.invitation);
    company_join(&b.company, path, "0000000000000", "", MEMBER_IS_ROOM);
    b.channels = channels;
    b.channel_count = 1;
    exchange_connected(channel.exchange, ticks_ms());
    int64_t begun_ms = ticks_ms();
    char *room_path = company_room_path(&b.company);
    for (int i = 1; i <= 300; i++) {
        hear_ben(&b, i);
        written += is_another(room_path, &before);
    }
    int64_t took_ms = ticks_ms() - begun_ms;
    cr_expect_leq(written, took_ms / 200 + 1, "written %d times in %d ms", written,
                  (int)took_ms);
    while (bridge_tell_due_ms(&b) != INT64_MAX) { /* and the last is told, too */
        bridge_tell(&b);
    }
    struct room room = {0};
    struct err err = ERR_NONE;
    cr_assert(room_read(room_path, &room, &err));
    cr_expect_str_eq(room.people[0].writing, "Column 300");
    room_finish(&room);
    company_leave(&b.company);
    exchange_free(channel.exchange);
    session_free(session);
    invitation_finish(&b.invitation);
    str_finish(&b.told);
    str_finish(&b.shown);
    str_finish(&b.coded);
    paths_finish(&b.code);
    free(room_path);
    free(path);
}
