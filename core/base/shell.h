#ifndef ROUNDTABLE_BASE_SHELL_H
#define ROUNDTABLE_BASE_SHELL_H

#include "base/str.h"

/** Adds the path of a file as it is typed in a shell, behind a command that is suggested: in
 *  quotes if it has to be, and never to be taken for an option. */
void shell_add_path(const char *path, struct str *out);

#endif
