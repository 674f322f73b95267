#ifndef ROUNDTABLE_VIEWS_TABS_H
#define ROUNDTABLE_VIEWS_TABS_H

#include "base/str.h"
#include "screen/screen.h"

#include <stddef.h>

/**
 * A row of numbered tabs, of which one may be the selected one: "1 Goals  2 Barriers 12".
 *
 * A number stands nowhere without a name. Where there is no room for all titles, a word stands
 * for each; where there is none for these, the tabs next to the selected one are left out, and
 * at the end stands which of how many it is: "2 Barriers 12   column 2 of 4".
 */
struct tab {
    size_t number;
    const char *full, *title; /* full: of the selected one, where there is room for it */
    const char *behind;       /* " 12", or "" */
    enum role role;
    size_t index; /* of its BUTTON_COLUMN */
};

/** The longest of its words stands for a title that there is no room for: "Moments" for "Social
 *  moments", "Priorities" for "Priorities that compete". */
void tab_add_word(const char *title, struct str *out);

/** Whether all of them have room there. */
bool tabs_fit(int col, const struct tab *tabs, size_t count, size_t here);

/** Puts them there; here: the selected one, or count if none is; all: the highest number. */
void tabs_put(int row, int col, const struct tab *tabs, size_t count, size_t here,
              size_t all);

#endif
