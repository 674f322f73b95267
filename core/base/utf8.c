#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

static bool goes_on(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Signs and dashes, which are most of what is not ASCII on a screen: three bytes that begin
 * with E2 are always good, and U+2000 to U+2FFF. 0: something else. */
static size_t read_three(const char *bytes, size_t len_bytes, uint32_t *code_point)
{
    bool three = (unsigned char)bytes[0] == 0xE2 && len_bytes >= 3 && goes_on(bytes[1]) &&
                 goes_on(bytes[2]);
    if (three) {
        *code_point = 0x2000 | ((unsigned char)bytes[1] & 0x3Fu) << 6 |
                      ((unsigned char)bytes[2] & 0x3Fu);
    }
    return three ? 3 : 0;
}

size_t utf8_read(const char *bytes, size_t len_bytes, uint32_t *code_point)
{
    if ((unsigned char)bytes[0] < 0x80) {
        *code_point = (unsigned char)bytes[0];
        return 1;
    }
    size_t three = read_three(bytes, len_bytes, code_point);
    if (three) {
        return three;
    }
    utf8proc_int32_t read;
    utf8proc_ssize_t taken = utf8proc_iterate((const utf8proc_uint8_t *)bytes,
                                              (utf8proc_ssize_t)len_bytes, &read);
    if (taken <= 0) {
        *code_point = 0xFFFD;
        return 1;
    }
    *code_point = (uint32_t)read;
    return (size_t)taken;
}

bool utf8_valid(const char *bytes, size_t len_bytes, size_t *bad_at_bytes)
{
    size_t at = 0;
    while (at < len_bytes) {
        if ((unsigned char)bytes[at] < 0x80) {
            at++;
            continue;
        }
        utf8proc_int32_t read;
        utf8proc_ssize_t taken =
            utf8proc_iterate((const utf8proc_uint8_t *)bytes + at,
                             (utf8proc_ssize_t)(len_bytes - at), &read);
        if (taken <= 0) {
            if (bad_at_bytes) {
                *bad_at_bytes = at;
            }
            return false;
        }
        at += (size_t)taken;
    }
    return true;
}

size_t utf8_write(uint32_t code_point, char out[UTF8_BYTES])
{
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
        code_point = 0xFFFD;
    }
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)code_point,
                                        (utf8proc_uint8_t *)out);
}

void utf8_add(struct str *out, uint32_t code_point)
{
    char bytes[UTF8_BYTES];
    str_add_bytes(out, bytes, utf8_write(code_point, bytes));
}

void utf8_add_utf16(struct str *out, const uint16_t *units, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t unit = units[i], next = i + 1 < count ? units[i + 1] : 0;
        if (unit >= 0xD800 && unit < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00);
            i++;
        }
        utf8_add(out, unit);
    }
}

/* Whether eight bytes are printable ASCII. The high bit of each tells: of the byte itself, of
 * one more, which DEL alone has, and of what is less than a blank once a blank is taken off. */
static bool are_plain(const char *bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    return !((eight | (eight + ones) | ~((eight | high) - ones * ' ')) & high);
}

size_t blank_bytes(const char *text, size_t len_bytes)
{
    size_t at = 0;
    while (at < len_bytes) {
        uint32_t code;
        size_t next = at + utf8_read(text + at, len_bytes - at, &code);
        bool blank = code == ' ' || code == '\t' || code == 0xA0 || code == 0x202F ||
                     (code >= 0x2000 && code <= 0x200B) || code == 0x3000 ||
                     code == 0xFEFF;
        if (!blank) {
            break;
        }
        at = next;
    }
    return at;
}

void trim_blanks(const char **text, size_t *len_bytes)
{
    size_t blanks = blank_bytes(*text, *len_bytes);
    *text += blanks;
    *len_bytes -= blanks;
    for (size_t at = *len_bytes; at > 0;) { /* back, over whole letters */
        at--;
        while (at > 0 && ((*text)[at] & 0xC0) == 0x80) {
            at--;
        }
        if ((*text)[at] != '\n' && !blank_bytes(*text + at, *len_bytes - at)) {
            break;
        }
        *len_bytes = at;
    }
}

size_t plain_bytes(const char *text, size_t len_bytes, size_t at_bytes)
{
    const char *end = text + len_bytes, *from = text + at_bytes, *p = from;
    while (end - p >= 8 && are_plain(p)) {
        p += 8;
    }
    while (p < end && *p >= 0x20 && *p < 0x7F) {
        p++;
    }
    bool joined = p > from && p < end && (unsigned char)*p >= 0x80;
    return (size_t)(p - from) - joined;
}

/* Unicode 15.1 joins a consonant to the one before it where a virama stands between (GB9c);
 * on a terminal it takes columns of its own, so it begins a grapheme in every version. */
static bool is_letter_of_its_own(uint32_t before, uint32_t after)
{
    return utf8proc_get_property((utf8proc_int32_t)after)->boundclass ==
               UTF8PROC_BOUNDCLASS_OTHER &&
           utf8proc_get_property((utf8proc_int32_t)before)->boundclass !=
               UTF8PROC_BOUNDCLASS_PREPEND;
}

