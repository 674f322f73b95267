/* How those in a channel come to have the same edits, over a wire that loses, doubles and
 * reorders. */

#include "base/memory.h"
#include "support/wire.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

enum { AGREED_MS = 10000 };

Test(exchange, what_one_says_all_have_at_once)
{
    struct wire w;
    wire_begin(&w, 1, 5);
    wire_pass(&w, 5000);
    wire_say(&w.stations[2]);
    cr_expect(le(i64, wire_until_all_agree(&w), SOON_MS + 1));
    wire_end(&w);
}

Test(exchange, who_agrees_with_all_is_silent)
{
    struct wire w;
    wire_begin(&w, 2, 8);
    for (int i = 0; i < 40; i++) {
        wire_say(&w.stations[i % 8]);
        wire_pass(&w, 300);
    }
    wire_until_all_agree(&w);
    wire_pass(&w, 60000);
    cr_expect(wire_silent(&w));
    wire_end(&w);
}

Test(exchange, who_had_nothing_to_say_for_long_is_still_there_when_somebody_writes)
{
    struct wire w;
    wire_begin(&w, 3, 6);
    wire_pass(&w, 60000);
    wire_say(&w.stations[0]);
    int64_t until_ms = w.now_ms + 10000;
    while (wire_next_event(&w, until_ms)) {
        for (size_t i = 0; i < w.count; i++) {
            size_t there;
            exchange_peers(w.stations[i].exchange, &there);
            cr_assert(eq(sz, there, w.count - 1));
        }
    }
    wire_end(&w);
}

/* Words of who go to everybody: at a thousand tables they are most of what is sent. */
Test(exchange, where_nothing_is_lost_each_says_once_how_it_stands_after_an_edit)
{
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct wire w;
        wire_begin(&w, seed, 2 + seed % 8);
        wire_pass(&w, 60000);
        size_t before = w.published;
        wire_say(&w.stations[0]);
        wire_pass(&w, 60000);
        cr_expect(le(sz, w.published - before, 1 + w.count), "seed %lu, %zu stations",
                  (unsigned long)seed, w.count);
        wire_end(&w);
    }
}

Test(exchange, all_agree_soon_although_a_third_is_lost_and_a_third_doubled)
{
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct wire w;
        wire_begin(&w, seed, 2 + seed % 7);
        w.lost = w.doubled = 30;
        for (int i = 0; i < 120; i++) {
            wire_say(&w.stations[dice_roll(&w.dice) % w.count]);
            wire_pass(&w, 50);
        }
        int64_t ms = wire_until_all_agree(&w);
        cr_expect(le(i64, ms, AGREED_MS), "seed %d", (int)seed);
        cr_expect(eq(sz, session_edit_count(w.stations[0].session), wire_all_own(&w)));
        wire_end(&w);
    }
}

Test(exchange, what_replaces_an_edit_that_comes_later_is_counted_once)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct wire w;
        wire_begin(&w, seed, 4);
        w.lost = 20;
        w.doubled = 50;
        for (size_t i = 0; i < 60; i++) {
            size_t at = dice_roll(&w.dice) % w.count;
            struct station *other = &w.stations[(at + 1) % w.count];
            struct edit_key over = {other->actor, dice_roll(&w.dice) % (other->own + 2)};
            wire_say_over(&w.stations[at], &over);
            wire_pass(&w, 30);
        }
        cr_expect(le(i64, wire_until_all_agree(&w), AGREED_MS), "seed %d", (int)seed);
        wire_pass(&w, 120000);
        cr_expect(wire_silent(&w), "seed %d", (int)seed);
        wire_end(&w);
    }
}

Test(exchange, who_comes_late_has_five_thousand_notes_in_a_second)
{
    struct wire w;
    wire_begin(&w, 3, 2);
    for (int i = 0; i < 5000; i++) {
        wire_say(&w.stations[i % 2]);
        wire_pass(&w, 20);
    }
    wire_until_all_agree(&w);
    wire_pass(&w, 60000);
    size_t before = w.published;
    wire_come(wire_add_station(&w));
    cr_expect(le(i64, wire_until_all_agree(&w), 1000));
    cr_expect(le(sz, w.published - before, 40));
    wire_end(&w);
}

