#include "base/hash.h"

#include <string.h>

uint64_t hash_add(uint64_t hash, const void *bytes, size_t len_bytes)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < len_bytes; i++) {
        hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

uint64_t hash_add_text(uint64_t hash, const char *text)
{
    return hash_add(hash, text, strlen(text) + 1);
}

static uint64_t add_eight(uint64_t hash, uint64_t bytes)
{
    hash = (hash ^ bytes) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

uint64_t hash_add_text_here(uint64_t hash, const char *text)
{
    size_t len = strlen(text);
    uint64_t bytes = 0;
    hash = add_eight(hash, len);
    for (size_t at = 0; at + sizeof bytes < len; at += sizeof bytes) {
        memcpy(&bytes, text + at, sizeof bytes);
        hash = add_eight(hash, bytes);
    }
    if (len >= sizeof bytes) { /* the last, of which some may have been added before */
        memcpy(&bytes, text + len - sizeof bytes, sizeof bytes);
        return add_eight(hash, bytes);
    }
    for (size_t at = 0; at < len; at++) {
        bytes = bytes << 8 | (unsigned char)text[at];
    }
    return add_eight(hash, bytes);
}

uint64_t hash_end(uint64_t hash)
{
    hash = (hash ^ (hash >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    hash = (hash ^ (hash >> 27)) * UINT64_C(0x94d049bb133111eb);
    return hash ^ (hash >> 31);
}

static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

void base32_write(uint64_t bits, char out[BASE32_SIZE_BYTES])
{
    for (int i = BASE32_SIZE_BYTES - 2; i >= 0; i--) {
        out[i] = digits[bits & 31];
        bits >>= 5;
    }
    out[BASE32_SIZE_BYTES - 1] = '\0';
}

bool base32_read(const char *text, uint64_t *bits)
{
    uint64_t read = 0;
    for (int i = 0; i < BASE32_SIZE_BYTES - 1; i++) {
        const char *digit = text[i] ? strchr(digits, text[i]) : NULL;
        if (!digit || read >> 59) { /* 13 digits have a bit too many */
            return false;
        }
        read = read << 5 | (uint64_t)(digit - digits);
    }
    *bits = read;
    return true;
}

uint64_t dice_roll(struct dice *dice)
{
    dice->state += UINT64_C(0x9e3779b97f4a7c15);
    return hash_end(dice->state);
}
