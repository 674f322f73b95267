#ifndef ROUNDTABLE_EXPORT_UNSETTLED_H
#define ROUNDTABLE_EXPORT_UNSETTLED_H

#include "export/sections.h"

/* What somebody should settle, as a list of its own; private to core/export. Nothing is
 * added where all is settled. */

void unsettled_text(const struct section *section, struct str *out);
void unsettled_markdown(const struct section *section, struct str *out);
void unsettled_html(const struct section *section, struct str *out);

#endif
