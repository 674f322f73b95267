/* Words between tags and in attributes. */

#include "export/writing.h"

#include "base/sanitise.h"

#include <limits.h>

void html_add_words(struct str *out, const char *words, const char *line_break)
{
    static const char *const instead[UCHAR_MAX + 1] = {['&'] = "&amp;",
                                                       ['<'] = "&lt;",
                                                       ['>'] = "&gt;",
                                                       ['"'] = "&quot;",
                                                       ['\''] = "&#39;"};
    struct str clean = STR_EMPTY;
    sanitise(words, SANITISE_FOR_PAGE, &clean);
    for (const char *at = str_text(&clean); *at; at++) {
        const char *entity = instead[(unsigned char)*at];
        if (*at == '\n') {
            str_add(out, line_break);
        } else if (entity) {
            str_add(out, entity);
        } else {
            str_add_byte(out, *at);
        }
    }
    str_finish(&clean);
}

void html_add_own(struct str *out, const char *words)
{
    str_add(out, "<bdi>");
    html_add_words(out, words, "<br>");
    str_add(out, "</bdi>");
}

void html_add_none(struct str *out)
{
    str_add(out, "<span class=\"none\"><span aria-hidden=\"true\">–</span>"
                 "<span class=\"aloud\">none yet</span></span>");
}
