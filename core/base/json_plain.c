/* Where a text of JSON stands for itself: eight bytes at a time, since nearly all of a file
 * does. */

#include "base/json_check.h"

#include <stdint.h>
#include <string.h>

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Whether one of eight bytes is a control, a quote, a backslash or no ASCII. At times it is said
 * of a byte behind one that is, and then no harm is done. */
static bool any_special(uint64_t bytes)
{
    uint64_t quote = bytes ^ EACH('"'), backslash = bytes ^ EACH('\\');
    return ((((bytes - EACH(0x20)) & ~bytes) | ((quote - EACH(1)) & ~quote) |
             ((backslash - EACH(1)) & ~backslash) | bytes | (bytes + EACH(1))) &
            EACH(0x80)) != 0;
}

static bool all_plain(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return !any_special(bytes);
}

const char *json_behind_plain(const char *at, const char *end)
{
    enum { AT_ONCE = sizeof(uint64_t) };
    bool long_enough = end - at >= AT_ONCE;
    while (end - at >= AT_ONCE && all_plain(at)) {
        at += AT_ONCE;
    }
    if (long_enough && end - at < AT_ONCE && all_plain(end - AT_ONCE)) {
        return end; /* some of these were looked at before */
    }
    for (; at < end; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte < 0x20 || byte >= 0x7F || byte == '"' || byte == '\\') {
            break;
        }
    }
    return at;
}
