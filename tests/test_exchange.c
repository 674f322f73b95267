/* How those in a channel come to have the same edits, over a wire that loses, doubles and
 * reorders. There is no network and no clock here: time is what the next event says. */

#include "base/memory.h"
#include "live/exchange.h"
#include "store/edits.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LAPTOPS = 60, SOON_MS = 10, AGREED_MS = 10000, NEVER_MS = 3600 * 1000 };

struct wire;

struct laptop {
    struct wire *wire;
    struct session *session;
    struct exchange *exchange;
    struct dice dice;
    size_t arrived, own; /* edits said here */
    bool away, hearing;
    char actor[BASE32_SIZE_BYTES], id[BASE32_SIZE_BYTES];
};

struct letter {
    size_t to;
    int64_t at_ms;
    enum exchange_kind kind;
    char *text;
};

struct wire {
    struct dice dice;
    unsigned lost, doubled; /* of a hundred */
    int64_t now_ms;
    struct laptop laptops[MOST_LAPTOPS];
    size_t count;
    struct letter *letters;
    size_t letter_count, letter_room;
    size_t published, published_bytes;
};

static bool by_chance(struct wire *w, unsigned of_hundred)
{
    return dice_roll(&w->dice) % 100 < of_hundred;
}

static void post(struct wire *w, size_t to, enum exchange_kind kind, const char *text,
                 size_t len_bytes)
{
    w->letters = memory_room_for_one(w->letters, w->letter_count, &w->letter_room,
                                     sizeof *w->letters);
    char *copy = memory_get(len_bytes + 1);
    memcpy(copy, text, len_bytes);
    w->letters[w->letter_count++] =
        (struct letter){.to = to,
                        .at_ms = w->now_ms + 1 + (int64_t)(dice_roll(&w->dice) % SOON_MS),
                        .kind = kind,
                        .text = copy};
}

static void publish(void *context, enum exchange_kind kind, const char *to,
                    const char *text, size_t len_bytes)
{
    struct laptop *from = context;
    struct wire *w = from->wire;
    w->published++;
    w->published_bytes += len_bytes;
    for (size_t i = 0; i < w->count; i++) {
        struct laptop *l = &w->laptops[i];
        if (l == from || l->away || from->away || (to && strcmp(to, l->id) != 0)) {
            continue;
        }
        if (!by_chance(w, w->lost)) {
            post(w, i, kind, text, len_bytes);
        }
        if (by_chance(w, w->doubled)) {
            post(w, i, kind, text, len_bytes);
        }
    }
}

/* Tells the exchange what is new in the session. */
static void tell(struct laptop *l)
{
    const struct edit *edit;
    while ((edit = session_next_arrival(l->session, &l->arrived))) {
        exchange_has(l->exchange, edit, !l->hearing, l->wire->now_ms);
    }
    if (!l->hearing) {
        exchange_flush(l->exchange);
    }
}

static void take(void *context, char *line, size_t len_bytes)
{
    struct laptop *l = context;
    struct err err = ERR_NONE;
    cr_expect(edits_take_line("the room", line, len_bytes, l->session, NULL, &err), "%s",
              err_text(&err));
    err_finish(&err);
    l->hearing = true;
    tell(l);
    l->hearing = false;
}

static struct laptop *add_laptop(struct wire *w)
{
    struct laptop *l = &w->laptops[w->count++];
    *l = (struct laptop){
        .wire = w, .session = session_new(), .dice = {dice_roll(&w->dice)}};
    struct exchange_needs needs = {
        .context = l, .publish = publish, .take = take, .session = l->session};
    base32_write(dice_roll(&w->dice), l->actor);
    base32_write(dice_roll(&w->dice), l->id);
    l->exchange = exchange_new(l->id, &l->dice, &needs);
    return l;
}

static void come(struct laptop *l)
{
    l->away = false;
    exchange_connected(l->exchange, l->wire->now_ms);
}

static void go(struct laptop *l)
{
    l->away = true;
    exchange_lost(l->exchange);
}

static void wire_begin(struct wire *w, uint64_t seed, size_t laptops)
{
    *w = (struct wire){.dice = {seed}, .now_ms = 1000000};
    for (size_t i = 0; i < laptops; i++) {
        add_laptop(w);
    }
    for (size_t i = 0; i < laptops; i++) {
        come(&w->laptops[i]);
    }
}