Test(exchange, what_was_said_without_a_connection_comes_when_it_is_back)
{
    struct wire w;
    wire_begin(&w, 4, 3);
    wire_say(&w.stations[0]);
    wire_pass(&w, 5000);
    wire_go(&w.stations[1]);
    for (int i = 0; i < 30; i++) {
        wire_say(&w.stations[i % 3]);
        wire_pass(&w, 1000);
    }
    wire_come(&w.stations[1]);
    cr_expect(le(i64, wire_until_all_agree(&w), 2000));
    wire_end(&w);
}

/* A station whose redaction the others have not heard of. */
static void redact(struct station *l, const char *actor, uint64_t number)
{
    struct err err = ERR_NONE;
    const struct edit *there = session_edit(l->session, (struct edit_key){actor, number});
    struct change *set = memory_get(there->set_count * sizeof *set);
    memcpy(set, there->set, there->set_count * sizeof *set);
    struct edit gone = *there;
    gone.set = set;
    edit_redact(&gone);
    cr_assert(session_apply(l->session, &gone, NULL, &err), "%s", err_text(&err));
    free(set);
    wire_tell(l);
}

Test(exchange, what_was_redacted_never_returns)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct wire w;
        wire_begin(&w, seed, 4);
        w.lost = 30;
        for (int i = 0; i < 20; i++) {
            wire_say(&w.stations[i % 4]);
            wire_pass(&w, 100);
        }
        wire_until_all_agree(&w);
        wire_go(&w.stations[3]);
        redact(&w.stations[0], w.stations[1].actor, 2);
        redact(&w.stations[0], w.stations[1].actor, 3);
        wire_say(&w.stations[3]);
        wire_pass(&w, 3000);
        wire_come(&w.stations[3]);
        cr_expect(le(i64, wire_until_all_agree(&w), AGREED_MS), "seed %d", (int)seed);
        for (size_t i = 0; i < w.count; i++) {
            struct edit_key key = {w.stations[1].actor, 2};
            cr_expect(session_edit(w.stations[i].session, key)->redacted);
        }
        wire_pass(&w, 120000);
        cr_expect(wire_silent(&w), "seed %d", (int)seed);
        wire_end(&w);
    }
}

Test(exchange, both_contents_of_one_key_are_had_by_all)
{
    struct wire w;
    wire_begin(&w, 5, 3);
    wire_go(&w.stations[1]);
    memcpy(w.stations[1].actor, w.stations[0].actor, sizeof w.stations[0].actor);
    for (int i = 0; i < 3; i++) { /* a machine image that was cloned */
        wire_pass(&w, 1000);
        wire_say(&w.stations[0]);
        wire_pass(&w, 1000);
        wire_say(&w.stations[1]);
    }
    wire_come(&w.stations[1]);
    wire_pass(&w, 120000);
    cr_expect(wire_agree(&w));
    cr_expect(eq(sz, session_edit_count(w.stations[2].session), 6));
    cr_expect(wire_silent(&w));
    wire_end(&w);
}

Test(exchange, whoever_vanishes_without_a_word_keeps_nobody_awake)
{
    struct wire w;
    wire_begin(&w, 6, 3);
    wire_say(&w.stations[0]);
    wire_pass(&w, 10000);
    w.stations[2].away = true; /* its battery is empty */
    wire_say(&w.stations[0]);
    wire_pass(&w, 300000);
    cr_expect(eq(i64, exchange_due_ms(w.stations[0].exchange), INT64_MAX));
    cr_expect(eq(i64, exchange_due_ms(w.stations[1].exchange), INT64_MAX));
    wire_end(&w);
}

Test(exchange, whoever_leaves_is_not_there_any_more)
{
    struct wire w;
    size_t count;
    wire_begin(&w, 7, 3);
    wire_pass(&w, 5000);
    exchange_peers(w.stations[0].exchange, &count);
    cr_expect(eq(sz, count, 2));
    exchange_leave(w.stations[1].exchange, EXCHANGE_LEAVES);
    wire_go(&w.stations[1]);
    wire_pass(&w, 5000);
    exchange_peers(w.stations[0].exchange, &count);
    cr_expect(eq(sz, count, 1));
    wire_end(&w);
}

