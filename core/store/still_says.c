#include "store/still_says.h"

#include "base/sanitise.h"
#include "base/utf8.h"
#include "base/words.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A text whose end was lost may have zeros there. */
static bool is_packed(const struct str *bytes)
{
    enum { HEAD = 64 };
    size_t head = bytes->len_bytes < HEAD ? bytes->len_bytes : HEAD;
    return memchr(str_text(bytes), '\0', head) ||
           strncmp(str_text(bytes), "%PDF-", strlen("%PDF-")) == 0;
}

/* A code point by its number; what is none is U+FFFD. */
static void add_numbered(struct str *out, unsigned long number)
{
    bool none = !number || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000);
    utf8_add(out, none ? 0xFFFD : (uint32_t)number);
}

/* Four hexadecimal digits; -1: there are others. */
static long four_digits(const char *at)
{
    char digits[5], *end;
    snprintf(digits, sizeof digits, "%.4s", at);
    bool plain = strspn(digits, "0123456789abcdefABCDEF") == 4;
    long number = strtol(digits, &end, 16);
    return plain ? number : -1;
}

/* What a backslash begins; returns how many bytes it is. */
static size_t add_escaped(struct str *out, const char *at)
{
    long unit = at[1] == 'u' ? four_digits(at + 2) : -1, low = -1;
    if (unit >= 0xD800 && unit < 0xDC00 && at[6] == '\\' && at[7] == 'u') {
        low = four_digits(at + 8);
    }
    if (low >= 0xDC00 && low < 0xE000) {
        add_numbered(out, 0x10000UL + ((unsigned long)(unit - 0xD800) << 10) +
                              (unsigned long)(low - 0xDC00));
        return 12;
    }
    if (unit >= 0) {
        add_numbered(out, (unsigned long)unit);
        return 6;
    }
    if (!at[1]) {
        return 1;
    }
    if (at[1] == '"') {
        str_add(out, "“"); /* it ends no text */
    } else {
        str_add_byte(out, strchr("bfnrtN", at[1]) ? ' ' : at[1]);
    }
    return 2;
}

/* A text without its backslashes, and in which no line goes on with the next: JSON, Markdown
 * and calendars. */
static void take_backslashes(const char *text, struct str *out)
{
    while (*text) {
        size_t plain = strcspn(text, "\\\r");
        str_add_bytes(out, text, plain);
        text += plain;
        if (*text == '\\') {
            text += add_escaped(out, text);
        } else if (*text) {
            bool goes_on = text[1] == '\n' && text[2] == ' ';
            str_add(out, goes_on ? "" : " ");
            text += goes_on ? 3 : 1;
        }
    }
}

/* What "&" or "<" begins; returns how many bytes it is. */
static size_t add_entity(struct str *out, const char *at)
{
    static const struct {
        const char *entity, *is;
    } rows[] = {{"&amp;", "&"},  {"&lt;", "<"},  {"&gt;", ">"},  {"&quot;", "\""},
                {"&apos;", "'"}, {"<br>", "\n"}, {"&nbsp;", " "}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t len = strlen(rows[i].entity);
        if (strncmp(at, rows[i].entity, len) == 0) {
            str_add(out, rows[i].is);
            return len;
        }
    }
    bool hex = at[1] == '#' && (at[2] == 'x' || at[2] == 'X');
    const char *digits = at + (hex ? 3 : 2);
    size_t count =
        at[1] == '#' ? strspn(digits, hex ? "0123456789abcdefABCDEF" : "0123456789") : 0;
    if (count && count < 9 && digits[count] == ';') {
        add_numbered(out, strtoul(digits, NULL, hex ? 16 : 10));
        return (size_t)(digits - at) + count + 1;
    }
    str_add_byte(out, *at);
    return 1;
}

/* A text as a page shows it: HTML, XML and Markdown. */
static void take_entities(const char *text, struct str *out)
{
    while (*text) {
        size_t plain = strcspn(text, "&<");
        str_add_bytes(out, text, plain);
        text += plain;
        text += *text ? add_entity(out, text) : 0;
    }
}

/* Takes the blanks out. */
static void squeeze(struct str *words)
{
    size_t kept = 0;
    for (size_t i = 0; i < words->len_bytes; i++) {
        if (words->bytes[i] != ' ') {
            words->bytes[kept++] = words->bytes[i];
        }
    }
    str_remove(words, kept, words->len_bytes - kept);
}

/* A text read in one way: as it is, its words, and those without blanks between. */
struct text_read {
    const char *text;
    struct str words, tight;
};

/* Of long words, and those that are written without blanks, some stand on two lines: so many
 * bytes are the same nowhere by chance. */
static bool holds(const struct text_read *in, const char *text)
{
    enum { NOT_BY_CHANCE = 9 };
    struct str sought = STR_EMPTY;
    words_fold(text, &sought);
    bool found = sought.len_bytes > 1 /* none in "—" */
                     ? strstr(in->words.bytes, sought.bytes) != NULL
                     : *text && strstr(in->text, text);
    squeeze(&sought);
    found = found || (sought.len_bytes >= NOT_BY_CHANCE &&
                      strstr(str_text(&in->tight), sought.bytes));
    str_finish(&sought);
    return found;
}

