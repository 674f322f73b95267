#ifndef ROUNDTABLE_MODEL_HEADINGS_H
#define ROUNDTABLE_MODEL_HEADINGS_H

#include "model/template.h"

/**
 * What people write above their columns and lists, and which column they mean by it: the
 * template's own words for it, in the singular or plural, and the usual other words of the
 * templates' languages, one table of them. "1. Main barrier(s):" is "barriers".
 */

enum heading_fit {
    HEADING_OF_NOTHING,
    HEADING_PERHAPS,  /* a part of it does, or what may as well be an entry: "people", */
    HEADING_LIKE_IT,  /* it is another word for what the column is called, */
    HEADING_OF_KIND,  /* or for what its id says it is, */
    HEADING_ITS_NAME, /* or its own */
};

/** Whether a heading means a column. */
enum heading_fit heading_fits(const char *heading, const struct column *column);

/** Whether a heading means what a promise says in one of its fields, such as "who", or an action
 *  ("other"), or a column that is called so by its id. */
bool heading_means(const char *heading, const char *id);

/** Whether a heading means a column, not the goals, of a form that is compiled in, surely. */
bool heading_of_builtin(const char *heading);

#endif
