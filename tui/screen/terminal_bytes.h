#ifndef ROUNDTABLE_SCREEN_TERMINAL_BYTES_H
#define ROUNDTABLE_SCREEN_TERMINAL_BYTES_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * The bytes that a terminal sends, cut into what they are: letters, keys, pastes, and
 * answers to what programs before us asked it, which mean nothing here. No curses, no
 * reading, no clock: the caller reads, and says when. For terminal.c alone.
 *
 * Sequences are of ECMA-48 and of the terminals' own, in their 7-bit forms and in the
 * 8-bit ones as letters (U+0080 to U+009F).
 *
 * Nothing tells an Esc of a person from one that begins a sequence but the time: one that
 * comes alone is a key after 25 ms. Whatever was begun for certain is awaited longer, and
 * never for ever: the keys live again. What comes meanwhile as hands type, and not as
 * terminals answer, is swallowed with the answer if that has an end; else it is given
 * back: key by key if it came so, else as words, which are no keys.
 *
 * Rows of cells that came in one go are a paste though the terminal does not say so: no hand
 * types them, and cells of one letter would be keys.
 */

enum piece_kind {
    PIECE_LETTER,       /* code */
    PIECE_ALT,          /* code, with Esc before it in one go */
    PIECE_ESC,          /* alone */
    PIECE_SEQUENCE,     /* bytes, such as "\033[1;5D": a key, or an answer in few bytes */
    PIECE_ALT_SEQUENCE, /* the same, with Alt */
    PIECE_PASTE,        /* bytes, as UTF-8, lines ended by \n */
    PIECE_ANSWER,       /* swallowed */
    PIECE_BROKEN_OFF,   /* swallowed, though its end never came */
};

struct piece {
    enum piece_kind kind;
    uint32_t code;
    const char *bytes; /* with NUL behind; borrowed until more bytes are added */
    size_t len_bytes;
};

enum { TERMINAL_BYTES = 4096, SEQUENCE_BYTES = 64 };

/** Zero at first. */
struct terminal_bytes {
    char bytes[TERMINAL_BYTES + 4];
    size_t len_bytes;
    int64_t came_ms; /* when the last of them did */

    enum { WITHIN_NOTHING, WITHIN_STRING, WITHIN_PASTE } within;
    int64_t until_ms;  /* as long as the end of a string is awaited */
    bool final_ends;   /* it is a very long "[", that a final byte ends */
    bool after_escape; /* its last byte was one */
    bool after_c2;
    struct str typed; /* what came while the end of a string was awaited, later than it */
    bool key_by_key;  /* all of it did */
    size_t of_end;    /* so much of the end of a paste came last */
    bool awaited;     /* nobody was busy when the next bytes came: they came in one go */
    bool unmarked;    /* the paste has no marks, and ends when no more of it comes */
    struct str paste;
    bool apart;   /* its first byte, an Esc, is a key of its own */
    char late[3]; /* handed out as keys, yet perhaps the beginning of a sequence */
    int64_t late_ms;
    bool letters_write; /* Alt-O and Alt-[ are keys: a letter behind them is typed */
    char sequence[SEQUENCE_BYTES + 8];
};

/** How many bytes it takes now; 0 as long as there are pieces to be had. */
size_t terminal_bytes_room(const struct terminal_bytes *in);

/** Bytes came, in one go. */
void terminal_bytes_add(struct terminal_bytes *in, const char *bytes, size_t len_bytes,
                        int64_t now_ms);

/** The next piece; false if there is none yet. */
bool terminal_bytes_next(struct terminal_bytes *in, int64_t now_ms, struct piece *out);

/** Whether bytes are there that will be a piece in a moment, come what may. */
bool terminal_bytes_pending(const struct terminal_bytes *in);

/** How long until there is one though no more bytes come; negative: for ever. */
int terminal_bytes_patience_ms(const struct terminal_bytes *in, int64_t now_ms);

/** Whether what came ends in an Esc that is a key of its own: all of it is taken then. */
bool terminal_bytes_take_escape(struct terminal_bytes *in, int64_t now_ms);

/** Whether a paste is coming in; and what came of it, if no more will. */
bool terminal_bytes_pasting(const struct terminal_bytes *in);
void terminal_bytes_end_paste(struct terminal_bytes *in, struct piece *out);

void terminal_bytes_finish(struct terminal_bytes *in);

#endif