static void wire_end(struct wire *w)
{
    for (size_t i = 0; i < w->count; i++) {
        exchange_free(w->laptops[i].exchange);
        session_free(w->laptops[i].session);
    }
    for (size_t i = 0; i < w->letter_count; i++) {
        free(w->letters[i].text);
    }
    free(w->letters);
}

/* Somebody says something; over: what they say replaces an edit of anybody's. */
static void say_over(struct laptop *l, const struct edit_key *over)
{
    char id[40], text[40];
    struct err err = ERR_NONE;
    snprintf(id, sizeof id, "%s%zu", l->actor, l->own);
    snprintf(text, sizeof text, "thought %zu", l->own);
    struct change set = {"text", VALUE_OF_TEXT(text)};
    struct edit_key key = over ? *over : (struct edit_key){"", 0};
    struct edit edit = {.key = {l->actor, l->own++},
                        .at_ms = l->wire->now_ms,
                        .kind = "note",
                        .id = id,
                        .set = &set,
                        .set_count = 1,
                        .over = &key,
                        .over_count = over ? 1 : 0};
    cr_assert(session_apply(l->session, &edit, NULL, &err), "%s", err_text(&err));
    tell(l);
}

static void say(struct laptop *l)
{
    say_over(l, NULL);
}

static void deliver(struct wire *w, size_t i)
{
    struct letter letter = w->letters[i];
    struct laptop *l = &w->laptops[letter.to];
    w->letters[i] = w->letters[--w->letter_count];
    if (!l->away) {
        exchange_hear(l->exchange, letter.kind, letter.text, strlen(letter.text),
                      w->now_ms);
    }
    free(letter.text);
}

/* Goes on to the next event, if it comes before then. */
static bool next_event(struct wire *w, int64_t until_ms)
{
    int64_t first = INT64_MAX;
    size_t letter = SIZE_MAX, woken = SIZE_MAX;
    for (size_t i = 0; i < w->letter_count; i++) {
        if (w->letters[i].at_ms < first) {
            first = w->letters[i].at_ms;
            letter = i;
        }
    }
    for (size_t i = 0; i < w->count; i++) {
        int64_t due = exchange_due_ms(w->laptops[i].exchange);
        if (due < first) {
            first = due;
            woken = i;
        }
    }
    if (first > until_ms) {
        w->now_ms = until_ms;
        return false;
    }
    w->now_ms = first > w->now_ms ? first : w->now_ms;
    if (woken != SIZE_MAX) {
        exchange_wake(w->laptops[woken].exchange, w->now_ms);
    } else {
        deliver(w, letter);
    }
    return true;
}

static void pass(struct wire *w, int64_t ms)
{
    int64_t until_ms = w->now_ms + ms;
    while (next_event(w, until_ms)) {
    }
}

static char *all_of(const struct session *session)
{
    struct str out = STR_EMPTY;
    size_t count;
    const struct edit **edits = session_edits(session, &count);
    for (size_t i = 0; i < count; i++) {
        edit_write(edits[i], &out);
        str_add(&out, "\n");
    }
    free(edits);
    return str_take(&out);
}

static bool agree(struct wire *w)
{
    char *first = all_of(w->laptops[0].session);
    bool same = true;
    for (size_t i = 1; i < w->count && same; i++) {
        char *other = all_of(w->laptops[i].session);
        same = strcmp(first, other) == 0;
        free(other);
    }
    free(first);
    return same;
}

static size_t all_own(const struct wire *w)
{
    size_t all = 0;
    for (size_t i = 0; i < w->count; i++) {
        all += w->laptops[i].own;
    }
    return all;
}

/* Until all have all that was said; returns after how long. */
static int64_t until_all_agree(struct wire *w)
{
    int64_t began_ms = w->now_ms;
    size_t all = all_own(w);
    for (;;) {
        bool complete = true;
        for (size_t i = 0; i < w->count; i++) {
            complete = complete && session_edit_count(w->laptops[i].session) >= all;
        }
        if (complete && agree(w)) {
            return w->now_ms - began_ms;
        }
        if (!next_event(w, began_ms + NEVER_MS)) {
            cr_fatal("they never agree");
        }
    }
}

static bool silent(const struct wire *w)
{
    for (size_t i = 0; i < w->count; i++) {
        if (exchange_due_ms(w->laptops[i].exchange) != INT64_MAX) {
            return false;
        }
    }
    return !w->letter_count;
}

Test(exchange, what_one_says_all_have_at_once)
{
    struct wire w;
    wire_begin(&w, 1, 5);
    pass(&w, 5000);
    say(&w.laptops[2]);
    cr_expect(le(i64, until_all_agree(&w), SOON_MS + 1));
    wire_end(&w);
}

