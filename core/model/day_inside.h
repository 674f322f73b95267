#ifndef ROUNDTABLE_MODEL_DAY_INSIDE_H
#define ROUNDTABLE_MODEL_DAY_INSIDE_H

#include "model/day.h"

/* A day, in two files: day.c has its clock and its plan, day_begun.c when its stages were begun. */

/** The stage of that id, or the number of stages. */
size_t day_stage_index(const struct day *day, const char *id);

/** The minutes that the stages before one were to take at an instant. */
int day_took_before(const struct record *table, const struct day *day, size_t to,
                    int64_t at_ms);

/** When the stage was entered that an edit set, at the latest now, or when the day began if it was
 *  the beginning; DAY_UNKNOWN if that was on another day (not just before midnight), or by a
 *  clock that is wrong. */
int64_t day_entered_ms(const struct day *day, const struct edit *edit);

/** When the stage at hand was entered that nobody left since but to look at others, each for less
 *  than a minute; DAY_UNKNOWN: not today. */
int64_t day_came_to_ms(const struct record *table, const struct day *day);

/** The edit by which the first stage was entered, if somebody said later when the day had
 *  begun, and that lies between what was entered before and after it; else NULL. */
const struct edit *day_beginning(const struct record *table, const struct day *day);

/** Whether somebody said when the day began after a stage of it was entered today: what was said
 *  before that is when it was to begin. */
bool day_begun_is_said(const struct record *table, const struct day *day);

/** The first stage that was entered today, and not left again at once, tells when the day was
 *  begun, *with which stage, and *by which edit; DAY_UNKNOWN: none was. */
int64_t day_first_begun_ms(const struct record *table, const struct day *day,
                           size_t *with, const struct edit **by);

#endif