Test(exchange, others_are_called_as_they_say)
{
    struct wire w;
    size_t count;
    wire_begin(&w, 8, 2);
    struct exchange_name name = {"Ben\nwho ends lines", "3", "Barriers"};
    exchange_call(w.stations[1].exchange, &name, w.now_ms);
    wire_pass(&w, 2000);
    const struct exchange_peer *peer = exchange_peers(w.stations[0].exchange, &count);
    cr_assert(eq(sz, count, 1));
    cr_expect_str_eq(peer->name, "Ben who ends lines");
    cr_expect_str_eq(peer->table, "3");
    cr_expect_str_eq(peer->writing, "Barriers");
    wire_end(&w);
}

Test(exchange, sixty_who_come_at_once_agree)
{
    struct wire w;
    wire_begin(&w, 9, 0);
    for (int i = 0; i < 60; i++) {
        struct station *l = wire_add_station(&w);
        l->away = true;
        wire_say(l);
    }
    for (int i = 0; i < 60; i++) {
        wire_come(&w.stations[i]);
    }
    cr_expect(le(i64, wire_until_all_agree(&w), AGREED_MS));
    wire_pass(&w, 120000);
    cr_expect(wire_silent(&w));
    wire_end(&w);
}

/* An edit of an actor of its own. */
static void say_as(struct station *l, uint64_t actor)
{
    char own[BASE32_SIZE_BYTES];
    memcpy(own, l->actor, sizeof own);
    base32_write(actor, l->actor);
    wire_say(l);
    memcpy(l->actor, own, sizeof own);
}

Test(exchange, a_digest_of_more_actors_than_one_message_holds_is_sent_in_parts)
{
    struct wire w;
    wire_begin(&w, 11, 2);
    wire_go(&w.stations[0]);
    wire_go(&w.stations[1]);
    for (uint64_t i = 1; i <= DIGEST_MOST_ACTORS + 5000; i++) {
        say_as(&w.stations[i % 2], i * 7919);
    }
    wire_come(&w.stations[0]);
    wire_come(&w.stations[1]);
    cr_expect(le(i64, wire_until_all_agree(&w), 60000));
    wire_pass(&w, 60000);
    cr_expect(wire_silent(&w));
    wire_say(&w.stations[0]);
    w.lost = 0;
    cr_expect(le(i64, wire_until_all_agree(&w), SOON_MS + 1));
    wire_end(&w);
}

Test(exchange, what_is_too_long_for_a_message_is_told_and_stays)
{
    struct wire w;
    wire_begin(&w, 12, 2);
    struct station *l = &w.stations[0];
    char *text = memory_get(EXCHANGE_LONGEST_BYTES + 1);
    memset(text, 'x', EXCHANGE_LONGEST_BYTES);
    struct change set = {"text", VALUE_OF_TEXT(text)};
    struct edit edit = {
        .key = {l->actor, 7}, .kind = "note", .id = "n", .set = &set, .set_count = 1};
    cr_expect_not(exchange_has(l->exchange, &edit, true, w.now_ms));
    wire_pass(&w, 60000);
    cr_expect(wire_silent(&w));
    free(text);
    wire_end(&w);
}

Test(exchange, nonsense_and_floods_cost_little_and_change_nothing)
{
    static const char *const texts[] = {
        "",
        "\n",
        " ",
        "ask",
        "ask \n",
        "ask 0123456789abc\n\n",
        "want 0123456789abc\nx 0-",
        "last 0123456789abc\n\n\n",
        "who 1 2 3",
        "0123456789abc 99999999999999999999 z\n",
        "0123456789abc 1 0\n",
        "0123456789abc",
        "give 0123456789abc\n",
        "ask 0123456789abc\nk7qmz2x9dn3fa 0-18446744073709551615 3k0s7d5h2xq9a\n"};
    struct wire w;
    size_t count;
    wire_begin(&w, 10, 1);
    struct exchange *x = w.stations[0].exchange;
    for (int i = 0; i < 20000; i++) {
        char *text = memory_copy_text(texts[(size_t)i % (sizeof texts / sizeof *texts)]);
        exchange_hear(x, (enum exchange_kind)(1 + i % 3), text, strlen(text), w.now_ms);
        free(text);
    }
    for (int i = 0; i < 5000; i++) {
        char id[BASE32_SIZE_BYTES];
        base32_write(dice_roll(&w.dice), id);
        exchange_hear(x, EXCHANGE_HELLO, id, strlen(id), w.now_ms);
    }
    exchange_peers(x, &count);
    cr_expect(le(sz, count, (size_t)EXCHANGE_MOST_PEERS));
    cr_expect(eq(sz, session_edit_count(w.stations[0].session), 0));
    wire_end(&w);
}