/* As they are, or with what exports show in the place of what cannot be seen. */
static bool reading_says(const char *text, const struct paths *texts)
{
    struct text_read in = {text, STR_EMPTY, STR_EMPTY};
    struct str shown = STR_EMPTY;
    bool found = false;
    words_fold(text, &in.words);
    str_add_bytes(&in.tight, in.words.bytes, in.words.len_bytes);
    squeeze(&in.tight);
    for (size_t i = 0; i < texts->count && !found; i++) {
        str_clear(&shown);
        sanitise(texts->items[i], SANITISE_FOR_PAGE, &shown);
        found =
            holds(&in, texts->items[i]) ||
            (strcmp(texts->items[i], str_text(&shown)) != 0 && holds(&in, shown.bytes));
    }
    str_finish(&in.words);
    str_finish(&in.tight);
    str_finish(&shown);
    return found;
}

/* Where what people said ends: the text that is looked for, one of JSON, and any other. */
enum ends { ENDS_LAST, ENDS_AT_QUOTES, ENDS_AT_SIGNS };

/* Whether more than a blank stands before the next word: what people said ends there. */
static bool parts(const char *at, enum ends ends)
{
    const char *start = at;
    for (; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        bool word = byte >= 0x80 || (byte >= '0' && byte <= '9') ||
                    ((byte | 32) >= 'a' && (byte | 32) <= 'z');
        bool sign = byte == 0xE2 || (byte == 0xC2 && (unsigned char)at[1] != 0xA0);
        if (ends == ENDS_AT_QUOTES ? byte == '"' && (at == start || at[-1] != '\\')
                                   : sign || (!word && byte != ' ' && byte != '\t')) {
            return true;
        }
        if (word && !sign) {
            return false;
        }
    }
    return true;
}

/* As words_fold(), with a line for each that stands between signs. */
static void fold_parted(const char *text, enum ends ends, struct str *out)
{
    struct str word = STR_EMPTY;
    str_add_byte(out, '\n');
    for (const char *start = text; words_next(&text, "", &word); start = text) {
        bool anew = out->len_bytes > 1 && ends != ENDS_LAST && parts(start, ends);
        str_addf(out, "%s %s ", anew ? "\n" : "", word.bytes);
    }
    str_add_byte(out, '\n');
    str_finish(&word);
}

/* Read in one way, as reading_says(). */
static bool reading_is(const char *text, const struct paths *texts)
{
    const char *begins = text + strspn(text, " \t\r\n");
    bool json = *begins == '{' || *begins == '[', found = false;
    struct str parted = STR_EMPTY, sought = STR_EMPTY;
    fold_parted(text, json ? ENDS_AT_QUOTES : ENDS_AT_SIGNS, &parted);
    for (size_t i = 0; i < texts->count && !found; i++) {
        str_clear(&sought);
        fold_parted(texts->items[i], json ? ENDS_LAST : ENDS_AT_SIGNS, &sought);
        found = strcmp(sought.bytes, "\n\n") == 0 /* of signs alone */
                    ? strstr(text, texts->items[i]) != NULL
                    : strstr(parted.bytes, sought.bytes) != NULL;
    }
    str_finish(&parted);
    str_finish(&sought);
    return found;
}

typedef bool judge(const char *text, const struct paths *texts);

/* Read without its entities, too, if there are any. */
static bool page_says(const char *text, const struct paths *texts, judge *says)
{
    struct str shown = STR_EMPTY;
    bool found = says(text, texts);
    if (!found && text[strcspn(text, "&<")]) {
        take_entities(text, &shown);
        found = says(str_text(&shown), texts);
    }
    str_finish(&shown);
    return found;
}

static bool file_says(const struct str *bytes, const struct paths *texts, judge *says)
{
    struct str text = STR_EMPTY, meant = STR_EMPTY;
    if (is_packed(bytes)) {
        return false;
    }
    str_add_bytes(&text, str_text(bytes), bytes->len_bytes);
    for (size_t i = 0; i < text.len_bytes; i++) {
        text.bytes[i] = text.bytes[i] ? text.bytes[i] : ' ';
    }
    bool found = page_says(str_text(&text), texts, says);
    if (!found && str_text(&text)[strcspn(str_text(&text), "\\\r")]) {
        take_backslashes(text.bytes, &meant);
        found = page_says(str_text(&meant), texts, says);
    }
    str_finish(&text);
    str_finish(&meant);
    return found;
}

bool still_says(const struct str *bytes, const struct paths *texts)
{
    return file_says(bytes, texts, reading_says);
}

bool still_is(const struct str *bytes, const struct paths *texts)
{
    return file_says(bytes, texts, reading_is);
}
