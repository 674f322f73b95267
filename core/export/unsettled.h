#ifndef ROUNDTABLE_EXPORT_UNSETTLED_H
#define ROUNDTABLE_EXPORT_UNSETTLED_H

#include "export/sections.h"

/* What somebody should settle, as a list of its own; private to core/export. Nothing is
 * added where all is settled. */

/** One entry, or a table's vision. */
struct unsettled {
    const char *words;         /* shown; "–" if there are none */
    const struct field *field; /* with its other wordings */
    const char *where;         /* "Barriers to change, Less isolation, Leeds 4" */
    bool deleted;              /* by somebody who had not seen these words */
};

/** What the list is headed with, and what is said of one that was deleted so. */
extern const char unsettled_heading[], unsettled_deleted[];

/** Tells all of a section, in reading order. */
void unsettled_tell(const struct section *section,
                    void (*tell)(void *to, const struct unsettled *entry), void *to);

void unsettled_text(const struct section *section, struct str *out);
void unsettled_markdown(const struct section *section, struct str *out);
void unsettled_html(const struct section *section, struct str *out);

#endif
