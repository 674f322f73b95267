/* Random histories, of which two have some edits each, in any order and doubled: each has
 * the digest of what is there, and digests are enough to come to agree. */

#include "live/digest.h"

#include "base/memory.h"
#include "support/figures.h"
#include "support/histories.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *lines_of(const struct digest *digest)
{
    struct str out = STR_EMPTY;
    digest_write(digest, NULL, NULL, &out);
    return str_take(&out);
}

/* As it comes out at the other end of a wire. */
static struct digest sent(const struct digest *digest)
{
    struct digest read = {0};
    char *lines = lines_of(digest);
    cr_assert(digest_read(lines, strlen(lines), &read), "%s", lines);
    char *again = lines_of(&read);
    cr_assert_str_eq(again, lines);
    cr_assert_eq(digest_total(&read), digest_total(digest));
    cr_assert_eq(digest_edits(&read), digest_edits(digest));
    free(lines);
    free(again);
    return read;
}

/* A session somewhere, and the digest of what arrived in it. */
struct place {
    struct session *session;
    struct digest digest;
    size_t at;
};

static void count_arrivals(struct place *place)
{
    const struct edit *edit;
    while ((edit = session_next_arrival(place->session, &place->at))) {
        digest_add(&place->digest, edit);
    }
}

/* What all its edits say, whatever way they came. */
static char *contents(const struct place *place)
{
    struct str out = STR_EMPTY;
    size_t count;
    const struct edit **edits = session_edits(place->session, &count);
    for (size_t i = 0; i < count; i++) {
        edit_write(edits[i], &out);
        str_add_byte(&out, '\n');
    }
    free(edits);
    return str_take(&out);
}

static void apply(struct place *place, const struct edit *edit)
{
    struct err err = ERR_NONE;
    cr_assert(session_apply(place->session, edit, NULL, &err), "%s", err_text(&err));
}

/* The same edit, but for the words: as a machine image that was cloned makes them. */
static void apply_twin(struct place *place, const struct edit *edit, unsigned which)
{
    char text[16];
    struct change *set = memory_get(edit->set_count * sizeof *set);
    struct edit twin = *edit;
    memcpy(set, edit->set, edit->set_count * sizeof *set);
    snprintf(text, sizeof text, "twin %u", which % 2);
    set[0].value = VALUE_OF_TEXT(text);
    twin.set = set;
    twin.at_ms += which / 2 % 2;
    if (!edit->redacted && strcmp(edit->kind, "template") != 0) {
        apply(place, &twin);
    }
    free(set);
}

/* Takes in some of the edits of a history, in any order, some of them again, and twins of
 * some; the digest is told now and then. */
static void take_some(struct place *place, const struct history *history,
                      struct dice *dice)
{
    uint64_t of_eight = 5 + dice_roll(dice) % 4;
    place->session = session_new();
    for (size_t i = 0; i < history->replica_count; i++) {
        size_t count;
        const struct edit **edits = session_edits(history->replicas[i].session, &count);
        history_shuffle(edits, count, dice);
        for (size_t e = 0; e < count; e++) {
            if (dice_roll(dice) % 8 < of_eight) {
                apply(place, edits[e]);
            }
            if (dice_roll(dice) % 64 == 0) {
                apply_twin(place, edits[e], (unsigned)(dice_roll(dice) % 4));
            }
            if (dice_roll(dice) % 4 == 0) {
                count_arrivals(place);
            }
        }
        free(edits);
    }
    count_arrivals(place);
}

static void expect_digest_of_what_is_there(struct place *place, uint64_t seed)
{
    struct digest fresh = {0};
    size_t count;
    const struct edit **edits = session_edits(place->session, &count);
    for (size_t i = 0; i < count; i++) {
        digest_add(&fresh, edits[i]);
    }
    char *lines = lines_of(&fresh), *counted = lines_of(&place->digest);
    cr_assert_str_eq(counted, lines, "seed %llu", (unsigned long long)seed);
    cr_assert_eq(digest_edits(&fresh), count - session_clash_count(place->session));
    free(lines);
    free(counted);
    free(edits);
    digest_finish(&fresh);
}

/* `to` asks `from` by digests alone, and takes what it is given. */
static void ask(struct place *to, struct place *from)
{
    struct digest here = sent(&to->digest), there = sent(&from->digest), lacks = {0};
    size_t count;
    const struct edit **edits = session_edits(from->session, &count);
    digest_lacks(&here, &there, &lacks);
    for (size_t i = 0; i < count; i++) {
        if (digest_names(&lacks, edits[i]->key)) {
            apply(to, edits[i]);
        }
    }
    count_arrivals(to);
    free(edits);
    digest_finish(&lacks);
    digest_finish(&there);
    digest_finish(&here);
}

static bool are_alike(const struct place *one, const struct place *other, uint64_t seed)
{
    char *text = contents(one), *others = contents(other);
    bool alike = strcmp(text, others) == 0;
    cr_assert_eq(digest_total(&one->digest) == digest_total(&other->digest), alike,
                 "seed %llu", (unsigned long long)seed);
    free(text);
    free(others);
    return alike;
}

static void finish(struct place *place)
{
    digest_finish(&place->digest);
    session_free(place->session);
}

Test(digest_histories,
     whatever_came_in_whatever_order_two_that_give_and_take_have_the_same)
{
    enum { TURNS = 2 };
    unsigned long times = times_asked("DIGESTS", 40);
    for (unsigned long seed = 1; seed <= times; seed++) {
        struct history *history = history_make(seed, 0, 12, seed % 4 != 0);
        struct dice dice = {seed};
        struct place one = {0}, other = {0};
        take_some(&one, history, &dice);
        take_some(&other, history, &dice);
        expect_digest_of_what_is_there(&one, seed);
        expect_digest_of_what_is_there(&other, seed);
        for (int turn = 0; !are_alike(&one, &other, seed); turn++) {
            cr_assert_lt(turn, TURNS, "seed %lu: they do not come to agree", seed);
            ask(&one, &other);
            ask(&other, &one);
            expect_digest_of_what_is_there(&one, seed);
            expect_digest_of_what_is_there(&other, seed);
        }
        finish(&one);
        finish(&other);
        history_free(history);
    }
    figure("two sessions agree after digests alone", times, 0, 1);
}
