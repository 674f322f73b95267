#include "base/words.h"

#include "base/fold.h"
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

static bool is_plain_letter(unsigned char byte)
{
    unsigned small = byte | 0x20U; /* of a letter; no digit becomes one */
    return small - 'a' < 26 || byte - (unsigned)'0' < 10;
}

/* How many of them a text begins with: most of what is typed. */
static size_t plain_letters(const char *text)
{
    size_t count = 0;
    while (is_plain_letter((unsigned char)text[count])) {
        count++;
    }
    return count;
}

/* Letters, digits, and marks that combine with them; no plain ones. */
static bool is_letter(uint32_t code_point)
{
    if (code_point < 0x80) {
        return false;
    }
    switch (utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

/* What stands within a word without parting it: "G.P.s", "don’t", a soft hyphen. */
static bool is_joint(uint32_t code_point)
{
    switch (code_point) {
    case '.':
    case '\'':
    case '`':
    case 0xB4:
    case 0x2B9: /* letters by their names, but written for apostrophes */
    case 0x2BB:
    case 0x2BC:
    case 0x2018:
    case 0x2019:
    case 0x2032:
    case 0xFF07:
    case 0xFF0E:
        return true;
    default:
        return code_point >= 0x80 &&
               utf8proc_category((utf8proc_int32_t)code_point) == UTF8PROC_CATEGORY_CF;
    }
}

/* What changes how the sign before it is drawn, and not what it is. */
static bool is_drawing(uint32_t code_point)
{
    return (code_point >= 0xFE00 && code_point <= 0xFE0F) ||
           (code_point >= 0x1F3FB && code_point <= 0x1F3FF); /* tones of skin */
}

/* What is sent for a word; not what stands before the items of a list, draws a frame, counts,
 * or stands for what is no text. */
static bool is_sign(uint32_t code_point)
{
    enum { ARROWS = 0x2190, MATHS = 0x2200, FRAMES = 0x2500, SHAPES_END = 0x2600 };
    if (code_point < ARROWS || is_drawing(code_point)) {
        return false;
    }
    if (code_point >= FRAMES && code_point < SHAPES_END) {
        uint32_t up = 0x25B2, down = 0x25BC; /* four each */
        return code_point - up < 4 || code_point - down < 4;
    }
    bool none = (code_point >= MATHS && code_point < 0x2300) ||
                (code_point >= 0xFFF0 && code_point <= 0xFFFF);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    return !none &&
           (category == UTF8PROC_CATEGORY_SO || category == UTF8PROC_CATEGORY_SM);
}

/* The sign that a text begins with, as it is whatever draws it; returns how long it is. */
static size_t take_sign(const char *text, struct str *word)
{
    enum { ENOUGH = 64 };
    size_t end = grapheme_after(text, strnlen(text, ENOUGH), 0);
    for (size_t at = 0; at < end;) {
        uint32_t code_point;
        size_t taken = utf8_read(text + at, end - at, &code_point);
        if (!is_drawing(code_point)) {
            str_add_bytes(word, text + at, taken);
        }
        at += taken;
    }
    return end;
}

/* How long the face is that a text begins with, as people make it of points and brackets, ":-)"
 * or ":((": behind it stands no word. It is said in one way, whatever nose it has: ":)"; 0: there
 * is none. */
static size_t take_face(const char *text, struct str *word)
{
    static const char eyes[] = ":;=", mouths[] = ")]}([{/|\\", says[] = ")))(((/|/";
    size_t at = 1;
    if (!*text || !strchr(eyes, *text)) {
        return 0;
    }
    at += text[at] == '\'' || text[at] == '"'; /* a tear */
    at += text[at] == '-' || text[at] == 'o' || text[at] == '^';
    const char *mouth = text[at] ? strchr(mouths, text[at]) : NULL;
    while (mouth && text[at] == *mouth) {
        at++;
    }
    if (!mouth || is_plain_letter((unsigned char)text[at]) || text[at] == '/') {
        return 0; /* "http://", "such as:(a)" */
    }
    str_add_byte(word, *text == ';' ? ';' : ':');
    str_add_byte(word, says[mouth - mouths]);
    return at;
}

/* The next word as it was written, or a sign; returns where it ends. */
static const char *next_written(const char *text, struct str *word, bool *sign)
{
    str_clear(word);
    *sign = false;
    while (*text) {
        size_t plain = plain_letters(text);
        if (plain) {
            str_add_bytes(word, text, plain);
            text += plain;
            continue;
        }
        size_t face = word->len_bytes ? 0 : take_face(text, word);
        if (face) {
            *sign = true;
            return text + face;
        }
        uint32_t code_point = (unsigned char)*text;
        size_t taken = 1;
        if (code_point >= 0x80) {
            taken = utf8_read(text, strnlen(text, UTF8_BYTES), &code_point);
        }
        *sign = is_sign(code_point);
        if (*sign && !word->len_bytes) {
            return text + take_sign(text, word);
        }
        bool joint = is_joint(code_point) || is_drawing(code_point);
        if (!joint && is_letter(code_point)) {
            str_add_bytes(word, text, taken);
        } else if (code_point == '&' && !word->len_bytes) {
            str_add(word, "and");
            return text + taken;
        } else if (word->len_bytes && !joint) {
            break;
        }
        text += taken;
    }
    *sign = false;
    return text;
}

bool words_next(const char **at, const char *language, struct str *word)
{
    bool sign;
    do { /* what is a letter by its name may be none folded, as U+034F is */
        *at = next_written(*at, word, &sign);
        if (!sign) {
            fold(word, language);
        }
    } while (!word->len_bytes && **at);
    return word->len_bytes > 0;
}

/* "Ana's idea" speaks of Ana, though "anas" is one word. */
static bool is_possessive(const char *start, const char *end)
{
    while (end > start && (end[-1] == '.' || end[-1] == '\'')) {
        end--;
    }
    bool ascii = end - start > 2 && end[-2] == '\'';
    bool curly = end - start > 4 && memcmp(end - 4, "’", 3) == 0;
    return (ascii || curly) && (end[-1] == 's' || end[-1] == 'S');
}

void words_fold(const char *text, struct str *out)
{
    struct str word = STR_EMPTY;
    str_add_byte(out, ' ');
    for (const char *start = text; words_next(&text, "", &word); start = text) {
        bool less = word.len_bytes > 1 && is_possessive(start, text);
        str_add_bytes(out, word.bytes, word.len_bytes - less);
        str_add_byte(out, ' ');
    }
    str_finish(&word);
}

static bool ends_in(const struct str *word, const char *end)
{
    size_t len = strlen(end);
    return word->len_bytes > len &&
           memcmp(word->bytes + word->len_bytes - len, end, len) == 0;
}

static void irregular_singular(struct str *word)
{
    static const char *const irregular[][2] = {
        {"children", "child"}, {"lives", "life"}, {"men", "man"},
        {"people", "person"},  {"wives", "wife"}, {"women", "woman"}};
    for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++) {
        if (strcmp(str_text(word), irregular[i][0]) == 0) {
            str_set(word, "%s", irregular[i][1]);
            return;
        }
    }
}

/* How many bytes the ending of a plural takes, and what stands in its place. */
static size_t plural_ending(const struct str *word, const char **instead)
{
    static const char *const sibilants[] = {"sses", "shes", "ches", "xes", "zes"};
    static const char *const singulars[] = {"ss", "us", "is"};
    *instead = "";
    if (word->len_bytes < 3 || !ends_in(word, "s")) {
        return 0;
    }
    if (word->len_bytes > 4 && ends_in(word, "ies")) {
        *instead = "y";
        return 3;
    }
    for (size_t i = 0; i < sizeof sibilants / sizeof *sibilants; i++) {
        if (ends_in(word, sibilants[i])) {
            return 2;
        }
    }
    for (size_t i = 0; i < sizeof singulars / sizeof *singulars; i++) {
        if (ends_in(word, singulars[i])) {
            return 0;
        }
    }
    return 1;
}

const char *words_article(const char *word)
{
    return *word && strchr("aeiouAEIOU", *word) ? "an" : "a";
}

void words_singular(struct str *word)
{
    const char *instead;
    irregular_singular(word);
    size_t ending = plural_ending(word, &instead);
    if (ending) {
        str_remove(word, word->len_bytes - ending, ending);
        str_add(word, instead);
        irregular_singular(word); /* "children's" */
    }
}

static const char *const links[] = {
    "about",  "after", "against", "at",      "because", "before",  "between", "by",
    "cannot", "cant",  "do",      "dont",    "during",  "for",     "from",    "if",
    "in",     "into",  "never",   "no",      "nor",     "not",     "off",     "on",
    "over",   "than",  "that",    "through", "to",      "towards", "under",   "unless",
    "until",  "when",  "where",   "who",     "with",    "within",  "without"};

bool words_link(const char *word)
{
    return text_among(word, links, sizeof links / sizeof *links);
}

bool words_begin_link(const char *letters, size_t len_bytes)
{
    size_t i = 0, count = sizeof links / sizeof *links;
    while (i < count && strncmp(links[i], letters, len_bytes) != 0) {
        i++;
    }
    return i < count;
}

bool words_is_article(const char *word)
{
    return strcmp(word, "a") == 0 || strcmp(word, "an") == 0 || strcmp(word, "the") == 0;
}
