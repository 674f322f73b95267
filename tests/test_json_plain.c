/* Where a string of JSON stands for itself, as bytes one by one would tell. */

#include "base/hash.h"
#include "base/json.h"
#include "base/json_check.h"
#include "base/utf8.h"
#include "support/expect.h"

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
    char *padded = calloc(len_bytes + JSON_PADDING_BYTES, 1);
    cr_assert(padded);
    memcpy(padded, bytes, len_bytes);
    cr_expect_eq(json_behind_plain_padded(padded) - padded, (ptrdiff_t)found);
    memset(padded, 0, len_bytes);
    cr_expect_eq(json_copy_plain(padded, copy, len_bytes), found);
    cr_expect_eq(memcmp(padded, copy, len_bytes), 0);
    free(padded);
    free(copy);
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

/* As it stands in a file, a code point at a time. */
static void write_one_by_one(const char *text, struct str *out)
{
    for (size_t left = strlen(text), taken; left; left -= taken, text += taken) {
        uint32_t c;
        taken = utf8_read(text, left, &c);
        if (c == '"' || c == '\\') {
            str_addf(out, "\\%c", (char)c);
        } else if (c == '\n' || c == '\t') {
            str_add(out, c == '\n' ? "\\n" : "\\t");
        } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) {
            str_addf(out, "\\u%04x", (unsigned)c);
        } else {
            utf8_add(out, c);
        }
    }
}

Test(json_plain, whatever_stands_in_a_text_is_written_as_its_code_points_one_by_one)
{
    static const char *const parts[] = {"a",
                                        "plain and long enough",
                                        "caf\xC3\xA9",
                                        "\"",
                                        "\\",
                                        "\n",
                                        "\x01",
                                        "\x7F",
                                        "\xC2\x85",
                                        "\xFF",
                                        "\xE2\x80\xA8",
                                        "\xEF\xBF\xBD",
                                        "\xE2",
                                        "\xF0\x9F\x98\x80",
                                        "\xC2\xA0"};
    struct dice dice = {.state = 7};
    struct str written = STR_EMPTY;
    for (int i = 0; i < 20000; i++) {
        struct str text = STR_EMPTY, expected = STR_EMPTY;
        for (uint64_t n = dice_roll(&dice) % 8; n; n--) {
            str_add(&text, parts[dice_roll(&dice) % LENGTH(parts)]);
        }
        write_one_by_one(str_text(&text), &expected);
        str_finish(&written); /* each has to grow, for a sanitizer */
        json_write_inside(str_text(&text), &written);
        cr_expect_str_eq(str_text(&written), str_text(&expected));
        str_finish(&text);
        str_finish(&expected);
    }
    str_finish(&written);
}
