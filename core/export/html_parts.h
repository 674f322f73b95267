#ifndef ROUNDTABLE_EXPORT_HTML_PARTS_H
#define ROUNDTABLE_EXPORT_HTML_PARTS_H

#include "export/sections.h"

#include <stdbool.h>

/* What the page is made of; private to core/export. */

/** Adds how the page looks, on a screen, in the dark, on a telephone and on paper.
 *  @several  it shows several tables and what they share. */
void html_add_style(struct str *out, bool several);

/** Adds the words, marks and votes, who does it, and what is said about it. The element
 *  around it has dir="auto", which takes its direction from the words alone. */
void html_add_told(struct str *out, const struct told *told);

/** What is said about it alone. */
void html_add_abouts(struct str *out, const struct told *told);

/** The whole of it, as an item of a list. */
void html_add_item(struct str *out, const struct told *item);

/** Adds somebody's words in an element of that class; nothing where they are NULL. */
void html_add_span(struct str *out, const char *class, const char *words);

/** Adds a caption; the title tells those who hear the page which table it is. */
void html_add_caption(struct str *out, const char *title, const char *caption);

/** Adds the head of a column. @class  as an attribute behind a blank, or "". */
void html_add_heading_cell(struct str *out, const char *class, const char *title);

/** Adds the picture of a part, if it has one. */
void html_add_picture(struct str *out, const struct section *section);

/** Adds one grid of a table. */
void html_add_part(struct str *out, const struct section *section);

#endif
