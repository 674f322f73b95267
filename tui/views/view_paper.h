#ifndef ROUNDTABLE_VIEWS_VIEW_PAPER_H
#define ROUNDTABLE_VIEWS_VIEW_PAPER_H

#include "views/view.h"

/**
 * A tally sheet: how many people voted, and the entries of one part of the table with what was counted
 * on paper for each. A number is typed and kept by going on; while the table's ballot is open
 * none is shown.
 *
 * It begins with the people, always: whoever types without looking knows where a number goes.
 *
 * @part  as in INTENT_OPEN_BALLOT; copied
 */
struct view view_paper_new(const struct facts *facts, const char *part);

#endif
