#ifndef ROUNDTABLE_VIEWS_THEMES_THEMES_LAYOUT_H
#define ROUNDTABLE_VIEWS_THEMES_THEMES_LAYOUT_H

#include "views/themes/view_themes.h"

/**
 * What the drawing of the pages shares; private to it.
 */

/** Below 16 rows: no rule, no details. Below 60 columns: one below the other. */
bool themes_is_short(void);
bool themes_is_narrow(void);

/** Adds "3 tables". */
void themes_say_count(struct str *out, size_t count, const char *what);

/** Adds "3 tables, 5 entries, 2 votes". */
void themes_say_counts(struct str *out, struct said said);

/** Adds an entry by its table, with its words where they are not those of the theme. */
void themes_add_entry(const struct theme *theme, const struct record *entry,
                      struct str *out);

/** Adds "3 of 17 · Barriers to change · 0.67, both: bus, fares". */
void themes_add_about(const struct themes_view *v, const struct proposal *p,
                      struct str *out);

/** The two side by side, from a row to before another. */
void themes_put_proposal(const struct themes_view *v, const struct proposal *p, int row,
                         int end);

/** The box for a name, under the wordings that it is to stand for. */
void themes_put_box(const struct themes_view *v, int row, int end);

#endif
