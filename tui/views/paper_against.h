#ifndef ROUNDTABLE_VIEWS_PAPER_AGAINST_H
#define ROUNDTABLE_VIEWS_PAPER_AGAINST_H

#include "views/view.h"

/**
 * Adds what speaks against a number that was counted on paper: "that is more than the 9 people
 * who voted", "9 people gave dots, which is more"; nothing where it may well be so.
 *
 * @part    what is counted, as ballot_each_entry() names it
 * @record  the entry it is of; or the table: how many people voted
 */
void paper_say_against(const struct facts *facts, const char *part,
                       const struct record *record, long count, struct str *out);

#endif
