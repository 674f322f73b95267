#include "base/sanitise.h"

#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum {
    SOFT_HYPHEN = 0xAD,
    ZERO_WIDTH_SPACE = 0x200B,
    ZWNJ = 0x200C,
    ZWJ = 0x200D,
    DOTTED_CIRCLE = 0x25CC,
};

static utf8proc_category_t category(uint32_t code_point)
{
    return utf8proc_category((utf8proc_int32_t)code_point);
}

static bool is_combining(uint32_t code_point)
{
    utf8proc_category_t c = category(code_point);
    return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_ME;
}

/* What has no ink and no width: the format characters (bidi controls, joiners,
 * tags, BOM), the separators of lines and paragraphs, and the fillers and
 * invisible letters that fonts leave blank. */
static bool is_invisible(uint32_t code_point)
{
    switch (code_point) {
    case 0x034F: /* combining grapheme joiner */
    case 0x115F: /* Hangul fillers */
    case 0x1160:
    case 0x3164:
    case 0xFFA0:
    case 0x17B4: /* Khmer inherent vowels */
    case 0x17B5:
        return true;
    default:
        break;
    }
    bool never = (code_point & 0xFFFE) == 0xFFFE ||
                 (code_point >= 0xFDD0 && code_point <= 0xFDEF); /* noncharacters */
    bool unassigned = code_point == 0x2065 ||
                      (code_point >= 0xFFF0 && code_point <= 0xFFF8) ||
                      (code_point >= 0xE0000 && code_point <= 0xE0FFF);
    utf8proc_category_t c = category(code_point);
    return never || unassigned || c == UTF8PROC_CATEGORY_CF ||
           c == UTF8PROC_CATEGORY_ZL || c == UTF8PROC_CATEGORY_ZP;
}

/* Variation selectors: ask for another glyph of the letter before them. */
static bool is_variation(uint32_t code_point)
{
    return (code_point >= 0xFE00 && code_point <= 0xFE0F) ||
           (code_point >= 0xE0100 && code_point <= 0xE01EF) ||
           (code_point >= 0x180B && code_point <= 0x180F && code_point != 0x180E);
}

static bool joins(uint32_t code_point)
{
    utf8proc_category_t c = category(code_point);
    return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME) ||
           c == UTF8PROC_CATEGORY_SO || c == UTF8PROC_CATEGORY_SK;
}

/* Where a line may end within a word, as Khmer and Thai are written and what was copied from
 * a page is hyphenated: between letters it is harmless. */
static bool parts_softly(uint32_t code_point, uint32_t before, uint32_t after)
{
    return (code_point == SOFT_HYPHEN || code_point == ZERO_WIDTH_SPACE) && before &&
           joins(before) && joins(after);
}

/* The flags of England, Scotland and Wales, the only ones that Unicode recommends of those
 * spelt by tags behind a black flag. */
