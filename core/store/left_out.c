/* What was in a damaged file and is not in the one that was restored from it. Its top may have
 * slips of a hand, so it is read line by line: texts in quotes, of whatever kind. */

#include "store/left_out.h"

#include "base/names.h"
#include "base/utf8.h"

#include <string.h>

static const char opens[] = "\xE2\x80\x9C", closes[] = "\xE2\x80\x9D"; /* curly ones */

/* A text on a line, without its quotes. */
struct quoted {
    const char *text;
    size_t len_bytes;
    bool name; /* of a member */
};

static size_t len_of_line(const char *line)
{
    return strcspn(line, "\n");
}

/* Where a text ends: at its quote; where that is missing, at the end of the line but for what
 * stands between texts. */
static size_t len_of_text(const char *text, const char *end, const char *quote)
{
    const char *at = text;
    while (at < end && strncmp(at, quote, strlen(quote)) != 0) {
        at += 1 + (*at == '\\' && at + 1 < end);
    }
    while (at == end && end > text && strchr(" \t\r]},", end[-1])) {
        at = --end;
    }
    return (size_t)(at - text);
}

/* The next on the line that ends there; NULL: there is none. */
static const char *next_text(const char *at, const char *end, struct quoted *q)
{
    while (at < end && *at != '"' && strncmp(at, opens, sizeof opens - 1) != 0) {
        at++;
    }
    if (at == end) {
        return NULL;
    }
    const char *quote = *at == '"' ? "\"" : closes;
    q->text = at + strlen(quote);
    q->len_bytes = len_of_text(q->text, end, quote);
    at = q->text + q->len_bytes;
    at += strncmp(at, quote, strlen(quote)) == 0 ? strlen(quote) : 0;
    q->name = at[strspn(at, " \t")] == ':';
    return at;
}

/* Behind it are templates and edits, each on a line of its own, which is read or not. */
static bool ends_top(const char *line)
{
    static const char *const members[] = {"  \"templates\":", "  \"edits\":"};
    return strncmp(line, members[0], strlen(members[0])) == 0 ||
           strncmp(line, members[1], strlen(members[1])) == 0;
}

static void each_text(const char *bytes,
                      void heard(void *to, size_t line, const char *text), void *to)
{
    struct str text = STR_EMPTY;
    size_t number = 1;
    while (*bytes && !ends_top(bytes)) {
        const char *end = bytes + len_of_line(bytes);
        struct quoted q;
        for (const char *at = bytes; *end && (at = next_text(at, end, &q));) {
            if (!q.name && q.len_bytes) {
                str_clear(&text);
                str_add_bytes(&text, q.text, q.len_bytes);
                heard(to, number, text.bytes);
            }
        }
        bytes = end + (*end == '\n');
        number++;
    }
    str_finish(&text);
}

enum { MOST_TOLD = 8 };

struct known {
    struct names names;
    struct arena arena;
    struct str *out;
    size_t count;
};

static void know(void *to, size_t line, const char *text)
{
    struct known *known = to;
    (void)line;
    names_keep(&known->names, &known->arena, text);
}

static void tell_unknown(void *to, size_t line, const char *text)
{
    enum { MOST_GRAPHEMES = 60 };
    struct known *known = to;
    if (!names_find(&known->names, text) && known->count++ < MOST_TOLD) {
        str_addf(known->out, "%sline %zu: ", known->out->len_bytes ? "\n" : "", line);
        text_quote(known->out, text, MOST_GRAPHEMES);
    }
}

void words_left_out(const struct str *damaged, const struct str *restored,
                    struct str *out)
{
    struct known known = {.arena = ARENA_EMPTY, .out = out};
    each_text(str_text(restored), know, &known);
    each_text(str_text(damaged), tell_unknown, &known);
    if (known.count > MOST_TOLD) {
        str_addf(out, "\nand %zu more", known.count - MOST_TOLD);
    }
    names_finish(&known.names);
    arena_finish(&known.arena);
}
