#include "screen/cells.h"

#include "base/utf8.h"

#include <string.h>
#include <wchar.h>

void cells_clear(struct cell *cells, int count)
{
    static const struct cell blank = {' ', 0}, blanks[] = {
                                                   {' ', 0}, {' ', 0}, {' ', 0}, {' ', 0},
                                                   {' ', 0}, {' ', 0}, {' ', 0}, {' ', 0},
                                               };
    enum { AT_ONCE = sizeof blanks / sizeof *blanks };
    int at = 0;
    for (; at + AT_ONCE <= count; at += AT_ONCE) {
        memcpy(cells + at, blanks, sizeof blanks);
    }
    for (; at < count; at++) {
        cells[at] = blank;
    }
}

/* The grapheme at the start of a text; 0 if it is not a cell of its own. */
static uint32_t find_letter(const char *text, size_t len_bytes, bool utf8, size_t *taken)
{
    uint32_t letter;
    *taken = grapheme_after(text, len_bytes, 0);
    bool alone = utf8_read(text, len_bytes, &letter) == *taken;
    if (!alone || grapheme_width_cols(text, *taken) != 1) {
        return 0;
    }
    return !utf8 ? '?' : wcwidth((wchar_t)letter) == 1 ? letter : 0;
}

/* The same: few signs are most of them, and no sign joins ASCII or the end. */
static uint32_t letter_of(const char *text, size_t len_bytes, bool utf8, size_t *taken)
{
    enum { SIGNS = 0x2000, SIGNS_END = 0x2C00, KEPT = 64 };
    static uint32_t found[KEPT];
    uint32_t letter;
    *taken = utf8_read(text, len_bytes, &letter);
    bool sign = utf8 && letter >= SIGNS && letter < SIGNS_END &&
                (*taken == len_bytes || (text[*taken] >= ' ' && text[*taken] < 0x7F));
    if (sign && found[letter % KEPT] == letter) {
        return letter;
    }
    uint32_t cell = find_letter(text, len_bytes, utf8, taken);
    if (sign && cell) {
        found[letter % KEPT] = letter;
    }
    return cell;
}

bool cells_put(struct cell *cells, struct cells_place place, uint32_t look,
               const char *text, size_t len_bytes)
{
    struct cell *to = cells + place.col, *end = cells + place.count;
    for (size_t at = 0; at < len_bytes;) {
        size_t plain = place.plain ? len_bytes : plain_bytes(text, len_bytes, at), taken;
        if (place.col < 0 || to > end || plain > (size_t)(end - to)) {
            return false;
        }
        for (size_t i = 0; i < plain; i++) {
            to[i] = (struct cell){(unsigned char)text[at + i], look};
        }
        to += plain;
        at += plain;
        if (at == len_bytes) {
            break;
        }
        uint32_t letter = letter_of(text + at, len_bytes - at, place.utf8, &taken);
        if (!letter || to == end) {
            return false;
        }
        *to++ = (struct cell){letter, look};
        at += taken;
    }
    return true;
}