static bool is_there(const struct station *l, const struct station *other)
{
    size_t count;
    const struct exchange_peer *peers = exchange_peers(l->exchange, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(peers[i].id, other->id) == 0) {
            return true;
        }
    }
    return false;
}

/* Whatever they say: that they are there, that they have something else, or the very same. */
Test(exchange, a_flood_of_names_does_not_push_out_who_is_quiet_since_they_have_everything)
{
    for (int said = 0; said < 3; said++) {
        struct wire w;
        wire_begin(&w, 16, 2);
        struct station *ana = &w.stations[0], *ben = &w.stations[1];
        wire_say(ana);
        wire_until_all_agree(&w);
        wire_pass(&w, 60000);
        size_t count;
        uint64_t bens_sum = exchange_peers(ana->exchange, &count)->sum;
        for (int i = 0; i < 3 * EXCHANGE_MOST_PEERS; i++) {
            char id[BASE32_SIZE_BYTES];
            struct str text = STR_EMPTY;
            unsigned long long sum = said == 1 ? 1 : bens_sum;
            base32_write(dice_roll(&w.dice), id);
            str_addf(&text, said ? "%s 1 %llx\n\n\n\n" : "%s", id, sum);
            exchange_hear(ana->exchange, said ? EXCHANGE_WHO : EXCHANGE_HELLO, text.bytes,
                          text.len_bytes, ++w.now_ms);
            str_finish(&text);
        }
        cr_expect(is_there(ana, ben), "where others say %d", said);
        wire_end(&w);
    }
}

/* Somebody of that name, who is no laptop, says something to a laptop. */
static void say_to(struct station *l, enum exchange_kind kind, const char *format,
                   const char *id)
{
    struct str text = STR_EMPTY;
    const char *gap = strstr(format, "ID");
    str_add_bytes(&text, format, (size_t)(gap - format));
    str_add(&text, id);
    str_add(&text, gap + 2);
    exchange_hear(l->exchange, kind, text.bytes, text.len_bytes, l->wire->now_ms);
    str_finish(&text);
}

Test(exchange, whoever_goes_on_giving_nothing_does_not_keep_others_from_being_asked)
{
    static const char stranger[] = "0123456789abc";
    struct wire w;
    wire_begin(&w, 14, 2);
    wire_say(&w.stations[0]);
    wire_until_all_agree(&w);
    wire_pass(&w, 60000);
    say_to(&w.stations[0], EXCHANGE_WHO, "ID 7 1234abcd\nMallory\n\n\n", stranger);
    w.lost = 100;
    wire_say(&w.stations[1]);
    w.lost = 0;
    for (int i = 0; i < 40 && session_edit_count(w.stations[0].session) < 2; i++) {
        wire_pass(&w, 250);
        say_to(&w.stations[0], EXCHANGE_TO, "give ID\n\n", stranger);
    }
    cr_expect(eq(sz, session_edit_count(w.stations[0].session), 2));
    wire_end(&w);
}

Test(exchange, a_flood_of_questions_is_answered_within_bounds)
{
    enum { MOST_GIVEN = 80 << 20 };
    struct wire w;
    wire_begin(&w, 15, 1);
    for (int i = 0; i < 2000; i++) {
        wire_say(&w.stations[0]);
    }
    for (int i = 0; i < 1000; i++) {
        char id[BASE32_SIZE_BYTES];
        base32_write(dice_roll(&w.dice), id);
        say_to(&w.stations[0], EXCHANGE_TO, "ask ID 0 1\n", id);
    }
    cr_expect(le(sz, w.published_bytes, (size_t)MOST_GIVEN));
    size_t before = w.published_bytes;
    wire_pass(&w, 60000); /* then there is something for others again */
    say_to(&w.stations[0], EXCHANGE_TO, "ask ID 0 1\n", "0123456789abc");
    cr_expect(ge(sz, w.published_bytes, before + 200000));
    wire_end(&w);
}
