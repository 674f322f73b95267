/* JSON in which nothing is lost, and nothing does harm. */

#include "export/writing.h"

#include "base/sanitise.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

/* What the sanitiser would show as a mark. A program can read it in its escaped form,
 * so here nothing has to be lost. */
static bool is_marked(const char *bytes, size_t len_bytes)
{
    struct str clean = STR_EMPTY;
    sanitise_bytes(bytes, len_bytes, SANITISE_FOR_LINES, &clean);
    bool marked = strncmp(str_text(&clean), "<U+", 3) == 0;
    str_finish(&clean);
    return marked;
}

static void add_escaped(struct str *out, uint32_t code_point)
{
    if (code_point >= 0x10000) {
        code_point -= 0x10000;
        str_addf(out, "\\u%04x\\u%04x", 0xD800 + (code_point >> 10),
                 0xDC00 + (code_point & 0x3FF));
    } else {
        str_addf(out, "\\u%04x", code_point);
    }
}

/* What is not ASCII stands inside of texts only. */
void json_add_harmless(struct str *out, const char *json, size_t len_bytes)
{
    for (size_t at = 0; at < len_bytes;) {
        uint32_t code_point;
        size_t taken = utf8_read(json + at, len_bytes - at, &code_point);
        if (code_point >= 0x80 && is_marked(json + at, taken)) {
            add_escaped(out, code_point);
        } else {
            str_add_bytes(out, json + at, taken);
        }
        at += taken;
    }
}
