/* The checksum of a file is zlib's, however it is found. */

#include "base/crc.h"

#include "base/hash.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

Test(crc, it_is_that_of_zlib_for_every_length_and_whatever_came_before)
{
    enum { LONGEST = 700 };
    struct dice dice = {.state = 7};
    for (size_t len = 0; len <= LONGEST; len++) {
        unsigned char *bytes = malloc(len + 1); /* of just that size, for a sanitizer */
        cr_assert(bytes);
        uint32_t before = len % 3 ? (uint32_t)dice_roll(&dice) : 0;
        for (size_t i = 0; i < len; i++) {
            bytes[i] = (unsigned char)dice_roll(&dice);
        }
        unsigned char *exact = realloc(bytes, len ? len : 1);
        cr_assert(exact);
        cr_expect_eq(crc_add(before, exact, len), crc32_z(before, exact, len), "%zu",
                     len);
        free(exact);
    }
}

Test(crc, it_is_the_one_that_others_know)
{
    cr_expect_eq(crc_add(0, "", 0), 0);
    cr_expect_eq(crc_add(0, "123456789", 9), 0xCBF43926U);
    char zeros[4096] = {0};
    cr_expect_eq(crc_add(0, zeros, sizeof zeros), 0xC71C0011U);
}

Test(crc, that_of_the_end_is_found_from_those_of_all_and_of_what_stands_before)
{
    enum { LEN = 300 };
    struct dice dice = {.state = 8};
    unsigned char bytes[LEN];
    for (size_t i = 0; i < LEN; i++) {
        bytes[i] = (unsigned char)dice_roll(&dice);
    }
    for (size_t from = 0; from <= LEN; from++) {
        cr_expect_eq(
            crc_behind(crc_add(0, bytes, LEN), crc_add(0, bytes, from), LEN - from),
            crc_add(0, bytes + from, LEN - from), "%zu", from);
    }
}
