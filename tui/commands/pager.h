#ifndef ROUNDTABLE_COMMANDS_PAGER_H
#define ROUNDTABLE_COMMANDS_PAGER_H

#include "base/str.h"

/**
 * Prints a long text to standard output. On a terminal it goes through the pager that PAGER
 * names, in the shell's words, or else through less, if that is there, which shows a text
 * that fits the screen and ends. PAGER set to nothing, or to "cat", is none. A pager that
 * cannot be run, or that ends in whatever way, costs nothing: then the text is printed as it
 * is.
 *
 * An exit status.
 */
int print_paged(const struct str *text);

#endif
