/* Whether an object has one name twice. */

#include "base/json_check.h"

#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The next code point of a text that was checked; false at its closing quote. */
static bool next_code_point(const char **at, uint32_t *code_point)
{
    static const char letters[] = "bfnrt", meant[] = "\b\f\n\r\t";
    if (**at == '"') {
        return false;
    }
    if (**at != '\\') {
        *at += utf8_read(*at, 4, code_point);
        return true;
    }
    char letter = (*at)[1];
    if (letter != 'u') {
        const char *known = strchr(letters, letter);
        *code_point = (unsigned char)(known ? meant[known - letters] : letter);
        *at += 2;
        return true;
    }
    long unit = json_read_hex(*at + 2, *at + 6);
    *at += 6;
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        long low = json_read_hex(*at + 2, *at + 6);
        *at += 6;
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    *code_point = (uint32_t)unit;
    return true;
}

static bool same_name(const char *a, const char *b)
{
    uint32_t x, y;
    for (;;) {
        bool more_a = next_code_point(&a, &x), more_b = next_code_point(&b, &y);
        if (!more_a || !more_b) {
            return more_a == more_b;
        }
        if (x != y) {
            return false;
        }
    }
}

static void hash_name(const char *bytes, struct json_open_name *name)
{
    uint64_t hash = 1469598103934665603U;
    uint32_t code_point;
    for (const char *at = bytes + name->at_bytes; next_code_point(&at, &code_point);) {
        hash = (hash ^ code_point) * 1099511628211U;
    }
    name->hash = hash;
}

static bool are_same(const char *bytes, const struct json_open_name *a,
                     const struct json_open_name *b)
{
    const char *one = bytes + a->at_bytes, *other = bytes + b->at_bytes;
    return a->escaped || b->escaped
               ? same_name(one, other)
               : a->len_bytes == b->len_bytes && memcmp(one, other, a->len_bytes) == 0;
}

static int by_hash_and_place(const void *left, const void *right)
{
    const struct json_open_name *a = left, *b = right;
    if (a->hash != b->hash) {
        return a->hash < b->hash ? -1 : 1;
    }
    return a->at_bytes < b->at_bytes ? -1 : a->at_bytes > b->at_bytes;
}

const struct json_open_name *json_name_twice(const char *bytes,
                                             struct json_open_name *names, size_t count)
{
    enum { FEW = 12 };
    bool many = count > FEW;
    for (size_t i = 0; i < count && many; i++) {
        hash_name(bytes, &names[i]);
    }
    if (many) {
        qsort(names, count, sizeof *names, by_hash_and_place);
    }
    for (size_t i = 1; i < count; i++) {
        for (size_t j = i; j-- > (many ? i - 1 : 0);) {
            if ((!many || names[i].hash == names[j].hash) &&
                are_same(bytes, &names[i], &names[j])) {
                return &names[i];
            }
        }
    }
    return NULL;
}
