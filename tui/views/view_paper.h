#ifndef ROUNDTABLE_VIEWS_VIEW_PAPER_H
#define ROUNDTABLE_VIEWS_VIEW_PAPER_H

#include "views/view.h"

/**
 * A tally sheet: how many people voted, and the entries of one part of the table with what was counted
 * on paper for each. A number is typed and kept by going on; while the table's ballot is open
 * none is shown.
 *
 * @part      as in INTENT_OPEN_BALLOT; copied
 * @selected  the entry to begin with, or NULL
 */
struct view view_paper_new(const struct facts *facts, const char *part,
                           const struct record *selected);

#endif
