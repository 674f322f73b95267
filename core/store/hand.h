#ifndef ROUNDTABLE_STORE_HAND_H
#define ROUNDTABLE_STORE_HAND_H

#include "base/json.h"
#include "store/file.h"

/**
 * What was written by hand: the difference between a readable top and the session that
 * the file's edits add up to becomes edits by "hand". They are determined by what
 * stands there, so that the same file read twice, anywhere, gives the same edits.
 *
 * What is absent says nothing; an empty list, or an entry missing from a list that is
 * there, says removed. A note may be a plain text. What has no id is new.
 *
 * @top     the outermost object of the file.
 * @at_ms   the time of the file's latest edit, if it has any.
 * @sink   where the file has edits already, each change is told there, with both wordings:
 *         what seems to be by hand may be damage. May be NULL.
 * @made   takes the edits; zeroed before.
 */
void hand_take_in(struct session *session, const struct json *top, bool has_edits,
                  int64_t at_ms, struct fault_sink *sink, struct by_hand *made);

/**
 * Lists of words that an older program kept as fields of goals, where nobody saw them,
 * become columns, by edits as above; their time is that of the field. Adds to made.
 */
void hand_turn_lists(struct session *session, struct by_hand *made);

#endif
