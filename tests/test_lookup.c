/* The tables in which records and edits are found, hashes, and texts that are put together. */

#include "base/hash.h"
#include "base/lookup.h"
#include "base/memory.h"
#include "base/runs.h"
#include "base/str.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { ITEMS = 5000 };

/* Few hashes, so that many items stand in each other's way. */
static uint64_t hash_of(const void *item)
{
    return *(const int *)item % 7;
}

static bool is(const void *item, const void *key)
{
    return *(const int *)item == *(const int *)key;
}

Test(lookup, finds_what_was_added_and_nothing_else)
{
    static int items[ITEMS];
    struct lookup lookup = {0};
    for (int i = 0; i < ITEMS; i++) {
        items[i] = i * 2;
        cr_assert_null(lookup_find(&lookup, hash_of(&items[i]), is, &items[i]));
        lookup_add(&lookup, &items[i], hash_of);
    }
    cr_assert_eq(lookup.count, ITEMS);
    for (int i = 0; i < ITEMS; i++) {
        int other = i * 2 + 1;
        cr_assert_eq(lookup_find(&lookup, hash_of(&items[i]), is, &items[i]), &items[i]);
        cr_assert_null(lookup_find(&lookup, hash_of(&other), is, &other));
        cr_assert_eq(lookup.items[i], &items[i], "not in the order of arrival");
    }
    lookup_finish(&lookup);
    cr_assert_null(lookup_find(&lookup, 0, is, &items[0]));
}

static int hash_order(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

/* Each byte counts, wherever it stands among those that are taken eight at a time. */
Test(hash, of_texts_that_differ_in_one_byte_or_in_length_are_different)
{
    enum { LONGEST = 40 };
    uint64_t hashes[LONGEST * (LONGEST + 1)];
    size_t count = 0;
    for (size_t len = 0; len < LONGEST; len++) {
        for (size_t other = 0; other <= len; other++) { /* none, where it is len */
            char text[LONGEST + 1] = "";
            memset(text, 'a', len);
            text[other] = other < len ? 'b' : '\0';
            hashes[count++] = hash_end(hash_add_text_here(HASH_START, text));
        }
    }
    qsort(hashes, count, sizeof *hashes, hash_order);
    for (size_t i = 1; i < count; i++) {
        cr_assert_neq(hashes[i - 1], hashes[i], "two of %zu are the same", count);
    }
}

struct numbered {
    int value;
    size_t number;
};

static size_t compared;

static int value_order(const void *left, const void *right)
{
    const struct numbered *const *a = left, *const *b = right;
    compared++;
    return (*a)->value < (*b)->value ? -1 : (*a)->value > (*b)->value;
}

/* Pointers to what makes runs of that length, each from anywhere, sorted, and told whether
 * they are, equal ones as they stood; returns how often two were compared. */
static size_t sort_runs_of(size_t count, size_t length, struct dice *dice)
{
    struct numbered *all = memory_get(count * sizeof *all);
    const void **items = memory_get(count * sizeof *items);
    int value = 0;
    for (size_t i = 0; i < count; i++) {
        int step = (int)(dice_roll(dice) % 3);
        value = i % length ? value + step : (int)(dice_roll(dice) % (count + 1));
        all[i] = (struct numbered){value, i};
        items[i] = &all[i];
    }
    compared = 0;
    runs_sort(items, count, value_order);
    for (size_t i = 1; i < count; i++) {
        const struct numbered *a = items[i - 1], *b = items[i];
        cr_assert(a->value < b->value || (a->value == b->value && a->number < b->number),
                  "%zu in runs of %zu: item %zu", count, length, i);
    }
    free(all);
    free(items);
    return compared;
}

Test(runs, are_merged_whatever_their_lengths_and_equal_ones_stay_as_they_stood)
{
    struct dice dice = {17};
    for (size_t count = 0; count < 400; count += count < 40 ? 1 : 37) {
        for (size_t length = 1; length <= count + 1; length += 1 + length / 2) {
            sort_runs_of(count, length, &dice);
        }
    }
    sort_runs_of(20000, 1, &dice);
}

/* As a large file has, and one that is merged into it. */
Test(runs, what_stands_in_order_is_not_sorted_again)
{
    struct dice dice = {5};
    cr_expect_lt(sort_runs_of(20000, 20001, &dice), 20000);
    cr_expect_lt(sort_runs_of(20000, 19900, &dice), 2 * 20000 + 2000);
    cr_expect_lt(sort_runs_of(20000, 5000, &dice), 3 * 20000 + 2000);
}

Test(str, formats_of_texts_alone_say_what_printf_would)
{
    struct str s = str_of("%s, %s", "one", "");
    cr_expect_str_eq(s.bytes, "one, ");
    str_addf(&s, "%s%s%d", "a", "b", 3);
    str_addf(&s, "%s%%", "50");
    str_addf(&s, "%s", "");
    str_addf(&s, " and %s.", "more");
    cr_expect_str_eq(s.bytes, "one, ab350% and more.");
    str_set(&s, "nothing");
    cr_expect_str_eq(s.bytes, "nothing");
    str_set(&s, "%s", "");
    cr_expect_str_eq(s.bytes, "");
    str_finish(&s);
}

Test(str, ends_a_sentence_before_another_begins)
{
    static const char *const rows[][2] = {{"", "Go."},
                                          {"Stop.", "Stop. Go."},
                                          {"Stop", "Stop. Go."},
                                          {"‘Stop’", "‘Stop’. Go."},
                                          {"Stop ", "Stop Go."},
                                          {"Stop?", "Stop? Go."},
                                          {"St…", "St… Go."},
                                          {"Stop (2)", "Stop (2). Go."},
                                          {"(Stop.)", "(Stop.) Go."}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str out = STR_EMPTY;
        str_add(&out, rows[i][0]);
        str_begin_sentence(&out);
        str_add(&out, "Go.");
        cr_expect_str_eq(str_text(&out), rows[i][1]);
        str_finish(&out);
    }
}
