#include "base/fold.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { ALL_COMPARED = UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE };

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_of(const char *language, const char *code)
{
    return language[0] == code[0] && language[1] == code[1] &&
           !is_ascii_letter(language[2]);
}

static bool has_dotless_i(const char *language)
{
    return is_of(language, "tr") || is_of(language, "az");
}

/* Signs that are typed for one another, before they are normalised. */
static utf8proc_int32_t same_sign(utf8proc_int32_t c, void *dotless)
{
    switch (c) {
    case 'I':
        return dotless ? 0x131 : c;
    case 0x130: /* I with a dot */
        return dotless ? 'i' : c;
    case '`':
    case 0xB4:
    case 0x2B9:
    case 0x2BB:
    case 0x2BC:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
        return '\'';
    case 0xAB:
    case 0xBB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
        return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2043:
    case 0x2212:
        return '-';
    default:
        return c;
    }
}

/* Letters that no decomposition takes their stroke from. */
static const char *without_stroke(utf8proc_int32_t c, bool dotless)
{
    static const struct {
        utf8proc_int32_t letter;
        const char *plain;
    } letters[] = {{0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"},
                   {0x111, "d"}, {0x127, "h"}, {0x142, "l"}, {0x153, "oe"},
                   {0x167, "t"}, {0x180, "b"}, {0x1E5, "g"}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (letters[i].letter == c) {
            return letters[i].plain;
        }
    }
    return c == 0x131 && !dotless ? "i" : NULL;
}

/* An accent, and no vowel: what people leave out when they type in haste. */
static bool is_accent(utf8proc_int32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x591 && c <= 0x5C7) ||
           (c >= 0x64B && c <= 0x65F) || c == 0x670 || (c >= 0x1AB0 && c <= 0x1AFF) ||
           (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0xFE20 && c <= 0xFE2F);
}

static void add_code_points(const utf8proc_int32_t *points, size_t count, bool bare,
                            bool dotless, struct str *out)
{
    for (size_t i = 0; i < count; i++) {
        const char *plain = bare ? without_stroke(points[i], dotless) : NULL;
        if (plain) {
            str_add(out, plain);
        } else {
            utf8_add(out, (uint32_t)points[i]);
        }
    }
}

/* The text with U+FFFD for what is no UTF-8. */
static struct str mended(const char *text, size_t len)
{
    struct str out = STR_EMPTY;
    size_t at = 0;
    while (at < len) {
        uint32_t c;
        at += utf8_read(text + at, len - at, &c);
        utf8_add(&out, c);
    }
    return out;
}

/* So many bytes, which hold no NUL. */
static void fold_any(const char *text, size_t len, const char *language, bool bare,
                     struct str *out)
{
    enum { ENOUGH = 256 };
    bool dotless = has_dotless_i(language);
    utf8proc_int32_t few[ENOUGH], *points = few;
    size_t room = ENOUGH;
    utf8proc_option_t how = (utf8proc_option_t)(UTF8PROC_DECOMPOSE | ALL_COMPARED);
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t count;
    while ((count = utf8proc_decompose_custom(
                bytes, (utf8proc_ssize_t)len, points, (utf8proc_ssize_t)room, how,
                same_sign, dotless ? &few : NULL)) > (utf8proc_ssize_t)room) {
        room = (size_t)count;
        points =
            memory_resize_array(points == few ? NULL : points, room + 1, sizeof *points);
    }
    if (count >= 0) {
        utf8proc_ssize_t kept = 0;
        for (utf8proc_ssize_t i = 0; i < count; i++) {
            if (!bare || !is_accent(points[i])) {
                points[kept++] = points[i];
            }
        }
        kept = utf8proc_normalize_utf32(points, kept, UTF8PROC_COMPOSE);
        add_code_points(points, (size_t)kept, bare, dotless, out);
    }
    if (points != few) {
        free(points);
    }
    if (count < 0) { /* no UTF-8: once more, mended */
        struct str valid = mended(text, len);
        fold_any(str_text(&valid), valid.len_bytes, language, bare, out);
        str_finish(&valid);
    }
}

/* How many bytes are ASCII, from there on. */
static size_t ascii_bytes(const char *text, size_t len)
{
    static const uint64_t high = UINT64_C(0x8080808080808080);
    size_t at = 0;
    for (uint64_t eight; at + sizeof eight <= len; at += sizeof eight) {
        memcpy(&eight, text + at, sizeof eight);
        if (eight & high) {
            break;
        }
    }
    while (at < len && (unsigned char)text[at] < 0x80) {
        at++;
    }
    return at;
}

