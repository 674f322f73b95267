/* The tables in which records and edits are found. */

#include "base/lookup.h"

#include <criterion/criterion.h>

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
