#ifndef ROUNDTABLE_BASE_LIBRARIES_H
#define ROUNDTABLE_BASE_LIBRARIES_H

#include "base/str.h"

/** Adds the libraries that all our programs are made with, and of which version: "cJSON 1.7.15,
 *  utf8proc 2.8.0, …". */
void libraries_of_core(struct str *out);

#endif
