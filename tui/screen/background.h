#ifndef ROUNDTABLE_SCREEN_BACKGROUND_H
#define ROUNDTABLE_SCREEN_BACKGROUND_H

#include <stdbool.h>
#include <stddef.h>

/**
 * What a terminal answers when it is asked for the colour of its background, by OSC 11 of
 * xterm, and behind that what it is, by DA of ECMA-48: all answer the second, so that
 * nobody waits for those who do not answer the first. Pure.
 */

enum background { BACKGROUND_UNKNOWN, BACKGROUND_DARK, BACKGROUND_LIGHT };

/** Whether the answer is among the bytes that came; out takes it then, and is unknown if
 *  the terminal only said what it is. */
bool background_is_told(const char *bytes, size_t len_bytes, enum background *out);

#endif
