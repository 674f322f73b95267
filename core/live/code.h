#ifndef ROUNDTABLE_LIVE_CODE_H
#define ROUNDTABLE_LIVE_CODE_H

#include "store/places.h"

/** Adds the QR code of a text as rows of its modules, "##.#…": dark ones are "#". None if it
 *  is too long for one. */
void code_modules(const char *text, struct paths *rows);

/** The same as rows of half blocks, two modules each, dark ones drawn, with a quiet zone of
 *  two modules around them. */
void code_half_blocks(const char *text, struct paths *rows);

/** Adds the library that makes them, with its version. */
void code_add_library(struct str *out);

#endif
