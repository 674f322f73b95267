#include "base/html.h"

#include "base/sanitise.h"

#include <limits.h>

static void escape(struct str *out, const char *text, const char *line_break)
{
    static const char *const instead[UCHAR_MAX + 1] = {['&'] = "&amp;",
                                                       ['<'] = "&lt;",
                                                       ['>'] = "&gt;",
                                                       ['"'] = "&quot;",
                                                       ['\''] = "&#39;"};
    for (const char *at = text; *at; at++) {
        const char *entity = instead[(unsigned char)*at];
        if (*at == '\n') {
            str_add(out, line_break);
        } else if (entity) {
            str_add(out, entity);
        } else {
            str_add_byte(out, *at);
        }
    }
}

void html_escape(struct str *out, const char *text)
{
    escape(out, text, "\n");
}

void html_add_words(struct str *out, const char *words, const char *line_break)
{
    struct str clean = STR_EMPTY;
    sanitise(words, SANITISE_FOR_PAGE, &clean);
    escape(out, str_text(&clean), line_break);
    str_finish(&clean);
}

void html_add_own(struct str *out, const char *words)
{
    str_add(out, "<bdi>");
    html_add_words(out, words, "<br>");
    str_add(out, "</bdi>");
}
