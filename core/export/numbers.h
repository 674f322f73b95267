#ifndef ROUNDTABLE_EXPORT_NUMBERS_H
#define ROUNDTABLE_EXPORT_NUMBERS_H

#include "export/sections.h"

/* How many of what: the section that commissioners read first. Private to core/export. */

/** One line: "Barriers to change", 120. Titles are borrowed. */
struct number {
    const char *group; /* "Entries by column": what stands above it; "" for totals */
    const char *title;
    size_t count;
};

struct numbers {
    struct number *items;
    size_t count, room;
};

/** Counts what a section is about: its table, or all. Votes as far as they may be seen. */
void numbers_count(const struct section *section, struct numbers *out);
void numbers_finish(struct numbers *numbers);

void numbers_text(const struct section *section, struct str *out);
void numbers_markdown(const struct section *section, struct str *out);
void numbers_html(const struct section *section, struct str *out);

#endif
