#ifndef ROUNDTABLE_SCREEN_TERMINAL_KEYS_H
#define ROUNDTABLE_SCREEN_TERMINAL_KEYS_H

#include "screen/event.h"

#include <curses.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Keys: the sequences that terminals send for them, and what they are called. For
 * terminal.c alone.
 */

/** Keys that curses has no code for, beside its own KEY_UP and so on. */
enum own_key {
    OWN_CTRL_LEFT = KEY_MAX + 1,
    OWN_CTRL_RIGHT,
    OWN_SHIFT_UP,
    OWN_SHIFT_DOWN,
};

/** Teaches curses the sequences that it may not know; after newterm(). */
void terminal_define_keys(void);

/** What a key is called, into name, KEY_NAME_BYTES at least: by the bytes that it sends,
 *  false if they are no key's; by its letter or control. */
bool terminal_name_bytes(const char *bytes, char *name);
void terminal_name_letter(uint32_t code, bool alt, char *name);

enum sequence_meaning {
    SEQUENCE_KEY,     /* name */
    SEQUENCE_LETTER,  /* code, as if it had come as such */
    SEQUENCE_ALT,     /* the same, with Alt */
    SEQUENCE_ANSWER,  /* to what another program asked: nothing here */
    SEQUENCE_UNKNOWN, /* a key without a name */
};

struct sequence_key {
    char name[KEY_NAME_BYTES];
    uint32_t code;
};

/** What bytes from an Esc on, "\033[" or "\033O" and the rest, mean; of the mouse, an
 *  answer. They end with a NUL. */
enum sequence_meaning terminal_read_sequence(const char *bytes, size_t len_bytes,
                                             struct sequence_key *out);

#endif
