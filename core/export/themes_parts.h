#ifndef ROUNDTABLE_EXPORT_THEMES_PARTS_H
#define ROUNDTABLE_EXPORT_THEMES_PARTS_H

#include "export/export.h"
#include "export/sections.h"
#include "findings/findings.h"

/* The part on themes that stands before the tables of a seminar file, one function a
 * file, and what the formats of "roundtable themes" share with it. Private to
 * core/export. */

enum { THEMES_BAR_COLS = 10 };

/** How long a theme's bar is, in that many parts of a full one; at least one. */
size_t themes_bar_parts(const struct findings *findings, const struct theme *theme,
                        size_t full);

/** Whether any column has themes of two tables or more. */
bool themes_any_shared(const struct findings *findings);
bool themes_any_lone(const struct findings *findings);

/** Adds "9 tables". */
void themes_add_count(size_t tables, struct str *out);

/** Adds what a section tells of themes; nothing if it is about something else. */
void themes_text_section(const struct section *section, struct str *out);
void themes_markdown_section(const struct section *section, struct str *out);
void themes_html_section(const struct section *section, const char *language,
                         struct str *out);

/** Adds the members of an object, `"columns": …,\n … \n`, indented so deep. */
void themes_json_members(const struct findings *findings, int depth, struct str *out);

#endif