/* Each byte of eight, all ASCII, that stands from first to last (0x80 there, else 0). */
static uint64_t bytes_between(uint64_t eight, unsigned char first, unsigned char last)
{
    static const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t from = eight + each * (0x80u - first),
             behind = eight + each * (0x7Fu - last);
    return (from ^ behind) & (each * 0x80u);
}

/* ASCII, where folding changes no length. */
static void fold_plain(char *text, size_t len)
{
    size_t at = 0;
    for (uint64_t eight; at + sizeof eight <= len; at += sizeof eight) {
        memcpy(&eight, text + at, sizeof eight);
        eight += bytes_between(eight, 'A', 'Z') >> 2; /* 0x20, to the small letter */
        eight -= (bytes_between(eight, '`', '`') >> 7) * ('`' - '\'');
        memcpy(text + at, &eight, sizeof eight);
    }
    for (; at < len;
         at++) { /* words are short, and branches as good as a throw of dice */
        unsigned letter = (unsigned char)text[at];
        letter += (unsigned)(letter - 'A' < 26) << 5;
        letter -= (unsigned)(letter == '`') * ('`' - '\'');
        text[at] = (char)letter;
    }
}

static bool is_plain(const char *text, size_t len, const char *language)
{
    return ascii_bytes(text, len) == len && !has_dotless_i(language);
}

/* Most of what is typed is ASCII: that is folded by itself, but for a letter that what stands
 * behind it may be an accent of. */
static void add_folded(const char *text, const char *language, bool bare, struct str *out)
{
    size_t len = strlen(text);
    str_add_bytes(out, text, 0); /* so that it is a text, be there no sign left */
    if (has_dotless_i(language)) {
        fold_any(text, len, language, bare, out);
        return;
    }
    for (size_t at = 0; at < len;) {
        size_t plain = ascii_bytes(text + at, len - at), other = at + plain;
        plain -= plain && other < len;
        str_add_bytes(out, text + at, plain);
        if (plain) {
            fold_plain(out->bytes + out->len_bytes - plain, plain);
        }
        at += plain;
        while (other < len && (unsigned char)text[other] >= 0x80) {
            other++;
        }
        if (other > at) {
            fold_any(text + at, other - at, language, bare, out);
        }
        at = other;
    }
}

bool fold_leaves(const char *folded, size_t len_bytes)
{
    return ascii_bytes(folded, len_bytes) == len_bytes;
}

void fold_add(const char *text, const char *language, struct str *out)
{
    add_folded(text, language, false, out);
}

/* Also the sign that a break is shown as. */
static bool is_blank(uint32_t c)
{
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)c);
    return kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL ||
           kind == UTF8PROC_CATEGORY_ZP || (c >= '\t' && c <= '\r') || c == 0x85 ||
           c == 0x23CE;
}

void fold_add_line(const char *text, const char *language, struct str *out)
{
    struct str folded = STR_EMPTY;
    fold_add(text, language, &folded);
    const char *at = str_text(&folded), *end = at + folded.len_bytes;
    bool parted = false, begun = false;
    str_add_bytes(out, text, 0);
    while (at < end) {
        uint32_t c;
        size_t len = utf8_read(at, (size_t)(end - at), &c);
        bool blank = is_blank(c);
        if (!blank) {
            str_add(out, parted && begun ? " " : "");
            str_add_bytes(out, at, len);
        }
        begun = begun || !blank;
        parted = blank;
        at += len;
    }
    str_finish(&folded);
}

void fold_add_bare(const char *text, const char *language, struct str *out)
{
    add_folded(text, language, true, out);
}

void fold(struct str *text, const char *language)
{
    if (is_plain(text->bytes, text->len_bytes, language)) {
        fold_plain(text->bytes, text->len_bytes);
        return;
    }
    struct str typed = *text;
    *text = STR_EMPTY;
    fold_add(typed.bytes, language, text);
    str_finish(&typed);
}

bool fold_same(const char *a, const char *b, const char *language)
{
    struct str one = STR_EMPTY, other = STR_EMPTY;
    fold_add(a, language, &one);
    fold_add(b, language, &other);
    bool same = strcmp(str_text(&one), str_text(&other)) == 0;
    str_finish(&one);
    str_finish(&other);
    return same;
}

/* A letter of two is its first with a byte behind it that no text has, and that stands
 * behind all of them. */
static void add_welsh_letters(const char *text, struct str *out)
{
    static const char *const letters[] = {"ch", "dd", "ff", "ng", "ll", "ph", "rh", "th"};
    while (*text) {
        size_t i = 0, count = sizeof letters / sizeof *letters;
        while (i < count && strncmp(text, letters[i], 2) != 0) {
            i++;
        }
        bool two = i < count;
        str_add_byte(out, two && *text == 'n' ? 'g' : *text);
        if (two) {
            str_add_byte(out, '\xff');
        }
        text += two ? 2 : 1;
    }
}

