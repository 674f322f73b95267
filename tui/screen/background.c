#include "screen/background.h"

#include <string.h>

/* The first place of a text in bytes, or NULL. */
static const char *find(const char *bytes, const char *end, const char *text)
{
    size_t len = strlen(text);
    for (; bytes + len <= end; bytes++) {
        if (memcmp(bytes, text, len) == 0) {
            return bytes;
        }
    }
    return NULL;
}

static int digit_value(char byte)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *at = byte ? strchr(digits, byte) : NULL;
    return at ? (int)((at - digits) % 16) : -1;
}

/* One to four digits, as a share of 1; negative if there are none. */
static double read_share(const char **at, const char *end)
{
    double value = 0, most = 0;
    for (; *at < end && digit_value(**at) >= 0; ++*at) {
        value = value * 16 + digit_value(**at);
        most = most * 16 + 15;
    }
    return most > 0 ? value / most : -1;
}

/* "rgb:ffff/ffff/dddd" and the end of the string; false if it is not whole. A colour that is
 * said otherwise is unknown. */
static bool read_colour(const char *at, const char *end, enum background *out)
{
    static const double weights[] = {0.299, 0.587, 0.114}; /* as eyes see them */
    double light = 0;
    const char *last = at;
    while (last < end && *last != '\a' && *last != '\033') {
        last++;
    }
    if (last == end) {
        return false;
    }
    end = last;
    *out = BACKGROUND_UNKNOWN;
    at = find(at, end, ":");
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        double share = at && at < end ? (at++, read_share(&at, end)) : -1;
        if (share < 0) {
            return true;
        }
        light += weights[i] * share;
    }
    *out = light > 0.5 ? BACKGROUND_LIGHT : BACKGROUND_DARK;
    return true;
}

/* "\033[?62;22c" */
static bool says_what_it_is(const char *bytes, const char *end)
{
    const char *at = find(bytes, end, "\033[?");
    for (at = at ? at + 3 : end; at < end && strchr("0123456789;", *at); at++) {
    }
    return at < end && *at == 'c';
}

bool background_is_told(const char *bytes, size_t len_bytes, enum background *out)
{
    static const char begun[] = "\033]11;";
    const char *end = bytes + len_bytes, *answer = find(bytes, end, begun);
    if (answer) {
        return read_colour(answer + strlen(begun), end, out);
    }
    return says_what_it_is(bytes, end);
}
