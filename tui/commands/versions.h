#ifndef ROUNDTABLE_COMMANDS_VERSIONS_H
#define ROUNDTABLE_COMMANDS_VERSIONS_H

#include "base/str.h"

/** Adds what the program is made with, and then what each program beside it says of itself,
 *  or that it is not here: these are asked, so that none of their libraries is loaded. */
void versions_add(struct str *out);

#endif