/* Whether nothing joins a letter to a printable one of ASCII behind it: only a few letters are
 * put before others (Prepend of UAX #29), and none of them in Latin or among signs. */
static bool ends_before_ascii(uint32_t before)
{
    return before != '\r' && (before < 0x600 || (before >= 0x2000 && before < 0x3000));
}

size_t grapheme_after(const char *text, size_t len_bytes, size_t at_bytes)
{
    if (at_bytes >= len_bytes) {
        return len_bytes;
    }
    const unsigned char *letter = (const unsigned char *)text + at_bytes;
    bool plain = *letter >= ' ' && *letter < 0x80;
    if (plain && (at_bytes + 1 == len_bytes || letter[1] < 0x80)) {
        return at_bytes + 1; /* as nearly all are */
    }
    uint32_t before, after;
    utf8proc_int32_t state = 0;
    size_t at = at_bytes + utf8_read(text + at_bytes, len_bytes - at_bytes, &before);
    while (at < len_bytes) {
        size_t taken = utf8_read(text + at, len_bytes - at, &after);
        bool both_ascii = before < 0x80 && after < 0x80 && before != '\r';
        bool plain_behind = after >= ' ' && after < 0x7F && ends_before_ascii(before);
        if (both_ascii || plain_behind ||
            utf8proc_grapheme_break_stateful((utf8proc_int32_t)before,
                                             (utf8proc_int32_t)after, &state) ||
            is_letter_of_its_own(before, after)) {
            break;
        }
        before = after;
        at += taken;
    }
    return at;
}

size_t grapheme_before(const char *text, size_t len_bytes, size_t at_bytes)
{
    if (at_bytes == 0) {
        return 0;
    }
    /* A line break always separates graphemes, so the line's start is a safe place
     * to count from. */
    size_t at = at_bytes - 1;
    while (at > 0 && text[at - 1] != '\n') {
        at--;
    }
    size_t next = grapheme_after(text, len_bytes, at);
    while (next < at_bytes) {
        at = next;
        next = grapheme_after(text, len_bytes, at);
    }
    return at;
}

/* What joins the letter before it and takes a column all the same. */
static bool is_spacing_mark(uint32_t code_point)
{
    return utf8proc_category((utf8proc_int32_t)code_point) == UTF8PROC_CATEGORY_MC ||
           code_point == 0x0E33 || code_point == 0x0EB3 || /* Thai and Lao am */
           code_point == 0xFF9E || code_point == 0xFF9F;   /* marks of narrow katakana */
}

int grapheme_width_cols(const char *text, size_t len_bytes)
{
    int widest_cols = 0, spacing_cols = 0;
    size_t at = 0;
    while (at < len_bytes) {
        uint32_t code_point;
        at += utf8_read(text + at, len_bytes - at, &code_point);
        if (code_point >= 0x300 && is_spacing_mark(code_point)) {
            spacing_cols++;
            continue;
        }
        int cols = code_point < 0x7F ? (code_point >= 0x20)
                                     : utf8proc_charwidth((utf8proc_int32_t)code_point);
        if (cols > widest_cols) {
            widest_cols = cols;
        }
    }
    /* A flag is two regional indicators, narrow each. */
    bool flag = len_bytes == 8 && memcmp(text, "\xF0\x9F\x87", 3) == 0 &&
                memcmp(text + 4, "\xF0\x9F\x87", 3) == 0;
    return (widest_cols > 2 || flag ? 2 : widest_cols) + spacing_cols;
}

int text_width_cols(const char *text, size_t len_bytes)
{
    int cols = 0;
    size_t at = 0;
    while (at < len_bytes) {
        size_t plain = plain_bytes(text, len_bytes, at);
        cols += (int)plain;
        at += plain;
        if (at == len_bytes) {
            break;
        }
        size_t next = grapheme_after(text, len_bytes, at);
        cols += grapheme_width_cols(text + at, next - at);
        at = next;
    }
    return cols;
}

void text_add_beginning(struct str *out, const char *text, int most_graphemes)
{
    size_t len_bytes = strcspn(text, "\r\n"), at = 0;
    for (int i = 0; i < most_graphemes && at < len_bytes; i++) {
        at = grapheme_after(text, len_bytes, at);
    }
    str_add_bytes(out, text, at);
    str_add(out, text[at] ? "…" : "");
}

void text_add_capital(struct str *out, const char *words)
{
    uint32_t first;
    size_t len_bytes = strlen(words), read = utf8_read(words, len_bytes, &first);
    if (len_bytes) {
        utf8_add(out, (uint32_t)utf8proc_toupper((utf8proc_int32_t)first));
        str_add(out, words + read);
    }
}

void text_quote(struct str *out, const char *text, int most_graphemes)
{
    str_add(out, "‘");
    text_add_beginning(out, text, most_graphemes);
    str_add(out, "’");
}