static void add_letters(const char *text, const char *language, struct str *out)
{
    if (is_of(language, "cy")) {
        add_welsh_letters(text, out);
    } else {
        str_add(out, text);
    }
}

void fold_add_key(const char *text, const char *language, struct str *out)
{
    struct str bare = STR_EMPTY, marked = STR_EMPTY;
    fold_add(text, language, &marked);
    if (is_plain(marked.bytes, marked.len_bytes,
                 language)) { /* no accents are left to take away */
        add_letters(str_text(&marked), language, out);
    } else {
        fold_add_bare(text, language, &bare);
        add_letters(str_text(&bare), language, out);
        if (strcmp(str_text(&bare), marked.bytes) != 0) {
            str_add_byte(out, '\x01'); /* before whatever goes on */
            str_add(out, marked.bytes);
        }
    }
    str_finish(&bare);
    str_finish(&marked);
}

void fold_seek(struct fold_sought *sought, const char *typed, const char *language)
{
    struct str marked = STR_EMPTY;
    sought->language = language;
    sought->of_line = false;
    str_clear(&sought->folded);
    fold_add_bare(typed, language, &sought->folded);
    fold_add(typed, language, &marked);
    sought->has_marks = strcmp(str_text(&sought->folded), str_text(&marked)) != 0;
    if (sought->has_marks) {
        str_set(&sought->folded, "%s", marked.bytes);
    }
    str_finish(&marked);
}

void fold_seek_line(struct fold_sought *sought, const char *typed, const char *language)
{
    struct str line = STR_EMPTY;
    fold_add_line(typed, language, &line);
    fold_seek(sought, str_text(&line), language);
    sought->of_line = true;
    str_finish(&line);
}

static bool is_inside_word(char before)
{
    return is_ascii_letter(before) || (before >= '0' && before <= '9') ||
           (unsigned char)before >= 0x80;
}

enum fold_fit fold_find(struct fold_sought *sought, const char *text)
{
    const char *needle = str_text(&sought->folded);
    struct str line = STR_EMPTY;
    if (sought->of_line) {
        fold_add_line(text, sought->language, &line);
        text = str_text(&line);
    }
    str_clear(&sought->text);
    if (sought->has_marks) {
        fold_add(text, sought->language, &sought->text);
    } else {
        fold_add_bare(text, sought->language, &sought->text);
    }
    str_finish(&line);
    const char *all = str_text(&sought->text), *found = strstr(all, needle);
    if (!found) {
        return FOLD_NOWHERE;
    }
    if (found == all) {
        return all[sought->folded.len_bytes] ? FOLD_AT_START : FOLD_ALL;
    }
    while (found && is_inside_word(found[-1])) {
        found = strstr(found + 1, needle);
    }
    return found ? FOLD_AT_WORD : FOLD_WITHIN;
}

static char folded_letter(char letter)
{
    fold_plain(&letter, 1);
    return letter;
}

/* Where the next byte is that is, folded, the letter; NULL: nowhere. Of the others those of
 * its capital and of "`" are looked for at once. */
static const char *next_plain(const char *at, const char *end, char letter)
{
    char other = letter >= 'a' && letter <= 'z' ? (char)(letter - ('a' - 'A'))
                 : letter == '\''               ? '`'
                                                : letter;
    while (at < end && *at != letter && *at != other) {
        at++;
    }
    return at < end ? at : NULL;
}

/* Whether it stands there in ASCII, where folding changes no length: but for a letter that what
 * stands behind it may be an accent of. */
static bool holds_plainly(const char *text, size_t len, const struct str *needle)
{
    const char *end = text + len;
    for (const char *at = text; (at = next_plain(at, end, needle->bytes[0])); at++) {
        size_t same = 1;
        while (same < needle->len_bytes && at + same < end &&
               folded_letter(at[same]) == needle->bytes[same]) {
            same++;
        }
        bool alone = at + same == end || (unsigned char)at[same] < 0x80;
        if (same == needle->len_bytes && alone) {
            return true;
        }
    }
    return false;
}

bool fold_holds(struct fold_sought *sought, const char *text)
{
    const struct str *needle = &sought->folded;
    size_t len = strlen(text);
    if (!needle->len_bytes || sought->of_line ||
        !is_plain(needle->bytes, needle->len_bytes, sought->language)) {
        return fold_find(sought, text) != FOLD_NOWHERE;
    }
    return holds_plainly(text, len, needle) ||
           (ascii_bytes(text, len) < len && fold_find(sought, text) != FOLD_NOWHERE);
}

void fold_sought_finish(struct fold_sought *sought)
{
    str_finish(&sought->folded);
    str_finish(&sought->text);
    *sought = (struct fold_sought){0};
}
