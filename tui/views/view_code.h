#ifndef ROUNDTABLE_VIEWS_VIEW_CODE_H
#define ROUNDTABLE_VIEWS_VIEW_CODE_H

#include "views/view.h"

/**
 * The code to scan, as large as the window lets it be: of the phones' page, or of the room's
 * invitation where there are no phones. Below it the same in words, and how many have joined.
 */

struct view view_code_new(void);

#endif
