#ifndef ROUNDTABLE_SCREEN_TERMINAL_BYTES_INSIDE_H
#define ROUNDTABLE_SCREEN_TERMINAL_BYTES_INSIDE_H

/* What the files that cut the bytes of a terminal share, and that which reads lines; private to
 * them. */

#include "screen/terminal_bytes.h"

enum {
    ESCAPE = 27,
    ESC_MS = 25,      /* then it was the key; and hands are slower than that */
    PART_MS = 1000,   /* of a sequence, or of a paste */
    STRING_MS = 2000, /* since so many bytes of it came at once as nobody types */
    AT_ONCE_BYTES = 8,
};

/* terminal_bytes.c */

bool is_one_of(char byte, const char *bytes);
bool is_digit(char byte);
bool waited(const struct terminal_bytes *in, int64_t now_ms, int64_t patience_ms);
void drop_bytes(struct terminal_bytes *in, size_t count);

/** A letter, in the encoding of the locale; a byte that belongs to none is U+FFFD.
 *  Returns how many bytes it takes; 0: more are to come. */
size_t letter_at(const char *bytes, size_t len_bytes, uint32_t *code);

/** How long the sequence is that begins with "[" or "O"; 0: more is to come; negative: so
 *  many bytes, and it is none. */
long sequence_bytes(const char *bytes, size_t len_bytes);

bool begins_string(char byte);

/* terminal_pastes.c */

/** What was pasted as far as it came; false: nothing yet. */
bool next_of_paste(struct terminal_bytes *in, int64_t now_ms, struct piece *out);

/** Whether bytes are two rows of cells or more, and nothing but text. */
bool are_rows(const char *bytes, size_t len_bytes);

/** How long a paste waits for more of it. */
int64_t paste_patience_ms(const struct terminal_bytes *in);

/** Hands out what is in in->paste, as the terminal sent it. */
void give_paste(struct terminal_bytes *in, struct piece *out);

/* terminal_strings.c */

/** Its first two bytes are taken. */
bool begin_string(struct terminal_bytes *in, int64_t now_ms, struct piece *out);
bool next_of_string(struct terminal_bytes *in, int64_t now_ms, struct piece *out);

/** Keeps bytes that came, in one go, within a string and may be typed. True if they are
 *  keys, and it will not end: then they are taken, and those before them back. */
bool string_is_typed_in(struct terminal_bytes *in, const char *bytes, size_t len_bytes,
                        int64_t now_ms);

#endif