Test(exchange, who_agrees_with_all_is_silent)
{
    struct wire w;
    wire_begin(&w, 2, 8);
    for (int i = 0; i < 40; i++) {
        say(&w.laptops[i % 8]);
        pass(&w, 300);
    }
    until_all_agree(&w);
    pass(&w, 60000);
    cr_expect(silent(&w));
    wire_end(&w);
}

Test(exchange, who_had_nothing_to_say_for_long_is_still_there_when_somebody_writes)
{
    struct wire w;
    wire_begin(&w, 3, 6);
    pass(&w, 60000);
    say(&w.laptops[0]);
    int64_t until_ms = w.now_ms + 10000;
    while (next_event(&w, until_ms)) {
        for (size_t i = 0; i < w.count; i++) {
            size_t there;
            exchange_peers(w.laptops[i].exchange, &there);
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
        pass(&w, 60000);
        size_t before = w.published;
        say(&w.laptops[0]);
        pass(&w, 60000);
        cr_expect(le(sz, w.published - before, 1 + w.count), "seed %lu, %zu laptops",
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
            say(&w.laptops[dice_roll(&w.dice) % w.count]);
            pass(&w, 50);
        }
        int64_t ms = until_all_agree(&w);
        cr_expect(le(i64, ms, AGREED_MS), "seed %d", (int)seed);
        cr_expect(eq(sz, session_edit_count(w.laptops[0].session), all_own(&w)));
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
            struct laptop *other = &w.laptops[(at + 1) % w.count];
            struct edit_key over = {other->actor, dice_roll(&w.dice) % (other->own + 2)};
            say_over(&w.laptops[at], &over);
            pass(&w, 30);
        }
        cr_expect(le(i64, until_all_agree(&w), AGREED_MS), "seed %d", (int)seed);
        pass(&w, 120000);
        cr_expect(silent(&w), "seed %d", (int)seed);
        wire_end(&w);
    }
}

Test(exchange, who_comes_late_has_five_thousand_notes_in_a_second)
{
    struct wire w;
    wire_begin(&w, 3, 2);
    for (int i = 0; i < 5000; i++) {
        say(&w.laptops[i % 2]);
        pass(&w, 20);
    }
    until_all_agree(&w);
    pass(&w, 60000);
    size_t before = w.published;
    come(add_laptop(&w));
    cr_expect(le(i64, until_all_agree(&w), 1000));
    cr_expect(le(sz, w.published - before, 40));
    wire_end(&w);
}

Test(exchange, what_was_said_without_a_connection_comes_when_it_is_back)
{
    struct wire w;
    wire_begin(&w, 4, 3);
    say(&w.laptops[0]);
    pass(&w, 5000);
    go(&w.laptops[1]);
    for (int i = 0; i < 30; i++) {
        say(&w.laptops[i % 3]);
        pass(&w, 1000);
    }
    come(&w.laptops[1]);
    cr_expect(le(i64, until_all_agree(&w), 2000));
    wire_end(&w);
}

/* A laptop whose redaction the others have not heard of. */
static void redact(struct laptop *l, const char *actor, uint64_t number)
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
    tell(l);
}

Test(exchange, what_was_redacted_never_returns)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct wire w;
        wire_begin(&w, seed, 4);
        w.lost = 30;
        for (int i = 0; i < 20; i++) {
            say(&w.laptops[i % 4]);
            pass(&w, 100);
        }
        until_all_agree(&w);
        go(&w.laptops[3]);
        redact(&w.laptops[0], w.laptops[1].actor, 2);
        redact(&w.laptops[0], w.laptops[1].actor, 3);
        say(&w.laptops[3]);
        pass(&w, 3000);
        come(&w.laptops[3]);
        cr_expect(le(i64, until_all_agree(&w), AGREED_MS), "seed %d", (int)seed);
        for (size_t i = 0; i < w.count; i++) {
            struct edit_key key = {w.laptops[1].actor, 2};
            cr_expect(session_edit(w.laptops[i].session, key)->redacted);
        }
        pass(&w, 120000);
        cr_expect(silent(&w), "seed %d", (int)seed);
        wire_end(&w);
    }
}