static const struct nation {
    const char *flag, *name;
} nations[] = {
    {"\U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "England"},
    {"\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F",
     "Scotland"},
    {"\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F", "Wales"},
};

/* Whose flag stands at the start of text; NULL: none's. */
static const struct nation *nation_of_flag(const char *text, size_t len_bytes)
{
    for (size_t i = 0; i < sizeof nations / sizeof *nations; i++) {
        size_t bytes = strlen(nations[i].flag);
        if (bytes <= len_bytes && memcmp(text, nations[i].flag, bytes) == 0) {
            return &nations[i];
        }
    }
    return NULL;
}

/* Terminals leave the tags out, and would show all three as one black flag. */
static void add_flag(struct str *out, const struct nation *nation,
                     enum sanitise_for where)
{
    static const char black[] = "\U0001F3F4";
    if (where == SANITISE_FOR_PAGE) {
        str_add(out, nation->flag);
    } else {
        str_addf(out, "%s(%s)", black, nation->name);
    }
}

/* Letters of scripts that are written with joiners (Arabic and its kin, the Indic ones, Burmese,
 * Khmer), and pictographs. */
static bool is_joined_in_words(uint32_t code_point)
{
    return ((code_point >= 0x600 && code_point < 0xE00) ||
            (code_point >= 0x1000 && code_point < 0x10A0) ||
            (code_point >= 0x1780 && code_point < 0x1800)) &&
           joins(code_point);
}

static bool is_pictograph(uint32_t code_point)
{
    bool skin = code_point >= 0x1F3FB && code_point <= 0x1F3FF;
    return skin || utf8proc_get_property((utf8proc_int32_t)code_point)->boundclass ==
                       UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/* Of cells one joiner behind such a letter is left out: terminals differ in what they make of it,
 * and how wide. It is of the letter's cluster, and what stands behind it does not count, so that
 * a cluster alone is as wide as among others. Without it Persian and Sinhala are still read, a
 * family is people side by side, and two texts that look alike by it are the same word. Between
 * Latin letters, where it could only deceive, and of several, it is a mark. */
static bool is_needless_joiner(uint32_t code_point, uint32_t before)
{
    return (code_point == ZWNJ && is_joined_in_words(before)) ||
           (code_point == ZWJ && (is_joined_in_words(before) || is_pictograph(before)));
}

/* What cannot be seen, yet a page needs for setting the letters around it. */
static bool is_of_use(uint32_t code_point, uint32_t before, uint32_t after,
                      enum sanitise_for where)
{
    if (code_point == ZWJ || code_point == ZWNJ) {
        return where == SANITISE_FOR_PAGE && before && joins(before) && joins(after);
    }
    return parts_softly(code_point, before, after) ||
           (is_variation(code_point) && before && !is_variation(before));
}

/* What is no more than a wish about the letters around it, which cells do not fulfil. */
static bool is_left_out(uint32_t code_point, uint32_t before, uint32_t after,
                        enum sanitise_for where)
{
    if (where == SANITISE_FOR_CELLS &&
        (code_point == SOFT_HYPHEN || code_point == ZERO_WIDTH_SPACE)) {
        return true; /* at the end of a run of cells, too, where a word was wrapped */
    }
    return where != SANITISE_FOR_PAGE &&
           (is_variation(code_point) || parts_softly(code_point, before, after));
}

static void add_control(struct str *out, uint32_t code_point)
{
    if (code_point < 0x20) {
        utf8_add(out, 0x2400 + code_point);
    } else if (code_point == 0x7F) {
        utf8_add(out, 0x2421);
    } else {
        str_addf(out, "<U+%04X>", code_point);
    }
}

void sanitise_bytes(const char *text, size_t len_bytes, enum sanitise_for where,
                    struct str *out)
{
    uint32_t before = 0; /* the last code point that was let through; 0 at a start */
    size_t at = 0,
           joined = SIZE_MAX; /* where the next joiner is a mark, or of no cluster */
    while (at < len_bytes) {
        uint32_t code_point, after = 0;
        size_t plain = plain_bytes(text, len_bytes, at);
        if (plain) {
            str_add_bytes(out, text + at, plain);
            at += plain;
            before = (unsigned char)text[at - 1];
            continue;
        }
        const struct nation *nation = nation_of_flag(text + at, len_bytes - at);
        size_t from = at;
        at += utf8_read(text + at, len_bytes - at, &code_point);
        if (code_point >= 0x20 && code_point < 0x7F) {
            str_add_byte(out, (char)code_point);
            before = code_point;
            continue;
        }
        if (code_point == '\r' && where != SANITISE_FOR_CELLS) {
            code_point = '\n';
            at += at < len_bytes && text[at] == '\n';
        }
        if (at < len_bytes) {
            utf8_read(text + at, len_bytes - at, &after);
        }
        bool shown = false;
        if (nation) {
            add_flag(out, nation, where);
            at = from + strlen(nation->flag);
            before = 0;
            continue;
        }
        if (where == SANITISE_FOR_CELLS && joined != from &&
            is_needless_joiner(code_point, before)) {
            joined = at;
            continue;
        }
        if (is_left_out(code_point, before, after, where)) {
            joined = is_variation(code_point) ? joined : at;
            continue; /* another glyph may have another width */
        }
        if (code_point == '\n') {
            str_add(out, where == SANITISE_FOR_CELLS ? "⏎" : "\n");
        } else if (code_point == '\t') {
            str_add_byte(out, ' ');
        } else if (category(code_point) == UTF8PROC_CATEGORY_CC) {
            add_control(out, code_point);
        } else if (is_of_use(code_point, before, after, where)) {
            utf8_add(out, code_point);
            shown = true;
        } else if (is_invisible(code_point) || is_variation(code_point)) {
            str_addf(out, "<U+%04X>", code_point);
        } else {
            if (!before && is_combining(code_point)) {
                utf8_add(out, DOTTED_CIRCLE);
            }
            utf8_add(out, code_point);
            shown = true;
        }
        before = shown ? code_point : 0;
    }
}

void sanitise(const char *text, enum sanitise_for where, struct str *out)
{
    sanitise_bytes(text, strlen(text), where, out);
}
