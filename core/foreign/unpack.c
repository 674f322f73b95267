/* What PRSM packs its maps with: lz-string, 15 bits a letter. */

#include "base/memory.h"
#include "base/utf8.h"
#include "foreign/foreign_inside.h"

#include <stdlib.h>

/* Codes that say no words: a letter of 8 or 16 bits comes, or the end. */
enum { CODE_BYTE, CODE_UNIT, CODE_END, CODE_FIRST };

/* A word that came before stands in what was unpacked. */
struct word {
    size_t start, len;
};

struct unpacking {
    const char *bytes;
    size_t len_bytes, at;
    uint32_t letter; /* whose bits are taken, */
    int left;        /* so many more */
    bool over;       /* more was asked for than there is */
    uint16_t *units; /* UTF-16 */
    size_t count, room;
    struct word *words; /* from CODE_FIRST on */
    size_t word_count, word_room;
};

/* The next bits, the lowest first. */
static uint32_t take_bits(struct unpacking *u, int count)
{
    uint32_t bits = 0;
    for (int i = 0; i < count; i++) {
        if (!u->left && u->at >= u->len_bytes) {
            u->over = true;
            return 0;
        }
        if (!u->left) {
            u->at += utf8_read(u->bytes + u->at, u->len_bytes - u->at, &u->letter);
            u->letter -= 32;
            u->left = 15;
        }
        bits |= (u->letter >> --u->left & 1) << i;
    }
    return bits;
}

static void add_unit(struct unpacking *u, uint32_t unit)
{
    ARRAY_ADD(u->units, u->count, u->room, (uint16_t)unit);
}

/* A letter that is new is a word, too. */
static struct word take_letter(struct unpacking *u, uint32_t code)
{
    struct word word = {u->count, 1};
    add_unit(u, take_bits(u, code == CODE_BYTE ? 8 : 16));
    ARRAY_ADD(u->words, u->word_count, u->word_room, word);
    return word;
}

/* Copies a word that stands there, or, where it is just being made, the last one with its first
 * letter behind. */
static struct word copy_word(struct unpacking *u, struct word from)
{
    struct word word = {u->count, from.len};
    for (size_t i = 0; i < from.len; i++) {
        add_unit(u, u->units[from.start + i]);
    }
    return word;
}

static bool unpack(struct unpacking *u)
{
    uint32_t code = take_bits(u, 2);
    int width = 3;
    struct word last;
    if (code == CODE_END) {
        return true;
    }
    last = take_letter(u, code);
    while (!u->over && u->count <= FOREIGN_LARGEST_BYTES / 4) {
        code = take_bits(u, width);
        if (code == CODE_END) {
            return !u->over;
        }
        struct word now;
        size_t known = CODE_FIRST + u->word_count;
        if (code < CODE_END) {
            now = take_letter(u, code);
            known++;
        } else if (code < known) {
            now = copy_word(u, u->words[code - CODE_FIRST]);
        } else if (code == known) {
            now = copy_word(u, (struct word){last.start, last.len + 1});
        } else {
            return false;
        }
        /* The last word and the first letter of this one, which stands behind it. */
        struct word made = {last.start, last.len + 1};
        ARRAY_ADD(u->words, u->word_count, u->word_room, made);
        last = now;
        while (known + 2 > (size_t)1 << width) {
            width++;
        }
    }
    return false;
}

bool foreign_unpack(const char *bytes, size_t len_bytes, struct str *out)
{
    struct unpacking u = {.bytes = bytes, .len_bytes = len_bytes};
    bool ok = unpack(&u);
    if (ok) {
        utf8_add_utf16(out, u.units, u.count);
    }
    free(u.units);
    free(u.words);
    return ok;
}