Test(exchange, both_contents_of_one_key_are_had_by_all)
{
    struct wire w;
    wire_begin(&w, 5, 3);
    go(&w.laptops[1]);
    memcpy(w.laptops[1].actor, w.laptops[0].actor, sizeof w.laptops[0].actor);
    for (int i = 0; i < 3; i++) { /* a machine image that was cloned */
        pass(&w, 1000);
        say(&w.laptops[0]);
        pass(&w, 1000);
        say(&w.laptops[1]);
    }
    come(&w.laptops[1]);
    pass(&w, 120000);
    cr_expect(agree(&w));
    cr_expect(eq(sz, session_edit_count(w.laptops[2].session), 6));
    cr_expect(silent(&w));
    wire_end(&w);
}

Test(exchange, whoever_vanishes_without_a_word_keeps_nobody_awake)
{
    struct wire w;
    wire_begin(&w, 6, 3);
    say(&w.laptops[0]);
    pass(&w, 10000);
    w.laptops[2].away = true; /* its battery is empty */
    say(&w.laptops[0]);
    pass(&w, 300000);
    cr_expect(eq(i64, exchange_due_ms(w.laptops[0].exchange), INT64_MAX));
    cr_expect(eq(i64, exchange_due_ms(w.laptops[1].exchange), INT64_MAX));
    wire_end(&w);
}

Test(exchange, whoever_leaves_is_not_there_any_more)
{
    struct wire w;
    size_t count;
    wire_begin(&w, 7, 3);
    pass(&w, 5000);
    exchange_peers(w.laptops[0].exchange, &count);
    cr_expect(eq(sz, count, 2));
    exchange_leave(w.laptops[1].exchange);
    go(&w.laptops[1]);
    pass(&w, 5000);
    exchange_peers(w.laptops[0].exchange, &count);
    cr_expect(eq(sz, count, 1));
    wire_end(&w);
}

Test(exchange, others_are_called_as_they_say)
{
    struct wire w;
    size_t count;
    wire_begin(&w, 8, 2);
    struct exchange_name name = {"Ben\nwho ends lines", "3", "Barriers"};
    exchange_call(w.laptops[1].exchange, &name, w.now_ms);
    pass(&w, 2000);
    const struct exchange_peer *peer = exchange_peers(w.laptops[0].exchange, &count);
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
        struct laptop *l = add_laptop(&w);
        l->away = true;
        say(l);
    }
    for (int i = 0; i < 60; i++) {
        come(&w.laptops[i]);
    }
    cr_expect(le(i64, until_all_agree(&w), AGREED_MS));
    pass(&w, 120000);
    cr_expect(silent(&w));
    wire_end(&w);
}

/* An edit of an actor of its own. */
static void say_as(struct laptop *l, uint64_t actor)
{
    char own[BASE32_SIZE_BYTES];
    memcpy(own, l->actor, sizeof own);
    base32_write(actor, l->actor);
    say(l);
    memcpy(l->actor, own, sizeof own);
}

Test(exchange, a_digest_of_more_actors_than_one_message_holds_is_sent_in_parts)
{
    struct wire w;
    wire_begin(&w, 11, 2);
    go(&w.laptops[0]);
    go(&w.laptops[1]);
    for (uint64_t i = 1; i <= DIGEST_MOST_ACTORS + 5000; i++) {
        say_as(&w.laptops[i % 2], i * 7919);
    }
    come(&w.laptops[0]);
    come(&w.laptops[1]);
    cr_expect(le(i64, until_all_agree(&w), 60000));
    pass(&w, 60000);
    cr_expect(silent(&w));
    say(&w.laptops[0]);
    w.lost = 0;
    cr_expect(le(i64, until_all_agree(&w), SOON_MS + 1));
    wire_end(&w);
}

Test(exchange, what_is_too_long_for_a_message_is_told_and_stays)
{
    struct wire w;
    wire_begin(&w, 12, 2);
    struct laptop *l = &w.laptops[0];
    char *text = memory_get(EXCHANGE_LONGEST_BYTES + 1);
    memset(text, 'x', EXCHANGE_LONGEST_BYTES);
    struct change set = {"text", VALUE_OF_TEXT(text)};
    struct edit edit = {
        .key = {l->actor, 7}, .kind = "note", .id = "n", .set = &set, .set_count = 1};
    cr_expect_not(exchange_has(l->exchange, &edit, true, w.now_ms));
    pass(&w, 60000);
    cr_expect(silent(&w));
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
    struct exchange *x = w.laptops[0].exchange;
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
    cr_expect(eq(sz, session_edit_count(w.laptops[0].session), 0));
    wire_end(&w);
}
