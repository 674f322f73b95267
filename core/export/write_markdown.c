/* Words that Markdown shows as they were typed. */

#include "export/writing.h"

#include "base/sanitise.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* What means something wherever it stands. '-', '+', '=' and the dot of "1." do so only
 * at the start of a line, ':' and the dot of "www." only in what would become a link, and
 * round brackets and '!' only beside a square one. */
static const char always_escaped[] = "\\`*_[]{}|#~$@^";

/* ':' begins a link ("http:") or a picture (":smile:") unless a blank follows, as after
 * a word, or it stands between digits, as in a time of day. */
static bool colon_links(const char *text, size_t at)
{
    unsigned char after = (unsigned char)text[at + 1];
    bool in_time = at && isdigit((unsigned char)text[at - 1]) && isdigit(after);
    return after && !isspace(after) && !in_time;
}

/* Whether the '.' or ')' at `at` would number a list, its line starting at `start`. */
static bool numbers_a_list(const char *text, size_t start, size_t at)
{
    return at > start && strspn(text + start, "0123456789") == at - start;
}

static bool needs_backslash(const char *text, size_t start, size_t at)
{
    char c = text[at];
    if (strchr(always_escaped, c)) {
        return true;
    }
    switch (c) {
    case '-':
    case '+':
    case '=':
        return at == start;
    case ':':
        return colon_links(text, at);
    case ')':
        return numbers_a_list(text, start, at);
    case '.':
        return numbers_a_list(text, start, at) ||
               (at >= start + 3 && strncasecmp(text + at - 3, "www", 3) == 0);
    default:
        return false;
    }
}

void markdown_add_words(struct str *out, const char *words)
{
    struct str clean = STR_EMPTY;
    sanitise(words, SANITISE_FOR_PAGE, &clean);
    const char *text = str_text(&clean);
    size_t start = 0; /* of the line, behind its blanks */
    for (size_t at = 0; text[at]; at++) {
        if (text[at] == '\n') {
            str_add(out, "<br>");
            start = at + 1;
        } else if (text[at] == '<') {
            str_add(out, "&lt;");
        } else if (text[at] == '>') {
            str_add(out, "&gt;");
        } else if (text[at] == '&') {
            str_add(out, "&amp;");
        } else {
            if (needs_backslash(text, start, at)) {
                str_add_byte(out, '\\');
            }
            str_add_byte(out, text[at]);
            start += text[at] == ' ' && at == start;
        }
    }
    str_finish(&clean);
}
