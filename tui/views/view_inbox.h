#ifndef ROUNDTABLE_VIEWS_VIEW_INBOX_H
#define ROUNDTABLE_VIEWS_VIEW_INBOX_H

#include "model/offers.h"
#include "views/view.h"

/**
 * What was offered to the table on the screen: what waits, oldest first, and on a page of its
 * own what was put aside. What comes in meanwhile stands behind, and moves no selection.
 */

extern const struct view_ops view_inbox_ops;

struct view view_inbox_new(void);

/** Selects the offer that a record is, or was, if it is on the page. */
void view_inbox_show(void *state, const struct facts *facts, const struct record *record);

/** Adds where an offer wants to go: "Barriers of ‘More walking’", "a goal". */
void offer_say_place(const struct facts *facts, const struct offer *offer,
                     struct str *out);

/** Adds that it is asked back, with the keys that answer, if it is. */
void offer_say_asked(const struct facts *facts, const struct offer *offer,
                     struct str *out);

/** Behind its place, who sent it, and when: " · Ana (phone 2) · 12:03". */
void offer_say_whose(const struct offer *offer, struct str *out);

#endif
