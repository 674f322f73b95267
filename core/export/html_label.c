/* Words on the page that are not people's: in the language that they are in. */

#include "export/html_parts.h"
#include "export/writing.h"

/* The language to mark, or NULL: it is that of the article. */
static const char *other_than_article(const struct html *html, const char *language)
{
    return told_alike(html->language, language) ? NULL : language;
}

void html_add_label(const struct html *html, const char *words)
{
    if (html->in_one) {
        html_add_words(html->out, words, " ");
        return;
    }
    while (*words) {
        struct told_piece piece = told_piece(html->session, html->table, words);
        const char *language = other_than_article(html, piece.language);
        struct str said = STR_EMPTY;
        str_add_bytes(&said, words, piece.len_bytes);
        if (language) {
            str_addf(html->out, "<span lang=\"%s\">", language);
        }
        html_add_words(html->out, str_text(&said), " ");
        str_add(html->out, language ? "</span>" : "");
        str_finish(&said);
        words += piece.len_bytes;
    }
}

void html_add_lang(const struct html *html, const char *words)
{
    const char *language =
        html->in_one ? NULL
                     : other_than_article(
                           html, told_piece(html->session, html->table, words).language);
    if (language) {
        str_addf(html->out, " lang=\"%s\"", language);
    }
}

const char *html_word(const struct html *html, enum paper_word word)
{
    return paper_words_of(html->language)->texts[word];
}

void html_add_ours(const struct html *html)
{
    const char *ours = paper_words_of(html->language)->language;
    if (!html->in_one && other_than_article(html, ours)) {
        str_addf(html->out, " lang=\"%s\"", ours);
    }
}

void html_add_direction(const struct html *html, const char *language)
{
    bool right = language_from_right(language);
    if (right || language_from_right(html->page_language)) {
        str_add(html->out, right ? " dir=\"rtl\"" : " dir=\"ltr\"");
    }
}

void html_add_said(const struct html *html, const struct told *told,
                   const char *line_break)
{
    if (told->not_peoples) {
        html_add_label(html, told->words);
    } else {
        html_add_words(html->out, told->words, line_break);
    }
}

void html_add_none(const struct html *html)
{
    const char *none = html_word(html, PAPER_NONE_YET);
    str_add(html->out, "<span class=\"none\"><span aria-hidden=\"true\">–</span>"
                       "<span class=\"aloud\"");
    html_add_lang(html, none);
    str_add_byte(html->out, '>');
    html_add_words(html->out, none, " ");
    str_add(html->out, "</span></span>");
}
