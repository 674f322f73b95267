/* Texts of JSON, byte by byte, and read where they stand. */

#include "base/json.h"

#include "base/json_check.h"
#include "base/utf8.h"

#include <string.h>

/* Most bytes of a file are looked up here. */
const unsigned char json_is_plain[256] = {
    [0x20] = 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* " is 0x22 */
    1,          1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* 0x30 */
    1,          1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* 0x40 */
    1,          1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, /* \ is 0x5C */
    1,          1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* 0x60 */
    1,          1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, /* 0x70 */
};

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

long json_read_hex(const char *at, const char *end)
{
    long value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = at + i < end ? hex_digit(at[i]) : -1;
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

/* Puts a code point of four hexadecimal digits into fewer bytes than its escape has. False
 * for half of a pair, which no program of ours writes, and for a NUL. */
static bool put_code_point(const char *digits, char **to)
{
    long unit = json_read_hex(digits, digits + strnlen(digits, 4));
    if (unit <= 0 || (unit >= 0xD800 && unit <= 0xDFFF)) {
        return false;
    }
    char *out = *to;
    if (unit < 0x80) {
        *out++ = (char)unit;
    } else if (unit < 0x800) {
        *out++ = (char)(0xC0 | unit >> 6);
        *out++ = (char)(0x80 | (unit & 0x3F));
    } else {
        *out++ = (char)(0xE0 | unit >> 12);
        *out++ = (char)(0x80 | (unit >> 6 & 0x3F));
        *out++ = (char)(0x80 | (unit & 0x3F));
    }
    *to = out;
    return true;
}

static bool take_escape(char **from, char **to)
{
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char letter = (*from)[1];
    const char *known = letter ? strchr(letters, letter) : NULL;
    if (known) {
        *(*to)++ = meant[known - letters];
        *from += 2;
        return true;
    }
    if (letter != 'u' || !put_code_point(*from + 2, to)) {
        return false;
    }
    *from += 6;
    return true;
}

/* What is no plain ASCII, up to the closing quote. */
static bool take_rest(char **from, char **to)
{
    while (**from != '"') {
        unsigned char byte = (unsigned char)**from;
        uint32_t unused;
        size_t taken = byte < 0x80 ? json_is_plain[byte] : utf8_read(*from, 4, &unused);
        if (byte == '\\') {
            if (!take_escape(from, to)) {
                return false;
            }
            continue;
        }
        if (byte < 0x80 ? taken == 0 : taken == 1) {
            return false;
        }
        memmove(*to, *from, taken);
        *from += taken;
        *to += taken;
    }
    return true;
}

char *json_take_text(char **at)
{
    if (**at != '"') {
        return NULL;
    }
    char *text = *at + 1;
    char *from = text + (json_behind_plain_padded(text) - text), *to = from;
    if (*from != '"' && !take_rest(&from, &to)) {
        return NULL;
    }
    *to = '\0';
    *at = from + 1;
    return text;
}
