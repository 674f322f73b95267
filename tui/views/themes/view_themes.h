#ifndef ROUNDTABLE_VIEWS_THEMES_VIEW_THEMES_H
#define ROUNDTABLE_VIEWS_THEMES_VIEW_THEMES_H

#include "views/view.h"

/**
 * What recurs across the tables of a file, on three pages: pairs of themes proposed as
 * one, to be decided; the themes by how many tables said them; the lone voices, which
 * one table alone said.
 */

struct themes_view;

/** The app keeps it while the grid is on the screen, so that it opens again where it
 *  was: when it is popped, nothing is freed. NULL is taken by the other end. */
struct themes_view *view_themes_new(void);
void view_themes_free(struct themes_view *v);

/** It as a view to show; borrowed, so that its end frees nothing. */
struct view view_of_themes(struct themes_view *v);

/** A new one opens where a name is half written, if one is. */
void view_themes_go_on(struct themes_view *v, const struct facts *facts);

/** Shows only what was said in one place (field "place") or on one day ("date"): text;
 *  or what one table said ("table"): record. "" and NULL: all of them. */
void view_themes_filter(struct themes_view *v, const char *field, const char *text,
                        const struct record *table);

/** The themes to join what is marked there into, else what is selected. */
struct list_view *view_themes_list_joins(struct themes_view *v,
                                         const struct facts *facts);

/** What joins them into the theme of that entry, chosen from the list. */
struct intent view_themes_join(struct themes_view *v, const struct facts *facts,
                               const struct record *into);

#endif
