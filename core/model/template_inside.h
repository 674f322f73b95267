#ifndef ROUNDTABLE_MODEL_TEMPLATE_INSIDE_H
#define ROUNDTABLE_MODEL_TEMPLATE_INSIDE_H

/* What template*.c know of one another. */

#include "model/template.h"

/** Gives each choice of a column's marks its letter: column_letter(). */
void column_give_letters(struct column *column, struct arena *arena);

/** What a grid says that it is for; -1 if it does not. A use of a newer program feeds nothing,
 *  as a lens does. */
int grid_use_of(const struct json *grid);

/** Of a template of before uses were said: the map is the grid of its stakeholders, barriers or
 *  moments, or else the first; all others are plans. */
void template_find_map(struct template *form);

#endif
