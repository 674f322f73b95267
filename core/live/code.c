#include "live/code.h"

#include <qrencode.h>
#include <stdbool.h>

enum { QUIET_MODULES = 2 };

static bool is_dark(const QRcode *code, int x, int y)
{
    return x >= 0 && x < code->width && y >= 0 && y < code->width &&
           (code->data[y * code->width + x] & 1);
}

static QRcode *code_of(const char *text)
{
    return QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
}

void code_modules(const char *text, struct paths *rows)
{
    QRcode *code = code_of(text);
    for (int y = 0; code && y < code->width; y++) {
        struct str row = STR_EMPTY;
        for (int x = 0; x < code->width; x++) {
            str_add_byte(&row, is_dark(code, x, y) ? '#' : '.');
        }
        paths_add(rows, str_text(&row));
        str_finish(&row);
    }
    QRcode_free(code);
}

void code_half_blocks(const char *text, struct paths *rows)
{
    QRcode *code = code_of(text);
    int to = code ? code->width + QUIET_MODULES : 0;
    for (int y = -QUIET_MODULES; code && y < to; y += 2) {
        struct str row = STR_EMPTY;
        for (int x = -QUIET_MODULES; x < to; x++) {
            bool upper = is_dark(code, x, y), lower = is_dark(code, x, y + 1);
            str_add(&row, upper ? lower ? "█" : "▀" : lower ? "▄" : " ");
        }
        paths_add(rows, str_text(&row));
        str_finish(&row);
    }
    QRcode_free(code);
}

void code_add_library(struct str *out)
{
    str_addf(out, "libqrencode %s", QRcode_APIVersionString());
}
