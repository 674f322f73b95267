#ifndef ROUNDTABLE_EXPORT_HTML_PARTS_H
#define ROUNDTABLE_EXPORT_HTML_PARTS_H

#include "export/sections.h"

#include <stdbool.h>

/* What the page is made of; private to core/export. */

/** Where the page grows, and whose words stand around what is added. */
struct html {
    struct str *out;
    struct session *session;
    const struct record *table; /* whose form it is; NULL: those of all tables */
    const char *language;       /* of the article: people's words are in it */
    bool in_one;                /* told_in_one() */
    const char *page_language;
};

/** Adds ` dir="…"` of an element in that language on the page, where it needs to be said. */
void html_add_direction(const struct html *html, const char *language);

/** Adds words that are not people's, each piece marked with its language where that is another
 *  than the article's. What they are is the told layer's to say. */
void html_add_label(const struct html *html, const char *words);

/** Adds ` lang="…"` of what a label begins with, where that is another than the article's: for
 *  what reads its words from an attribute. */
void html_add_lang(const struct html *html, const char *words);

/** What the page says of its own, in the language of the article, or else in English. */
const char *html_word(const struct html *html, enum paper_word word);

/** Adds ` lang="…"` of that in a tag that was begun, where it is not the article's. */
void html_add_ours(const struct html *html);

/** Adds people's words between tags, or a label if they are none of people. */
void html_add_said(const struct html *html, const struct told *told,
                   const char *line_break);

/** Adds the dash of an empty cell, which is read aloud as "none yet". */
void html_add_none(const struct html *html);

/** Adds how the page looks, on a screen, in the dark, on a telephone and on paper.
 *  @words       in which a printer numbers its pages
 *  @several     it shows several tables and what they share
 *  @from_right  some article is written from the right */
void html_add_style(struct str *out, const struct paper_words *words, bool several,
                    bool from_right);

/** Adds the words, marks and votes, who does it, and what is said about it. The element
 *  around it has dir="auto", which takes its direction from the words alone. */
void html_add_told(const struct html *html, const struct told *told);

/** What is said about it alone. */
void html_add_abouts(const struct html *html, const struct told *told);

/** The whole of it, as an item of a list. */
void html_add_item(const struct html *html, const struct told *item);

/** Adds a label in an element of that class, as which tables said it; nothing where it is NULL. */
void html_add_span(const struct html *html, const char *class, const char *words);

/** Adds a caption; the title tells those who hear the page which table it is. */
void html_add_caption(const struct html *html, const char *title, const char *caption);

/** Adds the head of a column. @class  as an attribute behind a blank, or "". */
void html_add_heading_cell(const struct html *html, const char *class, const char *title);

/** Adds the picture of a part, if it has one. */
void html_add_picture(const struct html *html, const struct section *section);

/** Adds one grid of a table. */
void html_add_part(const struct html *html, const struct section *section);

#endif
