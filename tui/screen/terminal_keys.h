#ifndef ROUNDTABLE_SCREEN_TERMINAL_KEYS_H
#define ROUNDTABLE_SCREEN_TERMINAL_KEYS_H

#include <curses.h>

/**
 * Keys: the sequences that terminals send for them, and what they are called. For
 * terminal.c alone.
 */

/** Keys that curses has no code for, beside its own KEY_UP and so on. */
enum own_key {
    OWN_PASTE_BEGIN = KEY_MAX + 1,
    OWN_PASTE_END,
    OWN_ALT_ENTER,
    OWN_CTRL_LEFT,
    OWN_CTRL_RIGHT,
    OWN_SHIFT_UP,
    OWN_SHIFT_DOWN,
    OWN_ALT_B,
    OWN_ALT_D,
    OWN_ALT_F,
    OWN_ALT_Z,
    OWN_ALT_BACKSPACE,
};

/** Teaches curses the sequences that it may not know; after newterm(). */
void terminal_define_keys(void);

/** What the key of a code of curses is called, into name, KEY_NAME_BYTES at least; "This
 *  key" if it has no name. */
void terminal_key_name(int code, char *name);

#endif
