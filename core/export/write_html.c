/* Words between tags and in attributes. */

#include "export/writing.h"

#include "base/sanitise.h"

void html_add_words(struct str *out, const char *words, const char *line_break)
{
    struct str clean = STR_EMPTY;
    sanitise(words, SANITISE_FOR_PAGE, &clean);
    for (const char *at = str_text(&clean); *at; at++) {
        switch (*at) {
        case '&':
            str_add(out, "&amp;");
            break;
        case '<':
            str_add(out, "&lt;");
            break;
        case '>':
            str_add(out, "&gt;");
            break;
        case '"':
            str_add(out, "&quot;");
            break;
        case '\'':
            str_add(out, "&#39;");
            break;
        case '\n':
            str_add(out, line_break);
            break;
        default:
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
