#ifndef ROUNDTABLE_EXPORT_PROMISES_H
#define ROUNDTABLE_EXPORT_PROMISES_H

#include "export/outline.h"

/* Who does what, by when, as each format tells it; private to core/export. Without names
 * if the outline is. */

enum promises_of {
    PROMISES_BEFORE, /* of the session that this one follows up, and what came of them */
    PROMISES_NOW,    /* of the table itself, by date */
};

/** Each adds a section of its own, or nothing where nothing was promised. */
void promises_text(struct str *out, const struct outline *outline, enum promises_of of);
void promises_markdown(struct str *out, const struct outline *outline,
                       enum promises_of of);
void promises_html(struct str *out, const struct outline *outline, enum promises_of of);

#endif
