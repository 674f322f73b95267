#ifndef ROUNDTABLE_EXPORT_BRIEF_INSIDE_H
#define ROUNDTABLE_EXPORT_BRIEF_INSIDE_H

#include "export/sections.h"

/* The page to read out: brief.c has what recurs, brief_said.c what is said beside it,
 * brief_promises.c who does what. */

/* Of a list so many are told, as long as the page has room. */
enum { BRIEF_FIRST = 5 };

/** How many of a list are told. */
size_t brief_first_of(const struct section *section, size_t count, size_t usual);

/** Begins one, that says of how many; listener->end() ends it. */
void brief_begin_list(const struct section *section, const struct listener *listener,
                      const char *title, size_t count, size_t told);

/** Whether whatever there is is read out, actions too: nobody named what is of the map, or
 *  one column was asked for. */
bool brief_reads_all(const struct section *section);

/** What people want most; false if nobody said it. */
bool brief_tell_visions(const struct section *section, const struct listener *listener);

/** How everybody answered what they were asked, once that is shown. */
void brief_tell_answers(const struct section *section, const struct listener *listener);

/** What came of the promises of the meetings before; then what is promised now. What several
 *  tables have word for word is one line, which names them. */
void brief_tell_promises(const struct section *section, const struct listener *listener);

/** Actions without anybody; where actions were read out before, or several tables have more
 *  than are told, only how many. */
void brief_tell_untaken(const struct section *section, const struct listener *listener);

#endif
