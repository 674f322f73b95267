#ifndef ROUNDTABLE_VIEWS_PAPER_SAID_H
#define ROUNDTABLE_VIEWS_PAPER_SAID_H

#include "views/view.h"

/* What is said of a line of a tally sheet: an entry, or the table, for how many voted. */

/** What was counted on paper; 0: nothing yet. */
long paper_number(const struct record *record);

/** Adds "people voted in all", "‘Adverts’". */
void paper_add_name(const struct record *record, struct str *out);

/** Adds what is to be typed in the line, by its name; and what it has in dots, which that is added
 *  to, unless that is hidden. */
void paper_say_line(const struct record *record, bool hidden, struct str *out);

/** Adds what an entry has on paper now, and what speaks against that; that it has as much in all
 *  with its dots, unless counts are hidden.
 *
 *  @any_before  it had a count on paper before */
void paper_say_counted(const struct facts *facts, const struct record *entry, long count,
                       bool any_before, struct str *out);

/** Adds that nothing is typed there now, and what stands there from before, unless that is
 *  hidden: right behind a number that was kept, an Enter may be one too many. */
void paper_say_untyped(const struct record *record, bool hidden, struct str *out);

/** Adds that it was gone past, and what stands there and stays so, unless that is hidden. */
void paper_say_passed(const struct record *record, bool hidden, struct str *out);

#endif
