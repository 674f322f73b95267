/* What lists begin their lines with. */

#include "screen/pasted_marks.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

enum { MOST_DIGITS = 3, MOST_ROMAN = 4 }; /* "2024." is a year */

/* Signs that are drawn for bullets and for nothing else, private letters of word
 * processors' own fonts among them. */
static bool is_bullet(uint32_t code)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {{0xB7, 0xB7},     {0x2022, 0x2023}, {0x2043, 0x2043}, {0x204C, 0x204D},
                  {0x2219, 0x2219}, {0x2190, 0x21FF}, {0x22C5, 0x22C5}, {0x25A0, 0x25FF},
                  {0x2605, 0x2606}, {0x2610, 0x2612}, {0x2713, 0x2718}, {0x2756, 0x2756},
                  {0x2794, 0x27BE}, {0x27F5, 0x27FF}, {0x2B1A, 0x2B1D}, {0x2B24, 0x2B2F},
                  {0x2B95, 0x2B95}, {0xE000, 0xF8FF}, {0xFFED, 0xFFEE}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

/* What is a word or a sign elsewhere: "o" and what word processors leave of an arrow, a
 * tick and a square when they lose the font. */
static bool may_be_bullet(uint32_t code)
{
    return code == 'o' || code == '+' || code == '>' || code == 0xA7 || code == 0xBB ||
           code == 0xD8 || code == 0xFC;
}

static bool is_dash(uint32_t code)
{
    return code == '-' || code == '*' || code == 0x2013 || code == 0x2014 ||
           code == 0x2212;
}

static bool is_digit_of_some(uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= 0x660 && code <= 0x669) ||
           (code >= 0x6F0 && code <= 0x6F9) || (code >= 0x966 && code <= 0x96F);
}

static size_t digits(const char *text, size_t len_bytes)
{
    size_t at = 0, count = 0;
    while (at < len_bytes) {
        uint32_t code;
        size_t next = at + utf8_read(text + at, len_bytes - at, &code);
        if (!is_digit_of_some(code)) {
            break;
        }
        at = next;
        count++;
    }
    return count <= MOST_DIGITS ? at : 0;
}

/* "4", "1.2", "a", "iv": how many bytes. */
static size_t counted(const char *line, size_t len_bytes, size_t rank, bool in_brackets)
{
    size_t at = digits(line, len_bytes);
    while (at && at + 1 < len_bytes && line[at] == '.') {
        size_t more = digits(line + at + 1, len_bytes - at - 1);
        if (!more) {
            break;
        }
        at += 1 + more;
    }
    if (at || !len_bytes) {
        return at;
    }
    size_t roman = strspn(line, "ivxl");
    if (roman && roman <= MOST_ROMAN && roman < len_bytes) {
        return roman;
    }
    char lower = (char)(*line | 0x20);
    bool letter = (unsigned char)*line < 0x80 && lower >= 'a' && lower <= 'z';
    bool bracket = in_brackets || (len_bytes > 1 && line[1] == ')');
    return letter && (bracket || (size_t)(lower - 'a') == rank) ? 1 : 0;
}

/* "3)", "(4)", "1.": how many bytes. */
static size_t number_bytes(const char *line, size_t len_bytes, size_t rank)
{
    size_t open = len_bytes && *line == '(';
    size_t at = counted(line + open, len_bytes - open, rank, open);
    if (!at || open + at >= len_bytes) {
        return 0;
    }
    at += open;
    return line[at] == ')' || (line[at] == '.' && !open) ? at + 1 : 0;
}

/* A box to be ticked, as text: "[ ] ". */
static size_t tick_bytes(const char *line, size_t len_bytes)
{
    bool box = len_bytes > 4 && line[0] == '[' && strchr(" xX", line[1]) &&
               line[2] == ']' && line[3] == ' ';
    return box ? 4 : 0;
}

/* When something was said in a chat that was copied: "[12:03, 22/02/2017]" or
 * "22/02/2017, 12:03 -"; 0: it is none. */
static size_t stamp_bytes(const char *line, size_t len_bytes)
{
    bool bracket = *line == '[', day = false, hour = false;
    size_t at = bracket;
    for (; at < len_bytes && strchr("0123456789:/., apmAPM", line[at]); at++) {
        day = day || line[at] == '/' || line[at] == '.';
        hour = hour || line[at] == ':';
    }
    bool ends = at < len_bytes && line[at] == (bracket ? ']' : '-');
    return day && hour && ends ? at + 1 : 0;
}

struct list_mark list_mark(const char *line, size_t len_bytes, size_t rank)
{
    struct list_mark none = {0}, mark = {0};
    uint32_t code = 0;
    if (!len_bytes) {
        return none;
    }
    size_t at = utf8_read(line, len_bytes, &code);
    bool bullet = is_bullet(code), touching = bullet && code != 0xB7;
    mark.sure = bullet || is_dash(code);
    if (!mark.sure && !may_be_bullet(code)) {
        at = number_bytes(line, len_bytes, rank);
        at = at ? at : stamp_bytes(line, len_bytes);
    }
    size_t blanks = at ? blank_bytes(line + at, len_bytes - at) : 0;
    if (!at || at + blanks >= len_bytes || (!blanks && !touching)) {
        return none;
    }
    mark.bytes = at + blanks;
    mark.bytes += mark.sure ? tick_bytes(line + mark.bytes, len_bytes - mark.bytes) : 0;
    return mark;
}
