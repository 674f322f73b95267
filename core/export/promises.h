#ifndef ROUNDTABLE_EXPORT_PROMISES_H
#define ROUNDTABLE_EXPORT_PROMISES_H

#include "export/outline.h"
#include "findings/findings.h"

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

/* The same of all tables that none follows up, each promise with its table's name, if any
 * table has some. */
void promises_text_of_all(struct str *out, const struct findings *findings, bool names);
void promises_markdown_of_all(struct str *out, const struct findings *findings,
                              bool names);
void promises_html_of_all(struct str *out, const struct findings *findings, bool names);

/** Somebody who lays a section out otherwise: hears its heading and the titles of its
 *  columns, NULL at their end, then a row of as many texts each. All is borrowed until the
 *  call returns, and as it was typed. */
struct promises_listener {
    void *to;
    void (*begin)(void *to, const char *heading, const char *const *titles);
    void (*row)(void *to, const char *const *cells);
};

/** Nothing is heard where nothing was promised. */
void promises_tell(const struct outline *outline, enum promises_of of,
                   const struct promises_listener *listener);
void promises_tell_of_all(const struct findings *findings, bool names,
                          const struct promises_listener *listener);

#endif
