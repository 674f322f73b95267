#ifndef ROUNDTABLE_EXPORT_THEMES_JSON_H
#define ROUNDTABLE_EXPORT_THEMES_JSON_H

#include "findings/findings.h"

/** Adds the members of an object, `"columns": …,\n … \n`, indented so deep; private to
 *  core/export. */
void themes_json_members(const struct findings *findings, int depth, struct str *out);

#endif
