/* Where a string of JSON stands for itself, as bytes one by one would tell. */

#include "base/hash.h"
#include "base/json_check.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static size_t one_by_one(const unsigned char *bytes, size_t len_bytes)
{
    size_t at = 0;
    while (at < len_bytes && bytes[at] >= 0x20 && bytes[at] < 0x7F && bytes[at] != '"' &&
           bytes[at] != '\\') {
        at++;
    }
    return at;
}

/* In memory of just that size, so that a sanitizer sees who reads on. */
static void expect_found(const unsigned char *bytes, size_t len_bytes)
{
    char *copy = malloc(len_bytes ? len_bytes : 1);
    cr_assert(copy);
    memcpy(copy, bytes, len_bytes);
    size_t found = (size_t)(json_behind_plain(copy, copy + len_bytes) - copy);
    if (found != one_by_one(bytes, len_bytes)) {
        cr_expect_fail("%zu, not %zu, of %zu", found, one_by_one(bytes, len_bytes),
                       len_bytes);
    }
    free(copy);
    char *padded = calloc(len_bytes + JSON_PADDING_BYTES, 1);
    cr_assert(padded);
    memcpy(padded, bytes, len_bytes);
    cr_expect_eq(json_behind_plain_padded(padded) - padded, (ptrdiff_t)found);
    free(padded);
}

Test(json_plain, every_byte_is_told_at_every_place_of_every_length)
{
    enum { LONGEST = 26 };
    unsigned char bytes[LONGEST];
    for (size_t len = 0; len <= LONGEST; len++) {
        for (size_t at = 0; at < len; at++) {
            for (int byte = 0; byte < 256; byte++) {
                memset(bytes, byte % 2 ? 'a' : '!', sizeof bytes);
                bytes[at] = (unsigned char)byte;
                expect_found(bytes, len);
            }
        }
    }
    expect_found(bytes, 0);
}

Test(json_plain, so_are_bytes_beside_one_another)
{
    static const unsigned char near[] = {0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C,
                                         0x5D, 0x7E, 0x7F, 0x80, 0xFF, 'a',  'a'};
    struct dice dice = {.state = 1};
    unsigned char bytes[24];
    for (int i = 0; i < 20000; i++) {
        for (size_t j = 0; j < sizeof bytes; j++) {
            uint64_t rolled = dice_roll(&dice);
            bytes[j] = rolled % 16 < sizeof near ? near[rolled % 16 % sizeof near] : 'a';
            bytes[j] = rolled >> 8 & 3 ? 'a' : bytes[j];
        }
        expect_found(bytes, sizeof bytes);
    }
}
