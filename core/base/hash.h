#ifndef ROUNDTABLE_BASE_HASH_H
#define ROUNDTABLE_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * A 64-bit hash for names that must come out the same on every machine (FNV-1a,
 * mixed at the end), and the base32 in which 64 bits are written in a file.
 * Not for secrets.
 */

#define HASH_START UINT64_C(0xcbf29ce484222325)

/** The hash of what came before and of these bytes. */
uint64_t hash_add(uint64_t hash, const void *bytes, size_t len_bytes);

/** The same for a text and the NUL behind it, so that "ab","c" is not "a","bc". */
uint64_t hash_add_text(uint64_t hash, const char *text);

/** As hash_add_text(), eight bytes at a time: another number, which differs between machines.
 *  To find things in memory. */
uint64_t hash_add_text_here(uint64_t hash, const char *text);

/** Spreads the bits; call once, at the end. */
uint64_t hash_end(uint64_t hash);

enum { BASE32_SIZE_BYTES = 14 };

/** 13 letters and digits (0-9 a-z without i l o u) and a NUL. */
void base32_write(uint64_t bits, char out[BASE32_SIZE_BYTES]);

/** Reads what base32_write() wrote, whatever follows it; false for anything else. */
bool base32_read(const char *text, uint64_t *bits);

/**
 * A source of pseudo-random bits that the caller seeds (splitmix64): core draws
 * no randomness of its own, so that tests repeat.
 */
struct dice {
    uint64_t state;
};

uint64_t dice_roll(struct dice *dice);

#endif
