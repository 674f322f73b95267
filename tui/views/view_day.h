#ifndef ROUNDTABLE_VIEWS_VIEW_DAY_H
#define ROUNDTABLE_VIEWS_VIEW_DAY_H

#include "views/view.h"

/**
 * The stages of the table's day, with the times that are planned and expected, to go to one
 * or to change them for this session: minutes, order, skipped, added; when the day began;
 * and, where it is late, which of two stages to come could win that back.
 */
extern const struct view_ops view_day_ops;

struct view view_day_new(const struct facts *facts);

/** Opens the line for a new stage with words that were typed among the list's keys. */
struct intent view_day_type(void *state, const struct facts *facts, const char *words);

/** What a line is typed for there: a stage, or when the day began, where words are refused; ACT_NONE:
 *  none is, or it is another view. */
enum action view_day_typing(const struct view *view);

#endif
