/* Where a text of JSON stands for itself: sixteen bytes at a time, or eight, since nearly all
 * of a file does. */

#include "base/json_check.h"

#include "base/json.h"

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>

enum { AT_ONCE = sizeof(__m128i) };

/* How many of so many bytes stand before the first that is a control, a quote, a backslash or
 * no ASCII; AT_ONCE if none is. */
static size_t plain_bytes(const char *at)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i special = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' ')); /* 0x80 is below 0 */
    special = _mm_or_si128(special, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
    special = _mm_or_si128(special, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    special = _mm_or_si128(special, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F)));
    return (size_t)__builtin_ctz((unsigned)_mm_movemask_epi8(special) | 1U << AT_ONCE);
}
#else
#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

enum { AT_ONCE = sizeof(uint64_t) };

/* The same; or 0 where one is among them, wherever. At times it is said of a byte behind one
 * that is, and then no harm is done. */
static size_t plain_bytes(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    uint64_t quote = bytes ^ EACH('"'), backslash = bytes ^ EACH('\\');
    bool special = ((((bytes - EACH(0x20)) & ~bytes) | ((quote - EACH(1)) & ~quote) |
                     ((backslash - EACH(1)) & ~backslash) | bytes | (bytes + EACH(1))) &
                    EACH(0x80)) != 0;
    return special ? 0 : AT_ONCE;
}
#endif

const char *json_behind_plain(const char *at, const char *end)
{
    while (end - at >= AT_ONCE) {
        size_t plain = plain_bytes(at);
        at += plain;
        if (plain < AT_ONCE) {
            break;
        }
    }
    while (at < end && json_is_plain[(unsigned char)*at]) {
        at++;
    }
    return at;
}

/* In each of the two: a call for every text would be felt. */
static inline const char *behind_padded(const char *at)
{
    size_t plain;
    do {
        plain = plain_bytes(at);
        at += plain;
    } while (plain == AT_ONCE);
    while (json_is_plain[(unsigned char)*at]) {
        at++;
    }
    return at;
}

const char *json_behind_plain_padded(const char *at)
{
    return behind_padded(at);
}

size_t json_copy_plain(char *to, const char *text, size_t len_bytes)
{
    memcpy(to, text, len_bytes);
    memset(to + len_bytes, '"', JSON_PADDING_BYTES);
    return (size_t)(behind_padded(to) - to);
}
