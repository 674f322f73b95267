#ifndef ROUNDTABLE_EXPORT_HTML_STYLE_H
#define ROUNDTABLE_EXPORT_HTML_STYLE_H

#include "base/str.h"

#include <stdbool.h>

/** Adds how the page looks, on a screen, in the dark, on a telephone and on paper;
 *  private to core/export. @several  it shows several tables and what they share. */
void html_add_style(struct str *out, bool several);

#endif
