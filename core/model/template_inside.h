#ifndef ROUNDTABLE_MODEL_TEMPLATE_INSIDE_H
#define ROUNDTABLE_MODEL_TEMPLATE_INSIDE_H

/* What template*.c know of one another. */

#include "model/template.h"

/** Gives each choice of a column's marks its letter: column_letter(). */
void column_give_letters(struct column *column, struct arena *arena);

#endif
