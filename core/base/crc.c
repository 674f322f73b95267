#include "base/crc.h"

#include <stdbool.h>
#include <zlib.h>

#if defined(__x86_64__)
#include <immintrin.h>

/* Folding by multiplication without carries, as V. Gopal and others tell it: "Fast CRC
 * Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel, 2009. What is read
 * is taken as a polynomial, the lowest bit of a byte first; the numbers are powers of x modulo
 * that of the crc, for 512 and 128 bits further on, and what the last 64 are divided with. */

#define WITH_PCLMUL __attribute__((target("pclmul,sse4.1")))

enum { LANE = 16, BLOCK = 4 * LANE };

WITH_PCLMUL static __m128i load(const unsigned char *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

/* Both halves of x moved as far on as by says, and what stands there added. */
WITH_PCLMUL static __m128i fold(__m128i x, __m128i by, __m128i there)
{
    __m128i low = _mm_clmulepi64_si128(x, by, 0x00);
    __m128i high = _mm_clmulepi64_si128(x, by, 0x11);
    return _mm_xor_si128(_mm_xor_si128(low, high), there);
}

/* 128 bits to the 32 that are left when they are divided (Barrett's way). */
WITH_PCLMUL static uint32_t reduce(__m128i x, __m128i by_lane)
{
    const __m128i by_word = _mm_set_epi64x(0, 0x0163CD6124);
    const __m128i polynomial = _mm_set_epi64x(0x01F7011641, 0x01DB710641);
    const __m128i words = _mm_setr_epi32(~0, 0, ~0, 0);
    x = _mm_xor_si128(_mm_srli_si128(x, 8), _mm_clmulepi64_si128(x, by_lane, 0x10));
    x = _mm_xor_si128(_mm_clmulepi64_si128(_mm_and_si128(x, words), by_word, 0x00),
                      _mm_srli_si128(x, 4));
    __m128i q = _mm_clmulepi64_si128(_mm_and_si128(x, words), polynomial, 0x10);
    q = _mm_clmulepi64_si128(_mm_and_si128(q, words), polynomial, 0x00);
    return (uint32_t)_mm_extract_epi32(_mm_xor_si128(x, q), 1);
}

/* Of whole lanes, at least a block of them. */
WITH_PCLMUL static uint32_t add_lanes(uint32_t crc, const unsigned char *at,
                                      size_t len_bytes)
{
    const __m128i by_block = _mm_set_epi64x(0x01C6E41596, 0x0154442BD4);
    const __m128i by_lane = _mm_set_epi64x(0x00CCAA009E, 0x01751997D0);
    const unsigned char *end = at + len_bytes;
    __m128i x0 = _mm_xor_si128(load(at), _mm_cvtsi32_si128((int)~crc));
    __m128i x1 = load(at + LANE), x2 = load(at + (size_t)2 * LANE),
            x3 = load(at + (size_t)3 * LANE);
    for (at += BLOCK; end - at >= BLOCK; at += BLOCK) {
        x0 = fold(x0, by_block, load(at));
        x1 = fold(x1, by_block, load(at + LANE));
        x2 = fold(x2, by_block, load(at + (size_t)2 * LANE));
        x3 = fold(x3, by_block, load(at + (size_t)3 * LANE));
    }
    x0 = fold(fold(fold(x0, by_lane, x1), by_lane, x2), by_lane, x3);
    for (; at < end; at += LANE) {
        x0 = fold(x0, by_lane, load(at));
    }
    return ~reduce(x0, by_lane);
}

static size_t lanes_bytes(size_t len_bytes)
{
    bool can = __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1");
    return can && len_bytes >= BLOCK ? len_bytes & ~(size_t)(LANE - 1) : 0;
}
#else
static uint32_t add_lanes(uint32_t crc, const unsigned char *at, size_t len_bytes)
{
    return (uint32_t)crc32_z(crc, at, len_bytes);
}

static size_t lanes_bytes(size_t len_bytes)
{
    (void)len_bytes;
    return 0;
}
#endif

uint32_t crc_add(uint32_t crc, const void *bytes, size_t len_bytes)
{
    const unsigned char *at = bytes;
    size_t lanes = lanes_bytes(len_bytes);
    crc = lanes ? add_lanes(crc, at, lanes) : crc;
    return len_bytes > lanes ? (uint32_t)crc32_z(crc, at + lanes, len_bytes - lanes)
                             : crc;
}

uint32_t crc_behind(uint32_t all, uint32_t before, size_t len_bytes)
{
    return all ^ (uint32_t)crc32_combine(before, 0, (z_off_t)len_bytes);
}
